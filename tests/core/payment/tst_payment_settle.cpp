#include "till_fixture.h"

#include <QTest>

using namespace till;
using namespace till::payment;
using namespace till::tests;
using ledger::Proof;
using ledger::Status;

Q_DECLARE_METATYPE(till::payment::Report)
Q_DECLARE_METATYPE(till::ledger::Status)

namespace {

struct Buyer : Desk {
    Buyer() { addAgent("bot", allowUpTo("1.00")); }
    /// The status after one report.
    Status reported(PaymentId id, const Report& said)
    {
        must(till().report(agent("a1"), id, said));
        commit();
        return row(id).status;
    }
    bool settle(PaymentId id, Instant block, std::string_view transaction = "0xabc")
    {
        const bool done = must(till().proveSettled(id, transaction, block, "block 7 by one node"));
        commit();
        return done;
    }
    bool release(PaymentId id, Instant block)
    {
        const bool done = must(till().proveUnused(id, block, "block 7 by one node"));
        commit();
        return done;
    }
};

Report answer(std::int64_t http)
{
    Report said;
    said.httpStatus = http;
    return said;
}

Report receipt(std::int64_t http, bool isSuccess)
{
    Report said = answer(http);
    said.hasReceipt = true;
    said.isSuccess = isSuccess;
    said.transaction = "0xdef";
    return said;
}

} // namespace

class TestPaymentSettle : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatAMerchantSaysIsAClaim_data();
    void whatAMerchantSaysIsAClaim();
    void noClaimChangesWhatCounts_I7();
    void aSettledClaimIsNotTakenBack();
    void strangersTextsInAReportAreBounded();
    void aTransactionThatIsNoLineIsNotKept_data();
    void aTransactionThatIsNoLineIsNotKept();
    void whatWasNeverAuthorizedCannotBeReported();
    void aFinalBlockProvesASettlement();
    void provenOnceIsProvenForGood_I7();
    void aProvenPaymentIgnoresClaims();
    void onlyAFinalBlockPastTheValidityReleases_I7_data();
    void onlyAFinalBlockPastTheValidityReleases_I7();
    void whatIsReleasedGivesExactlyItsRoomBack_I7();
    void nothingIsReleasedTwice_I7();
    void whatDoesNotCountCannotBeReleased_I7();
    void evidenceNeedsAnOpenVault_I8();
    void evidenceForNobodysPaymentProvesNothing();
    void evidenceIsRecordedBounded();
    void unreportedPaymentsExpireAndStillCount_I7();
    void aLateSettlementAfterExpiryIsTaken();
    void aReleaseAfterExpiryIsTaken_I7();
    void unprovenPaymentsAreListedOldestFirst();
    void aClaimedSettlementCanStillBeReleasedByProof_I7();
};

void TestPaymentSettle::whatAMerchantSaysIsAClaim_data()
{
    QTest::addColumn<Report>("said");
    QTest::addColumn<Status>("status");
    QTest::newRow("200 with a receipt") << receipt(200, true) << Status::Settled;
    QTest::newRow("200 without") << answer(200) << Status::Settled;
    QTest::newRow("204") << answer(204) << Status::Settled;
    QTest::newRow("200, failed") << receipt(200, false) << Status::Unknown;
    QTest::newRow("402 again") << answer(402) << Status::Unknown;
    QTest::newRow("402 with a receipt that failed") << receipt(402, false) << Status::Unknown;
    QTest::newRow("500") << answer(500) << Status::Unknown;
    QTest::newRow("500 with a receipt") << receipt(500, true) << Status::Settled;
    QTest::newRow("302") << answer(302) << Status::Unknown;
    QTest::newRow("no answer") << answer(0) << Status::Unknown;
    QTest::newRow("nonsense") << answer(-7) << Status::Unknown;
    QTest::newRow("huge") << answer(INT64_MAX) << Status::Unknown;
}

void TestPaymentSettle::whatAMerchantSaysIsAClaim()
{
    QFETCH(Report, said);
    QFETCH(Status, status);
    Buyer buyer;
    const Outcome outcome = buyer.pay(askFor("10000"));
    QVERIFY(buyer.reported(outcome.row.id, said) == status);
    const ledger::StoredPayment row = buyer.row(outcome.row.id);
    QVERIFY(row.proof == (status == Status::Settled ? Proof::Claimed : Proof::None));
    QVERIFY(ledger::isLive(row.status));
    QCOMPARE(row.transaction.empty(), !(status == Status::Settled && said.hasReceipt));
    QCOMPARE(buyer.till().unproven(10).size(), std::size_t{1}); // a claim proves nothing
}

