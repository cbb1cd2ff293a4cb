#include "chain_buyer.h"

#include <QTest>

using namespace till;
using namespace till::payment;
using namespace till::tests;
using ledger::Proof;
using ledger::Status;

namespace {

struct Buyer : ChainBuyer {
    using ChainBuyer::ChainBuyer;

    /// The outflow that settles this payment.
    Outflow outflowOf(const StoredPayment& row)
    {
        Outflow outflow;
        outflow.network = row.network;
        outflow.asset = row.asset;
        outflow.from = agent("a1").address.toChecksummed();
        outflow.transaction = kTransaction;
        outflow.moves = {{row.payTo, row.amount}};
        outflow.nonces = {row.nonce};
        outflow.evidence = "block 7 0x77 by one node";
        return outflow;
    }
    std::vector<PaymentId> see(const Outflow& outflow)
    {
        auto revived = must(till().sawOutflow(outflow));
        commit();
        return revived;
    }
    const std::vector<Alarm>& alarms() { return till().settings().alarms.all(); }
};

Alarm disagreement()
{
    Alarm alarm;
    alarm.kind = AlarmKind::Disagreement;
    alarm.network = kBase;
    alarm.text = "The two nodes disagree.";
    return alarm;
}

bool anyNetwork(const std::string&)
{
    return true;
}

} // namespace

/// What chains show that no claim can: outflows, vanished blocks, and what evidence may let out.
class TestPaymentChain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOutflowWithItsPaymentIsNoAlarm();
    void anOutflowThatDiffersFromItsPaymentIsAnAlarm_data();
    void anOutflowThatDiffersFromItsPaymentIsAnAlarm();
    void onePaymentExplainsOneMoveOnly();
    void aFrozenAccountSignsNothingAndOthersDo();
    void aFrozenAccountApprovesAndShowsNothing();
    void aFrozenNetworkSignsNothing();
    void aFreezeOutlivesARestartAndEndsOnlyByTheOwner_I9();
    void oneFactIsOneAlarm();
    void aScopeHasBoundedAlarms();
    void whatWasReleasedAndSettledAllTheSameCountsAgain_I7();
    void aVanishedBlockPutsItsProofsInDoubt_I7();
    void aDoubtedSettlementCountsToItsEndAgain_I2();
    void aDoubtedReleaseCountsAgain_I7();
    void aProofThatHoldsOnTheNewChainStays();
    void doubtNeedsAVanishedBlock_I7();
    void doubtsOutliveARestart();
    void evidenceReleasesAtMostOneLimitAWindow_I7();
    void whatIsHeldIsReleasedInTheNextWindow_I7();
    void releasesAreCountedAcrossARestart_I7();
    void aCountLimitCapsReleasesToo_I7();
    void everyUnprovenPaymentHasItsTurn();
    void networksWithoutNodesAreNotAskedAbout();
};

void TestPaymentChain::anOutflowWithItsPaymentIsNoAlarm()
{
    Buyer buyer;
    const Outcome paid = buyer.pay(askFor("250000"));
    QVERIFY(buyer.see(buyer.outflowOf(paid.row)).empty());
    buyer.restart(); // also when the nonce is known from the disk only
    QVERIFY(buyer.see(buyer.outflowOf(paid.row)).empty());
    QVERIFY(buyer.alarms().empty());
    QVERIFY(buyer.pay(askFor("1", "/next")).reservation);
}

void TestPaymentChain::anOutflowThatDiffersFromItsPaymentIsAnAlarm_data()
{
    QTest::addColumn<QByteArray>("what");
    for (const char* what : {"amount", "payee", "nonce", "no nonce", "account", "token", "network"}) {
        QTest::newRow(what) << QByteArray(what);
    }
}

