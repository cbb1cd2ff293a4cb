#include "fetch_world.h"

#include "core/wire/token_messages.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace till;
using namespace till::test;
using nlohmann::json;

class TestFetch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void passesUnpaidAnswersThrough();
    void sendsTheRequestAsTheAgentGaveIt();
    void keepsTheTokenToItself();
    void streamsEventsAsTheyCome();
    void streamsMuchToASlowClient();
    void answersHead();
    void asksOnlyForKnownAgents();
    void anAgentIsForgottenAtOnceWhenTheKeeperSaysSo();
    void refusesLargeAnswers();
    void cutsTheAnswerWhenTheMerchantDoes();
    void tellsThatTheMerchantIsAway();
    void refusesRequests_data();
    void refusesRequests();
};

void TestFetch::passesUnpaidAnswersThrough()
{
    Merchant merchant([](const http::HttpRequest&, http::Responder&& responder) {
        responder.send({418,
                        {{"X-Kind", "teapot"}, {"Till-Status", "settled"}, {"Set-Cookie", "a=b"}},
                        "short and stout"});
    });
    World world;
    world.fetch(merchant.origin() + "/pot?x=1");
    world.letIn();
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 418);
    QCOMPARE(reply.body, QByteArray("short and stout"));
    QCOMPARE(reply.header("X-Kind"), QByteArray("teapot"));
    QCOMPARE(reply.header("Till-Status"), QByteArray("unpaid")); // ours, not the merchant's
    QCOMPARE(reply.header("Till-Payment-Id"), QByteArray());
    QCOMPARE(merchant.asked.size(), std::size_t{1});
    QCOMPARE(merchant.asked[0].method, std::string("GET"));
    QCOMPARE(merchant.asked[0].path + "?" + merchant.asked[0].query, std::string("/pot?x=1"));
    QVERIFY(world.keeperIsQuiet());
}

void TestFetch::sendsTheRequestAsTheAgentGaveIt()
{
    Merchant merchant([](const http::HttpRequest&, http::Responder&& responder) {
        responder.send({200, {}, "ok"});
    });
    World world;
    world.fetch(merchant.origin() + "/a/../b", {{"method", "PUT"},
                                                {"headers",
                                                 {{"Content-Type", "application/octet-stream"},
                                                  {"Authorization", "Bearer merchant"},
                                                  {"X-Empty", ""}}},
                                                {"bodyBase64", "AAEC/w=="}});
    world.letIn();
    QCOMPARE(readReply(world.client).status, 200);
    const http::HttpRequest& asked = merchant.asked.at(0);
    QCOMPARE(asked.method, std::string("PUT"));
    QCOMPARE(asked.path, std::string("/a/../b")); // what was decided about is what is asked
    QCOMPARE(asked.body, std::string("\0\1\2\xff", 4));
    QCOMPARE(*asked.header("Content-Type"), std::string("application/octet-stream"));
    QCOMPARE(*asked.header("Authorization"), std::string("Bearer merchant"));
    QCOMPARE(*asked.header("X-Empty"), std::string());
    QCOMPARE(*asked.header("Accept"), std::string("*/*"));
    QVERIFY(asked.header("User-Agent")->starts_with("Tillkeeper/"));
    QVERIFY(asked.header("Accept-Encoding") == nullptr);
    QVERIFY(asked.header("Expect") == nullptr);
}

void TestFetch::keepsTheTokenToItself()
{
    Merchant merchant([](const http::HttpRequest&, http::Responder&& responder) {
        responder.send({200, {}, "ok"});
    });
    World world;
    world.fetch(merchant.origin() + "/", {{"headers",
                                           {{"Authorization", "Bearer " + std::string(kToken)},
                                            {"Till-Token", "x"},
                                            {"Connection", "X-Hop"},
                                            {"X-Hop", "1"},
                                            {"Host", "evil.example"},
                                            {"Proxy-Authorization", "y"}}}});
    world.letIn();
    QCOMPARE(readReply(world.client).status, 200);
    const http::HttpRequest& asked = merchant.asked.at(0);
    for (const char* name : {"Authorization", "Till-Token", "X-Hop", "Proxy-Authorization", "Connection"}) {
        QVERIFY2(asked.header(name) == nullptr, name);
    }
    QCOMPARE(*asked.header("Host"), "127.0.0.1:" + std::to_string(merchant.port()));
}

