#include "core/policy/observed.h"

#include "facts.h"

#include <QTest>

using namespace till;
using namespace till::policy;
using namespace till::tests;

namespace {

/// Asks for everything that can be asked.
constexpr const char* kCurious = R"({"version":1,"name":"curious","default":"ask","rules":[
  {"name":"new","verdict":"ask","when":{"firstToHost":true}},
  {"name":"new payee","verdict":"ask","when":{"firstToPayTo":true}},
  {"name":"changed","verdict":"ask","when":{"payToChanged":true}},
  {"name":"dear","verdict":"ask","when":{"price":{"differsByPercent":50,"last":5,"direction":"up"}}}],
 "budgets":[
  {"name":"day","limit":{"usd":"5"},"window":{"calendar":"day","zone":"UTC"}},
  {"name":"elsewhere","limit":{"usd":"1"},"window":{"lifetime":true},"only":{"hosts":["other.test"]}},
  {"name":"rate","limit":{"payments":3},"window":{"rollingSeconds":60}}],
 "grants":[{"name":"g","host":"api.shop.test","perPaymentUsd":"2","perDayUsd":"3","untilSeconds":1767500000},
           {"name":"h","host":"other.test","perPaymentUsd":"2","perDayUsd":"3","untilSeconds":1767500000}]})";

struct Seen {
    Decision decision;
    Explanation words;
    Observed observed;
};

Seen observe(const Till& till, const PaymentFacts& facts)
{
    const Observer observer(till.book, till.memory);
    const DecisionInput input{facts, till.global, till.agent, observer, observer, till.now};
    Seen seen;
    seen.decision = decide(input);
    seen.words = explain(input, seen.decision);
    static_cast<void>(differences(facts, observer));
    seen.observed = observer.observed();
    return seen;
}

/// The verdict computed again, and whether an answer was missing.
std::pair<Verdict, bool> replay(const Till& till, const PaymentFacts& facts, const Observed& observed)
{
    const Till bare(till.global, till.agent);
    const Replay answers(observed, bare.book);
    const Decision decision = decide({facts, till.global, till.agent, answers, answers, till.now});
    return {decision.verdict, answers.lacksAnswers()};
}

} // namespace

