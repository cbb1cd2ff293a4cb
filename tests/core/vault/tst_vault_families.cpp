#include "core/crypto/ed25519.h"
#include "vault_fixture.h"

#include <QtTest>

using namespace till;
using namespace till::test;
using crypto::SecretBytes;
using money::Family;
using vault::AccountOrigin;
using vault::AccountState;
using vault::Vault;
using vault::VaultError;

namespace {

// tests/vectors/slip10-solana.json
constexpr const char* kTestSolanaAddress1 = "AqynRZwvVqUPRwRJXvm6odUb3t93fDjnWe3p6BeuUFxD";
constexpr const char* kTestSolanaSeed0 = "a01c67efb5cb8f62f15907a9fcf124c73d2695c8a9a31f21c05742a31ca1dc72";
constexpr const char* kOtherPhrase =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon "
    "abandon abandon about";

} // namespace

/// Accounts of both families, of several phrases, and without a key.
class TestVaultFamilies : public QObject {
    Q_OBJECT
private:
    RepeatableEntropy m_entropy;

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    void eachFamilyCountsForItself()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const auto evm = vault.newAccount("one").value();
        const auto solana = vault.newAccount(Family::Svm, "two").value();
        const auto solanaNext = vault.newAccount(Family::Svm, "three").value();
        QCOMPARE(evm.address.toText(), std::string(kTestAddress0));
        QCOMPARE(solana.address.toText(), std::string(kTestSolanaAddress0));
        QCOMPARE(solanaNext.address.toText(), std::string(kTestSolanaAddress1));
        QCOMPARE(solanaNext.path(), std::string("m/44'/501'/1'/0'"));
        QCOMPARE(vault.newAccount("four")->address.toText(), std::string(kTestAddress1));
        auto again = Vault::load(folder.store(), m_entropy).value();
        QVERIFY(again.unlock(bytesOf(kPassphrase)).has_value());
        QCOMPARE(again.accounts()[1].family(), std::string_view("svm"));
        QCOMPARE(again.accounts()[2].address, solanaNext.address);
    }

    void keysOfBothFamiliesAreImportedAndGivenOut()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const auto solana = vault.importKey(Family::Svm, secretOf(fromHex(kTestSolanaSeed0).value()), "sol");
        QVERIFY(solana.has_value());
        QCOMPARE(solana->address.toText(), std::string(kTestSolanaAddress0));
        const auto evm = vault.importKey(Family::Evm, secretOf(fromHex(kTestKey0).value()), "evm").value();
        const auto proof = vault.unlockTask().run(bytesOf(kPassphrase)).value();
        QCOMPARE(toHex(vault.exportKey(proof, solana->id())->readable()), std::string(kTestSolanaSeed0));
        QCOMPARE(toHex(vault.exportKey(proof, evm.id())->readable()), std::string(kTestKey0));
        QCOMPARE(vault.exportKey(SecretBytes(32), evm.id()).error(), VaultError::Tampered);
        QCOMPARE(vault.exportKey(proof, "acc_9").error(), VaultError::UnknownAccount);
        vault.lock();
        QCOMPARE(vault.exportKey(proof, evm.id()).error(), VaultError::Locked);
    }

    void otherWordsAreKeptBesideTheVaultsOwn()
    {
        const VaultFolder folder;
        {
            auto vault = restoredVault(folder, m_entropy);
            QVERIFY(vault.newAccount("own").has_value());
            const Bytes words = bytesOf(kOtherPhrase);
            const Bytes extra = bytesOf("TREZOR");
            // tests/vectors/bip39-bip44.json: the same words are two wallets, with and without the extra one.
            QCOMPARE(vault.importPhrase({words, {}}, Family::Evm, "plain")->address.toText(),
                     std::string("0x9858EfFD232B4033E47d90003D41EC34EcaEda94"));
            QCOMPARE(vault.importPhrase({words, extra}, Family::Evm, "extra")->address.toText(),
                     std::string("0x9c32F71D4DB8Fb9e1A58B0a80dF79935e7256FA6"));
            const auto next = vault.importPhrase({words, {}}, Family::Evm, "next").value();
            QCOMPARE(next.derivationIndex, 1U);
            QCOMPARE(next.recordId, vault.accounts()[1].recordId);
            // The vault's own words give its own next account.
            const Bytes own = bytesOf(kTestPhrase);
            QCOMPARE(vault.importPhrase({own, {}}, Family::Evm, "own again")->address.toText(),
                     std::string(kTestAddress1));
            QCOMPARE(vault.importPhrase({bytesOf("no words"), {}}, Family::Evm, "bad").error(),
                     VaultError::PhraseWordCount);
            const auto proof = vault.unlockTask().run(bytesOf(kPassphrase)).value();
            QCOMPARE(textOf(vault.recoveryPhrase(proof).value()), std::string(kTestPhrase));
        }
        auto again = Vault::load(folder.store(), m_entropy).value();
        QVERIFY(again.unlock(bytesOf(kPassphrase)).has_value());
        QCOMPARE(again.accounts().size(), std::size_t{5});
        QCOMPARE(again.newAccount("third own")->derivationIndex, 2U);
    }

    void seventeenPhrasesAreTooMany()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const Bytes words = bytesOf(kOtherPhrase);
        for (std::size_t each = 1; each < vault::kMaxSeeds; ++each) {
            const Bytes extra = bytesOf(std::to_string(each));
            QVERIFY(vault.importPhrase({words, extra}, Family::Svm, "more").has_value());
        }
        QCOMPARE(vault.importPhrase({words, bytesOf("last")}, Family::Svm, "more").error(),
                 VaultError::TooManyAccounts);
    }

    void aWatchedAccountHasNoKeyUntilItIsImported()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const auto address = chain::EvmAddress::fromText(kTestAddress0).value();
        const auto watched = vault.watch(address, "treasury").value();
        QVERIFY(watched.origin == AccountOrigin::Watched && !watched.hasKey());
        QCOMPARE(vault.watch(address, "again").error(), VaultError::AddressExists);
        QCOMPARE(vault.watch(chain::SolanaAddress({1}), "a\nb").error(), VaultError::BadLabel);
        const auto proof = vault.unlockTask().run(bytesOf(kPassphrase)).value();
        QCOMPARE(vault.exportKey(proof, watched.id()).error(), VaultError::WatchOnly);
        QCOMPARE(vault.setDefault("evm", watched.id()).error(), VaultError::BadDefault);
        // A derived account never takes the place of a watched one by chance.
        QCOMPARE(vault.newAccount("derived")->address.toText(), std::string(kTestAddress1));
        const auto imported = vault.importEvmKey(secretOf(fromHex(kTestKey0).value()), "mine now").value();
        QCOMPARE(imported.id(), watched.id());
        QVERIFY(imported.hasKey());
        QCOMPARE(toHex(vault.exportKey(proof, imported.id())->readable()), std::string(kTestKey0));
        auto again = Vault::load(folder.store(), m_entropy).value();
        QVERIFY(again.unlock(bytesOf(kPassphrase)).has_value());
        QCOMPARE(again.accounts()[0].label, std::string("mine now"));
    }

    void defaultsAreOfOneFamilyAndActive()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        QVERIFY(vault.newAccount("one").has_value());
        QVERIFY(vault.newAccount("two").has_value());
        QVERIFY(vault.newAccount(Family::Svm, "sol").has_value());
        QVERIFY(vault.defaultAccount("evm") == nullptr);
        QVERIFY(vault.setDefault("evm", "acc_1").has_value());
        QVERIFY(vault.setDefault("eip155:8453", "acc_2").has_value());
        QVERIFY(vault.setDefault("svm", "acc_3").has_value());
        QCOMPARE(vault.setDefault("svm", "acc_1").error(), VaultError::BadDefault);
        QCOMPARE(vault.setDefault("eip155:1", "acc_3").error(), VaultError::BadDefault);
        QCOMPARE(vault.setDefault("bip122:1", "acc_1").error(), VaultError::BadDefault);
        QCOMPARE(vault.setDefault("evm", "acc_7").error(), VaultError::UnknownAccount);
        QCOMPARE(vault.defaultAccount("eip155:8453")->id(), std::string("acc_2"));
        QCOMPARE(vault.defaultAccount("eip155:1")->id(), std::string("acc_1"));
        QCOMPARE(vault.defaultAccount("solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1")->id(), std::string("acc_3"));
        QVERIFY(vault.setState("acc_2", AccountState::Archived).has_value());
        QCOMPARE(vault.defaultAccount("eip155:8453")->id(), std::string("acc_1"));
        QCOMPARE(vault.setDefault("evm", "acc_2").error(), VaultError::BadDefault);
        QVERIFY(vault.setState("acc_2", AccountState::Active).has_value());
        QVERIFY(vault.setDefault("evm", "acc_2").has_value());
        QVERIFY(vault.clearDefault("evm").has_value());
        QCOMPARE(vault.clearDefault("evm").error(), VaultError::BadDefault);
        QVERIFY(vault.defaultAccount("eip155:1") == nullptr);
        const auto again = Vault::load(folder.store(), m_entropy).value();
        QCOMPARE(again.defaults().size(), std::size_t{1});
    }

    void everyChangeNeedsAnOpenVault()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        QVERIFY(vault.newAccount("one").has_value());
        vault.lock();
        const Bytes words = bytesOf(kOtherPhrase);
        QCOMPARE(vault.newAccount(Family::Svm, "x").error(), VaultError::Locked);
        QCOMPARE(vault.importKey(Family::Svm, secretOf(Bytes(32, 1)), "x").error(), VaultError::Locked);
        QCOMPARE(vault.importPhrase({words, {}}, Family::Evm, "x").error(), VaultError::Locked);
        QCOMPARE(vault.watch(chain::EvmAddress({1}), "x").error(), VaultError::Locked);
        QCOMPARE(vault.setDefault("evm", "acc_1").error(), VaultError::Locked);
    }

    void createTakesAnExtraWord()
    {
        const VaultFolder folder;
        const Bytes extra = bytesOf("my extra word");
        auto created = Vault::create(folder.store(), slotKeyOf(kPassphrase, m_entropy),
                                     crypto::WordCount::TwentyFour, extra, m_entropy);
        QVERIFY(created.has_value());
        const auto account = created->vault.newAccount("one").value();
        const Bytes words = bytesOf(textOf(created->phrase));
        const VaultFolder with;
        auto same =
            Vault::restore(with.store(), slotKeyOf(kPassphrase, m_entropy), {words, extra}, m_entropy);
        QCOMPARE(same->newAccount("one")->address, account.address);
        const VaultFolder without;
        auto other =
            Vault::restore(without.store(), slotKeyOf(kPassphrase, m_entropy), {words, {}}, m_entropy);
        QVERIFY(other->newAccount("one")->address != account.address);
    }
};

QTEST_APPLESS_MAIN(TestVaultFamilies)
#include "tst_vault_families.moc"
