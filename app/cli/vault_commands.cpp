#include "app/cli/backup_commands.h"
#include "app/cli/command.h"
#include "app/cli/session.h"
#include "app/cli/shapes.h"
#include "app/cli/table.h"
#include "app/cli/vault_key_commands.h"
#include "core/crypto/secret_bytes.h"
#include "core/wire/admin_messages.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

/// Where new recovery words go, decided before they exist.
struct WordsTarget {
    posix::UniqueFd terminal;
    int fd = -1;
};

bool writeLine(int fd, std::string_view text)
{
    for (const std::string_view part : {text, std::string_view("\n")}) {
        for (std::string_view rest = part; !rest.empty();) {
            const ssize_t written = ::write(fd, rest.data(), rest.size());
            if (written < 0 && errno != EINTR) {
                return false;
            }
            rest.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
        }
    }
    return true;
}

Result<WordsTarget, Failure> wordsTarget(const Session& session)
{
    const auto descriptor = session.arguments().descriptor("--phrase-out-fd");
    if (!descriptor) {
        return fail(descriptor.error());
    }
    WordsTarget target;
    if (*descriptor) {
        const int flags = ::fcntl(**descriptor, F_GETFL);
        if (flags < 0 || (flags & O_ACCMODE) == O_RDONLY) {
            return fail(usageFailure("The descriptor of --phrase-out-fd is not open for writing."));
        }
        target.fd = **descriptor;
        return target;
    }
    target.terminal = posix::UniqueFd(::open("/dev/tty", O_WRONLY | O_CLOEXEC | O_NOCTTY));
    target.fd = target.terminal.get();
    if (target.fd < 0 && !session.output().isForProgram()) {
        target.fd = STDOUT_FILENO;
    }
    return target;
}

void handOutWords(const Session& session, const WordsTarget& target, const wire::SecretText& phrase)
{
    const bool isForPerson = target.terminal.isOpen() || target.fd == STDOUT_FILENO;
    if (isForPerson) {
        writeLine(target.fd,
                  "Recovery words, shown this one time. Write them down; whoever has them has the money:");
    }
    if (target.fd < 0 || !writeLine(target.fd, phrase.view())) {
        session.output().note("The recovery words could not be written anywhere: there is no terminal and no "
                              "--phrase-out-fd. This wallet can only be recovered from copies of its file.");
    }
}

Outcome report(const Session& session, const wire::VaultCreated& created)
{
    if (session.output().isForProgram()) {
        session.output().json(
            {{"vaultId", created.vaultId}, {"accounts", listJson(created.accounts, accountJson)}});
        return ExitCode::Done;
    }
    session.output().text("The wallet is made and open.\n");
    for (const wire::AccountShape& account : created.accounts) {
        session.output().text(facts({{"Account", account.id + " " + account.address}}));
    }
    return ExitCode::Done;
}

Result<wire::VaultCreate, Failure> readCosts(const Session& session)
{
    wire::VaultCreate create;
    const auto words = session.arguments().number("--words", 12, 24, 12);
    const auto memory = session.arguments().number("--kdf-memory-mib", 64, 1024, 0);
    if (!words || !memory) {
        return fail(!words ? words.error() : memory.error());
    }
    if (*words != 12 && *words != 24) {
        return fail(usageFailure("--words takes 12 or 24."));
    }
    create.words = *words;
    create.kdfMemoryMiB = *memory; // 0: as much as takes about a second
    return create;
}

Outcome runCreate(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    auto create = readCosts(session);
    if (!create) {
        return fail(create.error());
    }
    const auto target = wordsTarget(session);
    if (!target) {
        return fail(target.error());
    }
    const auto passphrase = session.newPassphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    create->passphrase = secret.marker;
    auto created = session.ask<wire::VaultCreated>(*create, {&secret, 1});
    if (!created) {
        return fail(created.error());
    }
    handOutWords(session, *target, created->phrase);
    return report(session, *created);
}

Outcome runRestore(Session& session)
{
    if (session.arguments().positional().size() == 1) {
        return restoreFromBackup(session, session.arguments().positional().front());
    }
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    auto create = readCosts(session);
    if (!create) {
        return fail(create.error());
    }
    const auto phrase = session.secret("--phrase-fd", "recovery words", "Recovery words, in one line: ");
    if (!phrase) {
        return fail(phrase.error());
    }
    const auto passphrase = session.newPassphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const std::array secrets{posix::SecretField{posix::newMarker(), phrase->readable()},
                             posix::SecretField{posix::newMarker(), passphrase->readable()}};
    create->phrase = secrets[0].marker;
    create->passphrase = secrets[1].marker;
    const auto created = session.ask<wire::VaultCreated>(*create, secrets);
    if (!created) {
        return fail(created.error());
    }
    return report(session, *created);
}

const OptionSpec kMemory{
    "--kdf-memory-mib", OptionKind::Value, "N",
    "Memory that guessing the passphrase takes each time, 64 to 1024 (what takes about a second)."};

} // namespace

std::vector<Command> vaultCommands()
{
    std::vector<Command> all{
        {"vault create",
         "",
         "Make a new wallet with new recovery words.",
         {{"--words", OptionKind::Value, "12|24", "How many recovery words (12)."},
          {"--phrase-out-fd", OptionKind::Value, "N",
           "Write the words to this descriptor only, instead of the terminal."},
          kMemory},
         runCreate},
        {"vault restore",
         "[FILE]",
         "Make the wallet again: all of it from a backup file, or the keys from the recovery words.",
         {{"--phrase-fd", OptionKind::Value, "N", "Read the words, one line, from this descriptor."},
          kMemory},
         runRestore},
    };
    for (Command& each : vaultKeyCommands()) {
        all.push_back(std::move(each));
    }
    return all;
}

} // namespace till::cli
