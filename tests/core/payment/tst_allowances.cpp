#include "core/payment/till.h"
#include "till_fixture.h"

#include <QTest>

using namespace till;
using namespace till::payment;
using namespace till::tests;

namespace {

const Author kOwner{"cli", "because"};

money::Amount usd(std::string_view text)
{
    return money::Amount::fromDecimal(text, policy::kUsdDecimals).value();
}

/// Asks for everything new, denies above 5 a day.
policy::Policy askingUpTo5()
{
    return policyOf(R"({"version":1,"name":"t","default":"ask","budgets":[{"name":"day","limit":{"usd":"5"},)"
                    R"("window":{"calendar":"day"}}]})");
}

Remember rememberFor(std::int64_t ms, RememberPayee payee = RememberPayee::ThisOne)
{
    return {payee, usd("1"), usd("3"), kStart.plusMs(ms)};
}

/// Approves a waiting payment and remembers its merchant, in one batch, as the keeper does.
std::int64_t approveAndRemember(Desk& desk, const Outcome& waiting, const Remember& remember)
{
    const auto grant = desk.till().grantFor(desk.row(waiting.row.id), remember, kOwner);
    if (!grant) {
        throw std::runtime_error(grant.error());
    }
    const std::string shown = desk.till().shownHash(waiting.row, waiting.seen.value());
    must(desk.till().approve(waiting.row.id, shown, "cli", ""));
    must(desk.till().addGrant(*grant, Authority::Passphrase));
    desk.commit();
    return grant->id;
}

std::int64_t askForMore(Desk& desk, std::string_view agent, std::string_view amount, std::int64_t ms,
                        std::string host = "")
{
    MoreRequest request;
    request.agent = agent;
    request.amountMicro = usd(amount);
    request.host = std::move(host);
    request.reason = "task " + std::to_string(desk.till().settings().allowances.lastRequest);
    request.wantedUntil = desk.till().now().plusMs(ms);
    const auto id = must(desk.till().askForMore(request));
    desk.commit();
    return id ? *id : -1;
}

ChangeAnswer grantMore(Desk& desk, std::int64_t id, std::string_view amount, std::int64_t ms,
                       Authority authority = Authority::Passphrase)
{
    auto answer =
        must(desk.till().grantMore(id, usd(amount), desk.till().now().plusMs(ms), kOwner, authority));
    desk.commit();
    return answer;
}

std::string verdictOf(Desk& desk, std::string_view atomic, std::string path, std::string_view agent = "a1")
{
    return desk.pay(askFor(atomic, std::move(path)), agent).row.verdict;
}

const MoreRequest& requestOf(Desk& desk, std::int64_t id)
{
    return desk.till().settings().allowances.requests.at(id);
}

} // namespace

class TestAllowances : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRememberedMerchantIsPaidWithoutAsking();
    void aGrantEndsByItselfAndWhenItIsEnded();
    void aGrantIsBoundToItsPayee();
    void aGrantNeedsTheProof_I9();
    void aGrantHasItsOwnDay();
    void aGrantThatDoesNotFitIsRefused_data();
    void aGrantThatDoesNotFitIsRefused();
    void grantsWaitToo();
    void anEnvelopePaysWhatTheBudgetHasNoRoomFor();
    void anEnvelopeIsNeverExceeded_I2();
    void moneyOfAnEnvelopeIsNotCountedInTheBudget_I11();
    void anEnvelopeEndsByItself();
    void anEnvelopeCanBeTakenBackAtOnce();
    void anEnvelopeForOneHostIsForNoOther();
    void denyRulesAndCapsAndGlobalBudgetsStandAboveAnEnvelope();
    void envelopesSurviveARestart();
    void voidGivesBackToTheEnvelope_I7();
    void theSameRequestJoinsTheOpenOne();
    void requestsAreBounded();
    void grantingNeedsTheProof_I9();
    void grantsOfMoreWaitAndAreCalledBackByANo();
    void oneAgentsEnvelopePaysForNoOther_I19();
    void badRequestsAreRefused_data();
    void badRequestsAreRefused();
    void eventsThatAreNotInTheirFormAreRefused_data();
    void eventsThatAreNotInTheirFormAreRefused();
};

