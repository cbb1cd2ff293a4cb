#include "fixture.h"

#include <QTest>

using namespace till;
using namespace till::test;
using nlohmann::json;

namespace {

constexpr const char* kPayer = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

json member(const char* name, const char* type)
{
    return {{"name", name}, {"type", type}};
}

json typedData()
{
    return {
        {"types",
         {{"TransferWithAuthorization",
           {member("from", "address"), member("to", "address"), member("value", "uint256"),
            member("validAfter", "uint256"), member("validBefore", "uint256"), member("nonce", "bytes32")}}}},
        {"primaryType", "TransferWithAuthorization"},
        {"domain",
         {{"name", "USDC"},
          {"version", "2"},
          {"chainId", 84532},
          {"verifyingContract", "0x036CbD53842c5426634e7929541eC2318f3dCF7e"}}},
        {"message",
         {{"from", kPayer},
          {"to", "0x209693Bc6afc0C5328bA36FaF03C514EF312287C"},
          {"value", "10000"},
          {"validAfter", "0"},
          {"validBefore", "1767225660"},
          {"nonce", "0x" + std::string(64, '7')}}}};
}

json call(const std::string& method, const json& params = json::array(), const json& id = 1)
{
    return {{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", params}};
}

json signing(const json& data = typedData())
{
    return call("eth_signTypedData_v4", {kPayer, data.dump()});
}

wire::PaymentAnswer signedAnswer(const std::string& id)
{
    wire::PaymentAnswer answer = authorizedAnswer(id);
    answer.headers.clear();
    answer.signature = "0xsigned";
    return answer;
}

struct RpcWorld {
    Fixture fixture;
    RawClient client{fixture.port};

    void send(const json& body, const QByteArray& headers = {}, const QByteArray& path = "/rpc")
    {
        client.send(fixture.request("POST", path, QByteArray::fromStdString(body.dump()), headers));
    }
    json exchange(const json& body, const QByteArray& headers = {}, const QByteArray& path = "/rpc")
    {
        send(body, headers, path);
        return readReply(client).json;
    }
    wire::Pay nextPay(std::int64_t& id)
    {
        const auto frame = fixture.keeper.nextRequest();
        id = frame.id;
        const auto pay = wire::fromBody<wire::Pay>(frame.body);
        return frame.type == wire::Pay::kType && pay ? *pay : wire::Pay{};
    }
    bool keeperIsQuiet() { return fixture.keeper.nextRequest(50).type.empty(); }
};

} // namespace

class TestRpc : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signsAPaymentAndHandsOnlyTheSignatureOut();
    void takesEachMethodOfSigning_data();
    void takesEachMethodOfSigning();
    void takesWhatIsKnownOfTheRequestFromHeaders();
    void refusesHeaders_data();
    void refusesHeaders();
    void tellsTheAgentsAccount_data();
    void tellsTheAgentsAccount();
    void tellsTheChain_data();
    void tellsTheChain();
    void refusesToSignBlindly_data();
    void refusesToSignBlindly();
    void typedDataThatIsNoPaymentHasARow_data();
    void typedDataThatIsNoPaymentHasARow();
    void refusesParameters_data();
    void refusesParameters();
    void tellsWhyNot_data();
    void tellsWhyNot();
    void waitsForThePersonAndForgetsAClientThatLeft();
    void saysThatAPersonHasToDecide();
    void answersABatchInItsOrder();
    void carriesOutNoNotification();
    void refusesMessages_data();
    void refusesMessages();
    void needsAToken();
};

void TestRpc::signsAPaymentAndHandsOnlyTheSignatureOut()
{
    RpcWorld world;
    world.send(signing());
    std::int64_t id = 0;
    const wire::Pay pay = world.nextPay(id);
    QCOMPARE(pay.interface, std::string("rpc"));
    QCOMPARE(pay.token, std::string(kToken));
    QCOMPARE(pay.request.host, std::string());
    QVERIFY(pay.challenge && !pay.fault && pay.client);
    QCOMPARE(pay.challenge->options.size(), std::size_t{1});
    QCOMPARE(pay.challenge->options[0].caip2, std::string("eip155:84532"));
    QCOMPARE(pay.challenge->options[0].amount, std::string("10000"));
    QCOMPARE(pay.challenge->options[0].payTo, std::string("0x209693Bc6afc0C5328bA36FaF03C514EF312287C"));
    QCOMPARE(pay.client->from, std::string(kPayer));
    QCOMPARE(pay.client->nonce, "0x" + std::string(64, '7'));
    QCOMPARE(pay.client->validAfterSeconds, std::int64_t{0});
    QCOMPARE(pay.client->validBeforeSeconds, std::int64_t{1'767'225'660});
    world.fixture.keeper.answer(id, signedAnswer("pay_1"));
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 200);
    QVERIFY((reply.json == json{{"jsonrpc", "2.0"}, {"id", 1}, {"result", "0xsigned"}}));
}

void TestRpc::takesEachMethodOfSigning_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("asText");
    for (const char* method :
         {"eth_signTypedData_v4", "eth_signTypedData_v3", "eth_signTypedData", "account_signTypedData"}) {
        QTest::addRow("%s, text", method) << QByteArray(method) << true;
        QTest::addRow("%s, object", method) << QByteArray(method) << false;
    }
}

void TestRpc::takesEachMethodOfSigning()
{
    QFETCH(QByteArray, method);
    QFETCH(bool, asText);
    RpcWorld world;
    const json data = asText ? json(typedData().dump()) : typedData();
    world.send(call(method.toStdString(), {QByteArray(kPayer).toLower().toStdString(), data}));
    std::int64_t id = 0;
    QVERIFY(world.nextPay(id).client);
    world.fixture.keeper.answer(id, signedAnswer("pay_1"));
    QVERIFY(readReply(world.client).json["result"] == json("0xsigned"));
}

void TestRpc::takesWhatIsKnownOfTheRequestFromHeaders()
{
    RpcWorld world;
    world.send(signing(),
               "Till-Request-Url: https://API.example.com:443/v1/x?q=1#top\r\n"
               "Till-Request-Method: POST\r\nTill-Max-Amount: 20000\r\nIdempotency-Key: order-5\r\n"
               "Till-Tool: search\r\nTill-Task: T-17\r\n");
    std::int64_t id = 0;
    const wire::Pay pay = world.nextPay(id);
    QCOMPARE(pay.request.method, std::string("POST"));
    QCOMPARE(pay.request.url, std::string("https://api.example.com/v1/x?q=1"));
    QCOMPARE(pay.request.host, std::string("api.example.com"));
    QCOMPARE(pay.request.path, std::string("/v1/x"));
    QCOMPARE(pay.maxAmount, std::optional<std::string>("20000"));
    QCOMPARE(pay.idempotencyKey, std::optional<std::string>("order-5"));
    QCOMPARE(pay.claims.tool, std::string("search"));
    QCOMPARE(pay.claims.task, std::string("T-17"));
    world.fixture.keeper.answer(id, signedAnswer("pay_1"));
    QCOMPARE(readReply(world.client).status, 200);
}

void TestRpc::refusesHeaders_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* headers, const char* code) {
        QTest::newRow(headers) << QByteArray(headers) + "\r\n" << QByteArray(code);
    };
    row("Till-Request-Url: api.example.com", "bad_url");
    row("Till-Request-Url: https://a@b.example/", "bad_url");
    row("Till-Request-Url: https://a.example/\r\nTill-Request-Url: https://b.example/", "bad_request");
    row("Till-Request-Method: GET", "bad_request");
    row("Till-Request-Url: https://a.example/\r\nTill-Request-Method: get", "bad_request");
    row("Till-Max-Amount: 1.5", "bad_amount");
    row("Till-Max-Amout: 5", "unknown_field");
    row("Till-Wait: 301", "bad_request");
    row("Till-Wait: -1", "bad_request");
    row("Till-Allow-Repeat: true", "unknown_field");
}

