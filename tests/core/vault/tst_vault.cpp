#include "core/crypto/hash.h"
#include "core/vault/vault.h"
#include "vault_fixture.h"

#include <QtTest>

#include <set>

using namespace till;
using namespace till::test;
using crypto::SecretBytes;
using vault::Purpose;
using vault::Vault;
using vault::VaultError;

static_assert(!std::is_copy_constructible_v<Vault>);

namespace {

constexpr const char* kFixtureCode = "NK9B-5J3X-29BX-2582-M1JJ-BFNV-Y1YD";
constexpr const char* kRfc8032Address = "FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z";

constexpr std::array kPurposes = {Purpose::LedgerMac, Purpose::PaymentNonce, Purpose::Token,
                                  Purpose::PolicyMac, Purpose::Backup};

std::size_t wordsIn(const std::string& phrase)
{
    return static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' ')) + 1;
}

} // namespace

class TestVault : public QObject {
    Q_OBJECT
private:
    RepeatableEntropy m_entropy;

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    void createGivesWordsThatRestoreTheSameAccounts_data()
    {
        QTest::addColumn<int>("words");
        QTest::newRow("12") << 12;
        QTest::newRow("24") << 24;
    }
    void createGivesWordsThatRestoreTheSameAccounts()
    {
        QFETCH(int, words);
        const VaultFolder folder;
        auto created = Vault::create(folder.store(), slotKeyOf(kPassphrase, m_entropy),
                                     static_cast<crypto::WordCount>(words), m_entropy);
        QVERIFY(created.has_value());
        QVERIFY(created->vault.isUnlocked());
        QVERIFY(created->vault.accounts().empty());
        const std::string phrase = textOf(created->phrase);
        QCOMPARE(wordsIn(phrase), static_cast<std::size_t>(words));
        const auto account = created->vault.newAccount("first").value();

        const VaultFolder elsewhere;
        const Bytes typed = bytesOf(phrase);
        auto restored = Vault::restore(elsewhere.store(), slotKeyOf("another passphrase", m_entropy),
                                       {typed, {}}, m_entropy);
        QVERIFY(restored.has_value());
        QVERIFY(restored->id() != created->vault.id());
        QCOMPARE(restored->newAccount("again")->address, account.address);
    }

    void restoreUsesTheExtraWord()
    {
        const VaultFolder folder;
        const Bytes words =
            bytesOf("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
                    "abandon about");
        const Bytes extra = bytesOf("TREZOR");
        auto restored =
            Vault::restore(folder.store(), slotKeyOf(kPassphrase, m_entropy), {words, extra}, m_entropy);
        QVERIFY(restored.has_value());
        // tests/vectors/bip39-bip44.json
        QCOMPARE(restored->newAccount("one")->address.toText(),
                 std::string("0x9c32F71D4DB8Fb9e1A58B0a80dF79935e7256FA6"));
    }

    void restoreRefusesWordsAndSaysWhy_data()
    {
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<QByteArray>("extra");
        QTest::addColumn<VaultError>("error");
        const QByteArray good(kTestPhrase.data(), static_cast<qsizetype>(kTestPhrase.size()));
        QTest::newRow("few") << QByteArray("test junk") << QByteArray() << VaultError::PhraseWordCount;
        QTest::newRow("unknown") << QByteArray("test ").repeated(11) + "jank" << QByteArray()
                                 << VaultError::PhraseUnknownWord;
        QTest::newRow("checksum") << QByteArray("test ").repeated(12) << QByteArray()
                                  << VaultError::PhraseChecksum;
        QTest::newRow("long") << QByteArray(5000, ' ') << QByteArray() << VaultError::PhraseTooLong;
        QTest::newRow("extra not ASCII")
            << good << QByteArray("p\xc3\xa4ss") << VaultError::ExtraWordNotPlain;
        QTest::newRow("extra with a line end") << good << QByteArray("a\n") << VaultError::ExtraWordNotPlain;
        QTest::newRow("extra too long") << good << QByteArray(257, 'a') << VaultError::ExtraWordNotPlain;
    }
    void restoreRefusesWordsAndSaysWhy()
    {
        QFETCH(QByteArray, words);
        QFETCH(QByteArray, extra);
        QFETCH(VaultError, error);
        const VaultFolder folder;
        const Bytes typed(words.begin(), words.end());
        const Bytes typedExtra(extra.begin(), extra.end());
        vault::SlotKey slotKey{{}, kLeastCost, SecretBytes(32), vault::SlotKind::Passphrase};
        const auto vault = Vault::restore(folder.store(), std::move(slotKey), {typed, typedExtra}, m_entropy);
        QVERIFY(!vault.has_value());
        QCOMPARE(vault.error(), error);
        QVERIFY(!folder.store().exists());
    }

