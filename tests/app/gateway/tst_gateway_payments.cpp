#include "fixture.h"

#include <QTest>

#include <vector>

using namespace till;
using namespace till::test;
using nlohmann::json;

class TestGatewayPayments : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksTheKeeperAndHandsTheHeaderOver();
    void passesTheChallengeOnVerbatim();
    void tellsWhyNot_data();
    void tellsWhyNot();
    void tellsWhatIsLeftOfTheBudgets();
    void answers202AtOnceWithoutWait();
    void waitsForThePerson();
    void answers202WhenTheTimeRunsOut();
    void watchesEachPaymentOnce();
    void endsTheWaitWhenTheClientLeaves();
    void survivesAClientThatIsGone();
    void sendsUnreadableChallengesOnToTheLedger();
    void takesTheKeyFromHeaderOrBody();
    void makesAKeyForARepeat();
    void outlivesARestartOfTheKeeper();
    void givesUp();
    void cannotGiveUpWhatIsDecided();
    void reportsSettlements();
};

void TestGatewayPayments::asksTheKeeperAndHandsTheHeaderOver()
{
    Fixture fixture;
    RawClient client(fixture.port);
    const json more{{"maxAmount", "250000"},
                    {"idempotencyKey", "key-1"},
                    {"context", {{"tool", "search"}, {"task", "T-17"}, {"reason", "why not"}}}};
    client.send(fixture.request("POST", "/v1/payments", payBody(challengeJson(), more)));
    const auto frame = fixture.keeper.nextRequest();
    QCOMPARE(frame.type, std::string("pay"));
    const auto pay = wire::fromBody<wire::Pay>(frame.body);
    QVERIFY(pay);
    QCOMPARE(pay->token, std::string(kToken));
    QCOMPARE(pay->interface, std::string("rest"));
    QCOMPARE(pay->request.method, std::string("GET"));
    QCOMPARE(pay->request.url, std::string("https://api.example.com/data?x=1"));
    QCOMPARE(pay->request.host, std::string("api.example.com"));
    QCOMPARE(pay->request.path, std::string("/data"));
    QCOMPARE(pay->request.bodyHash, std::string());
    QCOMPARE(pay->claims.task, std::string("T-17"));
    QCOMPARE(pay->idempotencyKey, std::optional<std::string>("key-1"));
    QCOMPARE(pay->maxAmount, std::optional<std::string>("250000"));
    QVERIFY(!pay->allowRepeat);
    QVERIFY(!pay->fault);
    fixture.keeper.answer(frame.id, authorizedAnswer("pay_1"));
    const Reply reply = readReply(client);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.text("id"), std::string("pay_1"));
    QCOMPARE(reply.text("status"), std::string("authorized"));
    QVERIFY(reply.json["headers"]["PAYMENT-SIGNATURE"] == json("c2lnbmVk"));
    QVERIFY(reply.json["option"]["amount"] == json("10000"));
    QVERIFY(reply.json["payment"]["nonce"] == json("0xnonce"));
    QVERIFY(reply.json["decision"]["verdict"] == json("allow"));
    QCOMPARE(reply.text("expiresAt"), std::string("2027-01-15T08:00:00.000Z"));
    QCOMPARE(reply.header("Cache-Control"), QByteArray("no-store"));
    QVERIFY(!reply.json.contains("joined"));
}

