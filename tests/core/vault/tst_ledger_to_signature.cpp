#include "core/ledger/ledger.h"
#include "core/vault/vault.h"
#include "vault_fixture.h"

#include <QtTest>

using namespace till;
using namespace till::test;
using vault::Purpose;

namespace {

ledger::Terms termsOf(const vault::Account& account)
{
    ledger::Terms terms;
    terms.account = account.id();
    terms.domain = {"USD Coin", "2", 8453,
                    chain::EvmAddress::fromText("0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913").value()};
    terms.authorization.from = *account.address.evm();
    terms.authorization.to = chain::EvmAddress::fromText(kTestAddress1).value();
    terms.authorization.value = money::Amount::fromUint64(10'000);
    terms.authorization.validBefore = 1'900'000'000;
    terms.authorization.nonce = crypto::sha256("purchase");
    terms.digest = chain::signingDigest(terms.domain, terms.authorization);
    return terms;
}

ledger::StoredPayment rowOf(const ledger::Terms& terms)
{
    ledger::StoredPayment row;
    row.agent = "agt_1";
    row.createdAt = row.updatedAt = Instant::fromSeconds(1'800'000'000);
    row.purchase = crypto::sha256("purchase");
    row.interface = "rest";
    row.method = "GET";
    row.url = "https://shop.example/weather";
    row.host = "shop.example";
    row.path = "/weather";
    row.scheme = "exact";
    row.network = "eip155:8453";
    row.asset = terms.domain.verifyingContract.toChecksummed();
    row.amount = terms.authorization.value.toAtomic();
    row.payTo = terms.authorization.to.toChecksummed();
    row.status = ledger::Status::Authorized;
    row.verdict = "allow";
    row.reasons = "[]";
    row.nonce = toHex0x(terms.authorization.nonce);
    row.digest = toHex0x(terms.digest);
    row.validBeforeSeconds = static_cast<std::int64_t>(terms.authorization.validBefore);
    return row;
}

} // namespace

/// The real ledger and the real vault together: what is on disk is what is signed.
class TestLedgerToSignature : public QObject {
    Q_OBJECT
private:
    RepeatableEntropy m_entropy;

    // The ledger, opened and able to seal rows with this vault's key.
    static ledger::Ledger opened(const VaultFolder& folder, const vault::Vault& vault)
    {
        auto ledger = ledger::Ledger::open(folder.file("ledger.sqlite").string());
        ledger->setSealKey(vault.purposeKey(Purpose::LedgerMac).value());
        return std::move(*ledger);
    }

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    void aCommittedPaymentIsSignedByItsAccount()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const auto account = vault.newAccount("agent").value();
        auto ledger = opened(folder, vault);
        const auto terms = termsOf(account);
        QVERIFY(ledger.authorizeNew(rowOf(terms), terms, "{}").has_value());
        auto reservations = ledger.commit();
        QVERIFY(reservations.has_value());
        QCOMPARE(reservations->size(), std::size_t{1});
        const auto signature = vault.signer().sign(std::move(reservations->front()));
        QVERIFY(signature.has_value());
        const crypto::Secp256k1 curve(std::array<std::uint8_t, 32>{1});
        const auto signer = curve.recover(terms.digest, signature->bytes);
        QCOMPARE(chain::EvmAddress::fromPublicKey(signer.value()), *account.address.evm());
    }

    // Invariant I5: signatures are not stored; after a restart the row gives the same one again.
    void aRestartGivesTheSameSignature()
    {
        const VaultFolder folder;
        ledger::PaymentId payment;
        std::string before;
        {
            auto vault = restoredVault(folder, m_entropy);
            const auto terms = termsOf(vault.newAccount("agent").value());
            auto ledger = opened(folder, vault);
            payment = ledger.authorizeNew(rowOf(terms), terms, "{}")->first;
            auto reservations = ledger.commit();
            before = vault.signer().sign(std::move(reservations->front()))->toHex0x();
        }
        auto vault = vault::Vault::load(folder.store(), m_entropy).value();
        QVERIFY(vault.unlock(bytesOf(kPassphrase)).has_value());
        auto ledger = opened(folder, vault);
        QVERIFY(ledger.requestReservation(payment)->has_value());
        auto reservations = ledger.commit();
        QVERIFY(reservations.has_value());
        QCOMPARE(vault.signer().sign(std::move(reservations->front()))->toHex0x(), before);
    }

    // Invariant I8: a locked vault signs nothing, also what is on disk already.
    void aLockedVaultSignsNoCommittedPayment()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const auto terms = termsOf(vault.newAccount("agent").value());
        auto ledger = opened(folder, vault);
        QVERIFY(ledger.authorizeNew(rowOf(terms), terms, "{}").has_value());
        auto reservations = ledger.commit();
        vault.lock();
        QCOMPARE(vault.signer().sign(std::move(reservations->front())).error(), vault::SignError::Locked);
    }
};

QTEST_APPLESS_MAIN(TestLedgerToSignature)
#include "tst_ledger_to_signature.moc"
