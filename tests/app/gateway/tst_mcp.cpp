#include "fetch_world.h"

#include <QTest>

using namespace till;
using namespace till::test;
using nlohmann::json;

namespace {

struct McpWorld : World {
    McpWorld() : World({{}, 1'000'000, "0.0.1"}) {}

    Reply exchange(const json& message, const QByteArray& headers = {})
    {
        client.send(fixture.request("POST", "/mcp", QByteArray::fromStdString(message.dump()), headers));
        return readReply(client);
    }
    void call(const std::string& tool, const json& arguments, const json& meta = nullptr,
              const QByteArray& headers = {})
    {
        json params{{"name", tool}, {"arguments", arguments}};
        if (!meta.is_null()) {
            params["_meta"] = meta;
        }
        const json message{{"jsonrpc", "2.0"}, {"id", 7}, {"method", "tools/call"}, {"params", params}};
        client.send(fixture.request("POST", "/mcp", QByteArray::fromStdString(message.dump()), headers));
    }
    json result()
    {
        const Reply reply = readReply(client);
        return reply.json.value("result", json());
    }
};

json request(const std::string& method, const json& params = json::object())
{
    return {{"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", params}};
}

Merchant::Handler says(const http::HttpResponse& response)
{
    return [response](const http::HttpRequest&, http::Responder&& responder) { responder.send(response); };
}

} // namespace

class TestMcp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void welcomesEveryRevision_data();
    void welcomesEveryRevision();
    void listsItsTools();
    void takesNotificationsInSilence();
    void refusesMessages_data();
    void refusesMessages();
    void needsAToken();
    void fetchPaysAndReturnsTheAnswer();
    void fetchReturnsImagesAndBytes_data();
    void fetchReturnsImagesAndBytes();
    void cutsWhatAModelCannotHold();
    void aRefusedPaymentIsAResultThatAModelUnderstands();
    void aWrongArgumentIsAResultThatAModelUnderstands();
    void quoteSignsNothing();
    void tellsProgressWhileAPersonDecides();
    void saysThatNobodyDecided();
    void paysNothingForAClientThatLeft();
    void budgetTellsWhatIsLeft();
    void paymentsPagesTheHistory();
};

void TestMcp::welcomesEveryRevision_data()
{
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<QByteArray>("answered");
    for (const char* version : {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"}) {
        QTest::newRow(version) << QByteArray(version) << QByteArray(version);
    }
    QTest::newRow("one that is not known") << QByteArray("1999-01-01") << QByteArray("2025-11-25");
}

void TestMcp::welcomesEveryRevision()
{
    QFETCH(QByteArray, asked);
    QFETCH(QByteArray, answered);
    McpWorld world;
    const json result =
        world
            .exchange(request("initialize", {{"protocolVersion", asked.toStdString()},
                                             {"capabilities", json::object()},
                                             {"clientInfo", {{"name", "t"}, {"version", "1"}}}}))
            .json["result"];
    QCOMPARE(result["protocolVersion"].get<std::string>(), answered.toStdString());
    QCOMPARE(result["serverInfo"]["version"].get<std::string>(), std::string("0.0.1"));
    QVERIFY(result["capabilities"].contains("tools"));
    QVERIFY(!result["instructions"].get<std::string>().empty());
}

void TestMcp::listsItsTools()
{
    McpWorld world;
    const json tools = world.exchange(request("tools/list")).json["result"]["tools"];
    std::vector<std::string> names;
    for (const json& each : tools) {
        names.push_back(each["name"]);
        QCOMPARE(each["inputSchema"]["type"].get<std::string>(), std::string("object"));
        QCOMPARE(each["inputSchema"]["additionalProperties"].get<bool>(), false);
        QVERIFY(each["description"].get<std::string>().size() > 40);
    }
    QCOMPARE(names, (std::vector<std::string>{"fetch", "quote", "budget", "payments"}));
    QVERIFY(world.keeperIsQuiet());
}

void TestMcp::takesNotificationsInSilence()
{
    McpWorld world;
    const Reply reply = world.exchange({{"jsonrpc", "2.0"}, {"method", "notifications/initialized"}});
    QCOMPARE(reply.status, 202);
    QVERIFY(reply.body.isEmpty());
}

void TestMcp::refusesMessages_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("code");
    const auto row = [](const char* tag, const char* body, int code) {
        QTest::newRow(tag) << QByteArray(body) << code;
    };
    row("no JSON", "{", -32700);
    row("a repeated key", R"({"jsonrpc":"2.0","id":1,"id":2,"method":"ping"})", -32700);
    row("a batch", R"([{"jsonrpc":"2.0","id":1,"method":"ping"}])", -32600);
    row("version 1", R"({"id":1,"method":"ping"})", -32600);
    row("no method", R"({"jsonrpc":"2.0","id":1})", -32600);
    row("a method that is a number", R"({"jsonrpc":"2.0","id":1,"method":5})", -32600);
    row("an id that is a fraction", R"({"jsonrpc":"2.0","id":1.5,"method":"ping"})", -32600);
    row("an id that is an object", R"({"jsonrpc":"2.0","id":{},"method":"ping"})", -32600);
    row("params that are a list", R"({"jsonrpc":"2.0","id":1,"method":"ping","params":[]})", -32602);
    row("an unknown method", R"({"jsonrpc":"2.0","id":1,"method":"resources/list"})", -32601);
    row("a call without a name", R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{}})", -32602);
    row("an unknown tool", R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"sign"}})",
        -32602);
    row("arguments that are text",
        R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"fetch","arguments":"x"}})",
        -32602);
}

