#include "app/cli/command.h"
#include "app/cli/session.h"
#include "app/cli/shapes.h"
#include "app/cli/table.h"
#include "app/cli/times.h"
#include "core/support/plain_text.h"
#include "core/wire/admin_messages.h"

#include <chrono>

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

constexpr std::int64_t kDefaultRows = 25;
constexpr std::int64_t kMostRows = 100'000;

Result<wire::PaymentsList, Failure> readFilter(const Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    const Arguments& arguments = session.arguments();
    wire::PaymentsList filter;
    filter.agent = arguments.value("--agent");
    filter.status = arguments.value("--status");
    filter.host = arguments.value("--host");
    filter.text = arguments.value("--text");
    filter.after = arguments.value("--after");
    if (const auto since = arguments.value("--since")) {
        const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::system_clock::now().time_since_epoch());
        filter.sinceMs = readSince(*since, now.count());
        if (!filter.sinceMs) {
            return fail(usageFailure("--since takes a span (24h, 30d), a day (2026-05-01) or a moment "
                                     "(2026-05-01T12:30:05Z)."));
        }
    }
    return filter;
}

/// As many rows as were asked for, page by page, so that each page fits a frame.
Result<wire::PaymentsPage, Failure> fetchRows(Session& session, wire::PaymentsList filter,
                                              std::int64_t wanted)
{
    wire::PaymentsPage all;
    while (wanted > 0) {
        filter.limit = std::min(wanted, wire::kMaxPageRows);
        auto page = session.ask<wire::PaymentsPage>(filter);
        if (!page) {
            return fail(std::move(page.error()));
        }
        const auto rows = static_cast<std::int64_t>(page->payments.size());
        if (rows > filter.limit || (page->next && (rows == 0 || page->next == filter.after))) {
            return fail(badAnswerFailure());
        }
        wanted -= rows;
        std::move(page->payments.begin(), page->payments.end(), std::back_inserter(all.payments));
        all.next = page->next;
        if (!page->next) {
            break;
        }
        filter.after = std::move(page->next);
    }
    return all;
}

std::string priceText(const wire::PaymentRow& payment)
{
    return payment.amountText.empty() ? payment.amount : payment.amountText + " " + payment.symbol;
}

Outcome runList(Session& session)
{
    auto filter = readFilter(session);
    if (!filter) {
        return fail(filter.error());
    }
    const auto wanted = session.arguments().number("--limit", 1, kMostRows, kDefaultRows);
    if (!wanted) {
        return fail(wanted.error());
    }
    const auto page = fetchRows(session, std::move(*filter), *wanted);
    if (!page) {
        return fail(page.error());
    }
    if (session.output().isForProgram()) {
        session.output().json({{"payments", listJson(page->payments, paymentJson)},
                               {"next", page->next ? nlohmann::json(*page->next) : nlohmann::json()}});
        return ExitCode::Done;
    }
    if (page->payments.empty()) {
        session.output().text("No payments here.\n");
        return ExitCode::Done;
    }
    Table table({{"TIME"}, {"ID"}, {"AGENT"}, {"HOST"}, {"PRICE", Align::Right}, {"NETWORK"}, {"STATUS"}});
    for (const wire::PaymentRow& payment : page->payments) {
        table.add({localText(payment.createdAtMs), payment.id, payment.agentName, payment.host,
                   priceText(payment), payment.networkName, payment.status});
    }
    session.output().text(table.text());
    if (page->next) {
        session.output().note("There are more: --after " + *page->next);
    }
    return ExitCode::Done;
}

void showDetail(const Session& session, const wire::PaymentDetail& detail)
{
    const wire::PaymentRow& payment = detail.payment;
    const std::string bought =
        payment.url.empty() ? "not told (JSON-RPC signer)" : payment.method + " " + payment.url;
    const std::string caller = detail.caller.pid > 0 ? detail.caller.executable + " (process " +
                                                           std::to_string(detail.caller.pid) + ")"
                                                     : "";
    session.output().text(facts({{"Payment", payment.id},
                                 {"Status", payment.status},
                                 {"Agent", payment.agentName},
                                 {"Bought", bought},
                                 {"Price", priceText(payment)},
                                 {"On", payment.networkName},
                                 {"Paid to", payment.payTo},
                                 {"Paid from", detail.authorization ? detail.authorization->from : ""},
                                 {"Transaction", payment.transaction},
                                 {"Decision", detail.decision ? detail.decision->sentence : ""},
                                 {"Decided by", detail.decidedBy},
                                 {"Agent says", detail.claims.reason},
                                 {"Seller says", detail.sellerWords},
                                 {"Caller", caller},
                                 {"Nonce", payment.nonce},
                                 {"Digest", payment.digest}}));
    const auto lines = [&session](std::string_view title, const std::vector<std::string>& entries) {
        if (!entries.empty()) {
            session.output().text("\n" + std::string(title) + "\n");
        }
        for (const std::string& entry : entries) {
            session.output().text("  " + toVisibleText(entry, 512) + "\n");
        }
    };
    std::vector<std::string> trace;
    for (const wire::Reason& step : detail.trace) {
        trace.push_back(step.text);
    }
    lines("Why", trace);
    std::vector<std::string> timeline;
    for (const wire::TimelineEntry& entry : detail.timeline) {
        timeline.push_back(localText(entry.atMs) + "  " + entry.text);
    }
    lines("Timeline", timeline);
}

