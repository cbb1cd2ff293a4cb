#include "keeper_process.h"

#include <QDateTime>
#include <QTest>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

constexpr std::int64_t kDay = 24 * 3600;
constexpr const char* kProgram = "/usr/bin/bot";

std::string codeOf(KeeperProcess& keeper, const std::string& token, const CallerShape& caller = {})
{
    return keeper.gateway().codeOf(AgentSelf{token, caller});
}

} // namespace

class TestKeeperBinding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBoundTokenWorksForItsCallerOnly();
    void wideningABindingNeedsThePassphrase_I9();
};

void TestKeeperBinding::aBoundTokenWorksForItsCallerOnly()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    keeper.owner().get<AgentsAnswer>(AgentBind{"bot", BindingShape{1000, kProgram}, {}});
    const CallerShape right{77, 1000, kProgram};
    for (const CallerShape& wrong :
         {CallerShape{}, CallerShape{77, 1001, kProgram}, CallerShape{77, 1000, "/usr/bin/thief"},
          CallerShape{0, 1000, kProgram}}) {
        QCOMPARE(codeOf(keeper, token, wrong), std::string("wrong_caller"));
        Pay pay = payFor(token, "1000");
        pay.caller = wrong;
        QCOMPARE(keeper.gateway().codeOf(pay), std::string("wrong_caller"));
        QCOMPARE(keeper.gateway().codeOf(PaymentGet{token, "pay_1", wrong}), std::string("wrong_caller"));
        QCOMPARE(keeper.gateway().codeOf(PaymentAwait{{token, "pay_1", wrong}}), std::string("wrong_caller"));
    }
    Pay pay = payFor(token, "1000");
    pay.caller = right;
    QVERIFY(!keeper.gateway().get<PaymentAnswer>(pay).headers.empty());
    QCOMPARE(codeOf(keeper, token, right), std::string());
    AgentAdd add;
    add.name = "born bound";
    add.preset = "everyday";
    add.passphrase = kPassphrase;
    add.binding = BindingShape{std::nullopt, kProgram};
    add.expiresAtMs = QDateTime::currentMSecsSinceEpoch() + 1000 * kDay;
    const auto born = keeper.owner().get<AgentAdded>(add);
    QCOMPARE(codeOf(keeper, born.token), std::string("wrong_caller"));
    QCOMPARE(codeOf(keeper, born.token, CallerShape{77, 5, kProgram}), std::string());
    QCOMPARE(born.agent.tokens.front().endsAtMs, add.expiresAtMs);
    QCOMPARE(born.agent.binding->executable, std::string(kProgram));
}

void TestKeeperBinding::wideningABindingNeedsThePassphrase_I9()
{
    KeeperProcess keeper;
    keeper.withAgent();
    Line stranger = keeper.admin();
    stranger.get<AgentsAnswer>(AgentBind{"bot", BindingShape{1000, ""}, {}});
    stranger.get<AgentsAnswer>(AgentBind{"bot", BindingShape{1000, kProgram}, {}});
    for (const std::optional<BindingShape>& wider :
         {std::optional<BindingShape>(), std::optional(BindingShape{1000, ""}),
          std::optional(BindingShape{1001, kProgram}), std::optional(BindingShape{std::nullopt, kProgram})}) {
        QCOMPARE(stranger.codeOf(AgentBind{"bot", wider, {}}), std::string("passphrase_needed"));
        // A connection that has proved itself is not enough: it widens, so it takes the passphrase itself.
        QCOMPARE(keeper.owner().codeOf(AgentBind{"bot", wider, {}}), std::string("passphrase_needed"));
    }
    QCOMPARE(stranger.codeOf(AgentBind{"bot", {}, "wrong horse battery"}), std::string("wrong_passphrase"));
    QVERIFY(stranger.get<AgentsAnswer>(AgentList()).agents.front().binding.has_value());
    const auto free = stranger.get<AgentsAnswer>(AgentBind{"bot", {}, kPassphrase}).agents.front();
    QVERIFY(!free.binding);
}

QTEST_GUILESS_MAIN(TestKeeperBinding)
#include "tst_keeper_binding.moc"
