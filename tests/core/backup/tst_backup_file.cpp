#include "core/backup/backup_file.h"

#include "tests/core/vault/vault_fixture.h"

#include <QTest>

#include <set>

using namespace till;
using namespace till::backup;
using namespace till::test;

Q_DECLARE_METATYPE(till::backup::BackupError)

namespace {

constexpr std::size_t kHeaderBytes = 8 + 2 + 16 + 8 + 8 + 32 + 8 + 16 + 4;
constexpr std::size_t kSumBytes = 32;
constexpr std::size_t kSealedChunk = kChunkBytes + 16;

crypto::SecretBytes keyOf(std::uint8_t fill)
{
    crypto::SecretBytes key(32);
    std::ranges::fill(key.writable(), fill);
    return key;
}

Bytes ledgerOf(std::size_t size)
{
    Bytes bytes(size);
    for (std::size_t each = 0; each < size; ++each) {
        bytes[each] = static_cast<std::uint8_t>(each * 31 + each / 251);
    }
    return bytes;
}

/// A backup whose ledger is these bytes; what is inside is not looked at here.
struct Made {
    QTemporaryDir folder;
    BackupHeader header;
    Bytes file;
    WrittenBackup written;

    explicit Made(const Bytes& ledger, std::uint64_t seed = 0)
    {
        RepeatableEntropy entropy;
        for (std::uint64_t each = 0; each < seed; ++each) {
            Bytes skipped(32);
            entropy.fill(skipped);
        }
        header.vault.fill(3);
        header.madeAt = Instant{1'800'000'000'000};
        header.anchor.events = 42;
        header.anchor.head.fill(9);
        header.vaultFile = bytesOf("the vault's own bytes");
        const std::filesystem::path path = folder.filePath(QStringLiteral("b")).toStdString();
        auto out = NewFile::create(path).value();
        written = writeBackup(out, header, MemorySource(ledger), keyOf(5), entropy).value();
        std::ifstream in(path, std::ios::binary);
        file = {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }
    [[nodiscard]] std::size_t ledgerStart() const
    {
        return kHeaderBytes + header.vaultFile.size() + kSumBytes;
    }
};

/// As somebody who changes a backup would: every checksum fits again.
Bytes repaired(Bytes file, std::size_t vaultBytes)
{
    const std::size_t headerEnd = kHeaderBytes + vaultBytes;
    const auto sum = [&file](std::size_t end) {
        const Hash256 hash = crypto::sha256(std::span(file).first(end));
        std::ranges::copy(hash, file.begin() + static_cast<std::ptrdiff_t>(end));
    };
    sum(headerEnd);
    sum(file.size() - kSumBytes);
    return file;
}

Result<Bytes, BackupError> opened(const Bytes& file, std::uint8_t key = 5)
{
    const MemorySource source(file);
    const auto header = readBackup(source);
    if (!header) {
        return fail(header.error());
    }
    Bytes ledger;
    const auto done = openLedger(source, *header, keyOf(key), [&ledger](std::span<const std::uint8_t> piece) {
        ledger.insert(ledger.end(), piece.begin(), piece.end());
        return true;
    });
    if (!done) {
        return fail(done.error());
    }
    return ledger;
}

} // namespace

class TestBackupFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }
    void everySizeComesBackAsItWas_data();
    void everySizeComesBackAsItWas();
    void theHeaderComesBackAsItWas();
    void nothingOfTheLedgerIsReadable();
    void noTwoBackupsAreSealedAlike();
    void everyCutIsFound();
    void everyChangedBitIsFound();
    void aChangeWithChecksumsThatFitIsFound_data();
    void aChangeWithChecksumsThatFitIsFound();
    void everyHeaderFieldIsBoundToTheLedger();
    void anotherKeyOpensNothing();
    void otherFilesAreToldApart_data();
    void otherFilesAreToldApart();
    void sizesThatLieTakeNoMemory();
    void aFullDiskIsToldOnBothWays();
    void everyErrorHasItsOwnWords();
};

void TestBackupFile::everySizeComesBackAsItWas_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {1, 4096, 65535, 65536, 65537, 131072, 200'000}) {
        QTest::addRow("%d", size) << size;
    }
}

void TestBackupFile::everySizeComesBackAsItWas()
{
    QFETCH(int, size);
    const Bytes ledger = ledgerOf(static_cast<std::size_t>(size));
    const Made made(ledger);
    QCOMPARE(made.written.bytes, std::uint64_t{made.file.size()});
    QVERIFY(made.written.sha256 == crypto::sha256(made.file)); // as sha256sum prints it
    QVERIFY(sha256Of(MemorySource(made.file)).value() == made.written.sha256);
    QVERIFY(opened(made.file).value() == ledger);
}

