#include "app/supervisor/program.h"

#include "app/paths/private_directory.h"
#include "app/posix/closed_memory.h"
#include "app/posix/secret_input.h"
#include "app/supervisor/lock_file.h"
#include "app/supervisor/supervisor.h"
#include "core/support/hex.h"

#include <array>
#include <cstdio>
#include <sodium.h>

namespace till::supervisor {

namespace {

int refuse(const std::string& sentence, int status)
{
    std::fprintf(stderr, "tillkeeperd: %s\n", sentence.c_str());
    return status;
}

std::string describe(const LockFailure& failure, const paths::Places& places)
{
    if (failure.error == LockError::CannotOpen) {
        return "The lock file in " + places.dataDir().string() +
               " cannot be written. Check the disk and the rights.";
    }
    return "Tillkeeper already runs with the data directory " + places.dataDir().string() +
           (failure.holder.empty() ? "" : " (process " + failure.holder + ")") + ". Nothing was started.";
}

/// The programs stand beside this one.
Result<std::filesystem::path, std::string> programDirectory()
{
    std::error_code failed;
    const auto own = std::filesystem::read_symlink("/proc/self/exe", failed);
    if (failed) {
        return fail(std::string("/proc/self/exe cannot be read, so the other programs cannot be found."));
    }
    return own.parent_path();
}

Result<crypto::SecretBytes, std::string> readPassphrase(const Options& options)
{
    if (!options.passphraseFd) {
        return crypto::SecretBytes(0);
    }
    auto passphrase = posix::readSecretLine(*options.passphraseFd);
    if (!passphrase) {
        return fail("No passphrase could be read from descriptor " + std::to_string(*options.passphraseFd) +
                    ": it must be one line of UTF-8 of at most 1024 bytes.");
    }
    return std::move(*passphrase);
}

KeeperTalk newTalk()
{
    std::array<std::uint8_t, 16> random{};
    randombytes_buf(random.data(), random.size());
    return KeeperTalk(toHex(random));
}

} // namespace

int runTillkeeperd(const std::vector<std::string>& words)
{
    const auto options = readOptions(words);
    if (!options) {
        return refuse(options.error(), kExitUsage);
    }
    if (options->wantsHelp) {
        std::fputs(std::string(usageText()).c_str(), stdout);
        return kExitStopped;
    }
    const auto places = paths::Places::find(options->dataDir, paths::processEnvironment);
    if (!places) {
        return refuse(paths::describe(places.error()), kExitUsage);
    }
    for (const auto& directory : {places->dataDir(), places->runDir()}) {
        if (const auto made = paths::makePrivateDirectory(directory); !made) {
            return refuse(paths::describe(made.error(), directory), kExitFailed);
        }
    }
    const auto lock = LockFile::take(places->lockFile());
    if (!lock) {
        return refuse(describe(lock.error(), *places),
                      lock.error().error == LockError::Held ? kExitAlreadyRunning : kExitFailed);
    }
    posix::closeMemory(); // the passphrase is in this process
    crypto::initialise();
    auto passphrase = readPassphrase(*options);
    const auto programs = programDirectory();
    auto wiring = Wiring::make();
    if (!passphrase || !programs || !wiring) {
        return refuse(!passphrase ? passphrase.error()
                      : !programs ? programs.error()
                                  : "The system has no more file descriptors.",
                      kExitFailed);
    }
    Supervisor supervisor(*options, *places, *programs, std::move(*wiring), std::move(*passphrase),
                          newTalk());
    return supervisor.run();
}

} // namespace till::supervisor
