#include "core/policy/explain.h"

#include "tests/core/policy/facts.h"

#include <QTest>

using namespace till;
using namespace till::policy;
using namespace till::tests;

namespace {

Policy everyday()
{
    return presetPolicy("everyday", TimeZone::named("Europe/Berlin").value()).value();
}

std::vector<std::string> textsOf(const std::vector<Reason>& reasons)
{
    std::vector<std::string> texts;
    for (const Reason& reason : reasons)
        texts.push_back(reason.code + " | " + reason.text);
    return texts;
}

using Texts = std::vector<std::string>;

/// Compares line by line, so that a failure names the line.
void compare(const Texts& actual, const Texts& expected)
{
    for (std::size_t i = 0; i < std::min(actual.size(), expected.size()); ++i)
        QCOMPARE(actual[i], expected[i]);
    QCOMPARE(actual.size(), expected.size());
}

} // namespace

/// The words that people read, whole.
class TestExplain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void budgetThatIsExceeded();
    void limitPerPayment();
    void practiceOnly();
    void denyRule();
    void denyThatWouldThenAsk();
    void askRules();
    void changedPayeeAndPrice();
    void grantThatCovers();
    void tokenWithoutALimit();
    void tokenInItsOwnUnit();
    void allowedByDefault();
    void allowedByRuleAndTime();
    void budgetBars_data();
    void budgetBars();
    void differencesWorstFirst();
    void textOfStrangersIsMadeVisible();
    void everyDenyAndAskSaysWhatWouldChangeIt();
};

void TestExplain::budgetThatIsExceeded()
{
    Till till(everyday());
    (void)till.pay(paymentOf("2"));
    (void)till.pay(paymentOf("2.21"));
    const Explanation explanation = till.explain(paymentOf("0.90"));
    QCOMPARE(explanation.sentence,
             std::string(
                 "Not paid, 0.90 USD to api.shop.test: budget \"day\": used 4.21, this 0.90, limit 5.00 -> "
                 "exceeds by 0.11."));
    compare(textsOf(explanation.reasons),
            {"budget | budget \"day\": used 4.21, this 0.90, limit 5.00 -> exceeds by 0.11"});
    QCOMPARE(*explanation.smallestChange,
             std::string("Raise budget \"day\" from 5.00 to 5.11; it would then ask."));
    compare(textsOf(explanation.trace),
            {"deny_rules | 0 deny rules, 0 of them match",
             "per_payment_limit | limit per payment of \"everyday\": this 0.90, limit 2.00 -> fits",
             "budget | budget \"day\": used 4.21, this 0.90, limit 5.00 -> exceeds by 0.11",
             "budget | budget \"minute\": used 2, this 1, limit 60 -> leaves 57", "verdict | deny"});
    const BudgetText& day = explanation.budgets.front();
    QCOMPARE(day.window, std::string("per day (Europe/Berlin)"));
    QCOMPARE(day.remaining, std::string("0.79"));
    QCOMPARE(*day.resetAtMs, std::int64_t{1'767'308'400'000});
    QVERIFY(day.exceeded);
}

void TestExplain::limitPerPayment()
{
    const Explanation explanation = Till(everyday()).explain(paymentOf("2.5"));
    QCOMPARE(explanation.sentence,
             std::string("Not paid, 2.50 USD to api.shop.test: this costs 2.50 USD, and one "
                         "payment may cost at most 2.00."));
    QCOMPARE(
        *explanation.smallestChange,
        std::string("Raise the limit per payment of \"everyday\" from 2.00 to 2.50 USD; it would then ask."));
    QCOMPARE(explanation.reasons.front().code, std::string("per_payment_limit"));
}

void TestExplain::practiceOnly()
{
    const Explanation explanation =
        Till(presetPolicy("practice", TimeZone()).value()).explain(paymentOf("0.25"));
    QCOMPARE(explanation.sentence,
             std::string("Not paid, 0.25 USD to api.shop.test: \"practice\" allows practice "
                         "money only, and this is on eip155:8453."));
    QCOMPARE(explanation.trace.front().text,
             std::string("\"practice\" allows practice money only -> this is real money: deny"));
    QCOMPARE(*explanation.smallestChange,
             std::string("Give the agent a policy for real money instead of \"practice\"."));
}

