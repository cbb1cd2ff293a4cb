#include "merchant.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <optional>

using namespace till;
using namespace till::test;
using nlohmann::json;

namespace {

/// A gateway whose agent may fetch from 127.0.0.1, and a client of it.
struct World {
    explicit World(gateway::GatewayOptions options = {{}, 1'000'000}) : fixture(options), client(fixture.port)
    {
    }

    Fixture fixture;
    RawClient client;

    void fetch(const std::string& url, const json& more = json::object())
    {
        client.send(fixture.request("POST", "/v1/fetch", fetchBody(url, more)));
    }
    /// The keeper lets the agent in.
    void letIn(const wire::AgentSelfAnswer& agent = agentWithLoopback())
    {
        const auto frame = fixture.keeper.nextRequest();
        QCOMPARE(frame.type, std::string("agent.self"));
        fixture.keeper.answer(frame.id, agent);
    }
    wire::Pay nextPay(std::int64_t& id)
    {
        const auto frame = fixture.keeper.nextRequest();
        id = frame.id;
        const auto pay = wire::fromBody<wire::Pay>(frame.body);
        return frame.type == wire::Pay::kType && pay ? *pay : wire::Pay{};
    }
    /// The keeper authorizes what is asked next.
    wire::Pay authorize()
    {
        std::int64_t id = 0;
        const wire::Pay pay = nextPay(id);
        fixture.keeper.answer(id, authorizedAnswer("pay_1"));
        return pay;
    }
    std::optional<wire::SettlementReport> nextReport()
    {
        const auto frame = fixture.keeper.nextRequest();
        const auto report = wire::fromBody<wire::SettlementReport>(frame.body);
        if (frame.type != wire::SettlementReport::kType || !report) {
            return std::nullopt;
        }
        fixture.keeper.answer(frame.id, authorizedAnswer(report->paymentId));
        return *report;
    }
    bool keeperIsQuiet() { return fixture.keeper.nextRequest(50).type.empty(); }
};

} // namespace

class TestFetch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void passesUnpaidAnswersThrough();
    void sendsTheRequestAsTheAgentGaveIt();
    void keepsTheTokenToItself();
    void paysAndStreams();
    void streamsEventsAsTheyCome();
    void streamsMuchToASlowClient();
    void answersHead();
    void asksOnlyForKnownAgents();
    void refusesAddresses_data();
    void refusesAddresses();
    void dialsThePracticeShop();
    void neverDialsItself();
    void followsRedirectsUnpaid();
    void takesCredentialsOffForAnotherOrigin();
    void turnsPostIntoGetAsRedirectsSay_data();
    void turnsPostIntoGetAsRedirectsSay();
    void stopsAtEndlessRedirects();
    void doesNotFollowIntoPrivateNetworks();
    void neverFollowsWithThePaymentToAnotherOrigin();
    void followsWithThePaymentWithinTheOrigin();
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
    void refusesLargeAnswers();
    void cutsTheAnswerWhenTheMerchantDoes();
    void tellsWhenThereIsNothingLeftToPresent();
    void tellsThatTheMerchantIsAway();
    void heedsNoProxyOfTheEnvironment();
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
                                           {{"Authorization", "Bearer till_a1_secret"},
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

void TestFetch::paysAndStreams()
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
    QCOMPARE(pay.token, std::string("till_a1_secret"));
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

void TestFetch::refusesAddresses_data()
{
    QTest::addColumn<QByteArray>("host");
    for (const char* each : {"127.0.0.1", "localhost", "127.0.0.2", "[::1]", "0.0.0.0", "[::]",
                             "[::ffff:127.0.0.1]", "10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
                             "[fe80::1]", "[fd00::1]", "224.0.0.1", "255.255.255.255"}) {
        QTest::newRow(each) << QByteArray(each);
    }
}

void TestFetch::refusesAddresses()
{
    QFETCH(QByteArray, host);
    Merchant merchant([](const http::HttpRequest&, http::Responder&& responder) {
        responder.send({200, {}, "ok"});
    });
    World world;
    world.fetch("http://" + host.toStdString() + ":" + std::to_string(merchant.port()) + "/");
    wire::AgentSelfAnswer agent = agentWithLoopback();
    agent.privateHosts.clear();
    world.letIn(agent);
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 403);
    QCOMPARE(reply.text("code"), std::string("address_refused"));
    QCOMPARE(reply.text("moneyMoved"), std::string("no"));
    QVERIFY(merchant.asked.empty());
}