    void createNeverReplacesAVault()
    {
        const VaultFolder folder;
        const auto first = restoredVault(folder, m_entropy);
        const Bytes before = folder.read("vault");
        vault::SlotKey slotKey{{}, kLeastCost, SecretBytes(32), vault::SlotKind::Passphrase};
        const auto second =
            Vault::create(folder.store(), std::move(slotKey), crypto::WordCount::Twelve, m_entropy);
        QCOMPARE(second.error(), VaultError::AlreadyExists);
        QCOMPARE(folder.read("vault"), before);
    }

    void loadedIsLockedAndOpensWithThePassphrase()
    {
        const VaultFolder folder;
        vault::VaultId id{};
        {
            auto made = restoredVault(folder, m_entropy);
            id = made.id();
            QVERIFY(made.newAccount("researcher").has_value());
        }
        auto vault = Vault::load(folder.store(), m_entropy);
        QVERIFY(vault.has_value());
        QVERIFY(!vault->isUnlocked());
        QVERIFY(vault->signer().isStopped());
        QCOMPARE(vault->id(), id);
        QCOMPARE(vault->accounts().size(), std::size_t{1});
        QCOMPARE(vault->accounts()[0].label, std::string("researcher"));
        QVERIFY(vault->unlock(bytesOf(kPassphrase)).has_value());
        QVERIFY(vault->isUnlocked());
        QVERIFY(!vault->signer().isStopped());
    }

