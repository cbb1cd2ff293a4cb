#include "core/backup/ledger_image.h"
#include "core/backup/make_backup.h"
#include "core/backup/trial_restore.h"

#include "tests/core/ledger/ledger_fixture.h"
#include "tests/core/vault/vault_fixture.h"
#include "tests/places.h"

#include <QTest>

#include <atomic>
#include <sys/stat.h>
#include <thread>

using namespace till;
using namespace till::backup;
using test::bytesOf;
using tests::must;

namespace {

const Bytes kRight = bytesOf(test::kPassphrase);

/// A wallet with an account and a ledger with a payment, in the vault's own folder.
struct Wallet {
    test::RepeatableEntropy entropy;
    test::VaultFolder folder;
    vault::Vault opened = test::restoredVault(folder, entropy);
    ledger::Ledger history = must(ledger::Ledger::open(folder.path() / "ledger.db"));
    int folders = 0;

    Wallet()
    {
        static_cast<void>(opened.newAccount("Main").value());
        history.setSealKey(opened.purposeKey(vault::Purpose::LedgerMac).value());
        must(history.note({tests::kStart, "ledger.created", std::nullopt, {}, "{}"}));
        pay(1);
    }
    void pay(int number)
    {
        const ledger::StoredPayment row = tests::authorizedRow();
        static_cast<void>(
            must(history.authorizeNew(row, tests::termsOf(row, "nonce " + std::to_string(number)), "{}")));
        static_cast<void>(must(history.commit()));
    }
    [[nodiscard]] BackupKeys keys() const
    {
        return {opened.id(), opened.purposeKey(vault::Purpose::Backup).value(),
                opened.purposeKey(vault::Purpose::LedgerMac).value()};
    }
    std::filesystem::path emptyFolder()
    {
        const auto path = folder.path() / ("work" + std::to_string(++folders));
        ::mkdir(path.c_str(), 0700);
        return path;
    }
    Result<MadeBackup, BackupError> make(const std::filesystem::path& to)
    {
        auto reader = must(ledger::LedgerReader::open(folder.path() / "ledger.db"));
        return makeBackup(reader, folder.store(), keys(), Instant{1'800'000'000'000}, to, entropy);
    }
    Result<ProvenBackup, BackupError> restore(const std::filesystem::path& file,
                                              const std::filesystem::path& to,
                                              const Bytes& passphrase = kRight)
    {
        const auto source = FileSource::open(file);
        if (!source) {
            return fail(source.error());
        }
        return restoreInto(to, *source, passphrase, entropy);
    }
};

std::vector<std::string> namesIn(const std::filesystem::path& folder)
{
    std::vector<std::string> names;
    for (const auto& each : std::filesystem::directory_iterator(folder)) {
        names.push_back(each.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

} // namespace

class TestMakeBackup : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }
    void everythingComesBackOnAnotherMachine();
    void theBackupIsOneMomentWhileTheLedgerGoesOn();
    void aLedgerThatDoesNotVerifyIsNotBackedUp();
    void anotherPassphraseOpensNothing();
    void aBackupOpensWithThePassphraseOfItsDay();
    void aVaultExchangedInsideIsFound();
    void aLedgerThatIsNotTheHeadersIsFound();
    void aFolderThatIsNotEmptyIsLeftAlone();
    void theFirstVersionsFileStillOpens();
};

void TestMakeBackup::everythingComesBackOnAnotherMachine()
{
    Wallet wallet;
    const auto out = wallet.emptyFolder();
    const auto made = wallet.make(out).value();
    QCOMPARE(made.anchor.events, wallet.history.eventCount());
    QVERIFY(made.anchor.head == wallet.history.head());
    QVERIFY(namesIn(out) == std::vector<std::string>{kSealedName}); // no plain copy is left
    struct stat status {};
    QCOMPARE(::stat((out / kSealedName).c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777, mode_t{0600});

    const auto in = wallet.emptyFolder();
    const auto proven = wallet.restore(out / kSealedName, in).value();
    QVERIFY(proven.header.anchor == made.anchor);
    QCOMPARE(proven.accounts.size(), std::size_t{1});
    QCOMPARE(proven.accounts[0].address.toText(), std::string(test::kTestAddress0));
    QVERIFY(namesIn(in) == (std::vector<std::string>{"ledger.db", "vault"}));
    auto vault = vault::Vault::load(vault::VaultStore(in), wallet.entropy).value();
    QVERIFY(vault.unlock(kRight).has_value());
    auto ledger = must(ledger::Ledger::open(in / "ledger.db"));
    ledger.setSealKey(vault.purposeKey(vault::Purpose::LedgerMac).value());
    QVERIFY(ledger.verify().isWhole());
    QCOMPARE(must(ledger.payment({1}))->amount, std::string("250000"));
    must(ledger.note({tests::kStart, "paused", std::nullopt, {}, "{}"})); // and it goes on
    static_cast<void>(must(ledger.commit()));
    QVERIFY(ledger.verify().isWhole());
}

void TestMakeBackup::theBackupIsOneMomentWhileTheLedgerGoesOn()
{
    Wallet wallet;
    for (int each = 2; each < 300; ++each) {
        wallet.pay(each);
    }
    std::atomic<bool> isDone = false;
    const auto out = wallet.emptyFolder();
    std::optional<Result<MadeBackup, BackupError>> made;
    const BackupKeys keys = wallet.keys();
    std::thread maker([&] {
        test::RepeatableEntropy entropy;
        auto reader = must(ledger::LedgerReader::open(wallet.folder.path() / "ledger.db"));
        made = makeBackup(reader, wallet.folder.store(), keys, Instant{1}, out, entropy);
        isDone = true;
    });
    int paid = 300;
    const std::int64_t before = wallet.history.eventCount();
    while (!isDone) {
        wallet.pay(++paid); // a decision never waits for it, nor fails
    }
    maker.join();
    QVERIFY(made->has_value());
    QVERIFY((*made)->anchor.events >= before && (*made)->anchor.events <= wallet.history.eventCount());
    auto reader = must(ledger::LedgerReader::open(wallet.folder.path() / "ledger.db"));
    QVERIFY(*must(reader.hashOf((*made)->anchor.events)) == (*made)->anchor.head);
    QVERIFY(wallet.restore(out / kSealedName, wallet.emptyFolder()).has_value());
}

void TestMakeBackup::aLedgerThatDoesNotVerifyIsNotBackedUp()
{
    Wallet wallet;
    tests::RawFile raw(wallet.folder.path() / "ledger.db");
    QCOMPARE(raw.forge("UPDATE events SET body = '{\"x\":1}' WHERE seq = 1"), std::string());
    const auto out = wallet.emptyFolder();
    QVERIFY(wallet.make(out).error() == BackupError::LedgerUnusable);
    QVERIFY(namesIn(out).empty());
}

void TestMakeBackup::anotherPassphraseOpensNothing()
{
    Wallet wallet;
    const auto out = wallet.emptyFolder();
    static_cast<void>(wallet.make(out).value());
    for (const Bytes& wrong : {bytesOf("wrong horse battery staple"), Bytes(), Bytes(5000, 'x')}) {
        const auto in = wallet.emptyFolder();
        QVERIFY(wallet.restore(out / kSealedName, in, wrong).error() == BackupError::WrongSecret);
        QVERIFY(!std::filesystem::exists(in / "ledger.db"));
    }
}

void TestMakeBackup::aBackupOpensWithThePassphraseOfItsDay()
{
    Wallet wallet;
    const auto out = wallet.emptyFolder();
    static_cast<void>(wallet.make(out).value());
    const auto key = wallet.opened.unlockTask().run(kRight).value();
    QVERIFY(wallet.opened.changePassphrase(key, test::slotKeyOf("another passphrase", wallet.entropy)));
    QVERIFY(wallet.restore(out / kSealedName, wallet.emptyFolder()).has_value());
    QVERIFY(wallet.restore(out / kSealedName, wallet.emptyFolder(), bytesOf("another passphrase")).error() ==
            BackupError::WrongSecret);
    const auto later = wallet.emptyFolder();
    static_cast<void>(wallet.make(later).value());
    QVERIFY(
        wallet.restore(later / kSealedName, wallet.emptyFolder(), bytesOf("another passphrase")).has_value());
}

void TestMakeBackup::aVaultExchangedInsideIsFound()
{
    // Somebody puts a vault of his own, whose passphrase he knows, around this ledger.
    Wallet wallet;
    const auto out = wallet.emptyFolder();
    static_cast<void>(wallet.make(out).value());
    test::VaultFolder other;
    test::RepeatableEntropy entropy;
    const auto otherVault = test::restoredVault(other, entropy);
    Bytes file = wallet.folder.read((out.filename() / kSealedName).c_str());
    const MemorySource source(file);
    const auto header = readBackup(source).value();
    const Bytes evil = other.read("vault");
    Bytes forged(file.begin(), file.begin() + 98);
    const auto size = static_cast<std::uint32_t>(evil.size());
    for (const int shift : {24, 16, 8, 0}) {
        forged.push_back(static_cast<std::uint8_t>(size >> shift));
    }
    forged.insert(forged.end(), evil.begin(), evil.end());
    const Hash256 headerSum = crypto::sha256(forged);
    forged.insert(forged.end(), headerSum.begin(), headerSum.end());
    forged.insert(forged.end(),
                  file.begin() + 102 + static_cast<std::ptrdiff_t>(header.vaultFile.size()) + 32,
                  file.end() - 32);
    const Hash256 sum = crypto::sha256(forged);
    forged.insert(forged.end(), sum.begin(), sum.end());
    QVERIFY(readBackup(MemorySource(forged)).has_value());
    const auto in = wallet.emptyFolder();
    const auto proven = restoreInto(in, MemorySource(forged), kRight, entropy);
    QVERIFY(!proven && proven.error() == BackupError::Tampered);
    QVERIFY(!std::filesystem::exists(in / "ledger.db"));
}

void TestMakeBackup::aLedgerThatIsNotTheHeadersIsFound()
{
    // A backup that was honestly sealed but says another head: made by a program gone wrong.
    Wallet wallet;
    const auto folder = wallet.emptyFolder();
    auto reader = must(ledger::LedgerReader::open(wallet.folder.path() / "ledger.db"));
    must(reader.copyTo(folder / "image"));
    BackupHeader header;
    header.vault = wallet.opened.id();
    header.vaultFile = wallet.folder.read("vault");
    header.anchor = {wallet.history.eventCount() + 1, wallet.history.head()};
    {
        auto file = NewFile::create(folder / "sealed").value();
        const auto image = FileSource::open(folder / "image");
        static_cast<void>(writeBackup(file, header, *image, wallet.keys().backup, wallet.entropy).value());
    }
    QVERIFY(wallet.restore(folder / "sealed", wallet.emptyFolder()).error() == BackupError::Tampered);
}

void TestMakeBackup::aFolderThatIsNotEmptyIsLeftAlone()
{
    Wallet wallet;
    const auto out = wallet.emptyFolder();
    static_cast<void>(wallet.make(out).value());
    const Bytes vaultBefore = wallet.folder.read("vault");
    QVERIFY(!wallet.restore(out / kSealedName, wallet.folder.path())); // where the wallet itself lives
    QVERIFY(wallet.folder.read("vault") == vaultBefore);
    QVERIFY(wallet.history.verify().isWhole());
    QVERIFY(wallet.make(out).error() == BackupError::NotWritten);       // nor is a backup overwritten
    QVERIFY(FileSource::open(out).error() == BackupError::NotReadable); // a folder is no file
    QVERIFY(FileSource::open(out / "nothing").error() == BackupError::NotReadable);
}

void TestMakeBackup::theFirstVersionsFileStillOpens()
{
    // Written by fixtures/backup_v1.py, which shares no code with ours, around the vault of version 1. It
    // must open for ever.
    Wallet wallet;
    const auto in = wallet.emptyFolder();
    const auto proven =
        wallet.restore(std::string(TILL_SOURCE_DIR) + "/tests/core/backup/fixtures/backup-v1", in);
    QVERIFY2(proven.has_value(), proven ? "" : std::string(describe(proven.error())).c_str());
    QCOMPARE(proven->accounts.at(0).address.toText(), std::string(test::kTestAddress0));
    QCOMPARE(proven->header.anchor.events, std::int64_t{2});
    QVERIFY(proven->header.madeAt == tests::kStart);
}

QTEST_APPLESS_MAIN(TestMakeBackup)
#include "tst_make_backup.moc"
