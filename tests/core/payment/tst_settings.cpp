#include "core/payment/settings.h"

#include "till_fixture.h"

#include <QTest>

#include "core/support/json.h"

using namespace till;
using namespace till::payment;
using namespace till::tests;
using ledger::Event;

namespace {

Event eventOf(std::string_view kind, std::string body = "{}")
{
    return {kStart, std::string(kind), std::nullopt, "", std::move(body)};
}

Settings withOneAgent()
{
    Settings settings;
    Agent agent;
    agent.id = "a1";
    agent.name = "bot";
    agent.policy = presetOf("everyday");
    agent.tokens.add({}, {});
    if (!settings.apply(eventOf(kAgentAdded, toEventBody(agent)))) {
        throw std::runtime_error("the agent was not taken");
    }
    return settings;
}

} // namespace

class TestSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pauseAndResume();
    void anAgentIsPausedAndResumed();
    void networksAreSetAsTheyWereWritten();
    void theLastWordCounts();
    void eventsThatSetNothingChangeNothing();
    void bodiesThatAreNotInTheirFormAreRefused_data();
    void bodiesThatAreNotInTheirFormAreRefused();
    void settingsAreWhatTheirEventsAddUpTo();
    void aChangeThatCannotBeAppliedIsAFailure();
};

void TestSettings::pauseAndResume()
{
    Settings settings;
    QVERIFY(!settings.isPaused);
    QVERIFY(settings.apply(eventOf(kPaused)));
    QVERIFY(settings.isPaused);
    QVERIFY(settings.apply(eventOf(kPaused)));
    QVERIFY(settings.apply(eventOf(kResumed)));
    QVERIFY(!settings.isPaused);
}

void TestSettings::anAgentIsPausedAndResumed()
{
    Settings settings = withOneAgent();
    QVERIFY(settings.apply(eventOf(kAgentPaused, R"({"agent":"a1","because":"the owner"})")));
    QVERIFY(settings.agents.find("a1")->state == AgentState::Paused);
    QCOMPARE(settings.agents.find("a1")->pausedBecause, std::string("the owner"));
    QVERIFY(settings.apply(eventOf(kAgentResumed, R"({"agent":"a1"})")));
    QVERIFY(settings.agents.find("a1")->state == AgentState::Active);
    QVERIFY(settings.agents.find("a1")->pausedBecause.empty());
}

void TestSettings::networksAreSetAsTheyWereWritten()
{
    Settings settings;
    const NetworkSetting setting{{"https://one.test/rpc?a=\"b\"", "http://127.0.0.1:8545"}, false};
    QVERIFY(settings.apply(eventOf(kNetworkSet, networkEventBody("eip155:8453", setting))));
    const NetworkSetting& back = settings.networks.at("eip155:8453");
    QCOMPARE(back.rpc, setting.rpc);
    QVERIFY(!back.isEnabled);
    QCOMPARE(settings.networks.size(), std::size_t{1});
}

void TestSettings::theLastWordCounts()
{
    Settings settings;
    QVERIFY(settings.apply(eventOf(kNetworkSet, networkEventBody("eip155:1", {{"http://a"}, false}))));
    QVERIFY(settings.apply(eventOf(kNetworkSet, networkEventBody("eip155:1", {{}, true}))));
    QVERIFY(settings.networks.at("eip155:1").isEnabled);
    QVERIFY(settings.networks.at("eip155:1").rpc.empty());
}

void TestSettings::eventsThatSetNothingChangeNothing()
{
    Settings settings = withOneAgent();
    for (const char* kind : {"ledger.created", "locked", "unlocked", "of.tomorrow"}) {
        QVERIFY(settings.apply(eventOf(kind)));
    }
    QCOMPARE(settings.agents.all().size(), std::size_t{1});
    QVERIFY(!settings.isPaused && settings.networks.empty());
}

void TestSettings::bodiesThatAreNotInTheirFormAreRefused_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char* tag, std::string_view kind, const char* body) {
        QTest::newRow(tag) << QByteArray(kind.data(), static_cast<qsizetype>(kind.size()))
                           << QByteArray(body);
    };
    row("agent that is not there", kAgentPaused, R"({"agent":"a2","because":"x"})");
    row("no agent", kAgentPaused, "{}");
    row("no JSON", kAgentPaused, "nonsense");
    row("empty", kAgentPaused, "");
    row("a list", kAgentPaused, "[]");
    row("number for an agent", kAgentPaused, R"({"agent":1})");
    row("number for a reason", kAgentPaused, R"({"agent":"a1","because":1})");
    row("null for a reason", kAgentPaused, R"({"agent":"a1","because":null})");
    row("resume of nobody", kAgentResumed, R"({"agent":""})");
    row("list for an agent", kAgentResumed, R"({"agent":["a1"]})");
    row("agent without anything", kAgentAdded, "{}");
    row("network without nodes", kNetworkSet, R"({"network":"eip155:1","enabled":true})");
    row("network enabled by a word", kNetworkSet, R"({"network":"eip155:1","enabled":"yes","rpc":[]})");
    row("node that is no text", kNetworkSet, R"({"network":"eip155:1","enabled":true,"rpc":[1]})");
    row("network as a list", kNetworkSet, "[]");
}

void TestSettings::bodiesThatAreNotInTheirFormAreRefused()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, body);
    Settings settings = withOneAgent();
    QVERIFY(!settings.apply(eventOf(kind.toStdString(), body.toStdString())));
    QVERIFY(settings.agents.find("a1")->state == AgentState::Active);
}

void TestSettings::settingsAreWhatTheirEventsAddUpTo()
{
    Desk desk;
    desk.addAgent("bot", presetOf("everyday"));
    desk.addAgent("other", presetOf("careful"));
    must(desk.till().change(kAgentPaused, R"({"agent":"a2","because":"the owner"})"));
    must(desk.till().change(kPaused, "{}"));
    must(desk.till().change(kNetworkSet, networkEventBody("eip155:8453", {{"http://a"}, true})));
    desk.commit();
    desk.restart();
    const Settings& settings = desk.till().settings();
    QVERIFY(settings.isPaused);
    QCOMPARE(settings.agents.all().size(), std::size_t{2});
    QVERIFY(settings.agents.all()[0].state == AgentState::Active);
    QVERIFY(settings.agents.all()[1].state == AgentState::Paused);
    QVERIFY(settings.agents.all()[1].policy == presetOf("careful"));
    QCOMPARE(settings.networks.at("eip155:8453").rpc.size(), std::size_t{1});
}

void TestSettings::aChangeThatCannotBeAppliedIsAFailure()
{
    Desk desk;
    QVERIFY(!desk.till().change(kAgentPaused, R"({"agent":"a9"})"));
    desk.lock();
    const auto widened = desk.till().change(kResumed, "{}");
    QVERIFY(!widened && widened.error() == DatabaseError::Sealed);
}

QTEST_APPLESS_MAIN(TestSettings)
#include "tst_settings.moc"
