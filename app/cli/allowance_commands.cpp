#include "app/cli/allowance_shapes.h"
#include "app/cli/command.h"
#include "app/cli/policy_shapes.h"
#include "app/cli/session.h"
#include "app/cli/shapes.h"
#include "app/cli/table.h"
#include "app/cli/times.h"

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

Outcome runGrants(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    std::vector<wire::GrantShape> all;
    wire::GrantList list;
    for (;;) {
        auto page = session.ask<wire::GrantsAnswer>(list);
        if (!page) {
            return fail(page.error());
        }
        std::move(page->grants.begin(), page->grants.end(), std::back_inserter(all));
        if (!page->next) {
            break;
        }
        if (page->grants.empty() || page->next == list.after) {
            return fail(badAnswerFailure()); // a list without end
        }
        list.after = page->next;
    }
    if (session.output().isForProgram()) {
        session.output().json(listJson(all, grantJson));
        return ExitCode::Done;
    }
    if (all.empty()) {
        session.output().text(
            "Nothing is remembered. Approve with --remember-until to remember a merchant.\n");
        return ExitCode::Done;
    }
    Table table({{"ID", Align::Right},
                 {"AGENT"},
                 {"HOST"},
                 {"PAYEE"},
                 {"A PAYMENT", Align::Right},
                 {"USED TODAY", Align::Right},
                 {"UNTIL"},
                 {"FROM"}});
    for (const wire::GrantShape& each : all) {
        table.add({std::to_string(each.id), each.agentName, each.host.empty() ? "any" : each.host,
                   each.payTo.empty() ? "any" : each.payTo, usdText(each.perPaymentMicro),
                   usdText(each.usedMicro) + " of " + usdText(each.perDayMicro), localText(each.untilMs),
                   each.origin});
    }
    session.output().text(table.text());
    return ExitCode::Done;
}

/// The number in the single word after the command.
Result<std::int64_t, Failure> numberOf(const Session& session, std::string_view list)
{
    const auto word = session.word();
    if (!word) {
        return fail(word.error());
    }
    const auto number = wholeNumber(*word);
    if (!number) {
        return fail(usageFailure("The id is a number, as " + std::string(list) + " shows it."));
    }
    return *number;
}

Outcome runEnd(Session& session)
{
    const auto id = numberOf(session, "till grants");
    if (!id) {
        return fail(id.error());
    }
    const auto done = session.ask<wire::Done>(
        wire::GrantEnd{*id, "cli", session.arguments().value("--reason").value_or("")});
    if (!done) {
        return fail(done.error());
    }
    if (session.output().isForProgram()) {
        session.output().json({{"id", *id}, {"ended", true}});
    } else {
        session.output().text("Ended. From now on this merchant is decided by the policy alone.\n");
    }
    return ExitCode::Done;
}

std::string hostText(const wire::MoreShape& request)
{
    return request.host.empty() ? "any" : request.host;
}

Outcome runRequests(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    const auto answer = session.ask<wire::MoreAnswer>(wire::MoreList{session.arguments().has("--all")});
    if (!answer) {
        return fail(answer.error());
    }
    if (session.output().isForProgram()) {
        session.output().json(listJson(answer->requests, moreJson));
        return ExitCode::Done;
    }
    if (answer->requests.empty()) {
        session.output().text("No agent asks for more.\n");
        return ExitCode::Done;
    }
    Table table({{"ID", Align::Right},
                 {"AGENT"},
                 {"STATUS"},
                 {"ASKS FOR", Align::Right},
                 {"HOST"},
                 {"UNTIL"},
                 {"USED", Align::Right},
                 {"AGENT SAYS"}});
    for (const wire::MoreShape& each : answer->requests) {
        const bool isGranted = each.grantedUntilMs != 0;
        table.add({std::to_string(each.id), each.agentName, each.state, usdText(each.amountMicro),
                   hostText(each), localText(isGranted ? each.grantedUntilMs : each.wantedUntilMs),
                   isGranted ? usdText(each.usedMicro) + " of " + usdText(each.grantedMicro) : std::string(),
                   each.reason});
    }
    session.output().text(table.text());
    return ExitCode::Done;
}

Outcome reportRequest(const Session& session, const Result<wire::MoreAnswer, Failure>& answer)
{
    if (!answer) {
        return fail(answer.error());
    }
    if (answer->requests.size() != 1) {
        return fail(badAnswerFailure());
    }
    const wire::MoreShape& request = answer->requests.front();
    if (session.output().isForProgram()) {
        session.output().json(moreJson(request));
    } else if (request.state == "granted") {
        session.output().text("Granted: " + usdText(request.grantedMicro) +
                              " USD beside its budgets, until " + localText(request.grantedUntilMs) + ".\n");
    } else if (request.state == "open") {
        session.output().text("Granted, but it waits as you have set: till pending shows until when.\n");
    } else {
        session.output().text("Not granted: " + request.state + ". The agent's budgets are as before.\n");
    }
    return ExitCode::Done;
}

Outcome runGrantRequest(Session& session)
{
    const auto id = numberOf(session, "till requests");
    const auto limit = readUsd(session.arguments(), "--limit");
    const auto until = readMoment(session.arguments(), "--until");
    if (!id || !limit || !until) {
        return fail(!id ? id.error() : !limit ? limit.error() : until.error());
    }
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    const wire::MoreDecide decide{
        *id, "grant", *limit, *until, "cli", session.arguments().value("--note").value_or(""), secret.marker};
    return reportRequest(session, session.ask<wire::MoreAnswer>(decide, {&secret, 1}));
}

Outcome runDenyRequest(Session& session)
{
    const auto id = numberOf(session, "till requests");
    if (!id) {
        return fail(id.error());
    }
    const wire::MoreDecide decide{
        *id, "deny", "", 0, "cli", session.arguments().value("--note").value_or(""), std::nullopt};
    return reportRequest(session, session.ask<wire::MoreAnswer>(decide));
}

const OptionSpec kNote{"--note", OptionKind::Value, "TEXT", "A word to the agent; at most 200 bytes."};

} // namespace

std::vector<Command> allowanceCommands()
{
    return {
        {"grants", "", "Show the merchants that were remembered with an approval.", {}, runGrants},
        {"grants end",
         "ID",
         "Ask about this merchant again. Needs no passphrase.",
         {{"--reason", OptionKind::Value, "TEXT", "Why, for the ledger; at most 200 bytes."}},
         runEnd},
        {"requests",
         "",
         "Show what agents ask for beside their budgets.",
         {{"--all", OptionKind::Switch, "", "Those that were answered too."}},
         runRequests},
        {"requests grant",
         "ID",
         "Grant an agent exactly so much beside its budgets, for a while.",
         {{"--limit", OptionKind::Value, "USD", "How much, for example 2.00."},
          {"--until", OptionKind::Value, "T", "When it ends: 24h, 7d, a day, or a moment."},
          kNote},
         runGrantRequest},
        {"requests deny",
         "ID",
         "Say no, or take back what was granted. Needs no passphrase.",
         {kNote},
         runDenyRequest},
    };
}

} // namespace till::cli
