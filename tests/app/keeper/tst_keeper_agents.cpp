#include "keeper_process.h"

#include <QTest>

#include <set>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

AgentAdd agentAdd(const std::string& name, const std::string& preset = "everyday")
{
    AgentAdd add;
    add.name = name;
    add.preset = preset;
    add.passphrase = kPassphrase;
    return add;
}

} // namespace

class TestKeeperAgents : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agentsAreAddedOnceWithATokenOfTheirOwn();
    void badAgentsAreRefused_data();
    void badAgentsAreRefused();
    void aPrivateHostThatCouldNotBeReadBackIsRefused();
    void importedKeysPayAndBadOnesAreRefused();
    void everythingSurvivesARestart();
};

void TestKeeperAgents::agentsAreAddedOnceWithATokenOfTheirOwn()
{
    KeeperProcess keeper;
    keeper.withAgent();
    std::set<std::string> tokens;
    std::set<std::string> addresses;
    for (const char* name : {"one", "two", "three"}) {
        const auto added = keeper.owner().get<AgentAdded>(agentAdd(name));
        QVERIFY(tokens.insert(added.token).second);
        QVERIFY(addresses.insert(added.agent.address).second);
        QCOMPARE(added.agent.name, std::string(name));
        QCOMPARE(added.agent.preset, std::string("everyday"));
        const auto self = keeper.gateway().get<AgentSelfAnswer>(AgentSelf{added.token});
        QCOMPARE(self.id, added.agent.id);
        QCOMPARE(self.accounts.front().address, added.agent.address);
    }
    const auto list = keeper.owner().get<AgentsAnswer>(AgentList());
    QCOMPARE(list.agents.size(), std::size_t{4});
    for (const std::string& token : tokens) {
        QVERIFY(toBody(list).dump().find(token) == std::string::npos);
    }
}

void TestKeeperAgents::badAgentsAreRefused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("preset");
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<QByteArray>("account");
    QTest::addColumn<QByteArray>("code");
    const QByteArray none;
    QTest::newRow("no name") << none << QByteArray("everyday") << none << none << QByteArray("bad_name");
    QTest::newRow("control character")
        << QByteArray("a\nb") << QByteArray("everyday") << none << none << QByteArray("bad_name");
    QTest::newRow("taken") << QByteArray("bot") << QByteArray("everyday") << none << none
                           << QByteArray("bad_name");
    QTest::newRow("an id") << QByteArray("a2") << QByteArray("everyday") << none << none
                           << QByteArray("bad_name");
    QTest::newRow("no such preset") << QByteArray("x") << QByteArray("generous") << none << none
                                    << QByteArray("bad_policy");
    QTest::newRow("neither") << QByteArray("x") << none << none << none << QByteArray("bad_policy");
    QTest::newRow("both") << QByteArray("x") << QByteArray("everyday")
                          << QByteArray(R"({"version":1,"name":"t","default":"ask"})") << none
                          << QByteArray("bad_policy");
    QTest::newRow("policy with an unknown key")
        << QByteArray("x") << none << QByteArray(R"({"version":1,"name":"t","default":"ask","x":1})") << none
        << QByteArray("bad_policy");
    QTest::newRow("no such account") << QByteArray("x") << QByteArray("everyday") << none
                                     << QByteArray("acc_99") << QByteArray("no_such_account");
}

void TestKeeperAgents::badAgentsAreRefused()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, preset);
    QFETCH(QByteArray, policy);
    QFETCH(QByteArray, account);
    QFETCH(QByteArray, code);
    static KeeperProcess keeper; // for all rows: none of them may change it
    static const std::string token = keeper.withAgent();
    AgentAdd add;
    add.name = name.toStdString();
    add.passphrase = kPassphrase;
    if (!preset.isEmpty()) {
        add.preset = preset.toStdString();
    }
    if (!policy.isEmpty()) {
        add.policy = policy.toStdString();
    }
    if (!account.isEmpty()) {
        add.account = account.toStdString();
    }
    QCOMPARE(QByteArray::fromStdString(keeper.owner().codeOf(add)), code);
    QCOMPARE(keeper.owner().get<StatusAnswer>(StatusGet()).agents, std::int64_t{1});
}