class TestObserved : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatWasAskedIsKept()
    {
        const Seen everyday =
            observe(Till(policyFrom(R"({"version":1,"name":"t","default":"allow"})")), paymentOf("1"));
        QVERIFY(everyday.observed.sums[0].empty());
        QVERIFY(everyday.observed.sums[1].empty());
        QVERIFY(everyday.observed.medians.empty());
        QVERIFY(!everyday.observed.knowsPayTo);
        QVERIFY(!everyday.observed.usualPrices);
    }

    void everySumThatCountsThePaymentIsKeptOnce()
    {
        const Seen seen = observe(Till(policyFrom(kCurious)), paymentOf("1"));
        std::vector<std::uint32_t> places;
        for (const Observed::Sum& sum : seen.observed.sums[1])
            places.push_back(sum.place);
        // Two of the three budgets count it, and the one grant for this merchant (after the budgets).
        QCOMPARE(places, (std::vector<std::uint32_t>{0, 2, 3}));
    }

    void theMerchantsAnswersAreKept()
    {
        Till till(policyFrom(kCurious));
        PaymentFacts before = paymentOf("0.50");
        before.line.payTo = std::string(kOtherPayee);
        till.pay(before);
        // Above what the grant covers, so that the ask rules are tried.
        const Seen seen = observe(till, paymentOf("2.50"));
        QCOMPARE(seen.observed.paymentsToHost, std::optional<std::uint64_t>(1));
        QCOMPARE(seen.observed.knowsPayTo, std::optional(false));
        QCOMPARE(seen.observed.isPayeeOfHost, std::optional(false));
        QCOMPARE(seen.observed.changedFromPayTo, std::optional(std::string(kOtherPayee)));
        QVERIFY(seen.observed.medians.at(0) == (Observed::Median{5, MerchantAnswers::Median{usd("1"), 1}}));
    }

    void withoutTheHistoryTheRecordGivesTheVerdict_data()
    {
        QTest::addColumn<int>("earlier");
        QTest::addColumn<QByteArray>("price");
        QTest::newRow("first") << 0 << QByteArray("1");
        QTest::newRow("covered by the grant") << 1 << QByteArray("1");
        QTest::newRow("risen") << 2 << QByteArray("2.40");
        QTest::newRow("over the rate") << 3 << QByteArray("0.10");
        QTest::newRow("over the day") << 2 << QByteArray("4.90");
    }
    void withoutTheHistoryTheRecordGivesTheVerdict()
    {
        QFETCH(int, earlier);
        QFETCH(QByteArray, price);
        Till till(policyFrom(kCurious));
        for (int each = 0; each < earlier; ++each)
            till.pay(paymentOf("1"));
        const PaymentFacts facts = paymentOf(price.toStdString());
        const Seen seen = observe(till, facts);
        QCOMPARE(replay(till, facts, seen.observed), std::pair(seen.decision.verdict, false));
    }

    void aSumIsHeldAgainstTheLimitAnew()
    {
        // Somebody lowers the recorded sum: what comes out is what that sum means, not what was recorded.
        Till till(policyFrom(kCurious));
        for (int each = 0; each < 3; ++each)
            till.pay(paymentOf("1"));
        const PaymentFacts facts = paymentOf("0.10");
        Seen seen = observe(till, facts);
        QVERIFY(seen.decision.verdict == Verdict::Deny);
        for (Observed::Sum& sum : seen.observed.sums[1])
            sum.used = money::Amount::zero();
        QVERIFY(replay(till, facts, seen.observed).first != Verdict::Deny);
    }

    void aMissingAnswerIsNoticed_data()
    {
        QTest::addColumn<int>("missing");
        QTest::newRow("sums") << 0;
        QTest::newRow("payments") << 1;
        QTest::newRow("payee") << 2;
        QTest::newRow("payee before") << 3;
        QTest::newRow("median") << 4;
    }
    void aMissingAnswerIsNoticed()
    {
        QFETCH(int, missing);
        Till till(policyFrom(kCurious));
        till.pay(paymentOf("0.50"));
        const PaymentFacts facts = paymentOf("2.50");
        Seen seen = observe(till, facts);
        QVERIFY(!replay(till, facts, seen.observed).second);
        switch (missing) {
        case 0:
            seen.observed.sums[1].erase(seen.observed.sums[1].begin());
            break;
        case 1:
            seen.observed.paymentsToHost.reset();
            break;
        case 2:
            seen.observed.knowsPayTo.reset();
            break;
        case 3:
            seen.observed.changedFromPayTo.reset();
            break;
        default:
            seen.observed.medians.clear();
        }
        QVERIFY(replay(till, facts, seen.observed).second);
    }

    void judgingAgainstTheSameSumSaysTheSame()
    {
        Till till(policyFrom(kCurious));
        till.pay(paymentOf("1.25"));
        const PaymentFacts facts = paymentOf("4");
        const SpendKeys keys = till.book.keysOf(facts.line);
        const auto& trackers = *till.book.trackersOf("agent_1");
        for (const BudgetTracker& tracker : trackers) {
            const auto live = tracker.judge(facts.line, keys, facts.amount, till.now);
            const auto used = live ? live->used : money::Amount::zero();
            const auto again =
                tracker.judgeAgainst(facts.line, facts.amount, used, live ? live->resetAt : std::nullopt);
            QCOMPARE(again.has_value(), live.has_value());
            if (live) {
                QVERIFY(again->thisOne == live->thisOne && again->limit == live->limit);
                QCOMPARE(again->isExceeded, live->isExceeded);
                QCOMPARE(again->resetAt, live->resetAt);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestObserved)
#include "tst_observed.moc"