void TestRpc::refusesHeaders()
{
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, code);
    RpcWorld world;
    world.send(signing(), headers);
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 400);
    QCOMPARE(QByteArray::fromStdString(reply.text("code")), code);
    QVERIFY(world.keeperIsQuiet());
}

void TestRpc::tellsTheAgentsAccount_data()
{
    QTest::addColumn<QByteArray>("method");
    for (const char* method : {"eth_accounts", "eth_requestAccounts", "account_list"}) {
        QTest::newRow(method) << QByteArray(method);
    }
}

void TestRpc::tellsTheAgentsAccount()
{
    QFETCH(QByteArray, method);
    RpcWorld world;
    world.send(call(method.toStdString()));
    const auto frame = world.fixture.keeper.nextRequest();
    QCOMPARE(frame.type, std::string("agent.self"));
    wire::AgentSelfAnswer self;
    self.accounts = {{"evm", kPayer}, {"svm", "1"}};
    world.fixture.keeper.answer(frame.id, self);
    QVERIFY(readReply(world.client).json["result"] == json::array({kPayer}));
}

void TestRpc::tellsTheChain_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<QByteArray>("decimal");
    QTest::newRow("Base") << QByteArray("/rpc") << QByteArray("0x2105") << QByteArray("8453");
    QTest::newRow("asked for") << QByteArray("/rpc?chainId=84532") << QByteArray("0x14a34")
                               << QByteArray("84532");
}

