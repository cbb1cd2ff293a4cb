#include "core/vault/vault_file.h"
#include "core/vault/vault_store.h"
#include "vault_fixture.h"

#include <QtTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace till;
using namespace till::test;
using vault::VaultError;

namespace {

const auto kAccept = [](std::span<const std::uint8_t>) -> Result<void, VaultError> { return {}; };
const auto kRefuse = [](std::span<const std::uint8_t>) -> Result<void, VaultError> {
    return fail(VaultError::Damaged);
};

Bytes generation(std::uint8_t number)
{
    vault::VaultContents contents;
    contents.generation = number;
    contents.slots.resize(1);
    contents.slots[0].cost = kLeastCost;
    contents.records.resize(1);
    contents.records[0].id = 1;
    contents.records[0].sealed.assign(vault::kSeedRecordBytes + crypto::kAeadTagBytes, number);
    return vault::fileBytes(contents, {});
}

Hash256 checksumOf(const Bytes& bytes)
{
    Hash256 checksum{};
    std::copy(bytes.end() - 32, bytes.end(), checksum.begin());
    return checksum;
}

unsigned modeOf(const std::filesystem::path& path)
{
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0U;
}

// The disk "fills up" after so many bytes of a file. Works for every user, root too.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes)
    {
        m_signal = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_limit);
        const rlimit less{bytes, m_limit.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &less);
    }
    ~FullDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_limit);
        std::signal(SIGXFSZ, m_signal);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_limit{};
    void (*m_signal)(int) = SIG_DFL;
};

} // namespace

class TestVaultStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesAFileForItsOwnerAlone()
    {
        const VaultFolder folder;
        const mode_t before = ::umask(0);
        const auto written = folder.store().write(generation(1), std::nullopt, kAccept);
        ::umask(before);
        QVERIFY(written.has_value());
        QCOMPARE(modeOf(folder.path()), 0700U);
        QCOMPARE(modeOf(folder.file("vault")), 0600U);
        QCOMPARE(folder.store().read().value(), generation(1));
        QVERIFY(!std::filesystem::exists(folder.file("vault.new")));
        QVERIFY(!std::filesystem::exists(folder.file("vault.previous")));
    }

    void keepsOneEarlierGeneration()
    {
        const VaultFolder folder;
        QVERIFY(folder.store().write(generation(1), std::nullopt, kAccept).has_value());
        QVERIFY(folder.store().write(generation(2), checksumOf(generation(1)), kAccept).has_value());
        QCOMPARE(folder.read("vault.previous"), generation(1));
        QVERIFY(folder.store().write(generation(3), checksumOf(generation(2)), kAccept).has_value());
        QCOMPARE(folder.read("vault"), generation(3));
        QCOMPARE(folder.read("vault.previous"), generation(2));
        QCOMPARE(modeOf(folder.file("vault.previous")), 0600U);
    }

    void saysThatThereIsNone()
    {
        const VaultFolder folder;
        QVERIFY(!folder.store().exists());
        QCOMPARE(folder.store().read().error(), VaultError::NotFound);
        std::filesystem::create_directory(folder.path());
        std::filesystem::permissions(folder.path(), std::filesystem::perms(0700));
        QCOMPARE(folder.store().read().error(), VaultError::NotFound);
    }

    void neverOverwritesWhatItHasNotSeen()
    {
        const VaultFolder folder;
        QVERIFY(folder.store().write(generation(1), std::nullopt, kAccept).has_value());
        QCOMPARE(folder.store().write(generation(2), std::nullopt, kAccept).error(),
                 VaultError::AlreadyExists);
        QCOMPARE(folder.store().write(generation(2), checksumOf(generation(9)), kAccept).error(),
                 VaultError::ChangedOnDisk);
        std::filesystem::remove(folder.file("vault"));
        QCOMPARE(folder.store().write(generation(2), checksumOf(generation(1)), kAccept).error(),
                 VaultError::ChangedOnDisk);
        QVERIFY(!folder.store().exists());
    }

    void aFullDiskLeavesTheOldFile_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::newRow("at once") << 0;
        QTest::newRow("half way") << 300;
        QTest::newRow("one byte short") << static_cast<int>(generation(2).size()) - 1;
    }
    void aFullDiskLeavesTheOldFile()
    {
        QFETCH(int, bytes);
        const VaultFolder folder;
        QVERIFY(folder.store().write(generation(1), std::nullopt, kAccept).has_value());
        Result<void, VaultError> written;
        {
            const FullDisk full(static_cast<rlim_t>(bytes));
            written = folder.store().write(generation(2), checksumOf(generation(1)), kAccept);
        }
        QCOMPARE(written.error(), VaultError::NotWritten);
        QCOMPARE(folder.read("vault"), generation(1));
        QVERIFY(!std::filesystem::exists(folder.file("vault.new")));
        QVERIFY(folder.store().write(generation(2), checksumOf(generation(1)), kAccept).has_value());
    }

    void aFolderThatTakesNoFileLeavesTheOldOne()
    {
        const VaultFolder folder;
        QVERIFY(folder.store().write(generation(1), std::nullopt, kAccept).has_value());
        std::filesystem::create_directories(folder.file("vault.new") / "in the way");
        QCOMPARE(folder.store().write(generation(2), checksumOf(generation(1)), kAccept).error(),
                 VaultError::NotWritten);
        QCOMPARE(folder.read("vault"), generation(1));
    }

    void aFileThatDoesNotReadBackIsNotUsed()
    {
        const VaultFolder folder;
        QVERIFY(folder.store().write(generation(1), std::nullopt, kAccept).has_value());
        QCOMPARE(folder.store().write(generation(2), checksumOf(generation(1)), kRefuse).error(),
                 VaultError::NotWritten);
        QCOMPARE(folder.read("vault"), generation(1));
        QVERIFY(!std::filesystem::exists(folder.file("vault.new")));
    }

    void whatACrashLeftBehindIsOverwritten()
    {
        const VaultFolder folder;
        QVERIFY(folder.store().write(generation(1), std::nullopt, kAccept).has_value());
        folder.write("vault.new", bytesOf("half a vault"));
        QCOMPARE(folder.store().read().value(), generation(1));
        QVERIFY(folder.store().write(generation(2), checksumOf(generation(1)), kAccept).has_value());
        QCOMPARE(folder.store().read().value(), generation(2));
    }

    void refusesWhatOthersCanReach()
    {
        const VaultFolder folder;
        QVERIFY(folder.store().write(generation(1), std::nullopt, kAccept).has_value());
        std::filesystem::permissions(folder.file("vault"), std::filesystem::perms(0640));
        QCOMPARE(folder.store().read().error(), VaultError::UnsafePermissions);
        std::filesystem::permissions(folder.file("vault"), std::filesystem::perms(0600));
        std::filesystem::permissions(folder.path(), std::filesystem::perms(0750));
        QCOMPARE(folder.store().read().error(), VaultError::UnsafePermissions);
        QCOMPARE(folder.store().write(generation(2), checksumOf(generation(1)), kAccept).error(),
                 VaultError::UnsafePermissions);
    }

    void refusesLinksAndOtherThings()
    {
        const VaultFolder folder;
        QVERIFY(folder.store().write(generation(1), std::nullopt, kAccept).has_value());
        std::filesystem::rename(folder.file("vault"), folder.file("elsewhere"));
        std::filesystem::create_symlink("elsewhere", folder.file("vault"));
        QCOMPARE(folder.store().read().error(), VaultError::UnsafePermissions);
        std::filesystem::remove(folder.file("vault"));
        QCOMPARE(::mkfifo(folder.file("vault").c_str(), 0600), 0);
        QCOMPARE(folder.store().read().error(), VaultError::UnsafePermissions);
    }

    void refusesAFileThatIsTooLarge()
    {
        const VaultFolder folder;
        QVERIFY(folder.store().write(generation(1), std::nullopt, kAccept).has_value());
        folder.write("vault", Bytes(vault::kMaxVaultBytes + 1, 't'));
        QCOMPARE(folder.store().read().error(), VaultError::TooLarge);
        QCOMPARE(folder.store().write(Bytes(vault::kMaxVaultBytes + 1, 't'), std::nullopt, kAccept).error(),
                 VaultError::TooLarge);
    }

    void recoversADamagedVault()
    {
        const VaultFolder folder;
        QVERIFY(folder.store().write(generation(1), std::nullopt, kAccept).has_value());
        QVERIFY(folder.store().write(generation(2), checksumOf(generation(1)), kAccept).has_value());
        QCOMPARE(folder.store().recoverPrevious().error(),
                 VaultError::AlreadyExists); // nothing wrong with it
        Bytes damaged = generation(2);
        damaged[100] ^= 1;
        folder.write("vault", damaged);
        QVERIFY(folder.store().recoverPrevious().has_value());
        QCOMPARE(folder.read("vault"), generation(1));
        QCOMPARE(folder.read("vault.damaged"), damaged);
    }

    void recoversALostVault()
    {
        const VaultFolder folder;
        QVERIFY(folder.store().write(generation(1), std::nullopt, kAccept).has_value());
        QVERIFY(folder.store().write(generation(2), checksumOf(generation(1)), kAccept).has_value());
        std::filesystem::remove(folder.file("vault"));
        QVERIFY(folder.store().recoverPrevious().has_value());
        QCOMPARE(folder.read("vault"), generation(1));
    }

    void recoversNothingFromNothing()
    {
        const VaultFolder folder;
        QVERIFY(folder.store().write(generation(1), std::nullopt, kAccept).has_value());
        folder.write("vault", bytesOf("garbage"));
        QCOMPARE(folder.store().recoverPrevious().error(), VaultError::NoPrevious);
        folder.write("vault.previous", bytesOf("garbage too"));
        QCOMPARE(folder.store().recoverPrevious().error(), VaultError::NoPrevious);
        QCOMPARE(folder.read("vault"), bytesOf("garbage"));
    }

    void dropsTheEarlierGeneration()
    {
        const VaultFolder folder;
        QVERIFY(folder.store().write(generation(1), std::nullopt, kAccept).has_value());
        QVERIFY(folder.store().write(generation(2), checksumOf(generation(1)), kAccept).has_value());
        QCOMPARE(folder.store().readPrevious().value(), generation(1));
        QVERIFY(folder.store().dropPrevious().has_value());
        QVERIFY(!std::filesystem::exists(folder.file("vault.previous")));
        QCOMPARE(folder.read("vault"), generation(2));
        // There is none any more, which is what was asked for.
        QVERIFY(folder.store().dropPrevious().has_value());
        QCOMPARE(folder.store().readPrevious().error(), VaultError::NotFound);
    }

    void anEarlierGenerationThatStaysIsNotCalledDropped()
    {
        const VaultFolder folder;
        QVERIFY(folder.store().write(generation(1), std::nullopt, kAccept).has_value());
        std::filesystem::create_directories(folder.file("vault.previous") / "in the way");
        QCOMPARE(folder.store().dropPrevious().error(), VaultError::PreviousKept);
    }
};

QTEST_APPLESS_MAIN(TestVaultStore)
#include "tst_vault_store.moc"
