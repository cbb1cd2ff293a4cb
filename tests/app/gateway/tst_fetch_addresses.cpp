#include "fetch_world.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace till;
using namespace till::test;
using nlohmann::json;

class TestFetchAddresses : public QObject {
    Q_OBJECT

private Q_SLOTS:
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
    void heedsNoProxyOfTheEnvironment();
};

void TestFetchAddresses::refusesAddresses_data()
{
    QTest::addColumn<QByteArray>("host");
    for (const char* each : {"127.0.0.1", "localhost", "127.0.0.2", "[::1]", "0.0.0.0", "[::]",
                             "[::ffff:127.0.0.1]", "10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
                             "[fe80::1]", "[fd00::1]", "224.0.0.1", "255.255.255.255"}) {
        QTest::newRow(each) << QByteArray(each);
    }
}

void TestFetchAddresses::refusesAddresses()
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

void TestFetchAddresses::dialsThePracticeShop()
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

void TestFetchAddresses::neverDialsItself()
{
    World world;
    world.fetch("http://127.0.0.1:" + std::to_string(world.fixture.port) + "/healthz");
    world.letIn();
    QCOMPARE(readReply(world.client).text("code"), std::string("address_refused"));
}

void TestFetchAddresses::followsRedirectsUnpaid()
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

void TestFetchAddresses::takesCredentialsOffForAnotherOrigin()
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

void TestFetchAddresses::turnsPostIntoGetAsRedirectsSay_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("301") << 301 << QByteArray("GET ");
    QTest::newRow("302") << 302 << QByteArray("GET ");
    QTest::newRow("303") << 303 << QByteArray("GET ");
    QTest::newRow("307") << 307 << QByteArray("POST body");
    QTest::newRow("308") << 308 << QByteArray("POST body");
}

void TestFetchAddresses::turnsPostIntoGetAsRedirectsSay()
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

void TestFetchAddresses::stopsAtEndlessRedirects()
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

void TestFetchAddresses::doesNotFollowIntoPrivateNetworks()
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

void TestFetchAddresses::neverFollowsWithThePaymentToAnotherOrigin()
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

void TestFetchAddresses::followsWithThePaymentWithinTheOrigin()
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

void TestFetchAddresses::heedsNoProxyOfTheEnvironment()
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

QTEST_GUILESS_MAIN(TestFetchAddresses)
#include "tst_fetch_addresses.moc"