void TestMcp::refusesMessages()
{
    QFETCH(QByteArray, body);
    QFETCH(int, code);
    McpWorld world;
    world.client.send(world.fixture.request("POST", "/mcp", body));
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.json["error"]["code"].get<int>(), code);
    QVERIFY(world.keeperIsQuiet());
}

void TestMcp::needsAToken()
{
    McpWorld world;
    world.client.send("POST /mcp HTTP/1.1\r\nHost: " + world.fixture.host() +
                      "\r\nContent-Length: 2\r\n\r\n{}");
    QCOMPARE(readReply(world.client).status, 401);
}

void TestMcp::fetchPaysAndReturnsTheAnswer()
{
    Merchant merchant(sellsFor402(says(paidResponse("the weather map"))));
    McpWorld world;
    world.call("fetch",
               {{"url", merchant.origin() + "/map"}, {"idempotencyKey", "k1"}, {"maxAmount", "20000"}});
    world.letIn();
    const wire::Pay pay = world.authorize();
    QCOMPARE(pay.interface, std::string("mcp"));
    QCOMPARE(pay.idempotencyKey, std::optional<std::string>("k1"));
    QCOMPARE(pay.maxAmount, std::optional<std::string>("20000"));
    QVERIFY(world.nextReport());
    const json result = world.result();
    QCOMPARE(result["isError"].get<bool>(), false);
    QCOMPARE(result["content"][0]["text"].get<std::string>(), std::string("the weather map"));
    QVERIFY(result["content"][1]["text"].get<std::string>().find("Paid 0.01 USDC (pay_1, settled)") !=
            std::string::npos);
    QCOMPARE(result["structuredContent"]["paymentId"].get<std::string>(), std::string("pay_1"));
    QCOMPARE(result["structuredContent"]["amount"].get<std::string>(), std::string("10000"));
    QCOMPARE(result["structuredContent"]["payment"].get<std::string>(), std::string("settled"));
}

void TestMcp::fetchReturnsImagesAndBytes_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("kind");
    QTest::newRow("image") << QByteArray("image/png") << QByteArray("image");
    QTest::newRow("bytes") << QByteArray("application/pdf") << QByteArray("resource");
}

void TestMcp::fetchReturnsImagesAndBytes()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, kind);
    Merchant merchant(says({200, {{"Content-Type", type.toStdString()}}, std::string("\x89PNG\xff", 5)}));
    McpWorld world;
    world.call("fetch", {{"url", merchant.origin() + "/"}});
    world.letIn();
    const json item = world.result()["content"][0];
    QCOMPARE(item["type"].get<std::string>(), kind.toStdString());
    const json& holder = kind == "image" ? item : item["resource"];
    QCOMPARE(holder[kind == "image" ? "data" : "blob"].get<std::string>(), std::string("iVBOR/8="));
    QCOMPARE(holder["mimeType"].get<std::string>(), type.toStdString());
}

void TestMcp::cutsWhatAModelCannotHold()
{
    std::string much = "x"; // so that the cut falls into a character of two bytes
    while (much.size() < 600'000) {
        much += "\xc3\xbc";
    }
    Merchant merchant(says({200, {{"Content-Type", "text/plain"}}, much}));
    McpWorld world;
    world.call("fetch", {{"url", merchant.origin() + "/"}});
    world.letIn();
    const json result = world.result();
    const std::string text = result["content"][0]["text"];
    QVERIFY(text.size() <= 256 * 1024 && text.size() > 256 * 1024 - 4);
    QVERIFY(much.starts_with(text));
    QCOMPARE(result["structuredContent"]["cut"].get<bool>(), true);
}

void TestMcp::aRefusedPaymentIsAResultThatAModelUnderstands()
{
    Merchant merchant(sellsFor402(says(paidResponse("never"))));
    McpWorld world;
    world.call("fetch", {{"url", merchant.origin() + "/"}});
    world.letIn();
    std::int64_t id = 0;
    world.nextPay(id);
    world.fixture.keeper.answer(id, deniedAnswer("pay_2", "budget_exceeded"));
    const json result = world.result();
    QCOMPARE(result["isError"].get<bool>(), true);
    QCOMPARE(result["structuredContent"]["code"].get<std::string>(), std::string("budget_exceeded"));
    QCOMPARE(result["structuredContent"]["moneyMoved"].get<std::string>(), std::string("no"));
    QVERIFY(result["content"][0]["text"].get<std::string>().find("budget_exceeded") != std::string::npos);
    QCOMPARE(merchant.asked.size(), std::size_t{1});
}

