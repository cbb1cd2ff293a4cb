#include "core/policy/presets.h"

#include "tests/core/policy/facts.h"

#include <QTest>

using namespace till;
using namespace till::policy;
using namespace till::tests;

Q_DECLARE_METATYPE(till::policy::Verdict)

namespace {

Till tillWith(const QByteArray& preset)
{
    return Till(presetPolicy(preset.toStdString(), TimeZone()).value());
}

} // namespace

/// The table of presets, cell by cell, each limit from both sides.
class TestPresets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unknownNameIsNoPreset();
    void perPaymentLimit_data();
    void perPaymentLimit();
    void dayBudget_data();
    void dayBudget();
    void minuteRate_data();
    void minuteRate();
    void asks_data();
    void asks();
    void practicePresetDeniesRealMoney();
    void realPresetsCountPracticeApart_data();
    void realPresetsCountPracticeApart();
    void dayIsTheLocalDay();
    void everydayAsksForANewMerchant();
    void everydayAsksForAChangedPayee();
    void everydayAsksWhenThePriceIsUp();
    void otherPresetsDoNotMindStrangers();
};

void TestPresets::unknownNameIsNoPreset()
{
    for (const char* const name : {"", "Everyday", "custom", "practice "})
        QVERIFY(!presetPolicy(name, TimeZone()));
    for (const std::string_view name : kPresetNames)
        QCOMPARE(presetPolicy(name, TimeZone())->name, std::string(name));
}

void TestPresets::perPaymentLimit_data()
{
    QTest::addColumn<QByteArray>("limit");
    QTest::newRow("practice") << QByteArray("1");
    QTest::newRow("careful") << QByteArray("1");
    QTest::newRow("everyday") << QByteArray("2");
    QTest::newRow("autopilot") << QByteArray("10");
}

void TestPresets::perPaymentLimit()
{
    QFETCH(QByteArray, limit);
    const QByteArray preset = QTest::currentDataTag();
    const Till till = tillWith(preset);
    const auto pay = [&preset](const std::string& dollars) {
        return preset == "practice" ? practicePaymentOf(dollars) : paymentOf(dollars);
    };
    QVERIFY(till.decide(pay(limit.toStdString())).verdict != Verdict::Deny);
    const Decision above = till.decide(pay(limit.toStdString() + ".000001"));
    QCOMPARE(above.verdict, Verdict::Deny);
    QCOMPARE(above.code, std::string_view("denied_by_rule"));
    QCOMPARE(above.findings.front().step, Step::PerPaymentCap);
    QVERIFY(!above.retryAllowed);
}

void TestPresets::dayBudget_data()
{
    QTest::addColumn<QByteArray>("limit");
    QTest::newRow("practice") << QByteArray("25");
    QTest::newRow("careful") << QByteArray("5");
    QTest::newRow("everyday") << QByteArray("5");
    QTest::newRow("autopilot") << QByteArray("25");
}

void TestPresets::dayBudget()
{
    QFETCH(QByteArray, limit);
    const QByteArray preset = QTest::currentDataTag();
    Till till = tillWith(preset);
    const auto pay = [&preset](const std::string& dollars) {
        return preset == "practice" ? practicePaymentOf(dollars) : paymentOf(dollars);
    };
    for (int i = 1; i < limit.toInt(); ++i) {
        (void)till.pay(pay("1"));
        till.now = till.now.plusMs(kMinute);
    }
    QVERIFY(till.decide(pay("1")).verdict != Verdict::Deny); // exactly the limit
    (void)till.pay(pay("0.5"));
    const Decision above = till.decide(pay("0.500001"));
    QCOMPARE(above.verdict, Verdict::Deny);
    QCOMPARE(above.code, std::string_view("budget_exceeded"));
    QVERIFY(above.retryAllowed);
    QCOMPARE(above.retryAt->unixMs, kNoon.plusMs(12 * kHour).unixMs); // midnight
    till.now = *above.retryAt;
    QVERIFY(till.decide(pay("0.500001")).verdict != Verdict::Deny);
}

