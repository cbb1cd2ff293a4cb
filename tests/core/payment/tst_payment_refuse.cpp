#include "till_fixture.h"

#include "core/wire/problem_codes.h"

#include <QTest>

using namespace till;
using namespace till::payment;
using namespace till::tests;
using ledger::Status;

namespace {

using Change = std::function<void(Ask&)>;

challenge::Option& onlyOption(Ask& ask)
{
    return ask.challenge.options.front();
}

} // namespace

Q_DECLARE_METATYPE(Change)

class TestPaymentRefuse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatAHardCheckRefusesIsARowWithItsCode_I8_data();
    void whatAHardCheckRefusesIsARowWithItsCode_I8();
    void anUnreadableChallengeIsARowToo_I8();
    void aChallengeWithoutOptionsIsRefused_I8();
    void theGatesRefuseBeforeAnyRule_I8_data();
    void theGatesRefuseBeforeAnyRule_I8();
    void theCapOfOnePaymentIsARule();
    void aFullBudgetRefuses_I2();
    void whatADenialWouldHaveNeededIsSaid();
    void everyRefusalsCodeIsPublished();
};

void TestPaymentRefuse::whatAHardCheckRefusesIsARowWithItsCode_I8_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* code, const char* tag, Change change) {
        QTest::newRow(tag) << std::move(change) << QByteArray(code);
    };
    row("unknown_scheme", "scheme upto", [](Ask& ask) { onlyOption(ask).scheme = "upto"; });
    row("unknown_scheme", "scheme in capitals", [](Ask& ask) { onlyOption(ask).scheme = "Exact"; });
    row("unknown_scheme", "version 3", [](Ask& ask) { ask.challenge.x402Version = 3; });
    row("unknown_network", "chain nobody knows", [](Ask& ask) { onlyOption(ask).network = "eip155:999999"; });
    row("unknown_network", "version 1 name in version 2", [](Ask& ask) { onlyOption(ask).network = "base"; });
    row("unknown_asset", "token nobody knows", [](Ask& ask) { onlyOption(ask).asset = kOtherPayee; });
    row("unknown_asset", "token of another chain", [](Ask& ask) { onlyOption(ask).asset = kPracticeToken; });
    row("bad_option_amount", "nothing", [](Ask& ask) { onlyOption(ask).amount = "0"; });
    row("bad_option_amount", "empty", [](Ask& ask) { onlyOption(ask).amount = ""; });
    row("bad_option_amount", "negative", [](Ask& ask) { onlyOption(ask).amount = "-1"; });
    row("bad_option_amount", "octal-looking", [](Ask& ask) { onlyOption(ask).amount = "010"; });
    row("bad_option_amount", "hex", [](Ask& ask) { onlyOption(ask).amount = "0x10"; });
    row("bad_option_amount", "exponent", [](Ask& ask) { onlyOption(ask).amount = "1e6"; });
    row("bad_option_amount", "fraction", [](Ask& ask) { onlyOption(ask).amount = "1.5"; });
    row("bad_option_amount", "2^256", [](Ask& ask) {
        onlyOption(ask).amount =
            "115792089237316195423570985008687907853269984665640564039457584007913129639936";
    });
    row("bad_pay_to", "no address", [](Ask& ask) { onlyOption(ask).payTo = "shop.eth"; });
    row("bad_pay_to", "short", [](Ask& ask) { onlyOption(ask).payTo = "0x2096"; });
    row("bad_pay_to", "wrong checksum",
        [](Ask& ask) { onlyOption(ask).payTo = "0x209693bc6afc0C5328bA36FaF03C514EF312287C"; });
    row("pay_to_zero", "zero address",
        [](Ask& ask) { onlyOption(ask).payTo = "0x0000000000000000000000000000000000000000"; });
    row("pay_to_self", "own account", [](Ask& ask) { onlyOption(ask).payTo = addressOf(1).toChecksummed(); });
    row("pay_to_self", "another agent's account",
        [](Ask& ask) { onlyOption(ask).payTo = addressOf(2).toChecksummed(); });
    row("pay_to_asset", "the token", [](Ask& ask) { onlyOption(ask).payTo = kBaseUsdc; });
    row("domain_mismatch", "name", [](Ask& ask) { onlyOption(ask).eip712Name = "USDC"; });
    row("domain_mismatch", "version", [](Ask& ask) { onlyOption(ask).eip712Version = "1"; });
    row("domain_mismatch", "no name", [](Ask& ask) { onlyOption(ask).eip712Name = ""; });
    row("bad_transfer_method", "permit2", [](Ask& ask) { onlyOption(ask).transferMethod = "permit2"; });
    row("bad_payment_flow", "upfront", [](Ask& ask) { onlyOption(ask).paymentFlow = "settle-first"; });
    row("over_max_amount", "above the agent's ceiling",
        [](Ask& ask) { ask.maxAmount = money::Amount::fromUint64(9999); });
}

void TestPaymentRefuse::whatAHardCheckRefusesIsARowWithItsCode_I8()
{
    QFETCH(Change, change);
    QFETCH(QByteArray, code);
    Desk desk;
    desk.addAgent("bot", presetOf("autopilot"));
    desk.addAgent("other", presetOf("autopilot"));
    Ask ask = askFor("10000");
    change(ask);
    const Outcome outcome = desk.pay(ask);
    QCOMPARE(QByteArray::fromStdString(outcome.code), code);
    QVERIFY(!outcome.reservation);
    const ledger::StoredPayment row = desk.row(outcome.row.id);
    QVERIFY(row.status == Status::Denied);
    QCOMPARE(QByteArray::fromStdString(row.code), code);
    QVERIFY(!row.purchase); // so that the same request may succeed another time
    QVERIFY(row.nonce.empty() && row.digest.empty());
    QVERIFY(row.amount.empty() || money::Amount::fromAtomic(row.amount));
    QCOMPARE(desk.used(), std::string("0.00"));
    QVERIFY(must(desk.ledger().commit()).empty());
    // A quote says the same.
    QCOMPARE(QByteArray::fromStdString(desk.till().quote(desk.agent("a1"), ask).code), code);
    // The repaired request is paid.
    QVERIFY(desk.pay(askFor("10000")).reservation);
}