void TestMcp::aWrongArgumentIsAResultThatAModelUnderstands()
{
    McpWorld world;
    world.call("fetch", {{"url", "http://a.example/"}, {"maxAmmount", "5"}});
    const json result = world.result();
    QCOMPARE(result["isError"].get<bool>(), true);
    QCOMPARE(result["structuredContent"]["code"].get<std::string>(), std::string("unknown_field"));
    QVERIFY(world.keeperIsQuiet());
}

void TestMcp::quoteSignsNothing()
{
    Merchant merchant(sellsFor402(says(paidResponse("never"))));
    McpWorld world;
    world.call("quote", {{"url", merchant.origin() + "/"}});
    world.letIn();
    const auto frame = world.fixture.keeper.nextRequest();
    QCOMPARE(frame.type, std::string(wire::Quote::kType));
    wire::PaymentAnswer quote = authorizedAnswer("");
    quote.headers.clear();
    world.fixture.keeper.answer(frame.id, quote);
    const json result = world.result();
    QCOMPARE(result["structuredContent"]["option"]["amount"].get<std::string>(), std::string("10000"));
    QVERIFY(result["content"][0]["text"].get<std::string>().find("0.01 USDC") != std::string::npos);
    QCOMPARE(merchant.asked.size(), std::size_t{1});
    QVERIFY(world.keeperIsQuiet());
}

void TestMcp::tellsProgressWhileAPersonDecides()
{
    Merchant merchant(sellsFor402(says(paidResponse("the weather map"))));
    McpWorld world;
    world.call("fetch", {{"url", merchant.origin() + "/"}}, {{"progressToken", "p-1"}},
               "Accept: application/json, text/event-stream\r\n");
    world.letIn();
    std::int64_t id = 0;
    world.nextPay(id);
    world.fixture.keeper.answer(id, waitingAnswer("pay_1"));
    const QByteArray begun = world.client.readUntil("\n\n\r\n");
    QVERIFY2(begun.contains("text/event-stream"), begun.constData());
    QVERIFY(begun.contains(R"("progressToken":"p-1")"));
    QVERIFY(begun.contains("notifications/progress"));
    const auto waits = world.fixture.keeper.nextRequest();
    QCOMPARE(waits.type, std::string(wire::PaymentAwait::kType));
    world.fixture.keeper.answer(waits.id, authorizedAnswer("pay_1"));
    QVERIFY(world.nextReport());
    const QByteArray rest = world.client.readUntil("\r\n0\r\n\r\n");
    QVERIFY(rest.contains("the weather map"));
    QVERIFY(rest.contains(R"("id":7)"));
}

void TestMcp::saysThatNobodyDecided()
{
    Merchant merchant(sellsFor402(says(paidResponse("never"))));
    McpWorld world;
    world.call("fetch", {{"url", merchant.origin() + "/"}, {"wait", 0}});
    world.letIn();
    std::int64_t id = 0;
    world.nextPay(id);
    world.fixture.keeper.answer(id, waitingAnswer("pay_1"));
    const json result = world.result();
    QCOMPARE(result["structuredContent"]["code"].get<std::string>(), std::string("waiting_for_person"));
    QCOMPARE(result["structuredContent"]["retryAllowed"].get<bool>(), true);
    QCOMPARE(result["structuredContent"]["id"].get<std::string>(), std::string("pay_1"));
}

void TestMcp::paysNothingForAClientThatLeft()
{
    std::optional<http::Responder> held;
    Merchant merchant(
        [&](const http::HttpRequest&, http::Responder&& responder) { held = std::move(responder); });
    McpWorld world;
    world.call("fetch", {{"url", merchant.origin() + "/"}});
    world.letIn();
    QTRY_VERIFY(held.has_value());
    world.client.endInput();
    QTest::qWait(100);
    held->send(challengeResponse(challengeJson()));
    QVERIFY(world.keeperIsQuiet());
}

void TestMcp::budgetTellsWhatIsLeft()
{
    McpWorld world;
    world.call("budget", json::object());
    world.letIn();
    const json result = world.result();
    QCOMPARE(result["structuredContent"]["name"].get<std::string>(), std::string("tester"));
    QVERIFY(result["content"][0]["text"].get<std::string>().find("tester") != std::string::npos);
}

void TestMcp::paymentsPagesTheHistory()
{
    McpWorld world;
    world.call("payments", {{"limit", 5}});
    const auto frame = world.fixture.keeper.nextRequest();
    const auto page = wire::fromBody<wire::AgentPaymentsPage>(frame.body);
    QVERIFY(page);
    QCOMPARE(page->limit, std::int64_t{5});
    QCOMPARE(page->token, std::string(kToken));
    world.fixture.keeper.answer(frame.id, wire::PaymentsPage{});
    QVERIFY(world.result()["structuredContent"]["payments"].is_array());
}

QTEST_GUILESS_MAIN(TestMcp)
#include "tst_mcp.moc"