void TestExplain::denyRule()
{
    const Till till(policyFrom(R"({"version":1,"name":"p","default":"allow","rules":[{"name":"no deletes",)"
                               R"("verdict":"deny","when":{"methods":["GET"],"hosts":["*.shop.test"],)"
                               R"("amount":{"from":"0.1","to":"9"}}}]})"));
    const Explanation explanation = till.explain(paymentOf("0.25"));
    compare(textsOf(explanation.reasons), {"deny_rule | rule \"no deletes\": host is api.shop.test and "
                                           "method is GET and 0.25 USD is from 0.10 to 9.00"});
    QCOMPARE(*explanation.smallestChange, std::string("Remove or narrow rule \"no deletes\"."));
}

void TestExplain::denyThatWouldThenAsk()
{
    const Till till(policyFrom(R"({"version":1,"name":"p","default":"ask","perPaymentUsd":"0.1",)"
                               R"("rules":[{"name":"no","verdict":"deny","when":{}}]})"));
    QCOMPARE(*till.explain(paymentOf("0.25")).smallestChange,
             std::string(
                 "Remove or narrow rule \"no\", and raise the limit per payment of \"p\" from 0.10 to 0.25 "
                 "USD; it would then ask."));
}

void TestExplain::askRules()
{
    const Explanation explanation = Till(everyday()).explain(paymentOf("0.90"));
    QCOMPARE(explanation.sentence,
             std::string("A person has to approve 0.90 USD to api.shop.test: rule \"above "
                         "0.50\": 0.90 USD is above 0.50."));
    compare(textsOf(explanation.reasons),
            {"ask_rule | rule \"above 0.50\": 0.90 USD is above 0.50",
             "ask_rule | rule \"new merchant\": it is the first payment to api.shop.test"});
    QCOMPARE(
        *explanation.smallestChange,
        std::string(
            "Raise the threshold of rule \"above 0.50\" from 0.50 to 0.90 USD, and remember this merchant "
            "when you approve, or remove rule \"new merchant\"."));
    compare(textsOf(explanation.trace),
            {"deny_rules | 0 deny rules, 0 of them match",
             "per_payment_limit | limit per payment of \"everyday\": this 0.90, limit 2.00 -> fits",
             "budget | budget \"day\": used 0.00, this 0.90, limit 5.00 -> leaves 4.10",
             "budget | budget \"minute\": used 0, this 1, limit 60 -> leaves 59",
             "ask_rules | 4 ask rules, 2 of them match",
             "ask_rules | rule \"above 0.50\": 0.90 USD is above 0.50 -> ask",
             "ask_rules | rule \"new merchant\": it is the first payment to api.shop.test -> ask",
             "verdict | ask"});
}

void TestExplain::changedPayeeAndPrice()
{
    Till till(everyday());
    for (const char* const dollars : {"0.20", "0.10", "0.30"})
        till.memory.note(paymentOf(dollars));
    PaymentFacts facts = paymentOf("0.45");
    facts.line.payTo = std::string(kOtherPayee);
    compare(textsOf(till.explain(facts).reasons),
            {"ask_rule | rule \"changed payee\": the payee of api.shop.test changed from " +
                 std::string(kShopPayee) + " to " + std::string(kOtherPayee),
             "ask_rule | rule \"price up 50 %\": 0.45 USD is 125 % above the median 0.20 of the last 3"});
}