void TestGatewayPayments::passesTheChallengeOnVerbatim()
{
    Fixture fixture;
    RawClient client(fixture.port);
    // Its own order of keys, spelling and number form: the merchant compares deeply.
    const std::string option =
        R"({"payTo":"0x209693Bc6afc0C5328bA36FaF03C514EF312287C","scheme":"exact", "x":1.50,"network":"eip155:84532",)"
        R"("amount":"10000","asset":"0x036CbD53842c5426634e7929541eC2318f3dCF7e","maxTimeoutSeconds":60,)"
        R"("extra":{"version":"2","name":"USDC"}})";
    const std::string text =
        R"({"x402Version":2,"resource":{"url":"https://api.example.com/data"},"accepts":[)" + option + "]}";
    const json body{
        {"challenge",
         {{"status", 402},
          {"headers", {{"payment-required", QByteArray::fromStdString(text).toBase64().toStdString()}}}}},
        {"request",
         {{"url", "https://API.example.com:443/data#top"}, {"method", "POST"}, {"body", "hello"}}}};
    client.send(fixture.request("POST", "/v1/payments", QByteArray::fromStdString(body.dump())));
    const auto frame = fixture.keeper.nextRequest();
    const auto pay = wire::fromBody<wire::Pay>(frame.body);
    QVERIFY(pay && pay->challenge);
    QCOMPARE(pay->challenge->options.at(0).raw, option);
    QCOMPARE(pay->challenge->options.at(0).caip2, std::string("eip155:84532"));
    QCOMPARE(pay->challenge->options.at(0).eip712Name, std::string("USDC"));
    QCOMPARE(pay->request.url, std::string("https://api.example.com/data"));
    // FIPS 180-4 SHA-256 of "hello".
    QCOMPARE(pay->request.bodyHash,
             std::string("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"));
}

void TestGatewayPayments::tellsWhyNot_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("status");
    const auto row = [](const char* code, int status) { QTest::newRow(code) << QByteArray(code) << status; };
    row("denied_by_rule", 403);
    row("budget_exceeded", 403);
    row("rejected", 403);
    row("lapsed", 403);
    row("given_up", 410);
    row("agent_paused", 403);
    row("paused", 423);
    row("locked", 423);
    row("idempotency_conflict", 409);
    row("purchase_conflict", 409);
    row("expired_unproven", 409);
    row("unknown_network", 403);
}

void TestGatewayPayments::tellsWhyNot()
{
    QFETCH(QByteArray, code);
    QFETCH(int, status);
    Fixture fixture;
    RawClient client(fixture.port);
    client.send(fixture.request("POST", "/v1/payments", payBody(challengeJson())));
    fixture.keeper.answer(fixture.keeper.nextRequest().id, deniedAnswer("pay_9", code.toStdString()));
    const Reply reply = readReply(client);
    QCOMPARE(reply.status, status);
    QVERIFY(reply.json["status"] == json(status));
    QCOMPARE(reply.text("code"), code.toStdString());
    QCOMPARE(reply.text("type"), "urn:tillkeeper:problem:" + code.toStdString());
    QCOMPARE(reply.text("id"), std::string("pay_9"));
    QVERIFY(reply.json["reasons"][0]["code"] == json("within_budget"));
    QVERIFY(!reply.text("title").empty());
    QVERIFY(!reply.text("detail").empty());
    QVERIFY(!reply.text("hint").empty());
    QVERIFY(reply.json.contains("retryAllowed"));
    QVERIFY(!reply.json.contains("headers"));
}

void TestGatewayPayments::tellsWhatIsLeftOfTheBudgets()
{
    Fixture fixture;
    RawClient client(fixture.port);
    client.send(fixture.request("POST", "/v1/payments", payBody(challengeJson())));
    wire::PaymentAnswer answer = deniedAnswer("pay_9", "budget_exceeded");
    wire::BudgetEffect hour{
        "hour", "USD", "1.00", "0.90", "5.00", "3.10", "per hour", 0, 0, 1'700'000'000'000, false};
    wire::BudgetEffect day{"day", "USD", "4.21", "0.90", "5.00", "0.79", "per day", 0, 0, 1'800'000'000'000,
                           true};
    wire::BudgetEffect week{
        "week", "USD", "4.21", "0.90", "5.00", "0.79", "per week", 0, 0, 1'800'000'001'000, true};
    answer.decision->budgets = {hour, day, week};
    answer.decision->retryAllowed = true;
    answer.decision->smallestChange = "Raise the daily limit to 5.11.";
    fixture.keeper.answer(fixture.keeper.nextRequest().id, answer);
    const Reply reply = readReply(client);
    QCOMPARE(reply.json["remaining"].size(), std::size_t{3});
    QVERIFY(reply.json["remaining"][1]["budget"] == json("day"));
    QVERIFY(reply.json["remaining"][1]["remaining"] == json("0.79"));
    QCOMPARE(reply.text("resetAt"),
             std::string("2027-01-15T08:00:01.000Z")); // when the last exceeded one is free
    QVERIFY(reply.json["retryAllowed"] == json(true));
    QCOMPARE(reply.text("smallestChange"), std::string("Raise the daily limit to 5.11."));
}

