#include "app/cli/account_key_commands.h"

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

Outcome reportDone(const Session& session, const Result<wire::Done, Failure>& answer, const std::string& text)
{
    if (!answer) {
        return fail(answer.error());
    }
    if (session.output().isForProgram()) {
        session.output().json({{"done", true}});
    } else {
        session.output().text(text);
    }
    return ExitCode::Done;
}

/// Asks with the passphrase in the field that `take` chooses.
template <class Answer, class Request, class Field>
Result<Answer, Failure> askWithPassphrase(Session& session, Request request, Field field)
{
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    request.*field = secret.marker;
    return session.ask<Answer>(request, {&secret, 1});
}

Outcome runWatch(Session& session)
{
    const auto address = session.word();
    const auto family = familyFrom(session);
    if (!address || !family) {
        return fail(!address ? address.error() : family.error());
    }
    const wire::AccountWatch request{
        *family, *address, session.arguments().value("--label").value_or("Watched"), {}};
    return reportDetails(session, askWithPassphrase<wire::AccountDetailsAnswer>(
                                      session, request, &wire::AccountWatch::passphrase));
}

Outcome runRename(Session& session)
{
    const auto words = session.words(2);
    if (!words) {
        return fail(words.error());
    }
    const wire::AccountEdit request{(*words)[0], (*words)[1], {}, {}};
    return reportDone(session,
                      askWithPassphrase<wire::Done>(session, request, &wire::AccountEdit::passphrase),
                      "Renamed.\n");
}

Outcome runArchive(Session& session)
{
    const auto account = session.word();
    if (!account) {
        return fail(account.error());
    }
    return reportDone(session, session.ask<wire::Done>(wire::AccountEdit{*account, {}, "archived", {}}),
                      "Archived. It keeps its key and signs nothing.\n");
}

Outcome runUnarchive(Session& session)
{
    const auto account = session.word();
    if (!account) {
        return fail(account.error());
    }
    const wire::AccountEdit request{*account, {}, "active", {}};
    return reportDone(session,
                      askWithPassphrase<wire::Done>(session, request, &wire::AccountEdit::passphrase),
                      "Active again.\n");
}

Outcome runDefault(Session& session)
{
    const bool isNone = session.arguments().has("--none");
    const auto words = session.words(isNone ? 1 : 2);
    if (!words) {
        return fail(words.error());
    }
    wire::AccountDefault request;
    request.scope = (*words)[0] == "solana" ? "svm" : (*words)[0];
    if (!isNone) {
        request.account = (*words)[1];
    }
    return reportDone(session,
                      askWithPassphrase<wire::Done>(session, request, &wire::AccountDefault::passphrase),
                      isNone ? "There is no default there any more.\n" : "Set.\n");
}

} // namespace

std::vector<Command> accountChangeCommands()
{
    return {
        {"account watch",
         "ADDRESS",
         "List an address whose key is elsewhere. It never signs.",
         {kFamilyOption, {"--label", OptionKind::Value, "TEXT", "What to call the account."}},
         runWatch},
        {"account rename", "ID LABEL", "Give an account another label.", {}, runRename},
        {"account archive", "ID", "Put an account away: it keeps its key and signs nothing.", {}, runArchive},
        {"account unarchive", "ID", "Use an archived account again.", {}, runUnarchive},
        {"account default",
         "evm|svm|NETWORK [ID]",
         "Choose the account that stands for a family or a network when none is named.",
         {{"--none", OptionKind::Switch, "", "Choose none."}},
         runDefault},
    };
}

} // namespace till::cli
