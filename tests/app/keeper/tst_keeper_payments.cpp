#include "keeper_process.h"

#include <QTest>

#include <set>

using namespace till;
using namespace till::tests;
using namespace till::wire;

class TestKeeperPayments : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPaymentsHeaderIsSignedByTheAgentsAccount_I17();
    void aVersion1PaymentIsSignedToo();
    void theSamePurchaseGivesTheSameBytes_I5();
    void onlyATokensOwnerSeesItsPayments_I19();
    void wrongTokensGetNothing_data();
    void wrongTokensGetNothing();
    void asksThatAreNoAsksAreRefused_data();
    void asksThatAreNoAsksAreRefused();
    void aQuoteCarriesNoHeader();
    void manyAsksAtOnceStayWithinTheBudget_I2();
    void oneAgentsQuestionsLeaveRoomForAnother_I20();
};

void TestKeeperPayments::aPaymentsHeaderIsSignedByTheAgentsAccount_I17()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    const auto agent = keeper.owner().get<AgentsAnswer>(AgentList()).agents.front();
    const auto paid = keeper.gateway().get<PaymentAnswer>(payFor(token, "250000"));
    QCOMPARE(paid.status, std::string("authorized"));
    QVERIFY(paid.code.empty() && !paid.joined);
    QCOMPARE(signerOf(paid), agent.address);
    const auto payment = paymentIn(paid);
    QCOMPARE(payment["x402Version"].get<int>(), 2);
    const auto& message = payment["payload"]["authorization"];
    QCOMPARE(message["value"].get<std::string>(), std::string("250000"));
    QCOMPARE(message["to"].get<std::string>(), std::string("0x209693Bc6afc0C5328bA36FaF03C514EF312287C"));
    QCOMPARE(message["nonce"].get<std::string>(), paid.authorization->nonce);
    QVERIFY(payment["accepted"] ==
            nlohmann::json::parse(payFor(token, "250000").challenge->options.front().raw));
    QCOMPARE(paid.option->amountText, std::string("0.25"));
    QCOMPARE(*paid.expiresAtMs, paid.authorization->validBeforeSeconds * 1000);
    QVERIFY(keeper.owner().get<LedgerVerified>(LedgerVerify()).ok);
}

void TestKeeperPayments::aVersion1PaymentIsSignedToo()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    Pay pay = payFor(token, "1000");
    pay.challenge->x402Version = 1;
    pay.challenge->resourceRaw.clear();
    pay.challenge->options.front().network = "base";
    const auto paid = keeper.gateway().get<PaymentAnswer>(pay);
    QCOMPARE(paid.headers.front().name, std::string("X-PAYMENT"));
    QCOMPARE(paid.authorization->validBeforeSeconds - paid.authorization->validAfterSeconds,
             std::int64_t{660});
}

void TestKeeperPayments::theSamePurchaseGivesTheSameBytes_I5()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    const auto first = keeper.gateway().get<PaymentAnswer>(payWithKey(token, "1000", "k"));
    for (int each = 0; each < 3; ++each) {
        const auto again = keeper.gateway().get<PaymentAnswer>(payWithKey(token, "1000", "k"));
        QVERIFY(again.joined);
        QCOMPARE(again.id, first.id);
        QCOMPARE(again.headers.front().value, first.headers.front().value);
        const auto look = keeper.gateway().get<PaymentAnswer>(PaymentGet{token, first.id});
        QCOMPARE(look.headers.front().value, first.headers.front().value);
    }
    keeper.kill();
    keeper.start();
    keeper.unlock();
    const auto after = keeper.gateway().get<PaymentAnswer>(payWithKey(token, "1000", "k"));
    QVERIFY(after.joined);
    QCOMPARE(after.headers.front().value, first.headers.front().value);
    QCOMPARE(keeper.gateway().codeOf(PaymentGet{token, "pay_2"}), std::string("no_such_payment"));
}

