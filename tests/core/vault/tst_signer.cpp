#include "core/crypto/hash.h"
#include "core/vault/vault.h"
#include "vault_fixture.h"

#include <QtTest>

#include <atomic>
#include <thread>
#include <type_traits>
#include <vector>

using namespace till;
using namespace till::test;
using vault::AccountState;
using vault::Signer;
using vault::SignError;

namespace till::ledger {

/// Stands in for the ledger, which alone makes reservations, so that these tests can make wrong ones: the
/// real ledger does not.
class Ledger {
public:
    static Reservation reserved(Terms terms) { return Reservation(std::move(terms)); }
};

} // namespace till::ledger

// Nothing but a reservation can be signed, and it is used up.
static_assert(std::is_invocable_v<decltype(&Signer::sign), const Signer&, ledger::Reservation&&>);
static_assert(!std::is_invocable_v<decltype(&Signer::sign), const Signer&, const ledger::Reservation&>);
static_assert(!std::is_invocable_v<decltype(&Signer::sign), const Signer&, const Hash256&>);
static_assert(!std::is_copy_constructible_v<ledger::Reservation>);
static_assert(!std::is_constructible_v<ledger::Reservation, ledger::Terms>);

namespace {

ledger::Terms termsOf(const vault::Account& account, std::uint64_t nonce)
{
    ledger::Terms terms;
    terms.account = account.id();
    terms.domain = {"USD Coin", "2", 8453,
                    chain::EvmAddress::fromText("0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913").value()};
    terms.authorization.from = *account.address.evm();
    terms.authorization.to = chain::EvmAddress::fromText(kTestAddress1).value();
    terms.authorization.value = money::Amount::fromUint64(10'000);
    terms.authorization.validBefore = 1'900'000'000;
    terms.authorization.nonce = crypto::sha256(std::to_string(nonce));
    terms.digest = chain::signingDigest(terms.domain, terms.authorization);
    return terms;
}

ledger::Reservation reserved(ledger::Terms terms)
{
    return ledger::Ledger::reserved(std::move(terms));
}

constexpr std::array<std::uint8_t, 32> kBlind = {1};

} // namespace

class TestSigner : public QObject {
    Q_OBJECT
private:
    RepeatableEntropy m_entropy;

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    void signatureIsTheAccounts()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const auto derived = vault.newAccount("derived").value();
        const auto imported = vault.importEvmKey(secretOf(Bytes(32, 0x11)), "imported").value();
        const crypto::Secp256k1 curve(kBlind);
        for (const auto& account : {derived, imported}) {
            const auto terms = termsOf(account, 1);
            const auto signature = vault.signer().sign(reserved(terms));
            QVERIFY(signature.has_value());
            const auto signer = curve.recover(terms.digest, signature->bytes);
            QVERIFY(signer.has_value());
            QCOMPARE(chain::EvmAddress::fromPublicKey(*signer), *account.address.evm());
        }
    }

