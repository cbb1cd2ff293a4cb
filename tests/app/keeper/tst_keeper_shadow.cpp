#include "keeper_process.h"

#include "core/wire/shadow_messages.h"

#include <QTest>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

constexpr const char* kStrict =
    R"({"version":1,"name":"strict","default":"allow","rules":[{"name":"dear","verdict":"deny","when":)"
    R"({"amount":{"above":"0.20"}}}]})";

ShadowSet shadowOf(const std::string& policy, const std::string& document = kStrict)
{
    return {policy, document, "cli", "to see"};
}

} // namespace

class TestKeeperShadow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aShadowSaysWhereItDiffersAndDecidesNothing();
    void whatItSaidSurvivesAKill();
    void clearedThereIsNone();
    void theGlobalPolicyHasOneToo();
    void whatIsNoShadowIsRefused_data();
    void whatIsNoShadowIsRefused();
    void onlyTheOwnerAsks();
};

void TestKeeperShadow::aShadowSaysWhereItDiffersAndDecidesNothing()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("autopilot");
    Line owner = keeper.admin(); // proved nothing: a shadow needs no passphrase
    const auto set = owner.get<ShadowShape>(shadowOf("bot"));
    QVERIFY(set.isSet && set.decided == 0 && set.counts.empty());
    QCOMPARE(set.name, std::string("bot"));
    Line& gateway = keeper.gateway();
    QVERIFY(!gateway.get<PaymentAnswer>(payFor(token, "100000", "/a")).headers.empty());
    const auto dear = gateway.get<PaymentAnswer>(payFor(token, "400000", "/b"));
    QVERIFY(!dear.headers.empty());
    const auto shadow = owner.get<ShadowShape>(ShadowGet{"bot"});
    QCOMPARE(shadow.decided, std::int64_t{2});
    QCOMPARE(shadow.differ, std::int64_t{1});
    QCOMPARE(shadow.by, std::string("cli"));
    QCOMPARE(shadow.reason, std::string("to see"));
    QCOMPARE(shadow.examples.size(), std::size_t{1});
    QCOMPARE(shadow.examples.front().paymentId, dear.id);
    QCOMPARE(shadow.examples.front().live + " -> " + shadow.examples.front().would,
             std::string("allow -> deny"));
    QVERIFY(shadow.examples.front().sentence.starts_with("Not paid, 0.40 USD"));
    QVERIFY(owner.get<LedgerVerified>(LedgerVerify()).ok);
}

void TestKeeperShadow::whatItSaidSurvivesAKill()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("autopilot");
    keeper.owner().get<ShadowShape>(shadowOf("bot"));
    keeper.gateway().get<PaymentAnswer>(payFor(token, "400000", "/a"));
    keeper.kill();
    keeper.start();
    keeper.unlock();
    keeper.gateway().get<PaymentAnswer>(payFor(token, "400000", "/b"));
    const auto shadow = keeper.owner().get<ShadowShape>(ShadowGet{"a1"});
    QCOMPARE(shadow.differ, std::int64_t{2});
    QCOMPARE(shadow.examples.size(), std::size_t{2});
}

void TestKeeperShadow::clearedThereIsNone()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("autopilot");
    keeper.owner().get<ShadowShape>(shadowOf("bot"));
    keeper.gateway().get<PaymentAnswer>(payFor(token, "400000", "/a"));
    QVERIFY(!keeper.owner().get<ShadowShape>(ShadowClear{"bot", "cli", ""}).isSet);
    const auto none = keeper.owner().get<ShadowShape>(ShadowGet{"bot"});
    QVERIFY(!none.isSet && none.document.empty() && none.examples.empty());
    QVERIFY(!keeper.owner().get<ShadowShape>(ShadowClear{"bot", "cli", ""}).isSet);
}

void TestKeeperShadow::theGlobalPolicyHasOneToo()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("autopilot");
    keeper.owner().get<ShadowShape>(shadowOf("global"));
    keeper.gateway().get<PaymentAnswer>(payFor(token, "400000", "/a"));
    QCOMPARE(keeper.owner().get<ShadowShape>(ShadowGet{"global"}).differ, std::int64_t{1});
    QVERIFY(!keeper.owner().get<ShadowShape>(ShadowGet{"bot"}).isSet);
}

void TestKeeperShadow::whatIsNoShadowIsRefused_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<int>("reasonBytes");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("nobody") << QByteArray("nobody") << QByteArray(kStrict) << 0
                            << QByteArray("no_such_agent");
    QTest::newRow("no policy") << QByteArray("bot") << QByteArray("{}") << 0 << QByteArray("bad_policy");
    QTest::newRow("reason too long") << QByteArray("bot") << QByteArray(kStrict) << 201
                                     << QByteArray("bad_request");
}

void TestKeeperShadow::whatIsNoShadowIsRefused()
{
    QFETCH(QByteArray, policy);
    QFETCH(QByteArray, document);
    QFETCH(int, reasonBytes);
    QFETCH(QByteArray, code);
    KeeperProcess keeper;
    keeper.withAgent("autopilot");
    ShadowSet set = shadowOf(policy.toStdString(), document.toStdString());
    set.reason = std::string(static_cast<std::size_t>(reasonBytes), 'x');
    QCOMPARE(keeper.owner().codeOf(set), code.toStdString());
    QVERIFY(!keeper.owner().get<ShadowShape>(ShadowGet{"bot"}).isSet);
}

void TestKeeperShadow::onlyTheOwnerAsks()
{
    KeeperProcess keeper;
    keeper.withAgent("autopilot");
    for (Line* line : {&keeper.gateway(), &keeper.watcher(), &keeper.supervisor()}) {
        QVERIFY(!line->codeOf(shadowOf("bot")).empty());
        QVERIFY(!line->codeOf(ShadowGet{"bot"}).empty());
        QVERIFY(!line->codeOf(ShadowClear{"bot", "", ""}).empty());
    }
}

QTEST_GUILESS_MAIN(TestKeeperShadow)
#include "tst_keeper_shadow.moc"