void TestPaymentRefuse::anUnreadableChallengeIsARowToo_I8()
{
    Desk desk;
    desk.addAgent("bot", presetOf("autopilot"));
    Ask ask = askFor("10000");
    ask.challenge = {};
    ask.unreadable = Unreadable{"challenge_bad_json", "at byte 7"};
    const Outcome outcome = desk.pay(ask);
    QCOMPARE(outcome.code, std::string("challenge_bad_json"));
    QVERIFY(desk.row(outcome.row.id).status == Status::Denied);
    const auto seen = must(desk.till().seenOf(outcome.row)).value();
    QCOMPARE(seen.ask.unreadable->detail, std::string("at byte 7"));
    QCOMPARE(desk.till().quote(desk.agent("a1"), ask).code, std::string("challenge_bad_json"));
}

void TestPaymentRefuse::aChallengeWithoutOptionsIsRefused_I8()
{
    Desk desk;
    desk.addAgent("bot", presetOf("autopilot"));
    Ask ask = askFor("10000");
    ask.challenge.options.clear();
    QCOMPARE(desk.pay(ask).code, std::string("challenge_no_options"));
}

void TestPaymentRefuse::theGatesRefuseBeforeAnyRule_I8_data()
{
    QTest::addColumn<QByteArray>("code");
    for (const char* code : {"locked", "paused", "agent_paused", "clock_wrong"}) {
        QTest::newRow(code) << QByteArray(code);
    }
}

void TestPaymentRefuse::theGatesRefuseBeforeAnyRule_I8()
{
    QFETCH(QByteArray, code);
    Desk desk;
    desk.addAgent("bot", presetOf("autopilot"));
    const Outcome before = desk.pay(askWithKey("1", "before"));
    QVERIFY(before.reservation);
    if (code == "locked") {
        desk.lock();
    } else if (code == "paused") {
        must(desk.till().change(kPaused, "{}"));
    } else if (code == "agent_paused") {
        must(desk.till().change(kAgentPaused, R"({"agent":"a1","because":"the owner"})"));
    } else {
        desk.clock.advance(-kMaxClockLagMs - 1);
    }
    const Outcome outcome = desk.pay(askFor("10000"));
    QCOMPARE(QByteArray::fromStdString(outcome.code), code);
    QVERIFY(!outcome.reservation);
    QVERIFY(desk.row(outcome.row.id).status == Status::Denied);
    QCOMPARE(QByteArray::fromStdString(desk.till().quote(desk.agent("a1"), askFor("1")).code), code);
    // What was authorized before is not handed out again either, neither by looking nor by asking (I10).
    const auto look = must(desk.till().look(desk.agent("a1"), before.row.id));
    QVERIFY(look && !look->reservation);
    const Outcome again = desk.pay(askWithKey("1", "before"));
    QCOMPARE(QByteArray::fromStdString(again.code), code);
    QVERIFY(!again.reservation);
    QVERIFY(desk.verifies());
}

void TestPaymentRefuse::theCapOfOnePaymentIsARule()
{
    Desk desk;
    desk.addAgent("bot", presetOf("autopilot")); // 10 USD a payment, asks above 5
    QCOMPARE(desk.pay(askFor("10000001")).code, std::string("denied_by_rule"));
    QVERIFY(desk.pay(askFor("10000000")).row.status == Status::Waiting);
    QVERIFY(desk.pay(askFor("5000000")).row.status == Status::Authorized);
}

void TestPaymentRefuse::aFullBudgetRefuses_I2()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1.00"));
    QVERIFY(desk.pay(askFor("600000", "/a")).reservation);
    const Outcome refused = desk.pay(askFor("400001", "/b"));
    QCOMPARE(refused.code, std::string("budget_exceeded"));
    QVERIFY(refused.seen->judgement.retryAllowed);
    QVERIFY(refused.seen->judgement.budgets.front().exceeded);
    QVERIFY(desk.pay(askFor("400000", "/c")).reservation);
    QCOMPARE(desk.pay(askFor("1", "/d")).code, std::string("budget_exceeded"));
    QCOMPARE(desk.used(), std::string("1.00"));
}

void TestPaymentRefuse::whatADenialWouldHaveNeededIsSaid()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1.00"));
    const Judgement judgement = desk.pay(askFor("1200000")).seen->judgement;
    QVERIFY(judgement.smallestChange.has_value());
    QVERIFY(!judgement.retryAllowed); // it will never fit this budget
    QVERIFY(judgement.sentence.find("Not paid") != std::string::npos);
}

void TestPaymentRefuse::everyRefusalsCodeIsPublished()
{
    // The rows of the table above are the codes that core gives; each must be one that agents can look up.
    for (const char* code :
         {"locked", "paused", "agent_paused", "clock_wrong", "denied_by_rule", "budget_exceeded",
          "challenge_no_options", "idempotency_conflict", "purchase_conflict", "expired_unproven", "rejected",
          "lapsed", "given_up", "no_such_payment", "already_decided", "no_such_agent", "shown_changed"}) {
        QCOMPARE(std::string(wire::problemCode(code).code), std::string(code));
    }
}

QTEST_APPLESS_MAIN(TestPaymentRefuse)
#include "tst_payment_refuse.moc"
