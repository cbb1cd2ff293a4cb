#include "core/support/hex.h"
#include "core/vault/vault.h"

#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <sys/random.h>

/// One change of the vault on real files, then the end of the process:
///   till-vault-flow FOLDER create | account | rename | passphrase   does it, and says what was promised
///   till-vault-flow FOLDER check                                    says what the files hold, or what is
///   wrong
/// When something fails it says what happened, and whether the vault in memory goes on with the old state or
/// the new one; then it loads the vault anew, as after a start, and asks again.
using namespace till;
using namespace till::vault;

namespace {

constexpr std::string_view kOld = "the passphrase of before";
constexpr std::string_view kNew = "the passphrase of after";
constexpr crypto::KdfCost kLeastCost{crypto::kMinKdfMemoryMiB, crypto::kMinKdfPasses};
constexpr std::string_view kLabel = "second";
constexpr std::string_view kNewLabel = "renamed";

class KernelEntropy : public Entropy {
public:
    void fill(std::span<std::uint8_t> out) override
    {
        if (::getrandom(out.data(), out.size(), 0) != static_cast<ssize_t>(out.size())) {
            std::abort();
        }
    }
};

KernelEntropy entropy;

void say(const std::string& line)
{
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
}

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

using Done = Result<void, VaultError>;

Result<SlotKey, VaultError> slotKeyOf(std::string_view passphrase)
{
    return NewSlotTask(kLeastCost, entropy).run(bytesOf(passphrase));
}

void sayAccount(const Account& account)
{
    say("account " + account.id() + " " + account.address.toText());
}

void sayPhrase(const crypto::SecretBytes& phrase)
{
    say("phrase " + std::string(phrase.readable().begin(), phrase.readable().end()));
}

Done create(const std::string& folder)
{
    VaultStore store(folder);
    if (store.exists()) {
        return {}; // made by the attempt before, which was told so
    }
    auto slotKey = slotKeyOf(kOld);
    if (!slotKey) {
        return fail(slotKey.error());
    }
    auto created = Vault::create(std::move(store), std::move(*slotKey), crypto::WordCount::Twelve, entropy);
    if (!created) {
        if (created.error() == VaultError::NotWritten && VaultStore(folder).exists()) {
            say("wrong it says that nothing was written, and there is a vault whose words nobody has seen");
        }
        return fail(created.error());
    }
    sayPhrase(created->phrase);
    say("opens old");
    return {};
}

/// The vault that is there, open, whichever of the two passphrases it has.
Result<Vault, VaultError> opened(const std::string& folder)
{
    auto vault = Vault::load(VaultStore(folder), entropy);
    if (!vault) {
        return vault;
    }
    auto done = vault->unlock(bytesOf(kOld));
    if (!done && done.error() == VaultError::WrongPassphrase) {
        done = vault->unlock(bytesOf(kNew));
    }
    return done ? std::move(vault) : Result<Vault, VaultError>(fail(done.error()));
}

/// A change that failed has changed nothing, unless it says that it does not know; and the vault in memory is
/// the one on the disk, so that it can go on.
Done afterFailure(const Vault& vault, const std::string& folder, VaultError error, std::uint64_t before)
{
    const auto onDisk = Vault::load(VaultStore(folder), entropy);
    if (!onDisk) {
        return fail(error); // the disk gives nothing any more
    }
    if (vault.generation() != onDisk->generation()) {
        say("wrong the vault in memory is not the one on the disk");
    }
    if (error == VaultError::NotWritten && onDisk->generation() != before) {
        say("wrong it says that nothing was changed, and it was");
    }
    return fail(error);
}

Done addAccount(const std::string& folder)
{
    auto vault = opened(folder);
    if (!vault) {
        return fail(vault.error());
    }
    const std::uint64_t before = vault->generation();
    if (vault->accounts().empty()) {
        if (const auto account = vault->newAccount(std::string(kLabel)); !account) {
            return afterFailure(*vault, folder, account.error(), before);
        }
    }
    sayAccount(vault->accounts().front());
    return {};
}

Done relabel(const std::string& folder)
{
    auto vault = opened(folder);
    if (!vault) {
        return fail(vault.error());
    }
    const std::uint64_t before = vault->generation();
    const std::string id = vault->accounts().front().id();
    if (auto done = vault->rename(id, std::string(kNewLabel)); !done) {
        return afterFailure(*vault, folder, done.error(), before);
    }
    say("label " + std::string(kNewLabel));
    return {};
}

Done changePassphrase(const std::string& folder)
{
    auto vault = Vault::load(VaultStore(folder), entropy);
    if (!vault) {
        return fail(vault.error());
    }
    auto vaultKey = vault->unlockTask().run(bytesOf(kOld));
    if (!vaultKey && vaultKey.error() == VaultError::WrongPassphrase) {
        return vault->unlock(bytesOf(kNew)); // changed by the attempt before, perhaps not to its end
    }
    if (!vaultKey) {
        return fail(vaultKey.error());
    }
    const crypto::SecretBytes proven = vaultKey->duplicate();
    if (auto done = vault->completeUnlock(std::move(*vaultKey)); !done) {
        return done;
    }
    auto slotKey = slotKeyOf(kNew);
    if (!slotKey) {
        return fail(slotKey.error());
    }
    const std::uint64_t before = vault->generation();
    if (auto done = vault->changePassphrase(proven, std::move(*slotKey)); !done) {
        return afterFailure(*vault, folder, done.error(), before);
    }
    say("opens new");
    say("closed to old");
    return {};
}

/// What opens the vault file of this folder, and what is in it then.
int look(const std::string& folder)
{
    auto vault = Vault::load(VaultStore(folder), entropy);
    if (!vault) {
        say(vault.error() == VaultError::NotFound
                ? "nothing"
                : "wrong it does not load: " + std::string(describe(vault.error())));
        return vault.error() == VaultError::NotFound ? 0 : 1;
    }
    int opens = 0;
    for (const auto& [name, passphrase] : {std::pair{"old", kOld}, std::pair{"new", kNew}}) {
        auto vaultKey = vault->unlockTask().run(bytesOf(passphrase));
        if (!vaultKey) {
            continue;
        }
        say(std::string("opens ") + name);
        ++opens;
        const auto phrase = vault->recoveryPhrase(*vaultKey);
        if (!phrase || !vault->completeUnlock(std::move(*vaultKey))) {
            say("wrong it opens and something in it does not");
            continue;
        }
        sayPhrase(*phrase);
    }
    for (const Account& account : vault->accounts()) {
        sayAccount(account);
        say("label " + account.label);
    }
    if (opens != 1) {
        say("wrong " + std::to_string(opens) + " of two passphrases open it");
    }
    return 0;
}

/// True when the earlier generation that is kept opens with the old passphrase.
bool isPreviousOpen(const std::string& folder)
{
    const std::filesystem::path copy = folder + "-previous";
    std::filesystem::create_directory(copy);
    std::filesystem::permissions(copy, std::filesystem::perms::owner_all);
    std::filesystem::copy_file(folder + "/vault.previous", copy / "vault");
    const auto vault = Vault::load(VaultStore(copy), entropy);
    const bool isOpen = vault && vault->checkPassphrase(bytesOf(kOld));
    std::filesystem::remove_all(copy);
    return isOpen;
}

int check(const std::string& folder)
{
    // Before anything is unlocked, which would finish a change that was cut short.
    if (!std::filesystem::exists(folder + "/vault.previous") || !isPreviousOpen(folder)) {
        say("closed to old");
    }
    return look(folder);
}

} // namespace

int main(int count, char** words)
{
    if (count != 3) {
        return 2;
    }
    crypto::initialise();
    const std::string folder = words[1];
    const std::string_view name = words[2];
    if (name == "check") {
        return check(folder);
    }
    const std::map<std::string_view, std::function<Done(const std::string&)>> flows{
        {"create", create}, {"account", addAccount}, {"rename", relabel}, {"passphrase", changePassphrase}};
    const auto flow = flows.find(name);
    if (flow == flows.end()) {
        return 2;
    }
    for (int attempt = 0; attempt < 2; ++attempt) {
        const auto done = flow->second(folder);
        if (done) {
            return 0;
        }
        say("message " + std::string(describe(done.error())));
    }
    return 3;
}
