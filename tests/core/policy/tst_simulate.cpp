#include "core/policy/simulate.h"

#include "tests/core/policy/facts.h"

#include <QTest>

#include <random>

using namespace till;
using namespace till::policy;
using namespace till::tests;

namespace {

RecordedAsk askAt(std::int64_t id, Instant at, const char* price, Verdict was, bool wasPaid)
{
    return {.id = id,
            .facts = paymentOf(price),
            .at = at,
            .verdict = was,
            .wasPaid = wasPaid,
            .end = at.plusMs(kMinute),
            .settledAt = {},
            .releasedAt = {}};
}

Policy allowing(const std::string& members)
{
    return policyFrom(R"({"version":1,"name":"draft","default":"allow")" +
                      (members.empty() ? "" : "," + members) + "}");
}

const std::string kOneDollarADay =
    R"("budgets":[{"name":"day","limit":{"usd":"1"},"window":{"calendar":"day","zone":"UTC"}}])";

} // namespace

class TestSimulate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSamePolicyChangesNothing_data();
    void theSamePolicyChangesNothing();
    void countsAndSumsAreThoseOfEachDay();
    void whatTheDraftDeniesLeavesRoomForWhatComesAfter();
    void whatWasNotPaidAndWouldBeCounts();
    void whatIsAskedCountsWhenItWasPaid();
    void whatWasProvenUnusedGivesRoomFromThenOn();
    void whatWasSettledCountsUntilItsBlock();
    void whatWasThereBeforeCounts();
    void otherAgentsCountInTheGlobalPolicy();
    void aDraftOfTheGlobalPolicyIsRunOverEverybody();
    void daysAreThoseOfTheZone();
    void examplesAreTheFirstAndBounded();
    void practiceMoneyStaysApart();
};

void TestSimulate::theSamePolicyChangesNothing_data()
{
    QTest::addColumn<QByteArray>("preset");
    for (const char* preset : {"practice", "careful", "everyday", "autopilot"})
        QTest::newRow(preset) << QByteArray(preset);
}

