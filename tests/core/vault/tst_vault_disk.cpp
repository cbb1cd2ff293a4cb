#include "vault_fixture.h"

#include <QtTest>

#include <csignal>
#include <fcntl.h>
#include <set>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace till;
using namespace till::test;
using vault::VaultError;

namespace {

/// While it lives, no file of this program may grow beyond so many bytes: the disk is full in the middle of a
/// write, which writes as much as fits and then fails.
class FullDisk {
public:
    explicit FullDisk(std::size_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before{};
};

/// The vault asks for random bytes while it reads back what it wrote; from then on its folder cannot be used.
class DiskThatFails : public RepeatableEntropy {
public:
    explicit DiskThatFails(const VaultFolder& folder) : m_folder(folder) {}
    void failAfterTheNextWrite() { m_isArmed = true; }
    void mend() const { std::filesystem::permissions(m_folder.path(), std::filesystem::perms(0700)); }
    void fill(std::span<std::uint8_t> out) override
    {
        if (m_isArmed && std::filesystem::exists(m_folder.file("vault.new"))) {
            m_isArmed = false;
            std::filesystem::permissions(m_folder.path(), std::filesystem::perms(0750));
        }
        RepeatableEntropy::fill(out);
    }

private:
    const VaultFolder& m_folder;
    bool m_isArmed = false;
};

bool opens(const VaultFolder& folder, const char* name, std::string_view passphrase)
{
    const auto contents = vault::parseVaultFile(folder.read(name))->contents;
    return vault::UnlockTask{contents.id, contents.slots}.run(bytesOf(passphrase)).has_value();
}

std::set<std::string> namesIn(const VaultFolder& folder)
{
    std::set<std::string> names;
    for (const auto& each : std::filesystem::directory_iterator(folder.path())) {
        names.insert(each.path().filename().string());
    }
    return names;
}

} // namespace

/// A real vault on a disk that fails. Argon2id runs a few times for all of it.
class TestVaultDisk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    void aDiskThatIsFullAtAnyByteChangesNothing()
    {
        VaultFolder folder;
        vault::Vault vault = restoredVault(folder, m_entropy);
        QVERIFY(vault.newAccount("first").has_value());
        const Bytes before = folder.read("vault");
        const std::uint64_t generation = vault.generation();
        for (std::size_t bytes = 0; bytes < before.size(); bytes += 61) {
            const FullDisk full(bytes);
            const auto made = vault.newAccount("second");
            QVERIFY(!made && made.error() == VaultError::NotWritten);
            QVERIFY(folder.read("vault") == before);
            QVERIFY(vault.accounts().size() == 1 && vault.generation() == generation);
            QVERIFY(!namesIn(folder).contains("vault.new"));
        }
        // The earlier generation is always a whole vault too, whichever write failed.
        QVERIFY(vault::parseVaultFile(folder.read("vault.previous")).has_value());
        QVERIFY(vault.newAccount("second").has_value());
        QCOMPARE(vault.generation(), generation + 1);
        QVERIFY(folder.read("vault.previous") == before);
    }

    void noVaultIsLeftBehindWhenTheFirstWriteFails()
    {
        for (const std::size_t bytes : {std::size_t{0}, std::size_t{100}, std::size_t{700}}) {
            VaultFolder folder;
            {
                const FullDisk full(bytes);
                const Bytes words = bytesOf(kTestPhrase);
                const auto made = vault::Vault::restore(folder.store(), slotKeyOf(kPassphrase, m_entropy),
                                                        {words, {}}, m_entropy);
                QVERIFY(!made && made.error() == VaultError::NotWritten);
            }
            QVERIFY(!folder.store().exists());
            QVERIFY(namesIn(folder).empty());
            // Then it can be made as if nothing had happened.
            QVERIFY(restoredVault(folder, m_entropy).isUnlocked());
        }
    }

    void aFailedChangeOfThePassphraseLeavesTheOldOne()
    {
        VaultFolder folder;
        vault::Vault vault = restoredVault(folder, m_entropy);
        const auto key = vault.unlockTask().run(bytesOf(kPassphrase));
        QVERIFY(key.has_value());
        {
            const FullDisk full(300);
            const auto changed = vault.changePassphrase(*key, slotKeyOf("a new passphrase", m_entropy));
            QVERIFY(!changed && changed.error() == VaultError::NotWritten);
        }
        QVERIFY(vault.checkPassphrase(bytesOf(kPassphrase)).has_value());
        QVERIFY(vault.checkPassphrase(bytesOf("a new passphrase")).error() == VaultError::WrongPassphrase);
        auto again = vault::Vault::load(folder.store(), m_entropy);
        QVERIFY(again.has_value());
        QVERIFY(again->unlock(bytesOf(kPassphrase)).has_value());
    }

