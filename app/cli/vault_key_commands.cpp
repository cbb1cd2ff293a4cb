#include "app/cli/vault_key_commands.h"

#include "app/cli/account_files.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "core/wire/account_messages.h"

#include <array>

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

Outcome runShow(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    const auto shown = session.ask<wire::VaultShown>(wire::VaultShow{});
    if (!shown) {
        return fail(shown.error());
    }
    if (session.output().isForProgram()) {
        session.output().json(wire::toBody(*shown));
        return ExitCode::Done;
    }
    session.output().text(
        facts({{"Vault", shown->vaultId},
               {"File", "version " + std::to_string(shown->fileVersion) + ", written " +
                            std::to_string(shown->generation) + " times"},
               {"Guessing costs", std::to_string(shown->kdfMemoryMiB) + " MiB, " +
                                      std::to_string(shown->kdfPasses) + " passes each time"},
               {"Recovery code", shown->recoveryCode ? "there is one" : "none"}}));
    return ExitCode::Done;
}

Outcome runChangePassphrase(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    const auto old = session.secret("--passphrase-fd", "passphrase", "Passphrase or recovery code: ");
    if (!old) {
        return fail(old.error());
    }
    const auto fresh = session.secret("--new-passphrase-fd", "new passphrase", "New passphrase: ");
    if (!fresh) {
        return fail(fresh.error());
    }
    const std::array secrets{posix::SecretField{posix::newMarker(), old->readable()},
                             posix::SecretField{posix::newMarker(), fresh->readable()}};
    const auto done =
        session.ask<wire::Done>(wire::PassphraseChange{secrets[0].marker, secrets[1].marker}, secrets);
    if (!done) {
        return fail(done.error());
    }
    if (session.output().isForProgram()) {
        session.output().json({{"done", true}});
    } else {
        session.output().text("Changed. Only the new passphrase opens the wallet from now on.\n");
    }
    return ExitCode::Done;
}

Outcome runRecoveryCode(Session& session)
{
    const auto action = session.word();
    if (!action) {
        return fail(action.error());
    }
    if (*action != "new" && *action != "remove") {
        return fail(usageFailure("Say new or remove."));
    }
    auto target = *action == "new" ? SecretTarget::forPerson(session.arguments(), "--code-out-fd")
                                   : Result<SecretTarget, Failure>(SecretTarget::nowhere());
    if (!target) {
        return fail(target.error());
    }
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    auto answer =
        session.ask<wire::RecoveryCode>(wire::RecoveryCodeSet{*action, secret.marker}, {&secret, 1});
    if (!answer) {
        return fail(answer.error());
    }
    if (*action == "new") {
        if (auto written = target->write(answer->code); !written) {
            return fail(written.error());
        }
    }
    if (session.output().isForProgram()) {
        session.output().json({{"recoveryCode", *action == "new"}});
    } else {
        session.output().text(*action == "new"
                                  ? "Write the code down; it is shown this one time, and it opens "
                                    "the wallet like the passphrase.\n"
                                  : "There is no recovery code any more.\n");
    }
    return ExitCode::Done;
}

} // namespace

std::vector<Command> vaultKeyCommands()
{
    return {
        {"vault show", "", "Show what is known of the wallet's file.", {}, runShow},
        {"vault change-passphrase",
         "",
         "Set another passphrase; the recovery code is taken in place of the old one.",
         {{"--new-passphrase-fd", OptionKind::Value, "N", "Read the new passphrase from this descriptor."}},
         runChangePassphrase},
        {"vault recovery-code",
         "new|remove",
         "Make a code that opens the wallet in place of the passphrase, or remove it.",
         {{"--code-out-fd", OptionKind::Value, "N",
           "Write the code to this descriptor only, instead of the terminal."}},
         runRecoveryCode},
    };
}

} // namespace till::cli
