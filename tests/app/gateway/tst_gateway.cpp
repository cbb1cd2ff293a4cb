#include "fixture.h"

#include <QTest>

#include <vector>

using namespace till;
using namespace till::test;
using nlohmann::json;

class TestGateway : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The door
    void refusesAtTheDoor_data();
    void refusesAtTheDoor();
    void letsItsOwnNamesIn_data();
    void letsItsOwnNamesIn();
    void servesTheUnixSocketAndTellsWhoCalls();
    void answersHealthWithoutAToken();
    void limitsTheRateOfAnAgent();
    void takesLargeBodiesForFetchOnly();
    // Payments
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
    void handsKeeperErrorsOn();
    void givesUp();
    void cannotGiveUpWhatIsDecided();
    void reportsSettlements();
    void pagesTheHistory();
    void tellsWhoTheAgentIs();
    void quotes();
    void answersPipelinedRequestsInOrder();
    void outputsOnlyPublishedCodes();
};

void TestGateway::refusesAtTheDoor_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* tag, const QByteArray& request, int status, const char* code) {
        QTest::newRow(tag) << request << status << QByteArray(code);
    };
    const QByteArray get = "GET /v1/agent HTTP/1.1\r\n";
    const QByteArray token = "Authorization: Bearer till_a1_secret\r\n";
    row("another host", get + "Host: evil.example\r\n" + token + "\r\n", 421, "bad_host");
    row("own address without port", get + "Host: 127.0.0.1\r\n" + token + "\r\n", 421, "bad_host");
    row("own port of another host", get + "Host: evil.example:PORT\r\n" + token + "\r\n", 421, "bad_host");
    row("another port", get + "Host: 127.0.0.1:1\r\n" + token + "\r\n", 421, "bad_host");
    row("host with user", get + "Host: a@127.0.0.1:PORT\r\n" + token + "\r\n", 421, "bad_host");
    row("wildcard address", get + "Host: 0.0.0.0:PORT\r\n" + token + "\r\n", 421, "bad_host");
    row("no host", get + token + "\r\n", 400, "bad_request");
    row("two hosts", get + "Host: HOST\r\nHost: HOST\r\n" + token + "\r\n", 400, "bad_request");
    row("origin", get + "Host: HOST\r\nOrigin: https://evil.example\r\n" + token + "\r\n", 403,
        "forbidden_origin");
    row("null origin", get + "Host: HOST\r\nOrigin: null\r\n" + token + "\r\n", 403, "forbidden_origin");
    row("own origin", get + "Host: HOST\r\nOrigin: http://HOST\r\n" + token + "\r\n", 403,
        "forbidden_origin");
    row("fetch site", get + "Host: HOST\r\nSec-Fetch-Site: cross-site\r\n" + token + "\r\n", 403,
        "forbidden_origin");
    row("same-origin fetch site", get + "Host: HOST\r\nSec-Fetch-Site: same-origin\r\n" + token + "\r\n", 403,
        "forbidden_origin");
    row("preflight",
        "OPTIONS /v1/payments HTTP/1.1\r\nHost: HOST\r\nOrigin: https://evil.example\r\n"
        "Access-Control-Request-Method: POST\r\n\r\n",
        403, "forbidden_origin");
    row("options", "OPTIONS /v1/payments HTTP/1.1\r\nHost: HOST\r\n\r\n", 405, "method_not_allowed");
    row("unknown method", "BREW /v1/payments HTTP/1.1\r\nHost: HOST\r\n\r\n", 405, "method_not_allowed");
    row("unknown path", "GET /v2/agent HTTP/1.1\r\nHost: HOST\r\n" + token + "\r\n", 404, "not_found");
    row("no token", get + "Host: HOST\r\n\r\n", 401, "unauthorized");
    row("two tokens", get + "Host: HOST\r\n" + token + token + "\r\n", 401, "unauthorized");
    row("basic", get + "Host: HOST\r\nAuthorization: Basic dGlsbDp4\r\n\r\n", 401, "unauthorized");
    row("bearer of others", get + "Host: HOST\r\nAuthorization: Bearer sk-1234\r\n\r\n", 401, "unauthorized");
    row("bare prefix", get + "Host: HOST\r\nAuthorization: Bearer till_\r\n\r\n", 401, "unauthorized");
    row("token with a blank", get + "Host: HOST\r\nAuthorization: Bearer till_a b\r\n\r\n", 401,
        "unauthorized");
    row("token too long",
        get + "Host: HOST\r\nAuthorization: Bearer till_" + QByteArray(300, 'a') + "\r\n\r\n", 401,
        "unauthorized");
    row("token in the query", "GET /v1/agent?token=till_a_b HTTP/1.1\r\nHost: HOST\r\n\r\n", 401,
        "unauthorized");
    row("absolute form", "GET http://HOST/v1/agent HTTP/1.1\r\nHost: HOST\r\n" + token + "\r\n", 400,
        "bad_request");
    row("length and coding",
        "POST /v1/payments HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n" +
            token + "\r\n",
        400, "bad_request");
    row("unknown coding",
        "POST /v1/payments HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: gzip\r\n" + token + "\r\n", 501,
        "bad_request");
    row("HTTP/2", "GET /healthz HTTP/2.0\r\nHost: HOST\r\n\r\n", 505, "bad_request");
    row("header too large", get + "Host: HOST\r\nX: " + QByteArray(17'000, 'x') + "\r\n\r\n", 431,
        "header_too_large");
    row("body too large",
        "POST /v1/payments HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1048577\r\n" + token + "\r\n", 413,
        "body_too_large");
    row("chunked body too large",
        "POST /v1/payments HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n" + token +
            "\r\n100001\r\n",
        413, "body_too_large");
}

