#include "core/vault/vault_check.h"
#include "vault_fixture.h"

#include <QtTest>

#include <functional>
#include <map>
#include <sys/resource.h>

using namespace till;
using namespace till::test;
using crypto::SecretBytes;
using vault::VaultContents;
using vault::VaultError;

namespace {

/// Most memory that this program has had at once, in KiB.
long peakMemoryKiB()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/// A slot on disk: kind, size, salt, memory, passes, check, nonce, wrapped key.
constexpr std::size_t kSlotAt = 8 + 2 + 16 + 8 + 1;
constexpr std::size_t kMemoryAt = kSlotAt + 3 + 16;
constexpr std::size_t kPassesAt = kMemoryAt + 4;

Bytes withNewChecksum(Bytes bytes)
{
    const Hash256 checksum = crypto::sha256(std::span(bytes).first(bytes.size() - 32));
    std::copy(checksum.begin(), checksum.end(), bytes.end() - 32);
    return bytes;
}

void putNumber(Bytes& bytes, std::size_t at, std::uint32_t value)
{
    for (std::size_t each = 0; each < 4; ++each) {
        bytes[at + each] = static_cast<std::uint8_t>(value >> (8 * (3 - each)));
    }
}

using Change = std::function<void(VaultContents&)>;

} // namespace
Q_DECLARE_METATYPE(Change)