void TestExplain::grantThatCovers()
{
    Till till(policyFrom(
        R"({"version":1,"name":"p","default":"ask","grants":[{"name":"shop","host":"api.shop.test",)"
        R"("perPaymentUsd":"0.50","perDayUsd":"2","untilSeconds":1767355200},)"
        R"({"name":"other","host":"b.test","perPaymentUsd":"1","perDayUsd":"1",)"
        R"("untilSeconds":1767355200}]})"));
    (void)till.pay(paymentOf("0.30"));
    const Explanation explanation = till.explain(paymentOf("0.25"));
    QCOMPARE(explanation.sentence,
             std::string("Allowed to pay 0.25 USD to api.shop.test: you remembered \"shop\"."));
    QVERIFY(!explanation.smallestChange);
    compare(textsOf(explanation.trace), {"deny_rules | 0 deny rules, 0 of them match",
                                         "grant | grant \"shop\": up to 0.50 a payment; in 24 hours used "
                                         "0.30, this 0.25, limit 2.00 -> leaves 1.45",
                                         "verdict | allow"});
    till.now = kNoon.plusMs(kDay);
    QCOMPARE(till.explain(paymentOf("0.25")).trace[1].text, std::string("grant \"shop\": has ended"));
}

void TestExplain::tokenWithoutALimit()
{
    const Explanation explanation = Till(everyday()).explain(floatingPaymentOf("0.5"));
    QCOMPARE(explanation.sentence,
             std::string(
                 "A person has to approve 0.50 WETH to api.shop.test: no budget has a limit for this token, "
                 "and it has no price in USD."));
    QVERIFY(explanation.smallestChange->starts_with("Add a budget with a limit for this token"));
}

void TestExplain::tokenInItsOwnUnit()
{
    Till till(policyFrom(R"({"version":1,"name":"p","default":"allow","budgets":[{"name":"ether","limit":{)"
                         R"("asset":"eip155:8453/0x4200000000000000000000000000000000000006",)"
                         R"("atomic":"1000000000000000000"},"window":{"lifetime":true}}]})"));
    (void)till.pay(floatingPaymentOf("0.75"));
    const Explanation explanation = till.explain(floatingPaymentOf("0.5"));
    QCOMPARE(explanation.reasons.front().text,
             std::string("budget \"ether\": used 0.75, this 0.50, limit 1.00 -> exceeds by 0.25"));
    QCOMPARE(explanation.budgets.front().unit, std::string("WETH"));
    QCOMPARE(explanation.budgets.front().window, std::string("lifetime"));
    QVERIFY(!explanation.budgets.front().resetAtMs);
    // Without the token at hand: its name and atomic units.
    const BudgetText bare =
        textOf(till.decide(floatingPaymentOf("0.5")).budgets.front(), till.agent.budgets.front(), nullptr);
    QCOMPARE(bare.used, std::string("750000000000000000"));
    QCOMPARE(bare.unit, std::string("eip155:8453/0x4200000000000000000000000000000000000006"));
}

void TestExplain::allowedByDefault()
{
    const Explanation explanation =
        Till(presetPolicy("autopilot", TimeZone()).value()).explain(paymentOf("0.25"));
    QCOMPARE(explanation.sentence,
             std::string("Allowed to pay 0.25 USD to api.shop.test: no rule speaks about it, "
                         "and the default of \"autopilot\" is to allow."));
    QVERIFY(!explanation.smallestChange);
    QCOMPARE(explanation.trace.back().text, std::string("allow"));
}

void TestExplain::allowedByRuleAndTime()
{
    const Till till(
        policyFrom(R"({"version":1,"name":"p","default":"ask","rules":[{"name":"by day","verdict":"allow",)"
                   R"("when":{"firstToPayTo":true,"payToChanged":false,)"
                   R"("time":{"zone":"Asia/Kathmandu","from":"08:00","to":"18:00"}}}]})"));
    QCOMPARE(till.explain(paymentOf("1")).reasons.front().text,
             std::string("rule \"by day\": it is the first payment to the payee ") + std::string(kShopPayee) +
                 " and the payee of api.shop.test is not another than last time and it is Thursday 17:45 "
                 "(Asia/Kathmandu)");
}