void TestAllowances::aRememberedMerchantIsPaidWithoutAsking()
{
    Desk desk;
    desk.addAgent("bot", askingUpTo5());
    const Outcome waiting = desk.pay(askFor("500000", "/1"));
    QCOMPARE(waiting.row.verdict, std::string("ask"));
    const auto id = approveAndRemember(desk, waiting, rememberFor(kDay));
    QCOMPARE(verdictOf(desk, "500000", "/2"), std::string("allow"));
    QCOMPARE(verdictOf(desk, "1500000", "/3"), std::string("ask")); // more than one payment may be
    const RememberedGrant& grant = desk.till().settings().allowances.grants.at(id);
    QCOMPARE(grant.origin, waiting.row.id);
    QVERIFY(desk.till().usedOf(grant) == usd("1"));
    desk.restart();
    QCOMPARE(verdictOf(desk, "500000", "/4"), std::string("allow"));
    QVERIFY(desk.verifies());
}

void TestAllowances::aGrantEndsByItselfAndWhenItIsEnded()
{
    Desk desk;
    desk.addAgent("bot", askingUpTo5());
    approveAndRemember(desk, desk.pay(askFor("100000", "/1")), rememberFor(kHour));
    desk.clock.advance(kHour);
    const Outcome again = desk.pay(askFor("100000", "/2"));
    QCOMPARE(again.row.verdict, std::string("ask"));
    const auto id = approveAndRemember(desk, again, rememberFor(kDay));
    QCOMPARE(verdictOf(desk, "100000", "/3"), std::string("allow"));
    desk.lock(); // ending narrows: also without the vault
    QVERIFY(must(desk.till().endGrant(id, kOwner)));
    QVERIFY(!must(desk.till().endGrant(id, kOwner)));
    desk.commit();
    desk.unlock();
    QCOMPARE(verdictOf(desk, "100000", "/4"), std::string("ask"));
    desk.restart();
    QCOMPARE(verdictOf(desk, "100000", "/5"), std::string("ask"));
}

void TestAllowances::aGrantIsBoundToItsPayee()
{
    Desk desk;
    desk.addAgent("bot", askingUpTo5());
    approveAndRemember(desk, desk.pay(askFor("100000", "/1")), rememberFor(kDay));
    Ask other = askFor("100000", "/2");
    other.challenge = challengeWith({optionFor("100000", kOtherPayee)});
    const Outcome waiting = desk.pay(other);
    QCOMPARE(waiting.row.verdict, std::string("ask"));
    approveAndRemember(desk, waiting, rememberFor(kDay, RememberPayee::AnyOfTheHost));
    other.request.path = "/3";
    other.request.url = "https://api.shop.test/3";
    QCOMPARE(desk.pay(other).row.verdict, std::string("allow"));
}

void TestAllowances::aGrantNeedsTheProof_I9()
{
    Desk desk;
    desk.addAgent("bot", askingUpTo5());
    const Outcome waiting = desk.pay(askFor("100000", "/1"));
    const auto grant = desk.till().grantFor(desk.row(waiting.row.id), rememberFor(kDay), kOwner);
    QCOMPARE(must(desk.till().addGrant(*grant, Authority::None)).code, std::string("passphrase_needed"));
    QVERIFY(desk.till().settings().allowances.grants.empty());
}

void TestAllowances::aGrantHasItsOwnDay()
{
    Desk desk;
    desk.addAgent("bot", askingUpTo5());
    approveAndRemember(desk, desk.pay(askFor("1000000", "/1")), rememberFor(kDay));
    QCOMPARE(verdictOf(desk, "1000000", "/2"), std::string("allow"));
    QCOMPARE(verdictOf(desk, "1000000", "/3"), std::string("allow"));
    QCOMPARE(verdictOf(desk, "1000000", "/4"), std::string("ask")); // 3 a day
}

