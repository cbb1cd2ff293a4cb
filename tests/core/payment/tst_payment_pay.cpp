#include "till_fixture.h"

#include "core/ledger/terms_json.h"

#include <QTest>

using namespace till;
using namespace till::payment;
using namespace till::tests;
using ledger::Status;

namespace {

challenge::Option& onlyOption(Ask& ask)
{
    return ask.challenge.options.front();
}

} // namespace

class TestPaymentPay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatThePolicyAllowsMayBeSigned();
    void theMessageIsBoundToOfferAgentAndRegistry_I17();
    void theRegistrysTokenIsSignedHoweverTheMerchantSpellsIt_I17();
    void theDigestThatIsRecordedIsThatOfTheMessage_I16();
    void validityIsTheMerchantsWithinTheCaps_I4_data();
    void validityIsTheMerchantsWithinTheCaps_I4();
    void version1IsDatedTenMinutesBack();
    void aBudgetOfExactlyThePriceIsEnough_I2();
    void practicePoliciesSpendPracticeMoneyOnly();
    void practiceAndRealMoneyNeverShareASum();
    void theCheapestOfThePayableOptionsIsTaken();
    void passedOverOptionsSayWhy();
    void everyPaymentsFirstEventTellsTheWholeStory();
    void aQuoteSaysWhatPayingWouldAndLeavesNoTrace_data();
    void aQuoteSaysWhatPayingWouldAndLeavesNoTrace();
    void aStrangersLongTextIsBoundedInTheRow();
    void noAgentsPaymentMovesAnothersBudget_I19();
};

void TestPaymentPay::whatThePolicyAllowsMayBeSigned()
{
    Desk desk;
    desk.addAgent("bot", presetOf("autopilot"));
    const Outcome outcome = must(desk.till().pay(desk.agent("a1"), askFor("250000")));
    QVERIFY(outcome.code.empty());
    QVERIFY(outcome.reservation.has_value());
    QVERIFY(!outcome.isJoined);
    desk.commit();
    QVERIFY(desk.reserved(outcome).payment == outcome.row.id);
    const ledger::StoredPayment row = desk.row(outcome.row.id);
    QVERIFY(row.status == Status::Authorized);
    QCOMPARE(row.verdict, std::string("allow"));
    QCOMPARE(row.amount, std::string("250000"));
    QCOMPARE(row.payTo, std::string(kShopPayee));
    QCOMPARE(row.network, std::string(kBase));
    QCOMPARE(row.asset, std::string(kBaseUsdc));
    QCOMPARE(row.host, std::string("api.shop.test"));
    QVERIFY(row.createdAt == kStart);
    QVERIFY(row.purchase.has_value());
    QCOMPARE(desk.used(), std::string("0.25"));
    QVERIFY(desk.verifies());
}

void TestPaymentPay::theMessageIsBoundToOfferAgentAndRegistry_I17()
{
    Desk desk;
    desk.addAgent("bot", presetOf("autopilot"));
    const Outcome outcome = desk.pay(askFor("250000"));
    const ledger::Terms& terms = desk.reserved(outcome);
    QCOMPARE(terms.account, std::string("acc_a1"));
    QVERIFY(terms.authorization.from == addressOf(1));
    QCOMPARE(terms.authorization.to.toChecksummed(), std::string(kShopPayee));
    QCOMPARE(terms.authorization.value.toAtomic(), std::string("250000"));
    QCOMPARE(terms.domain.name, std::string("USD Coin"));
    QCOMPARE(terms.domain.version, std::string("2"));
    QCOMPARE(terms.domain.chainId, std::uint64_t{8453});
    QCOMPARE(terms.domain.verifyingContract.toChecksummed(), std::string(kBaseUsdc));
    QCOMPARE(terms.authorization.validAfter, std::uint64_t{0});
    QCOMPARE(outcome.row.nonce, toHex0x(terms.authorization.nonce));
    QCOMPARE(outcome.row.validBeforeSeconds, static_cast<std::int64_t>(terms.authorization.validBefore));
}