void TestRpc::tellsTheChain()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, hex);
    QFETCH(QByteArray, decimal);
    RpcWorld world;
    QVERIFY(world.exchange(call("eth_chainId"), {}, path)["result"] == json(hex.toStdString()));
    QVERIFY(world.exchange(call("net_version"), {}, path)["result"] == json(decimal.toStdString()));
    QVERIFY(world.exchange(call("eth_chainId"), {}, "/rpc?chainId=5")["code"] == json("bad_request"));
}

void TestRpc::refusesToSignBlindly_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("code");
    for (const char* method :
         {"eth_sign", "personal_sign", "eth_sendTransaction", "eth_signTransaction", "eth_sendRawTransaction",
          "account_signData", "account_signTransaction", "wallet_sendCalls"}) {
        QTest::newRow(method) << QByteArray(method) << 4200;
    }
    for (const char* method : {"eth_blockNumber", "eth_call", "eth_signTypedData_v1", "", "rpc_modules",
                               "ETH_SIGNTYPEDDATA_V4", "eth_signTypedData_v4 "}) {
        QTest::newRow(*method == '\0' ? "no name" : method) << QByteArray(method) << -32601;
    }
}

void TestRpc::refusesToSignBlindly()
{
    QFETCH(QByteArray, method);
    QFETCH(int, code);
    RpcWorld world;
    const json error = world.exchange(call(method.toStdString(), {kPayer, "0x00"}))["error"];
    QVERIFY(error["code"] == json(code));
    if (code == 4200) {
        QVERIFY(error["data"]["code"] == json("typed_data_refused"));
        QVERIFY(error["data"]["moneyMoved"] == json("no"));
        QVERIFY(error["message"].get<std::string>().find("eth_signTypedData_v4") != std::string::npos);
    }
    QVERIFY(world.keeperIsQuiet());
}

void TestRpc::typedDataThatIsNoPaymentHasARow_data()
{
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("rpcCode");
    QTest::newRow("a permit") << QByteArray(R"({"primaryType":"Permit"})") << QByteArray("typed_data_refused")
                              << 4200;
    QTest::newRow("another signer")
        << QByteArray(R"({"message":{"from":"0x70997970C51812dc3A010C7d01b50e0d17dc79C8"}})")
        << QByteArray("typed_data_malformed") << -32602;
    QTest::newRow("a member too many")
        << QByteArray(R"({"message":{"memo":1}})") << QByteArray("typed_data_malformed") << -32602;
}

void TestRpc::typedDataThatIsNoPaymentHasARow()
{
    QFETCH(QByteArray, patch);
    QFETCH(QByteArray, code);
    QFETCH(int, rpcCode);
    RpcWorld world;
    json data = typedData();
    data.merge_patch(json::parse(patch.toStdString()));
    world.send(signing(data));
    std::int64_t id = 0;
    const wire::Pay pay = world.nextPay(id);
    QVERIFY(pay.fault && !pay.challenge && !pay.client);
    QCOMPARE(QByteArray::fromStdString(pay.fault->code), code);
    world.fixture.keeper.answer(id, deniedAnswer("pay_4", code.toStdString()));
    const json error = readReply(world.client).json["error"];
    QVERIFY(error["code"] == json(rpcCode));
    QVERIFY(error["data"]["id"] == json("pay_4"));
}