/// What somebody can do who writes the file, of a real vault with words, two derived and two imported
/// accounts, accounts of both families, a watched one, a default and two slots.
class TestVaultForgery : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        crypto::initialise();
        vault::Vault vault = restoredVault(m_folder, m_entropy);
        QVERIFY(vault.newAccount("first").has_value());
        QVERIFY(vault.newAccount("second").has_value());
        QVERIFY(vault.newAccount(money::Family::Svm, "Solana").has_value());
        QVERIFY(vault.watch(chain::EvmAddress({9}), "watched").has_value());
        QVERIFY(vault.importEvmKey(secretOf(Bytes(32, 0x11)), "imported one").has_value());
        QVERIFY(vault.importEvmKey(secretOf(Bytes(32, 0x22)), "imported two").has_value());
        QVERIFY(vault.importKey(money::Family::Svm, secretOf(Bytes(32, 0x33)), "imported three").has_value());
        QVERIFY(vault.setDefault("evm", "acc_2").has_value());
        m_vaultKey = vault.unlockTask().run(bytesOf(kPassphrase)).value();
        const auto file = vault::parseVaultFile(m_folder.read("vault"));
        QVERIFY(file.has_value());
        m_contents = file->contents;
        QVERIFY(vault.makeRecoveryCode(*m_vaultKey).has_value());
        m_file = m_folder.read("vault");
        m_contents = vault::parseVaultFile(m_file)->contents;
        m_curve = vault::blindedCurve(m_entropy);
        QVERIFY(!opens(m_file).has_value());
    }

    void everyFlippedBitIsRefusedBeforeAnythingIsOpened()
    {
        for (std::size_t bit = 0; bit < m_file.size() * 8; ++bit) {
            Bytes changed = m_file;
            changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1U << bit % 8));
            const auto refused = opens(changed);
            QVERIFY2(refused == (bit < 8 * 8 ? VaultError::NotAVault : VaultError::Damaged), tag(bit));
        }
    }

    void everyFlippedBitUnderANewChecksumIsRefused()
    {
        std::map<VaultError, int> reasons;
        for (std::size_t bit = 0; bit < (m_file.size() - 32) * 8; ++bit) {
            Bytes changed = m_file;
            changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1U << bit % 8));
            const auto refused = opens(withNewChecksum(std::move(changed)));
            QVERIFY2(refused.has_value(), tag(bit));
            ++reasons[*refused];
        }
        // Most is caught by the MAC; what cannot be read at all is named before.
        QVERIFY(reasons[VaultError::Tampered] > 8 * 1000);
        for (const auto& [reason, count] : reasons) {
            QVERIFY2(reason == VaultError::Tampered || reason == VaultError::Damaged ||
                         reason == VaultError::NotAVault || reason == VaultError::NewerVersion ||
                         reason == VaultError::KdfOutOfBounds,
                     std::string(describe(reason)).c_str());
            QVERIFY(count > 0);
        }
    }

    void everyTruncationIsRefused()
    {
        for (std::size_t size = 0; size < m_file.size(); ++size) {
            const Bytes cut(m_file.begin(), m_file.begin() + static_cast<std::ptrdiff_t>(size));
            QVERIFY2(opens(cut) == VaultError::Damaged, tag(size));
            // Cut in the middle, with the MAC and a checksum that fits.
            if (size + 64 < m_file.size()) {
                Bytes shortened(m_file.begin(), m_file.begin() + static_cast<std::ptrdiff_t>(size));
                shortened.insert(shortened.end(), m_file.end() - 64, m_file.end());
                QVERIFY2(opens(withNewChecksum(std::move(shortened))).has_value(), tag(size));
            }
        }
    }

    void whatIsAddedIsRefused()
    {
        for (const std::size_t more : {1U, 31U, 32U, 64U, 1000U}) {
            Bytes longer = m_file;
            longer.insert(longer.end(), more, 0);
            QVERIFY(opens(longer) == VaultError::Damaged);
            Bytes inside = m_file;
            inside.insert(inside.end() - 64, more, 0);
            QVERIFY(opens(withNewChecksum(std::move(inside))) == VaultError::Damaged);
        }
        Bytes twice = m_file;
        twice.insert(twice.end(), m_file.begin(), m_file.end());
        QVERIFY(opens(twice) == VaultError::Damaged);
    }

    void partsInOtherPlacesAreRefused_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<int>("withTheOldMac");
        QTest::addColumn<int>("withARightMac"); // as if the MAC protected nothing; -1: it opens
        const auto row = [](const char* what, Change change, VaultError old, int fresh) {
            QTest::newRow(what) << change << static_cast<int>(old) << fresh;
        };
        const auto code = [](VaultError error) { return static_cast<int>(error); };
        constexpr int kOpens = -1;
        row(
            "records swapped", [](VaultContents& c) { std::swap(c.records[1], c.records[2]); },
            VaultError::Damaged, code(VaultError::Damaged));
        row(
            "records swapped under their numbers",
            [](VaultContents& c) {
                std::swap(c.records[1], c.records[2]);
                std::swap(c.records[1].id, c.records[2].id);
                std::swap(c.accounts[4].recordId, c.accounts[5].recordId);
            },
            VaultError::Tampered, code(VaultError::Tampered));
        row(
            "secrets of two records swapped",
            [](VaultContents& c) {
                std::swap(c.records[1].sealed, c.records[2].sealed);
                std::swap(c.records[1].nonce, c.records[2].nonce);
            },
            VaultError::Tampered, code(VaultError::Tampered));
        row(
            "record doubled", [](VaultContents& c) { c.records.push_back(c.records[2]); },
            VaultError::Damaged, code(VaultError::Damaged));
        row(
            "record doubled under a new number",
            [](VaultContents& c) {
                c.records.push_back(c.records[2]);
                c.records.back().id = 9;
            },
            VaultError::Damaged, code(VaultError::Damaged));
        row(
            "record dropped", [](VaultContents& c) { c.records.pop_back(); }, VaultError::Damaged,
            code(VaultError::Damaged));
        row(
            "record and its account dropped",
            [](VaultContents& c) {
                c.records.pop_back();
                c.accounts.pop_back();
            },
            VaultError::Tampered, kOpens);
        row(
            "seed dropped", [](VaultContents& c) { c.records.erase(c.records.begin()); }, VaultError::Damaged,
            code(VaultError::Damaged));
        row(
            "two seeds", [](VaultContents& c) { c.records[1] = c.records[0]; }, VaultError::Damaged,
            code(VaultError::Damaged));
        row(
            "slots swapped", [](VaultContents& c) { std::swap(c.slots[0], c.slots[1]); },
            VaultError::Tampered, kOpens);
        row(
            "slot doubled", [](VaultContents& c) { c.slots.push_back(c.slots[0]); }, VaultError::Damaged,
            code(VaultError::Damaged));
        row(
            "recovery code made a passphrase",
            [](VaultContents& c) {
                c.slots[1].kind = vault::SlotKind::Passphrase;
                c.slots[1].cost = kLeastCost;
            },
            VaultError::Tampered, kOpens);
        row(
            "watched account of somebody else",
            [](VaultContents& c) { c.accounts[3].address = chain::EvmAddress({7}); }, VaultError::Tampered,
            kOpens);
        row(
            "derived account only watched",
            [](VaultContents& c) {
                c.accounts[0].origin = vault::AccountOrigin::Watched;
                c.accounts[0].recordId = 0;
            },
            VaultError::Tampered, kOpens);
        row(
            "watched account with the words' key",
            [](VaultContents& c) {
                c.accounts[3].origin = vault::AccountOrigin::Derived;
                c.accounts[3].recordId = 1;
            },
            VaultError::Tampered, code(VaultError::AddressMismatch));
        row(
            "Solana account of another family",
            [](VaultContents& c) { c.accounts[2].address = chain::EvmAddress({7}); }, VaultError::Tampered,
            code(VaultError::AddressMismatch));
        row(
            "default moved", [](VaultContents& c) { c.defaults[0].account = 1; }, VaultError::Tampered,
            kOpens);
        row(
            "default dropped", [](VaultContents& c) { c.defaults.clear(); }, VaultError::Tampered, kOpens);
        row(
            "default of a watched account", [](VaultContents& c) { c.defaults[0].account = 4; },
            VaultError::Damaged, code(VaultError::Damaged));
        row(
            "a field more",
            [](VaultContents& c) {
                c.extraFields.push_back({1, {2}});
            },
            VaultError::Tampered, kOpens);
        row(
            "told to be of version 1",
            [](VaultContents& c) {
                c.version = vault::kFirstVaultVersion;
                c.slots.resize(1);
                c.records.resize(1);
                c.accounts.resize(2);
                c.defaults.clear();
            },
            VaultError::Tampered, code(VaultError::Tampered));
        row(
            "slot dropped", [](VaultContents& c) { c.slots.pop_back(); }, VaultError::Tampered, kOpens);
        row(
            "no slot", [](VaultContents& c) { c.slots.clear(); }, VaultError::Damaged,
            code(VaultError::Damaged));
        row(
            "nine slots", [](VaultContents& c) { c.slots.resize(9, c.slots[0]); }, VaultError::Damaged,
            code(VaultError::Damaged));
        row(
            "accounts swapped", [](VaultContents& c) { std::swap(c.accounts[0], c.accounts[1]); },
            VaultError::Damaged, code(VaultError::Damaged));
        row(
            "addresses of two derived accounts swapped",
            [](VaultContents& c) { std::swap(c.accounts[0].address, c.accounts[1].address); },
            VaultError::Tampered, code(VaultError::AddressMismatch));
        row(
            "account of somebody else",
            [](VaultContents& c) { c.accounts[0].address = chain::EvmAddress({7}); }, VaultError::Tampered,
            code(VaultError::AddressMismatch));
        row(
            "account doubled", [](VaultContents& c) { c.accounts.push_back(c.accounts[0]); },
            VaultError::Damaged, code(VaultError::Damaged));
        row(
            "account dropped", [](VaultContents& c) { c.accounts.erase(c.accounts.begin()); },
            VaultError::Tampered, kOpens);
        row(
            "account moved to another index", [](VaultContents& c) { c.accounts[0].derivationIndex = 5; },
            VaultError::Tampered, code(VaultError::AddressMismatch));
        row(
            "archived again", [](VaultContents& c) { c.accounts[0].state = vault::AccountState::Archived; },
            VaultError::Tampered, kOpens);
        row(
            "earlier generation", [](VaultContents& c) { --c.generation; }, VaultError::Tampered, kOpens);
        row(
            "another vault's id", [](VaultContents& c) { c.id[0] ^= 1; }, VaultError::Tampered,
            code(VaultError::Tampered));
        row(
            "another key check", [](VaultContents& c) { c.keyCheck[31] ^= 1; }, VaultError::Tampered,
            code(VaultError::Tampered));
    }

    void partsInOtherPlacesAreRefused()
    {
        QFETCH(Change, change);
        QFETCH(int, withTheOldMac);
        QFETCH(int, withARightMac);
        VaultContents changed = m_contents;
        change(changed);
        const auto forged = opens(vault::fileBytes(changed, vault::macOf(m_contents, *m_vaultKey)));
        QCOMPARE(forged ? static_cast<int>(*forged) : -1, withTheOldMac);
        const auto authentic = opens(vault::fileBytes(changed, vault::macOf(changed, *m_vaultKey)));
        QCOMPARE(authentic ? static_cast<int>(*authentic) : -1, withARightMac);
    }

    void aSlotsPartsBelongTogether()
    {
        const auto slotKey = slotKeyOf(kPassphrase, m_entropy);
        const auto slot = vault::wrapVaultKey(m_contents.id, slotKey, *m_vaultKey, m_entropy);
        const auto other = vault::wrapVaultKey(m_contents.id, slotKey, *m_vaultKey, m_entropy);
        QVERIFY(vault::unwrapVaultKey(m_contents.id, slot, slotKey.key).has_value());
        auto mixed = slot;
        mixed.wrappedKey = other.wrappedKey;
        QVERIFY(vault::unwrapVaultKey(m_contents.id, mixed, slotKey.key).error() == VaultError::Tampered);
        mixed = slot;
        mixed.nonce = other.nonce;
        QVERIFY(vault::unwrapVaultKey(m_contents.id, mixed, slotKey.key).error() == VaultError::Tampered);
        auto elsewhere = m_contents.id;
        elsewhere[3] ^= 4;
        QVERIFY(!vault::unwrapVaultKey(elsewhere, slot, slotKey.key).has_value());
        for (std::size_t bit = 0; bit < slot.wrappedKey.size() * 8; ++bit) {
            mixed = slot;
            mixed.wrappedKey[bit / 8] =
                static_cast<std::uint8_t>(mixed.wrappedKey[bit / 8] ^ (1U << bit % 8));
            QVERIFY(vault::unwrapVaultKey(m_contents.id, mixed, slotKey.key).error() == VaultError::Tampered);
        }
    }

    void costsOutOfBoundsTakeNoMemory_data()
    {
        QTest::addColumn<quint32>("memoryMiB");
        QTest::addColumn<quint32>("passes");
        QTest::newRow("no memory") << 0U << 3U;
        QTest::newRow("a little too little") << 63U << 3U;
        QTest::newRow("a little too much") << 1025U << 3U;
        QTest::newRow("as much as there is") << 0xffff'ffffU << 3U;
        QTest::newRow("bytes wrap to little") << 0x1000'0040U << 3U;
        QTest::newRow("no pass") << 64U << 0U;
        QTest::newRow("one pass") << 64U << 1U;
        QTest::newRow("17 passes") << 64U << 17U;
        QTest::newRow("passes without end") << 64U << 0xffff'ffffU;
    }

    void costsOutOfBoundsTakeNoMemory()
    {
        QFETCH(quint32, memoryMiB);
        QFETCH(quint32, passes);
        Bytes costly = m_file;
        putNumber(costly, kMemoryAt, memoryMiB);
        putNumber(costly, kPassesAt, passes);
        costly = withNewChecksum(std::move(costly));
        const long before = peakMemoryKiB();
        QVERIFY(opens(costly) == VaultError::KdfOutOfBounds);
        // Nor when somebody hands such a slot over without a file.
        vault::UnlockTask task{m_contents.id, {m_contents.slots[0]}};
        task.slots[0].cost = {memoryMiB, passes};
        QVERIFY(!task.run(bytesOf(kPassphrase)).has_value());
        QVERIFY2(peakMemoryKiB() - before < 8 * 1024, "memory was taken");
    }

private:
    static const char* tag(std::size_t number)
    {
        static std::string text;
        text = std::to_string(number);
        return text.c_str();
    }

    /// What a program makes of these bytes that knows the vault key: why not, or nothing when they open.
    [[nodiscard]] std::optional<VaultError> opens(const Bytes& bytes) const
    {
        const auto file = vault::parseVaultFile(bytes);
        if (!file) {
            return file.error();
        }
        const auto keys = vault::keysOfAccounts(file->contents, file->mac, *m_vaultKey, *m_curve);
        return keys ? std::nullopt : std::optional(keys.error());
    }

    RepeatableEntropy m_entropy;
    VaultFolder m_folder;
    std::optional<SecretBytes> m_vaultKey;
    std::unique_ptr<crypto::Secp256k1> m_curve;
    VaultContents m_contents;
    Bytes m_file;
};

QTEST_APPLESS_MAIN(TestVaultForgery)
#include "tst_vault_forgery.moc"
