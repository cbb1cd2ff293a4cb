#include "fixture.h"

#include <QTest>

#include <unistd.h>
#include <vector>

using namespace till;
using namespace till::test;
using nlohmann::json;

class TestGateway : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesAtTheDoor_data();
    void refusesAtTheDoor();
    void letsItsOwnNamesIn_data();
    void letsItsOwnNamesIn();
    void servesTheUnixSocketAndTellsWhoCalls();
    void saysWithEveryQuestionWhoCalls_data();
    void saysWithEveryQuestionWhoCalls();
    void answersHealthWithoutAToken();
    void limitsTheRateOfAnAgent();
    void takesLargeBodiesForFetchOnly();
    void handsKeeperErrorsOn();
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
    const QByteArray token = "Authorization: Bearer " + QByteArray(kToken) + "\r\n";
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
    row("bearer of others", get + "Host: HOST\r\nAuthorization: Bearer sk-1234\r\n\r\n", 401,
        "token_malformed");
    row("bare prefix", get + "Host: HOST\r\nAuthorization: Bearer till_\r\n\r\n", 401, "token_malformed");
    row("token with a blank", get + "Host: HOST\r\nAuthorization: Bearer till_a b\r\n\r\n", 401,
        "token_malformed");
    row("token too long",
        get + "Host: HOST\r\nAuthorization: Bearer till_" + QByteArray(300, 'a') + "\r\n\r\n", 401,
        "token_malformed");
    row("mistyped token",
        get + "Host: HOST\r\nAuthorization: Bearer " + QByteArray(kToken).chopped(1) + "X\r\n\r\n", 401,
        "token_malformed");
    row("cut token",
        get + "Host: HOST\r\nAuthorization: Bearer " + QByteArray(kToken).chopped(7) + "\r\n\r\n", 401,
        "token_malformed");
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
    client.send("POST /v1/payments HTTP/1.1\r\nHost: localhost\r\nAuthorization: bearer " +
                QByteArray(kToken) + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" +
                body);
    const auto frame = fixture.keeper.nextRequest();
    const auto pay = wire::fromBody<wire::Pay>(frame.body);
    QVERIFY(pay);
    QCOMPARE(pay->caller.pid, std::int64_t{QCoreApplication::applicationPid()});
    QVERIFY(pay->caller.executable.ends_with("tst_gateway"));
    fixture.keeper.answer(frame.id, authorizedAnswer("pay_1"));
    QCOMPARE(readReply(client).status, 200);
}

void TestGateway::saysWithEveryQuestionWhoCalls_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char* method, const char* path, const QByteArray& body = {}) {
        QTest::addRow("%s %s", method, path) << QByteArray(method) << QByteArray(path) << body;
    };
    row("GET", "/v1/agent");
    row("GET", "/v1/payments");
    row("GET", "/v1/payments/pay_1");
    row("DELETE", "/v1/payments/pay_1");
    row("POST", "/v1/payments", payBody(challengeJson()));
    row("POST", "/v1/quote", payBody(challengeJson()));
    row("POST", "/v1/payments/pay_1/settlement", R"({"status":200,"headers":{}})");
    row("POST", "/v1/fetch", R"({"url":"http://127.0.0.1:9/"})");
    row("POST", "/v1/requests", R"({"amountUsd":"1.00","forSeconds":60})");
    row("GET", "/v1/requests");
}

void TestGateway::saysWithEveryQuestionWhoCalls()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    Fixture fixture;
    RawClient local(fixture.socketPath());
    local.send(fixture.request(method, path, body));
    const json caller = fixture.keeper.nextRequest().body.value("caller", json());
    QCOMPARE(caller.value("pid", std::int64_t{0}), std::int64_t{QCoreApplication::applicationPid()});
    QCOMPARE(caller.value("uid", std::int64_t{-1}), std::int64_t{::getuid()});
    QVERIFY(caller.value("executable", std::string()).ends_with("tst_gateway"));
    // Over TCP nobody can say, and nobody is made up.
    RawClient remote(fixture.port);
    remote.send(fixture.request(method, path, body));
    QVERIFY(fixture.keeper.nextRequest().body.at("caller") ==
            (json{{"pid", 0}, {"uid", -1}, {"executable", ""}}));
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
    for (const auto& [code, status] :
         {std::pair{"token_expired", 401}, {"token_revoked", 401}, {"wrong_caller", 403}, {"locked", 423}}) {
        client.send(fixture.request("GET", "/v1/agent"));
        fixture.keeper.sendRaw(
            wire::encodeError(fixture.keeper.nextRequest().id, {code, "No.", "no", "Ask the owner."}));
        reply = readReply(client);
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.text("code"), std::string(code));
        QCOMPARE(reply.header("WWW-Authenticate"), // RFC 6750, section 3.1
                 status == 401 ? QByteArray("Bearer realm=\"tillkeeper\", error=\"invalid_token\"")
                               : QByteArray());
    }
    client.send(fixture.request("GET", "/v1/agent"));
    QCOMPARE(fixture.keeper.nextRequest().type, std::string("agent.self"));
    fixture.keeper.close();
    reply = readReply(client);
    QCOMPARE(reply.status, 503);
    QCOMPARE(reply.text("code"), std::string("keeper_unavailable"));
    QVERIFY(!reply.header("Retry-After").isEmpty());
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
