#include "core/payment/shadow.h"

#include "decision_history.h"

#include <QTest>

#include <algorithm>

using namespace till;
using namespace till::payment;
using namespace till::tests;

namespace {

const Author kOwner{"cli", "to see"};

constexpr const char* kStrict = R"({"version":1,"name":"strict","default":"allow","rules":[
  {"name":"dear","verdict":"deny","when":{"amount":{"above":"0.20"}}}],
 "budgets":[{"name":"hour","limit":{"usd":"0.30"},"window":{"rollingSeconds":3600},"whenExceeded":"ask"}]})";

void setShadow(Desk& desk, const std::string& owner, std::string_view document = kStrict)
{
    QCOMPARE(must(desk.till().setShadow(owner, policyOf(document), kOwner)), std::string());
    desk.commit();
}

std::int64_t countOf(Desk& desk, const std::string& owner, std::string_view live, std::string_view would)
{
    for (const ledger::ShadowCount& each : must(desk.till().shadowTally(owner)).counts) {
        if (each.live == live && each.would == would) {
            return each.payments;
        }
    }
    return 0;
}

std::size_t examplesOf(Desk& desk, const std::string& owner)
{
    return must(desk.till().shadowTally(owner)).examples.size();
}

/// Rows about payments, and what they say: numbers of rows and times stand aside.
std::vector<std::pair<std::string, std::string>> withoutShadows(const LedgerFile& file)
{
    std::vector<std::pair<std::string, std::string>> rows;
    for (const auto& [seq, event] : rowsOf(file)) {
        if (!event.kind.starts_with("shadow.")) {
            rows.emplace_back(std::to_string(event.at.unixMs) + " " + event.kind + " " + event.agent,
                              event.body);
        }
    }
    return rows;
}

} // namespace

