#include "app/cli/account_key_commands.h"
#include "app/cli/session.h"
#include "app/cli/shapes.h"
#include "app/cli/table.h"
#include "core/wire/admin_messages.h"

#include <algorithm>

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

std::string joined(const std::vector<std::string>& texts)
{
    std::string all;
    for (const std::string& text : texts) {
        all += (all.empty() ? "" : ", ") + text;
    }
    return all;
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
    const auto details = allDetails(session);
    if (!details) {
        return fail(details.error());
    }
    if (session.output().isForProgram()) {
        nlohmann::json list = listJson(answer->accounts, accountJson);
        for (auto& each : list) {
            for (const wire::AccountDetail& detail : *details) {
                if (each["id"] == detail.id) {
                    each.update(detailJson(detail));
                }
            }
        }
        session.output().json(list);
        return ExitCode::Done;
    }
    if (answer->accounts.empty()) {
        session.output().text("There are no accounts yet. Make one with: till account new\n");
        return ExitCode::Done;
    }
    Table table({{"ID"}, {"FAMILY"}, {"ADDRESS"}, {"LABEL"}, {"KIND"}, {"DEFAULT FOR"}, {"BALANCES"}});
    for (const wire::AccountShape& account : answer->accounts) {
        const auto detail =
            std::find_if(details->begin(), details->end(), [&](const auto& d) { return d.id == account.id; });
        const bool isKnown = detail != details->end();
        table.add({account.id, account.family, account.address, account.label,
                   isKnown && detail->state == "archived" ? "archived" : account.kind,
                   isKnown ? joined(detail->defaultFor) : std::string(), balancesText(account)});
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
    const auto family = familyFrom(session);
    const auto passphrase = session.passphrase();
    if (!family || !passphrase) {
        return fail(!family ? family.error() : passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    if (*family == "svm") {
        const wire::AccountDerive derive{*family, session.arguments().value("--label").value_or("Account"),
                                         secret.marker};
        return reportDetails(session, session.ask<wire::AccountDetailsAnswer>(derive, {&secret, 1}));
    }
    const wire::AccountNew request{session.arguments().value("--label").value_or("Account"), secret.marker};
    return reportOne(session, session.ask<wire::AccountsAnswer>(request, {&secret, 1}));
}

const OptionSpec kLabel{"--label", OptionKind::Value, "TEXT", "What to call the account."};

} // namespace

std::vector<Command> accountCommands()
{
    std::vector<Command> all{
        {"account list", "", "Show the accounts with their addresses and balances.", {}, runList},
        {"account new", "", "Make another account from the recovery words.", {kFamilyOption, kLabel}, runNew},
    };
    for (auto part : {accountKeyCommands(), accountChangeCommands()}) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

} // namespace till::cli
