#include "fetch_world.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace till;
using namespace till::test;
using nlohmann::json;

class TestFetchPayment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void paysAndStreams();
    void paysOnceWhenTheMerchantRefuses();
    void tellsTheReceiptsReasonWhenSettlementFailed();
    void presentsTheSamePaymentAgainAfterALoss();
    void answers202WhileAPersonDecides();
    void waitsForThePersonAndGoesOn();
    void handsDenialsOn();
    void recordsUnreadableChallenges_data();
    void recordsUnreadableChallenges();
    void paysNothingWhenTheClientHasLeft();
    void reportsAlsoWhenTheClientHasLeft();
    void tellsWhenThereIsNothingLeftToPresent();
};

void TestFetchPayment::paysAndStreams()
{
    Merchant merchant(sellsFor402([](const http::HttpRequest&, http::Responder&& responder) {
        responder.send(paidResponse("the weather map"));
    }));
    World world;
    world.fetch(merchant.origin() + "/map", {{"method", "POST"},
                                             {"body", "hello"},
                                             {"maxAmount", "20000"},
                                             {"idempotencyKey", "k1"},
                                             {"context", {{"reason", "to know"}}}});
    world.letIn();
    const wire::Pay pay = world.authorize();
    QCOMPARE(pay.interface, std::string("fetch"));
    QCOMPARE(pay.token, std::string(kToken));
    QCOMPARE(pay.request.method, std::string("POST"));
    QCOMPARE(pay.request.url, merchant.origin() + "/map");
    QCOMPARE(pay.request.bodyHash,
             std::string("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"));
    QCOMPARE(pay.maxAmount, std::optional<std::string>("20000"));
    QCOMPARE(pay.idempotencyKey, std::optional<std::string>("k1"));
    QCOMPARE(pay.claims.reason, std::string("to know"));
    QVERIFY(pay.challenge);
    const auto report = world.nextReport();
    QVERIFY(report);
    QCOMPARE(report->paymentId, std::string("pay_1"));
    QCOMPARE(report->httpStatus, std::int64_t{200});
    QCOMPARE(report->bodyBytes, std::int64_t{15});
    QVERIFY(report->receipt && report->receipt->success);
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, QByteArray("the weather map"));
    QCOMPARE(reply.header("Till-Payment-Id"), QByteArray("pay_1"));
    QCOMPARE(reply.header("Till-Amount"), QByteArray("10000"));
    QCOMPARE(reply.header("Till-Amount-Text"), QByteArray("0.01 USDC"));
    QCOMPARE(reply.header("Till-Status"), QByteArray("settled"));
    QVERIFY(!reply.header("PAYMENT-RESPONSE").isEmpty());
    QCOMPARE(merchant.asked.size(), std::size_t{2});
    QVERIFY(merchant.asked[0].header("PAYMENT-SIGNATURE") == nullptr);
    QCOMPARE(*merchant.asked[1].header("PAYMENT-SIGNATURE"), std::string("c2lnbmVk"));
    QCOMPARE(merchant.asked[1].method + merchant.asked[1].path + merchant.asked[1].body,
             std::string("POST/maphello"));
    QVERIFY(world.keeperIsQuiet());
}

void TestFetchPayment::paysOnceWhenTheMerchantRefuses()
{
    json refusal = challengeJson();
    refusal["error"] = "invalid_exact_evm_payload_signature";
    Merchant merchant(sellsFor402([&](const http::HttpRequest&, http::Responder&& responder) {
        responder.send(challengeResponse(refusal));
    }));
    World world;
    world.fetch(merchant.origin() + "/map");
    world.letIn();
    world.authorize();
    const auto report = world.nextReport();
    QVERIFY(report);
    QCOMPARE(report->httpStatus, std::int64_t{402});
    QCOMPARE(report->challengeError, std::string("invalid_exact_evm_payload_signature"));
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 502);
    QCOMPARE(reply.text("code"), std::string("payment_not_accepted"));
    QCOMPARE(reply.text("merchantError"), std::string("invalid_exact_evm_payload_signature"));
    QCOMPARE(reply.text("id"), std::string("pay_1"));
    QCOMPARE(merchant.asked.size(), std::size_t{2});
    QVERIFY(world.keeperIsQuiet()); // no second payment
}

