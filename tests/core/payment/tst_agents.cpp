#include "core/payment/agents.h"

#include "till_fixture.h"

#include <QTest>

#include <rapidcheck.h>

using namespace till;
using namespace till::payment;
using namespace till::tests;

Q_DECLARE_METATYPE(std::optional<till::payment::AgentError>)

namespace {

class CountingEntropy : public Entropy {
public:
    void fill(std::span<std::uint8_t> out) override
    {
        for (std::uint8_t& byte : out) {
            byte = m_next++;
        }
    }

private:
    std::uint8_t m_next = 0;
};

Agent agentNamed(std::string id, std::string name)
{
    Agent agent;
    agent.id = std::move(id);
    agent.name = std::move(name);
    agent.account = "acc_" + agent.id;
    agent.address = addressOf(9);
    agent.preset = "everyday";
    agent.policy = presetOf("everyday");
    agent.tokens.add(AgentToken(), {});
    return agent;
}

crypto::SecretBytes keyOf(std::uint8_t fill)
{
    crypto::SecretBytes key(32);
    std::ranges::fill(key.writable(), fill);
    return key;
}

} // namespace

class TestAgents : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }
    void namesThatCannotBe_data();
    void namesThatCannotBe();
    void aNameCannotPassForAnId();
    void anIdIsLookedForBeforeAName();
    void idsAndColoursAreGivenInTurn();
    void thereIsAnEndToAgents();
    void aRemovedAgentLeavesItsNameAndKeepsItsId();
    void aTokenSaysWhoseItIsAndHoldsASecret();
    void noTokenIsInTheEventBody_I15();
    void everyAgentComesBackFromItsEventBody();
    void everyPresetComesBackFromItsEventBody_data();
    void everyPresetComesBackFromItsEventBody();
    void otherBodiesAreNoAgents_data();
    void otherBodiesAreNoAgents();
};

void TestAgents::namesThatCannotBe_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<std::optional<AgentError>>("fault");
    const std::optional<AgentError> none;
    const std::optional<AgentError> bad = AgentError::BadName;
    QTest::newRow("plain") << QByteArray("research bot") << none;
    QTest::newRow("umlaut") << QByteArray("B\xC3\xBC"
                                          "cher")
                            << none;
    QTest::newRow("64 bytes") << QByteArray(64, 'x') << none;
    QTest::newRow("65 bytes") << QByteArray(65, 'x') << bad;
    QTest::newRow("empty") << QByteArray("") << bad;
    QTest::newRow("space before") << QByteArray(" bot") << bad;
    QTest::newRow("space after") << QByteArray("bot ") << bad;
    QTest::newRow("line end") << QByteArray("bot\nrm -rf") << bad;
    QTest::newRow("zero byte") << QByteArray("bot\0x", 5) << bad;
    QTest::newRow("escape") << QByteArray("\x1B[31mbot") << bad;
    QTest::newRow("right-to-left override") << QByteArray("\xE2\x80\xAE"
                                                          "tob")
                                            << bad;
    QTest::newRow("broken UTF-8") << QByteArray("bot\xFF") << bad;
    QTest::newRow("taken") << QByteArray("first") << std::optional(AgentError::NameTaken);
    QTest::newRow("taken in other case") << QByteArray("First") << none;
}

void TestAgents::namesThatCannotBe()
{
    QFETCH(QByteArray, name);
    QFETCH(std::optional<AgentError>, fault);
    Agents agents;
    agents.add(agentNamed("a1", "first"));
    QVERIFY(agents.nameFault({name.constData(), static_cast<std::size_t>(name.size())}) == fault);
}

void TestAgents::aNameCannotPassForAnId()
{
    // Otherwise the agent that gets this id next would be taken for the one with this name.
    Agents agents;
    agents.add(agentNamed("a1", "first"));
    for (const char* name : {"a1", "a2", "a0", "a999", "a18446744073709551616"}) {
        QVERIFY2(agents.nameFault(name), name);
    }
    for (const char* name : {"a", "alpha", "a1b", "b2", "A2"}) {
        QVERIFY2(!agents.nameFault(name), name);
    }
}

