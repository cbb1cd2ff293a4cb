#include "app/desktop/approval/alike.h"
#include "app/desktop/models/agent_list_model.h"
#include "app/desktop/models/approval_group_model.h"
#include "app/desktop/models/approval_list_model.h"
#include "app/desktop/models/budget_words.h"
#include "tests/app/desktop/stage/samples.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <functional>

using namespace till;
using namespace till::desktop;

using Change = std::function<void(wire::ApprovalShape&)>;
Q_DECLARE_METATYPE(Change)

/// Requests that are alike are one card and one decision, so nothing that a person would want to know may be
/// hidden by it.
class ApprovalGroupsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_agents = std::make_unique<AgentListModel>();
        m_queue = std::make_unique<ApprovalListModel>(*m_agents);
        m_groups = std::make_unique<ApprovalGroupModel>(*m_queue, *m_agents);
        m_tester = std::make_unique<QAbstractItemModelTester>(m_groups.get());
    }

    void alikeRequestsAreOneCard()
    {
        put({1, 2, 3});
        QTRY_COMPARE(m_groups->rowCount(), 1);
        QCOMPARE(role(0, ApprovalGroupModel::AlikeRole).toInt(), 3);
        QCOMPARE(role(0, ApprovalGroupModel::PaymentIdRole).toString(), QStringLiteral("pay_1"));
        QCOMPARE(role(0, ApprovalGroupModel::AlikeTextRole).toString(),
                 QStringLiteral("3 alike, 0.75\u00a0USDC in all"));
        QVERIFY(role(0, ApprovalGroupModel::OddTextRole).toString().isEmpty());
    }

    void whateverDiffersHasACardOfItsOwn_data()
    {
        QTest::addColumn<Change>("change");
        const auto row = [](const char* name, Change change) { QTest::newRow(name) << std::move(change); };
        row("agent", [](auto& each) { each.payment.agent = "a2"; });
        row("host", [](auto& each) { each.payment.host = "api.sh0p.test"; });
        row("method", [](auto& each) { each.payment.method = "POST"; });
        row("path", [](auto& each) { each.payment.url = "https://api.shop.test/v2/search?q=x"; });
        row("amount", [](auto& each) { each.payment.amount = "250001"; });
        row("payee", [](auto& each) { each.payment.payTo = "0x000000000000000000000000000000000000dEaD"; });
        row("token", [](auto& each) { each.payment.asset = "0x1"; });
        row("network", [](auto& each) { each.payment.network = "eip155:1"; });
        row("scheme", [](auto& each) { each.payment.scheme = "upto"; });
        row("paid from", [](auto& each) { each.from = "0x2"; });
        row("the offer's own bytes", [](auto& each) { each.optionRaw = "{}"; });
        row("the seller's words", [](auto& each) { each.sellerWords = "Something else"; });
        row("validity", [](auto& each) { each.validForSeconds = 61; });
        row("a difference", [](auto& each) { each.differences = {{"price_up", "dearer"}}; });
        row("danger", [](auto& each) { each.differences = {{"payee_changed", "the payee changed"}}; });
    }
    void whateverDiffersHasACardOfItsOwn()
    {
        QFETCH(Change, change);
        wire::ApprovalShape odd = samples::approval(2);
        change(odd);
        m_queue->put(samples::approval(1));
        m_queue->put(odd);
        QTRY_COMPARE(m_groups->rowCount(), 2);
        QCOMPARE(role(0, ApprovalGroupModel::AlikeRole).toInt(), 1);
    }

    void theQueryAndTheAgentsReasonDoNotSetRequestsApart()
    {
        wire::ApprovalShape other = samples::approval(2);
        other.payment.url = "https://api.shop.test/v1/search?q=y";
        other.claims.reason = "page 2";
        m_queue->put(samples::approval(1));
        m_queue->put(other);
        QTRY_COMPARE(m_groups->rowCount(), 1);
    }

    void twoInDangerAreNeverOneCard()
    {
        for (const int number : {1, 2}) {
            wire::ApprovalShape danger = samples::approval(number);
            danger.differences = {{"payee_changed", "the payee changed"}};
            m_queue->put(danger);
        }
        QTRY_COMPARE(m_groups->rowCount(), 2);
    }

    void anOddOneAmongManyIsPulledOutAndSaysWhy()
    {
        put({1, 2, 3});
        wire::ApprovalShape odd = samples::approval(4);
        odd.payment.payTo = "0x000000000000000000000000000000000000dEaD";
        odd.payment.amount = "900000";
        m_queue->put(odd);
        QTRY_COMPARE(m_groups->rowCount(), 2);
        QCOMPARE(role(1, ApprovalGroupModel::OddTextRole).toString(),
                 QStringLiteral("Not like the others: another payee, another amount"));
        QVERIFY(role(0, ApprovalGroupModel::OddTextRole).toString().isEmpty());
    }

    void ofTwoThatDifferNeitherIsTheOddOne()
    {
        put({1});
        wire::ApprovalShape other = samples::approval(2);
        other.payment.amount = "900000";
        m_queue->put(other);
        QTRY_COMPARE(m_groups->rowCount(), 2);
        QVERIFY(role(1, ApprovalGroupModel::OddTextRole).toString().isEmpty());
    }

    void aCardStaysInItsPlaceWhenItsOldestLeaves()
    {
        put({1, 2});
        wire::ApprovalShape other = samples::approval(3);
        other.payment.amount = "900000";
        m_queue->put(other);
        QTRY_COMPARE(m_groups->rowCount(), 2);
        const QSignalSpy removals(m_groups.get(), &QAbstractItemModel::rowsRemoved);
        m_queue->drop(QStringLiteral("pay_1"));
        QTRY_COMPARE(role(0, ApprovalGroupModel::PaymentIdRole).toString(), QStringLiteral("pay_2"));
        QCOMPARE(removals.count(), 0);
    }

    void theCardOfTheOpenRequestIsMarked()
    {
        put({1, 2});
        QTRY_COMPARE(m_groups->rowCount(), 1);
        QVERIFY(!role(0, ApprovalGroupModel::HasOpenRole).toBool());
        m_groups->setOpen(QStringLiteral("pay_2"));
        QVERIFY(role(0, ApprovalGroupModel::HasOpenRole).toBool());
    }

    void aBudgetAfterSeveralCountsAllOfThem()
    {
        const wire::BudgetEffect after =
            forSeveral(samples::dayBudget(), 3); // 1.25 of 5.00, three times 0.25
        QCOMPARE(after.thisOne, std::string("0.75"));
        QCOMPARE(after.remaining, std::string("3.00"));
        QCOMPARE(after.permilleAfter, 400);
        QVERIFY(!after.exceeded);
    }
    void severalThatGoOverABudgetSaySo()
    {
        QVERIFY(!forSeveral(samples::dayBudget(), 15).exceeded); // 1.25 + 3.75 is the limit itself
        QVERIFY(forSeveral(samples::dayBudget(), 16).exceeded);
    }
    void aBudgetThatCountsPaymentsStaysInWholeNumbers()
    {
        wire::BudgetEffect minute = samples::dayBudget();
        minute.unit = "payments";
        minute.used = "3";
        minute.thisOne = "1";
        minute.limit = "60";
        QCOMPARE(forSeveral(minute, 4).remaining, std::string("53"));
    }

private:
    void put(std::initializer_list<int> numbers)
    {
        for (const int number : numbers) {
            m_queue->put(samples::approval(number));
        }
    }
    QVariant role(int row, int role) const { return m_groups->index(row).data(role); }

    std::unique_ptr<AgentListModel> m_agents;
    std::unique_ptr<ApprovalListModel> m_queue;
    std::unique_ptr<ApprovalGroupModel> m_groups;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(ApprovalGroupsTest)
#include "tst_approval_groups.moc"
