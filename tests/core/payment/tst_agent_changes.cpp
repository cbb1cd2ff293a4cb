#include "till_fixture.h"

#include <QTest>

using namespace till;
using namespace till::payment;
using namespace till::tests;
using policy::PolicyChange;

namespace {

const Author kOwner{"cli", "because"};
using Tags = std::vector<std::string>;

/// Denies whoever is tagged "night", allows whoever is tagged "trusted", and has 1 USD a day for all that are
/// tagged "lab" together.
constexpr const char* kGlobal = R"({"version":1,"name":"all","default":"ask","rules":[
    {"name":"no night","verdict":"deny","when":{"agentTags":["night"]}},
    {"name":"trusted","verdict":"allow","when":{"agentTags":["trusted"]}}],
  "budgets":[{"name":"lab","limit":{"usd":"1"},"window":{"calendar":"day"},"only":{"agentTags":["lab"]}},
    {"name":"each tag","limit":{"usd":"50"},"window":{"calendar":"day"},"per":["agentTag"]}]})";

/// In the form of before the checksum.
std::string tokenOf(const std::string& agentId)
{
    return "till_" + agentId + "_" + std::string(64, 'f');
}

Agent newAgent(Desk& desk, std::string name, Tags tags = {})
{
    Agent agent;
    agent.id = desk.till().settings().agents.nextId();
    agent.name = std::move(name);
    agent.account = "acc_" + agent.id;
    agent.address = addressOf(9);
    agent.preset = "custom";
    agent.policy = allowUpTo("10");
    agent.tags = std::move(tags);
    AgentToken token;
    token.hash = plainHashOfToken(tokenOf(agent.id));
    agent.tokens.add(token, {});
    return agent;
}

/// The agent that this token lets in.
const Agent* admitted(Desk& desk, const std::string& token)
{
    return desk.till().settings().agents.recognise(token, nullptr, {}, desk.clock.now()).agent;
}

std::string pending(Desk& desk, const std::string& token)
{
    return std::string(desk.till().settings().pendingAnswer(token, nullptr, desk.clock.now()));
}

struct Tagged : Desk {
    Tagged()
    {
        must(till().setPolicy({std::string(kGlobalName), policyOf(kGlobal), "custom", kOwner, {}},
                              Authority::Passphrase));
        addAgent("one", allowUpTo("10"));
        addAgent("two", allowUpTo("10"));
    }
    ChangeAnswer tag(std::string_view agentId, Tags tags, Authority authority = Authority::Passphrase)
    {
        auto answer = must(till().setTags(agentId, std::move(tags), kOwner, authority));
        commit();
        return answer;
    }
    void setDelay(std::int64_t seconds)
    {
        must(till().setDelay(seconds, kOwner, Authority::Passphrase));
        commit();
    }
};

} // namespace

class TestAgentChanges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rulesAndBudgetsMatchTheTagsAnAgentHas();
    void pastPaymentsCountUnderTheTagsOfNow_I11();
    void aTagThatOnlyTightensNeedsNoProof_data();
    void aTagThatOnlyTightensNeedsNoProof();
    void tighteningTagsMayBeWrittenWhileLockedAndNothingElse_I9();
    void anEventThatClaimsToTightenAndDoesNotIsRefused_I9();
    void tagsThatWidenWaitAndAreCalledBack();
    void aNewerWishForTagsTakesTheOldersPlace();
    void badTagsAreRefused();
    void aNewAgentNeedsTheProofAndWaits();
    void aRecalledAgentNeverIsAndItsIdIsNotGivenAgain();
    void aNameIsPromisedToTheAgentThatWaits();
};

void TestAgentChanges::rulesAndBudgetsMatchTheTagsAnAgentHas()
{
    Tagged desk;
    QVERIFY(desk.pay(askFor("100000", "/a")).reservation);
    desk.tag("a1", {"night"});
    QCOMPARE(desk.pay(askFor("100000", "/b")).code, std::string("denied_by_rule"));
    QVERIFY(desk.pay(askFor("100000", "/b"), "a2").reservation);
    desk.tag("a1", {"lab"});
    desk.tag("a2", {"lab"});
    QVERIFY(desk.pay(askFor("800000", "/c")).reservation); // with both of before that is the whole USD
    QCOMPARE(desk.pay(askFor("1", "/d"), "a2").code, std::string("budget_exceeded"));
    desk.restart();
    QCOMPARE(desk.pay(askFor("1", "/e"), "a2").code, std::string("budget_exceeded"));
    QCOMPARE(desk.agent("a2").tags, Tags{"lab"});
    QVERIFY(desk.verifies());
}