void TestRpc::refusesParameters_data()
{
    QTest::addColumn<QByteArray>("params");
    for (const char* params : {"[]", "[\"0x\"]", R"(["0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"])",
                               R"(["nobody",{}])", R"([{},"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"])",
                               R"(["0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",5])",
                               R"(["0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",null])",
                               R"(["0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",[]])",
                               R"(["0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",{},{}])", "[1,2,3,4,5]"}) {
        QTest::newRow(params) << QByteArray(params);
    }
}

void TestRpc::refusesParameters()
{
    QFETCH(QByteArray, params);
    RpcWorld world;
    const json reply = world.exchange(call("eth_signTypedData_v4", json::parse(params.toStdString())));
    QVERIFY(reply["error"]["code"] == json(-32602));
    QVERIFY(world.keeperIsQuiet());
}

void TestRpc::tellsWhyNot_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("rpcCode");
    const auto row = [](const char* code, int rpcCode) {
        QTest::newRow(code) << QByteArray(code) << rpcCode;
    };
    row("rejected", 4001);
    row("wrong_account", 4100);
    row("denied_by_rule", -32003);
    row("budget_exceeded", -32003);
    row("nonce_reused", -32003);
    row("purchase_conflict", -32003);
    row("expired_unproven", -32003);
    row("locked", -32002);
    row("paused", -32002);
    row("account_frozen", -32002);
}

void TestRpc::tellsWhyNot()
{
    QFETCH(QByteArray, code);
    QFETCH(int, rpcCode);
    RpcWorld world;
    world.send(signing());
    std::int64_t id = 0;
    world.nextPay(id);
    world.fixture.keeper.answer(id, deniedAnswer("pay_9", code.toStdString()));
    const Reply reply = readReply(world.client);
    QCOMPARE(reply.status, 200);
    const json error = reply.json["error"];
    QVERIFY(error["code"] == json(rpcCode));
    QVERIFY(error["data"]["code"] == json(code.toStdString()));
    QVERIFY(error["data"]["id"] == json("pay_9"));
    QVERIFY(error["message"].get<std::string>().find(code.toStdString()) != std::string::npos);
    QVERIFY(!reply.json.contains("result"));
}

void TestRpc::waitsForThePersonAndForgetsAClientThatLeft()
{
    RpcWorld world;
    world.send(signing());
    std::int64_t id = 0;
    world.nextPay(id);
    world.fixture.keeper.answer(id, waitingAnswer("pay_2"));
    const auto await = world.fixture.keeper.nextRequest();
    QCOMPARE(await.type, std::string("payment.await"));
    world.fixture.keeper.answer(await.id, signedAnswer("pay_2"));
    QVERIFY(readReply(world.client).json["result"] == json("0xsigned"));

    world.send(signing());
    world.nextPay(id);
    world.fixture.keeper.answer(id, waitingAnswer("pay_3"));
    QCOMPARE(world.fixture.keeper.nextRequest().type, std::string("payment.await"));
    world.client.endInput();
    QVERIFY(readReply(world.client).json["error"]["data"]["code"] == json("waiting_for_person"));
    QVERIFY(world.keeperIsQuiet()); // it still waits: the same message may come again
}

void TestRpc::saysThatAPersonHasToDecide()
{
    RpcWorld world;
    world.send(signing(), "Till-Wait: 0\r\n");
    std::int64_t id = 0;
    world.nextPay(id);
    world.fixture.keeper.answer(id, waitingAnswer("pay_2"));
    const json error = readReply(world.client).json["error"];
    QVERIFY(error["code"] == json(-32002));
    QVERIFY(error["data"]["code"] == json("waiting_for_person"));
    QVERIFY(error["data"]["id"] == json("pay_2"));
}

