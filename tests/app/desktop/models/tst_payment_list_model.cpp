#include "app/desktop/models/agent_list_model.h"
#include "app/desktop/models/payment_list_model.h"
#include "tests/app/desktop/stage/samples.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace till;
using namespace till::desktop;

namespace {
wire::PaymentRow withStatus(int number, const std::string& status)
{
    wire::PaymentRow row = samples::payment(number);
    row.status = status;
    return row;
}
} // namespace

class PaymentListModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_agents = std::make_unique<AgentListModel>();
        m_model = std::make_unique<PaymentListModel>(*m_agents);
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get());
        m_model->setPage({samples::payment(3), samples::payment(2), samples::payment(1)});
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void newestFirst()
    {
        m_model->applyChanges({samples::payment(5), samples::payment(4)});
        QCOMPARE(ids(), QStringList({id(5), id(4), id(3), id(2), id(1)}));
    }

    void aChangedRowStaysWhereItIs()
    {
        const QSignalSpy moved(m_model.get(), &QAbstractItemModel::rowsMoved);
        const QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        m_model->applyChanges({withStatus(2, "proven")});
        QCOMPARE(ids(), QStringList({id(3), id(2), id(1)}));
        QCOMPARE(status(1), QStringLiteral("proven"));
        QCOMPARE(moved.count() + inserted.count(), 0);
    }

    void nothingMovesWhileHeld()
    {
        m_model->hold();
        m_model->applyChanges({samples::payment(4), withStatus(2, "proven")});
        m_model->applyChanges({samples::payment(5), withStatus(4, "unknown")});
        QCOMPARE(ids(), QStringList({id(3), id(2), id(1)}));
        QCOMPARE(status(1), QStringLiteral("proven"));
        QCOMPARE(m_model->heldBack(), 2);
        m_model->release();
        QCOMPARE(ids(), QStringList({id(5), id(4), id(3), id(2), id(1)}));
        QCOMPARE(status(1), QStringLiteral("unknown"));
        QCOMPARE(m_model->heldBack(), 0);
    }

    void liveRowsObeyTheFilter()
    {
        m_model->setFilter([](const wire::PaymentRow& row) { return row.status == "settled"; });
        m_model->applyChanges({withStatus(4, "denied"), samples::payment(5)});
        QCOMPARE(ids(), QStringList({id(5), id(3), id(2), id(1)}));
        m_model->applyChanges({withStatus(2, "denied")});
        QCOMPARE(ids(), QStringList({id(5), id(3), id(1)}));
    }

    void aRowThatNoLongerFitsStaysUnderThePointer()
    {
        m_model->setFilter([](const wire::PaymentRow& row) { return row.status == "settled"; });
        m_model->hold();
        m_model->applyChanges({withStatus(2, "unknown")});
        QCOMPARE(ids(), QStringList({id(3), id(2), id(1)}));
        QCOMPARE(status(1), QStringLiteral("unknown"));
    }

    void olderPagesComeBelowWithoutDoubles()
    {
        m_model->appendPage({samples::payment(1), samples::payment(0)});
        QCOMPARE(ids(), QStringList({id(3), id(2), id(1), id(0)}));
    }

    void aFeedKeepsItsNewest()
    {
        m_model->setMaximum(3);
        m_model->applyChanges({samples::payment(4)});
        QCOMPARE(ids(), QStringList({id(4), id(3), id(2)}));
    }

    void coloursFollowTheAgents()
    {
        QCOMPARE(m_model->index(0).data(PaymentListModel::ColorIndexRole).toInt(), 8);
        const QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
        m_agents->setAgents({samples::agent("a1", "research-bot", 3)});
        QCOMPARE(m_model->index(0).data(PaymentListModel::ColorIndexRole).toInt(), 3);
        QCOMPARE(changes.count(), 1);
    }

    void thePathComesWithoutTheQuery()
    {
        QCOMPARE(m_model->index(0).data(PaymentListModel::PathRole).toString(), QStringLiteral("/v1/search"));
    }

    void rowsAreNamedByIdNotByPlace()
    {
        QCOMPARE(m_model->paymentIdAt(0), id(3));
        QCOMPARE(m_model->paymentIdAt(-1), QString());
        QCOMPARE(m_model->paymentIdAt(3), QString());
        QCOMPARE(m_model->rowOf(id(1)), 2);
        QCOMPARE(m_model->rowOf(QStringLiteral("pay_none")), -1);
    }

private:
    static QString id(int number) { return QStringLiteral("pay_%1").arg(number); }
    QString status(int row) const
    {
        return m_model->index(row).data(PaymentListModel::StatusRole).toString();
    }
    QStringList ids() const
    {
        QStringList found;
        for (int row = 0; row < m_model->rowCount(); ++row) {
            found += m_model->paymentIdAt(row);
        }
        return found;
    }

    std::unique_ptr<AgentListModel> m_agents;
    std::unique_ptr<PaymentListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(PaymentListModelTest)
#include "tst_payment_list_model.moc"
