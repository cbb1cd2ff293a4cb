#include "app/cli/command.h"
#include "app/cli/session.h"
#include "app/cli/shapes.h"
#include "app/cli/table.h"
#include "core/wire/admin_messages.h"

#include <algorithm>

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
    if (status.away) {
        return "locked for you, nobody is there; agents go on: till unattended status";
    }
    return status.vault == "locked" ? "locked; open it with: till unlock" : status.vault;
}

/// So many pages at most: a keeper that never ends its list must not keep us.
constexpr int kMostPages = 400;
/// Rows of balances that fit below the rest on a terminal.
constexpr std::size_t kMostBalances = 20;

Result<std::vector<wire::BalanceShape>, Failure> balancesNow(Session& session)
{
    std::vector<wire::BalanceShape> all;
    wire::BalanceList list;
    for (int page = 0; page < kMostPages; ++page) {
        const auto answer = session.ask<wire::BalancesAnswer>(list);
        if (!answer) {
            return fail(answer.error());
        }
        all.insert(all.end(), answer->balances.begin(), answer->balances.end());
        if (!answer->next) {
            break;
        }
        list.after = *answer->next;
    }
    return all;
}

std::string balancesText(const std::vector<wire::BalanceShape>& balances)
{
    if (balances.empty()) {
        return {};
    }
    Table table({{"ACCOUNT"}, {"NETWORK"}, {"BALANCE"}});
    const std::size_t shown = std::min(balances.size(), kMostBalances);
    for (std::size_t each = 0; each < shown; ++each) {
        const wire::BalanceShape& balance = balances[each];
        table.add({balance.account, balance.networkName,
                   (balance.atMs ? "" : balance.symbol + " ") + balance.text});
    }
    return "\n" + table.text() +
           (shown < balances.size()
                ? "and " + std::to_string(balances.size() - shown) + " more: till account list\n"
                : "");
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
    const auto balances = balancesNow(session);
    if (!balances) {
        return fail(balances.error());
    }
    if (session.output().isForProgram()) {
        nlohmann::json json = wire::toBody(*status);
        json["balances"] = listJson(*balances, balanceJson);
        session.output().json(json);
        return ExitCode::Done;
    }
    std::string text = facts({
        {"Wallet", walletSentence(*status)},
        {"Payments", status->paused ? "paused; go on with: till resume" : "running"},
        {"Endpoint", status->endpoint.empty() ? "not up yet" : status->endpoint},
        {"Practice shop", status->practiceShop},
        {"Keys", status->tier.text},
        {"Agents", std::to_string(status->agents)},
        {"Waiting for you", std::to_string(status->waiting)},
        {"Ledger", std::to_string(status->events) + " rows, " + status->integrity},
        {"Alarms", status->alarms == 0 ? "" : std::to_string(status->alarms) + " open; see: till alarms"},
        {"Version", status->version},
    });
    for (const std::string& each : status->tier.stops) {
        text += facts({{"  stopped", each}});
    }
    for (const std::string& each : status->tier.doesNotStop) {
        text += facts({{"  not stopped", each}});
    }
    text += balancesText(*balances);
    for (const wire::Reason& notice : status->notices) {
        text += facts({{"Notice", notice.text}});
    }
    session.output().text(text);
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