void TestAgentChanges::pastPaymentsCountUnderTheTagsOfNow_I11()
{
    Tagged desk;
    QVERIFY(desk.pay(askFor("900000", "/a")).reservation);
    for (const bool isRestarted : {false, true}) {
        desk.tag("a1", {"lab"});
        if (isRestarted) {
            desk.restart();
        }
        QCOMPARE(desk.pay(askFor("100001", "/b")).code, std::string("budget_exceeded"));
        desk.tag("a1", {});
        if (isRestarted) {
            desk.restart();
        }
        QVERIFY(!desk.till().quote(desk.agent("a1"), askFor("100001", "/b")).row.verdict.empty());
        QCOMPARE(desk.till().quote(desk.agent("a1"), askFor("100001", "/b")).code, std::string());
    }
}

void TestAgentChanges::aTagThatOnlyTightensNeedsNoProof_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("effect");
    QTest::newRow("denied from now on") << QByteArray() << QByteArray("night") << QByteArray("tightens");
    QTest::newRow("a budget more") << QByteArray() << QByteArray("lab") << QByteArray("tightens");
    QTest::newRow("allowed from now on") << QByteArray() << QByteArray("trusted") << QByteArray("mixed");
    QTest::newRow("denied no more") << QByteArray("night") << QByteArray() << QByteArray("loosens");
    QTest::newRow("out of a budget") << QByteArray("lab") << QByteArray() << QByteArray("loosens");
    QTest::newRow("one for the other") << QByteArray("lab") << QByteArray("night") << QByteArray("mixed");
    QTest::newRow("the same") << QByteArray("lab") << QByteArray("lab") << QByteArray("same");
}

void TestAgentChanges::aTagThatOnlyTightensNeedsNoProof()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, effect);
    const auto listOf = [](const QByteArray& tag) {
        return tag.isEmpty() ? Tags() : Tags{tag.toStdString()};
    };
    Tagged desk;
    desk.tag("a1", listOf(before));
    const auto answer = desk.tag("a1", listOf(after), Authority::None);
    QCOMPARE(QByteArray::fromStdString(std::string(policy::toText(answer.effect))), effect);
    const bool isDone = effect == "tightens" || effect == "same";
    QCOMPARE(answer.code, std::string(isDone ? "" : "passphrase_needed"));
    QCOMPARE(desk.agent("a1").tags, listOf(isDone ? after : before));
}

void TestAgentChanges::tighteningTagsMayBeWrittenWhileLockedAndNothingElse_I9()
{
    Tagged desk;
    desk.lock();
    QVERIFY(desk.tag("a1", {"night"}, Authority::None).code.empty());
    const auto widened = desk.till().setTags("a1", {}, kOwner, Authority::Passphrase);
    QVERIFY(!widened); // it must be sealed, and that needs the vault
    desk.restart();
    QCOMPARE(desk.agent("a1").tags, Tags{"night"});
    QVERIFY(desk.verifies());
}

void TestAgentChanges::anEventThatClaimsToTightenAndDoesNotIsRefused_I9()
{
    Tagged desk;
    desk.tag("a1", {"night"});
    const TagEdit edit{"a1", {}, kOwner};
    QVERIFY(
        !desk.till().settings().apply({kStart, std::string(kAgentTagsTightened), {}, {}, toEventBody(edit)}));
    QVERIFY(desk.till().settings().apply({kStart, std::string(kAgentTagged), {}, {}, toEventBody(edit)}));
}

void TestAgentChanges::tagsThatWidenWaitAndAreCalledBack()
{
    Tagged desk;
    desk.tag("a1", {"night"});
    desk.setDelay(3600);
    const auto first = desk.tag("a1", {});
    QVERIFY(first.waiting);
    QCOMPARE(desk.agent("a1").tags, Tags{"night"});
    QVERIFY(must(desk.till().recall(first.waiting->id, "cli")));
    desk.commit();
    desk.clock.advance(kHour);
    desk.tick();
    QCOMPARE(desk.agent("a1").tags, Tags{"night"});
    QVERIFY(desk.tag("a1", {}).waiting);
    desk.restart();
    desk.clock.advance(kHour - 1);
    desk.tick();
    QCOMPARE(desk.agent("a1").tags, Tags{"night"});
    desk.clock.advance(1);
    desk.tick();
    QVERIFY(desk.agent("a1").tags.empty());
    QVERIFY(desk.till().settings().pending.empty());
    desk.restart();
    QVERIFY(desk.agent("a1").tags.empty());
}