void TestFetchPayment::tellsTheReceiptsReasonWhenSettlementFailed()
{
    Merchant merchant(sellsFor402([](const http::HttpRequest&, http::Responder&& responder) {
        const json receipt{{"success", false},
                           {"transaction", ""},
                           {"network", "eip155:84532"},
                           {"errorReason", "insufficient_funds"}};
        responder.send(
            {402,
             {{"PAYMENT-RESPONSE", QByteArray::fromStdString(receipt.dump()).toBase64().toStdString()}},
             "{}"});
    }));
    World world;
    world.fetch(merchant.origin() + "/map");
    world.letIn();
    world.authorize();
    QVERIFY(!world.nextReport()->receipt->success);
    QCOMPARE(readReply(world.client).text("merchantError"), std::string("insufficient_funds"));
}

void TestFetchPayment::presentsTheSamePaymentAgainAfterALoss()
{
    // One that takes the first payment and hangs up without a word.
    QTcpServer merchant;
    QVERIFY(merchant.listen(QHostAddress(QHostAddress::LocalHost), 0));
    const std::string url = "http://127.0.0.1:" + std::to_string(merchant.serverPort()) + "/map";
    QList<QByteArray> payments;
    const auto answer = [&](QTcpSocket* socket) {
        const QByteArray request = socket->peek(65'536);
        if (!request.contains("\r\n\r\n")) {
            return;
        }
        const qsizetype at = request.indexOf("PAYMENT-SIGNATURE: ");
        if (at < 0) {
            socket->write("HTTP/1.1 402 Payment Required\r\nConnection: close\r\nContent-Length: "
                          "0\r\nPAYMENT-REQUIRED: " +
                          QByteArray::fromStdString(challengeHeader(challengeJson())) + "\r\n\r\n");
        } else {
            payments.append(request.mid(at, request.indexOf('\r', at) - at));
            if (payments.size() > 1) {
                socket->write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 7\r\n\r\nat last");
            }
        }
        socket->disconnectFromHost();
    };
    connect(&merchant, &QTcpServer::newConnection, this, [&] {
        QTcpSocket* const socket = merchant.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&answer, socket] { answer(socket); });
    });
    World world;
    const json purchase{{"idempotencyKey", "k1"}};
    world.fetch(url, purchase);
    world.letIn();
    world.authorize();
    const auto lost = world.nextReport();
    QVERIFY(lost);
    QCOMPARE(lost->httpStatus, std::int64_t{0});
    QVERIFY(!lost->receipt);
    Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 502);
    QCOMPARE(reply.text("code"), std::string("merchant_lost"));
    QCOMPARE(reply.text("moneyMoved"), std::string("unknown"));
    QCOMPARE(reply.text("id"), std::string("pay_1"));

    world.fetch(url, purchase);
    QCOMPARE(world.authorize().idempotencyKey, std::optional<std::string>("k1"));
    reply = readReply(world.client);
    QCOMPARE(reply.body, QByteArray("at last"));
    QCOMPARE(payments.size(), 2);
    QCOMPARE(payments[0], payments[1]);
}

void TestFetchPayment::answers202WhileAPersonDecides()
{
    Merchant merchant(sellsFor402([](const http::HttpRequest&, http::Responder&& responder) {
        responder.send(paidResponse("the map"));
    }));
    World world;
    const json purchase{{"idempotencyKey", "k1"}};
    world.fetch(merchant.origin() + "/map", purchase);
    world.letIn();
    std::int64_t id = 0;
    world.nextPay(id);
    world.fixture.keeper.answer(id, waitingAnswer("pay_2"));
    Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 202);
    QCOMPARE(reply.text("poll"), std::string("/v1/payments/pay_2?wait=60"));
    QCOMPARE(reply.header("Till-Status"), QByteArray("waiting"));
    // Meanwhile somebody said yes: the same fetch goes on.
    world.fetch(merchant.origin() + "/map", purchase);
    world.authorize();
    QCOMPARE(readReply(world.client).body, QByteArray("the map"));
}

void TestFetchPayment::waitsForThePersonAndGoesOn()
{
    Merchant merchant(sellsFor402([](const http::HttpRequest&, http::Responder&& responder) {
        responder.send(paidResponse("the map"));
    }));
    World world;
    world.fetch(merchant.origin() + "/map", {{"wait", 60}});
    world.letIn();
    std::int64_t id = 0;
    world.nextPay(id);
    world.fixture.keeper.answer(id, waitingAnswer("pay_1"));
    const auto await = world.fixture.keeper.nextRequest();
    QCOMPARE(await.type, std::string("payment.await"));
    QCOMPARE(merchant.asked.size(), std::size_t{1});
    world.fixture.keeper.answer(await.id, authorizedAnswer("pay_1"));
    QCOMPARE(readReply(world.client).body, QByteArray("the map"));
}