void TestGateway::refusesAtTheDoor()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    Fixture fixture;
    request.replace("HOST", fixture.host()).replace("PORT", QByteArray::number(fixture.port));
    const Reply reply = fixture.ask(request);
    QCOMPARE(reply.status, status);
    QCOMPARE(QByteArray::fromStdString(reply.text("code")), code);
    QCOMPARE(reply.header("Content-Type"), QByteArray("application/problem+json"));
    QVERIFY(!reply.head.toLower().contains("access-control"));
    QCOMPARE(reply.text("moneyMoved"), std::string("no"));
    QVERIFY(!reply.text("hint").empty());
    QCOMPARE(fixture.keeper.nextRequest(20).type, std::string()); // the keeper hears nothing of it
}

void TestGateway::letsItsOwnNamesIn_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::newRow("address") << QByteArray("127.0.0.1:PORT");
    QTest::newRow("localhost") << QByteArray("localhost:PORT");
    QTest::newRow("LOCALHOST") << QByteArray("LOCALHOST:PORT");
}

void TestGateway::letsItsOwnNamesIn()
{
    QFETCH(QByteArray, host);
    Fixture fixture;
    host.replace("PORT", QByteArray::number(fixture.port));
    QCOMPARE(fixture.ask("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status, 200);
}

void TestGateway::servesTheUnixSocketAndTellsWhoCalls()
{
    Fixture fixture;
    RawClient client(fixture.socketPath());
    const QByteArray body = payBody(challengeJson());
    client.send("POST /v1/payments HTTP/1.1\r\nHost: localhost\r\nAuthorization: bearer "
                "till_a1_secret\r\nContent-Length: " +
                QByteArray::number(body.size()) + "\r\n\r\n" + body);
    const auto frame = fixture.keeper.nextRequest();
    const auto pay = wire::fromBody<wire::Pay>(frame.body);
    QVERIFY(pay);
    QCOMPARE(pay->caller.pid, std::int64_t{QCoreApplication::applicationPid()});
    QVERIFY(pay->caller.executable.ends_with("tst_gateway"));
    fixture.keeper.answer(frame.id, authorizedAnswer("pay_1"));
    QCOMPARE(readReply(client).status, 200);
}

void TestGateway::answersHealthWithoutAToken()
{
    Fixture fixture;
    const Reply reply = fixture.ask("GET /healthz HTTP/1.1\r\nHost: " + fixture.host() + "\r\n\r\n");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.text("status"), std::string("ok"));
    fixture.keeper.close();
    QVERIFY(QTest::qWaitFor([&] { return !fixture.connection.isReady(); }));
    QCOMPARE(fixture.ask("GET /healthz HTTP/1.1\r\nHost: " + fixture.host() + "\r\n\r\n").status, 503);
}

void TestGateway::limitsTheRateOfAnAgent()
{
    Fixture fixture({{}, 2});
    RawClient client(fixture.port);
    for (int i = 0; i < 2; ++i) {
        client.send(fixture.request("GET", "/v1/agent"));
        const auto frame = fixture.keeper.nextRequest();
        fixture.keeper.answer(frame.id, wire::AgentSelfAnswer{});
        QCOMPARE(readReply(client).status, 200);
    }
    client.send(fixture.request("GET", "/v1/agent"));
    const Reply reply = readReply(client);
    QCOMPARE(reply.status, 429);
    QCOMPARE(reply.text("code"), std::string("rate_limited"));
    QCOMPARE(reply.header("Retry-After"), QByteArray("1"));
    QCOMPARE(fixture.keeper.nextRequest(20).type, std::string());
}

void TestGateway::takesLargeBodiesForFetchOnly()
{
    Fixture fixture;
    RawClient client(fixture.port);
    const QByteArray large =
        "{\"url\":\"https://api.example.com/\",\"body\":\"" + QByteArray(2 * 1024 * 1024, 'a') + "\"}";
    client.send(fixture.request("POST", "/v1/fetch", large));
    QCOMPARE(fixture.keeper.nextRequest().type, std::string("agent.self"));
    QCOMPARE(fixture.ask(fixture.request("POST", "/v1/quote", large)).status, 413);
}

void TestGateway::asksTheKeeperAndHandsTheHeaderOver()
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
    QCOMPARE(pay->token, std::string("till_a1_secret"));
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

void TestGateway::passesTheChallengeOnVerbatim()
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

void TestGateway::tellsWhyNot_data()
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

void TestGateway::tellsWhyNot()
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

void TestGateway::tellsWhatIsLeftOfTheBudgets()
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

void TestGateway::answers202AtOnceWithoutWait()
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

void TestGateway::waitsForThePerson()
{
    Fixture fixture;
    RawClient client(fixture.port);
    client.send(fixture.request("POST", "/v1/payments", payBody(challengeJson(), {{"wait", 300}})));
    fixture.keeper.answer(fixture.keeper.nextRequest().id, waitingAnswer("pay_2"));
    const auto await = fixture.keeper.nextRequest();
    QCOMPARE(await.type, std::string("payment.await"));
    QCOMPARE(wire::fromBody<wire::PaymentAwait>(await.body)->paymentId, std::string("pay_2"));
    QCOMPARE(wire::fromBody<wire::PaymentAwait>(await.body)->token, std::string("till_a1_secret"));
    QCOMPARE(client.readUntil("HTTP", 50), QByteArray());
    fixture.keeper.answer(await.id, authorizedAnswer("pay_2"));
    const Reply reply = readReply(client);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.text("status"), std::string("authorized"));
}

