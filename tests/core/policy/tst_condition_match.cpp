#include "core/policy/condition_match.h"

#include "tests/core/policy/facts.h"

#include <QTest>

using namespace till;
using namespace till::policy;
using namespace till::tests;

namespace {

/// The condition of a deny rule with this `when`.
Condition conditionOf(const std::string& when)
{
    return policyFrom(
               R"({"version":1,"name":"p","default":"ask","rules":[{"name":"r","verdict":"deny","when":)" +
               when + "}]}")
        .rules.front()
        .when;
}

bool holds(const std::string& when, const PaymentFacts& facts, const MerchantMemory& memory, Instant now)
{
    return isMatch(conditionOf(when),
                   {.facts = facts, .memory = memory, .usd = usdMicro(facts.line, facts.amount), .now = now});
}

PaymentFacts richFacts()
{
    PaymentFacts facts = paymentOf("0.25");
    facts.line.agentTags = {"research", "night"};
    facts.claimedTool = "search";
    facts.claimedTask = "T-17";
    return facts;
}

} // namespace

class TestConditionMatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textsAndAmounts_data();
    void textsAndAmounts();
    void tokensWithoutAPriceInDollars_data();
    void tokensWithoutAPriceInDollars();
    void timeOfDay_data();
    void timeOfDay();
    void history_data();
    void history();
    void priceAgainstTheMedian_data();
    void priceAgainstTheMedian();
    void priceNeedsAHistory();
    void hugePricesCountAsRisen();
};