void TestPaymentSettle::noClaimChangesWhatCounts_I7()
{
    Buyer buyer;
    const Outcome outcome = buyer.pay(askFor("1000000"));
    for (const Report& said : {receipt(402, false), answer(0), receipt(200, true), answer(500)}) {
        buyer.reported(outcome.row.id, said);
        QCOMPARE(buyer.used(), std::string("1.00"));
        QCOMPARE(buyer.pay(askFor("1", "/next")).code, std::string("budget_exceeded"));
    }
    buyer.restart();
    QCOMPARE(buyer.used(), std::string("1.00"));
}

void TestPaymentSettle::aSettledClaimIsNotTakenBack()
{
    Buyer buyer;
    const PaymentId id = buyer.pay(askFor("1")).row.id;
    QVERIFY(buyer.reported(id, receipt(200, true)) == Status::Settled);
    QVERIFY(buyer.reported(id, receipt(402, false)) == Status::Settled);
    QCOMPARE(must(buyer.ledger().payment(id))->transaction, std::string("0xdef"));
}

void TestPaymentSettle::strangersTextsInAReportAreBounded()
{
    Buyer buyer;
    const PaymentId id = buyer.pay(askFor("1")).row.id;
    Report said = receipt(200, true);
    said.payer = "\x1b[2J" + std::string(5000, 'p');
    said.amount = std::string(5000, '9');
    said.error = "line\nline " + std::string(5000, 'e');
    said.transaction = std::string(5000, 't');
    buyer.reported(id, said);
    const std::string body = must(buyer.ledger().bodyOf(id, "reported")).value();
    QVERIFY(body.size() < 1200);
    QVERIFY(body.find('\x1b') == std::string::npos && body.find("\\u001b") == std::string::npos);
    QVERIFY(buyer.row(id).transaction.empty()); // too long to be one
}

void TestPaymentSettle::aTransactionThatIsNoLineIsNotKept_data()
{
    QTest::addColumn<QByteArray>("transaction");
    QTest::newRow("line end") << QByteArray("0x12\n34");
    QTest::newRow("escape") << QByteArray("0x\x1b[0m");
    QTest::newRow("right-to-left") << QByteArray("0x\xE2\x80\xAE");
    QTest::newRow("129 bytes") << QByteArray(129, 'a');
    QTest::newRow("empty") << QByteArray("");
}

void TestPaymentSettle::aTransactionThatIsNoLineIsNotKept()
{
    QFETCH(QByteArray, transaction);
    Buyer buyer;
    const PaymentId id = buyer.pay(askFor("1")).row.id;
    Report said = receipt(200, true);
    said.transaction = transaction.toStdString();
    QVERIFY(buyer.reported(id, said) == Status::Settled);
    QVERIFY(buyer.row(id).transaction.empty());
    QVERIFY(!buyer.settle(id, kStart, transaction.toStdString()));
}

void TestPaymentSettle::whatWasNeverAuthorizedCannotBeReported()
{
    Desk desk;
    desk.addAgent("bot", presetOf("careful"));
    const PaymentId waiting = desk.pay(askFor("1")).row.id;
    const PaymentId denied = desk.pay(askFor("9000000")).row.id;
    const std::int64_t events = desk.ledger().eventCount();
    for (const PaymentId id : {waiting, denied}) {
        const Status before = desk.row(id).status;
        QVERIFY(must(desk.till().report(desk.agent("a1"), id, receipt(200, true))));
        QVERIFY(!must(desk.till().proveSettled(id, "0xabc", kStart, "")));
        desk.commit();
        QVERIFY(desk.row(id).status == before);
    }
    QCOMPARE(desk.ledger().eventCount(), events);
    QVERIFY(!must(desk.till().report(desk.agent("a1"), {99}, {})));
}

void TestPaymentSettle::aFinalBlockProvesASettlement()
{
    Buyer buyer;
    const PaymentId id = buyer.pay(askFor("250000")).row.id;
    QVERIFY(buyer.settle(id, kStart.plusMs(10 * kSecond)));
    const ledger::StoredPayment row = buyer.row(id);
    QVERIFY(row.status == Status::Settled && row.proof == Proof::Proven);
    QCOMPARE(row.transaction, std::string("0xabc"));
    QVERIFY(buyer.till().unproven(10).empty());
    QCOMPARE(buyer.used(), std::string("0.25")); // it was spent
    QVERIFY(buyer.verifies());
}

void TestPaymentSettle::provenOnceIsProvenForGood_I7()
{
    Buyer buyer;
    const PaymentId id = buyer.pay(askFor("250000")).row.id;
    QVERIFY(buyer.settle(id, kStart));
    QVERIFY(!buyer.settle(id, kStart, "0xother"));
    buyer.clock.advance(kHour);
    QVERIFY(!buyer.release(id, buyer.clock.now()));
    QCOMPARE(buyer.row(id).transaction, std::string("0xabc"));
    QCOMPARE(buyer.used(), std::string("0.25"));
    buyer.tick(); // nor does it expire
    QVERIFY(buyer.row(id).status == Status::Settled);
}

