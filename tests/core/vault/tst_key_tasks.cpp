#include "core/crypto/hash.h"
#include "core/vault/key_tasks.h"
#include "vault_fixture.h"

#include <QtTest>

#include <thread>

using namespace till;
using namespace till::test;
using vault::VaultError;

class TestKeyTasks : public QObject {
    Q_OBJECT
private:
    RepeatableEntropy m_entropy;

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    void refusesNewPassphrasesByLength_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<VaultError>("error");
        QTest::newRow("empty") << 0 << VaultError::PassphraseTooShort;
        QTest::newRow("seven") << 7 << VaultError::PassphraseTooShort;
        QTest::newRow("1025") << 1025 << VaultError::PassphraseTooLong;
    }
    void refusesNewPassphrasesByLength()
    {
        QFETCH(int, size);
        QFETCH(VaultError, error);
        const vault::NewSlotTask task(kLeastCost, m_entropy);
        QCOMPARE(task.run(Bytes(static_cast<std::size_t>(size), 'a')).error(), error);
    }

    void refusesCostsOutOfBounds()
    {
        const vault::NewSlotTask task({2048, 3}, m_entropy);
        QCOMPARE(task.run(bytesOf(kPassphrase)).error(), VaultError::KdfOutOfBounds);
    }

    void eachTaskHasItsOwnSalt()
    {
        const auto first = slotKeyOf(kPassphrase, m_entropy);
        const auto second = slotKeyOf(kPassphrase, m_entropy);
        QVERIFY(first.salt != second.salt);
        QVERIFY(!crypto::equalConstantTime(first.key.readable(), second.key.readable()));
    }

    void runsOnAnotherThread()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        vault.lock();
        const vault::UnlockTask task = vault.unlockTask();
        Result<crypto::SecretBytes, VaultError> vaultKey = fail(VaultError::Locked);
        std::thread worker([&] { vaultKey = task.run(bytesOf(kPassphrase)); });
        worker.join();
        QVERIFY(vaultKey.has_value());
        QVERIFY(vault.completeUnlock(std::move(*vaultKey)).has_value());
        QVERIFY(vault.isUnlocked());
    }

    void triesEverySlot()
    {
        crypto::SecretBytes vaultKey(32);
        m_entropy.fill(vaultKey.writable());
        vault::UnlockTask task;
        for (const std::string_view passphrase : {"first passphrase", "second passphrase"}) {
            task.slots.push_back(
                vault::wrapVaultKey(task.vault, slotKeyOf(passphrase, m_entropy), vaultKey, m_entropy));
        }
        for (const std::string_view passphrase : {"first passphrase", "second passphrase"}) {
            const auto found = task.run(bytesOf(passphrase));
            QVERIFY(found.has_value());
            QVERIFY(crypto::equalConstantTime(found->readable(), vaultKey.readable()));
        }
        QCOMPARE(task.run(bytesOf("third passphrase")).error(), VaultError::WrongPassphrase);
        QCOMPARE(task.run({}).error(), VaultError::WrongPassphrase);
        QCOMPARE(task.run(Bytes(1025, 'a')).error(), VaultError::PassphraseTooLong);
    }
};

QTEST_APPLESS_MAIN(TestKeyTasks)
#include "tst_key_tasks.moc"