void TestFetchPayment::handsDenialsOn()
{
    Merchant merchant(sellsFor402([](const http::HttpRequest&, http::Responder&& responder) {
        responder.send(paidResponse("the map"));
    }));
    World world;
    world.fetch(merchant.origin() + "/map");
    world.letIn();
    std::int64_t id = 0;
    world.nextPay(id);
    world.fixture.keeper.answer(id, deniedAnswer("pay_1", "budget_exceeded"));
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 403);
    QCOMPARE(reply.text("code"), std::string("budget_exceeded"));
    QCOMPARE(merchant.asked.size(), std::size_t{1});
}

void TestFetchPayment::recordsUnreadableChallenges_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("no dialect") << QByteArray() << QByteArray("pay me") << QByteArray("not_a_challenge");
    QTest::newRow("bad base64") << QByteArray("%%%") << QByteArray() << QByteArray("challenge_bad_base64");
    QTest::newRow("truncated JSON") << QByteArray("{\"x402").toBase64() << QByteArray()
                                    << QByteArray("challenge_bad_json");
    QTest::newRow("body over the limit")
        << QByteArray() << QByteArray("{\"x402Version\":1,\"error\":\"") + QByteArray(300'000, 'x') + "\"}"
        << QByteArray("challenge_too_large");
}

void TestFetchPayment::recordsUnreadableChallenges()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, code);
    Merchant merchant([&](const http::HttpRequest&, http::Responder&& responder) {
        responder.send({402,
                        {{header.isEmpty() ? "X-Other" : "PAYMENT-REQUIRED", header.toStdString()}},
                        body.toStdString()});
    });
    World world;
    world.fetch(merchant.origin() + "/");
    world.letIn();
    std::int64_t id = 0;
    const wire::Pay pay = world.nextPay(id);
    QVERIFY(pay.fault && !pay.challenge);
    QCOMPARE(QByteArray::fromStdString(pay.fault->code), code);
    world.fixture.keeper.answer(id, deniedAnswer("pay_5", pay.fault->code));
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 422);
    QCOMPARE(QByteArray::fromStdString(reply.text("code")), code);
    QCOMPARE(reply.text("id"), std::string("pay_5"));
}

void TestFetchPayment::paysNothingWhenTheClientHasLeft()
{
    std::optional<http::Responder> held;
    Merchant merchant(
        [&](const http::HttpRequest&, http::Responder&& responder) { held = std::move(responder); });
    World world;
    world.fetch(merchant.origin() + "/");
    world.letIn();
    QVERIFY(QTest::qWaitFor([&] { return held.has_value(); }));
    world.client.reset();
    QTest::qWait(50);
    held->send(challengeResponse(challengeJson()));
    QVERIFY(world.keeperIsQuiet());
}

void TestFetchPayment::reportsAlsoWhenTheClientHasLeft()
{
    std::optional<http::Responder> held;
    Merchant merchant(sellsFor402(
        [&](const http::HttpRequest&, http::Responder&& responder) { held = std::move(responder); }));
    World world;
    world.fetch(merchant.origin() + "/");
    world.letIn();
    world.authorize();
    QVERIFY(QTest::qWaitFor([&] { return held.has_value(); }));
    world.client.reset();
    QTest::qWait(50);
    held->send(paidResponse("nobody reads this"));
    QVERIFY(world.nextReport()->receipt->success);
}

void TestFetchPayment::tellsWhenThereIsNothingLeftToPresent()
{
    Merchant merchant(sellsFor402([](const http::HttpRequest&, http::Responder&& responder) {
        responder.send(paidResponse("the map"));
    }));
    World world;
    world.fetch(merchant.origin() + "/map");
    world.letIn();
    std::int64_t id = 0;
    world.nextPay(id);
    wire::PaymentAnswer settled = authorizedAnswer("pay_1");
    settled.status = "settled";
    settled.headers.clear();
    world.fixture.keeper.answer(id, settled);
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 409);
    QCOMPARE(reply.text("code"), std::string("already_paid"));
    QCOMPARE(merchant.asked.size(), std::size_t{1});
}

QTEST_GUILESS_MAIN(TestFetchPayment)
#include "tst_fetch_payment.moc"
