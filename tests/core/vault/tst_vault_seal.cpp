#include "core/crypto/hash.h"
#include "core/vault/vault_check.h"
#include "core/vault/vault_seal.h"
#include "vault_fixture.h"

#include <QtTest>

using namespace till;
using namespace till::test;
using crypto::SecretBytes;
using vault::VaultError;

namespace {

constexpr vault::VaultId kVault = {1, 2, 3};

SecretBytes randomKey(Entropy& entropy)
{
    SecretBytes key(32);
    entropy.fill(key.writable());
    return key;
}

vault::VaultContents contentsOf(const vault::VaultId& id, std::uint16_t version = vault::kVaultVersion)
{
    vault::VaultContents contents;
    contents.version = version;
    contents.id = id;
    return contents;
}

vault::SealedRecord keyRecord()
{
    vault::SealedRecord record;
    record.id = 5;
    record.kind = vault::RecordKind::EvmKey;
    record.address = chain::EvmAddress({4, 5, 6});
    return record;
}

} // namespace

class TestVaultSeal : public QObject {
    Q_OBJECT
private:
    RepeatableEntropy m_entropy;

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    void slotGivesTheVaultKeyBack()
    {
        const SecretBytes vaultKey = randomKey(m_entropy);
        const vault::SlotKey slotKey{{}, kLeastCost, randomKey(m_entropy), vault::SlotKind::Passphrase};
        const auto slot = vault::wrapVaultKey(kVault, slotKey, vaultKey, m_entropy);
        const auto unwrapped = vault::unwrapVaultKey(kVault, slot, slotKey.key);
        QVERIFY(unwrapped.has_value());
        QVERIFY(crypto::equalConstantTime(unwrapped->readable(), vaultKey.readable()));
    }

    void anotherSlotKeyIsAWrongPassphrase()
    {
        const vault::SlotKey slotKey{{}, kLeastCost, randomKey(m_entropy), vault::SlotKind::Passphrase};
        const auto slot = vault::wrapVaultKey(kVault, slotKey, randomKey(m_entropy), m_entropy);
        QCOMPARE(vault::unwrapVaultKey(kVault, slot, randomKey(m_entropy)).error(),
                 VaultError::WrongPassphrase);
    }

    void aChangedSlotIsNotAWrongPassphrase()
    {
        const vault::SlotKey slotKey{{}, kLeastCost, randomKey(m_entropy), vault::SlotKind::Passphrase};
        const auto good = vault::wrapVaultKey(kVault, slotKey, randomKey(m_entropy), m_entropy);
        auto slot = good;
        slot.wrappedKey[0] ^= 1;
        QCOMPARE(vault::unwrapVaultKey(kVault, slot, slotKey.key).error(), VaultError::Tampered);
        slot = good;
        slot.nonce[23] ^= 1;
        QCOMPARE(vault::unwrapVaultKey(kVault, slot, slotKey.key).error(), VaultError::Tampered);
    }

    void aSlotBelongsToItsVaultAndItsCost()
    {
        const vault::SlotKey slotKey{{}, kLeastCost, randomKey(m_entropy), vault::SlotKind::Passphrase};
        const auto good = vault::wrapVaultKey(kVault, slotKey, randomKey(m_entropy), m_entropy);
        QVERIFY(!vault::unwrapVaultKey({9}, good, slotKey.key).has_value());
        auto slot = good;
        slot.cost.passes += 1;
        QVERIFY(!vault::unwrapVaultKey(kVault, slot, slotKey.key).has_value());
    }

    void aRecoverySlotIsNoPassphraseSlot()
    {
        const SecretBytes vaultKey = randomKey(m_entropy);
        const vault::SlotKey slotKey{{7}, {}, randomKey(m_entropy), vault::SlotKind::RecoveryCode};
        const auto good = vault::wrapVaultKey(kVault, slotKey, vaultKey, m_entropy);
        const auto unwrapped = vault::unwrapVaultKey(kVault, good, slotKey.key);
        QVERIFY(unwrapped.has_value());
        QVERIFY(crypto::equalConstantTime(unwrapped->readable(), vaultKey.readable()));
        auto slot = good;
        slot.kind = vault::SlotKind::Passphrase;
        QVERIFY(!vault::unwrapVaultKey(kVault, slot, slotKey.key).has_value());
        slot = good;
        slot.salt[0] ^= 1;
        QVERIFY(!vault::unwrapVaultKey(kVault, slot, slotKey.key).has_value());
        QVERIFY(!vault::unwrapVaultKey({9}, good, slotKey.key).has_value());
    }