void TestPaymentChain::anOutflowThatDiffersFromItsPaymentIsAnAlarm()
{
    QFETCH(QByteArray, what);
    Buyer buyer;
    Outflow outflow = buyer.outflowOf(buyer.pay(askFor("250000")).row);
    if (what == "amount") {
        outflow.moves.front().amount = "250001";
    } else if (what == "payee") {
        outflow.moves.front().to = kOtherPayee;
    } else if (what == "nonce") {
        outflow.nonces.front().back() = outflow.nonces.front().back() == '0' ? '1' : '0';
    } else if (what == "no nonce") {
        outflow.nonces.clear();
    } else if (what == "account") {
        outflow.from = kOtherPayee;
    } else if (what == "token") {
        outflow.asset = kPracticeToken;
    } else {
        outflow.network = "eip155:1";
    }
    buyer.see(outflow);
    QCOMPARE(buyer.alarms().size(), std::size_t{1});
    const Alarm& alarm = buyer.alarms().front();
    QVERIFY(alarm.kind == AlarmKind::Outflow && alarm.isOpen());
    QCOMPARE(alarm.account, outflow.from);
    QVERIFY(alarm.evidence.find(kTransaction) != std::string::npos);
    QVERIFY(buyer.verifies());
}

void TestPaymentChain::onePaymentExplainsOneMoveOnly()
{
    Buyer buyer;
    Outflow outflow = buyer.outflowOf(buyer.pay(askFor("250000")).row);
    outflow.moves.push_back(outflow.moves.front());
    buyer.see(outflow);
    QCOMPARE(buyer.alarms().size(), std::size_t{1});
    QVERIFY(buyer.alarms().front().text.starts_with("0.25 USDC to "));
}

void TestPaymentChain::aFrozenAccountSignsNothingAndOthersDo()
{
    Buyer buyer;
    const std::string other = buyer.addAgent("other", allowUpTo("1.00"));
    const Outcome before = buyer.pay(askWithKey("1000", "k"));
    Outflow outflow = buyer.outflowOf(before.row);
    outflow.nonces.clear();
    buyer.see(outflow);
    const Outcome refused = buyer.pay(askFor("1", "/next"));
    QCOMPARE(refused.code, std::string("account_frozen"));
    QVERIFY(!refused.reservation);
    QVERIFY(!buyer.pay(askWithKey("1000", "k")).reservation); // nor is the earlier one signed again
    QVERIFY(buyer.pay(askFor("1", "/next"), other).reservation);
    QVERIFY(buyer.lift("alarm_1"));
    QVERIFY(buyer.pay(askFor("1", "/after")).reservation);
}

void TestPaymentChain::aFrozenAccountApprovesAndShowsNothing()
{
    Buyer buyer(presetOf("careful"));
    const Outcome waiting = buyer.pay(askFor("1"));
    Outflow outflow = buyer.outflowOf(waiting.row);
    outflow.nonces.clear();
    buyer.see(outflow);
    QCOMPARE(buyer.approve(waiting).code, std::string("account_frozen"));
    QVERIFY(buyer.lift("alarm_1"));
    const Outcome approved = buyer.approve(waiting);
    QVERIFY(approved.reservation);
    must(buyer.till().raise(disagreement()));
    buyer.commit();
    const auto look = must(buyer.till().look(buyer.agent("a1"), approved.row.id)).value();
    QVERIFY(!look.reservation && look.code.empty());
}

void TestPaymentChain::aFrozenNetworkSignsNothing()
{
    Buyer buyer;
    const Outcome before = buyer.pay(askWithKey("1000", "k"));
    QVERIFY(before.reservation);
    QVERIFY(must(buyer.till().raise(disagreement())));
    buyer.commit();
    QCOMPARE(buyer.pay(askFor("1", "/next")).code, std::string("network_frozen"));
    const Outcome again = buyer.pay(askWithKey("1000", "k"));
    QVERIFY(!again.reservation);
    QCOMPARE(again.code, std::string("network_frozen"));
    QCOMPARE(buyer.till().quote(buyer.agent("a1"), askFor("1", "/next")).code, std::string("network_frozen"));
    // What is known of it may still change: freezing stops signatures, not proofs.
    QVERIFY(buyer.settle(before.row.id, kStart));
}

