#include "keeper_process.h"

#include "core/ledger/database.h"

#include <QTest>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

/// Changes the ledger's file as somebody with the user's rights could.
void tamper(const std::string& file, const std::string& sql)
{
    auto database = ledger::Database::open(file, ledger::Access::ReadWrite);
    if (!database || !database->execute(sql.c_str())) {
        throw std::runtime_error("cannot tamper: " + sql);
    }
}

LedgerVerified verified(KeeperProcess& keeper)
{
    return keeper.owner().get<LedgerVerified>(LedgerVerify());
}

/// Three payments: allowed, denied by the cap, and waiting for a person.
std::string payThrice(KeeperProcess& keeper)
{
    const std::string token = keeper.withAgent("autopilot"); // asks above 5, at most 10
    Line& gateway = keeper.gateway();
    gateway.get<PaymentAnswer>(payFor(token, "400000", "/a"));
    gateway.get<PaymentAnswer>(payFor(token, "60000000", "/b"));
    gateway.get<PaymentAnswer>(payFor(token, "6000000", "/c"));
    return token;
}

} // namespace

class TestKeeperVerify : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyDecisionIsComputedAgainAlsoThoseOfPeople();
    void aHardChecksRefusalIsCountedApart();
    void theSameIsFoundAfterARestart();
    void whileLockedItSaysThatTheSealsWereNotChecked();
    void aPaymentChangedBehindTheHistoryIsNamed();
    void aWrongSumIsNamedAndPayingGoesOn();
    void aChainBrokenWhileRunningStopsSignatures();
};

void TestKeeperVerify::everyDecisionIsComputedAgainAlsoThoseOfPeople()
{
    KeeperProcess keeper;
    payThrice(keeper);
    const auto approvals = keeper.owner().get<ApprovalsAnswer>(ApprovalList());
    ApprovalDecide decide;
    decide.paymentId = approvals.approvals.at(0).id;
    decide.decision = "approve";
    decide.shownHash = approvals.approvals.at(0).shownHash;
    decide.by = "app";
    QCOMPARE(keeper.owner().codeOf(decide), std::string());
    const LedgerVerified found = verified(keeper);
    QVERIFY2(found.ok && found.isChainWhole, found.why.c_str());
    QVERIFY(found.why.empty());
    QCOMPARE(found.decisions, std::int64_t{4}); // three by the rules, one of them again with the person
    QCOMPARE(found.notRecomputed, std::int64_t{0});
    QCOMPARE(found.payments, std::int64_t{3});
}

void TestKeeperVerify::aHardChecksRefusalIsCountedApart()
{
    KeeperProcess keeper;
    const std::string token = payThrice(keeper);
    Pay unknown = payFor(token, "1", "/unknown");
    unknown.challenge->options.front().network = unknown.challenge->options.front().caip2 = "eip155:999999";
    QVERIFY(!keeper.gateway().get<PaymentAnswer>(unknown).code.empty());
    const LedgerVerified found = verified(keeper);
    QVERIFY2(found.ok, found.why.c_str());
    QCOMPARE(found.decisions, std::int64_t{3});
    QCOMPARE(found.beforeRules, std::int64_t{1});
}

void TestKeeperVerify::theSameIsFoundAfterARestart()
{
    KeeperProcess keeper;
    payThrice(keeper);
    keeper.kill();
    keeper.start();
    keeper.unlock();
    const LedgerVerified found = verified(keeper);
    QVERIFY2(found.ok, found.why.c_str());
    QCOMPARE(found.decisions, std::int64_t{3});
}

void TestKeeperVerify::whileLockedItSaysThatTheSealsWereNotChecked()
{
    KeeperProcess keeper;
    payThrice(keeper);
    keeper.owner().get<Done>(Lock());
    const LedgerVerified found = verified(keeper);
    QVERIFY(found.ok);
    QVERIFY2(found.why.find("locked") != std::string::npos, found.why.c_str());
}

void TestKeeperVerify::aPaymentChangedBehindTheHistoryIsNamed()
{
    KeeperProcess keeper;
    payThrice(keeper);
    tamper(keeper.ledgerPath(), "UPDATE payments SET amount = '1' WHERE number = 1");
    const LedgerVerified found = verified(keeper);
    QVERIFY(!found.ok && found.isChainWhole);
    QCOMPARE(found.badPayments, std::int64_t{1});
    QVERIFY2(found.why.starts_with("pay_1: "), found.why.c_str());
}

void TestKeeperVerify::aWrongSumIsNamedAndPayingGoesOn()
{
    KeeperProcess keeper;
    const std::string token = payThrice(keeper);
    tamper(keeper.ledgerPath(), "UPDATE spend_hours SET amount = '7'");
    const LedgerVerified found = verified(keeper);
    QVERIFY(!found.ok && found.isChainWhole);
    QVERIFY(found.badHourMs.has_value());
    QVERIFY(!keeper.gateway().get<PaymentAnswer>(payFor(token, "1000", "/d")).headers.empty());
}

void TestKeeperVerify::aChainBrokenWhileRunningStopsSignatures()
{
    KeeperProcess keeper;
    const std::string token = payThrice(keeper);
    tamper(keeper.ledgerPath(), "DROP TRIGGER events_no_update; UPDATE events SET body = '{}' WHERE seq = 2");
    const LedgerVerified found = verified(keeper);
    QVERIFY(!found.ok && !found.isChainWhole);
    QCOMPARE(found.firstBad, std::optional<std::int64_t>(2));
    // What the answer says ("nothing is signed") holds as soon as the loop has heard of it: the wallet locks.
    QTRY_COMPARE(keeper.admin().get<StatusAnswer>(StatusGet()).vault, std::string("locked"));
    QCOMPARE(keeper.gateway().codeOf(payFor(token, "1000", "/e")), std::string("ledger_broken"));
    keeper.unlock(); // the owner may look, and still nothing is signed
    QCOMPARE(keeper.gateway().codeOf(payFor(token, "1000", "/f")), std::string("ledger_broken"));
}

QTEST_GUILESS_MAIN(TestKeeperVerify)
#include "tst_keeper_verify.moc"