void TestAgents::anIdIsLookedForBeforeAName()
{
    // A ledger of before names were checked for this may hold such a pair.
    Agents agents;
    agents.add(agentNamed("a1", "a2"));
    agents.add(agentNamed("a2", "second"));
    QCOMPARE(agents.find("a2")->name, std::string("second"));
    QCOMPARE(agents.find("a1")->name, std::string("a2"));
    QCOMPARE(agents.find("second")->id, std::string("a2"));
    QVERIFY(agents.find("") == nullptr);
    QVERIFY(agents.find("a3") == nullptr);
}

void TestAgents::idsAndColoursAreGivenInTurn()
{
    Agents agents;
    for (int each = 0; each < 10; ++each) {
        QCOMPARE(agents.nextId(), "a" + std::to_string(each + 1));
        QCOMPARE(agents.nextColour(), each % 8);
        agents.add(agentNamed(agents.nextId(), "bot " + std::to_string(each)));
    }
    QCOMPARE(agents.all().size(), std::size_t{10});
    agents = {};
    QVERIFY(agents.all().empty());
}

void TestAgents::thereIsAnEndToAgents()
{
    Agents agents;
    const Agent one = agentNamed("a1", "first");
    for (std::size_t each = 0; each < kMaxAgents; ++each) {
        QVERIFY(!agents.nameFault("another"));
        agents.add(one);
    }
    QVERIFY(agents.nameFault("another") == AgentError::TooMany);
}

void TestAgents::aRemovedAgentLeavesItsNameAndKeepsItsId()
{
    Agents agents;
    agents.add(agentNamed("a1", "first"));
    agents.add(agentNamed("a2", "second"));
    agents.byId("a1")->state = AgentState::Removed;
    QVERIFY(!agents.nameFault("first"));
    QVERIFY(agents.nameFault("second") == AgentError::NameTaken);
    QVERIFY(agents.find("first") == nullptr);
    QCOMPARE(agents.find("a1")->name, std::string("first")); // its payments are still shown under it
    QVERIFY(agents.findPresent("a1") == nullptr);
    QCOMPARE(agents.findPresent("second")->id, std::string("a2"));
    QCOMPARE(agents.nextId(), std::string("a3"));
    QCOMPARE(agents.presentCount(), std::size_t{1});
    agents.add(agentNamed("a3", "first"));
    QCOMPARE(agents.find("first")->id, std::string("a3"));
}

void TestAgents::aTokenSaysWhoseItIsAndHoldsASecret()
{
    CountingEntropy entropy;
    const std::string token = newToken("a7", entropy);
    QCOMPARE(token, std::string("till_a7_003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf10axrh"));
    QVERIFY(newToken("a7", entropy) != token);
}

void TestAgents::noTokenIsInTheEventBody_I15()
{
    CountingEntropy entropy;
    const std::string token = newToken("a1", entropy);
    for (const TokenHash& hash : {plainHashOfToken(token), sealedHashOfToken(token, keyOf(9))}) {
        Agent agent;
        agent.id = "a1";
        AgentToken kept;
        kept.hash = hash;
        agent.tokens.add(kept, {});
        const std::string body = toEventBody(agent);
        QVERIFY(body.find(token) == std::string::npos);
        QVERIFY(body.find(token.substr(8, 20)) == std::string::npos);
        QVERIFY(body.find(toHex0x(hash.bytes)) != std::string::npos);
    }
}

