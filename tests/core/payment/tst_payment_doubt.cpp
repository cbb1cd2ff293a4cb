#include "chain_buyer.h"

#include <QTest>

using namespace till;
using namespace till::payment;
using namespace till::tests;
using ledger::Status;

namespace {

policy::Policy minuteOf(std::string_view otherwise)
{
    return policyOf(R"({"version":1,"name":"t","default":")" + std::string(otherwise) +
                    R"(","budgets":[{"name":"minute","limit":{"usd":"1"},"window":{"rollingSeconds":60}}]})");
}

struct Buyer : ChainBuyer {
    using ChainBuyer::ChainBuyer;

    /// A payment of 0.60 that was proven unused, an hour after the start.
    PaymentId released()
    {
        const Outcome paid = pay(askFor("600000"));
        clock.advance(kHour);
        if (!release(paid.row.id)) {
            throw std::runtime_error("not released");
        }
        return paid.row.id;
    }
};

} // namespace

/// Proofs that are asked for again, and what payments count from, over restarts.
class TestPaymentDoubt : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anApprovedPaymentCountsFromItsApprovalAfterARestart_I7();
    void anApprovedPaymentThatIsRevivedCountsFromItsApproval_I7();
    void aReportDoesNotEndADoubt_I7();
    void liftingAnAlarmProvesNothing_I7();
    void aDoubtOutlivesTheDay_I7();
    void whatIsProvenAfterTheBlockVanishedIsNotInDoubt();
    void whatIsNotProvenIsNotInDoubt();
    void aReleaseAfterADoubtStays();
    void aRevivedPaymentCountsInItsEnvelope_I11();
};

/// The chain's clock is behind ours: the block that took the payment is older than its approval. Found by
/// tst_invariants with seed 4167999662.
void TestPaymentDoubt::anApprovedPaymentCountsFromItsApprovalAfterARestart_I7()
{
    Buyer buyer(minuteOf("ask"));
    const Outcome waiting = buyer.pay(askFor("600000"));
    buyer.clock.advance(5 * kMinute);
    QVERIFY(buyer.approve(waiting).reservation);
    buyer.restart();
    QVERIFY(buyer.settle(waiting.row.id, kStart.plusMs(kMinute)));
    QCOMPARE(buyer.used(), std::string("0.60"));
    buyer.restart();
    QCOMPARE(buyer.used(), std::string("0.60"));
    buyer.clock.advance(59 * kSecond);
    QCOMPARE(buyer.used(), std::string("0.60"));
    buyer.clock.advance(kSecond);
    QCOMPARE(buyer.used(), std::string("0.00")); // a minute after the approval
}

void TestPaymentDoubt::anApprovedPaymentThatIsRevivedCountsFromItsApproval_I7()
{
    Buyer buyer(minuteOf("ask"));
    const Outcome waiting = buyer.pay(askFor("600000"));
    buyer.clock.advance(5 * kMinute);
    QVERIFY(buyer.approve(waiting).reservation);
    // Here the chain's clock is ahead first, and behind on the chain that took the place of the lost one.
    QVERIFY(must(buyer.till().proveUnused(waiting.row.id, kStart.plusMs(kHour), "block 7 by one node")));
    buyer.commit();
    QCOMPARE(buyer.used(), std::string("0.00"));
    buyer.reorganise();
    QVERIFY(buyer.doubt(waiting.row.id));
    QVERIFY(buyer.settle(waiting.row.id, kStart.plusMs(kMinute)));
    QCOMPARE(buyer.used(), std::string("0.60"));
    buyer.restart();
    QCOMPARE(buyer.used(), std::string("0.60"));
    buyer.clock.advance(kMinute);
    QCOMPARE(buyer.used(), std::string("0.00"));
}

void TestPaymentDoubt::aReportDoesNotEndADoubt_I7()
{
    Buyer buyer;
    const Outcome paid = buyer.pay(askFor("600000"));
    QVERIFY(buyer.settle(paid.row.id, kStart));
    buyer.clock.advance(kMinute);
    buyer.reorganise();
    buyer.clock.advance(kMinute);
    Report late;
    late.httpStatus = 200;
    must(buyer.till().report(buyer.agent("a1"), paid.row.id, late));
    buyer.commit();
    buyer.restart();
    QVERIFY(buyer.till().isInDoubt(paid.row.id));
}

