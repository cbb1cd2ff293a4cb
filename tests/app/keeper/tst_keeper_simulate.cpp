#include "keeper_process.h"

#include "core/wire/simulate_messages.h"

#include <QTest>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

PolicySimulate draftOf(const std::string& members, std::int64_t days = 1)
{
    return {"bot", R"({"version":1,"name":"draft","default":"allow")" + members + "}", days, "UTC"};
}

std::int64_t sum(const PolicySimulated& answer, std::int64_t SimulatedCountsShape::*count)
{
    std::int64_t all = 0;
    for (const SimulatedDayShape& day : answer.days) {
        all += day.would.*count;
    }
    return all;
}

} // namespace

class TestKeeperSimulate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDraftIsRunOverWhatWasRecorded();
    void claimsAndDialectAreThoseOfThen();
    void whatIsNoDraftIsRefused_data();
    void whatIsNoDraftIsRefused();
};

void TestKeeperSimulate::aDraftIsRunOverWhatWasRecorded()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("autopilot"); // asks above 5
    Line& gateway = keeper.gateway();
    for (int each = 0; each < 5; ++each) {
        QVERIFY(
            !gateway.get<PaymentAnswer>(payFor(token, "400000", "/" + std::to_string(each))).headers.empty());
    }
    QCOMPARE(gateway.get<PaymentAnswer>(payFor(token, "6000000", "/dear")).status, std::string("waiting"));
    QCOMPARE(gateway.get<PaymentAnswer>(payFor(token, "60000000", "/denied")).code,
             std::string("denied_by_rule"));
    // What a hard check refused came to no rule, and is in no simulation.
    Pay unknown = payFor(token, "1", "/unknown");
    unknown.challenge->options.front().network = unknown.challenge->options.front().caip2 = "eip155:999999";
    QVERIFY(!gateway.get<PaymentAnswer>(unknown).code.empty());
    const auto before = keeper.owner().get<StatusAnswer>(StatusGet()).events;

    const auto same = keeper.owner().get<PolicySimulated>(draftOf(
        R"(,"perPaymentUsd":"10","rules":[{"name":"a","verdict":"ask","when":{"amount":{"above":"5"}}}])"));
    QCOMPARE(same.asks, std::int64_t{7});
    QCOMPARE(same.differ, std::int64_t{0});
    QVERIFY(same.first.empty() && !same.isCut);

    const auto tight = keeper.owner().get<PolicySimulated>(
        draftOf(R"(,"budgets":[{"name":"day","limit":{"usd":"1"},"window":{"rollingSeconds":86400}}])"));
    QCOMPARE(sum(tight, &SimulatedCountsShape::allowed), std::int64_t{2});
    QCOMPARE(sum(tight, &SimulatedCountsShape::denied), std::int64_t{5});
    QCOMPARE(tight.differ, std::int64_t{4}); // three that were allowed, and the one that was asked
    QCOMPARE(tight.first.size(), std::size_t{4});
    std::int64_t fromAllowToDeny = 0;
    std::int64_t counted = 0;
    for (const SimulatedChangeShape& each : tight.changes) {
        fromAllowToDeny += each.was == "allow" && each.would == "deny" ? each.asks : 0;
        counted += each.asks;
    }
    QCOMPARE(fromAllowToDeny, std::int64_t{3});
    QCOMPARE(counted, tight.asks);
    PolicySimulate global =
        draftOf(R"(,"budgets":[{"name":"day","limit":{"usd":"1"},"window":{"rollingSeconds":86400}}])");
    global.agent = "global";
    const auto above = keeper.owner().get<PolicySimulated>(global);
    QCOMPARE(above.agent, std::string("global"));
    QCOMPARE(sum(above, &SimulatedCountsShape::allowed),
             std::int64_t{2}); // the agent's own rules stand below
    QCOMPARE(tight.first.front().was, std::string("allow"));
    QCOMPARE(tight.first.front().would, std::string("deny"));
    QVERIFY(!tight.first.front().sentence.empty());
    // It changed nothing.
    QCOMPARE(keeper.owner().get<StatusAnswer>(StatusGet()).events, before);
    QVERIFY(!gateway.get<PaymentAnswer>(payFor(token, "400000", "/after")).headers.empty());
}

void TestKeeperSimulate::claimsAndDialectAreThoseOfThen()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("autopilot");
    Pay pay = payFor(token, "1000", "/claimed");
    pay.claims.tool = "browser";
    keeper.gateway().get<PaymentAnswer>(pay);
    keeper.gateway().get<PaymentAnswer>(payFor(token, "1000", "/plain"));
    const auto byTool = keeper.owner().get<PolicySimulated>(
        draftOf(R"(,"rules":[{"name":"t","verdict":"deny","when":{"tools":["browser"]}}])"));
    QCOMPARE(sum(byTool, &SimulatedCountsShape::denied), std::int64_t{1});
    const auto byDialect = keeper.owner().get<PolicySimulated>(
        draftOf(R"(,"rules":[{"name":"v","verdict":"deny","when":{"dialects":["x402v2"]}}])"));
    QCOMPARE(sum(byDialect, &SimulatedCountsShape::denied), std::int64_t{2});
}

void TestKeeperSimulate::whatIsNoDraftIsRefused_data()
{
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<qint64>("days");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QByteArray>("code");
    const QByteArray good(R"({"version":1,"name":"draft","default":"ask"})");
    QTest::newRow("nobody") << QByteArray("nobody") << good << qint64{1} << QByteArray("UTC")
                            << QByteArray("no_such_agent");
    QTest::newRow("no policy") << QByteArray("bot") << QByteArray("{}") << qint64{1} << QByteArray("UTC")
                               << QByteArray("bad_policy");
    QTest::newRow("no days") << QByteArray("bot") << good << qint64{0} << QByteArray("UTC")
                             << QByteArray("bad_request");
    QTest::newRow("too many days") << QByteArray("bot") << good << qint64{93} << QByteArray("UTC")
                                   << QByteArray("bad_request");
    QTest::newRow("days that wrap") << QByteArray("bot") << good << qint64{INT64_MAX} << QByteArray("UTC")
                                    << QByteArray("bad_request");
    QTest::newRow("no zone") << QByteArray("bot") << good << qint64{1} << QByteArray("../../etc/passwd")
                             << QByteArray("bad_request");
}

void TestKeeperSimulate::whatIsNoDraftIsRefused()
{
    QFETCH(QByteArray, agent);
    QFETCH(QByteArray, document);
    QFETCH(qint64, days);
    QFETCH(QByteArray, zone);
    QFETCH(QByteArray, code);
    static KeeperProcess keeper;
    static const std::string token = keeper.withAgent();
    QCOMPARE(QByteArray::fromStdString(keeper.owner().codeOf(
                 PolicySimulate{agent.toStdString(), document.toStdString(), days, zone.toStdString()})),
             code);
}

QTEST_GUILESS_MAIN(TestKeeperSimulate)
#include "tst_keeper_simulate.moc"