void TestPaymentPay::theRegistrysTokenIsSignedHoweverTheMerchantSpellsIt_I17()
{
    Desk desk;
    desk.addAgent("bot", presetOf("autopilot"));
    Ask ask = askFor("1");
    onlyOption(ask).asset = "0x833589fcd6edb6e08f4c7c32d4f71b54bda02913";
    onlyOption(ask).payTo = "0x209693bc6afc0c5328ba36faf03c514ef312287c";
    onlyOption(ask).caip2 = "eip155:1"; // what the gateway makes of the name decides nothing
    const Outcome outcome = desk.pay(ask);
    const ledger::Terms& terms = desk.reserved(outcome);
    QCOMPARE(terms.domain.verifyingContract.toChecksummed(), std::string(kBaseUsdc));
    QCOMPARE(terms.domain.chainId, std::uint64_t{8453});
    QCOMPARE(outcome.row.network, std::string(kBase));
    QCOMPARE(outcome.row.asset, std::string(kBaseUsdc));
    QCOMPARE(outcome.row.payTo, std::string(kShopPayee));
}

void TestPaymentPay::theDigestThatIsRecordedIsThatOfTheMessage_I16()
{
    Desk desk;
    desk.addAgent("bot", presetOf("autopilot"));
    const Outcome outcome = desk.pay(askFor("77"));
    const ledger::Terms& terms = desk.reserved(outcome);
    QVERIFY(chain::signingDigest(terms.domain, terms.authorization) == terms.digest);
    QCOMPARE(outcome.row.digest, toHex0x(terms.digest));
    const auto body = nlohmann::json::parse(must(desk.ledger().bodyOf(outcome.row.id, "authorized")).value());
    const auto recorded = ledger::termsFromJson(body.at("signing")).value();
    QVERIFY(recorded.digest == terms.digest);
    QVERIFY(chain::signingDigest(recorded.domain, recorded.authorization) == terms.digest);
    QVERIFY(!body.dump().empty() && body.dump().find("signature") == std::string::npos);
}

void TestPaymentPay::validityIsTheMerchantsWithinTheCaps_I4_data()
{
    QTest::addColumn<qint64>("merchant");
    QTest::addColumn<qint64>("policy");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("one second") << qint64{1} << qint64{600} << QByteArray();
    QTest::newRow("a minute") << qint64{60} << qint64{600} << QByteArray();
    QTest::newRow("the cap") << qint64{600} << qint64{600} << QByteArray();
    QTest::newRow("past the cap") << qint64{601} << qint64{600} << QByteArray("validity_too_long");
    QTest::newRow("a day") << qint64{86'400} << qint64{600} << QByteArray("validity_too_long");
    QTest::newRow("for ever") << qint64{INT64_MAX} << qint64{600} << QByteArray("validity_too_long");
    QTest::newRow("the policy's cap") << qint64{30} << qint64{30} << QByteArray();
    QTest::newRow("past the policy's cap") << qint64{31} << qint64{30} << QByteArray("validity_too_long");
    QTest::newRow("none") << qint64{0} << qint64{600} << QByteArray("bad_timeout");
    QTest::newRow("negative") << qint64{-60} << qint64{600} << QByteArray("bad_timeout");
    QTest::newRow("most negative") << qint64{INT64_MIN} << qint64{600} << QByteArray("bad_timeout");
}

void TestPaymentPay::validityIsTheMerchantsWithinTheCaps_I4()
{
    QFETCH(qint64, merchant);
    QFETCH(qint64, policy);
    QFETCH(QByteArray, code);
    Desk desk;
    policy::Policy capped = presetOf("autopilot");
    capped.maxValiditySeconds = policy;
    desk.addAgent("bot", capped);
    desk.clock.advance(999);
    Ask ask = askFor("1");
    onlyOption(ask).maxTimeoutSeconds = merchant;
    const Outcome outcome = desk.pay(ask);
    QCOMPARE(QByteArray::fromStdString(outcome.code), code);
    QCOMPARE(outcome.reservation.has_value(), code.isEmpty());
    if (code.isEmpty()) {
        QCOMPARE(outcome.row.validBeforeSeconds, desk.clock.now().seconds() + merchant);
        QVERIFY(outcome.row.validBeforeSeconds <= desk.clock.now().seconds() + 600);
    }
}

void TestPaymentPay::version1IsDatedTenMinutesBack()
{
    Desk desk;
    desk.addAgent("bot", presetOf("autopilot"));
    Ask ask = askFor("1");
    ask.challenge = version1Challenge("30000");
    const Outcome outcome = desk.pay(ask);
    const ledger::Terms& terms = desk.reserved(outcome);
    QCOMPARE(static_cast<std::int64_t>(terms.authorization.validAfter), kStart.seconds() - 600);
    QCOMPARE(static_cast<std::int64_t>(terms.authorization.validBefore), kStart.seconds() + 60);
    const challenge::Echo echo = Till::echoOf(*outcome.seen);
    QCOMPARE(echo.x402Version, 1);
    QCOMPARE(echo.network, std::string("base"));
    QCOMPARE(outcome.row.network, std::string(kBase));
}

void TestPaymentPay::aBudgetOfExactlyThePriceIsEnough_I2()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("0.25"));
    // Within one batch the earlier ask counts already, before anything is committed.
    const Outcome first = must(desk.till().pay(desk.agent("a1"), askFor("250000", "/a")));
    const Outcome second = must(desk.till().pay(desk.agent("a1"), askFor("250000", "/b")));
    desk.commit();
    QVERIFY(first.reservation);
    QCOMPARE(second.code, std::string("budget_exceeded"));
}