void TestGatewayPayments::answers202AtOnceWithoutWait()
{
    Fixture fixture;
    RawClient client(fixture.port);
    client.send(fixture.request("POST", "/v1/payments", payBody(challengeJson())));
    fixture.keeper.answer(fixture.keeper.nextRequest().id, waitingAnswer("pay_2"));
    const Reply reply = readReply(client);
    QCOMPARE(reply.status, 202);
    QCOMPARE(reply.text("status"), std::string("waiting"));
    QCOMPARE(reply.text("poll"), std::string("/v1/payments/pay_2?wait=60"));
    QVERIFY(!reply.json.contains("headers"));
    QCOMPARE(reply.header("Till-Status"), QByteArray("waiting"));
}

void TestGatewayPayments::waitsForThePerson()
{
    Fixture fixture;
    RawClient client(fixture.port);
    client.send(fixture.request("POST", "/v1/payments", payBody(challengeJson(), {{"wait", 300}})));
    fixture.keeper.answer(fixture.keeper.nextRequest().id, waitingAnswer("pay_2"));
    const auto await = fixture.keeper.nextRequest();
    QCOMPARE(await.type, std::string("payment.await"));
    QCOMPARE(wire::fromBody<wire::PaymentAwait>(await.body)->paymentId, std::string("pay_2"));
    QCOMPARE(wire::fromBody<wire::PaymentAwait>(await.body)->token, std::string(kToken));
    QCOMPARE(client.readUntil("HTTP", 50), QByteArray());
    fixture.keeper.answer(await.id, authorizedAnswer("pay_2"));
    const Reply reply = readReply(client);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.text("status"), std::string("authorized"));
}

void TestGatewayPayments::answers202WhenTheTimeRunsOut()
{
    Fixture fixture;
    RawClient client(fixture.port);
    client.send(fixture.request("GET", "/v1/payments/pay_2?wait=1"));
    const auto get = fixture.keeper.nextRequest();
    QCOMPARE(get.type, std::string("payment.get"));
    fixture.keeper.answer(get.id, waitingAnswer("pay_2"));
    QCOMPARE(fixture.keeper.nextRequest().type, std::string("payment.await"));
    const Reply reply = readReply(client);
    QCOMPARE(reply.status, 202);
    QCOMPARE(reply.text("id"), std::string("pay_2"));
}

void TestGatewayPayments::watchesEachPaymentOnce()
{
    Fixture fixture;
    RawClient first(fixture.port);
    first.send(fixture.request("GET", "/v1/payments/pay_2?wait=1"));
    fixture.keeper.answer(fixture.keeper.nextRequest().id, waitingAnswer("pay_2"));
    const auto await = fixture.keeper.nextRequest();
    QCOMPARE(await.type, std::string("payment.await"));
    QCOMPARE(readReply(first).status, 202);
    // The next poll, and another caller, find the watch that is there.
    first.send(fixture.request("GET", "/v1/payments/pay_2?wait=60"));
    fixture.keeper.answer(fixture.keeper.nextRequest().id, waitingAnswer("pay_2"));
    RawClient second(fixture.port);
    second.send(fixture.request("GET", "/v1/payments/pay_2?wait=60"));
    fixture.keeper.answer(fixture.keeper.nextRequest().id, waitingAnswer("pay_2"));
    QCOMPARE(fixture.keeper.nextRequest(50).type, std::string());
    fixture.keeper.answer(await.id, authorizedAnswer("pay_2"));
    QCOMPARE(readReply(first).status, 200);
    QCOMPARE(readReply(second).status, 200);
}

void TestGatewayPayments::endsTheWaitWhenTheClientLeaves()
{
    Fixture fixture;
    RawClient client(fixture.port);
    client.send(fixture.request("GET", "/v1/payments/pay_2?wait=300"));
    fixture.keeper.answer(fixture.keeper.nextRequest().id, waitingAnswer("pay_2"));
    QCOMPARE(fixture.keeper.nextRequest().type, std::string("payment.await"));
    client.endInput();
    QCOMPARE(readReply(client).status, 202); // at once, and nothing is cancelled
    QCOMPARE(fixture.keeper.nextRequest(50).type, std::string());
}

