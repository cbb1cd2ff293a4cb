#include "app/cli/command.h"
#include "app/cli/session.h"
#include "app/cli/shapes.h"
#include "app/cli/table.h"
#include "core/wire/admin_messages.h"

#include <array>

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

std::string balancesText(const wire::AccountShape& account)
{
    std::string text;
    for (const wire::Reason& balance : account.balances) {
        text += (text.empty() ? "" : "; ") + balance.text;
    }
    return text;
}

Outcome runList(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    const auto answer = session.ask<wire::AccountsAnswer>(wire::AccountList{});
    if (!answer) {
        return fail(answer.error());
    }
    if (session.output().isForProgram()) {
        session.output().json(listJson(answer->accounts, accountJson));
        return ExitCode::Done;
    }
    if (answer->accounts.empty()) {
        session.output().text("There are no accounts yet. Make one with: till account new\n");
        return ExitCode::Done;
    }
    Table table({{"ID"}, {"ADDRESS"}, {"LABEL"}, {"KIND"}, {"BALANCES"}});
    for (const wire::AccountShape& account : answer->accounts) {
        table.add({account.id, account.address, account.label, account.kind, balancesText(account)});
    }
    session.output().text(table.text());
    return ExitCode::Done;
}

/// Prints the one account that was made.
Outcome reportOne(const Session& session, const Result<wire::AccountsAnswer, Failure>& answer)
{
    if (!answer) {
        return fail(answer.error());
    }
    if (answer->accounts.size() != 1) {
        return fail(badAnswerFailure());
    }
    const wire::AccountShape& account = answer->accounts.front();
    if (session.output().isForProgram()) {
        session.output().json(accountJson(account));
    } else {
        session.output().text(
            facts({{"Account", account.id}, {"Address", account.address}, {"Label", account.label}}));
    }
    return ExitCode::Done;
}

Outcome runNew(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    const wire::AccountNew request{session.arguments().value("--label").value_or("Account"), secret.marker};
    return reportOne(session, session.ask<wire::AccountsAnswer>(request, {&secret, 1}));
}

Outcome runImport(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    const std::string family = session.arguments().value("--family").value_or("evm");
    if (family != "evm") {
        return fail(usageFailure("--family takes evm."));
    }
    const auto key =
        session.secret("--private-key-fd", "private key", "Private key, 64 hexadecimal digits: ");
    if (!key) {
        return fail(key.error());
    }
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const std::array secrets{posix::SecretField{posix::newMarker(), key->readable()},
                             posix::SecretField{posix::newMarker(), passphrase->readable()}};
    const wire::AccountImport request{family, secrets[0].marker,
                                      session.arguments().value("--label").value_or("Imported"),
                                      secrets[1].marker};
    return reportOne(session, session.ask<wire::AccountsAnswer>(request, secrets));
}

const OptionSpec kLabel{"--label", OptionKind::Value, "TEXT", "What to call the account."};

} // namespace

std::vector<Command> accountCommands()
{
    return {
        {"account list", "", "Show the accounts with their addresses and balances.", {}, runList},
        {"account new", "", "Make another account from the recovery words.", {kLabel}, runNew},
        {"account import",
         "",
         "Take in a private key that you have. It is not covered by the recovery words.",
         {{"--family", OptionKind::Value, "evm", "The kind of the key."},
          {"--private-key-fd", OptionKind::Value, "N",
           "Read the key, 64 hexadecimal digits, from this descriptor."},
          kLabel},
         runImport},
    };
}

} // namespace till::cli