void TestFetch::dialsThePracticeShop()
{
    Merchant merchant([](const http::HttpRequest&, http::Responder&& responder) {
        responder.send({200, {}, "ok"});
    });
    Merchant other([](const http::HttpRequest&, http::Responder&& responder) {
        responder.send({200, {}, "ok"});
    });
    World world({merchant.origin(), 1'000'000});
    wire::AgentSelfAnswer agent = agentWithLoopback();
    agent.privateHosts.clear();
    world.fetch(merchant.origin() + "/");
    world.letIn(agent);
    QCOMPARE(readReply(world.client).status, 200);
    world.fetch(other.origin() + "/"); // the agent is known for a few seconds
    QCOMPARE(readReply(world.client).text("code"), std::string("address_refused"));
    QVERIFY(other.asked.empty());
}

void TestFetch::neverDialsItself()
{
    World world;
    world.fetch("http://127.0.0.1:" + std::to_string(world.fixture.port) + "/healthz");
    world.letIn();
    QCOMPARE(readReply(world.client).text("code"), std::string("address_refused"));
}

void TestFetch::followsRedirectsUnpaid()
{
    Merchant merchant([](const http::HttpRequest& request, http::Responder&& responder) {
        if (request.path == "/a/start") {
            responder.send({302, {{"Location", "../b?y=1"}}, "moved"});
        } else if (request.header("PAYMENT-SIGNATURE") != nullptr) {
            responder.send(paidResponse("found"));
        } else {
            responder.send(challengeResponse(challengeJson()));
        }
    });
    World world;
    world.fetch(merchant.origin() + "/a/start");
    world.letIn();
    const wire::Pay pay = world.authorize();
    QCOMPARE(pay.request.url, merchant.origin() + "/b?y=1"); // the one that asked for money
    QCOMPARE(readReply(world.client).body, QByteArray("found"));
    QCOMPARE(merchant.asked.size(), std::size_t{3});
    QCOMPARE(merchant.asked[2].path, std::string("/b"));
}

void TestFetch::takesCredentialsOffForAnotherOrigin()
{
    Merchant second([](const http::HttpRequest&, http::Responder&& responder) {
        responder.send({200, {}, "ok"});
    });
    Merchant first([&](const http::HttpRequest&, http::Responder&& responder) {
        responder.send({307, {{"Location", second.origin() + "/x"}}, {}});
    });
    World world;
    world.fetch(first.origin() + "/",
                {{"headers", {{"Authorization", "Bearer m"}, {"Cookie", "a=b"}, {"X-Keep", "1"}}}});
    world.letIn();
    QCOMPARE(readReply(world.client).status, 200);
    QVERIFY(first.asked.at(0).header("Authorization") != nullptr);
    QVERIFY(second.asked.at(0).header("Authorization") == nullptr);
    QVERIFY(second.asked.at(0).header("Cookie") == nullptr);
    QVERIFY(second.asked.at(0).header("X-Keep") != nullptr);
}

void TestFetch::turnsPostIntoGetAsRedirectsSay_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("301") << 301 << QByteArray("GET ");
    QTest::newRow("302") << 302 << QByteArray("GET ");
    QTest::newRow("303") << 303 << QByteArray("GET ");
    QTest::newRow("307") << 307 << QByteArray("POST body");
    QTest::newRow("308") << 308 << QByteArray("POST body");
}

void TestFetch::turnsPostIntoGetAsRedirectsSay()
{
    QFETCH(int, status);
    QFETCH(QByteArray, expected);
    Merchant merchant([&](const http::HttpRequest& request, http::Responder&& responder) {
        if (request.path == "/from") {
            responder.send({status, {{"Location", "/to"}}, {}});
        } else {
            responder.send({200, {}, request.method + " " + request.body});
        }
    });
    World world;
    world.fetch(merchant.origin() + "/from", {{"method", "POST"}, {"body", "body"}});
    world.letIn();
    QCOMPARE(readReply(world.client).body, expected);
}

