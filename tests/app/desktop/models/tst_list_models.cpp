#include "app/desktop/accounts/account_list_model.h"
#include "app/desktop/models/agent_list_model.h"
#include "app/desktop/models/approval_list_model.h"
#include "app/desktop/models/budget_list_model.h"
#include "app/desktop/models/fact_list_model.h"
#include "app/desktop/models/reason_list_model.h"
#include "app/desktop/models/timeline_model.h"
#include "app/desktop/models/trace_list_model.h"
#include "tests/app/desktop/stage/samples.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace till;
using namespace till::desktop;

namespace {
QStringList texts(const QAbstractItemModel& model, int role)
{
    QStringList found;
    for (int row = 0; row < model.rowCount(); ++row) {
        found += model.index(row, 0).data(role).toString();
    }
    return found;
}
} // namespace

class ListModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agentsComeToANewOrderWithFineSignals()
    {
        AgentListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setAgents({samples::agent("a1", "one", 0), samples::agent("a2", "two", 1),
                         samples::agent("a3", "three", 2)});
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const QSignalSpy moves(&model, &QAbstractItemModel::rowsMoved);
        const QSignalSpy removals(&model, &QAbstractItemModel::rowsRemoved);
        model.setAgents({samples::agent("a3", "three", 2), samples::agent("a1", "uno", 0),
                         samples::agent("a4", "four", 3)});
        QCOMPARE(texts(model, AgentListModel::NameRole),
                 QStringList({QStringLiteral("three"), QStringLiteral("uno"), QStringLiteral("four")}));
        QCOMPARE(resets.count(), 0);
        QCOMPARE(moves.count(), 1);
        QCOMPARE(removals.count(), 1);
    }

    void anAgentsBarIsItsDailyBudget()
    {
        wire::AgentShape agent = samples::agent("a1", "one", 0);
        wire::BudgetEffect minute = samples::dayBudget();
        minute.unit = "payments";
        minute.window = "rolling 60 s";
        wire::BudgetEffect month = samples::dayBudget();
        month.window = "per month (UTC)";
        agent.budgets = {minute, month, samples::dayBudget()};
        AgentListModel model;
        model.setAgents({agent});
        const QModelIndex row = model.index(0);
        QCOMPARE(row.data(AgentListModel::BudgetLabelRole).toString(), QStringLiteral("Per day"));
        QCOMPARE(row.data(AgentListModel::BudgetFractionRole).toDouble(), 0.25);
    }

    void anAgentWithoutMoneyBudgetHasNoBar()
    {
        AgentListModel model;
        model.setAgents({samples::agent("a1", "one", 0)});
        QVERIFY(!model.index(0).data(AgentListModel::HasBudgetRole).toBool());
    }

    void lastCallsAgeWithTheClock()
    {
        wire::AgentShape agent = samples::agent("a1", "one", 0);
        agent.lastCallMs = 1'000'000;
        AgentListModel model;
        model.setAgents({agent});
        model.setNow(1'000'000 + 5 * 60'000);
        QCOMPARE(model.index(0).data(AgentListModel::LastCallTextRole).toString(),
                 QStringLiteral("5 min ago"));
    }

    void aWaitingPaymentKeepsItsPlaceWhenItChanges()
    {
        const AgentListModel agents;
        ApprovalListModel model(agents);
        const QAbstractItemModelTester tester(&model);
        model.setApprovals({samples::approval(1), samples::approval(2)});
        model.put(samples::approval(3));
        wire::ApprovalShape changed = samples::approval(1);
        changed.payment.amountText = "9.99";
        model.put(changed);
        QCOMPARE(texts(model, ApprovalListModel::AmountTextRole),
                 QStringList({QStringLiteral("9.99"), QStringLiteral("0.25"), QStringLiteral("0.25")}));
        QVERIFY(model.drop(QStringLiteral("pay_2")));
        QVERIFY(!model.drop(QStringLiteral("pay_2")));
        QCOMPARE(model.idAt(1), QStringLiteral("pay_3"));
    }

    void aChangedPayeeIsDangerAndAFirstPaymentIsNot()
    {
        wire::ApprovalShape approval = samples::approval(1);
        approval.differences = {{"first_payment", "first payment to this host"}};
        QVERIFY(!inDanger(approval));
        approval.differences.push_back({"payee_changed", "the payee changed"});
        QVERIFY(inDanger(approval));
    }

    void aBudgetShowsBeforeAndAfter()
    {
        BudgetListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setBudgets({samples::dayBudget()}, 1'772'000'000'000);
        const QModelIndex row = model.index(0);
        QCOMPARE(row.data(BudgetListModel::UsedFractionRole).toDouble(), 0.25);
        QCOMPARE(row.data(BudgetListModel::AfterFractionRole).toDouble(), 0.3);
        QCOMPARE(row.data(BudgetListModel::AfterTextRole).toString(), QStringLiteral("3.50\u00a0USD left"));
        wire::BudgetEffect exceeded = samples::dayBudget();
        exceeded.exceeded = true;
        model.setBudgets({exceeded}, 0);
        QCOMPARE(row.data(BudgetListModel::AfterTextRole).toString(), QStringLiteral("over the limit"));
    }

    void factsWithoutAValueAreLeftOut()
    {
        FactListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setFacts({wordFact(QStringLiteral("Tool"), QString()),
                        codeFact(QStringLiteral("Nonce"), QStringLiteral("0x1"))});
        QCOMPARE(texts(model, FactListModel::LabelRole), QStringList(QStringLiteral("Nonce")));
        QVERIFY(model.index(0).data(FactListModel::CopyableRole).toBool());
        model.setFacts({wordFact(QStringLiteral("Tool"), QStringLiteral("search"))});
        QCOMPARE(texts(model, FactListModel::ValueRole), QStringList(QStringLiteral("search")));
    }

    void aTimelineKnowsItsEnds()
    {
        TimelineModel model;
        const QAbstractItemModelTester tester(&model);
        model.setTimeline({{1000, "waiting", "Seen; waits for a person.", 1},
                           {2000, "authorized", "Allowed by a person (app), recorded, and signed.", 2},
                           {3000, "something new", "It happened.", 3}},
                          5000);
        QCOMPARE(texts(model, TimelineModel::TitleRole),
                 QStringList({QStringLiteral("Asked you"), QStringLiteral("Signed"),
                              QStringLiteral("something new")}));
        QVERIFY(model.index(0).data(TimelineModel::FirstRole).toBool());
        QVERIFY(!model.index(0).data(TimelineModel::LastRole).toBool());
        QVERIFY(model.index(2).data(TimelineModel::LastRole).toBool());
    }

    void aBalanceSaysItsNetworkAndWhetherItIsPractice()
    {
        QCOMPARE(balanceLine({"eip155:8453/USDC", "12.50 USDC, 3 s ago"}),
                 QStringLiteral("Base: 12.50 USDC, 3 s ago"));
        QVERIFY(
            balanceLine({"eip155:402402/pUSD", "25.00 pUSD"}).endsWith(QLatin1String("(practice money)")));
    }

    void reasonsBeginWithACapital()
    {
        ReasonListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setReasons({{"payee_changed", "the payee changed"}});
        QCOMPARE(texts(model, ReasonListModel::TextRole), QStringList(QStringLiteral("The payee changed")));
        QVERIFY(model.index(0).data(ReasonListModel::DangerRole).toBool());
    }
};

QTEST_GUILESS_MAIN(ListModelsTest)
#include "tst_list_models.moc"
