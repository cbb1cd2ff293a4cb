#include "core/crypto/hash.h"
#include "core/vault/vault_file.h"
#include "vault_fixture.h"

#include <QtTest>

#include <functional>

using namespace till;
using namespace till::test;
using vault::VaultContents;
using vault::VaultError;

namespace {

// A vault with one derived and one imported account, made without a key: reading needs none.
VaultContents twoAccounts()
{
    VaultContents contents;
    contents.id.fill(0x42);
    contents.generation = 7;
    contents.slots.resize(1);
    contents.slots[0].cost = kLeastCost;
    contents.slots[0].salt.fill(0x51);
    contents.records.resize(2);
    contents.records[0].id = 1;
    contents.records[0].sealed.assign(vault::kSeedRecordBytes + crypto::kAeadTagBytes, 0x5e);
    contents.records[1].id = 2;
    contents.records[1].kind = vault::RecordKind::EvmKey;
    contents.records[1].address = chain::EvmAddress({1, 2, 3});
    contents.records[1].sealed.assign(vault::kKeyRecordBytes + crypto::kAeadTagBytes, 0x7e);
    contents.accounts.resize(2);
    contents.accounts[0].number = 1;
    contents.accounts[0].recordId = 1;
    contents.accounts[0].address = chain::EvmAddress({9});
    contents.accounts[0].label = "researcher";
    contents.accounts[1].number = 2;
    contents.accounts[1].origin = vault::AccountOrigin::Imported;
    contents.accounts[1].recordId = 2;
    contents.accounts[1].address = contents.records[1].address;
    contents.accounts[1].label = "imported \xe2\x98\x83";
    return contents;
}

Bytes withNewChecksum(Bytes bytes)
{
    const Hash256 checksum = crypto::sha256(std::span(bytes).first(bytes.size() - 32));
    std::copy(checksum.begin(), checksum.end(), bytes.end() - 32);
    return bytes;
}

Bytes goodFile()
{
    return vault::fileBytes(twoAccounts(), Hash256{0xaa});
}

// Where the version, the first slot's kind and its cost stand.
constexpr std::size_t kVersionAt = 8;
constexpr std::size_t kSlotAt = 8 + 2 + 16 + 8 + 1;
constexpr std::size_t kMemoryAt = kSlotAt + 3 + 16;

using Change = std::function<void(VaultContents&)>;

} // namespace
Q_DECLARE_METATYPE(Change)

class TestVaultFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatItWrote()
    {
        const auto file = vault::parseVaultFile(goodFile());
        QVERIFY(file.has_value());
        QCOMPARE(file->mac, Hash256{0xaa});
        QCOMPARE(file->contents.generation, std::uint64_t{7});
        QCOMPARE(file->contents.accounts.size(), std::size_t{2});
        QCOMPARE(file->contents.accounts[0].id(), std::string("acc_1"));
        QCOMPARE(file->contents.accounts[1].label, std::string("imported \xe2\x98\x83"));
        QCOMPARE(vault::fileBytes(file->contents, file->mac), goodFile());
    }

    // The format is fixed: a change here is a new version of the file.
    void layoutIsTheDocumentedOne()
    {
        const Bytes file = goodFile();
        const Bytes start = {'t', 'i', 'l', 'l', 'v', 'l', 't', 0x1a, 0, 2, 0x42};
        QVERIFY(std::equal(start.begin(), start.end(), file.begin()));
        const std::size_t expected = kSlotAt + 3 + 128 + 32 + 2 + (4 + 1 + 20 + 24 + 2 + 528) +
                                     (4 + 1 + 20 + 24 + 2 + 48) + 2 + (36 + 10) + (36 + 12) + 1 + 1 + 64;
        QCOMPARE(file.size(), expected);
    }

    void everyFlippedBitIsDamageOrNotAVault()
    {
        const Bytes good = goodFile();
        for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
            Bytes changed = good;
            changed[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            const auto file = vault::parseVaultFile(changed);
            QVERIFY(!file.has_value());
            QCOMPARE(file.error(), bit < kVersionAt * 8 ? VaultError::NotAVault : VaultError::Damaged);
        }
    }

    void everyTruncationIsDamage()
    {
        const Bytes good = goodFile();
        for (std::size_t size = 0; size < good.size(); ++size) {
            QCOMPARE(vault::parseVaultFile(std::span(good).first(size)).error(), VaultError::Damaged);
        }
    }

    // Whoever cuts a file can also compute a checksum; the strict reader must still not accept less or more.
    void everyTruncationWithANewChecksumIsRefused()
    {
        const Bytes good = goodFile();
        for (std::size_t size = kVersionAt + 2 + 64; size < good.size(); ++size) {
            const Bytes cut =
                withNewChecksum(Bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)));
            QVERIFY(!vault::parseVaultFile(cut).has_value());
        }
        Bytes longer = good;
        longer.insert(longer.end() - 64, 0);
        QCOMPARE(vault::parseVaultFile(withNewChecksum(longer)).error(), VaultError::Damaged);
    }

    void otherFilesAreNotVaults()
    {
        QCOMPARE(vault::parseVaultFile(bytesOf("{\"version\":3}")).error(), VaultError::NotAVault);
        QCOMPARE(vault::parseVaultFile(Bytes(5000, 0)).error(), VaultError::NotAVault);
    }

    void newerVersionIsNamed()
    {
        for (const int version : {3, 4, 255, 65535}) {
            Bytes file = goodFile();
            file[kVersionAt] = static_cast<std::uint8_t>(version >> 8);
            file[kVersionAt + 1] = static_cast<std::uint8_t>(version);
            QCOMPARE(vault::parseVaultFile(withNewChecksum(file)).error(), VaultError::NewerVersion);
        }
        Bytes zero = goodFile();
        zero[kVersionAt + 1] = 0;
        QCOMPARE(vault::parseVaultFile(withNewChecksum(zero)).error(), VaultError::Damaged);
    }

    void unknownSlotOrRecordKindIsNewer()
    {
        Bytes file = goodFile();
        file[kSlotAt] = 3;
        QCOMPARE(vault::parseVaultFile(withNewChecksum(file)).error(), VaultError::NewerVersion);
        VaultContents contents = twoAccounts();
        contents.records[0].kind = static_cast<vault::RecordKind>(9);
        QCOMPARE(vault::parseVaultFile(vault::fileBytes(contents, {})).error(), VaultError::NewerVersion);
    }

    void refusesCostsOutOfBounds_data()
    {
        QTest::addColumn<unsigned>("memoryMiB");
        QTest::addColumn<unsigned>("passes");
        QTest::newRow("little memory") << 63U << 2U;
        QTest::newRow("all memory") << 0xffffffffU << 2U;
        QTest::newRow("one pass") << 64U << 1U;
        QTest::newRow("endless") << 64U << 0xffffffffU;
    }
    void refusesCostsOutOfBounds()
    {
        QFETCH(unsigned, memoryMiB);
        QFETCH(unsigned, passes);
        VaultContents contents = twoAccounts();
        contents.slots[0].cost = {memoryMiB, passes};
        const Bytes file = vault::fileBytes(contents, {});
        QCOMPARE(unsigned{file[kMemoryAt + 3]}, memoryMiB & 0xff);
        QCOMPARE(vault::parseVaultFile(file).error(), VaultError::KdfOutOfBounds);
    }

    void refusesContradictions_data()
    {
        QTest::addColumn<Change>("change");
        const auto row = [](const char* tag, Change change) { QTest::newRow(tag) << change; };
        row("no slot", [](VaultContents& c) { c.slots.clear(); });
        row("nine slots", [](VaultContents& c) { c.slots.resize(9, c.slots[0]); });
        row("no seed", [](VaultContents& c) {
            c.records.erase(c.records.begin());
            c.accounts.erase(c.accounts.begin());
        });
        row("two seeds", [](VaultContents& c) {
            c.records.push_back(c.records[0]);
            c.records.back().id = 3;
        });
        row("record id 0", [](VaultContents& c) { c.records[0].id = 0; });
        row("record ids fall", [](VaultContents& c) { c.records[1].id = 1; });
        row("record too short", [](VaultContents& c) { c.records[1].sealed.pop_back(); });
        row("record of the other size",
            [](VaultContents& c) { c.records[0].kind = vault::RecordKind::EvmKey; });
        row("key without an account", [](VaultContents& c) { c.accounts.pop_back(); });
        row("account without a key", [](VaultContents& c) { c.records.pop_back(); });
        row("account of no record", [](VaultContents& c) { c.accounts[0].recordId = 5; });
        row("derived from a key", [](VaultContents& c) { c.accounts[0].recordId = 2; });
        row("imported from the seed", [](VaultContents& c) { c.accounts[1].recordId = 1; });
        row("imported with an index", [](VaultContents& c) { c.accounts[1].derivationIndex = 1; });
        row("hardened index", [](VaultContents& c) { c.accounts[0].derivationIndex = 0x80000000U; });
        row("other address", [](VaultContents& c) { c.accounts[1].address = chain::EvmAddress({7}); });
        row("address twice", [](VaultContents& c) { c.accounts[0].address = c.accounts[1].address; });
        row("account number 0", [](VaultContents& c) { c.accounts[0].number = 0; });
        row("account numbers fall", [](VaultContents& c) { c.accounts[0].number = 2; });
        row("state 0", [](VaultContents& c) { c.accounts[0].state = static_cast<vault::AccountState>(0); });
        row("state 3", [](VaultContents& c) { c.accounts[0].state = static_cast<vault::AccountState>(3); });
        row("origin 3",
            [](VaultContents& c) { c.accounts[0].origin = static_cast<vault::AccountOrigin>(3); });
        row("origin 4",
            [](VaultContents& c) { c.accounts[0].origin = static_cast<vault::AccountOrigin>(4); });
        row("watched with a record",
            [](VaultContents& c) { c.accounts[0].origin = vault::AccountOrigin::Watched; });
        row("watched with an index", [](VaultContents& c) {
            c.accounts[0].origin = vault::AccountOrigin::Watched;
            c.accounts[0].recordId = 0;
            c.accounts[0].derivationIndex = 1;
        });
        row("key of the other family",
            [](VaultContents& c) { c.accounts[1].address = chain::SolanaAddress({1}); });
        row("one salt twice", [](VaultContents& c) { c.slots.push_back(c.slots[0]); });
        row("default of nobody", [](VaultContents& c) { c.defaults = {{"evm", 9}}; });
        row("default of another family", [](VaultContents& c) { c.defaults = {{"svm", 1}}; });
        row("default of no scope", [](VaultContents& c) { c.defaults = {{"bitcoin", 1}}; });
        row("default twice", [](VaultContents& c) { c.defaults = {{"evm", 1}, {"evm", 2}}; });
        row("defaults fall", [](VaultContents& c) { c.defaults = {{"evm", 1}, {"eip155:1", 2}}; });
        row("default archived", [](VaultContents& c) {
            c.accounts[0].state = vault::AccountState::Archived;
            c.defaults = {{"evm", 1}};
        });
        row("seventeen fields", [](VaultContents& c) { c.extraFields.resize(17); });
        row("field too large", [](VaultContents& c) { c.extraFields = {{1, Bytes(1025, 0)}}; });
        row("no label", [](VaultContents& c) { c.accounts[0].label.clear(); });
        row("long label", [](VaultContents& c) { c.accounts[0].label.assign(65, 'a'); });
        row("label with a line end", [](VaultContents& c) { c.accounts[0].label = "a\nb"; });
        row("label not UTF-8", [](VaultContents& c) { c.accounts[0].label = "\xff"; });
    }
    void refusesContradictions()
    {
        QFETCH(Change, change);
        VaultContents contents = twoAccounts();
        change(contents);
        const auto file = vault::parseVaultFile(vault::fileBytes(contents, {}));
        QVERIFY(!file.has_value());
        QCOMPARE(file.error(), VaultError::Damaged);
    }

    // A later version may add what this one need not understand; writing must not lose it.
    void unknownFieldsAreKeptOrRefused()
    {
        VaultContents contents = twoAccounts();
        contents.extraFields = {{200, bytesOf("from later")}, {7, {}}};
        const Bytes file = vault::fileBytes(contents, {});
        const auto read = vault::parseVaultFile(file);
        QVERIFY(read.has_value());
        QCOMPARE(vault::fileBytes(read->contents, {}), file);
        Bytes critical = file;
        critical[file.size() - 64 - (4 + 10) - 4 + 1] = 1; // of the first field
        QCOMPARE(vault::parseVaultFile(withNewChecksum(critical)).error(), VaultError::NewerVersion);
        critical[file.size() - 64 - (4 + 10) - 4 + 1] = 2;
        QCOMPARE(vault::parseVaultFile(withNewChecksum(critical)).error(), VaultError::Damaged);
    }

    void bothFamiliesAndWatchedAccountsAreRead()
    {
        VaultContents contents = twoAccounts();
        contents.slots.push_back(contents.slots[0]);
        contents.slots[1].kind = vault::SlotKind::RecoveryCode;
        contents.slots[1].salt.fill(0x52);
        vault::Account solana = contents.accounts[0];
        solana.number = 3;
        solana.address = chain::SolanaAddress({3});
        contents.accounts.push_back(solana);
        vault::Account watched = solana;
        watched.number = 4;
        watched.origin = vault::AccountOrigin::Watched;
        watched.recordId = 0;
        watched.address = chain::SolanaAddress({4});
        contents.accounts.push_back(watched);
        contents.defaults = {{"eip155:8453", 1}, {"evm", 2}, {"svm", 3}};
        const Bytes file = vault::fileBytes(contents, {});
        const auto read = vault::parseVaultFile(file);
        QVERIFY(read.has_value());
        QCOMPARE(vault::fileBytes(read->contents, {}), file);
        QCOMPARE(read->contents.accounts[2].family(), std::string_view("svm"));
        QCOMPARE(read->contents.accounts[2].path(), std::string("m/44'/501'/0'/0'"));
        QCOMPARE(read->contents.accounts[0].path(), std::string("m/44'/60'/0'/0/0"));
        QVERIFY(!read->contents.accounts[3].hasKey() && read->contents.accounts[3].path().empty());
        QVERIFY(read->contents.slots[1].kind == vault::SlotKind::RecoveryCode);
    }

    void fullVaultFitsTheLimit()
    {
        VaultContents contents = twoAccounts();
        const vault::SealedRecord key = contents.records[1];
        const vault::Account account = contents.accounts[1];
        contents.records.resize(1);
        contents.accounts.clear();
        contents.slots.resize(vault::kMaxSlots, contents.slots[0]);
        for (std::size_t each = 0; each < contents.slots.size(); ++each) {
            contents.slots[each].salt[0] = static_cast<std::uint8_t>(each);
        }
        contents.extraFields.resize(vault::kMaxExtraFields, {1, Bytes(vault::kMaxExtraFieldBytes, 1)});
        for (std::uint32_t i = 1; i < vault::kMaxRecords; ++i) {
            const chain::EvmAddress address(
                {static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i >> 8), 1});
            contents.records.push_back(key);
            contents.records.back().id = i + 1;
            contents.records.back().address = address;
            contents.accounts.push_back(account);
            contents.accounts.back().number = i;
            contents.accounts.back().recordId = i + 1;
            contents.accounts.back().address = address;
            contents.accounts.back().label.assign(vault::kMaxLabelBytes, 'x');
        }
        const Bytes file = vault::fileBytes(contents, {});
        QVERIFY(file.size() <= vault::kMaxVaultBytes);
        QVERIFY(vault::parseVaultFile(file).has_value());
        contents.records.push_back(key);
        contents.records.back().id = vault::kMaxRecords + 1;
        contents.accounts.push_back(account);
        contents.accounts.back().number = vault::kMaxRecords;
        contents.accounts.back().recordId = vault::kMaxRecords + 1;
        QCOMPARE(vault::parseVaultFile(vault::fileBytes(contents, {})).error(), VaultError::Damaged);
    }

    void refusesMoreThanTheLimit()
    {
        QCOMPARE(vault::parseVaultFile(Bytes(vault::kMaxVaultBytes + 1, 't')).error(), VaultError::TooLarge);
    }
};

QTEST_APPLESS_MAIN(TestVaultFile)
#include "tst_vault_file.moc"