    void upgradingKeepsEverySecret()
    {
        const SecretBytes vaultKey = randomKey(m_entropy);
        auto contents = contentsOf(kVault, vault::kFirstVaultVersion);
        auto record = keyRecord();
        vault::sealRecord(contents, record, Bytes(32, 0x33), vaultKey, m_entropy);
        contents.records = {record};
        QVERIFY(vault::upgrade(contents, vaultKey, m_entropy).has_value());
        QCOMPARE(contents.version, vault::kVaultVersion);
        const auto opened = vault::openRecord(contents, contents.records[0], vaultKey);
        QVERIFY(opened.has_value());
        QVERIFY(crypto::equalConstantTime(opened->readable(), Bytes(32, 0x33)));
        QVERIFY(!vault::openRecord(contents, record, vaultKey).has_value());
        // What does not open is not carried over.
        auto broken = contentsOf(kVault, vault::kFirstVaultVersion);
        broken.records = {record};
        broken.records[0].sealed[0] ^= 1;
        QCOMPARE(vault::upgrade(broken, vaultKey, m_entropy).error(), VaultError::Tampered);
        QCOMPARE(broken.version, vault::kFirstVaultVersion);
    }

    void recordOpensWithItsOwnContext()
    {
        const SecretBytes vaultKey = randomKey(m_entropy);
        const Bytes secret(32, 0x33);
        auto record = keyRecord();
        vault::sealRecord(contentsOf(kVault), record, secret, vaultKey, m_entropy);
        const auto opened = vault::openRecord(contentsOf(kVault), record, vaultKey);
        QVERIFY(opened.has_value());
        QVERIFY(std::equal(secret.begin(), secret.end(), opened->readable().begin()));
        // The secret is nowhere in what is stored.
        const auto found =
            std::search(record.sealed.begin(), record.sealed.end(), secret.begin(), secret.begin() + 4);
        QVERIFY(found == record.sealed.end());
    }

    void recordIsBoundToVaultVersionIdKindAndAddress()
    {
        const SecretBytes vaultKey = randomKey(m_entropy);
        auto good = keyRecord();
        vault::sealRecord(contentsOf(kVault), good, Bytes(32, 0x33), vaultKey, m_entropy);
        QCOMPARE(vault::openRecord(contentsOf({9}), good, vaultKey).error(), VaultError::Tampered);
        const auto first = contentsOf(kVault, vault::kFirstVaultVersion);
        QCOMPARE(vault::openRecord(first, good, vaultKey).error(), VaultError::Tampered);
        auto record = good;
        record.id = 6;
        QCOMPARE(vault::openRecord(contentsOf(kVault), record, vaultKey).error(), VaultError::Tampered);
        record = good;
        record.kind = vault::RecordKind::Seed;
        QCOMPARE(vault::openRecord(contentsOf(kVault), record, vaultKey).error(), VaultError::Tampered);
        record = good;
        record.address = chain::EvmAddress({4, 5, 7});
        QCOMPARE(vault::openRecord(contentsOf(kVault), record, vaultKey).error(), VaultError::Tampered);
        QCOMPARE(vault::openRecord(contentsOf(kVault), good, randomKey(m_entropy)).error(),
                 VaultError::Tampered);
    }

    void sealingTwiceGivesOtherBytes()
    {
        const SecretBytes vaultKey = randomKey(m_entropy);
        auto first = keyRecord();
        auto second = keyRecord();
        vault::sealRecord(contentsOf(kVault), first, Bytes(32, 1), vaultKey, m_entropy);
        vault::sealRecord(contentsOf(kVault), second, Bytes(32, 1), vaultKey, m_entropy);
        QVERIFY(first.nonce != second.nonce);
        QVERIFY(first.sealed != second.sealed);
    }