void TestGatewayPayments::survivesAClientThatIsGone()
{
    Fixture fixture;
    std::int64_t id = 0;
    {
        RawClient client(fixture.port);
        client.send(fixture.request("POST", "/v1/payments", payBody(challengeJson(), {{"wait", 300}})));
        fixture.keeper.answer(fixture.keeper.nextRequest().id, waitingAnswer("pay_2"));
        id = fixture.keeper.nextRequest().id;
        client.reset();
    }
    QTest::qWait(20);
    fixture.keeper.answer(id, authorizedAnswer("pay_2"));
    QTest::qWait(20);
    QCOMPARE(fixture.ask("GET /healthz HTTP/1.1\r\nHost: " + fixture.host() + "\r\n\r\n").status, 200);
}

void TestGatewayPayments::sendsUnreadableChallengesOnToTheLedger()
{
    Fixture fixture;
    RawClient client(fixture.port);
    json challenge = challengeJson();
    challenge["accepts"][0]["amount"] = 10000;
    client.send(fixture.request("POST", "/v1/payments", payBody(challenge)));
    const auto frame = fixture.keeper.nextRequest();
    const auto pay = wire::fromBody<wire::Pay>(frame.body);
    QVERIFY(pay);
    QVERIFY(!pay->challenge);
    QCOMPARE(pay->fault->code, std::string("challenge_malformed"));
    QVERIFY(pay->fault->detail.find("/accepts/0/amount") != std::string::npos);
    fixture.keeper.answer(frame.id, deniedAnswer("pay_7", "challenge_malformed"));
    const Reply reply = readReply(client);
    QCOMPARE(reply.status, 422);
    QCOMPARE(reply.text("code"), std::string("challenge_malformed"));
    QCOMPARE(reply.text("id"), std::string("pay_7"));
    QVERIFY(reply.text("detail").find("/accepts/0/amount") != std::string::npos);
}

void TestGatewayPayments::takesTheKeyFromHeaderOrBody()
{
    Fixture fixture;
    RawClient client(fixture.port);
    client.send(fixture.request("POST", "/v1/payments", payBody(challengeJson()),
                                "Idempotency-Key: from header\r\n"));
    auto frame = fixture.keeper.nextRequest();
    QCOMPARE(wire::fromBody<wire::Pay>(frame.body)->idempotencyKey,
             std::optional<std::string>("from header"));
    wire::PaymentAnswer joined = authorizedAnswer("pay_1");
    joined.joined = true;
    fixture.keeper.answer(frame.id, joined);
    const Reply reply = readReply(client);
    QVERIFY(reply.json["joined"] == json(true));
    QVERIFY(!reply.text("hint").empty());
    client.send(fixture.request("POST", "/v1/payments",
                                payBody(challengeJson(), {{"idempotencyKey", "same"}}),
                                "idempotency-key: same\r\n"));
    frame = fixture.keeper.nextRequest();
    QCOMPARE(wire::fromBody<wire::Pay>(frame.body)->idempotencyKey, std::optional<std::string>("same"));
    fixture.keeper.answer(frame.id, authorizedAnswer("pay_1"));
    QCOMPARE(readReply(client).status, 200);
    client.send(fixture.request("POST", "/v1/payments", payBody(challengeJson(), {{"idempotencyKey", "a"}}),
                                "Idempotency-Key: b\r\n"));
    QCOMPARE(readReply(client).text("code"), std::string("bad_request"));
}

void TestGatewayPayments::makesAKeyForARepeat()
{
    Fixture fixture;
    std::vector<std::string> keys;
    for (int i = 0; i < 2; ++i) {
        RawClient client(fixture.port);
        client.send(
            fixture.request("POST", "/v1/payments", payBody(challengeJson(), {{"allowRepeat", true}})));
        const auto pay = wire::fromBody<wire::Pay>(fixture.keeper.nextRequest().body);
        QVERIFY(pay->allowRepeat);
        keys.push_back(pay->idempotencyKey.value());
    }
    QVERIFY(keys[0] != keys[1]);
}