Outcome runShow(Session& session)
{
    const auto id = session.word();
    if (!id) {
        return fail(id.error());
    }
    const auto detail = session.ask<wire::PaymentDetail>(wire::PaymentDetailGet{*id});
    if (!detail) {
        return fail(detail.error());
    }
    if (session.output().isForProgram()) {
        nlohmann::json json = wire::toBody(*detail);
        json["payment"] = paymentJson(detail->payment);
        session.output().json(json);
    } else {
        showDetail(session, *detail);
    }
    return ExitCode::Done;
}

nlohmann::json verifiedJson(const wire::LedgerVerified& verified)
{
    const auto orNull = [](const std::optional<std::int64_t>& number) {
        return number ? nlohmann::json(*number) : nlohmann::json();
    };
    nlohmann::json json{{"ok", verified.ok},
                        {"events", verified.events},
                        {"head", verified.head},
                        {"isChainWhole", verified.isChainWhole},
                        {"decisions", verified.decisions},
                        {"beforeRules", verified.beforeRules},
                        {"notRecomputed", verified.notRecomputed},
                        {"badDecisions", verified.badDecisions},
                        {"payments", verified.payments},
                        {"badPayments", verified.badPayments}};
    if (!verified.ok) {
        json["firstBad"] = orNull(verified.firstBad);
        json["badHourMs"] = orNull(verified.badHourMs);
    }
    if (!verified.why.empty()) {
        json["why"] = verified.why;
    }
    return json;
}

/// What was found, for people: first whether it is whole, then what was looked at.
std::string verifiedText(const wire::LedgerVerified& verified)
{
    const std::string why = toVisibleText(verified.why, 512);
    const std::string row = verified.firstBad ? " at row " + std::to_string(*verified.firstBad) : "";
    if (!verified.ok && !verified.isChainWhole) {
        return "The ledger is BROKEN" + row + ": " + why +
               "\nNothing is signed until this is resolved. Keep the file as it is.\n";
    }
    std::string text =
        verified.ok ? "The ledger is whole: " + std::to_string(verified.events) + " rows, head " +
                          toVisibleText(verified.head, 80) + "\n" + (why.empty() ? "" : why + "\n")
                    : "The chain is whole, but the ledger is NOT what it says" + row + ": " + why +
                          "\nIt goes on signing. If you cannot explain this, pause it (till pause) and keep "
                          "the file as it is.\n";
    text += "Decisions: " + std::to_string(verified.decisions) + " computed again, each the same to the byte";
    if (verified.badDecisions > 0) {
        text += "; " + std::to_string(verified.badDecisions) + " NOT as recorded";
    }
    if (verified.notRecomputed > 0) {
        text += "; " + std::to_string(verified.notRecomputed) +
                " could not be computed again, because what they were made of was not recorded or reads "
                "otherwise today";
    }
    text += "; " + std::to_string(verified.beforeRules) +
            " refused before any rule.\nPayments: " + std::to_string(verified.payments) +
            " compared with their history";
    if (verified.badPayments > 0) {
        text += "; " + std::to_string(verified.badPayments) + " do NOT agree";
    }
    text += ".\nSums by the hour: ";
    return text +
           (verified.badHourMs ? "the first that does NOT agree starts " + localText(*verified.badHourMs)
                               : "all agree") +
           ".\n";
}

Outcome runVerify(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    const auto verified = session.ask<wire::LedgerVerified>(wire::LedgerVerify{}, {}, kVerifyMs);
    if (!verified) {
        return fail(verified.error());
    }
    if (session.output().isForProgram()) {
        session.output().json(verifiedJson(*verified));
    } else {
        session.output().text(verifiedText(*verified));
    }
    return verified->ok ? ExitCode::Done : ExitCode::CheckFailed;
}

} // namespace

std::vector<Command> paymentCommands()
{
    return {
        {"payments list",
         "",
         "Show the ledger, newest first.",
         {{"--agent", OptionKind::Value, "AGENT", "Only this agent's."},
          {"--status", OptionKind::Value, "STATUS",
           "Only those in this state, for example settled or denied."},
          {"--host", OptionKind::Value, "HOST", "Only those to this host."},
          {"--text", OptionKind::Value, "TEXT", "Only those with this in host, path, payee or id."},
          {"--since", OptionKind::Value, "WHEN",
           "Only newer ones: 24h, 30d, 2026-05-01 or 2026-05-01T12:30:05Z."},
          {"--limit", OptionKind::Value, "N", "How many at most (25)."},
          {"--after", OptionKind::Value, "CURSOR", "Go on where the last list ended (its \"next\")."}},
         runList},
        {"payments show", "ID", "Show one payment: terms, decision, timeline.", {}, runShow},
        {"payments verify",
         "",
         "Check the whole ledger: the chain, every decision computed again, every payment, the sums.",
         {},
         runVerify},
    };
}

} // namespace till::cli