void TestPaymentSettle::aProvenPaymentIgnoresClaims()
{
    Buyer buyer;
    const PaymentId id = buyer.pay(askFor("1")).row.id;
    QVERIFY(buyer.settle(id, kStart));
    QVERIFY(buyer.reported(id, receipt(402, false)) == Status::Settled);
    QVERIFY(buyer.row(id).proof == Proof::Proven);
    QCOMPARE(buyer.row(id).transaction, std::string("0xabc"));
}

void TestPaymentSettle::onlyAFinalBlockPastTheValidityReleases_I7_data()
{
    QTest::addColumn<qint64>("blockSeconds"); // after validBefore
    QTest::addColumn<bool>("isReleased");
    QTest::newRow("long before") << qint64{-3600} << false;
    QTest::newRow("the last second it could be used") << qint64{-1} << false;
    QTest::newRow("the end") << qint64{0} << true; // EIP-3009: usable while block time < validBefore
    QTest::newRow("after") << qint64{1} << true;
}

void TestPaymentSettle::onlyAFinalBlockPastTheValidityReleases_I7()
{
    QFETCH(qint64, blockSeconds);
    QFETCH(bool, isReleased);
    Buyer buyer;
    const Outcome outcome = buyer.pay(askFor("1000000"));
    buyer.clock.advance(kHour); // our own clock proves nothing
    const Instant block = Instant::fromSeconds(outcome.row.validBeforeSeconds + blockSeconds);
    QCOMPARE(buyer.release(outcome.row.id, block), isReleased);
    QCOMPARE(buyer.used(), std::string(isReleased ? "0.00" : "1.00"));
    QVERIFY((buyer.row(outcome.row.id).status == Status::Void) == isReleased);
    buyer.restart();
    QCOMPARE(buyer.used(), std::string(isReleased ? "0.00" : "1.00"));
}

void TestPaymentSettle::whatIsReleasedGivesExactlyItsRoomBack_I7()
{
    Buyer buyer;
    const Outcome kept = buyer.pay(askFor("400000", "/a"));
    const Outcome unused = buyer.pay(askFor("600000", "/b"));
    buyer.clock.advance(2 * kMinute);
    QVERIFY(buyer.release(unused.row.id, buyer.clock.now()));
    QCOMPARE(buyer.used(), std::string("0.40"));
    QCOMPARE(buyer.pay(askFor("600001", "/c")).code, std::string("budget_exceeded"));
    QVERIFY(buyer.pay(askFor("600000", "/d")).reservation);
    QVERIFY(ledger::isLive(buyer.row(kept.row.id).status));
    // What was released is never handed out again.
    const Outcome look = must(buyer.till().look(buyer.agent("a1"), unused.row.id)).value();
    QVERIFY(!look.reservation && look.code == "expired_unproven");
}

void TestPaymentSettle::nothingIsReleasedTwice_I7()
{
    Buyer buyer;
    const Outcome one = buyer.pay(askFor("500000", "/a"));
    buyer.pay(askFor("500000", "/b"));
    buyer.clock.advance(2 * kMinute);
    QVERIFY(buyer.release(one.row.id, buyer.clock.now()));
    QVERIFY(!buyer.release(one.row.id, buyer.clock.now()));
    QVERIFY(!buyer.settle(one.row.id, buyer.clock.now()));
    QCOMPARE(buyer.used(), std::string("0.50"));
}

void TestPaymentSettle::whatDoesNotCountCannotBeReleased_I7()
{
    Desk desk;
    desk.addAgent("bot", presetOf("careful"));
    const Outcome waiting = desk.pay(askFor("1"));
    const Outcome denied = desk.pay(askFor("9000000"));
    desk.clock.advance(kHour);
    for (const PaymentId id : {waiting.row.id, denied.row.id, PaymentId{99}, PaymentId{-1}}) {
        QVERIFY(!must(desk.till().proveUnused(id, desk.clock.now(), "")));
    }
}

void TestPaymentSettle::evidenceNeedsAnOpenVault_I8()
{
    Buyer buyer;
    const Outcome outcome = buyer.pay(askFor("1000000"));
    buyer.clock.advance(kHour);
    buyer.lock();
    QVERIFY(!buyer.release(outcome.row.id, buyer.clock.now()));
    QVERIFY(!buyer.settle(outcome.row.id, kStart));
    QCOMPARE(buyer.used(), std::string("1.00"));
    buyer.unlock();
    QVERIFY(buyer.release(outcome.row.id, buyer.clock.now()));
    QVERIFY(buyer.verifies());
}