void TestGateway::answers202WhenTheTimeRunsOut()
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

void TestGateway::watchesEachPaymentOnce()
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

void TestGateway::endsTheWaitWhenTheClientLeaves()
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

void TestGateway::survivesAClientThatIsGone()
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

void TestGateway::sendsUnreadableChallengesOnToTheLedger()
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

void TestGateway::takesTheKeyFromHeaderOrBody()
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

void TestGateway::makesAKeyForARepeat()
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

void TestGateway::outlivesARestartOfTheKeeper()
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

void TestGateway::handsKeeperErrorsOn()
{
    Fixture fixture;
    RawClient client(fixture.port);
    client.send(fixture.request("GET", "/v1/payments/pay_404"));
    fixture.keeper.sendRaw(wire::encodeError(fixture.keeper.nextRequest().id,
                                             {"no_such_payment", "No.", "no", "Look at the list."}));
    Reply reply = readReply(client);
    QCOMPARE(reply.status, 404);
    QCOMPARE(reply.text("detail"), std::string("No."));
    QCOMPARE(reply.text("hint"), std::string("Look at the list."));
    client.send(fixture.request("GET", "/v1/agent"));
    fixture.keeper.sendRaw(wire::encodeError(fixture.keeper.nextRequest().id,
                                             {"unauthorized", "No such agent.", "no", "Add it."}));
    reply = readReply(client);
    QCOMPARE(reply.status, 401);
    QCOMPARE(reply.header("WWW-Authenticate"), QByteArray("Bearer realm=\"tillkeeper\""));
    client.send(fixture.request("GET", "/v1/agent"));
    QCOMPARE(fixture.keeper.nextRequest().type, std::string("agent.self"));
    fixture.keeper.close();
    reply = readReply(client);
    QCOMPARE(reply.status, 503);
    QCOMPARE(reply.text("code"), std::string("keeper_unavailable"));
    QVERIFY(!reply.header("Retry-After").isEmpty());
}

void TestGateway::givesUp()
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

void TestGateway::cannotGiveUpWhatIsDecided()
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

void TestGateway::reportsSettlements()
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