void TestFetch::streamsEventsAsTheyCome()
{
    std::optional<http::ResponseStream> stream;
    Merchant merchant(sellsFor402([&](const http::HttpRequest&, http::Responder&& responder) {
        stream = responder.begin(200, {{"Content-Type", "text/event-stream"}}, std::nullopt);
        stream->write("data: one\n\n");
    }));
    World world;
    world.fetch(merchant.origin() + "/events");
    world.letIn();
    world.authorize();
    QVERIFY(world.client.readUntil("data: one\n\n").contains("Transfer-Encoding: chunked"));
    stream->write("data: two\n\n");
    QVERIFY(world.client.readUntil("data: two\n\n").contains("data: two"));
    QVERIFY(!world.client.readUntil("0\r\n\r\n", 50).contains("\r\n0\r\n\r\n"));
    stream->end();
    QVERIFY(world.client.readUntil("\r\n0\r\n\r\n").endsWith("\r\n0\r\n\r\n"));
}

void TestFetch::streamsMuchToASlowClient()
{
    QByteArray much;
    for (int i = 0; i < 2'000'000; ++i) {
        much.append(QByteArray::number(i)).append('\n');
    }
    Merchant merchant([&](const http::HttpRequest&, http::Responder&& responder) {
        responder.send({200, {}, much.toStdString()});
    });
    World world;
    world.fetch(merchant.origin() + "/much");
    world.letIn();
    QTest::qWait(300); // takes nothing yet; the merchant has to wait
    const Reply reply = readReply(world.client, 60'000);
    QCOMPARE(reply.body.size(), much.size());
    QVERIFY(reply.body == much);
}

void TestFetch::answersHead()
{
    Merchant merchant([](const http::HttpRequest&, http::Responder&& responder) {
        responder.send({200, {}, "12345"});
    });
    World world;
    world.fetch(merchant.origin() + "/", {{"method", "HEAD"}});
    world.letIn();
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, QByteArray());
    QCOMPARE(merchant.asked.at(0).method, std::string("HEAD"));
}

void TestFetch::asksOnlyForKnownAgents()
{
    Merchant merchant([](const http::HttpRequest&, http::Responder&& responder) {
        responder.send({200, {}, "ok"});
    });
    World world;
    world.fetch(merchant.origin() + "/");
    world.fixture.keeper.sendRaw(
        wire::encodeError(world.fixture.keeper.nextRequest().id, {"unauthorized", "No.", "no", "-"}));
    QCOMPARE(readReply(world.client).status, 401);
    QVERIFY(merchant.asked.empty());
}

void TestFetch::anAgentIsForgottenAtOnceWhenTheKeeperSaysSo()
{
    Merchant merchant([](const http::HttpRequest&, http::Responder&& responder) {
        responder.send({200, {}, "ok"});
    });
    World world;
    const auto fetchOnce = [&] {
        world.fetch(merchant.origin() + "/");
        QCOMPARE(readReply(world.client).status, 200);
    };
    world.fetch(merchant.origin() + "/");
    world.letIn();
    QCOMPARE(readReply(world.client).status, 200);
    fetchOnce(); // remembered
    world.fixture.keeper.answer(0, wire::AgentChangedEvent{"another"});
    fetchOnce();
    world.fixture.keeper.answer(0, wire::AgentChangedEvent{"ag_1"});
    world.fetch(merchant.origin() + "/");
    const auto frame = world.fixture.keeper.nextRequest();
    QCOMPARE(frame.type, std::string("agent.self"));
    world.fixture.keeper.sendRaw(
        wire::encodeError(frame.id, {"token_revoked", "It was taken back.", "no", "Ask the owner."}));
    const Reply refused = readReply(world.client);
    QCOMPARE(refused.status, 401);
    QCOMPARE(refused.text("code"), std::string("token_revoked"));
    QCOMPARE(merchant.asked.size(), std::size_t{3});
}