void TestPresets::minuteRate_data()
{
    QTest::addColumn<int>("payments");
    QTest::newRow("everyday") << 60;
    QTest::newRow("autopilot") << 300;
    QTest::newRow("practice") << 0;
    QTest::newRow("careful") << 0;
}

void TestPresets::minuteRate()
{
    QFETCH(int, payments);
    const QByteArray preset = QTest::currentDataTag();
    Till till = tillWith(preset);
    const PaymentFacts facts = preset == "practice" ? practicePaymentOf("0.001") : paymentOf("0.001");
    const int tries = payments == 0 ? 1000 : payments;
    for (int i = 0; i < tries; ++i) {
        QVERIFY(till.decide(facts).code != std::string_view("budget_exceeded"));
        // Settled at once, as a quick merchant does.
        const std::int64_t id = till.pay(facts);
        QVERIFY(till.book.shorten(id, till.now));
    }
    if (payments == 0)
        return;
    const Decision above = till.decide(facts);
    QCOMPARE(above.code, std::string_view("budget_exceeded"));
    QCOMPARE(above.retryAt->unixMs, till.now.plusMs(kMinute).unixMs);
    till.now = *above.retryAt;
    QVERIFY(till.decide(facts).verdict != Verdict::Deny);
}

void TestPresets::asks_data()
{
    QTest::addColumn<QByteArray>("dollars");
    QTest::addColumn<Verdict>("verdict");
    QTest::newRow("practice, smallest") << QByteArray("0.000001") << Verdict::Allow;
    QTest::newRow("practice, largest") << QByteArray("1") << Verdict::Allow;
    QTest::newRow("careful, smallest") << QByteArray("0.000001") << Verdict::Ask;
    QTest::newRow("careful, largest") << QByteArray("1") << Verdict::Ask;
    QTest::newRow("everyday, 0.50") << QByteArray("0.50") << Verdict::Allow;
    QTest::newRow("everyday, above 0.50") << QByteArray("0.500001") << Verdict::Ask;
    QTest::newRow("everyday, largest") << QByteArray("2") << Verdict::Ask;
    QTest::newRow("autopilot, 5") << QByteArray("5") << Verdict::Allow;
    QTest::newRow("autopilot, above 5") << QByteArray("5.000001") << Verdict::Ask;
    QTest::newRow("autopilot, largest") << QByteArray("10") << Verdict::Ask;
}

void TestPresets::asks()
{
    QFETCH(QByteArray, dollars);
    QFETCH(Verdict, verdict);
    const QByteArray preset = QByteArray(QTest::currentDataTag()).split(',').front();
    Till till = tillWith(preset);
    const PaymentFacts facts =
        preset == "practice" ? practicePaymentOf(dollars.toStdString()) : paymentOf(dollars.toStdString());
    till.memory.note(facts); // a known merchant with its usual price
    QCOMPARE(till.decide(facts).verdict, verdict);
}

void TestPresets::practicePresetDeniesRealMoney()
{
    const Till till = tillWith("practice");
    const Decision decision = till.decide(paymentOf("0.000001"));
    QCOMPARE(decision.verdict, Verdict::Deny);
    QCOMPARE(decision.code, std::string_view("denied_by_rule"));
    QCOMPARE(decision.findings.front().step, Step::PracticeOnly);
    QCOMPARE(till.decide(practicePaymentOf("0.000001")).verdict, Verdict::Allow);
}

void TestPresets::realPresetsCountPracticeApart_data()
{
    QTest::addColumn<QByteArray>("dollars");
    QTest::newRow("careful") << QByteArray("1");
    QTest::newRow("everyday") << QByteArray("2");
    QTest::newRow("autopilot") << QByteArray("10");
}

void TestPresets::realPresetsCountPracticeApart()
{
    QFETCH(QByteArray, dollars);
    Till till = tillWith(QTest::currentDataTag());
    const PaymentFacts practice = practicePaymentOf(dollars.toStdString());
    while (till.decide(practice).verdict != Verdict::Deny)
        (void)till.pay(practice);
    QVERIFY(till.decide(paymentOf(dollars.toStdString())).verdict != Verdict::Deny);
}

