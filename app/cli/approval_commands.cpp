#include "app/cli/allowance_shapes.h"
#include "app/cli/command.h"
#include "app/cli/session.h"
#include "app/cli/shapes.h"
#include "app/cli/table.h"
#include "app/cli/times.h"
#include "core/support/plain_text.h"
#include "core/wire/admin_messages.h"

#include <algorithm>

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

constexpr std::size_t kMaxNoteBytes = 200;

Result<std::vector<wire::ApprovalShape>, Failure> allWaiting(Session& session)
{
    std::vector<wire::ApprovalShape> all;
    wire::ApprovalList request;
    for (;;) {
        auto page = session.ask<wire::ApprovalsAnswer>(request);
        if (!page) {
            return fail(std::move(page.error()));
        }
        std::move(page->approvals.begin(), page->approvals.end(), std::back_inserter(all));
        if (!page->next) {
            return all;
        }
        if (page->approvals.empty() || page->next == request.after) {
            return fail(badAnswerFailure()); // a list without end
        }
        request.after = std::move(page->next);
    }
}

std::string reasonsText(const std::vector<wire::Reason>& reasons)
{
    std::string text;
    for (const wire::Reason& reason : reasons) {
        text += (text.empty() ? "" : " ") + reason.text;
    }
    return text;
}

std::string priceText(const wire::PaymentRow& payment)
{
    return payment.amountText + " " + payment.symbol + (payment.isPractice ? " (practice money)" : "");
}

std::string summaryOf(const wire::ApprovalShape& approval)
{
    const wire::PaymentRow& payment = approval.payment;
    return facts({{"Payment", approval.id},
                  {"Agent", payment.agentName},
                  {"Buys", payment.method + " " + payment.url},
                  {"Price", priceText(payment)},
                  {"On", payment.networkName},
                  {"Paid to", payment.payTo},
                  {"Paid from", approval.from},
                  {"Asked because", reasonsText(approval.askedBecause)},
                  {"Different", reasonsText(approval.differences)},
                  {"Agent says", approval.claims.reason},
                  {"Seller says", approval.sellerWords},
                  {"Signature valid", std::to_string(approval.validForSeconds) + " s"},
                  {"Lapses", localText(approval.expiresAtMs)}});
}

Outcome runApprovals(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    const auto waiting = allWaiting(session);
    if (!waiting) {
        return fail(waiting.error());
    }
    if (session.output().isForProgram()) {
        session.output().json(listJson(*waiting, approvalJson));
        return ExitCode::Done;
    }
    if (waiting->empty()) {
        session.output().text("Nothing waits for you.\n");
        return ExitCode::Done;
    }
    Table table({{"ID"}, {"AGENT"}, {"HOST"}, {"PRICE", Align::Right}, {"LAPSES"}, {"BECAUSE"}});
    for (const wire::ApprovalShape& approval : *waiting) {
        table.add({approval.id, approval.payment.agentName, approval.payment.host,
                   priceText(approval.payment), localText(approval.expiresAtMs),
                   reasonsText(approval.askedBecause)});
    }
    session.output().text(table.text());
    return ExitCode::Done;
}

/// The waiting payment that the command names, as it is shown now.
Result<wire::ApprovalShape, Failure> namedApproval(Session& session)
{
    const auto id = session.word();
    if (!id) {
        return fail(id.error());
    }
    auto waiting = allWaiting(session);
    if (!waiting) {
        return fail(std::move(waiting.error()));
    }
    const auto found = std::find_if(waiting->begin(), waiting->end(),
                                    [&id](const wire::ApprovalShape& each) { return each.id == *id; });
    if (found == waiting->end()) {
        return fail(problemFailure("already_decided",
                                   "No payment " + toVisibleText(*id, 64) + " waits for a decision."));
    }
    if (const auto shown = session.arguments().value("--shown"); shown && *shown != found->shownHash) {
        return fail(problemFailure("shown_changed"));
    }
    return std::move(*found);
}

Result<wire::ApprovalDecide, Failure> decisionOn(const Session& session, const wire::ApprovalShape& approval,
                                                 std::string decision)
{
    const std::string note = session.arguments().value("--note").value_or("");
    if (note.size() > kMaxNoteBytes) {
        return fail(usageFailure("--note takes at most 200 bytes."));
    }
    auto remember = readRemember(session.arguments());
    if (!remember) {
        return fail(std::move(remember.error()));
    }
    return wire::ApprovalDecide{approval.id, std::move(decision), approval.shownHash,  "cli",
                                note,        std::nullopt,        std::move(*remember)};
}

Outcome report(const Session& session, const Result<wire::PaymentAnswer, Failure>& answer,
               std::string_view sentence)
{
    if (!answer) {
        return fail(answer.error());
    }
    if (session.output().isForProgram()) {
        session.output().json({{"id", answer->id}, {"status", answer->status}});
    } else {
        session.output().text(std::string(sentence) + "\n");
    }
    return ExitCode::Done;
}

Outcome runApprove(Session& session)
{
    const auto approval = namedApproval(session);
    if (!approval) {
        return fail(approval.error());
    }
    auto decide = decisionOn(session, *approval, "approve");
    if (!decide) {
        return fail(decide.error());
    }
    if (!session.output().isForProgram()) {
        session.output().text(summaryOf(*approval)); // before the passphrase: what is shown is what is signed
    }
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    decide->passphrase = secret.marker;
    return report(session, session.ask<wire::PaymentAnswer>(*decide, {&secret, 1}),
                  decide->remember ? "Approved, and remembered. The agent gets its payment now."
                                   : "Approved, once. The agent gets its payment now.");
}

Outcome runDeny(Session& session)
{
    const auto approval = namedApproval(session);
    if (!approval) {
        return fail(approval.error());
    }
    const auto decide = decisionOn(session, *approval, "deny");
    if (!decide) {
        return fail(decide.error());
    }
    return report(session, session.ask<wire::PaymentAnswer>(*decide), "Denied. Nothing was signed.");
}

const OptionSpec kShown{"--shown", OptionKind::Value, "HASH",
                        "Decide only if this is still what is shown (shownHash of till approvals --json)."};
const OptionSpec kNote{"--note", OptionKind::Value, "TEXT", "Why, for the ledger; at most 200 bytes."};

} // namespace

std::vector<Command> approvalCommands()
{
    return {
        {"approvals", "", "Show the payments that wait for a decision.", {}, runApprovals},
        {"approve",
         "ID",
         "Allow a waiting payment: this once, or from now on with --remember-until.",
         {kShown,
          kNote,
          {"--remember-until", OptionKind::Value, "T",
           "Do not ask again for this merchant until then: 30d, a day, a moment."},
          {"--remember-payment", OptionKind::Value, "USD", "Up to so much a payment."},
          {"--remember-day", OptionKind::Value, "USD", "Up to so much in any 24 hours."},
          {"--remember-any-payee", OptionKind::Switch, "", "For any payee of this host, not only this one."},
          {"--remember-any-host", OptionKind::Switch, "", "For any host that asks for this payee."}},
         runApprove},
        {"deny", "ID", "Refuse a waiting payment. Needs no passphrase.", {kShown, kNote}, runDeny},
    };
}

} // namespace till::cli
