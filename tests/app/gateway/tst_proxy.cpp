#include "fetch_world.h"

#include <QTest>

using namespace till;
using namespace till::test;

namespace {

/// What a client of the proxy sends: nothing of ours but where it sends it to.
struct ProxyWorld : World {
    QByteArray to(const Merchant& merchant, const QByteArray& path) const
    {
        return "/proxy/http/127.0.0.1:" + QByteArray::number(merchant.port()) + path;
    }
    void ask(const QByteArray& method, const QByteArray& path, const QByteArray& headers,
             const QByteArray& body = {})
    {
        client.send(
            method + " " + path + " HTTP/1.1\r\nHost: " + fixture.host() + "\r\n" + headers +
            (body.isEmpty() ? QByteArray() : "Content-Length: " + QByteArray::number(body.size()) + "\r\n") +
            "\r\n" + body);
    }
};

const QByteArray kBearer = "Authorization: Bearer " + QByteArray(kToken) + "\r\n";

Merchant::Handler ok()
{
    return [](const http::HttpRequest&, http::Responder&& responder) { responder.send({200, {}, "ok"}); };
}

} // namespace

class TestProxy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void paysAndStreams();
    void takesTheTokenFrom_data();
    void takesTheTokenFrom();
    void handsTheMerchantItsOwnAuthorization();
    void handsOnEveryMethodAndTheQuery_data();
    void handsOnEveryMethodAndTheQuery();
    void readsHowItMayBePaid();
    void saysThatAPersonMustDecide();
    void streamsEventsAsTheyCome();
    void refuses_data();
    void refuses();
    void needsAToken_data();
    void needsAToken();
    void refusesAddressesThatAreNotListed();
};

void TestProxy::paysAndStreams()
{
    Merchant merchant(sellsFor402([](const http::HttpRequest&, http::Responder&& responder) {
        responder.send(paidResponse("the answer"));
    }));
    ProxyWorld world;
    world.ask("POST", world.to(merchant, "/v1/chat?x=1&y=%2F"),
              kBearer + "Content-Type: application/json\r\nIdempotency-Key: k7\r\n", R"({"q":1})");
    world.letIn();
    const wire::Pay pay = world.authorize();
    QCOMPARE(pay.interface, std::string("proxy"));
    QCOMPARE(pay.request.url, merchant.origin() + "/v1/chat?x=1&y=%2F");
    QCOMPARE(pay.request.method, std::string("POST"));
    QCOMPARE(pay.idempotencyKey, std::optional<std::string>("k7"));
    const auto report = world.nextReport();
    QVERIFY(report && report->receipt && report->receipt->success);
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, QByteArray("the answer"));
    QCOMPARE(reply.header("Till-Payment-Id"), QByteArray("pay_1"));
    QCOMPARE(merchant.asked.size(), std::size_t{2});
    const http::HttpRequest& paid = merchant.asked[1];
    QCOMPARE(paid.path + "?" + paid.query, std::string("/v1/chat?x=1&y=%2F"));
    QCOMPARE(paid.body, std::string(R"({"q":1})"));
    QCOMPARE(*paid.header("Content-Type"), std::string("application/json"));
    QCOMPARE(*paid.header("Idempotency-Key"), std::string("k7")); // the merchant's as well
    QVERIFY(paid.header("Authorization") == nullptr);
}

void TestProxy::takesTheTokenFrom_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("Authorization") << kBearer;
    QTest::newRow("Till-Token") << "Till-Token: " + QByteArray(kToken) + "\r\n";
    QTest::newRow("X-API-Key") << "x-api-key: " + QByteArray(kToken) + "\r\n";
}

void TestProxy::takesTheTokenFrom()
{
    QFETCH(QByteArray, headers);
    Merchant merchant(ok());
    ProxyWorld world;
    world.ask("GET", world.to(merchant, "/"), headers);
    world.letIn();
    QCOMPARE(readReply(world.client).status, 200);
    for (const http::Header& each : merchant.asked.at(0).headers) {
        QVERIFY2(each.value.find(kToken) == std::string::npos, each.name.c_str());
    }
}

void TestProxy::handsTheMerchantItsOwnAuthorization()
{
    Merchant merchant(ok());
    ProxyWorld world;
    world.ask("GET", world.to(merchant, "/"),
              "Till-Token: " + QByteArray(kToken) +
                  "\r\nAuthorization: Bearer merchant-key\r\nX-API-Key: other-key\r\n");
    world.letIn();
    QCOMPARE(readReply(world.client).status, 200);
    QCOMPARE(*merchant.asked.at(0).header("Authorization"), std::string("Bearer merchant-key"));
    QCOMPARE(*merchant.asked.at(0).header("X-API-Key"), std::string("other-key"));
    QVERIFY(merchant.asked.at(0).header("Till-Token") == nullptr);
}

void TestProxy::handsOnEveryMethodAndTheQuery_data()
{
    QTest::addColumn<QByteArray>("method");
    for (const char* method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "QUERY"}) {
        QTest::newRow(method) << QByteArray(method);
    }
}

void TestProxy::handsOnEveryMethodAndTheQuery()
{
    QFETCH(QByteArray, method);
    Merchant merchant(ok());
    ProxyWorld world;
    world.ask(method, world.to(merchant, "/a//b/../c?q=a+b"), kBearer);
    world.letIn();
    QCOMPARE(readReply(world.client).status, 200);
    QCOMPARE(merchant.asked.at(0).method, method.toStdString());
    QCOMPARE(merchant.asked.at(0).query, std::string("q=a+b"));
}

