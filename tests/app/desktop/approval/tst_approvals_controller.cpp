#include "app/desktop/approval/approvals_controller.h"
#include "app/desktop/controllers/proof_controller.h"
#include "app/desktop/controllers/session_controller.h"
#include "app/desktop/models/agent_list_model.h"
#include "tests/app/desktop/stage/hand_clock.h"
#include "tests/app/desktop/stage/keeper_stage.h"
#include "tests/app/desktop/stage/samples.h"

#include <QQuickWindow>
#include <QSignalSpy>
#include <QTest>

using namespace till;
using namespace till::desktop;

namespace {
wire::ApprovalEvent pushed(const wire::ApprovalShape& approval)
{
    wire::ApprovalEvent out;
    static_cast<wire::ApprovalShape&>(out) = approval;
    return out;
}
const QString kFirst = QStringLiteral("pay_1");
const QString kSecond = QStringLiteral("pay_2");
} // namespace

class ApprovalsControllerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<KeeperStage>();
        m_stage->answer<wire::StatusGet>([](const auto&) { return samples::openStatus(); });
        m_stage->answer<wire::ApprovalList>([this](const auto&) {
            return wire::ApprovalsAnswer{m_waiting, {}};
        });
        m_stage->answer<wire::ApprovalDecide>([](const wire::ApprovalDecide& decide) {
            wire::PaymentAnswer answer;
            answer.id = decide.paymentId;
            answer.status = "authorized";
            return answer;
        });
        m_waiting = {samples::approval(1)};
        m_session = std::make_unique<SessionController>(m_stage->keeper());
        m_proof = std::make_unique<ProofController>(m_stage->keeper(), *m_session);
        m_agents = std::make_unique<AgentListModel>();
        m_approvals = std::make_unique<ApprovalsController>(m_stage->keeper(), *m_session, *m_proof,
                                                            *m_agents, m_clock);
        QVERIFY(m_stage->open());
        QTRY_VERIFY(m_session->proved());
        QTRY_COMPARE(open(), kFirst);
    }
    void cleanup()
    {
        m_approvals.reset();
        m_window.reset();
    }

    void aNewRequestNeverReplacesTheOneOnScreen()
    {
        m_stage->push(pushed(samples::approval(2)));
        QTRY_COMPARE(m_approvals->queue()->rowCount(), 2);
        QCOMPARE(open(), kFirst);
    }

    void allowIsDeadUntilTheGuardIsArmed()
    {
        showButton();
        m_approvals->allow();
        QTest::qWait(50);
        QVERIFY(m_stage->requests<wire::ApprovalDecide>().empty());
        QTRY_VERIFY(m_approvals->guard()->armed());
        m_approvals->allow();
        QTRY_COMPARE(decisions(), QStringList(QStringLiteral("approve pay_1 hash-1 app")));
    }

    void denyWorksAtOnce()
    {
        const QSignalSpy decided(m_approvals.get(), &ApprovalsController::decided);
        m_approvals->deny();
        QTRY_COMPARE(decided.count(), 1);
        QCOMPARE(decisions(), QStringList(QStringLiteral("deny pay_1 hash-1 app")));
        QVERIFY(decided.first().first().toString().contains(QLatin1String("Nothing is paid")));
        QVERIFY(!m_approvals->open()->present());
    }

    void aDecisionIsSentOnce()
    {
        m_stage->hold<wire::ApprovalDecide>();
        m_approvals->deny();
        m_approvals->deny();
        m_approvals->later();
        QTRY_COMPARE(m_stage->requests<wire::ApprovalDecide>().size(), 1U);
        QTest::qWait(30);
        QCOMPARE(m_stage->requests<wire::ApprovalDecide>().size(), 1U);
        QCOMPARE(open(), kFirst);
    }

    void laterPutsItOffAndGoesOn()
    {
        m_stage->push(pushed(samples::approval(2)));
        QTRY_COMPARE(m_approvals->queue()->rowCount(), 2);
        m_approvals->later();
        QCOMPARE(open(), kSecond);
        m_approvals->later();
        QVERIFY(!m_approvals->open()->present());
        QCOMPARE(m_approvals->queue()->rowCount(), 2);
        m_approvals->openRequest(kFirst);
        QCOMPARE(open(), kFirst);
    }

    void oneDecidedElsewhereStaysOnScreenMarked()
    {
        m_stage->push(pushed(samples::approval(2)));
        m_stage->push(wire::ApprovalGoneEvent{"pay_1", "rejected"});
        QTRY_VERIFY(m_approvals->open()->isGone());
        QCOMPARE(open(), kFirst);
        QVERIFY(m_approvals->open()->goneText().contains(QLatin1String("you said no")));
        m_approvals->deny();
        QTest::qWait(30);
        QVERIFY(m_stage->requests<wire::ApprovalDecide>().empty());
        m_approvals->later();
        QCOMPARE(open(), kSecond);
    }

    void aNeighbourThatClosesMakesAllowDeadAgain()
    {
        m_stage->push(pushed(samples::approval(2)));
        showButton();
        QTRY_VERIFY(m_approvals->guard()->armed());
        m_stage->push(wire::ApprovalGoneEvent{"pay_2", "lapsed"});
        QTRY_COMPARE(m_approvals->queue()->rowCount(), 1);
        QVERIFY(!m_approvals->guard()->armed());
        QCOMPARE(open(), kFirst);
    }

    void aRequestThatChangesIsShownAnewAndDead()
    {
        showButton();
        QTRY_VERIFY(m_approvals->guard()->armed());
        wire::ApprovalShape changed = samples::approval(1);
        changed.shownHash = "hash-other";
        changed.payment.amountText = "9.99";
        m_stage->push(pushed(changed));
        QTRY_COMPARE(m_approvals->open()->amountText(), QStringLiteral("9.99"));
        QVERIFY(!m_approvals->guard()->armed());
    }

    void dangerKeepsAllowDeadForLonger()
    {
        wire::ApprovalShape danger = samples::approval(2);
        danger.differences = {{"payee_changed", "the payee changed"}};
        m_stage->push(pushed(danger));
        QTRY_COMPARE(m_approvals->queue()->rowCount(), 2);
        QCOMPARE(m_approvals->guard()->delayMs(), kAllowDelayMs);
        m_approvals->openRequest(kSecond);
        QCOMPARE(m_approvals->guard()->delayMs(), kDangerDelayMs);
    }

    void withoutAProofNothingIsAllowed()
    {
        wire::StateEvent unproved;
        static_cast<wire::StatusAnswer&>(unproved) = samples::openStatus();
        unproved.proved = false;
        m_stage->push(unproved);
        QTRY_VERIFY(!m_approvals->proved());
        showButton();
        QTRY_VERIFY(m_approvals->guard()->armed());
        m_approvals->allow();
        QTest::qWait(30);
        QVERIFY(m_stage->requests<wire::ApprovalDecide>().empty());
        m_approvals->prove();
        QVERIFY(m_proof->wanted());
    }

    void aRefusalOfTheKeeperIsShownAndTheListReadAnew()
    {
        m_stage->refuse<wire::ApprovalDecide>({.code = "shown_changed",
                                               .message = "What was shown is not what would be signed",
                                               .moneyMoved = "no",
                                               .hint = "Look again."});
        const std::size_t before = m_stage->requests<wire::ApprovalList>().size();
        m_approvals->deny();
        QTRY_VERIFY(m_approvals->errorText().contains(QLatin1String("No money moved")));
        QTRY_COMPARE(m_stage->requests<wire::ApprovalList>().size(), before + 1);
    }

    void theTimeLeftRunsDown()
    {
        QCOMPARE(m_approvals->open()->leftText(), QStringLiteral("10 min"));
        m_clock.advance(9 * 60'000 + 30'000);
        QCOMPARE(m_approvals->open()->leftText(), QStringLiteral("30 s"));
        QVERIFY(m_approvals->queue()->index(0).data(ApprovalListModel::UrgentRole).toBool());
    }

private:
    QString open() const { return m_approvals->open()->paymentId(); }
    QStringList decisions() const
    {
        QStringList found;
        for (const wire::ApprovalDecide& each : m_stage->requests<wire::ApprovalDecide>()) {
            found += QString::fromStdString(each.decision + " " + each.paymentId + " " + each.shownHash +
                                            " " + each.by);
        }
        return found;
    }
    void showButton()
    {
        m_window = std::make_unique<QQuickWindow>();
        auto* button = new QQuickItem(m_window->contentItem());
        button->setSize({80, 30});
        m_window->show();
        m_window->requestActivate();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_approvals->guard()->watch(button);
    }

    HandClock m_clock;
    std::vector<wire::ApprovalShape> m_waiting;
    std::unique_ptr<KeeperStage> m_stage;
    std::unique_ptr<SessionController> m_session;
    std::unique_ptr<ProofController> m_proof;
    std::unique_ptr<AgentListModel> m_agents;
    std::unique_ptr<ApprovalsController> m_approvals;
    std::unique_ptr<QQuickWindow> m_window;
};

QTEST_MAIN(ApprovalsControllerTest)
#include "tst_approvals_controller.moc"