void TestKeeperAgents::aPrivateHostThatCouldNotBeReadBackIsRefused()
{
    KeeperProcess keeper;
    keeper.withAgent();
    for (const char* host : {"http://127.0.0.1", "UPPER.test/path", "*", "a b", ""}) {
        AgentAdd add = agentAdd("other");
        add.privateHosts = {host};
        const std::string code = keeper.owner().codeOf(add);
        QVERIFY2(code.empty() || code == "bad_request", (std::string(host) + ": " + code).c_str());
        if (code.empty()) {
            keeper.kill();
            keeper.start(); // then it must be read back
            keeper.unlock();
            QCOMPARE(keeper.owner().get<StatusAnswer>(StatusGet()).agents, std::int64_t{2});
        }
    }
    AgentAdd add = agentAdd("local");
    add.privateHosts = {"127.0.0.1:8080", "printer.local"};
    QCOMPARE(keeper.owner().get<AgentAdded>(add).agent.privateHosts, add.privateHosts);
    add.name = "many";
    add.privateHosts.assign(33, "h.local");
    QCOMPARE(keeper.owner().codeOf(add), std::string("bad_request"));
}

void TestKeeperAgents::importedKeysPayAndBadOnesAreRefused()
{
    KeeperProcess keeper;
    keeper.withAgent();
    const std::string key = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
    const auto account = keeper.owner()
                             .get<AccountsAnswer>(AccountImport{"evm", "0x" + key, "imported", kPassphrase})
                             .accounts.front();
    QCOMPARE(account.address, std::string("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"));
    QCOMPARE(account.kind, std::string("imported"));
    AgentAdd add = agentAdd("other", "autopilot");
    add.account = account.id;
    const std::string token = keeper.owner().get<AgentAdded>(add).token;
    const auto paid = keeper.gateway().get<PaymentAnswer>(payFor(token, "1000"));
    QCOMPARE(signerOf(paid), account.address);
    for (const std::string& bad : {std::string(), std::string(63, '1'), std::string(64, 'g'),
                                   std::string(64, '0'), std::string(64, 'f'), "0x" + std::string(62, '1')}) {
        QCOMPARE(keeper.owner().codeOf(AccountImport{"evm", bad, "x", kPassphrase}), std::string("bad_key"));
    }
    QCOMPARE(keeper.owner().codeOf(AccountImport{"evm", key, "x", kPassphrase}),
             std::string("account_exists"));
    QCOMPARE(keeper.owner().codeOf(AccountImport{"svm", std::string(64, '1'), "x", kPassphrase}),
             std::string("bad_key"));
    QCOMPARE(keeper.owner().codeOf(AccountImport{"evm", std::string(64, '1'), "x\ny", kPassphrase}),
             std::string("bad_name"));
}

void TestKeeperAgents::everythingSurvivesARestart()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    keeper.owner().get<Done>(PauseAll());
    const auto before = keeper.owner().get<AgentsAnswer>(AgentList()).agents.front();
    QCOMPARE(keeper.stop(), 0);
    keeper.start();
    Line owner = keeper.admin();
    const auto status = owner.get<StatusAnswer>(StatusGet());
    QCOMPARE(status.vault, std::string("locked"));
    QVERIFY(status.paused);
    const auto after = owner.get<AgentsAnswer>(AgentList()).agents.front();
    QCOMPARE(after.id, before.id);
    QCOMPARE(after.policy, before.policy);
    QCOMPARE(after.address, before.address);
    QCOMPARE(after.createdAtMs, before.createdAtMs);
    owner.get<Done>(ResumeAll{kPassphrase}); // the passphrase opens the wallet for it
    QVERIFY(!keeper.gateway().get<PaymentAnswer>(payFor(token, "1")).headers.empty());
}

QTEST_GUILESS_MAIN(TestKeeperAgents)
#include "tst_keeper_agents.moc"
