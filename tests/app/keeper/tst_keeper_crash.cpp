#include "keeper_process.h"

#include <QTest>

#include <chrono>
#include <csignal>
#include <thread>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

const std::string kOneDollarAnHour = R"({"version":1,"name":"one dollar","default":"allow","budgets":[
    {"name":"hour","limit":{"usd":"1.00"},"window":{"rollingSeconds":3600}}]})";

void killAndStart(KeeperProcess& keeper)
{
    keeper.kill();
    keeper.start();
    keeper.unlock();
}

std::string headerOf(const PaymentAnswer& answer)
{
    return answer.headers.empty() ? std::string() : answer.headers.front().value;
}

} // namespace

class TestKeeperCrash : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedAtAnyMomentAPurchaseIsPaidOnceWithTheSameBytes_I5();
    void theBudgetSurvivesAKill_I2();
    void whatWaitsSurvivesAKill_I16();
    void aPauseSurvivesAKill_I10();
    void proofSurvivesAKill_I7();
    void aClockThatGoesBackOpensNoWindowAgain_I13();
    void afterAKillTheWalletIsLocked_I8();
};

void TestKeeperCrash::killedAtAnyMomentAPurchaseIsPaidOnceWithTheSameBytes_I5()
{
    KeeperProcess keeper;
    const std::string token = keeper.withPolicy(R"({"version":1,"name":"t","default":"allow"})");
    constexpr int kAsks = 40;
    std::size_t answered = 0;
    for (const int microseconds : {0, 500, 2500, 9000}) {
        // A burst, and then the kill, wherever the keeper is with it by then.
        const std::string burst = "/" + std::to_string(microseconds) + "/";
        for (int each = 0; each < kAsks; ++each) {
            keeper.gateway().send(encode(1000 + each, payFor(token, "1000", burst + std::to_string(each))));
        }
        std::this_thread::sleep_for(std::chrono::microseconds(microseconds));
        ::kill(keeper.pid(), SIGKILL);
        std::vector<PaymentAnswer> left(kAsks);
        while (const auto frame = keeper.gateway().receive()) {
            const auto envelope = parseFrame(*frame);
            left[static_cast<std::size_t>(envelope->id - 1000)] = Line::answerIn<PaymentAnswer>(*envelope);
        }
        killAndStart(keeper);
        for (int each = 0; each < kAsks; ++each) {
            keeper.gateway().send(encode(1000 + each, payFor(token, "1000", burst + std::to_string(each))));
        }
        for (int each = 0; each < kAsks; ++each) {
            const auto frame = keeper.gateway().receive();
            QVERIFY(frame);
            const auto envelope = parseFrame(*frame);
            const auto again = Line::answerIn<PaymentAnswer>(*envelope);
            const PaymentAnswer& before = left[static_cast<std::size_t>(envelope->id - 1000)];
            QVERIFY(!headerOf(again).empty());
            if (before.headers.empty()) {
                continue; // nothing had left: the same purchase is paid now
            }
            ++answered;
            QVERIFY(again.joined);
            QCOMPARE(again.id, before.id);
            QCOMPARE(headerOf(again), headerOf(before));
        }
    }
    qInfo("%zu of %d asks were answered before the kill", answered, 4 * kAsks);
    PaymentsList list;
    list.limit = 25;
    std::size_t rows = 0;
    do {
        const auto page = keeper.owner().get<PaymentsPage>(list);
        rows += page.payments.size();
        list.after = page.next;
    } while (list.after);
    QCOMPARE(rows, std::size_t{4 * kAsks});
    QVERIFY(keeper.owner().get<LedgerVerified>(LedgerVerify()).ok);
}

void TestKeeperCrash::theBudgetSurvivesAKill_I2()
{
    KeeperProcess keeper;
    const std::string token = keeper.withPolicy(kOneDollarAnHour);
    int paid = 0;
    for (int each = 0; each < 4; ++each) {
        paid +=
            headerOf(keeper.gateway().get<PaymentAnswer>(payFor(token, "300000", "/" + std::to_string(each))))
                    .empty()
                ? 0
                : 1;
        const auto budget = keeper.gateway().get<AgentSelfAnswer>(AgentSelf{token}).budgets.front();
        killAndStart(keeper);
        const auto after = keeper.gateway().get<AgentSelfAnswer>(AgentSelf{token}).budgets.front();
        QCOMPARE(after.used, budget.used);
        QCOMPARE(after.remaining, budget.remaining);
    }
    QCOMPARE(paid, 3);
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(payFor(token, "100001", "/more")).code,
             std::string("budget_exceeded"));
    QVERIFY(!headerOf(keeper.gateway().get<PaymentAnswer>(payFor(token, "100000", "/rest"))).empty());
}

