#include "app/cli/command.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "core/wire/admin_messages.h"

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

/// Every command that changes something prints at least this to a program.
ExitCode done(const Session& session, std::string_view sentence)
{
    if (session.output().isForProgram()) {
        session.output().json({{"ok", true}});
    } else {
        session.output().text(std::string(sentence) + "\n");
    }
    return ExitCode::Done;
}

std::string walletSentence(const wire::StatusAnswer& status)
{
    if (status.vault == "none") {
        return "none yet; make one with: till vault create";
    }
    return status.vault == "locked" ? "locked; open it with: till unlock" : status.vault;
}

Outcome runStatus(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    const auto status = session.ask<wire::StatusAnswer>(wire::StatusGet{});
    if (!status) {
        return fail(status.error());
    }
    if (session.output().isForProgram()) {
        session.output().json(wire::toBody(*status));
        return ExitCode::Done;
    }
    session.output().text(facts({
        {"Wallet", walletSentence(*status)},
        {"Payments", status->paused ? "paused; go on with: till resume" : "running"},
        {"Endpoint", status->endpoint.empty() ? "not up yet" : status->endpoint},
        {"Practice shop", status->practiceShop},
        {"Keys", status->tier},
        {"Agents", std::to_string(status->agents)},
        {"Waiting for you", std::to_string(status->waiting)},
        {"Ledger", std::to_string(status->events) + " rows, " + status->integrity},
        {"Version", status->version},
    }));
    return ExitCode::Done;
}

Outcome runUnlock(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    const auto answer = session.ask<wire::Done>(wire::Unlock{secret.marker}, {&secret, 1});
    if (!answer) {
        return fail(answer.error());
    }
    return done(session, "The wallet is open.");
}

Outcome runLock(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    if (const auto answer = session.ask<wire::Done>(wire::Lock{}); !answer) {
        return fail(answer.error());
    }
    return done(session, "The wallet is locked; its keys are out of memory.");
}

Outcome runPause(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    if (const auto answer = session.ask<wire::Done>(wire::PauseAll{}); !answer) {
        return fail(answer.error());
    }
    return done(session, "All payments are paused. Nothing is signed until: till resume");
}

Outcome runResume(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    const auto answer = session.ask<wire::Done>(wire::ResumeAll{secret.marker}, {&secret, 1});
    if (!answer) {
        return fail(answer.error());
    }
    return done(session, "Payments are running again.");
}

} // namespace

std::vector<Command> stateCommands()
{
    return {
        {"status", "", "Show what runs: wallet, endpoint, agents, ledger.", {}, runStatus},
        {"unlock", "", "Open the wallet with its passphrase.", {}, runUnlock},
        {"lock", "", "Wipe the keys from memory until the next unlock. Needs no passphrase.", {}, runLock},
        {"pause", "", "Refuse all payments from now on. Needs no passphrase.", {}, runPause},
        {"resume", "", "Let payments run again.", {}, runResume},
    };
}

} // namespace till::cli