void TestPaymentPay::practicePoliciesSpendPracticeMoneyOnly()
{
    Desk desk;
    desk.addAgent("bot", presetOf("practice"));
    QCOMPARE(desk.pay(askFor("1")).code, std::string("denied_by_rule"));
    Ask ask = askFor("1");
    ask.challenge = challengeWith({practiceOptionFor("1000000")});
    const Outcome outcome = desk.pay(ask);
    QCOMPARE(desk.reserved(outcome).domain.chainId, std::uint64_t{402402});
    QCOMPARE(desk.reserved(outcome).domain.name, std::string("Practice Dollar"));
}

void TestPaymentPay::practiceAndRealMoneyNeverShareASum()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1.00"));
    Ask practice = askFor("1", "/p");
    practice.challenge = challengeWith({practiceOptionFor("1000000")});
    QVERIFY(desk.pay(practice).reservation);
    QVERIFY(desk.pay(askFor("1000000", "/r")).reservation);
    QCOMPARE(desk.pay(askFor("1", "/r2")).code, std::string("budget_exceeded"));
}

void TestPaymentPay::theCheapestOfThePayableOptionsIsTaken()
{
    Desk desk;
    desk.addAgent("bot", presetOf("autopilot"));
    Ask ask = askFor("1");
    ask.challenge = challengeWith({optionFor("30000"), optionFor("20000", kOtherPayee), optionFor("25000")});
    const Outcome outcome = desk.pay(ask);
    QCOMPARE(desk.reserved(outcome).authorization.value.toAtomic(), std::string("20000"));
    QCOMPARE(outcome.row.payTo, std::string(kOtherPayee));
    // What is echoed to the merchant is the very option that was taken.
    QCOMPARE(nlohmann::json::parse(Till::echoOf(*outcome.seen).acceptedRaw)["amount"].get<std::string>(),
             std::string("20000"));
}

void TestPaymentPay::passedOverOptionsSayWhy()
{
    Desk desk;
    desk.addAgent("bot", presetOf("autopilot"));
    nlohmann::json foreign = optionFor("1");
    foreign["network"] = "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp";
    nlohmann::json strange = optionFor("1");
    strange["scheme"] = "upto";
    Ask ask = askFor("1");
    ask.challenge = challengeWith({strange, optionFor("30000"), foreign, optionFor("20000")});
    const Outcome outcome = desk.pay(ask);
    const auto& passedOver = outcome.seen->passedOver;
    std::map<std::size_t, std::string> why;
    for (const PassedOver& each : passedOver) {
        why[each.option] = each.code;
    }
    QCOMPARE(why.size(), std::size_t{3});
    QCOMPARE(why[0], std::string("unknown_scheme"));
    QCOMPARE(why[1], std::string("not_preferred"));
    QVERIFY(why[2] == "unknown_asset" || why[2] == "unknown_network" || why[2] == "no_account");
}