// What the engine said, fed back as history, is said again.
void TestSimulate::theSamePolicyChangesNothing()
{
    QFETCH(QByteArray, preset);
    const Policy policy = presetPolicy(preset.toStdString(), TimeZone()).value();
    Till till(policy);
    const Policy global = emptyPolicy();
    Simulation simulation("agent_1", global, policy, TimeZone());
    std::mt19937_64 random(7);
    std::uint64_t asks = 0;
    for (std::int64_t id = 1; id <= 1500; ++id) {
        till.now = till.now.plusMs(static_cast<std::int64_t>(random() % 120'000));
        PaymentFacts facts = random() % 5 == 0 ? practicePaymentOf("0.40")
                                               : paymentOf("0." + std::to_string(1 + random() % 9));
        facts.line.host = "h" + std::to_string(random() % 4) + ".test";
        facts.line.payTo = std::string(random() % 6 == 0 ? kOtherPayee : kShopPayee);
        const Verdict verdict = till.decide(facts).verdict;
        const bool isPaid = verdict == Verdict::Allow || (verdict == Verdict::Ask && random() % 2 == 0);
        if (isPaid)
            QCOMPARE(till.pay(facts) > 0, true);
        simulation.decide({.id = id,
                           .facts = facts,
                           .at = till.now,
                           .verdict = verdict,
                           .wasPaid = isPaid,
                           .end = till.now.plusMs(kMinute),
                           .settledAt = {},
                           .releasedAt = {}});
        ++asks;
    }
    std::uint64_t seen = 0;
    for (const SimulatedDay& day : simulation.days()) {
        QCOMPARE(day.differ, std::uint64_t{0});
        QVERIFY(day.was == day.would);
        seen += day.would.allowed + day.would.asked + day.would.denied;
    }
    QCOMPARE(seen, asks);
    QVERIFY(simulation.differences().empty());
}

void TestSimulate::countsAndSumsAreThoseOfEachDay()
{
    const Policy draft = allowing(R"("rules":[
        {"name":"dear","verdict":"ask","when":{"amount":{"above":"1"}}},
        {"name":"very dear","verdict":"deny","when":{"amount":{"above":"2"}}}])");
    const Policy global = emptyPolicy();
    Simulation simulation("agent_1", global, draft, TimeZone());
    simulation.decide(askAt(1, kNoon, "0.50", Verdict::Ask, true));
    simulation.decide(askAt(2, kNoon.plusMs(kHour), "1.50", Verdict::Allow, true));
    simulation.decide(askAt(3, kNoon.plusMs(2 * kHour), "2.50", Verdict::Deny, false));
    simulation.decide(askAt(4, kNoon.plusMs(kDay), "0.25", Verdict::Allow, true));
    QCOMPARE(simulation.days().size(), std::size_t{2});
    const SimulatedDay& first = simulation.days().front();
    QCOMPARE(first.start.unixMs, kNoon.plusMs(-12 * kHour).unixMs);
    QCOMPARE(first.differ, std::uint64_t{2});
    QVERIFY(first.was == (SimulatedCounts{1, 1, 1, usd("1.50"), usd("0.50"), usd("2.50")}));
    QVERIFY(first.would == (SimulatedCounts{1, 1, 1, usd("0.50"), usd("1.50"), usd("2.50")}));
    const SimulatedDay& second = simulation.days().back();
    QVERIFY(second.was == second.would && second.differ == 0);
    QCOMPARE(second.would.allowedMicro, usd("0.25"));
    // Row: what was; column: what would be. Ask to allow, allow to ask, deny to deny, allow to allow.
    QVERIFY(simulation.changes() == (SimulatedChanges{{{{1, 1, 0}, {1, 0, 0}, {0, 0, 1}}}}));
}

void TestSimulate::whatTheDraftDeniesLeavesRoomForWhatComesAfter()
{
    const Policy draft = allowing(kOneDollarADay);
    const Policy global = emptyPolicy();
    Simulation simulation("agent_1", global, draft, TimeZone());
    simulation.decide(askAt(1, kNoon, "0.90", Verdict::Allow, true));
    simulation.decide(askAt(2, kNoon.plusMs(1000), "0.90", Verdict::Allow, true));
    simulation.decide(askAt(3, kNoon.plusMs(2000), "0.10", Verdict::Allow, true));
    QCOMPARE(simulation.days().front().would.allowed, std::uint64_t{2});
    QCOMPARE(simulation.days().front().would.allowedMicro, usd("1"));
    QCOMPARE(simulation.differences().front().id, std::int64_t{2});
    QVERIFY(simulation.differences().front().sentence.find("day") != std::string::npos);
}

void TestSimulate::whatWasNotPaidAndWouldBeCounts()
{
    const Policy draft = allowing(kOneDollarADay);
    const Policy global = emptyPolicy();
    Simulation simulation("agent_1", global, draft, TimeZone());
    simulation.decide(askAt(1, kNoon, "0.90", Verdict::Deny, false)); // denied then, allowed by the draft
    simulation.decide(askAt(2, kNoon.plusMs(1000), "0.90", Verdict::Allow, true));
    QCOMPARE(simulation.days().front().would.allowed, std::uint64_t{1});
    QCOMPARE(simulation.days().front().would.denied, std::uint64_t{1});
    QCOMPARE(simulation.days().front().differ, std::uint64_t{2});
}

void TestSimulate::whatIsAskedCountsWhenItWasPaid()
{
    const Policy draft = allowing(
        kOneDollarADay + R"(,"rules":[{"name":"all","verdict":"ask","when":{"amount":{"above":"0.50"}}}])");
    for (const bool wasPaid : {true, false}) {
        const Policy global = emptyPolicy();
        Simulation simulation("agent_1", global, draft, TimeZone());
        simulation.decide(askAt(1, kNoon, "0.90", Verdict::Allow, wasPaid));
        simulation.decide(askAt(2, kNoon.plusMs(1000), "0.40", Verdict::Allow, true));
        QCOMPARE(simulation.days().front().would.asked, std::uint64_t{1});
        QCOMPARE(simulation.days().front().would.denied, std::uint64_t{wasPaid ? 1U : 0U});
    }
}

void TestSimulate::whatWasProvenUnusedGivesRoomFromThenOn()
{
    const Policy draft = allowing(kOneDollarADay);
    const Policy global = emptyPolicy();
    Simulation simulation("agent_1", global, draft, TimeZone());
    RecordedAsk released = askAt(1, kNoon, "1", Verdict::Allow, true);
    released.releasedAt = kNoon.plusMs(kHour);
    simulation.decide(released);
    simulation.decide(askAt(2, kNoon.plusMs(kHour - 1), "1", Verdict::Deny, false));
    simulation.decide(askAt(3, kNoon.plusMs(kHour), "1", Verdict::Allow, true));
    QCOMPARE(simulation.days().front().differ, std::uint64_t{0});
    QCOMPARE(simulation.days().front().would.allowed, std::uint64_t{2});
}

void TestSimulate::whatWasSettledCountsUntilItsBlock()
{
    const Policy draft =
        allowing(R"("budgets":[{"name":"minute","limit":{"usd":"1"},"window":{"rollingSeconds":60}}])");
    const Policy global = emptyPolicy();
    Simulation simulation("agent_1", global, draft, TimeZone());
    RecordedAsk settled = askAt(1, kNoon, "1", Verdict::Allow, true);
    settled.settledAt = kNoon.plusMs(5000);
    simulation.decide(settled);
    simulation.decide(askAt(2, kNoon.plusMs(64'000), "1", Verdict::Deny, false));
    simulation.decide(askAt(3, kNoon.plusMs(66'000), "1", Verdict::Allow, true));
    QCOMPARE(simulation.days().front().differ, std::uint64_t{0});
}

void TestSimulate::whatWasThereBeforeCounts()
{
    const Policy draft =
        allowing(kOneDollarADay + R"(,"rules":[{"name":"new","verdict":"ask","when":{"firstToHost":true}}])");
    const Policy global = emptyPolicy();
    Simulation simulation("agent_1", global, draft, TimeZone());
    simulation.remember(askAt(1, kNoon, "0.90", Verdict::Allow, true));
    simulation.remember(askAt(2, kNoon, "0.90", Verdict::Deny, false)); // was not paid: it counts nowhere
    simulation.decide(askAt(3, kNoon.plusMs(1000), "0.20", Verdict::Allow, true));
    simulation.decide(askAt(4, kNoon.plusMs(2000), "0.10", Verdict::Allow, true));
    QCOMPARE(simulation.days().front().would.denied, std::uint64_t{1});
    QCOMPARE(simulation.days().front().would.allowed, std::uint64_t{1}); // the host is known
}

void TestSimulate::otherAgentsCountInTheGlobalPolicy()
{
    const Policy global = allowing(kOneDollarADay);
    const Policy draft = allowing("");
    Simulation simulation("agent_1", global, draft, TimeZone());
    RecordedAsk other = askAt(1, kNoon, "0.90", Verdict::Allow, true);
    other.facts.line.agent = "agent_2";
    simulation.remember(other);
    simulation.decide(askAt(2, kNoon.plusMs(1000), "0.20", Verdict::Allow, true));
    QCOMPARE(simulation.days().front().would.denied, std::uint64_t{1});
}

void TestSimulate::aDraftOfTheGlobalPolicyIsRunOverEverybody()
{
    const Policy draft = allowing(kOneDollarADay);
    Simulation simulation(
        {{"agent_1", allowing("")}, {"agent_2", policyFrom(R"({"version":1,"name":"a","default":"ask"})")}},
        draft, TimeZone());
    RecordedAsk other = askAt(1, kNoon, "0.90", Verdict::Allow, true);
    other.facts.line.agent = "agent_2";
    QVERIFY(simulation.isAbout("agent_2") && !simulation.isAbout("agent_3"));
    simulation.decide(other);
    simulation.decide(askAt(2, kNoon.plusMs(1000), "0.20", Verdict::Allow, true));
    QCOMPARE(simulation.days().front().would.asked, std::uint64_t{1});  // as its own policy says
    QCOMPARE(simulation.days().front().would.denied, std::uint64_t{1}); // together they spend too much
}

void TestSimulate::daysAreThoseOfTheZone()
{
    const Policy draft = allowing("");
    const Policy global = emptyPolicy();
    Simulation simulation("agent_1", global, draft, TimeZone::named("Pacific/Kiritimati").value());
    simulation.decide(askAt(1, kNoon.plusMs(-3 * kHour), "1", Verdict::Allow, true)); // 23:00 there
    simulation.decide(askAt(2, kNoon.plusMs(-2 * kHour), "1", Verdict::Allow, true)); // 00:00 there
    QCOMPARE(simulation.days().size(), std::size_t{2});
    QCOMPARE(simulation.days().back().start.unixMs, kNoon.plusMs(-2 * kHour).unixMs);
}

void TestSimulate::examplesAreTheFirstAndBounded()
{
    const Policy draft = policyFrom(R"({"version":1,"name":"d","default":"deny"})");
    const Policy global = emptyPolicy();
    Simulation simulation("agent_1", global, draft, TimeZone());
    for (std::int64_t id = 1; id <= 100; ++id)
        simulation.decide(askAt(id, kNoon.plusMs(id), "0.01", Verdict::Allow, true));
    QCOMPARE(simulation.differences().size(), kMaxSimulatedExamples);
    QCOMPARE(simulation.differences().front().id, std::int64_t{1});
    QCOMPARE(simulation.differences().back().id, static_cast<std::int64_t>(kMaxSimulatedExamples));
    QCOMPARE(simulation.days().front().differ, std::uint64_t{100});
}

void TestSimulate::practiceMoneyStaysApart()
{
    const Policy draft = allowing(kOneDollarADay);
    const Policy global = emptyPolicy();
    Simulation simulation("agent_1", global, draft, TimeZone());
    RecordedAsk practice = askAt(1, kNoon, "1", Verdict::Allow, true);
    practice.facts = practicePaymentOf("0.90");
    simulation.decide(practice);
    simulation.decide(askAt(2, kNoon.plusMs(1000), "0.90", Verdict::Allow, true));
    QCOMPARE(simulation.days().front().differ, std::uint64_t{0});
}

QTEST_APPLESS_MAIN(TestSimulate)
#include "tst_simulate.moc"