void TestAllowances::aGrantThatDoesNotFitIsRefused_data()
{
    QTest::addColumn<QByteArray>("perPayment");
    QTest::addColumn<QByteArray>("perDay");
    QTest::addColumn<qint64>("ms");
    QTest::newRow("less than this payment") << QByteArray("0.40") << QByteArray("3") << qint64(kDay);
    QTest::newRow("a payment above the day") << QByteArray("4") << QByteArray("3") << qint64(kDay);
    QTest::newRow("over already") << QByteArray("1") << QByteArray("3") << qint64(0);
    QTest::newRow("for ever") << QByteArray("1") << QByteArray("3") << qint64(kMaxGrantMs + 1);
}

void TestAllowances::aGrantThatDoesNotFitIsRefused()
{
    QFETCH(QByteArray, perPayment);
    QFETCH(QByteArray, perDay);
    QFETCH(qint64, ms);
    Desk desk;
    desk.addAgent("bot", askingUpTo5());
    const Outcome waiting = desk.pay(askFor("500000", "/1"));
    const Remember remember{RememberPayee::ThisOne, usd(perPayment.toStdString()), usd(perDay.toStdString()),
                            kStart.plusMs(ms)};
    QCOMPARE(desk.till().grantFor(desk.row(waiting.row.id), remember, kOwner).error(),
             std::string("bad_request"));
    desk.approve(waiting);
    QCOMPARE(desk.till().grantFor(desk.row(waiting.row.id), rememberFor(kDay), kOwner).error(),
             std::string("already_decided"));
}

void TestAllowances::grantsWaitToo()
{
    Desk desk;
    desk.addAgent("bot", askingUpTo5());
    must(desk.till().setDelay(3600, kOwner, Authority::None));
    const auto first = approveAndRemember(desk, desk.pay(askFor("100000", "/1")), rememberFor(kDay));
    const auto second = approveAndRemember(desk, desk.pay(askFor("100000", "/2")), rememberFor(kDay));
    QVERIFY(first != second);
    QCOMPARE(verdictOf(desk, "100000", "/3"), std::string("ask"));
    QVERIFY(must(desk.till().recall(1, "cli")));
    const auto third = approveAndRemember(desk, desk.pay(askFor("100000", "/4")), rememberFor(kDay));
    QVERIFY(third != second);
    desk.clock.advance(kHour);
    desk.tick();
    QCOMPARE(verdictOf(desk, "100000", "/5"), std::string("allow"));
    QCOMPARE(desk.till().settings().allowances.grants.size(), std::size_t{2});
}

void TestAllowances::anEnvelopePaysWhatTheBudgetHasNoRoomFor()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    desk.pay(askFor("800000", "/1"));
    QCOMPARE(desk.pay(askFor("500000", "/2")).row.code, std::string("budget_exceeded"));
    const auto id = askForMore(desk, "a1", "2", kDay);
    QCOMPARE(verdictOf(desk, "500000", "/3"), std::string("deny")); // asking alone gives nothing
    QVERIFY(grantMore(desk, id, "2", kDay).code.empty());
    const Outcome paid = desk.pay(askFor("500000", "/4"));
    QCOMPARE(paid.row.verdict, std::string("allow"));
    QVERIFY(paid.reservation.has_value());
    QVERIFY(desk.till().usedOf(requestOf(desk, id)) == usd("0.5"));
    QVERIFY(requestOf(desk, id).state == RequestState::Granted);
}

void TestAllowances::anEnvelopeIsNeverExceeded_I2()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    desk.pay(askFor("1000000", "/0"));
    grantMore(desk, askForMore(desk, "a1", "2", kDay), "1.50", kDay);
    int paid = 0;
    for (int each = 1; each <= 8; ++each) {
        paid += verdictOf(desk, "400000", "/" + std::to_string(each)) == "allow" ? 1 : 0;
    }
    QCOMPARE(paid, 3); // 1.20 of 1.50
    QCOMPARE(verdictOf(desk, "300000", "/9"), std::string("allow"));
    QCOMPARE(verdictOf(desk, "1", "/10"), std::string("deny"));
}