void TestFetch::stopsAtEndlessRedirects()
{
    Merchant merchant([](const http::HttpRequest&, http::Responder&& responder) {
        responder.send({302, {{"Location", "/again"}}, {}});
    });
    World world;
    world.fetch(merchant.origin() + "/");
    world.letIn();
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 502);
    QCOMPARE(reply.text("code"), std::string("redirect_refused"));
    QCOMPARE(reply.text("moneyMoved"), std::string("no"));
    QCOMPARE(merchant.asked.size(), std::size_t{6});
}

void TestFetch::doesNotFollowIntoPrivateNetworks()
{
    Merchant merchant([&](const http::HttpRequest& request, http::Responder&& responder) {
        // The very same server under a name that is not listed.
        responder.send(
            {302, {{"Location", "http://localhost:" + request.header("Host")->substr(10) + "/secret"}}, {}});
    });
    World world;
    world.fetch(merchant.origin() + "/");
    world.letIn();
    QCOMPARE(readReply(world.client).text("code"), std::string("address_refused"));
    QCOMPARE(merchant.asked.size(), std::size_t{1});
}

void TestFetch::neverFollowsWithThePaymentToAnotherOrigin()
{
    Merchant thief([](const http::HttpRequest&, http::Responder&& responder) {
        responder.send({200, {}, "thanks"});
    });
    Merchant merchant(sellsFor402([&](const http::HttpRequest&, http::Responder&& responder) {
        http::HttpResponse response = paidResponse("");
        response.status = 307;
        response.headers.push_back({"Location", thief.origin() + "/take"});
        responder.send(response);
    }));
    World world;
    world.fetch(merchant.origin() + "/map");
    world.letIn();
    world.authorize();
    const auto report = world.nextReport();
    QVERIFY(report && report->receipt);
    QCOMPARE(report->httpStatus, std::int64_t{307});
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 502);
    QCOMPARE(reply.text("code"), std::string("redirect_refused"));
    QCOMPARE(reply.text("id"), std::string("pay_1"));
    QCOMPARE(reply.text("location"), thief.origin() + "/take");
    QCOMPARE(reply.text("moneyMoved"), std::string("unknown"));
    QVERIFY(thief.asked.empty());
    QVERIFY(world.keeperIsQuiet());
}

void TestFetch::followsWithThePaymentWithinTheOrigin()
{
    Merchant merchant(sellsFor402([](const http::HttpRequest& request, http::Responder&& responder) {
        if (request.path == "/map") {
            responder.send({308, {{"Location", "/v2/map"}}, {}});
        } else {
            responder.send(paidResponse("the map"));
        }
    }));
    World world;
    world.fetch(merchant.origin() + "/map");
    world.letIn();
    world.authorize();
    QVERIFY(world.nextReport()->receipt);
    QCOMPARE(readReply(world.client).body, QByteArray("the map"));
    QCOMPARE(merchant.asked.size(), std::size_t{3});
    QCOMPARE(*merchant.asked[2].header("PAYMENT-SIGNATURE"), std::string("c2lnbmVk"));
}

void TestFetch::paysOnceWhenTheMerchantRefuses()
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

void TestFetch::tellsTheReceiptsReasonWhenSettlementFailed()
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

void TestFetch::presentsTheSamePaymentAgainAfterALoss()
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

void TestFetch::answers202WhileAPersonDecides()
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

void TestFetch::waitsForThePersonAndGoesOn()
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

void TestFetch::handsDenialsOn()
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

void TestFetch::recordsUnreadableChallenges_data()
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

void TestFetch::recordsUnreadableChallenges()
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

void TestFetch::paysNothingWhenTheClientHasLeft()
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

void TestFetch::reportsAlsoWhenTheClientHasLeft()
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

void TestFetch::tellsWhenThereIsNothingLeftToPresent()
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

void TestFetch::heedsNoProxyOfTheEnvironment()
{
    qputenv("http_proxy", "http://127.0.0.1:9");
    qputenv("ALL_PROXY", "http://127.0.0.1:9");
    Merchant merchant([](const http::HttpRequest&, http::Responder&& responder) {
        responder.send({200, {}, "direct"});
    });
    World world;
    world.fetch(merchant.origin() + "/");
    world.letIn();
    QCOMPARE(readReply(world.client).body, QByteArray("direct"));
    qunsetenv("http_proxy");
    qunsetenv("ALL_PROXY");
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