void TestBackupFile::theHeaderComesBackAsItWas()
{
    const Made made(ledgerOf(70'000));
    const auto header = readBackup(MemorySource(made.file)).value();
    QVERIFY(header.vault == made.header.vault && header.salt == made.header.salt);
    QVERIFY(header.madeAt == made.header.madeAt && header.anchor == made.header.anchor);
    QCOMPARE(header.ledgerBytes, std::uint64_t{70'000});
    QVERIFY(header.vaultFile == made.header.vaultFile);
}

void TestBackupFile::nothingOfTheLedgerIsReadable()
{
    Bytes ledger(4096, 'x');
    const Bytes word = bytesOf("api.shop.test");
    std::ranges::copy(word, ledger.begin() + 100);
    const Made made(ledger);
    QVERIFY(std::ranges::search(made.file, word).empty());
    const Bytes run(32, 'x');
    QVERIFY(std::ranges::search(made.file, run).empty());
}

void TestBackupFile::noTwoBackupsAreSealedAlike()
{
    const Bytes ledger = ledgerOf(1000);
    const Made one(ledger);
    const Made two(ledger, 1);
    QVERIFY(one.header.salt != two.header.salt);
    QVERIFY(!std::equal(one.file.begin() + static_cast<std::ptrdiff_t>(one.ledgerStart()), one.file.end(),
                        two.file.begin() + static_cast<std::ptrdiff_t>(two.ledgerStart())));
}

void TestBackupFile::everyCutIsFound()
{
    const Made made(ledgerOf(300));
    for (std::size_t size = 0; size < made.file.size(); ++size) {
        const auto read = readBackup(MemorySource(std::span(made.file).first(size)));
        QVERIFY(!read);
        QVERIFY(read.error() == BackupError::Damaged ||
                (size == 0 && read.error() == BackupError::NotABackup));
    }
    Bytes longer = made.file;
    longer.push_back(0);
    QVERIFY(readBackup(MemorySource(longer)).error() == BackupError::Damaged);
}

void TestBackupFile::everyChangedBitIsFound()
{
    const Made made(ledgerOf(200));
    for (std::size_t place = 0; place < made.file.size(); ++place) {
        for (int bit = 0; bit < 8; ++bit) {
            Bytes changed = made.file;
            changed[place] ^= static_cast<std::uint8_t>(1 << bit);
            const auto read = readBackup(MemorySource(changed));
            QVERIFY2(!read, std::to_string(place).c_str());
            const bool isMagic = place < 8;
            QVERIFY(isMagic ? read.error() == BackupError::NotABackup
                            : read.error() == BackupError::Damaged || read.error() == BackupError::TooLarge);
        }
    }
}

void TestBackupFile::aChangeWithChecksumsThatFitIsFound_data()
{
    QTest::addColumn<QByteArray>("change");
    for (const char* change : {"first byte of the ledger", "last byte of the last piece", "pieces exchanged",
                               "a piece twice", "tag of a piece", "last piece dropped"}) {
        QTest::newRow(change) << QByteArray(change);
    }
}

void TestBackupFile::aChangeWithChecksumsThatFitIsFound()
{
    QFETCH(QByteArray, change);
    const Made made(ledgerOf(3 * kChunkBytes));
    Bytes file = made.file;
    const auto at = [&](std::size_t offset) {
        return file.begin() + static_cast<std::ptrdiff_t>(made.ledgerStart() + offset);
    };
    if (change == "first byte of the ledger") {
        *at(0) ^= 1;
    } else if (change == "last byte of the last piece") {
        *at(3 * kSealedChunk - 17) ^= 1;
    } else if (change == "tag of a piece") {
        *at(kSealedChunk - 1) ^= 0x80;
    } else if (change == "pieces exchanged") {
        std::swap_ranges(at(0), at(kSealedChunk), at(kSealedChunk));
    } else if (change == "a piece twice") {
        std::copy(at(0), at(kSealedChunk), at(kSealedChunk));
    } else {
        // With its size said too: only that the last piece is marked as such finds it.
        file.erase(at(2 * kSealedChunk), at(3 * kSealedChunk));
        const std::size_t sizePlace = 8 + 2 + 16 + 8 + 8 + 32;
        file[sizePlace + 5] = 2;
        file[sizePlace + 6] = 0;
        file[sizePlace + 7] = 0;
    }
    const auto read = opened(repaired(file, made.header.vaultFile.size()));
    QVERIFY(!read);
    QVERIFY(read.error() == BackupError::Tampered);
}

void TestBackupFile::everyHeaderFieldIsBoundToTheLedger()
{
    const Made made(ledgerOf(500));
    // Vault id, time, events, head, salt, and the vault file itself: other bytes and the ledger does not
    // open.
    for (const std::size_t place :
         {std::size_t{10}, std::size_t{33}, std::size_t{41}, std::size_t{42}, std::size_t{73},
          std::size_t{82}, std::size_t{97}, kHeaderBytes, kHeaderBytes + made.header.vaultFile.size() - 1}) {
        Bytes changed = made.file;
        changed[place] ^= 1;
        const auto read = opened(repaired(changed, made.header.vaultFile.size()));
        QVERIFY2(!read && read.error() == BackupError::Tampered, std::to_string(place).c_str());
    }
}

void TestBackupFile::anotherKeyOpensNothing()
{
    const Made made(ledgerOf(500));
    QVERIFY(opened(made.file, 6).error() == BackupError::Tampered);
}

void TestBackupFile::otherFilesAreToldApart_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<BackupError>("error");
    const Made made(ledgerOf(100));
    const QByteArray good(reinterpret_cast<const char*>(made.file.data()),
                          static_cast<qsizetype>(made.file.size()));
    QTest::newRow("empty") << QByteArray() << BackupError::NotABackup;
    QTest::newRow("a vault") << QByteArray("tillvlt\x1a") + QByteArray(500, '\0') << BackupError::NotABackup;
    QTest::newRow("a ledger") << QByteArray("SQLite format 3") + QByteArray(500, '\0')
                              << BackupError::NotABackup;
    QTest::newRow("sent as text") << QByteArray(good).replace("\x1a", "\r\n") << BackupError::NotABackup;
    QTest::newRow("only the magic") << good.left(8) << BackupError::Damaged;
    QByteArray newer = good;
    newer[9] = 2;
    QTest::newRow("newer, damaged") << newer << BackupError::Damaged;
    const Hash256 sum = crypto::sha256({reinterpret_cast<const std::uint8_t*>(newer.constData()),
                                        static_cast<std::size_t>(newer.size()) - 32});
    std::copy(sum.begin(), sum.end(), newer.end() - 32);
    QTest::newRow("newer, whole") << newer << BackupError::NewerVersion;
}

void TestBackupFile::otherFilesAreToldApart()
{
    QFETCH(QByteArray, bytes);
    QFETCH(BackupError, error);
    const Bytes file(bytes.begin(), bytes.end());
    const auto read = readBackup(MemorySource(file));
    QVERIFY(!read && read.error() == error);
}

void TestBackupFile::sizesThatLieTakeNoMemory()
{
    const Made made(ledgerOf(100));
    // Every byte of both sizes at its most, one by one: no crash, and no wait for gigabytes.
    for (std::size_t place = 74; place < 82; ++place) {
        Bytes changed = made.file;
        changed[place] = 0xff;
        QVERIFY(!readBackup(MemorySource(changed)));
    }
    for (std::size_t place = kHeaderBytes - 4; place < kHeaderBytes; ++place) {
        Bytes changed = made.file;
        changed[place] = 0xff;
        QVERIFY(!readBackup(MemorySource(changed)));
    }
}

void TestBackupFile::aFullDiskIsToldOnBothWays()
{
    const Made made(ledgerOf(200'000));
    const MemorySource source(made.file);
    const auto header = readBackup(source).value();
    int pieces = 0;
    const auto done = openLedger(source, header, keyOf(5), [&pieces](auto) { return ++pieces < 2; });
    QVERIFY(!done && done.error() == BackupError::NotWritten);
    QCOMPARE(pieces, 2);
    BackupHeader empty;
    RepeatableEntropy entropy;
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("b")).toStdString();
    {
        auto file = NewFile::create(path).value();
        QVERIFY(!writeBackup(file, empty, MemorySource(std::span<const std::uint8_t>()), keyOf(5),
                             entropy)); // a ledger is never empty
        QVERIFY(std::filesystem::exists(path));
    }
    QVERIFY(!std::filesystem::exists(path)); // what was not finished is gone
    std::ofstream(path) << "there";
    QVERIFY(NewFile::create(path).error() == BackupError::NotWritten); // and nothing is overwritten
}

void TestBackupFile::everyErrorHasItsOwnWords()
{
    std::set<std::string_view> words;
    for (int each = 0; each <= static_cast<int>(BackupError::OutOfMemory); ++each) {
        QVERIFY(words.insert(describe(static_cast<BackupError>(each))).second);
    }
}

QTEST_APPLESS_MAIN(TestBackupFile)
#include "tst_backup_file.moc"