void TestAgentChanges::aNewerWishForTagsTakesTheOldersPlace()
{
    Tagged desk;
    desk.setDelay(3600);
    QVERIFY(desk.tag("a1", {"trusted"}).waiting);
    QVERIFY(desk.tag("a1", {"trusted", "x"}).waiting);
    QCOMPARE(desk.till().settings().pending.size(), std::size_t{1});
    QVERIFY(!desk.tag("a1", {"night"}).waiting); // tightens: at once, and nothing waits any more
    QVERIFY(desk.till().settings().pending.empty());
    desk.clock.advance(kHour);
    desk.tick();
    QCOMPARE(desk.agent("a1").tags, Tags{"night"});
}

void TestAgentChanges::badTagsAreRefused()
{
    Tagged desk;
    for (const Tags& tags : {Tags{""}, Tags{" a"}, Tags{"a "}, Tags{"a\nb"}, Tags{std::string(33, 'x')},
                             Tags{"1", "2", "3", "4", "5", "6", "7", "8", "9"}}) {
        QCOMPARE(desk.tag("a1", tags).code, std::string("bad_request"));
    }
    QCOMPARE(desk.tag("a9", {"x"}).code, std::string("no_such_agent"));
    desk.tag("a1", {"b", "a", "b"});
    QCOMPARE(desk.agent("a1").tags, (Tags{"a", "b"}));
    QVERIFY(!tagEditFromEventBody(R"({"agent":"a1","tags":["b","a"],"by":"","reason":""})"));
    QVERIFY(!tagEditFromEventBody(R"({"agent":"a1","by":"","reason":""})"));
}

void TestAgentChanges::aNewAgentNeedsTheProofAndWaits()
{
    Tagged desk;
    desk.setDelay(3600);
    const Agent agent = newAgent(desk, "late", {"lab"});
    QCOMPARE(must(desk.till().addAgent(agent, kOwner, Authority::None)).code,
             std::string("passphrase_needed"));
    const auto answer = must(desk.till().addAgent(agent, kOwner, Authority::Passphrase));
    desk.commit();
    QVERIFY(answer.waiting);
    QVERIFY(answer.effect == PolicyChange::Loosens);
    const std::string token = tokenOf(agent.id);
    desk.restart();
    QVERIFY(admitted(desk, token) == nullptr);
    QCOMPARE(pending(desk, token), std::string("agent_pending"));
    QCOMPARE(pending(desk, "till_" + agent.id + "_" + std::string(64, 'e')), std::string());
    desk.clock.advance(kHour);
    desk.tick();
    QVERIFY(admitted(desk, token) != nullptr);
    QCOMPARE(pending(desk, token), std::string());
    QCOMPARE(desk.agent(agent.id).tags, Tags{"lab"});
    QVERIFY(desk.pay(askFor("1000", "/a"), agent.id).reservation);
    const auto history = must(desk.till().policyHistory(agent.id));
    QCOMPARE(history.size(), std::size_t{1});
    QVERIFY(history.front().at == kStart.plusMs(kHour));
    desk.restart();
    QVERIFY(admitted(desk, token) != nullptr);
    QVERIFY(desk.verifies());
}

void TestAgentChanges::aRecalledAgentNeverIsAndItsIdIsNotGivenAgain()
{
    Tagged desk;
    desk.setDelay(3600);
    const Agent agent = newAgent(desk, "late");
    const auto answer = must(desk.till().addAgent(agent, kOwner, Authority::Passphrase));
    QVERIFY(desk.till().settings().agents.nextId() != agent.id);
    QVERIFY(must(desk.till().recall(answer.waiting->id, "cli")));
    desk.commit();
    QVERIFY(desk.till().settings().agents.nextId() != agent.id);
    desk.clock.advance(kHour);
    desk.tick();
    desk.restart();
    QVERIFY(desk.till().settings().agents.find("late") == nullptr);
    QVERIFY(desk.till().settings().pendingAgents.empty());
    QVERIFY(desk.till().settings().agents.nextId() != agent.id);
    QVERIFY(!desk.till().nameFault("late")); // the name is free again
}

void TestAgentChanges::aNameIsPromisedToTheAgentThatWaits()
{
    Tagged desk;
    desk.setDelay(3600);
    must(desk.till().addAgent(newAgent(desk, "late"), kOwner, Authority::Passphrase));
    QCOMPARE(must(desk.till().addAgent(newAgent(desk, "late"), kOwner, Authority::Passphrase)).code,
             std::string("bad_name"));
    must(desk.till().addAgent(newAgent(desk, "later"), kOwner, Authority::Passphrase));
    desk.commit();
    desk.clock.advance(kHour);
    desk.tick();
    QCOMPARE(desk.till().settings().agents.all().size(), std::size_t{4});
}

QTEST_APPLESS_MAIN(TestAgentChanges)
#include "tst_agent_changes.moc"