void TestAllowances::moneyOfAnEnvelopeIsNotCountedInTheBudget_I11()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    desk.pay(askFor("600000", "/1"));
    const auto id = askForMore(desk, "a1", "2", kDay);
    grantMore(desk, id, "2", kDay);
    QCOMPARE(verdictOf(desk, "900000", "/2"), std::string("allow"));
    QCOMPARE(desk.used(), std::string("0.60"));
    QCOMPARE(verdictOf(desk, "400000", "/3"), std::string("allow")); // the budget's own room is still there
    QCOMPARE(desk.used(), std::string("1.00"));
    desk.restart();
    QCOMPARE(desk.used(), std::string("1.00"));
    QVERIFY(desk.till().usedOf(requestOf(desk, id)) == usd("0.9"));
    QVERIFY(desk.verifies());
}

void TestAllowances::anEnvelopeEndsByItself()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    const auto id = askForMore(desk, "a1", "2", kHour);
    grantMore(desk, id, "2", kHour);
    desk.clock.advance(kHour);
    QCOMPARE(verdictOf(desk, "1500000", "/1"), std::string("deny")); // also before anybody cleans up
    desk.tick();
    QVERIFY(requestOf(desk, id).state == RequestState::Ended);
    QVERIFY(desk.agent("a1").policy.envelopes.empty());
    desk.restart();
    QCOMPARE(verdictOf(desk, "1500000", "/2"), std::string("deny"));
}

void TestAllowances::anEnvelopeCanBeTakenBackAtOnce()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    const auto id = askForMore(desk, "a1", "2", kDay);
    grantMore(desk, id, "2", kDay);
    desk.lock();
    QVERIFY(must(desk.till().denyMore(id, kOwner)));
    QVERIFY(!must(desk.till().denyMore(id, kOwner)));
    desk.commit();
    desk.unlock();
    QCOMPARE(verdictOf(desk, "1500000", "/1"), std::string("deny"));
}

void TestAllowances::anEnvelopeForOneHostIsForNoOther()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    grantMore(desk, askForMore(desk, "a1", "2", kDay, "other.test"), "2", kDay);
    QCOMPARE(verdictOf(desk, "1500000", "/1"), std::string("deny"));
    grantMore(desk, askForMore(desk, "a1", "2", kDay, "api.shop.test"), "2", kDay);
    QCOMPARE(verdictOf(desk, "1500000", "/2"), std::string("allow"));
}

void TestAllowances::denyRulesAndCapsAndGlobalBudgetsStandAboveAnEnvelope()
{
    Desk desk;
    desk.addAgent("bot",
                  policyOf(R"({"version":1,"name":"t","default":"allow","perPaymentUsd":"1.5",)"
                           R"("rules":[{"name":"no","verdict":"deny","when":{"paths":["/no"]}}],)"
                           R"("budgets":[{"name":"day","limit":{"usd":"1"},"window":{"calendar":"day"}},)"
                           R"({"name":"rate","limit":{"payments":3},"window":{"rollingSeconds":60}}]})"));
    grantMore(desk, askForMore(desk, "a1", "9", kDay), "9", kDay);
    QCOMPARE(verdictOf(desk, "1200000", "/no"), std::string("deny"));
    QCOMPARE(verdictOf(desk, "1600000", "/1"), std::string("deny"));
    QCOMPARE(verdictOf(desk, "1200000", "/2"), std::string("allow"));
    const policy::Policy global = allowUpTo("2");
    must(desk.till().setPolicy({"global", global, "custom", kOwner, std::nullopt}, Authority::None));
    QCOMPARE(desk.pay(askFor("1200000", "/3")).row.code, std::string("budget_exceeded"));
    must(desk.till().setPolicy({"global", policy::emptyPolicy(), "custom", kOwner, std::nullopt},
                               Authority::Passphrase));
    QCOMPARE(verdictOf(desk, "1200000", "/4"), std::string("allow"));
    QCOMPARE(verdictOf(desk, "1200000", "/5"), std::string("allow"));
    QCOMPARE(verdictOf(desk, "1200000", "/6"), std::string("deny")); // three payments a minute
}