void TestKeeperPayments::onlyATokensOwnerSeesItsPayments_I19()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    const std::string other = keeper.addAgent("other", "autopilot");
    const auto paid = keeper.gateway().get<PaymentAnswer>(payWithKey(token, "1000", "k"));
    Line& gateway = keeper.gateway();
    QCOMPARE(gateway.codeOf(PaymentGet{other, paid.id}), std::string("no_such_payment"));
    QCOMPARE(gateway.codeOf(PaymentAwait{{other, paid.id}}), std::string("no_such_payment"));
    QCOMPARE(gateway.codeOf(PaymentCancel{{other, paid.id}}), std::string("no_such_payment"));
    QCOMPARE(gateway.codeOf(SettlementReport{other, paid.id, 200, 1, {}, ""}),
             std::string("no_such_payment"));
    QVERIFY(gateway.get<PaymentsPage>(AgentPaymentsPage{other, {}, 25}).payments.empty());
    const auto same = gateway.get<PaymentAnswer>(payWithKey(other, "1000", "k"));
    QVERIFY(!same.joined && same.id != paid.id);
    QVERIFY(signerOf(same) != signerOf(paid));
    QVERIFY(same.authorization->nonce != paid.authorization->nonce);
    QCOMPARE(gateway.get<PaymentsPage>(AgentPaymentsPage{token, {}, 25}).payments.size(), std::size_t{1});
}

void TestKeeperPayments::wrongTokensGetNothing_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray malformed("token_malformed");
    const QByteArray unauthorized("unauthorized");
    QTest::newRow("empty") << QByteArray() << malformed;
    QTest::newRow("prefix") << QByteArray("till_a1_") << malformed;
    QTest::newRow("guess") << QByteArray("till_a1_") + QByteArray(64, '0') << unauthorized;
    QTest::newRow("no such agent") << QByteArray("till_a9_") + QByteArray(64, '0') << unauthorized;
    QTest::newRow("long") << QByteArray(30'000, 'x') << malformed;
}

void TestKeeperPayments::wrongTokensGetNothing()
{
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, expected);
    const std::string code = expected.toStdString();
    static KeeperProcess keeper; // for all rows: none of them may change it
    static const std::string right = keeper.withAgent();
    const std::string wrong = token.toStdString();
    Line& gateway = keeper.gateway();
    QCOMPARE(gateway.codeOf(payFor(wrong, "1")), code);
    Quote quote;
    static_cast<Pay&>(quote) = payFor(wrong, "1");
    QCOMPARE(gateway.codeOf(quote), code);
    QCOMPARE(gateway.codeOf(PaymentGet{wrong, "pay_1"}), code);
    QCOMPARE(gateway.codeOf(PaymentAwait{{wrong, "pay_1"}}), code);
    QCOMPARE(gateway.codeOf(PaymentCancel{{wrong, "pay_1"}}), code);
    QCOMPARE(gateway.codeOf(SettlementReport{wrong, "pay_1", 200, 1, {}, ""}), code);
    QCOMPARE(gateway.codeOf(AgentSelf{wrong}), code);
    QCOMPARE(gateway.codeOf(AgentPaymentsPage{wrong, {}, 25}), code);
    QVERIFY(keeper.owner().get<PaymentsPage>(PaymentsList()).payments.empty());
}

void TestKeeperPayments::asksThatAreNoAsksAreRefused_data()
{
    using Change = void (*)(Pay&);
    QTest::addColumn<void*>("change");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* tag, const char* code, Change change) {
        QTest::newRow(tag) << reinterpret_cast<void*>(change) << QByteArray(code);
    };
    row("neither challenge nor fault", "bad_frame", [](Pay& pay) { pay.challenge.reset(); });
    row("both", "bad_frame", [](Pay& pay) { pay.fault = FaultShape{"bad_request", ""}; });
    row("version 3", "bad_frame", [](Pay& pay) { pay.challenge->x402Version = 3; });
    row("version that wraps", "bad_frame", [](Pay& pay) { pay.challenge->x402Version = (1LL << 32) + 2; });
    row("17 options", "bad_frame", [](Pay& pay) {
        const OptionShape option = pay.challenge->options.front();
        pay.challenge->options.assign(17, option);
    });
    row("long url", "bad_request", [](Pay& pay) { pay.request.url = std::string(5000, 'u'); });
    row("long claim", "bad_request", [](Pay& pay) { pay.claims.reason = std::string(600, 'r'); });
    row("long key", "bad_request", [](Pay& pay) { pay.idempotencyKey = std::string(300, 'k'); });
    row("long method", "bad_request", [](Pay& pay) { pay.request.method = std::string(17, 'M'); });
    row("ceiling that is no amount", "bad_amount", [](Pay& pay) { pay.maxAmount = "1.5"; });
    row("negative ceiling", "bad_amount", [](Pay& pay) { pay.maxAmount = "-1"; });
}