void TestPaymentChain::aFreezeOutlivesARestartAndEndsOnlyByTheOwner_I9()
{
    Buyer buyer;
    must(buyer.till().raise(disagreement()));
    buyer.commit();
    buyer.restart();
    QCOMPARE(buyer.pay(askFor("1")).code, std::string("network_frozen"));
    buyer.lock();
    QVERIFY(!buyer.till().lift("alarm_1", "").has_value()); // it cannot be sealed
    buyer.restart();
    QVERIFY(!buyer.lift("alarm_2") && !buyer.lift("alarm_0") && !buyer.lift("1"));
    QVERIFY(buyer.lift("alarm_1"));
    QVERIFY(!buyer.lift("alarm_1"));
    buyer.restart();
    QCOMPARE(buyer.alarms().front().note, std::string("looked at it"));
    QVERIFY(buyer.pay(askFor("1", "/after")).reservation);
    QVERIFY(buyer.verifies());
}

void TestPaymentChain::oneFactIsOneAlarm()
{
    Buyer buyer;
    Outflow outflow = buyer.outflowOf(buyer.pay(askFor("1")).row);
    outflow.nonces.clear();
    buyer.see(outflow);
    buyer.see(outflow);
    buyer.lift("alarm_1");
    buyer.restart();
    buyer.see(outflow); // the owner has looked at it
    QCOMPARE(buyer.alarms().size(), std::size_t{1});
    outflow.transaction.back() = 'b';
    buyer.see(outflow);
    QCOMPARE(buyer.alarms().size(), std::size_t{2});
    // What may happen again is told once while it is open, and again when it was lifted.
    QVERIFY(must(buyer.till().raise(disagreement())) && !must(buyer.till().raise(disagreement())));
    buyer.commit();
    buyer.lift("alarm_3");
    QVERIFY(must(buyer.till().raise(disagreement())));
}

void TestPaymentChain::aScopeHasBoundedAlarms()
{
    Buyer buyer;
    Outflow outflow = buyer.outflowOf(buyer.pay(askFor("1")).row);
    outflow.nonces.clear();
    for (std::size_t each = 0; each < kMaxOpenAlarmsOfScope + 5; ++each) {
        outflow.transaction = "0x" + std::to_string(each);
        outflow.evidence = std::string(9000, 'x');
        buyer.see(outflow);
    }
    QCOMPARE(buyer.alarms().size(), kMaxOpenAlarmsOfScope);
    QVERIFY(buyer.alarms().front().evidence.size() <= 2 * kMaxAlarmTextBytes);
}

void TestPaymentChain::whatWasReleasedAndSettledAllTheSameCountsAgain_I7()
{
    Buyer buyer;
    const Outcome paid = buyer.pay(askFor("600000"));
    buyer.clock.advance(kHour);
    QVERIFY(buyer.release(paid.row.id));
    QCOMPARE(buyer.used(), std::string("0.00"));
    QCOMPARE(buyer.see(buyer.outflowOf(paid.row)).size(), std::size_t{1});
    QCOMPARE(buyer.used(), std::string("0.60"));
    QVERIFY(buyer.alarms().front().kind == AlarmKind::ReleasedSettled);
    QVERIFY(buyer.alarms().front().account.empty());
    QCOMPARE(buyer.pay(askFor("1", "/next")).code, std::string("network_frozen"));
    buyer.restart();
    QCOMPARE(buyer.used(), std::string("0.60"));
    QVERIFY(buyer.settle(paid.row.id, kStart.plusMs(30 * kSecond)));
    QCOMPARE(buyer.used(), std::string("0.60"));
}

void TestPaymentChain::aVanishedBlockPutsItsProofsInDoubt_I7()
{
    Buyer buyer;
    const Outcome paid = buyer.pay(askFor("600000"));
    QVERIFY(buyer.settle(paid.row.id, kStart));
    QVERIFY(buyer.till().toProve(10, 0, anyNetwork).empty());
    buyer.reorganise();
    QVERIFY(buyer.till().isInDoubt(paid.row.id));
    QCOMPARE(buyer.till().toProve(10, 0, anyNetwork).size(), std::size_t{1});
    QCOMPARE(buyer.pay(askFor("1", "/next")).code, std::string("network_frozen"));
    QVERIFY(buyer.doubt(paid.row.id));
    const StoredPayment row = buyer.row(paid.row.id);
    QVERIFY(row.status == Status::Authorized && row.proof == Proof::None);
    QCOMPARE(buyer.used(), std::string("0.60"));
    QVERIFY(!buyer.doubt(paid.row.id));
    QVERIFY(buyer.settle(paid.row.id, kStart, "0xbbb")); // in another block of the new chain
    QCOMPARE(buyer.row(paid.row.id).transaction, std::string("0xbbb"));
}