void TestAllowances::envelopesSurviveARestart()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    const auto id = askForMore(desk, "a1", "2", kDay);
    grantMore(desk, id, "2", kDay);
    desk.pay(askFor("1500000", "/1"));
    desk.restart();
    QVERIFY(desk.till().usedOf(requestOf(desk, id)) == usd("1.5"));
    QCOMPARE(desk.used(), std::string("0.00"));
    QCOMPARE(verdictOf(desk, "1100000", "/2"), std::string("deny"));
}

void TestAllowances::voidGivesBackToTheEnvelope_I7()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    const auto id = askForMore(desk, "a1", "2", kDay);
    grantMore(desk, id, "2", kDay);
    const Outcome paid = desk.pay(askFor("1500000", "/1"));
    QVERIFY(must(desk.till().proveUnused(paid.row.id, kStart.plusMs(kHour), "block")));
    desk.commit();
    QVERIFY(desk.till().usedOf(requestOf(desk, id)) == usd("0"));
    QCOMPARE(desk.used(), std::string("0.00"));
    desk.restart();
    QVERIFY(desk.till().usedOf(requestOf(desk, id)) == usd("0"));
}

void TestAllowances::theSameRequestJoinsTheOpenOne()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    MoreRequest request;
    request.agent = "a1";
    request.amountMicro = usd("1");
    request.reason = "again";
    request.wantedUntil = kStart.plusMs(kDay);
    const auto first = must(desk.till().askForMore(request)).value();
    request.wantedUntil = kStart.plusMs(2 * kDay);
    QCOMPARE(must(desk.till().askForMore(request)).value(), first);
    QVERIFY(must(desk.till().denyMore(first, kOwner)));
    QVERIFY(must(desk.till().askForMore(request)).value() != first); // a new one, since that was answered
}

void TestAllowances::requestsAreBounded()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    desk.addAgent("two", allowUpTo("1"));
    for (std::size_t each = 0; each < kMaxOpenRequests; ++each) {
        QVERIFY(askForMore(desk, "a1", "2", kDay) > 0);
    }
    MoreRequest request;
    request.agent = "a1";
    request.amountMicro = usd("1");
    request.wantedUntil = kStart.plusMs(kDay);
    QCOMPARE(must(desk.till().askForMore(request)).error(), std::string("too_many_requests"));
    QVERIFY(askForMore(desk, "a2", "2", kDay) > 0); // nobody takes another's place
    QVERIFY(must(desk.till().denyMore(1, kOwner)));
    QVERIFY(askForMore(desk, "a1", "2", kDay) > 0);
    for (std::size_t each = 0; each < 2 * kKeptRequests; ++each) {
        QVERIFY(must(desk.till().denyMore(askForMore(desk, "a2", "2", kDay), kOwner)));
    }
    QVERIFY(desk.till().settings().allowances.requests.size() <= kKeptRequests + 1);
    QCOMPARE(desk.till().settings().allowances.openRequestsOf("a1"), kMaxOpenRequests);
    desk.commit();
    desk.restart();
    QCOMPARE(desk.till().settings().allowances.openRequestsOf("a1"), kMaxOpenRequests);
}

void TestAllowances::grantingNeedsTheProof_I9()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    const auto id = askForMore(desk, "a1", "2", kDay);
    QCOMPARE(grantMore(desk, id, "2", kDay, Authority::None).code, std::string("passphrase_needed"));
    QCOMPARE(grantMore(desk, 99, "2", kDay).code, std::string("no_such_request"));
    QCOMPARE(grantMore(desk, id, "0", kDay).code, std::string("bad_request"));
    QCOMPARE(grantMore(desk, id, "2", kMaxEnvelopeMs + 1).code, std::string("bad_request"));
    QVERIFY(grantMore(desk, id, "2", kDay).code.empty());
    QCOMPARE(grantMore(desk, id, "3", kDay).code, std::string("no_such_request")); // answered already
}

