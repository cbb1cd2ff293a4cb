#include "core/vault/vault.h"
#include "vault_fixture.h"

#include <QtTest>

using namespace till;
using namespace till::test;
using crypto::SecretBytes;
using vault::AccountOrigin;
using vault::AccountState;
using vault::Vault;
using vault::VaultError;

class TestVaultAccounts : public QObject {
    Q_OBJECT
private:
    RepeatableEntropy m_entropy;

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    void newAccountsAreDerivedInOrder()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const auto first = vault.newAccount("first").value();
        const auto second = vault.newAccount("second").value();
        QCOMPARE(first.id(), std::string("acc_1"));
        QCOMPARE(first.address.toText(), std::string(kTestAddress0));
        QCOMPARE(first.derivationIndex, 0U);
        QVERIFY(first.origin == AccountOrigin::Derived);
        QCOMPARE(second.id(), std::string("acc_2"));
        QCOMPARE(second.address.toText(), std::string(kTestAddress1));
        QCOMPARE(second.derivationIndex, 1U);
        QVERIFY(vault.account("acc_2") != nullptr);
        QVERIFY(vault.account("acc_3") == nullptr);
        QVERIFY(vault.account("") == nullptr);
    }

    void accountsOutliveTheProgram()
    {
        const VaultFolder folder;
        {
            auto vault = restoredVault(folder, m_entropy);
            QVERIFY(vault.newAccount("derived").has_value());
            QVERIFY(vault.importEvmKey(secretOf(Bytes(32, 0x11)), "imported").has_value());
        }
        auto vault = Vault::load(folder.store(), m_entropy).value();
        QCOMPARE(vault.accounts().size(), std::size_t{2});
        QVERIFY(vault.accounts()[1].origin == AccountOrigin::Imported);
        QVERIFY(vault.unlock(bytesOf(kPassphrase)).has_value());
        QCOMPARE(vault.newAccount("third")->id(), std::string("acc_3"));
    }

    void importedKeyHasItsAddress()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const auto key = fromHex(kTestKey0).value();
        const auto account = vault.importEvmKey(secretOf(key), "from elsewhere");
        QVERIFY(account.has_value());
        QCOMPARE(account->address.toText(), std::string(kTestAddress0));
        QCOMPARE(vault.importEvmKey(secretOf(key), "again").error(), VaultError::AddressExists);
        // Its place among the derived ones is passed over: two accounts never share an address.
        const auto derived = vault.newAccount("derived").value();
        QCOMPARE(derived.derivationIndex, 1U);
        QCOMPARE(derived.address.toText(), std::string(kTestAddress1));
    }

    void refusesKeysThatAreNone_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("fill");
        QTest::newRow("zero") << 32 << 0;
        QTest::newRow("above the order") << 32 << 0xff;
        QTest::newRow("short") << 31 << 1;
        QTest::newRow("long") << 33 << 1;
        QTest::newRow("empty") << 0 << 0;
    }
    void refusesKeysThatAreNone()
    {
        QFETCH(int, size);
        QFETCH(int, fill);
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const Bytes key(static_cast<std::size_t>(size), static_cast<std::uint8_t>(fill));
        QCOMPARE(vault.importEvmKey(secretOf(key), "bad").error(), VaultError::InvalidKey);
        QVERIFY(vault.accounts().empty());
    }

    void refusesLabels()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        for (const std::string& label :
             {std::string(), std::string(65, 'a'), std::string("a\nb"), std::string("\xff")}) {
            QCOMPARE(vault.newAccount(label).error(), VaultError::BadLabel);
            QCOMPARE(vault.importEvmKey(secretOf(Bytes(32, 1)), label).error(), VaultError::BadLabel);
        }
        QVERIFY(vault.newAccount(std::string(64, 'a')).has_value());
        QCOMPARE(vault.rename("acc_1", "").error(), VaultError::BadLabel);
    }

    void renamesAndArchives()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        QVERIFY(vault.newAccount("old name").has_value());
        QVERIFY(vault.rename("acc_1", "new name").has_value());
        QVERIFY(vault.setState("acc_1", AccountState::Archived).has_value());
        QCOMPARE(vault.rename("acc_9", "x").error(), VaultError::UnknownAccount);
        QCOMPARE(vault.setState("acc_9", AccountState::Active).error(), VaultError::UnknownAccount);
        const auto loaded = Vault::load(folder.store(), m_entropy).value();
        QCOMPARE(loaded.accounts()[0].label, std::string("new name"));
        QVERIFY(loaded.accounts()[0].state == AccountState::Archived);
    }

    void everyChangeNeedsAnOpenVault()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        QVERIFY(vault.newAccount("one").has_value());
        vault.lock();
        QCOMPARE(vault.newAccount("two").error(), VaultError::Locked);
        QCOMPARE(vault.importEvmKey(secretOf(Bytes(32, 1)), "two").error(), VaultError::Locked);
        QCOMPARE(vault.rename("acc_1", "two").error(), VaultError::Locked);
        QCOMPARE(vault.setState("acc_1", AccountState::Archived).error(), VaultError::Locked);
    }

    void aFailedWriteChangesNothing()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        QVERIFY(vault.newAccount("one").has_value());
        const auto generation = vault.generation();
        std::filesystem::create_directories(folder.file("vault.new") / "in the way");
        QCOMPARE(vault.newAccount("two").error(), VaultError::NotWritten);
        QCOMPARE(vault.rename("acc_1", "other").error(), VaultError::NotWritten);
        QCOMPARE(vault.accounts().size(), std::size_t{1});
        QCOMPARE(vault.accounts()[0].label, std::string("one"));
        QCOMPARE(vault.generation(), generation);
        std::filesystem::remove_all(folder.file("vault.new"));
        QCOMPARE(vault.newAccount("two")->address.toText(), std::string(kTestAddress1));
    }

    void twoProgramsCannotLoseEachOthersAccounts()
    {
        const VaultFolder folder;
        auto first = restoredVault(folder, m_entropy);
        auto second = Vault::load(folder.store(), m_entropy).value();
        QVERIFY(second.unlock(bytesOf(kPassphrase)).has_value());
        QVERIFY(first.newAccount("by the first").has_value());
        QCOMPARE(second.newAccount("by the second").error(), VaultError::ChangedOnDisk);
    }

    void generationRisesWithEachWrite()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        QCOMPARE(vault.generation(), std::uint64_t{1});
        QVERIFY(vault.newAccount("one").has_value());
        QCOMPARE(vault.generation(), std::uint64_t{2});
        QCOMPARE(vault::parseVaultFile(folder.read("vault.previous"))->contents.generation, std::uint64_t{1});
    }
};

QTEST_APPLESS_MAIN(TestVaultAccounts)
#include "tst_vault_accounts.moc"