void TestPaymentDoubt::liftingAnAlarmProvesNothing_I7()
{
    Buyer buyer;
    const PaymentId id = buyer.released();
    buyer.reorganise();
    QVERIFY(buyer.lift("alarm_1"));
    QVERIFY(buyer.till().isInDoubt(id));
    buyer.restart();
    QVERIFY(buyer.till().isInDoubt(id));
    QVERIFY(buyer.doubt(id));
    QCOMPARE(buyer.used(), std::string("0.60"));
    buyer.restart();
    QVERIFY(!buyer.till().isInDoubt(id));
    QCOMPARE(buyer.used(), std::string("0.60"));
}

void TestPaymentDoubt::aDoubtOutlivesTheDay_I7()
{
    Buyer buyer;
    const PaymentId id = buyer.released();
    buyer.clock.advance(23 * kHour);
    buyer.reorganise();
    buyer.clock.advance(2 * kHour); // the proof is older than a day by now, the doubt is not
    buyer.restart();
    QVERIFY(buyer.till().isInDoubt(id));
}

void TestPaymentDoubt::whatIsProvenAfterTheBlockVanishedIsNotInDoubt()
{
    Buyer buyer;
    const Outcome old = buyer.pay(askFor("10000", "/old"));
    QVERIFY(buyer.settle(old.row.id, kStart));
    const Outcome fresh = buyer.pay(askFor("10000", "/fresh"));
    buyer.clock.advance(kDay + kMinute);
    buyer.reorganise();
    buyer.clock.advance(kMinute);
    QVERIFY(buyer.settle(fresh.row.id, kStart));
    for (int round = 0; round < 2; ++round) {
        QVERIFY(!buyer.till().isInDoubt(old.row.id)); // proven more than a day before
        QVERIFY(!buyer.till().isInDoubt(fresh.row.id));
        buyer.restart();
    }
}

void TestPaymentDoubt::whatIsNotProvenIsNotInDoubt()
{
    Buyer buyer;
    const Outcome paid = buyer.pay(askFor("600000"));
    QVERIFY(buyer.settle(paid.row.id, kStart));
    buyer.reorganise();
    QVERIFY(buyer.doubt(paid.row.id));
    buyer.reorganise("block 8 was 0x88, now 0x89");
    QVERIFY(!buyer.till().isInDoubt(paid.row.id)); // it is asked about anyway
    const auto any = [](const std::string&) { return true; };
    QCOMPARE(buyer.till().toProve(10, 0, any).size(), std::size_t{1});
}

/// The watcher tells both of one pass: unused, and what was proven before does not hold.
void TestPaymentDoubt::aReleaseAfterADoubtStays()
{
    Buyer buyer;
    const PaymentId id = buyer.released();
    buyer.reorganise();
    QVERIFY(buyer.doubt(id));
    buyer.clock.advance(kMinute);
    QVERIFY(buyer.release(id));
    QVERIFY(!buyer.doubt(id));
    QCOMPARE(buyer.row(id).status, Status::Void);
    QCOMPARE(buyer.used(), std::string("0.00"));
}

void TestPaymentDoubt::aRevivedPaymentCountsInItsEnvelope_I11()
{
    Buyer buyer(allowUpTo("0.50"));
    MoreRequest request;
    request.agent = "a1";
    request.amountMicro = money::Amount::fromUint64(2'000'000);
    request.reason = "task";
    request.wantedUntil = kStart.plusMs(2 * kDay);
    const std::int64_t asked = must(buyer.till().askForMore(request)).value();
    must(buyer.till().grantMore(asked, request.amountMicro, request.wantedUntil, {"cli", ""},
                                Authority::Passphrase));
    buyer.commit();
    const auto standing = [&] {
        return buyer.used() + " and " +
               buyer.till().usedOf(buyer.till().settings().allowances.requests.at(asked)).toAtomic();
    };
    const PaymentId id = buyer.released(); // 0.60, more than the budget
    QCOMPARE(standing(), std::string("0.00 and 0"));
    buyer.reorganise();
    QVERIFY(buyer.doubt(id));
    QCOMPARE(standing(), std::string("0.00 and 600000"));
    buyer.restart();
    QCOMPARE(standing(), std::string("0.00 and 600000"));
}

QTEST_APPLESS_MAIN(TestPaymentDoubt)
#include "tst_payment_doubt.moc"