class TestShadow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withAShadowEveryRowIsByteForByteWhatItIsWithout()
    {
        Desk plain;
        liveThroughEverything(plain);
        Desk shadowed;
        // The global one first: it sees every payment from the beginning.
        setShadow(shadowed, std::string(kGlobalName));
        liveThroughEverything(shadowed);
        QVERIFY(withoutShadows(shadowed.file) == withoutShadows(plain.file));
        QVERIFY(examplesOf(shadowed, std::string(kGlobalName)) > 5);
    }

    void withAShadowOfTheAgentTheSameHolds()
    {
        const auto pay = [](Desk& desk) {
            for (int each = 0; each < 12; ++each) {
                desk.clock.advance(kMinute);
                desk.pay(askFor(each % 3 == 0 ? "250000" : "90000", "/v1/" + std::to_string(each)));
            }
        };
        Desk plain;
        plain.addAgent("t", allowUpTo("1"));
        pay(plain);
        Desk shadowed;
        shadowed.addAgent("t", allowUpTo("1"));
        setShadow(shadowed, "a1");
        pay(shadowed);
        QVERIFY(withoutShadows(shadowed.file) == withoutShadows(plain.file));
        QVERIFY(examplesOf(shadowed, "a1") > 0);
    }

    void differencesAreCountedAndTheLastOnesSayWhy()
    {
        Desk desk;
        desk.addAgent("t", allowUpTo("5"));
        setShadow(desk, "a1");
        desk.pay(askFor("100000", "/a"));
        const auto dear = desk.pay(askFor("250000", "/b"));
        QCOMPARE(countOf(desk, "a1", "allow", "allow"), std::int64_t{1});
        QCOMPARE(countOf(desk, "a1", "allow", "deny"), std::int64_t{1});
        const auto tally = must(desk.till().shadowTally("a1"));
        QCOMPARE(tally.examples.size(), std::size_t{1});
        QCOMPARE(tally.examples.front().payment, dear.row.id);
        QVERIFY2(tally.examples.front().sentence.find("rule \"dear\": 0.25 USD is above 0.2") !=
                     std::string::npos,
                 tally.examples.front().sentence.c_str());
    }

    void itsBudgetsCountWhatIsPaidLiveAlsoFromBeforeItWasSet()
    {
        Desk desk;
        desk.addAgent("t", allowUpTo("5"));
        desk.pay(askFor("150000", "/before"));
        setShadow(desk, "a1");
        desk.pay(askFor("150000", "/a")); // 0.30 of 0.30
        QCOMPARE(countOf(desk, "a1", "allow", "allow"), std::int64_t{1});
        desk.pay(askFor("10000", "/b"));
        QCOMPARE(countOf(desk, "a1", "allow", "ask"), std::int64_t{1});
        // What it would have refused was paid, so it counts.
        desk.clock.advance(30 * kMinute);
        desk.pay(askFor("10000", "/c"));
        QCOMPARE(countOf(desk, "a1", "allow", "ask"), std::int64_t{2});
        desk.clock.advance(2 * kHour);
        desk.pay(askFor("10000", "/d"));
        QCOMPARE(countOf(desk, "a1", "allow", "allow"), std::int64_t{2});
    }

    void whatTheLiveRulesDenyIsComparedToo()
    {
        Desk desk;
        desk.addAgent("t", allowUpTo("0.01"));
        setShadow(desk, "a1");
        desk.pay(askFor("100000", "/a"));
        QCOMPARE(countOf(desk, "a1", "deny", "allow"), std::int64_t{1});
    }

    void whatWaitsIsComparedOnceAndNotAgainWhenApproved()
    {
        Desk desk;
        desk.addAgent("t", policyOf(R"({"version":1,"name":"t","default":"ask"})"));
        setShadow(desk, "a1");
        desk.approve(desk.pay(askFor("100000", "/a")));
        QCOMPARE(countOf(desk, "a1", "ask", "allow"), std::int64_t{1});
        QCOMPARE(must(desk.till().shadowTally("a1")).counts.size(), std::size_t{1});
    }

    void whatNoRuleDecidedIsNotCompared()
    {
        Desk desk;
        desk.addAgent("t", allowUpTo("5"));
        setShadow(desk, "a1");
        const auto first = desk.pay(askWithKey("100000", "k", "/a"));
        desk.pay(askWithKey("100000", "k", "/a")); // the same again
        desk.till().close();
        desk.pay(askFor("100000", "/locked"));
        static_cast<void>(first);
        const auto tally = must(desk.till().shadowTally("a1"));
        QVERIFY(tally.counts == (std::vector<ledger::ShadowCount>{{"allow", "allow", 1}}));
    }

    void aQuoteSaysNothing()
    {
        Desk desk;
        desk.addAgent("t", allowUpTo("5"));
        setShadow(desk, "a1");
        static_cast<void>(desk.till().quote(desk.agent("a1"), askFor("250000")));
        desk.commit();
        QVERIFY(must(desk.till().shadowTally("a1")).counts.empty());
    }

    void theGlobalShadowSeesEveryAgent()
    {
        Desk desk;
        desk.addAgent("t", allowUpTo("5"));
        desk.addAgent("u", allowUpTo("5"));
        setShadow(desk, std::string(kGlobalName));
        desk.pay(askFor("250000", "/a"), "a1");
        desk.pay(askFor("250000", "/b"), "a2");
        QCOMPARE(countOf(desk, std::string(kGlobalName), "allow", "deny"), std::int64_t{2});
        QCOMPARE(examplesOf(desk, "a1"), std::size_t{0});
    }

    void anAgentsShadowSeesNoOther()
    {
        Desk desk;
        desk.addAgent("t", allowUpTo("5"));
        desk.addAgent("u", allowUpTo("5"));
        setShadow(desk, "a1");
        desk.pay(askFor("250000", "/b"), "a2");
        QVERIFY(must(desk.till().shadowTally("a1")).counts.empty());
    }

    void whatIsGrantedBesideTheLivePolicyHoldsForItsShadowToo()
    {
        Desk desk;
        desk.addAgent("t", policyOf(R"({"version":1,"name":"t","default":"ask"})"));
        const auto waiting = desk.pay(askFor("100000", "/a"));
        const auto usd = [](std::string_view text) {
            return money::Amount::fromDecimal(text, policy::kUsdDecimals).value();
        };
        const auto grant = desk.till().grantFor(
            desk.row(waiting.row.id),
            {RememberPayee::ThisOne, usd("1"), usd("3"), desk.clock.at.plusMs(kDay)}, kOwner);
        desk.approve(waiting);
        setShadow(desk, "a1", R"({"version":1,"name":"s","default":"ask"})");
        must(desk.till().addGrant(grant.value(), Authority::Passphrase));
        desk.commit();
        desk.pay(askFor("100000", "/b"));
        QCOMPARE(countOf(desk, "a1", "allow", "allow"), std::int64_t{1});
    }

    void itGoesOnAfterARestart()
    {
        Desk desk;
        desk.addAgent("t", allowUpTo("5"));
        setShadow(desk, "a1");
        desk.pay(askFor("150000", "/a"));
        desk.pay(askFor("250000", "/b"));
        desk.restart();
        QCOMPARE(examplesOf(desk, "a1"), std::size_t{1});
        QVERIFY(desk.till().settings().shadows.at("a1").document == policyOf(kStrict));
        desk.pay(askFor("10000", "/c")); // 0.41 of 0.30: its sums were read again
        QCOMPARE(countOf(desk, "a1", "allow", "ask"), std::int64_t{1});
    }

    void aNewOneStartsFromNothing()
    {
        Desk desk;
        desk.addAgent("t", allowUpTo("5"));
        setShadow(desk, "a1");
        desk.pay(askFor("250000", "/a"));
        setShadow(desk, "a1", R"({"version":1,"name":"other","default":"ask"})");
        QVERIFY(must(desk.till().shadowTally("a1")).counts.empty());
        desk.pay(askFor("250000", "/b"));
        QCOMPARE(countOf(desk, "a1", "allow", "ask"), std::int64_t{1});
        QCOMPARE(examplesOf(desk, "a1"), std::size_t{1});
    }

    void clearedItSaysNothingMore()
    {
        Desk desk;
        desk.addAgent("t", allowUpTo("5"));
        setShadow(desk, "a1");
        desk.pay(askFor("250000", "/a"));
        QVERIFY(must(desk.till().clearShadow("a1", kOwner)));
        desk.commit();
        desk.pay(askFor("250000", "/b"));
        QVERIFY(must(desk.till().shadowTally("a1")).counts.empty());
        QVERIFY(desk.till().settings().shadows.empty());
        desk.restart();
        QVERIFY(desk.till().settings().shadows.empty());
        QVERIFY(!must(desk.till().clearShadow("a1", kOwner)));
    }

    void settingAndClearingAreInTheHistory()
    {
        Desk desk;
        desk.addAgent("t", allowUpTo("5"));
        desk.lock(); // it decides nothing, so it needs no seal
        setShadow(desk, "a1");
        must(desk.till().clearShadow("a1", kOwner));
        desk.commit();
        std::vector<std::string> kinds;
        for (const auto& [seq, event] : rowsOf(desk.file)) {
            if (event.kind.starts_with("shadow.")) {
                kinds.push_back(event.kind);
                QVERIFY2(event.body.find("\"reason\":\"to see\"") != std::string::npos, event.body.c_str());
            }
        }
        QCOMPARE(kinds, (std::vector<std::string>{"shadow.set", "shadow.cleared"}));
    }

    void nobodysShadowIsRefused()
    {
        Desk desk;
        QCOMPARE(must(desk.till().setShadow("a9", policyOf(kStrict), kOwner)), std::string("no_such_agent"));
        QVERIFY(!must(desk.till().clearShadow("a9", kOwner)));
    }

    void anEventThatIsNoneIsRefused_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no JSON") << QByteArray("shadow.set") << QByteArray("x");
        QTest::newRow("no owner") << QByteArray("shadow.set") << QByteArray("{}");
        QTest::newRow("no document") << QByteArray("shadow.set")
                                     << QByteArray(R"({"policy":"a1","by":"","reason":""})");
        QTest::newRow("document is no policy")
            << QByteArray("shadow.set")
            << QByteArray(R"({"policy":"a1","document":"{}","by":"","reason":""})");
        QTest::newRow("of nobody") << QByteArray("shadow.cleared") << QByteArray(R"({"policy":"a9"})");
    }
    void anEventThatIsNoneIsRefused()
    {
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, body);
        Settings settings;
        QVERIFY(!settings.apply({kStart, kind.toStdString(), std::nullopt, "", body.toStdString()}));
    }

    void theHistoryWithShadowsVerifies()
    {
        Desk desk;
        setShadow(desk, std::string(kGlobalName));
        liveThroughEverything(desk);
        setShadow(desk, "a1");
        desk.pay(askFor("250000", "/last"));
        QVERIFY(desk.verifies());
    }
};

QTEST_GUILESS_MAIN(TestShadow)
#include "tst_shadow.moc"