void TestExplain::budgetBars_data()
{
    QTest::addColumn<QByteArray>("spent");
    QTest::addColumn<QByteArray>("price");
    QTest::addColumn<QByteArray>("remaining");
    QTest::addColumn<qint64>("before");
    QTest::addColumn<qint64>("after");
    QTest::newRow("empty") << QByteArray("0") << QByteArray("1") << QByteArray("4.00") << qint64{0}
                           << qint64{200};
    QTest::newRow("some") << QByteArray("1.25") << QByteArray("1") << QByteArray("2.75") << qint64{250}
                          << qint64{450};
    QTest::newRow("exactly full") << QByteArray("4") << QByteArray("1") << QByteArray("0.00") << qint64{800}
                                  << qint64{1000};
    QTest::newRow("above") << QByteArray("4.50") << QByteArray("1") << QByteArray("0.50") << qint64{900}
                           << qint64{1000};
    QTest::newRow("overfull, after a limit was lowered")
        << QByteArray("7") << QByteArray("1") << QByteArray("0.00") << qint64{1000} << qint64{1000};
}

void TestExplain::budgetBars()
{
    QFETCH(QByteArray, spent);
    QFETCH(QByteArray, price);
    QFETCH(QByteArray, remaining);
    QFETCH(qint64, before);
    QFETCH(qint64, after);
    Till till(presetPolicy("careful", TimeZone()).value());
    if (spent != "0")
        (void)till.pay(paymentOf(spent.toStdString()));
    const BudgetText bar = till.explain(paymentOf(price.toStdString())).budgets.front();
    QCOMPARE(bar.remaining, remaining.toStdString());
    QCOMPARE(bar.permilleBefore, before);
    QCOMPARE(bar.permilleAfter, after);
    QCOMPARE(bar.unit, std::string("USD"));
}

void TestExplain::differencesWorstFirst()
{
    MerchantMemory memory;
    compare(textsOf(differences(paymentOf("1"), memory)), {"first_payment | First payment to api.shop.test"});
    memory.note(paymentOf("0.20"));
    QVERIFY(differences(paymentOf("0.20"), memory).empty());
    QVERIFY(differences(paymentOf("0.10"), memory).empty());
    PaymentFacts facts = paymentOf("1");
    facts.line.payTo = std::string(kOtherPayee);
    compare(textsOf(differences(facts, memory)),
            {"payee_changed | New payee: " + std::string(kOtherPayee) + ", before " + std::string(kShopPayee),
             "price_up | 400 % above the usual 0.20"});
    memory.note(facts);
    compare(textsOf(differences(paymentOf("0.20"), memory)),
            {"payee_changed | Another payee than last time: " + std::string(kShopPayee) + ", before " +
             std::string(kOtherPayee)});
}

void TestExplain::textOfStrangersIsMadeVisible()
{
    const Till till(
        policyFrom(R"({"version":1,"name":"p","default":"ask","rules":[{"name":"r","verdict":"ask",)"
                   R"("when":{"paths":["*"]}}]})"));
    PaymentFacts facts = paymentOf("1");
    facts.path = "/\xe2\x80\xae\n" + std::string(3000, 'x');
    const Explanation explanation = till.explain(facts);
    const std::string& text = explanation.reasons.front().text;
    QVERIFY(text.find('\n') == std::string::npos);
    QVERIFY(text.find("\xe2\x80\xae") == std::string::npos);
    QVERIFY(text.size() < 300);
}

void TestExplain::everyDenyAndAskSaysWhatWouldChangeIt()
{
    for (const std::string_view preset : kPresetNames) {
        Till till(presetPolicy(preset, TimeZone()).value());
        for (int i = 0; i < 40; ++i) {
            const PaymentFacts facts = i % 2 == 0 ? paymentOf(std::to_string(i % 13) + ".10")
                                                  : practicePaymentOf(std::to_string(i % 13) + ".10");
            const Decision decision = till.decide(facts);
            const Explanation explanation = till.explain(facts);
            QVERIFY(!explanation.reasons.empty() && !explanation.sentence.empty());
            QCOMPARE(explanation.smallestChange.has_value(), decision.verdict != Verdict::Allow);
            if (decision.verdict != Verdict::Deny)
                (void)till.pay(facts);
        }
    }
}

QTEST_APPLESS_MAIN(TestExplain)
#include "tst_explain.moc"