void TestRpc::answersABatchInItsOrder()
{
    RpcWorld world;
    json other = typedData();
    other["message"]["nonce"] = "0x" + std::string(64, '8');
    json second = signing(other);
    second["id"] = "b";
    world.send(json::array({signing(), call("eth_chainId", json::array(), 2), second, json(5),
                            call("personal_sign", json::array(), 4)}));
    std::int64_t first = 0;
    std::int64_t later = 0;
    QCOMPARE(world.nextPay(first).client->nonce, "0x" + std::string(64, '7'));
    QCOMPARE(world.nextPay(later).client->nonce, "0x" + std::string(64, '8'));
    world.fixture.keeper.answer(later, signedAnswer("pay_2")); // answered in another order than asked
    world.fixture.keeper.answer(first, deniedAnswer("pay_1", "denied_by_rule"));
    const json replies = readReply(world.client).json;
    QCOMPARE(replies.size(), std::size_t{5});
    QVERIFY(replies[0]["id"] == json(1) && replies[0]["error"]["data"]["code"] == json("denied_by_rule"));
    QVERIFY(replies[1]["result"] == json("0x2105"));
    QVERIFY(replies[2]["id"] == json("b") && replies[2]["result"] == json("0xsigned"));
    QVERIFY(replies[3]["id"].is_null() && replies[3]["error"]["code"] == json(-32600));
    QVERIFY(replies[4]["error"]["code"] == json(4200));
}

void TestRpc::carriesOutNoNotification()
{
    RpcWorld world;
    json notification = signing();
    notification.erase("id");
    world.send(notification);
    QCOMPARE(readReply(world.client).status, 204);
    QVERIFY(world.keeperIsQuiet());
}

void TestRpc::refusesMessages_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("code");
    const auto row = [](const char* tag, const QByteArray& body, int code) {
        QTest::newRow(tag) << body << code;
    };
    row("empty", "", -32700);
    row("not JSON", "{", -32700);
    row("a key twice", R"({"jsonrpc":"2.0","id":1,"id":2,"method":"eth_accounts"})", -32700);
    row("too deep", QByteArray(64, '[') + QByteArray(64, ']'), -32700);
    row("too large", "[" + QByteArray(200 * 1024, ' ') + "]", -32700);
    row("too many values", "[" + QByteArray("1,").repeated(5'000) + "1]", -32700);
    row("a number", "5", -32600);
    row("an empty batch", "[]", -32600);
    row("a batch of 17", "[" + QByteArray("1,").repeated(16) + "1]", -32600);
    row("another version", R"({"jsonrpc":"1.0","id":1,"method":"eth_accounts"})", -32600);
    row("no version", R"({"id":1,"method":"eth_accounts"})", -32600);
    row("an id that is an object", R"({"jsonrpc":"2.0","id":{},"method":"eth_accounts"})", -32600);
    row("an id that is a fraction", R"({"jsonrpc":"2.0","id":1.5,"method":"eth_accounts"})", -32600);
    row("an id without end",
        R"({"jsonrpc":"2.0","id":")" + QByteArray(300, 'x') + R"(","method":"eth_accounts"})", -32600);
    row("a method that is a number", R"({"jsonrpc":"2.0","id":1,"method":5})", -32600);
    row("a method without end", R"({"jsonrpc":"2.0","id":1,"method":")" + QByteArray(100, 'x') + R"("})",
        -32600);
    row("params that are an object", R"({"jsonrpc":"2.0","id":1,"method":"eth_accounts","params":{}})",
        -32602);
}

void TestRpc::refusesMessages()
{
    QFETCH(QByteArray, body);
    QFETCH(int, code);
    RpcWorld world;
    world.client.send(world.fixture.request("POST", "/rpc", body));
    const Reply reply = readReply(world.client);
    QVERIFY(reply.json["error"]["code"] == json(code));
    QVERIFY(!reply.json["error"]["message"].get<std::string>().empty());
    QVERIFY(world.keeperIsQuiet());
}

void TestRpc::needsAToken()
{
    RpcWorld world;
    const QByteArray body = QByteArray::fromStdString(signing().dump());
    world.client.send("POST /rpc HTTP/1.1\r\nHost: " + world.fixture.host() +
                      "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QCOMPARE(readReply(world.client).status, 401);
    QVERIFY(world.keeperIsQuiet());
}

QTEST_GUILESS_MAIN(TestRpc)
#include "tst_rpc.moc"