    void aChangeThatCannotCloseTheEarlierCopySaysSoAndTheNextUnlockClosesIt()
    {
        VaultFolder folder;
        DiskThatFails entropy(folder);
        vault::Vault vault = restoredVault(folder, entropy);
        const auto key = vault.unlockTask().run(bytesOf(kPassphrase));
        auto slotKey = slotKeyOf("a new passphrase", entropy);
        entropy.failAfterTheNextWrite();
        const auto changed = vault.changePassphrase(*key, std::move(slotKey));
        QVERIFY(!changed && changed.error() == VaultError::PreviousKept);
        QVERIFY(opens(folder, "vault.previous", kPassphrase));
        QVERIFY(!opens(folder, "vault", kPassphrase));

        entropy.mend();
        auto again = vault::Vault::load(folder.store(), m_entropy);
        QVERIFY(again && again->unlock(bytesOf("a new passphrase")).has_value());
        for (const char* const name : {"vault", "vault.previous"}) {
            QVERIFY(!opens(folder, name, kPassphrase));
            QVERIFY(opens(folder, name, "a new passphrase"));
        }
    }

    void aNewerCopyBesideAVaultThatWasPutBackIsLeftAlone()
    {
        VaultFolder folder;
        vault::Vault vault = restoredVault(folder, m_entropy);
        const Bytes old = folder.read("vault");
        const auto key = vault.unlockTask().run(bytesOf(kPassphrase));
        QVERIFY(vault.changePassphrase(*key, slotKeyOf("a new passphrase", m_entropy)).has_value());
        const Bytes newer = folder.read("vault.previous");
        folder.write("vault", old);
        auto again = vault::Vault::load(folder.store(), m_entropy);
        QVERIFY(again && again->unlock(bytesOf(kPassphrase)).has_value());
        QVERIFY(folder.read("vault.previous") == newer);
        QVERIFY(folder.read("vault") == old);
    }

    void whatIsReadBackMustBeWhatWasWritten()
    {
        VaultFolder folder;
        static_cast<void>(restoredVault(folder, m_entropy));
        const Bytes good = folder.read("vault");
        const auto seen = vault::parseVaultFile(good)->checksum;
        Bytes next = good;
        next[30] ^= 1;
        int asked = 0;
        const auto refused = folder.store().write(next, seen, [&](auto bytes) -> Result<void, VaultError> {
            ++asked;
            return std::ranges::equal(bytes, next) ? Result<void, VaultError>(fail(VaultError::Tampered))
                                                   : Result<void, VaultError>();
        });
        QVERIFY(!refused && refused.error() == VaultError::NotWritten);
        QCOMPARE(asked, 1);
        QVERIFY(folder.read("vault") == good);
        QVERIFY(!namesIn(folder).contains("vault.new"));
    }

    void leftoversOfACrashAreInNobodysWay()
    {
        VaultFolder folder;
        vault::Vault vault = restoredVault(folder, m_entropy);
        const Bytes before = folder.read("vault");
        // Killed while it wrote: half a file under the new name.
        folder.write("vault.new", Bytes(before.begin(), before.begin() + 100));
        auto again = vault::Vault::load(folder.store(), m_entropy);
        QVERIFY(again && again->unlock(bytesOf(kPassphrase)).has_value());
        QVERIFY(again->newAccount("after the crash").has_value());
        QVERIFY(namesIn(folder) == (std::set<std::string>{"vault", "vault.previous"}));
        QVERIFY(folder.read("vault.previous") == before);
        // The one that was loaded before does not write over what it has not seen.
        const auto stale = vault.newAccount("stale");
        QVERIFY(!stale && stale.error() == VaultError::ChangedOnDisk);
    }

    void whileAnotherProgramWritesNobodyElseDoes()
    {
        VaultFolder folder;
        vault::Vault vault = restoredVault(folder, m_entropy);
        const int directory = ::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        QVERIFY(::flock(directory, LOCK_EX) == 0);
        const auto blocked = vault.newAccount("blocked");
        QVERIFY(!blocked && blocked.error() == VaultError::ChangedOnDisk);
        ::close(directory);
        QVERIFY(vault.newAccount("free").has_value());
    }

    void aDamagedVaultComesBackFromItsEarlierGeneration()
    {
        VaultFolder folder;
        vault::Vault vault = restoredVault(folder, m_entropy);
        QVERIFY(vault.newAccount("first").has_value());
        QVERIFY(vault.newAccount("second").has_value());
        const Bytes previous = folder.read("vault.previous");
        // In place and whole, it is not replaced.
        QVERIFY(folder.store().recoverPrevious().error() == VaultError::AlreadyExists);
        Bytes damaged = folder.read("vault");
        damaged[damaged.size() / 2] ^= 0x10;
        folder.write("vault", damaged);
        QVERIFY(vault::Vault::load(folder.store(), m_entropy).error() == VaultError::Damaged);
        QVERIFY(folder.store().recoverPrevious().has_value());
        QVERIFY(folder.read("vault") == previous);
        QVERIFY(folder.read("vault.damaged") == damaged);
        auto again = vault::Vault::load(folder.store(), m_entropy);
        QVERIFY(again && again->unlock(bytesOf(kPassphrase)).has_value());
        QCOMPARE(again->accounts().size(), std::size_t{1});
        // The account that is missing is derived again, the same as before.
        QCOMPARE(again->newAccount("second")->address.toText(), std::string(kTestAddress1));
    }

private:
    RepeatableEntropy m_entropy;
};

QTEST_APPLESS_MAIN(TestVaultDisk)
#include "tst_vault_disk.moc"