    void aWrongPassphraseIsSaidToBeOne()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        vault.lock();
        QCOMPARE(vault.unlock(bytesOf("Correct horse battery staple")).error(), VaultError::WrongPassphrase);
        QVERIFY(!vault.isUnlocked());
        QCOMPARE(vault.checkPassphrase(bytesOf("wrong wrong wrong")).error(), VaultError::WrongPassphrase);
        QVERIFY(vault.checkPassphrase(bytesOf(kPassphrase)).has_value());
        QVERIFY(!vault.isUnlocked()); // a check changes nothing
    }

    void aDamagedFileIsNotAWrongPassphrase()
    {
        const VaultFolder folder;
        {
            const auto made = restoredVault(folder, m_entropy);
        }
        Bytes bytes = folder.read("vault");
        bytes[bytes.size() / 2] ^= 0x10;
        folder.write("vault", bytes);
        QCOMPARE(Vault::load(folder.store(), m_entropy).error(), VaultError::Damaged);
    }

    void aForgedLabelIsFoundWhenUnlocking()
    {
        const VaultFolder folder;
        {
            auto made = restoredVault(folder, m_entropy);
            QVERIFY(made.newAccount("savings").has_value());
        }
        auto file = vault::parseVaultFile(folder.read("vault")).value();
        file.contents.accounts[0].label = "spending";
        folder.write("vault", vault::fileBytes(file.contents, file.mac));
        auto vault = Vault::load(folder.store(), m_entropy);
        QVERIFY(vault.has_value());
        QCOMPARE(vault->unlock(bytesOf(kPassphrase)).error(), VaultError::Tampered);
        QVERIFY(!vault->isUnlocked());
    }

    void anotherVaultsKeyOpensNothing()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        vault.lock();
        SecretBytes other(32);
        m_entropy.fill(other.writable());
        QCOMPARE(vault.checkVaultKey(other).error(), VaultError::Tampered);
        QCOMPARE(vault.recoveryPhrase(other).error(), VaultError::Tampered);
        QCOMPARE(vault.completeUnlock(std::move(other)).error(), VaultError::Tampered);
        QVERIFY(!vault.isUnlocked());
    }

    void changedPassphraseIsTheOnlyOne()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const auto address = vault.newAccount("one")->address;
        const auto proof = vault.unlockTask().run(bytesOf(kPassphrase)).value();
        QVERIFY(vault.changePassphrase(proof, slotKeyOf("a new passphrase", m_entropy)).has_value());
        for (const char* const name : {"vault", "vault.previous"}) {
            const auto contents = vault::parseVaultFile(folder.read(name))->contents;
            const vault::UnlockTask task{contents.id, contents.slots};
            QCOMPARE(task.run(bytesOf(kPassphrase)).error(), VaultError::WrongPassphrase);
            QVERIFY(task.run(bytesOf("a new passphrase")).has_value());
        }
        auto loaded = Vault::load(folder.store(), m_entropy);
        QVERIFY(loaded->unlock(bytesOf("a new passphrase")).has_value());
        QCOMPARE(loaded->accounts()[0].address, address);
    }

    void changingThePassphraseNeedsProofAndAnOpenVault()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        vault::SlotKey slotKey{{}, kLeastCost, SecretBytes(32), vault::SlotKind::Passphrase};
        QCOMPARE(vault.changePassphrase(SecretBytes(32), std::move(slotKey)).error(), VaultError::Tampered);
        const auto proof = vault.unlockTask().run(bytesOf(kPassphrase)).value();
        vault.lock();
        vault::SlotKey another{{}, kLeastCost, SecretBytes(32), vault::SlotKind::Passphrase};
        QCOMPARE(vault.changePassphrase(proof, std::move(another)).error(), VaultError::Locked);
    }

    void wordsCanBeShownAgainAfterProof()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        vault.lock();
        const auto proof = vault.unlockTask().run(bytesOf(kPassphrase)).value();
        QCOMPARE(textOf(vault.recoveryPhrase(proof).value()), std::string(kTestPhrase));
    }

    void purposeKeysDifferAndLast()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        std::set<std::string> keys;
        for (const Purpose purpose : kPurposes) {
            keys.insert(toHex(vault.purposeKey(purpose)->readable()));
        }
        QCOMPARE(keys.size(), kPurposes.size());
        const std::string before = toHex(vault.purposeKey(Purpose::LedgerMac)->readable());
        const auto proof = vault.unlockTask().run(bytesOf(kPassphrase)).value();
        QVERIFY(vault.changePassphrase(proof, slotKeyOf("a new passphrase", m_entropy)).has_value());
        vault.lock();
        QCOMPARE(vault.purposeKey(Purpose::LedgerMac).error(), VaultError::Locked);
        QVERIFY(vault.unlock(bytesOf("a new passphrase")).has_value());
        QCOMPARE(toHex(vault.purposeKey(Purpose::LedgerMac)->readable()), before);
    }

    void movingKeepsTheSignerInItsPlace()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const vault::Signer* const signer = &vault.signer();
        const Vault moved = std::move(vault);
        QCOMPARE(&moved.signer(), signer);
        QVERIFY(moved.isUnlocked());
    }

    void secretsAreNowhereInTheFile()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        QVERIFY(vault.newAccount("one").has_value());
        const Bytes file = folder.read("vault");
        const Bytes word = bytesOf("junk");
        QVERIFY(std::search(file.begin(), file.end(), word.begin(), word.end()) == file.end());
        const Bytes passphrase = bytesOf("correct horse");
        QVERIFY(std::search(file.begin(), file.end(), passphrase.begin(), passphrase.end()) == file.end());
    }

    // A file of the first version, as version 0.1.0 wrote it. It must open for ever. The nonce key was also
    // computed by a reader written in JavaScript from the description in vault_file.h, over other libraries
    // (@noble).
    void theFirstVersionsFileStillOpens()
    {
        const VaultFolder folder;
        folder.takeFixture("vault-v1");
        auto vault = Vault::load(folder.store(), m_entropy);
        QVERIFY(vault.has_value());
        QVERIFY(vault->unlock(bytesOf(kPassphrase)).has_value());
        QCOMPARE(vault->accounts().size(), std::size_t{2});
        QCOMPARE(vault->accounts()[0].address.toText(), std::string(kTestAddress0));
        QCOMPARE(vault->accounts()[1].label, std::string("imported"));
        QCOMPARE(toHex(vault->purposeKey(Purpose::PaymentNonce)->readable()),
                 std::string("a88ae8197d54e7d24ef699ebcfa58b0895a0d9591b08a4c2a592c047ae920288"));
        QCOMPARE(vault->fileVersion(), vault::kFirstVaultVersion);
        // Opening changes nothing; the next write makes it one of this version, with all that was in it.
        QCOMPARE(vault::parseVaultFile(folder.read("vault"))->contents.version, vault::kFirstVaultVersion);
        QVERIFY(vault->newAccount(money::Family::Svm, "new").has_value());
        QCOMPARE(vault->fileVersion(), vault::kVaultVersion);
        QCOMPARE(vault::parseVaultFile(folder.read("vault.previous"))->contents.version,
                 vault::kFirstVaultVersion);
        auto again = Vault::load(folder.store(), m_entropy);
        QVERIFY(again.has_value());
        QVERIFY(again->unlock(bytesOf(kPassphrase)).has_value());
        QCOMPARE(again->fileVersion(), vault::kVaultVersion);
        QCOMPARE(again->accounts()[0].address.toText(), std::string(kTestAddress0));
        QCOMPARE(again->accounts()[1].label, std::string("imported"));
        QCOMPARE(again->accounts()[2].address.toText(), std::string(kTestSolanaAddress0));
        QCOMPARE(toHex(again->purposeKey(Purpose::PaymentNonce)->readable()),
                 std::string("a88ae8197d54e7d24ef699ebcfa58b0895a0d9591b08a4c2a592c047ae920288"));
    }

    // A file of the second version. It must open for ever, by either way in.
    void theSecondVersionsFileStillOpens_data()
    {
        QTest::addColumn<QByteArray>("secret");
        QTest::newRow("passphrase") << QByteArray(kPassphrase.data(),
                                                  static_cast<qsizetype>(kPassphrase.size()));
        QTest::newRow("recovery code") << QByteArray(kFixtureCode);
        QTest::newRow("recovery code as read aloud") << QByteArray(kFixtureCode).toLower().replace('-', ' ');
    }
    void theSecondVersionsFileStillOpens()
    {
        QFETCH(QByteArray, secret);
        const VaultFolder folder;
        folder.takeFixture("vault-v2");
        auto vault = Vault::load(folder.store(), m_entropy);
        QVERIFY(vault.has_value());
        QVERIFY(vault->unlock(Bytes(secret.begin(), secret.end())).has_value());
        QCOMPARE(vault->accounts().size(), std::size_t{6});
        QCOMPARE(vault->accounts()[0].address.toText(), std::string(kTestAddress0));
        QCOMPARE(vault->accounts()[1].address.toText(), std::string(kTestSolanaAddress0));
        // Private key 1, and the seed of RFC 8032's first test.
        QCOMPARE(vault->accounts()[2].address.toText(),
                 std::string("0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"));
        QCOMPARE(vault->accounts()[3].address.toText(), std::string(kRfc8032Address));
        QVERIFY(!vault->accounts()[4].hasKey());
        // The account of other words with an extra word (tests/vectors/bip39-bip44.json).
        QCOMPARE(vault->accounts()[5].address.toText(),
                 std::string("0x9c32F71D4DB8Fb9e1A58B0a80dF79935e7256FA6"));
        QCOMPARE(vault->defaultAccount("eip155:8453")->id(), std::string("acc_1"));
        QCOMPARE(vault->defaultAccount("evm")->id(), std::string("acc_3"));
        QCOMPARE(vault->defaultAccount("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp")->id(),
                 std::string("acc_2"));
    }
};

QTEST_APPLESS_MAIN(TestVault)
#include "tst_vault.moc"
