#include "app/cli/command.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "app/cli/times.h"
#include "core/wire/policy_messages.h"

#include <filesystem>

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

Outcome runThaw(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    if (!session.output().isForProgram()) {
        session.output().note(
            "What the lost part of the ledger had spent is not counted any more. Payments that it "
            "had signed may still be collected.");
    }
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    const auto answer = session.ask<wire::Done>(wire::LedgerThaw{"cli", secret.marker}, {&secret, 1});
    if (!answer) {
        return fail(answer.error());
    }
    if (session.output().isForProgram()) {
        session.output().json({{"ok", true}});
    } else {
        session.output().text("The ledger goes on from here.\n");
    }
    return ExitCode::Done;
}

Outcome reportAnchor(const Session& session, const Result<wire::LedgerAnchorShape, Failure>& anchor)
{
    if (!anchor) {
        return fail(anchor.error());
    }
    const bool isSet = !anchor->path.empty();
    if (session.output().isForProgram()) {
        const auto written =
            anchor->writtenAtMs ? nlohmann::json(utcText(*anchor->writtenAtMs)) : nlohmann::json();
        session.output().json({{"path", isSet ? nlohmann::json(anchor->path) : nlohmann::json()},
                               {"events", anchor->events},
                               {"head", anchor->head},
                               {"writtenAt", written},
                               {"trouble", anchor->trouble}});
    } else if (!isSet) {
        session.output().text("There is no anchor outside of the data directory. Set one with: till ledger "
                              "anchor PATH\n");
    } else {
        session.output().text(
            facts({{"Anchor", anchor->path},
                   {"Stands for", std::to_string(anchor->events) + " rows"},
                   {"Written", anchor->writtenAtMs ? localText(*anchor->writtenAtMs) : "not since the start"},
                   {"Trouble", anchor->trouble}}));
    }
    return ExitCode::Done;
}

Outcome runAnchor(Session& session)
{
    const auto& words = session.arguments().positional();
    const bool isOff = session.arguments().has("--off");
    if (words.size() > 1 || (isOff && !words.empty())) {
        return fail(usageFailure("Name one file, or --off, or nothing to see where it is."));
    }
    if (words.empty() && !isOff) {
        return reportAnchor(session, session.ask<wire::LedgerAnchorShape>(wire::LedgerAnchorGet{}));
    }
    std::error_code error;
    const std::string path = isOff ? std::string() : std::filesystem::absolute(words.front(), error).string();
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    const wire::LedgerAnchorSet set{path, "cli", secret.marker};
    return reportAnchor(session, session.ask<wire::LedgerAnchorShape>(set, {&secret, 1}));
}

} // namespace

std::vector<Command> ledgerCommands()
{
    return {
        {"ledger thaw",
         "",
         "Go on with a ledger that is older than it was. What it lost is not counted.",
         {},
         runThaw},
        {"ledger anchor",
         "[PATH]",
         "Keep an anchor of the ledger in a file outside of the data directory, so that a rolled back or "
         "copied directory is noticed.",
         {{"--off", OptionKind::Switch, "", "Keep none any more."}},
         runAnchor},
    };
}

} // namespace till::cli