    void signatureSurvivesARestart()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const auto terms = termsOf(vault.newAccount("one").value(), 1);
        const std::string before = vault.signer().sign(reserved(terms))->toHex0x();
        auto loaded = vault::Vault::load(folder.store(), m_entropy).value();
        QVERIFY(loaded.unlock(bytesOf(kPassphrase)).has_value());
        QCOMPARE(loaded.signer().sign(reserved(terms))->toHex0x(), before);
    }

    void refusesADigestThatWasNotShown()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        auto terms = termsOf(vault.newAccount("one").value(), 1);
        terms.digest[31] ^= 1;
        QCOMPARE(vault.signer().sign(reserved(terms)).error(), SignError::DigestMismatch);
    }

    void refusesAnyChangeOfTheMessage()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const auto good = termsOf(vault.newAccount("one").value(), 1);
        std::vector<ledger::Terms> changed(9, good);
        changed[0].authorization.value = money::Amount::fromUint64(10'001);
        changed[1].authorization.to = chain::EvmAddress({1});
        changed[2].authorization.from = chain::EvmAddress({1});
        changed[3].authorization.validAfter = 1;
        changed[4].authorization.validBefore += 1;
        changed[5].authorization.nonce[0] ^= 1;
        changed[6].domain.chainId = 1;
        changed[7].domain.verifyingContract = chain::EvmAddress({1});
        changed[8].domain.name = "USDC";
        for (const auto& terms : changed) {
            QCOMPARE(vault.signer().sign(reserved(terms)).error(), SignError::DigestMismatch);
        }
        QVERIFY(vault.signer().sign(reserved(good)).has_value());
    }

    void refusesAnotherAccountsMoney()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const auto first = vault.newAccount("one").value();
        const auto second = vault.newAccount("two").value();
        auto terms = termsOf(first, 1);
        terms.account = second.id();
        QCOMPARE(vault.signer().sign(reserved(terms)).error(), SignError::WrongFrom);
    }

    void refusesUnknownAccounts()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        auto terms = termsOf(vault.newAccount("one").value(), 1);
        for (const char* const id : {"", "acc_2", "acc_01", "ACC_1"}) {
            terms.account = id;
            QCOMPARE(vault.signer().sign(reserved(terms)).error(), SignError::UnknownAccount);
        }
    }

    void archivedAccountsSignNothingUntilTheyAreBack()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const auto terms = termsOf(vault.newAccount("one").value(), 1);
        QVERIFY(vault.setState("acc_1", AccountState::Archived).has_value());
        QCOMPARE(vault.signer().sign(reserved(terms)).error(), SignError::Archived);
        vault.lock();
        QVERIFY(vault.unlock(bytesOf(kPassphrase)).has_value());
        QCOMPARE(vault.signer().sign(reserved(terms)).error(), SignError::Archived);
        QVERIFY(vault.setState("acc_1", AccountState::Active).has_value());
        QVERIFY(vault.signer().sign(reserved(terms)).has_value());
    }

    void signsNothingWhileLocked()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const auto terms = termsOf(vault.newAccount("one").value(), 1);
        vault.lock();
        QVERIFY(vault.signer().isStopped());
        QCOMPARE(vault.signer().sign(reserved(terms)).error(), SignError::Locked);
        QVERIFY(vault.unlock(bytesOf(kPassphrase)).has_value());
        QVERIFY(vault.signer().sign(reserved(terms)).has_value());
    }

    void manyThreadsGiveTheSameSignatures()
    {
        constexpr int kThreads = 4;
        constexpr std::uint64_t kPayments = 200;
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const auto account = vault.newAccount("one").value();
        std::vector<std::vector<std::string>> signatures(kThreads);
        std::vector<std::thread> threads;
        for (auto& mine : signatures) {
            threads.emplace_back([&mine, &vault, &account] {
                for (std::uint64_t i = 0; i < kPayments; ++i) {
                    const auto signature = vault.signer().sign(reserved(termsOf(account, i)));
                    mine.push_back(signature ? signature->toHex0x() : "failed");
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        for (const auto& mine : signatures) {
            QVERIFY(mine == signatures[0]);
        }
        QCOMPARE(std::count(signatures[0].begin(), signatures[0].end(), "failed"), std::ptrdiff_t{0});
    }

    // Invariant I10 for the lock: once it returns, no signature leaves, however many threads ask.
    void lockEndsSigningWhileThreadsAreAtIt()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const auto account = vault.newAccount("one").value();
        std::atomic<bool> isLocked = false;
        std::atomic<bool> isDone = false;
        std::atomic<int> before = 0;
        std::atomic<int> after = 0;
        std::atomic<int> refused = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                while (!isDone) {
                    const bool wasLocked = isLocked;
                    const bool isSigned = vault.signer().sign(reserved(termsOf(account, 1))).has_value();
                    ++(!isSigned ? refused : wasLocked ? after : before);
                }
            });
        }
        while (before < 20) {
            std::this_thread::yield();
        }
        vault.lock();
        isLocked = true;
        while (refused < 20 && after == 0) {
            std::this_thread::yield();
        }
        isDone = true;
        for (std::thread& thread : threads) {
            thread.join();
        }
        QCOMPARE(after.load(), 0);
    }

    void newAccountsAppearWhileThreadsSign()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const auto first = vault.newAccount("one").value();
        std::atomic<bool> isDone = false;
        std::atomic<int> failures = 0;
        std::thread worker([&] {
            while (!isDone) {
                failures += vault.signer().sign(reserved(termsOf(first, 1))).has_value() ? 0 : 1;
            }
        });
        for (int i = 0; i < 3; ++i) {
            const auto account = vault.newAccount("more").value();
            QVERIFY(vault.signer().sign(reserved(termsOf(account, 2))).has_value());
        }
        isDone = true;
        worker.join();
        QCOMPARE(failures.load(), 0);
    }
};

QTEST_APPLESS_MAIN(TestSigner)
#include "tst_signer.moc"