void TestGateway::pagesTheHistory()
{
    Fixture fixture;
    RawClient client(fixture.port);
    client.send(fixture.request("GET", "/v1/payments?limit=2&after=pay_9"));
    auto frame = fixture.keeper.nextRequest();
    auto page = wire::fromBody<wire::AgentPaymentsPage>(frame.body);
    QVERIFY(page);
    QCOMPARE(page->limit, std::int64_t{2});
    QCOMPARE(page->after, std::optional<std::string>("pay_9"));
    wire::PaymentRow row;
    row.id = "pay_8";
    row.createdAtMs = 1'800'000'000'000;
    row.amount = "10000";
    fixture.keeper.answer(frame.id, wire::PaymentsPage{{row}, "pay_8"});
    Reply reply = readReply(client);
    QVERIFY(reply.json["payments"][0]["id"] == json("pay_8"));
    QVERIFY(reply.json["payments"][0]["createdAt"] == json("2027-01-15T08:00:00.000Z"));
    QVERIFY(reply.json["next"] == json("pay_8"));
    client.send(fixture.request("GET", "/v1/payments"));
    frame = fixture.keeper.nextRequest();
    page = wire::fromBody<wire::AgentPaymentsPage>(frame.body);
    QCOMPARE(page->limit, wire::kMaxPageRows);
    QVERIFY(!page->after);
    fixture.keeper.answer(frame.id, wire::PaymentsPage{});
    reply = readReply(client);
    QVERIFY(reply.json["next"].is_null());
    QVERIFY(reply.json["payments"].empty());
}

void TestGateway::tellsWhoTheAgentIs()
{
    Fixture fixture;
    RawClient client(fixture.port);
    client.send(fixture.request("GET", "/v1/agent"));
    wire::AgentSelfAnswer self{"ag_1", "researcher",  "active", {{"evm", "0xfrom"}},
                               {},     {"127.0.0.1"}, false,    true};
    self.budgets.push_back({"day", "USD", "1.00", "0", "5.00", "4.00", "per day", 0, 0, {}, false});
    fixture.keeper.answer(fixture.keeper.nextRequest().id, self);
    const Reply reply = readReply(client);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.text("name"), std::string("researcher"));
    QVERIFY(reply.json["accounts"][0]["address"] == json("0xfrom"));
    QVERIFY(reply.json["limits"][0]["remaining"] == json("4.00"));
    QVERIFY(reply.json["paused"] == json(true));
}

void TestGateway::quotes()
{
    Fixture fixture;
    RawClient client(fixture.port);
    client.send(fixture.request("POST", "/v1/quote", payBody(challengeJson())));
    const auto frame = fixture.keeper.nextRequest();
    QCOMPARE(frame.type, std::string("quote"));
    wire::PaymentAnswer answer = deniedAnswer("", "budget_exceeded");
    fixture.keeper.answer(frame.id, answer);
    const Reply reply = readReply(client);
    QCOMPARE(reply.status, 200); // the question was answered
    QCOMPARE(reply.text("verdict"), std::string("deny"));
    QCOMPARE(reply.text("code"), std::string("budget_exceeded"));
    QVERIFY(reply.json["option"]["amount"] == json("10000"));
    QVERIFY(!reply.json.contains("headers"));
}

void TestGateway::answersPipelinedRequestsInOrder()
{
    Fixture fixture;
    RawClient client(fixture.port);
    client.send(fixture.request("GET", "/v1/payments/pay_1") + fixture.request("GET", "/v1/payments/pay_2") +
                "GET /healthz HTTP/1.1\r\nHost: " + fixture.host() + "\r\nConnection: close\r\n\r\n");
    const auto first = fixture.keeper.nextRequest();
    QCOMPARE(fixture.keeper.nextRequest(50).type, std::string()); // one at a time
    fixture.keeper.answer(first.id, authorizedAnswer("pay_1"));
    fixture.keeper.answer(fixture.keeper.nextRequest().id, authorizedAnswer("pay_2"));
    const QByteArray all = client.readToEnd();
    QVERIFY(all.indexOf("pay_1") > 0);
    QVERIFY(all.indexOf("pay_1") < all.indexOf("pay_2"));
    QVERIFY(all.indexOf("pay_2") < all.indexOf("\"ok\""));
}

void TestGateway::outputsOnlyPublishedCodes()
{
    Fixture fixture;
    RawClient client(fixture.port);
    client.send(fixture.request("GET", "/v1/agent"));
    fixture.keeper.sendRaw(
        wire::encodeError(fixture.keeper.nextRequest().id, {"made_up", "What?", "unknown", "Hm."}));
    const Reply reply = readReply(client);
    QCOMPARE(reply.status, 500);
    QCOMPARE(reply.text("code"), std::string("internal_error"));
}

QTEST_GUILESS_MAIN(TestGateway)
#include "tst_gateway.moc"