void TestPaymentPay::everyPaymentsFirstEventTellsTheWholeStory()
{
    Desk desk;
    desk.addAgent("bot", presetOf("everyday"));
    for (const char* price : {"10000", "600000", "3000000"}) { // asked (new host), asked, denied (2 USD cap)
        const Outcome outcome = desk.pay(askFor(price, std::string("/") + price));
        const auto seen = must(desk.till().seenOf(desk.row(outcome.row.id)));
        QVERIFY(seen);
        QCOMPARE(seen->ask.request.url, "https://api.shop.test/" + std::string(price));
        QCOMPARE(seen->ask.claims.task, std::string("find it"));
        QCOMPARE(seen->ask.caller.executable, std::string("/usr/bin/agent"));
        QVERIFY(!seen->judgement.sentence.empty());
        QVERIFY(!seen->judgement.trace.empty());
        QVERIFY(!seen->judgement.reasons.empty());
        QVERIFY(seen->judgement.verdict == outcome.row.verdict);
    }
}

void TestPaymentPay::aQuoteSaysWhatPayingWouldAndLeavesNoTrace_data()
{
    QTest::addColumn<QByteArray>("preset");
    QTest::addColumn<QByteArray>("price");
    for (const char* preset : {"practice", "careful", "everyday", "autopilot"}) {
        for (const char* price : {"1", "600000", "1500000", "6000000", "11000000"}) {
            QTest::addRow("%s %s", preset, price) << QByteArray(preset) << QByteArray(price);
        }
    }
}

void TestPaymentPay::aQuoteSaysWhatPayingWouldAndLeavesNoTrace()
{
    QFETCH(QByteArray, preset);
    QFETCH(QByteArray, price);
    Desk desk;
    desk.addAgent("bot", presetOf(preset.toStdString()));
    const std::int64_t events = desk.ledger().eventCount();
    const Ask ask = askFor(price.toStdString());
    const Outcome quote = desk.till().quote(desk.agent("a1"), ask);
    desk.commit();
    QCOMPARE(desk.ledger().eventCount(), events);
    QVERIFY(!quote.reservation && quote.row.id.number == 0);
    QVERIFY(desk.till().waiting().empty());
    const Outcome paid = desk.pay(ask);
    QCOMPARE(quote.row.verdict, paid.row.verdict);
    QCOMPARE(quote.code, paid.code);
    QCOMPARE(quote.seen->judgement.sentence, paid.seen->judgement.sentence);
}

void TestPaymentPay::aStrangersLongTextIsBoundedInTheRow()
{
    Desk desk;
    desk.addAgent("bot", presetOf("autopilot"));
    Ask ask = askFor("1");
    onlyOption(ask).scheme = std::string(5000, 's');
    onlyOption(ask).network = "eip\n155:\x1b" + std::string(5000, 'n');
    onlyOption(ask).caip2.clear();
    onlyOption(ask).asset = std::string(5000, 'a');
    onlyOption(ask).payTo = std::string(5000, 'p');
    const ledger::StoredPayment row = desk.row(desk.pay(ask).row.id);
    for (const std::string& text : {row.scheme, row.network, row.asset, row.payTo}) {
        QVERIFY(text.size() <= 160);
        QVERIFY(text.find('\n') == std::string::npos && text.find('\x1b') == std::string::npos);
    }
}

void TestPaymentPay::noAgentsPaymentMovesAnothersBudget_I19()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1.00"));
    desk.addAgent("other", allowUpTo("1.00"));
    desk.pay(askFor("1000000"), "a1");
    QCOMPARE(desk.used("a1"), std::string("1.00"));
    QCOMPARE(desk.used("a2"), std::string("0.00"));
    const Outcome same = desk.pay(askFor("1000000"), "a2");
    QVERIFY(same.reservation && !same.isJoined);
    QVERIFY(desk.reserved(same).authorization.from == addressOf(2));
    // Nor may one see, give up or report another's payment.
    QVERIFY(!must(desk.till().look(desk.agent("a2"), {1})));
    QVERIFY(!must(desk.till().giveUp(desk.agent("a2"), {1})));
    QVERIFY(!must(desk.till().report(desk.agent("a2"), {1}, {})));
}

QTEST_APPLESS_MAIN(TestPaymentPay)
#include "tst_payment_pay.moc"
