#include "app/keeper/anchor_helper.h"
#include "app/keeper/file_fence.h"
#include "app/keeper/hardening.h"
#include "app/keeper/keeper.h"
#include "app/keeper/syscall_filter.h"
#include "core/crypto/secret_bytes.h"
#include "core/crypto/self_test.h"
#include "core/crypto/wipe_stack.h"

#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace {

constexpr std::size_t kMaxPassphraseBytes = 1024;

int usage()
{
    std::fprintf(stderr,
                 "till-keeper is started by tillkeeperd:\n"
                 "  till-keeper --data-dir DIR --admin-socket PATH [--gateway-fd N] [--watcher-fd N]\n"
                 "              [--supervisor-fd N] [--passphrase-fd N]\n");
    return 2;
}

int numberOf(const std::string& text)
{
    int number = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? number : -1;
}

/// All of a descriptor up to one line end, into locked memory.
till::crypto::SecretBytes readPassphrase(int descriptor)
{
    till::crypto::SecretBytes buffer(kMaxPassphraseBytes);
    std::size_t size = 0;
    while (size < kMaxPassphraseBytes) {
        const ssize_t got = ::read(descriptor, buffer.writable().data() + size, kMaxPassphraseBytes - size);
        if (got <= 0) {
            break;
        }
        size += static_cast<std::size_t>(got);
    }
    ::close(descriptor);
    while (size > 0 && (buffer.readable()[size - 1] == '\n' || buffer.readable()[size - 1] == '\r')) {
        --size;
    }
    return till::crypto::SecretBytes::takeFrom(buffer.writable().first(size));
}

} // namespace

int main(int argc, char** argv)
{
    std::map<std::string, std::string> arguments;
    for (int each = 1; each + 1 < argc; each += 2) {
        arguments[argv[each]] = argv[each + 1];
    }
    if (argc % 2 == 0 || !arguments.contains("--data-dir") || !arguments.contains("--admin-socket")) {
        return usage();
    }
    till::keeper::Shield shield = till::keeper::harden();
    till::keeper::tameOpenSsl();
    till::crypto::initialise();
    if (const auto wrong = till::crypto::firstWrongAnswer(till::crypto::knownAnswers())) {
        std::fprintf(
            stderr,
            "till-keeper: not started, so nothing is signed or opened. %s gives a wrong answer on this "
            "machine: a library of Tillkeeper or the machine itself is broken. Install Tillkeeper and "
            "its libraries anew, then start it again.\n",
            std::string(*wrong).c_str());
        return 1;
    }
    till::keeper::KeeperOptions options;
    options.dataDir = arguments["--data-dir"];
    options.adminSocketPath = arguments["--admin-socket"];
    options.gatewaySocket = numberOf(arguments["--gateway-fd"]);
    options.watcherSocket = numberOf(arguments["--watcher-fd"]);
    options.supervisorSocket = numberOf(arguments["--supervisor-fd"]);
    const int passphraseDescriptor = numberOf(arguments["--passphrase-fd"]);

    ::umask(0077);
    // Before any thread is there: the fence holds for this one and those that it starts.
    std::unique_ptr<till::keeper::AnchorHelper> anchorHelper;
    if (!shield.isTestBuild) {
        anchorHelper = till::keeper::AnchorHelper::start();
        options.anchorHelper = anchorHelper.get();
        shield.isFenced = till::keeper::fenceFiles(
            options.dataDir, std::filesystem::path(options.adminSocketPath).parent_path().string());
    }
    const std::string file = options.dataDir + "/ledger.db";
    auto ledger = till::ledger::Ledger::open(file);
    auto reader = till::ledger::LedgerReader::open(file);
    if (!ledger || !reader) {
        const auto error = ledger ? reader.error() : ledger.error();
        std::fprintf(stderr, "till-keeper: nothing is paid. %s\n", std::string(describe(error)).c_str());
        return 1;
    }
    till::keeper::Keeper keeper(std::move(options), std::move(*ledger), std::move(*reader));
    if (!keeper.listen()) {
        return 1;
    }
    // Before any secret is there: no program and no thread is started from now on.
    if (!shield.isTestBuild) {
        shield.isFiltered = till::keeper::filterSyscalls(keeper.listener());
    }
    keeper.setTier(till::keeper::tierOf(shield));
    till::crypto::SecretBytes passphrase(0);
    if (passphraseDescriptor >= 0) {
        passphrase = readPassphrase(passphraseDescriptor);
    }
    if (!keeper.start(passphrase.readable())) {
        return 1;
    }
    passphrase = till::crypto::SecretBytes(0);
    till::crypto::wipeStack();
    keeper.run();
    return 0;
}
