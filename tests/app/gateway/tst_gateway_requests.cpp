#include "fixture.h"

#include "core/wire/more_messages.h"

#include <QTest>

#include <chrono>

using namespace till;
using namespace till::test;
using nlohmann::json;

/// /v1/requests: an agent asks for more; the keeper keeps the request, a person answers it.
class TestGatewayRequests : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksTheKeeperInExactNumbers();
    void showsTheAgentsOwn();
    void handsTheKeepersProblemOn();
    void refusesWhatIsNotOfTheForm_data();
    void refusesWhatIsNotOfTheForm();
};

namespace {

wire::MoreShape shapeOf(const std::string& state)
{
    wire::MoreShape shape;
    shape.id = 3;
    shape.agent = "a1";
    shape.state = state;
    shape.amountMicro = "2500000";
    shape.wantedUntilMs = 1'800'000'000'000;
    shape.grantedMicro = "2000000";
    shape.grantedUntilMs = state == "granted" ? 1'800'000'000'000 : 0;
    shape.usedMicro = "500000";
    return shape;
}

} // namespace

void TestGatewayRequests::asksTheKeeperInExactNumbers()
{
    Fixture fixture;
    RawClient client(fixture.port);
    const auto before = std::chrono::duration_cast<std::chrono::milliseconds>(
                            std::chrono::system_clock::now().time_since_epoch())
                            .count();
    const json body{
        {"amountUsd", "2.50"}, {"forSeconds", 3600}, {"reason", "more to do"}, {"host", "a.test"}};
    client.send(fixture.request("POST", "/v1/requests", QByteArray::fromStdString(body.dump())));
    const auto frame = fixture.keeper.nextRequest();
    const auto ask = wire::fromBody<wire::MoreAsk>(frame.body).value();
    QCOMPARE(ask.token, std::string(kToken));
    QCOMPARE(ask.amountMicro, std::string("2500000"));
    QCOMPARE(ask.host, std::string("a.test"));
    QCOMPARE(ask.reason, std::string("more to do"));
    QVERIFY(ask.untilMs >= before + 3'600'000 && ask.untilMs < before + 3'660'000);
    fixture.keeper.answer(frame.id, wire::MoreAnswer{{shapeOf("open")}});
    const Reply reply = readReply(client);
    QCOMPARE(reply.status, 202);
    QVERIFY(reply.json["id"] == json(3));
    QCOMPARE(reply.text("status"), std::string("open"));
    QVERIFY(reply.json["grantedUsd"].is_null());
}

void TestGatewayRequests::showsTheAgentsOwn()
{
    Fixture fixture;
    RawClient client(fixture.port);
    client.send(fixture.request("GET", "/v1/requests"));
    const auto frame = fixture.keeper.nextRequest();
    QCOMPARE(frame.type, std::string("more.own"));
    fixture.keeper.answer(frame.id, wire::MoreAnswer{{shapeOf("granted")}});
    const Reply reply = readReply(client);
    QCOMPARE(reply.status, 200);
    const json& first = reply.json["requests"][0];
    QVERIFY(first["until"] == json("2027-01-15T08:00:00.000Z"));
    QVERIFY(first["grantedUsd"].get<std::string>().starts_with("2"));
    QVERIFY(first["usedUsd"].get<std::string>().starts_with("0.5"));
}

void TestGatewayRequests::handsTheKeepersProblemOn()
{
    Fixture fixture;
    RawClient client(fixture.port);
    client.send(fixture.request("POST", "/v1/requests", R"({"amountUsd":"1","forSeconds":60})"));
    const auto frame = fixture.keeper.nextRequest();
    fixture.keeper.sendRaw(
        wire::encodeError(frame.id, {"too_many_requests", "Five are open.", "no", "Wait."}));
    const Reply reply = readReply(client);
    QCOMPARE(reply.status, 429);
    QCOMPARE(reply.text("code"), std::string("too_many_requests"));
}

void TestGatewayRequests::refusesWhatIsNotOfTheForm_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("no amount") << QByteArray(R"({"forSeconds":60})") << QByteArray("bad_request");
    QTest::newRow("a number") << QByteArray(R"({"amountUsd":2.5,"forSeconds":60})")
                              << QByteArray("bad_request");
    QTest::newRow("comma") << QByteArray(R"({"amountUsd":"2,5","forSeconds":60})")
                           << QByteArray("bad_amount");
    QTest::newRow("negative") << QByteArray(R"({"amountUsd":"-1","forSeconds":60})")
                              << QByteArray("bad_amount");
    QTest::newRow("nothing") << QByteArray(R"({"amountUsd":"0","forSeconds":60})")
                             << QByteArray("bad_amount");
    QTest::newRow("no end") << QByteArray(R"({"amountUsd":"1"})") << QByteArray("bad_request");
    QTest::newRow("too long") << QByteArray(R"({"amountUsd":"1","forSeconds":2678401})")
                              << QByteArray("bad_request");
    QTest::newRow("unknown") << QByteArray(R"({"amountUsd":"1","forSeconds":60,"x":1})")
                             << QByteArray("unknown_field");
    QTest::newRow("not JSON") << QByteArray("{") << QByteArray("body_not_json");
}

void TestGatewayRequests::refusesWhatIsNotOfTheForm()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, code);
    Fixture fixture;
    const Reply reply = fixture.ask(fixture.request("POST", "/v1/requests", body));
    QCOMPARE(reply.status, 400);
    QCOMPARE(QByteArray::fromStdString(reply.text("code")), code);
}

QTEST_GUILESS_MAIN(TestGatewayRequests)
#include "tst_gateway_requests.moc"