void TestPresets::dayIsTheLocalDay()
{
    Till till(presetPolicy("careful", TimeZone::named("Europe/Berlin").value()).value());
    till.now =
        Instant::fromSeconds(1'774'821'599); // one second before midnight after the 23-hour day in Berlin
    for (int i = 0; i < 5; ++i)
        QVERIFY(till.book.shorten(till.pay(paymentOf("1")), till.now));
    const Decision decision = till.decide(paymentOf("1"));
    QCOMPARE(decision.verdict, Verdict::Deny);
    QCOMPARE(decision.retryAt->seconds(), std::int64_t{1'774'821'600});
    till.now = Instant::fromSeconds(1'774'821'600);
    QCOMPARE(till.decide(paymentOf("1")).verdict, Verdict::Ask);
}

void TestPresets::everydayAsksForANewMerchant()
{
    Till till = tillWith("everyday");
    const PaymentFacts facts = paymentOf("0.10");
    QCOMPARE(till.decide(facts).verdict, Verdict::Ask);
    till.memory.note(facts);
    QCOMPARE(till.decide(facts).verdict, Verdict::Allow);
    PaymentFacts other = facts;
    other.line.host = "b.test";
    QCOMPARE(till.decide(other).verdict, Verdict::Ask);
    // Practice makes no merchant known for real money.
    till.memory.note(practicePaymentOf("0.10"));
    PaymentFacts shop = facts;
    shop.line.host = "127.0.0.1:4403";
    PaymentFacts practiceShop = practicePaymentOf("0.10");
    practiceShop.line.host = shop.line.host;
    till.memory.note(practiceShop);
    QCOMPARE(till.decide(practiceShop).verdict, Verdict::Allow);
    QCOMPARE(till.decide(shop).verdict, Verdict::Ask);
}

void TestPresets::everydayAsksForAChangedPayee()
{
    Till till = tillWith("everyday");
    till.memory.note(paymentOf("0.10"));
    PaymentFacts changed = paymentOf("0.10");
    changed.line.payTo = std::string(kOtherPayee);
    const Decision decision = till.decide(changed);
    QCOMPARE(decision.verdict, Verdict::Ask);
    QCOMPARE(decision.findings, (std::vector<Finding>{{Step::AskRule, Layer::Agent, 2}}));
    till.memory.note(changed);
    QCOMPARE(till.decide(changed).verdict, Verdict::Allow);
    QCOMPARE(till.decide(paymentOf("0.10")).verdict, Verdict::Ask);
}

void TestPresets::everydayAsksWhenThePriceIsUp()
{
    Till till = tillWith("everyday");
    for (const char* const dollars : {"0.10", "0.30", "0.10"})
        till.memory.note(paymentOf(dollars));
    QCOMPARE(till.decide(paymentOf("0.15")).verdict, Verdict::Allow); // exactly 50 % above the median 0.10
    const Decision decision = till.decide(paymentOf("0.150001"));
    QCOMPARE(decision.verdict, Verdict::Ask);
    QCOMPARE(decision.findings, (std::vector<Finding>{{Step::AskRule, Layer::Agent, 3}}));
    QCOMPARE(till.decide(paymentOf("0.000001")).verdict, Verdict::Allow);
    // Only the last twenty count: after them the new price is the usual one.
    for (int i = 0; i < 20; ++i)
        till.memory.note(paymentOf("0.20"));
    QCOMPARE(till.decide(paymentOf("0.30")).verdict, Verdict::Allow);
    QCOMPARE(till.decide(paymentOf("0.31")).verdict, Verdict::Ask);
}

void TestPresets::otherPresetsDoNotMindStrangers()
{
    QCOMPARE(tillWith("autopilot").decide(paymentOf("4")).verdict, Verdict::Allow);
    QCOMPARE(tillWith("practice").decide(practicePaymentOf("1")).verdict, Verdict::Allow);
}

QTEST_APPLESS_MAIN(TestPresets)
#include "tst_presets.moc"