void TestPaymentChain::aDoubtedSettlementCountsToItsEndAgain_I2()
{
    Buyer buyer(policyOf(R"({"version":1,"name":"t","default":"allow","budgets":[
        {"name":"minute","limit":{"usd":"1.00"},"window":{"rollingSeconds":60}}]})"));
    const Outcome paid = buyer.pay(askFor("600000")); // valid for 60 s
    QVERIFY(buyer.settle(paid.row.id, kStart.plusMs(kSecond)));
    buyer.clock.advance(62 * kSecond);
    QCOMPARE(buyer.used(), std::string("0.00")); // proven early, its window has passed
    buyer.reorganise();
    QVERIFY(buyer.doubt(paid.row.id));
    QCOMPARE(buyer.used(), std::string("0.60")); // it may be settled up to the end of its validity
    buyer.restart();
    QCOMPARE(buyer.used(), std::string("0.60"));
    QVERIFY(buyer.settle(paid.row.id, kStart.plusMs(59 * kSecond)));
    QCOMPARE(buyer.used(), std::string("0.60"));
    buyer.clock.advance(58 * kSecond);
    QCOMPARE(buyer.used(), std::string("0.00"));
}

void TestPaymentChain::aDoubtedReleaseCountsAgain_I7()
{
    Buyer buyer;
    const Outcome paid = buyer.pay(askFor("600000"));
    buyer.clock.advance(kHour);
    QVERIFY(buyer.release(paid.row.id));
    buyer.reorganise();
    QVERIFY(buyer.doubt(paid.row.id));
    QVERIFY(buyer.row(paid.row.id).status == Status::Expired);
    QCOMPARE(buyer.used(), std::string("0.60"));
    buyer.restart();
    QCOMPARE(buyer.used(), std::string("0.60"));
    QVERIFY(buyer.release(paid.row.id)); // proven anew
    QCOMPARE(buyer.used(), std::string("0.00"));
    QVERIFY(buyer.verifies());
}

void TestPaymentChain::aProofThatHoldsOnTheNewChainStays()
{
    Buyer buyer;
    const Outcome unused = buyer.pay(askFor("100000", "/a"));
    const Outcome used = buyer.pay(askFor("100000", "/b"));
    buyer.clock.advance(kHour);
    QVERIFY(buyer.release(unused.row.id));
    QVERIFY(buyer.settle(used.row.id, kStart));
    buyer.reorganise();
    QVERIFY(!buyer.release(unused.row.id)); // it is released already; no longer in doubt
    QVERIFY(buyer.settle(used.row.id, kStart));
    QVERIFY(!buyer.till().isInDoubt(unused.row.id) && !buyer.till().isInDoubt(used.row.id));
    QVERIFY(!buyer.doubt(unused.row.id) && !buyer.doubt(used.row.id));
    QCOMPARE(buyer.used(), std::string("0.10"));
    QVERIFY(buyer.row(used.row.id).proof == Proof::Proven);
}

void TestPaymentChain::doubtNeedsAVanishedBlock_I7()
{
    Buyer buyer;
    const Outcome paid = buyer.pay(askFor("600000"));
    QVERIFY(buyer.settle(paid.row.id, kStart));
    QVERIFY(!buyer.doubt(paid.row.id) && !buyer.doubt({99}));
    must(buyer.till().sawReorganisation("eip155:1", "elsewhere"));
    QVERIFY(!buyer.doubt(paid.row.id));
    QVERIFY(buyer.row(paid.row.id).proof == Proof::Proven);
}

void TestPaymentChain::doubtsOutliveARestart()
{
    Buyer buyer;
    const Outcome paid = buyer.pay(askFor("600000"));
    QVERIFY(buyer.settle(paid.row.id, kStart));
    buyer.clock.advance(kMinute);
    buyer.reorganise();
    buyer.restart();
    QVERIFY(buyer.till().isInDoubt(paid.row.id));
    buyer.clock.advance(kMinute);
    QVERIFY(buyer.settle(paid.row.id, kStart));
    buyer.restart();
    QVERIFY(!buyer.till().isInDoubt(paid.row.id));
}