void TestPaymentSettle::evidenceForNobodysPaymentProvesNothing()
{
    Buyer buyer;
    QVERIFY(!buyer.settle({1}, kStart));
    QVERIFY(!buyer.settle({INT64_MAX}, kStart));
    QVERIFY(!buyer.release({1}, kStart));
    QCOMPARE(buyer.ledger().eventCount(), std::int64_t{2});
}

void TestPaymentSettle::evidenceIsRecordedBounded()
{
    Buyer buyer;
    const PaymentId id = buyer.pay(askFor("1")).row.id;
    must(buyer.till().proveSettled(id, "0xabc", kStart, "a\nb" + std::string(9000, 'x')));
    buyer.commit();
    const std::string body = must(buyer.ledger().bodyOf(id, "proven")).value();
    QVERIFY(body.size() < 600 && body.find("\\n") == std::string::npos);
    QVERIFY(body.find(std::to_string(kStart.unixMs)) != std::string::npos);
}

void TestPaymentSettle::unreportedPaymentsExpireAndStillCount_I7()
{
    Buyer buyer;
    const Outcome silent = buyer.pay(askFor("100000", "/a"));
    const Outcome unknown = buyer.pay(askFor("100000", "/b"));
    const Outcome settled = buyer.pay(askFor("100000", "/c"));
    buyer.reported(unknown.row.id, answer(0));
    buyer.reported(settled.row.id, receipt(200, true));
    buyer.clock.advance(60 * kSecond); // its validity is over, a report may still be under way
    buyer.tick();
    QVERIFY(buyer.row(silent.row.id).status == Status::Authorized);
    buyer.clock.advance(kMinute);
    const auto changed = must(buyer.till().tick());
    buyer.commit();
    QCOMPARE(changed.size(), std::size_t{2});
    QVERIFY(buyer.row(silent.row.id).status == Status::Expired);
    QVERIFY(buyer.row(unknown.row.id).status == Status::Expired);
    QVERIFY(buyer.row(settled.row.id).status == Status::Settled);
    QCOMPARE(buyer.used(), std::string("0.30"));
    QVERIFY(must(buyer.till().tick()).empty());
    buyer.restart();
    QVERIFY(must(buyer.till().tick()).empty());
    QCOMPARE(buyer.used(), std::string("0.30"));
}

void TestPaymentSettle::aLateSettlementAfterExpiryIsTaken()
{
    Buyer buyer;
    const PaymentId id = buyer.pay(askFor("1")).row.id;
    buyer.clock.advance(kHour);
    buyer.tick();
    QVERIFY(buyer.row(id).status == Status::Expired);
    QVERIFY(buyer.reported(id, answer(402)) == Status::Expired);
    QVERIFY(buyer.reported(id, receipt(200, true)) == Status::Settled);
    QVERIFY(buyer.settle(id, kStart.plusMs(30 * kSecond)));
}

void TestPaymentSettle::aReleaseAfterExpiryIsTaken_I7()
{
    Buyer buyer;
    const PaymentId id = buyer.pay(askFor("1000000")).row.id;
    buyer.clock.advance(kHour);
    buyer.tick();
    buyer.restart();
    QVERIFY(buyer.release(id, buyer.clock.now()));
    QCOMPARE(buyer.used(), std::string("0.00"));
}

void TestPaymentSettle::unprovenPaymentsAreListedOldestFirst()
{
    Buyer buyer;
    for (int each = 0; each < 4; ++each) {
        buyer.pay(askFor("1", "/" + std::to_string(each)));
    }
    buyer.settle({2}, kStart);
    const std::vector<PaymentId> all{{1}, {3}, {4}};
    QVERIFY(buyer.till().unproven(10) == all);
    QVERIFY(buyer.till().unproven(2) == (std::vector<PaymentId>{{1}, {3}}));
    QVERIFY(buyer.till().unproven(0).empty());
    buyer.restart();
    QVERIFY(buyer.till().unproven(10) == all);
}

void TestPaymentSettle::aClaimedSettlementCanStillBeReleasedByProof_I7()
{
    Buyer buyer;
    const PaymentId id = buyer.pay(askFor("1000000")).row.id;
    buyer.reported(id, receipt(200, true)); // the merchant lied
    buyer.clock.advance(kHour);
    QVERIFY(buyer.release(id, buyer.clock.now()));
    QCOMPARE(buyer.used(), std::string("0.00"));
}

QTEST_APPLESS_MAIN(TestPaymentSettle)
#include "tst_payment_settle.moc"