void TestKeeperCrash::whatWaitsSurvivesAKill_I16()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("careful");
    const auto waiting = keeper.gateway().get<PaymentAnswer>(payFor(token, "1000"));
    const auto shown = keeper.owner().get<ApprovalsAnswer>(ApprovalList()).approvals.front();
    killAndStart(keeper);
    const auto after = keeper.owner().get<ApprovalsAnswer>(ApprovalList()).approvals.front();
    QCOMPARE(toBody(after).dump(), toBody(shown).dump());
    QVERIFY(keeper.gateway().get<PaymentAnswer>(payFor(token, "1000")).joined);
    // Approved and killed at once: it is decided once, whichever way it went.
    keeper.owner().send(encode(77, ApprovalDecide{waiting.id, "approve", shown.shownHash, "cli", "", {}}));
    ::kill(keeper.pid(), SIGKILL);
    killAndStart(keeper);
    auto state = keeper.gateway().get<PaymentAnswer>(PaymentGet{token, waiting.id});
    if (state.status == "waiting") {
        keeper.owner().get<PaymentAnswer>(
            ApprovalDecide{waiting.id, "approve", shown.shownHash, "cli", "", {}});
        state = keeper.gateway().get<PaymentAnswer>(PaymentGet{token, waiting.id});
    }
    QCOMPARE(state.status, std::string("authorized"));
    const std::string header = headerOf(state);
    QVERIFY(!header.empty());
    killAndStart(keeper);
    QCOMPARE(headerOf(keeper.gateway().get<PaymentAnswer>(PaymentGet{token, waiting.id})), header);
}

void TestKeeperCrash::aPauseSurvivesAKill_I10()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    keeper.owner().get<Done>(PauseAll());
    killAndStart(keeper);
    QVERIFY(keeper.owner().get<StatusAnswer>(StatusGet()).paused);
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(payFor(token, "1000")).code, std::string("paused"));
    keeper.owner().get<Done>(ResumeAll());
    killAndStart(keeper);
    QVERIFY(!headerOf(keeper.gateway().get<PaymentAnswer>(payFor(token, "1000"))).empty());
}

void TestKeeperCrash::proofSurvivesAKill_I7()
{
    KeeperProcess keeper;
    const std::string token = keeper.withPolicy(kOneDollarAnHour);
    const auto used = keeper.gateway().get<PaymentAnswer>(payFor(token, "500000", "/used"));
    const auto unused = keeper.gateway().get<PaymentAnswer>(payFor(token, "500000", "/unused"));
    keeper.watcher().get<Done>(
        SettledEvidence{used.id, "0x1", {1, used.authorization->validBeforeSeconds - 30, "0xb"}, "node"});
    keeper.watcher().get<Done>(
        UnusedEvidence{unused.id, {1, unused.authorization->validBeforeSeconds, "0xb"}, "node"});
    killAndStart(keeper);
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(PaymentGet{token, used.id}).status, std::string("settled"));
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(PaymentGet{token, unused.id}).status, std::string("void"));
    QCOMPARE(keeper.gateway().get<AgentSelfAnswer>(AgentSelf{token}).budgets.front().used,
             std::string("0.50"));
    // What is void is paid under another nonce when it is asked for again.
    const auto again = keeper.gateway().get<PaymentAnswer>(payFor(token, "500000", "/unused"));
    QVERIFY(again.id != unused.id && again.authorization->nonce != unused.authorization->nonce);
}

void TestKeeperCrash::aClockThatGoesBackOpensNoWindowAgain_I13()
{
    KeeperProcess keeper(KeeperProcess::WallClock::Turned);
    const std::string token = keeper.withPolicy(kOneDollarAnHour);
    const auto pays = [&](const std::string& path) {
        return !headerOf(keeper.gateway().get<PaymentAnswer>(payFor(token, "1000000", path))).empty();
    };
    constexpr std::int64_t kHour = 3600;
    QVERIFY(pays("/first"));
    QVERIFY(!pays("/second"));
    keeper.clock().setAhead(2 * kHour);
    QVERIFY(pays("/later")); // its window has passed
    for (const std::int64_t ahead : {std::int64_t{0}, -24 * kHour, 2 * kHour - 300, 2 * kHour + 60}) {
        keeper.clock().setAhead(ahead);
        QVERIFY(!pays("/back" + std::to_string(ahead)));
        killAndStart(keeper);
        QVERIFY(!pays("/killed" + std::to_string(ahead)));
    }
    keeper.clock().setAhead(0);
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(payFor(token, "1", "/small")).code,
             std::string("clock_wrong"));
    keeper.clock().setAhead(4 * kHour);
    QVERIFY(pays("/forward"));
}

void TestKeeperCrash::afterAKillTheWalletIsLocked_I8()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    const auto paid = keeper.gateway().get<PaymentAnswer>(payWithKey(token, "1000", "k"));
    keeper.kill();
    keeper.start();
    QCOMPARE(keeper.gateway().codeOf(payFor(token, "1000", "/new")), std::string("locked"));
    QCOMPARE(keeper.gateway().codeOf(payWithKey(token, "1000", "k")), std::string("locked"));
    QCOMPARE(keeper.gateway().codeOf(PaymentGet{token, paid.id}), std::string("locked"));
    QVERIFY(!keeper.admin().get<StatusAnswer>(StatusGet()).proved);
}

QTEST_GUILESS_MAIN(TestKeeperCrash)
#include "tst_keeper_crash.moc"