void TestAgents::everyAgentComesBackFromItsEventBody()
{
    const bool holds = rc::check("agentFromEventBody(toEventBody(a)) is a", [] {
        Agent agent = agentNamed("a" + std::to_string(*rc::gen::inRange(1, 1000)),
                                 *rc::gen::element<std::string>("bot", "\"quoted\" \\ name",
                                                                "B\xC3\xBC"
                                                                "cher"));
        agent.policy =
            presetOf(*rc::gen::element<std::string>("practice", "careful", "everyday", "autopilot"));
        agent.preset = *rc::gen::element<std::string>("custom", "everyday");
        agent.colour = *rc::gen::inRange(0, 8);
        agent.address = addressOf(*rc::gen::arbitrary<std::uint8_t>());
        AgentToken token;
        token.hash = {*rc::gen::element(TokenForm::Sha256, TokenForm::Hmac),
                      crypto::sha256(std::to_string(*rc::gen::arbitrary<int>()))};
        if (*rc::gen::arbitrary<bool>()) {
            token.expiresAt = Instant{*rc::gen::arbitrary<std::int64_t>()};
        }
        agent.tokens = TokenRing();
        agent.tokens.add(token, {});
        if (*rc::gen::arbitrary<bool>()) {
            agent.binding = CallerBinding{*rc::gen::inRange<std::int64_t>(0, 4'294'967'295), "/usr/bin/bot"};
        }
        if (*rc::gen::arbitrary<bool>()) {
            agent.policy.privateHosts = {"127.0.0.1:8080", "printer.local"};
        }
        const auto back = agentFromEventBody(toEventBody(agent), kStart);
        RC_ASSERT(back.has_value());
        RC_ASSERT(back->id == agent.id && back->name == agent.name && back->account == agent.account);
        RC_ASSERT(back->address == agent.address && back->preset == agent.preset &&
                  back->colour == agent.colour);
        RC_ASSERT(back->policy == agent.policy);
        RC_ASSERT(back->tokens.all().size() == 1u && back->tokens.all()[0].hash == token.hash);
        RC_ASSERT(back->tokens.all()[0].expiresAt == token.expiresAt);
        RC_ASSERT(back->binding == agent.binding);
        RC_ASSERT(back->createdAt == kStart);
        RC_ASSERT(back->state == AgentState::Active && !back->lastCall);
    });
    QVERIFY(holds);
}

void TestAgents::everyPresetComesBackFromItsEventBody_data()
{
    QTest::addColumn<QByteArray>("preset");
    for (const char* preset : {"practice", "careful", "everyday", "autopilot"}) {
        QTest::newRow(preset) << QByteArray(preset);
    }
}

void TestAgents::everyPresetComesBackFromItsEventBody()
{
    QFETCH(QByteArray, preset);
    Agent agent = agentNamed("a1", "first");
    agent.policy =
        policy::presetPolicy(preset.toStdString(), policy::TimeZone::named("Europe/Berlin").value()).value();
    QVERIFY(agentFromEventBody(toEventBody(agent), kStart)->policy == agent.policy);
}

void TestAgents::otherBodiesAreNoAgents_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("not JSON") << QByteArray("{") << QByteArray("");
    QTest::newRow("no id") << QByteArray("\"id\"") << QByteArray("\"ID\"");
    QTest::newRow("number as name") << QByteArray("\"name\":\"first\"") << QByteArray("\"name\":1");
    QTest::newRow("bad address") << QByteArray("\"address\":\"0x") << QByteArray("\"address\":\"1x");
    QTest::newRow("short hash") << QByteArray("\"tokenMac\":\"0x00") << QByteArray("\"tokenMac\":\"0x");
    QTest::newRow("no hash") << QByteArray("\"tokenMac\"") << QByteArray("\"tokenMAC\"");
    QTest::newRow("two hashes") << QByteArray("\"tokenMac\":")
                                << QByteArray("\"tokenHash\":\"0x\",\"tokenMac\":");
    QTest::newRow("expiry as text") << QByteArray("\"colour\":0")
                                    << QByteArray("\"colour\":0,\"expiresMs\":\"1\"");
    QTest::newRow("binding to nobody")
        << QByteArray("\"colour\":0") << QByteArray("\"colour\":0,\"binding\":{}");
    QTest::newRow("binding as text") << QByteArray("\"colour\":0")
                                     << QByteArray("\"colour\":0,\"binding\":\"me\"");
    QTest::newRow("policy of tomorrow") << QByteArray("\\\"version\\\":1") << QByteArray("\\\"version\\\":2");
    QTest::newRow("colour as text") << QByteArray("\"colour\":0") << QByteArray("\"colour\":\"0\"");
}

void TestAgents::otherBodiesAreNoAgents()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QByteArray body = QByteArray::fromStdString(toEventBody(agentNamed("a1", "first")));
    QVERIFY(agentFromEventBody(body.toStdString(), kStart));
    QVERIFY(body.contains(from));
    body.replace(from, to);
    QVERIFY(!agentFromEventBody(body.toStdString(), kStart));
}

QTEST_APPLESS_MAIN(TestAgents)
#include "tst_agents.moc"
