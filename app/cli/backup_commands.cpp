#include "app/cli/backup_commands.h"

#include "app/cli/backup_transfer.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "app/cli/times.h"

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

nlohmann::json openedJson(const wire::BackupOpened& opened)
{
    return {{"sha256", opened.sha256},
            {"vaultId", opened.vaultId},
            {"madeAt", utcText(opened.madeAtMs)},
            {"events", opened.events},
            {"head", opened.head},
            {"addresses", opened.addresses},
            {"newerEvents", opened.newerEvents},
            {"recorded", opened.recorded}};
}

std::string openedText(const wire::BackupOpened& opened)
{
    std::string accounts = std::to_string(opened.addresses.size());
    for (const std::string& each : opened.addresses) {
        accounts += " " + each;
        if (accounts.size() > 200) {
            accounts += " …";
            break;
        }
    }
    return facts({{"Made", localText(opened.madeAtMs)},
                  {"Wallet", opened.vaultId},
                  {"Accounts", accounts},
                  {"Ledger", std::to_string(opened.events) + " rows, whole"},
                  {"SHA-256", opened.sha256}});
}

Result<wire::BackupOpened, Failure> finish(Session& session, const std::string& file, const char* purpose)
{
    if (const auto sent = sendBackup(session, file); !sent) {
        return fail(sent.error());
    }
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    return session.ask<wire::BackupOpened>(wire::BackupFinish{purpose, secret.marker}, {&secret, 1},
                                           kVerifyMs);
}

Outcome runCheck(Session& session, const std::string& file)
{
    const auto opened = finish(session, file, "check");
    if (!opened) {
        return fail(opened.error());
    }
    if (session.output().isForProgram()) {
        session.output().json(openedJson(*opened));
        return ExitCode::Done;
    }
    session.output().text(openedText(*opened));
    session.output().text("Restored as a trial: everything in it opens and verifies.\n");
    if (!opened->recorded) {
        session.output().text("There is no open wallet here to compare it with, so this is not noted.\n");
    } else if (opened->newerEvents > 0) {
        session.output().text("It matches this wallet, which has " + std::to_string(opened->newerEvents) +
                              " newer rows. Noted as verified.\n");
    } else {
        session.output().text("It matches this wallet. Noted as verified.\n");
    }
    return ExitCode::Done;
}

Outcome runBackup(Session& session)
{
    const auto file = session.word();
    if (!file) {
        return fail(file.error());
    }
    if (session.arguments().has("--check")) {
        return runCheck(session, *file);
    }
    if (const auto free = checkBackupTarget(*file); !free) {
        return fail(free.error());
    }
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    const auto made = session.ask<wire::BackupMade>(wire::BackupMake{secret.marker}, {&secret, 1}, kVerifyMs);
    if (!made) {
        return fail(made.error());
    }
    if (const auto stored = storeBackup(session, *made, *file); !stored) {
        return fail(stored.error());
    }
    const auto noted = session.ask<wire::Done>(wire::BackupStored{made->sha256});
    if (session.output().isForProgram()) {
        session.output().json({{"file", *file},
                               {"bytes", made->bytes},
                               {"sha256", made->sha256},
                               {"events", made->events},
                               {"head", made->head},
                               {"madeAt", utcText(made->madeAtMs)},
                               {"noted", noted.has_value()}});
        return ExitCode::Done;
    }
    session.output().text(facts({{"Backup", *file},
                                 {"Size", std::to_string(made->bytes) + " bytes"},
                                 {"Ledger", std::to_string(made->events) + " rows, verified"},
                                 {"SHA-256", made->sha256}}));
    session.output().text("It opens with today's passphrase and holds the keys: keep it as safe as money.\n"
                          "Prove that it can be restored with: till vault backup --check " +
                          *file + "\n");
    if (!noted) {
        session.output().note("The wallet was locked meanwhile, so the ledger does not know of this backup.");
    }
    return ExitCode::Done;
}

} // namespace

Outcome restoreFromBackup(Session& session, const std::string& file)
{
    const auto opened = finish(session, file, "restore");
    if (!opened) {
        return fail(opened.error());
    }
    if (session.output().isForProgram()) {
        session.output().json(openedJson(*opened));
        return ExitCode::Done;
    }
    session.output().text(openedText(*opened));
    session.output().text(
        "Restored, and frozen: what was paid after this backup was made is not in it, and is not\n"
        "counted. Look at the chains first. Then: till unlock, till ledger thaw, and for each "
        "agent\ntill agent resume NAME.\n");
    return ExitCode::Done;
}

std::vector<Command> backupCommands()
{
    return {
        {"vault backup",
         "FILE",
         "Write everything (keys, agents, rules, ledger) to one sealed file; with --check prove one.",
         {{"--check", OptionKind::Switch, "",
           "Restore FILE as a trial, compare it with this wallet, and note that it is good."}},
         runBackup},
    };
}

} // namespace till::cli