void TestKeeperPayments::asksThatAreNoAsksAreRefused()
{
    QFETCH(void*, change);
    QFETCH(QByteArray, code);
    static KeeperProcess keeper;
    static const std::string token = keeper.withAgent();
    const auto before = keeper.owner().get<StatusAnswer>(StatusGet()).events;
    Pay pay = payFor(token, "1000");
    reinterpret_cast<void (*)(Pay&)>(change)(pay);
    QCOMPARE(QByteArray::fromStdString(keeper.gateway().codeOf(pay)), code);
    QCOMPARE(keeper.owner().get<StatusAnswer>(StatusGet()).events, before);
    QVERIFY(!keeper.gateway().get<PaymentAnswer>(payFor(token, "1000")).headers.empty());
}

void TestKeeperPayments::aQuoteCarriesNoHeader()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    Quote quote;
    static_cast<Pay&>(quote) = payFor(token, "1000");
    const auto answer = keeper.gateway().get<PaymentAnswer>(quote);
    QVERIFY(answer.id.empty() && answer.headers.empty() && !answer.authorization);
    QCOMPARE(answer.status, std::string("authorized"));
    QCOMPARE(answer.decision->verdict, std::string("allow"));
    QVERIFY(keeper.owner().get<PaymentsPage>(PaymentsList()).payments.empty());
}

void TestKeeperPayments::manyAsksAtOnceStayWithinTheBudget_I2()
{
    KeeperProcess keeper;
    const std::string token =
        keeper.withPolicy(R"({"version":1,"name":"one dollar","default":"allow","budgets":[
            {"name":"hour","limit":{"usd":"1.00"},"window":{"rollingSeconds":3600}}]})");
    constexpr std::int64_t kAsks = 60;
    for (std::int64_t id = 1000; id < 1000 + kAsks; ++id) {
        keeper.gateway().send(encode(id, payFor(token, "30000", "/v1/" + std::to_string(id))));
    }
    int signedOnes = 0;
    std::set<std::string> nonces;
    for (std::int64_t each = 0; each < kAsks; ++each) {
        const auto frame = keeper.gateway().receive();
        QVERIFY(frame);
        const auto answer = Line::answerIn<PaymentAnswer>(*parseFrame(*frame));
        if (answer.headers.empty()) {
            QCOMPARE(answer.code, std::string("budget_exceeded"));
        } else {
            ++signedOnes;
            QVERIFY(nonces.insert(answer.authorization->nonce).second);
        }
    }
    QCOMPARE(signedOnes, 33); // 0.99 of 1.00
}

void TestKeeperPayments::oneAgentsQuestionsLeaveRoomForAnother_I20()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("careful");
    const std::string other = keeper.addAgent("other", "careful");
    constexpr int kMostOfOneAgent = 50;
    for (int each = 0; each < kMostOfOneAgent; ++each) {
        const auto asked =
            keeper.gateway().get<PaymentAnswer>(payFor(token, "1", "/" + std::to_string(each)));
        QCOMPARE(asked.status, std::string("waiting"));
    }
    const auto tooMany = keeper.gateway().get<PaymentAnswer>(payFor(token, "1", "/one-more"));
    QCOMPARE(tooMany.code, std::string("busy"));
    // The other one is asked about as ever, and what waits already is found by asking again.
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(payFor(other, "1")).status, std::string("waiting"));
    QVERIFY(keeper.gateway().get<PaymentAnswer>(payFor(token, "1", "/7")).joined);
}

QTEST_GUILESS_MAIN(TestKeeperPayments)
#include "tst_keeper_payments.moc"