void TestPaymentChain::evidenceReleasesAtMostOneLimitAWindow_I7()
{
    Buyer buyer;
    int released = 0;
    for (int each = 0; each < 9; ++each) { // a node that calls everything unused
        const Outcome paid = buyer.pay(askFor("300000", "/" + std::to_string(each)));
        buyer.clock.advance(2 * kMinute);
        released += paid.reservation && buyer.release(paid.row.id) ? 1 : 0;
    }
    QCOMPARE(released, 3); // 0.90 of 1.00
    QCOMPARE(buyer.used(), std::string("0.90"));
    QCOMPARE(buyer.till().heldReleases(), std::size_t{3});
}

void TestPaymentChain::whatIsHeldIsReleasedInTheNextWindow_I7()
{
    Buyer buyer;
    const Outcome first = buyer.pay(askFor("1000000", "/a"));
    buyer.clock.advance(2 * kMinute);
    QVERIFY(buyer.release(first.row.id));
    const Outcome second = buyer.pay(askFor("1000000", "/b"));
    buyer.clock.advance(2 * kMinute);
    QVERIFY(!buyer.release(second.row.id));
    QCOMPARE(buyer.used(), std::string("1.00"));
    QVERIFY(!buyer.till().toProve(10, 0, anyNetwork).empty()); // it stays on the list
    buyer.clock.advance(kDay);
    QVERIFY(buyer.release(second.row.id));
    QCOMPARE(buyer.till().heldReleases(), std::size_t{0});
}

void TestPaymentChain::releasesAreCountedAcrossARestart_I7()
{
    Buyer buyer;
    const Outcome first = buyer.pay(askFor("1000000", "/a"));
    buyer.clock.advance(2 * kMinute);
    QVERIFY(buyer.release(first.row.id));
    const Outcome second = buyer.pay(askFor("1000000", "/b"));
    buyer.clock.advance(2 * kMinute);
    buyer.restart();
    QVERIFY(!buyer.release(second.row.id));
    QCOMPARE(buyer.used(), std::string("1.00"));
}

void TestPaymentChain::aCountLimitCapsReleasesToo_I7()
{
    Buyer buyer(policyOf(R"({"version":1,"name":"t","default":"allow","budgets":[
        {"name":"two","limit":{"payments":2},"window":{"calendar":"day"}}]})"));
    int released = 0;
    for (int each = 0; each < 6; ++each) {
        const Outcome paid = buyer.pay(askFor("1", "/" + std::to_string(each)));
        buyer.clock.advance(2 * kMinute);
        released += paid.reservation && buyer.release(paid.row.id) ? 1 : 0;
    }
    QCOMPARE(released, 2);
}

void TestPaymentChain::everyUnprovenPaymentHasItsTurn()
{
    Buyer buyer;
    for (int each = 0; each < 97; ++each) {
        buyer.pay(askFor("1", "/" + std::to_string(each)));
    }
    std::set<PaymentId> asked;
    for (std::uint64_t round = 0; round < 60; ++round) {
        const auto ids = buyer.till().toProve(10, round, anyNetwork);
        QCOMPARE(ids.size(), std::size_t{10});
        asked.insert(ids.begin(), ids.end());
    }
    QCOMPARE(asked.size(), std::size_t{97});
    QCOMPARE(buyer.till().toProve(200, 5, anyNetwork).size(), std::size_t{97});
}

void TestPaymentChain::networksWithoutNodesAreNotAskedAbout()
{
    Buyer buyer;
    buyer.pay(askFor("1"));
    QVERIFY(buyer.till().toProve(10, 0, [](const std::string&) { return false; }).empty());
    QCOMPARE(buyer.till().toProve(10, 0, [](const std::string& caip2) { return caip2 == kBase; }).size(),
             std::size_t{1});
}

QTEST_APPLESS_MAIN(TestPaymentChain)
#include "tst_payment_chain.moc"