void TestAllowances::grantsOfMoreWaitAndAreCalledBackByANo()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    must(desk.till().setDelay(60, kOwner, Authority::None));
    const auto first = askForMore(desk, "a1", "2", kDay);
    const auto second = askForMore(desk, "a1", "2", kDay);
    QVERIFY(grantMore(desk, first, "2", kDay).waiting.has_value());
    QVERIFY(grantMore(desk, second, "2", kDay).waiting.has_value());
    QVERIFY(must(desk.till().denyMore(second, kOwner)));
    QCOMPARE(verdictOf(desk, "1500000", "/1"), std::string("deny"));
    desk.clock.advance(kMinute);
    desk.tick();
    QCOMPARE(verdictOf(desk, "1500000", "/2"), std::string("allow"));
    QVERIFY(requestOf(desk, second).state == RequestState::Denied);
    QCOMPARE(desk.agent("a1").policy.envelopes.size(), std::size_t{1});
}

void TestAllowances::oneAgentsEnvelopePaysForNoOther_I19()
{
    Desk desk;
    desk.addAgent("one", allowUpTo("1"));
    desk.addAgent("two", allowUpTo("1"));
    grantMore(desk, askForMore(desk, "a1", "2", kDay), "2", kDay);
    QCOMPARE(verdictOf(desk, "1500000", "/1", "a2"), std::string("deny"));
    QCOMPARE(verdictOf(desk, "1500000", "/1", "a1"), std::string("allow"));
    QCOMPARE(desk.used("a2"), std::string("0.00"));
}

void TestAllowances::badRequestsAreRefused_data()
{
    QTest::addColumn<QByteArray>("amount");
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QByteArray>("host");
    QTest::newRow("nothing") << QByteArray("0") << qint64(kDay) << QByteArray();
    QTest::newRow("past") << QByteArray("1") << qint64(0) << QByteArray();
    QTest::newRow("too long") << QByteArray("1") << qint64(kMaxEnvelopeMs + 1) << QByteArray();
    QTest::newRow("no host") << QByteArray("1") << qint64(kDay) << QByteArray("not a host");
}

void TestAllowances::badRequestsAreRefused()
{
    QFETCH(QByteArray, amount);
    QFETCH(qint64, ms);
    QFETCH(QByteArray, host);
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    QCOMPARE(askForMore(desk, "a1", amount.toStdString(), ms, host.toStdString()), -1);
    QVERIFY(desk.till().settings().allowances.requests.empty());
}

void TestAllowances::eventsThatAreNotInTheirFormAreRefused_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("body");
    for (const auto kind :
         {kGrantAdded, kGrantEnded, kMoreAsked, kMoreGranted, kMoreDenied, kMoreEnded, kMoreUsed}) {
        const QByteArray name = QByteArray::fromStdString(std::string(kind));
        QTest::newRow(name + " without members") << name << QByteArray("{}");
        QTest::newRow(name + " not JSON") << name << QByteArray("{");
        QTest::newRow(name + " of nobody") << name << QByteArray(R"({"id":7,"by":"x","reason":""})");
    }
    QTest::newRow("amount")
        << QByteArray("more.asked")
        << QByteArray(R"({"id":1,"agent":"a1","amountMicro":"-1","host":"","reason":"","untilMs":1})");
}

void TestAllowances::eventsThatAreNotInTheirFormAreRefused()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, body);
    Settings settings;
    QVERIFY(!settings.apply({kStart, kind.toStdString(), std::nullopt, "", body.toStdString()}));
}

QTEST_GUILESS_MAIN(TestAllowances)
#include "tst_allowances.moc"