void TestFetch::refusesLargeAnswers()
{
    Merchant merchant([](const http::HttpRequest&, http::Responder&& responder) {
        http::ResponseStream stream = responder.begin(200, {}, 64ULL * 1024 * 1024 + 1);
        stream.write("x");
    });
    World world;
    world.fetch(merchant.origin() + "/");
    world.letIn();
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 502);
    QCOMPARE(reply.text("code"), std::string("merchant_answer_too_large"));
    QCOMPARE(reply.text("moneyMoved"), std::string("no"));
}

void TestFetch::cutsTheAnswerWhenTheMerchantDoes()
{
    std::optional<http::ResponseStream> stream;
    Merchant merchant([&](const http::HttpRequest&, http::Responder&& responder) {
        stream = responder.begin(200, {}, std::nullopt);
        stream->write("half");
    });
    World world;
    world.fetch(merchant.origin() + "/");
    world.letIn();
    QVERIFY(world.client.readUntil("half").contains("half"));
    stream->abort();
    const QByteArray all = world.client.readToEnd();
    QVERIFY(world.client.isClosed());
    QVERIFY(!all.contains("\r\n0\r\n\r\n"));
}

void TestFetch::tellsThatTheMerchantIsAway()
{
    std::uint16_t port = 0;
    {
        const Merchant gone([](const http::HttpRequest&, http::Responder&&) {});
        port = gone.port();
    }
    World world;
    world.fetch("http://127.0.0.1:" + std::to_string(port) + "/");
    world.letIn();
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 502);
    QCOMPARE(reply.text("code"), std::string("merchant_unreachable"));
    QCOMPARE(reply.text("moneyMoved"), std::string("no"));
}

void TestFetch::refusesRequests_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* tag, const char* body, const char* code) {
        QTest::newRow(tag) << QByteArray(body) << QByteArray(code);
    };
    row("no URL", R"({})", "bad_request");
    row("relative URL", R"({"url":"/x"})", "bad_url");
    row("file URL", R"({"url":"file:///etc/passwd"})", "bad_url");
    row("gopher URL", R"({"url":"gopher://a/"})", "bad_url");
    row("URL with password", R"({"url":"http://a:b@example.com/"})", "bad_url");
    row("both bodies", R"({"url":"http://a.example/","body":"x","bodyBase64":"eA=="})", "bad_request");
    row("bad base64", R"({"url":"http://a.example/","bodyBase64":"e"})", "bad_request");
    row("lower-case method", R"({"url":"http://a.example/","method":"get"})", "bad_request");
    row("CONNECT", R"({"url":"http://a.example/","method":"CONNECT"})", "bad_request");
    row("TRACE", R"({"url":"http://a.example/","method":"TRACE"})", "bad_request");
    row("method with a line end", R"({"url":"http://a.example/","method":"GET\r\nX:"})", "bad_request");
    row("header with a line end", R"({"url":"http://a.example/","headers":{"A":"b\r\nC: d"}})",
        "bad_request");
    row("header with a NUL", R"({"url":"http://a.example/","headers":{"A":"b\u0000"}})", "bad_request");
    row("header name with a blank", R"({"url":"http://a.example/","headers":{"A b":"c"}})", "bad_request");
    row("header of a number", R"({"url":"http://a.example/","headers":{"A":1}})", "bad_request");
    row("own payment", R"({"url":"http://a.example/","headers":{"payment-signature":"x"}})", "bad_request");
    row("own old payment", R"({"url":"http://a.example/","headers":{"X-PAYMENT":"x"}})", "bad_request");
    row("amount as a number", R"({"url":"http://a.example/","maxAmount":5})", "bad_amount");
    row("wait over the limit", R"({"url":"http://a.example/","wait":301})", "bad_request");
    row("unknown member", R"({"url":"http://a.example/","proxy":"http://b/"})", "unknown_field");
    row("a list", R"([])", "bad_request");
    row("no JSON", "url=http://a.example/", "body_not_json");
}

void TestFetch::refusesRequests()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, code);
    World world;
    world.client.send(world.fixture.request("POST", "/v1/fetch", body));
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 400);
    QCOMPARE(QByteArray::fromStdString(reply.text("code")), code);
    QVERIFY(world.keeperIsQuiet());
}

QTEST_GUILESS_MAIN(TestFetch)
#include "tst_fetch.moc"