void TestConditionMatch::textsAndAmounts_data()
{
    QTest::addColumn<QByteArray>("when");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char* when, bool matches) {
        QTest::newRow(when) << QByteArray(when) << matches;
    };
    row("{}", true);
    row(R"({"agents":["agent_1"]})", true);
    row(R"({"agents":["agent_2"]})", false);
    row(R"({"agentTags":["night"]})", true);
    row(R"({"agentTags":["day","night"]})", true);
    row(R"({"agentTags":["day"]})", false);
    row(R"({"hosts":["*.shop.test"]})", true);
    row(R"({"hosts":["b.test","api.shop.test"]})", true);
    row(R"({"hosts":["shop.test"]})", false);
    row(R"({"paths":["/v1/*"]})", true);
    row(R"({"paths":["/v2/*"]})", false);
    row(R"({"methods":["POST","GET"]})", true);
    row(R"({"methods":["POST"]})", false);
    row(R"({"networks":["eip155:8453"]})", true);
    row(R"({"networks":["eip155:84532"]})", false);
    row(R"({"assets":["eip155:8453/0x833589fcd6edb6e08f4c7c32d4f71b54bda02913"]})", true);
    row(R"({"assets":["eip155:1/0x833589fcd6edb6e08f4c7c32d4f71b54bda02913"]})", false);
    row(R"({"schemes":["exact"]})", true);
    row(R"({"schemes":["upto"]})", false);
    row(R"({"dialects":["x402v2"]})", true);
    row(R"({"dialects":["x402v1"]})", false);
    row(R"({"payTo":["0x209693bc6afc0c5328ba36faf03c514ef312287c"]})", true);
    row(R"({"payTo":["0x70997970C51812dc3A010C7d01b50e0d17dc79C8"]})", false);
    row(R"({"interfaces":["rest"]})", true);
    row(R"({"interfaces":["mcp"]})", false);
    row(R"({"tools":["search"]})", true);
    row(R"({"tools":["shop"]})", false);
    row(R"({"tasks":["T-17"]})", true);
    row(R"({"tasks":["T-1"]})", false);
    row(R"({"amount":{"above":"0.249999"}})", true);
    row(R"({"amount":{"above":"0.25"}})", false);
    row(R"({"amount":{"from":"0.25"}})", true);
    row(R"({"amount":{"from":"0.250001"}})", false);
    row(R"({"amount":{"to":"0.25"}})", true);
    row(R"({"amount":{"to":"0.249999"}})", false);
    row(R"({"amount":{"from":"0.1","to":"0.3"}})", true);
    row(R"({"amount":{"asset":"eip155:8453/0x833589fcd6edb6e08f4c7c32d4f71b54bda02913","above":"249999"}})",
        true);
    row(R"({"amount":{"asset":"eip155:8453/0x833589fcd6edb6e08f4c7c32d4f71b54bda02913","above":"250000"}})",
        false);
    row(R"({"amount":{"asset":"eip155:1/0x833589fcd6edb6e08f4c7c32d4f71b54bda02913","above":"1"}})", false);
    row(R"({"methods":["GET"],"hosts":["*.shop.test"],"amount":{"above":"0.2"}})", true);
    row(R"({"methods":["GET"],"hosts":["*.shop.test"],"amount":{"above":"0.3"}})", false);
}

void TestConditionMatch::textsAndAmounts()
{
    QFETCH(QByteArray, when);
    QFETCH(bool, matches);
    QCOMPARE(holds(when.toStdString(), richFacts(), MerchantMemory(), kNoon), matches);
}

void TestConditionMatch::tokensWithoutAPriceInDollars_data()
{
    QTest::addColumn<QByteArray>("when");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char* when, bool matches) {
        QTest::newRow(when) << QByteArray(when) << matches;
    };
    row(R"({"amount":{"above":"0"}})", false);
    row(R"({"amount":{"to":"1000000"}})", false);
    row(R"({"amount":{"asset":"eip155:8453/0x4200000000000000000000000000000000000006","above":"1999999999999999999"}})",
        true);
    row(R"({"amount":{"asset":"eip155:8453/0x4200000000000000000000000000000000000006","above":"2000000000000000000"}})",
        false);
}

void TestConditionMatch::tokensWithoutAPriceInDollars()
{
    QFETCH(QByteArray, when);
    QFETCH(bool, matches);
    QCOMPARE(holds(when.toStdString(), floatingPaymentOf("2"), MerchantMemory(), kNoon), matches);
}

void TestConditionMatch::timeOfDay_data()
{
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char* tag, const char* time, qint64 seconds, bool matches) {
        QTest::newRow(tag) << QByteArray(time) << seconds << matches;
    };
    const qint64 thursdayNoon = 1'767'268'800; // 2026-01-01 12:00 UTC
    row("whole day", R"({"zone":"UTC"})", thursdayNoon, true);
    row("in working hours", R"({"zone":"UTC","from":"09:00","to":"17:00"})", thursdayNoon, true);
    row("start belongs to it", R"({"zone":"UTC","from":"12:00","to":"17:00"})", thursdayNoon, true);
    row("end does not", R"({"zone":"UTC","from":"09:00","to":"12:00"})", thursdayNoon, false);
    row("the last minute", R"({"zone":"UTC","from":"09:00","to":"24:00"})", thursdayNoon + 12 * 3600 - 1,
        true);
    row("weekday", R"({"zone":"UTC","weekdays":["thu"]})", thursdayNoon, true);
    row("another weekday", R"({"zone":"UTC","weekdays":["mon","fri"]})", thursdayNoon, false);
    row("thirteen o'clock in Berlin", R"({"zone":"Europe/Berlin","from":"13:00","to":"14:00"})", thursdayNoon,
        true);
    row("fourteen in summer", R"({"zone":"Europe/Berlin","from":"14:00","to":"15:00"})", 1'782'907'200, true);
    row("evening of a night", R"({"zone":"UTC","weekdays":["thu"],"from":"22:00","to":"06:00"})",
        thursdayNoon + 11 * 3600, true);
    row("morning after that night", R"({"zone":"UTC","weekdays":["thu"],"from":"22:00","to":"06:00"})",
        thursdayNoon + 17 * 3600, true);
    row("morning before it", R"({"zone":"UTC","weekdays":["thu"],"from":"22:00","to":"06:00"})",
        thursdayNoon - 7 * 3600, false);
    row("end of that night", R"({"zone":"UTC","weekdays":["thu"],"from":"22:00","to":"06:00"})",
        thursdayNoon + 18 * 3600, false);
    row("Sunday night into Monday", R"({"zone":"UTC","weekdays":["sun"],"from":"22:00","to":"06:00"})",
        thursdayNoon + 3 * 86400 + 17 * 3600, true);
    row("already Friday in Kathmandu", R"({"zone":"Asia/Kathmandu","weekdays":["fri"]})",
        thursdayNoon + 7 * 3600, true);
}

void TestConditionMatch::timeOfDay()
{
    QFETCH(QByteArray, time);
    QFETCH(qint64, seconds);
    QFETCH(bool, matches);
    QCOMPARE(holds(R"({"time":)" + time.toStdString() + "}", paymentOf("1"), MerchantMemory(),
                   Instant::fromSeconds(seconds)),
             matches);
}

void TestConditionMatch::history_data()
{
    QTest::addColumn<QByteArray>("when");
    QTest::addColumn<QByteArray>("past"); // what was paid before
    QTest::addColumn<bool>("matches");
    const auto row = [](const char* when, const char* past, bool matches) {
        QTest::addRow("%s after %s", when, past) << QByteArray(when) << QByteArray(past) << matches;
    };
    for (const bool expected : {true, false}) {
        const auto with = [expected](const char* question) {
            return QByteArray("{\"") + question + "\":" + (expected ? "true}" : "false}");
        };
        row(with("firstToHost"), "nothing", expected);
        row(with("firstToHost"), "same", !expected);
        row(with("firstToHost"), "other host", expected);
        row(with("firstToHost"), "other payee", !expected);
        row(with("firstToPayTo"), "nothing", expected);
        row(with("firstToPayTo"), "same", !expected);
        row(with("firstToPayTo"), "other host", !expected);
        row(with("firstToPayTo"), "other payee", expected);
        row(with("payToChanged"), "nothing", !expected);
        row(with("payToChanged"), "same", !expected);
        row(with("payToChanged"), "other host", !expected);
        row(with("payToChanged"), "other payee", expected);
    }
}

void TestConditionMatch::history()
{
    QFETCH(QByteArray, when);
    QFETCH(QByteArray, past);
    QFETCH(bool, matches);
    MerchantMemory memory;
    PaymentFacts before = paymentOf("1");
    if (past == "other host")
        before.line.host = "b.test";
    if (past == "other payee")
        before.line.payTo = std::string(kOtherPayee);
    if (past != "nothing")
        memory.note(before);
    QCOMPARE(holds(when.toStdString(), paymentOf("1"), memory, kNoon), matches);
}

void TestConditionMatch::priceAgainstTheMedian_data()
{
    QTest::addColumn<QByteArray>("direction");
    QTest::addColumn<QByteArray>("price");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char* direction, const char* price, bool matches) {
        QTest::addRow("%s, %s", direction, price) << QByteArray(direction) << QByteArray(price) << matches;
    };
    // The median is 0.20, the tolerance 25 %: 0.15 to 0.25.
    row("up", "0.25", false);
    row("up", "0.250001", true);
    row("up", "0.01", false);
    row("down", "0.15", false);
    row("down", "0.149999", true);
    row("down", "0.90", false);
    row("either", "0.15", false);
    row("either", "0.149999", true);
    row("either", "0.25", false);
    row("either", "0.250001", true);
}

void TestConditionMatch::priceAgainstTheMedian()
{
    QFETCH(QByteArray, direction);
    QFETCH(QByteArray, price);
    QFETCH(bool, matches);
    MerchantMemory memory;
    for (const char* const dollars : {"9.00", "0.10", "0.20", "0.30"})
        memory.note(paymentOf(dollars));
    const std::string when =
        R"({"price":{"differsByPercent":25,"last":3,"direction":")" + direction.toStdString() + "\"}}";
    QCOMPARE(holds(when, paymentOf(price.toStdString()), memory, kNoon), matches);
}

void TestConditionMatch::priceNeedsAHistory()
{
    QVERIFY(!holds(R"({"price":{"differsByPercent":1}})", paymentOf("1000"), MerchantMemory(), kNoon));
    QVERIFY(!priceDifference(paymentOf("1"), MerchantMemory(), 20));
}

void TestConditionMatch::hugePricesCountAsRisen()
{
    MerchantMemory memory;
    memory.note(paymentOf("1"));
    PaymentFacts huge = paymentOf("1");
    huge.amount = largestAmount();
    QVERIFY(holds(R"({"price":{"differsByPercent":100000}})", huge, memory, kNoon));
    QVERIFY(priceDifference(huge, memory, 20)->isAbove);
}

QTEST_APPLESS_MAIN(TestConditionMatch)
#include "tst_condition_match.moc"