    void seedPacksToOneSizeAndBack()
    {
        const vault::SeedSecret plain{secretOf(bytesOf(kTestPhrase)), SecretBytes(0)};
        const vault::SeedSecret withExtra{secretOf(bytesOf(kTestPhrase)), secretOf(bytesOf("TREZOR"))};
        QCOMPARE(plain.packed().size(), withExtra.packed().size());
        const auto back = vault::SeedSecret::unpack(withExtra.packed());
        QVERIFY(back.has_value());
        QCOMPARE(textOf(back->phrase), std::string(kTestPhrase));
        QCOMPARE(textOf(back->extraWord), std::string("TREZOR"));
        QVERIFY(!crypto::equalConstantTime(plain.bip39Seed().readable(), withExtra.bip39Seed().readable()));
    }

    void unpackRefusesSizesThatDoNotFit()
    {
        QVERIFY(!vault::SeedSecret::unpack(SecretBytes(511)).has_value());
        QVERIFY(!vault::SeedSecret::unpack(SecretBytes(512)).has_value()); // no words
        SecretBytes packed(512);
        packed.writable()[0] = 0xff;
        QVERIFY(!vault::SeedSecret::unpack(packed).has_value());
        packed.writable()[0] = 0;
        packed.writable()[1] = 12;
        packed.writable()[2] = 2;
        QVERIFY(!vault::SeedSecret::unpack(packed).has_value());
    }

    // With a valid checksum only the MAC stands between a changed file and a wrong address.
    void everyFlippedBitWithANewChecksumIsTamperedOrRefused()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        QVERIFY(vault.newAccount("one").has_value());
        QVERIFY(vault.importEvmKey(secretOf(Bytes(32, 0x11)), "two").has_value());
        const auto vaultKey = vault.unlockTask().run(bytesOf(kPassphrase));
        QVERIFY(vaultKey.has_value());
        const auto curve = vault::blindedCurve(m_entropy);
        const Bytes good = folder.read("vault");
        const auto goodFile = vault::parseVaultFile(good);
        QVERIFY(vault::keysOfAccounts(goodFile->contents, goodFile->mac, *vaultKey, *curve).has_value());
        int reachedTheMac = 0;
        for (std::size_t bit = 0; bit < (good.size() - 32) * 8; ++bit) {
            Bytes changed = good;
            changed[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            const Hash256 checksum = crypto::sha256(std::span(changed).first(changed.size() - 32));
            std::copy(checksum.begin(), checksum.end(), changed.end() - 32);
            const auto file = vault::parseVaultFile(changed);
            if (!file) {
                continue;
            }
            const auto keys = vault::keysOfAccounts(file->contents, file->mac, *vaultKey, *curve);
            QVERIFY(!keys.has_value());
            QCOMPARE(keys.error(), VaultError::Tampered);
            ++reachedTheMac;
        }
        QVERIFY(reachedTheMac > 4000);
    }

    // Whoever has the vault key could write a valid MAC around a wrong address: a bug of ours, or another
    // program.
    void aWrongAddressUnderAValidMacIsNamed()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        QVERIFY(vault.newAccount("one").has_value());
        const auto vaultKey = vault.unlockTask().run(bytesOf(kPassphrase));
        const auto curve = vault::blindedCurve(m_entropy);
        auto contents = vault::parseVaultFile(folder.read("vault"))->contents;
        contents.accounts[0].address = chain::EvmAddress({1});
        const auto keys =
            vault::keysOfAccounts(contents, vault::macOf(contents, *vaultKey), *vaultKey, *curve);
        QCOMPARE(keys.error(), VaultError::AddressMismatch);
        contents.accounts[0].address = chain::EvmAddress::fromText(kTestAddress0).value();
        contents.accounts[0].derivationIndex = 1;
        QCOMPARE(
            vault::keysOfAccounts(contents, vault::macOf(contents, *vaultKey), *vaultKey, *curve).error(),
            VaultError::AddressMismatch);
    }
};

QTEST_APPLESS_MAIN(TestVaultSeal)
#include "tst_vault_seal.moc"