void TestProxy::readsHowItMayBePaid()
{
    Merchant merchant(sellsFor402(ok()));
    ProxyWorld world;
    world.ask("GET", world.to(merchant, "/"),
              kBearer + "Till-Max-Amount: 20000\r\nTill-Wait: 0\r\nTill-Idempotency-Key: "
                        "mine\r\nIdempotency-Key: theirs\r\n"
                        "Till-Tool: search\r\nTill-Task: T-17\r\nTill-Reason: to know\r\n");
    world.letIn();
    const wire::Pay pay = world.authorize();
    QCOMPARE(pay.maxAmount, std::optional<std::string>("20000"));
    QCOMPARE(pay.idempotencyKey, std::optional<std::string>("mine"));
    QCOMPARE(pay.claims.tool, std::string("search"));
    QCOMPARE(pay.claims.task, std::string("T-17"));
    QCOMPARE(pay.claims.reason, std::string("to know"));
}

/// A client that knows nothing of us would take 202 for the merchant's answer.
void TestProxy::saysThatAPersonMustDecide()
{
    Merchant merchant(sellsFor402(ok()));
    ProxyWorld world;
    world.ask("GET", world.to(merchant, "/"), kBearer + "Till-Wait: 0\r\n");
    world.letIn();
    std::int64_t id = 0;
    world.nextPay(id);
    world.fixture.keeper.answer(id, waitingAnswer("pay_1"));
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 503);
    QCOMPARE(reply.text("code"), std::string("waiting_for_person"));
    QCOMPARE(reply.text("moneyMoved"), std::string("no"));
    QCOMPARE(reply.header("Retry-After"), QByteArray("5"));
    QCOMPARE(merchant.asked.size(), std::size_t{1});
}

void TestProxy::streamsEventsAsTheyCome()
{
    std::optional<http::ResponseStream> stream;
    Merchant merchant(sellsFor402([&](const http::HttpRequest&, http::Responder&& responder) {
        stream = responder.begin(200, {{"Content-Type", "text/event-stream"}}, std::nullopt);
        stream->write("data: one\n\n");
    }));
    ProxyWorld world;
    world.ask("POST", world.to(merchant, "/events"), kBearer, "{}");
    world.letIn();
    world.authorize();
    QVERIFY(world.client.readUntil("data: one\n\n").contains("text/event-stream"));
    stream->write("data: two\n\n");
    QVERIFY(world.client.readUntil("data: two\n\n").contains("data: two"));
    stream->end();
    QVERIFY(world.client.readUntil("\r\n0\r\n\r\n").endsWith("\r\n0\r\n\r\n"));
}

void TestProxy::refuses_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("code");
    const auto path = [](const char* tag, const char* text) {
        QTest::newRow(tag) << QByteArray(text) << QByteArray() << QByteArray("bad_url");
    };
    path("no scheme", "/proxy/");
    path("no host", "/proxy/https");
    path("an empty host", "/proxy/https//v1");
    path("ftp", "/proxy/ftp/example.com/");
    path("file", "/proxy/file/etc/passwd");
    path("a whole URL", "/proxy/https://example.com/");
    path("user info", "/proxy/https/user@example.com/");
    path("a percent sign in the host", "/proxy/https/example%2ecom/");
    path("a port that is none", "/proxy/https/example.com:99999/");
    path("a short IPv4", "/proxy/http/127.1/");
    const auto header = [](const char* tag, const char* text, const char* code) {
        QTest::newRow(tag) << QByteArray("/proxy/https/example.com/") << QByteArray(text) << QByteArray(code);
    };
    header("a mistyped ceiling", "Till-Max-Amonut: 5\r\n", "unknown_field");
    header("a ceiling with a point", "Till-Max-Amount: 0.5\r\n", "bad_amount");
    header("two ceilings", "Till-Max-Amount: 5\r\nTill-Max-Amount: 500\r\n", "bad_request");
    header("a wait beyond the limit", "Till-Wait: 301\r\n", "bad_request");
    header("a wait with a sign", "Till-Wait: -1\r\n", "bad_request");
    header("repeat maybe", "Till-Allow-Repeat: maybe\r\n", "bad_request");
    header("a payment of its own", "PAYMENT-SIGNATURE: x\r\n", "bad_request");
    header("an old payment of its own", "X-Payment: x\r\n", "bad_request");
}

void TestProxy::refuses()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, code);
    ProxyWorld world;
    world.ask("GET", path, kBearer + headers);
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 400);
    QCOMPARE(QByteArray::fromStdString(reply.text("code")), code);
    QCOMPARE(reply.text("moneyMoved"), std::string("no"));
    QVERIFY(world.keeperIsQuiet());
}

void TestProxy::needsAToken_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("two") << QByteArray("Till-Token: " + QByteArray(kToken) + "\r\n").repeated(2);
    QTest::newRow("Till-Token that is none, and a good one beside it")
        << QByteArray("Till-Token: x\r\n") + kBearer;
    QTest::newRow("a merchant's key") << QByteArray("X-API-Key: sk-123\r\n");
}

void TestProxy::needsAToken()
{
    QFETCH(QByteArray, headers);
    ProxyWorld world;
    world.ask("GET", "/proxy/https/example.com/", headers);
    QCOMPARE(readReply(world.client).status, 401);
    QVERIFY(world.keeperIsQuiet());
}

void TestProxy::refusesAddressesThatAreNotListed()
{
    Merchant merchant(ok());
    ProxyWorld world;
    world.ask("GET", world.to(merchant, "/"), kBearer);
    wire::AgentSelfAnswer agent = agentWithLoopback();
    agent.privateHosts.clear();
    world.letIn(agent);
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 403);
    QCOMPARE(reply.text("code"), std::string("address_refused"));
    QVERIFY(merchant.asked.empty());
}

QTEST_GUILESS_MAIN(TestProxy)
#include "tst_proxy.moc"