void TestGatewayPayments::outlivesARestartOfTheKeeper()
{
    Fixture fixture;
    RawClient client(fixture.port);
    client.send(fixture.request("POST", "/v1/payments", payBody(challengeJson(), {{"wait", 60}})));
    QCOMPARE(fixture.keeper.nextRequest().type, std::string("pay"));
    fixture.keeper.sayHello("second boot"); // the first keeper died without an answer
    const auto again = fixture.keeper.nextRequest();
    QCOMPARE(again.type, std::string("pay"));
    fixture.keeper.answer(again.id, waitingAnswer("pay_3"));
    QCOMPARE(fixture.keeper.nextRequest().type, std::string("payment.await"));
    fixture.keeper.sayHello("third boot"); // and the second while a person was thinking
    const auto await = fixture.keeper.nextRequest();
    QCOMPARE(await.type, std::string("payment.await"));
    fixture.keeper.answer(await.id, authorizedAnswer("pay_3"));
    QCOMPARE(readReply(client).text("status"), std::string("authorized"));
}

void TestGatewayPayments::givesUp()
{
    Fixture fixture;
    RawClient client(fixture.port);
    client.send(fixture.request("DELETE", "/v1/payments/pay_2"));
    const auto frame = fixture.keeper.nextRequest();
    QCOMPARE(frame.type, std::string("payment.cancel"));
    QCOMPARE(wire::fromBody<wire::PaymentCancel>(frame.body)->paymentId, std::string("pay_2"));
    wire::PaymentAnswer answer = deniedAnswer("pay_2", "given_up");
    answer.status = "given_up";
    fixture.keeper.answer(frame.id, answer);
    const Reply reply = readReply(client);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.text("status"), std::string("given_up"));
}

void TestGatewayPayments::cannotGiveUpWhatIsDecided()
{
    Fixture fixture;
    RawClient client(fixture.port);
    client.send(fixture.request("DELETE", "/v1/payments/pay_2"));
    fixture.keeper.answer(fixture.keeper.nextRequest().id, authorizedAnswer("pay_2"));
    const Reply reply = readReply(client);
    QCOMPARE(reply.status, 409);
    QCOMPARE(reply.text("code"), std::string("already_decided"));
    QCOMPARE(reply.text("paymentStatus"), std::string("authorized"));
    QVERIFY(!reply.json.contains("headers"));
}

void TestGatewayPayments::reportsSettlements()
{
    Fixture fixture;
    RawClient client(fixture.port);
    const json receipt{
        {"success", true}, {"transaction", "0xabc"}, {"network", "eip155:84532"}, {"payer", "0xfrom"}};
    const json body{
        {"status", 200},
        {"headers",
         {{"payment-response", QByteArray::fromStdString(receipt.dump()).toBase64().toStdString()}}},
        {"body", "12345"}};
    client.send(
        fixture.request("POST", "/v1/payments/pay_2/settlement", QByteArray::fromStdString(body.dump())));
    const auto frame = fixture.keeper.nextRequest();
    QCOMPARE(frame.type, std::string("payment.report"));
    const auto report = wire::fromBody<wire::SettlementReport>(frame.body);
    QVERIFY(report);
    QCOMPARE(report->paymentId, std::string("pay_2"));
    QCOMPARE(report->httpStatus, std::int64_t{200});
    QCOMPARE(report->bodyBytes, std::int64_t{5});
    QVERIFY(report->receipt && report->receipt->success);
    QCOMPARE(report->receipt->transaction, std::string("0xabc"));
    wire::PaymentAnswer answer = authorizedAnswer("pay_2");
    answer.status = "settled";
    answer.transaction = "0xabc";
    fixture.keeper.answer(frame.id, answer);
    const Reply reply = readReply(client);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.text("status"), std::string("settled"));
    QCOMPARE(reply.text("transaction"), std::string("0xabc"));
}

QTEST_GUILESS_MAIN(TestGatewayPayments)
#include "tst_gateway_payments.moc"
