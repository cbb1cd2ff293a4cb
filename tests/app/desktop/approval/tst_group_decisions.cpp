#include "app/desktop/approval/approvals_controller.h"
#include "app/desktop/controllers/proof_controller.h"
#include "app/desktop/controllers/session_controller.h"
#include "app/desktop/models/agent_list_model.h"
#include "core/wire/more_messages.h"
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

wire::PaymentAnswer authorized(const wire::ApprovalDecide& decide)
{
    wire::PaymentAnswer answer;
    answer.id = decide.paymentId;
    answer.status = "authorized";
    return answer;
}

} // namespace

/// One decision for several requests, a decision that is remembered, and an agent that asks too much.
class GroupDecisionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<KeeperStage>();
        m_stage->answer<wire::StatusGet>([](const auto&) { return samples::openStatus(); });
        m_stage->answer<wire::ApprovalList>([](const auto&) {
            return wire::ApprovalsAnswer{{samples::approval(1), samples::approval(2), samples::approval(3)},
                                         {}};
        });
        m_stage->answer<wire::ApprovalDecide>(authorized);
        m_session = std::make_unique<SessionController>(m_stage->keeper());
        m_proof = std::make_unique<ProofController>(m_stage->keeper(), *m_session);
        m_agents = std::make_unique<AgentListModel>();
        m_approvals = std::make_unique<ApprovalsController>(m_stage->keeper(), *m_session, *m_proof,
                                                            *m_agents, m_clock);
        QVERIFY(m_stage->open());
        QTRY_VERIFY(m_session->proved());
        QTRY_COMPARE(m_approvals->open()->alike(), 3);
    }
    void cleanup()
    {
        m_approvals.reset();
        m_window.reset();
    }

    void oneDecisionTakesAllThatWereShownEachWithItsHash()
    {
        showButton();
        QTRY_VERIFY(m_approvals->guard()->armed());
        const QSignalSpy decided(m_approvals.get(), &ApprovalsController::decided);
        m_approvals->allow();
        QTRY_COMPARE(decided.count(), 1);
        QCOMPARE(decisions(),
                 QStringList({QStringLiteral("approve pay_1 hash-1"), QStringLiteral("approve pay_2 hash-2"),
                              QStringLiteral("approve pay_3 hash-3")}));
        QVERIFY(decided.first().first().toString().contains(QLatin1String("3 times")));
        QVERIFY(!m_approvals->open()->present());
    }

    void whatComesInAfterwardsIsNotPartOfTheDecision()
    {
        m_stage->push(pushed(samples::approval(4)));
        QTRY_COMPARE(m_approvals->queue()->rowCount(), 4);
        QCOMPARE(m_approvals->open()->alike(), 3);
        QVERIFY(!m_approvals->open()->moreText().isEmpty());
        m_approvals->deny();
        QTRY_COMPARE(decisions().size(), 3);
        QTRY_COMPARE(m_approvals->open()->paymentId(), QStringLiteral("pay_4"));
        QCOMPARE(decisions().size(), 3);
    }

    void theNewcomersAreTakenInWhenThePersonWantsThatAndAllowIsDeadAgain()
    {
        showButton();
        m_stage->push(pushed(samples::approval(4)));
        QTRY_COMPARE(m_approvals->queue()->rowCount(), 4);
        QTRY_VERIFY(m_approvals->guard()->armed());
        m_approvals->showAll();
        QCOMPARE(m_approvals->open()->alike(), 4);
        QVERIFY(!m_approvals->guard()->armed());
    }

    void onlyThisOneLeavesTheOthersWaiting()
    {
        m_approvals->showAlone();
        QCOMPARE(m_approvals->open()->alike(), 1);
        m_approvals->deny();
        QTRY_COMPARE(decisions(), QStringList(QStringLiteral("deny pay_1 hash-1")));
        QTRY_COMPARE(m_approvals->open()->alike(), 2);
    }

    void aRefusalEndsTheRunAndSaysHowFarItCame()
    {
        m_stage->hold<wire::ApprovalDecide>();
        showButton();
        QTRY_VERIFY(m_approvals->guard()->armed());
        m_approvals->allow();
        QTRY_COMPARE(decisions().size(), 1);
        m_stage->answer<wire::ApprovalDecide>(authorized);
        m_stage->flush();
        m_stage->refuse<wire::ApprovalDecide>({"budget_exceeded", "The budget is spent", "no", ""});
        QTRY_VERIFY(m_approvals->errorText().contains(QLatin1String("1 were decided")));
        QVERIFY(m_approvals->errorText().contains(QLatin1String("The budget is spent")));
        QCOMPARE(decisions().size(), 2);
    }

    void oneThatGaveUpLeavesTheGroupAndAllowIsDeadAgain()
    {
        showButton();
        QTRY_VERIFY(m_approvals->guard()->armed());
        m_stage->push(wire::ApprovalGoneEvent{"pay_1", "given_up"});
        QTRY_COMPARE(m_approvals->open()->alike(), 2);
        QCOMPARE(m_approvals->open()->paymentId(), QStringLiteral("pay_2"));
        QVERIFY(!m_approvals->open()->isGone());
        QVERIFY(!m_approvals->guard()->armed());
    }

    void laterPutsAllOfThemOff()
    {
        m_approvals->later();
        QVERIFY(!m_approvals->open()->present());
        QCOMPARE(m_approvals->queue()->rowCount(), 3);
    }

    void rememberingGoesWithTheFirstAndCarriesThePassphrase()
    {
        showButton();
        QTRY_VERIFY(m_approvals->guard()->armed());
        m_approvals->remember()->setOn(true);
        m_approvals->remember()->setEachText(QStringLiteral("0.50"));
        m_approvals->remember()->setDayText(QStringLiteral("2"));
        PassphraseItem passphrase;
        m_approvals->allowAndRemember(&passphrase);
        QVERIFY(!m_approvals->deciding()); // without the passphrase nothing goes out
        fill(passphrase);
        const QSignalSpy remembered(m_approvals.get(), &ApprovalsController::remembered);
        m_approvals->allowAndRemember(&passphrase);
        QCOMPARE(passphrase.length(), 0);
        QTRY_COMPARE(remembered.count(), 1);
        const auto frames = m_stage->requests<wire::ApprovalDecide>();
        QCOMPARE(frames.size(), 3U);
        QVERIFY(frames.front().remember.has_value());
        QVERIFY(frames.front().passphrase.has_value());
        QCOMPARE(frames.front().passphrase->plainCopy(), std::string("ten words"));
        QCOMPARE(frames.front().remember->perPaymentMicro, std::string("500000"));
        QCOMPARE(frames.front().remember->perDayMicro, std::string("2000000"));
        QVERIFY(!frames.front().remember->anyPayee && !frames.front().remember->anyHost);
        QVERIFY(!frames.at(1).remember && !frames.at(1).passphrase);
    }

    void rememberingIsDeadWhileTheGuardIs()
    {
        m_approvals->remember()->setOn(true);
        PassphraseItem passphrase;
        fill(passphrase);
        m_approvals->allowAndRemember(&passphrase);
        QTest::qWait(30);
        QVERIFY(m_stage->requests<wire::ApprovalDecide>().empty());
    }

    void whatWasRememberedLastCanBeForgotten()
    {
        m_stage->answer<wire::GrantList>([](const auto&) {
            wire::GrantShape other;
            other.id = 6;
            other.origin = "pay_0";
            wire::GrantShape made;
            made.id = 7;
            made.origin = "pay_1";
            return wire::GrantsAnswer{{other, made}, {}};
        });
        m_stage->answer<wire::GrantEnd>([](const auto&) { return wire::Done{}; });
        rememberingGoesWithTheFirstAndCarriesThePassphrase();
        const QSignalSpy forgotten(m_approvals.get(), &ApprovalsController::forgotten);
        m_approvals->forgetLast();
        QTRY_COMPARE(forgotten.count(), 1);
        QCOMPARE(m_stage->requests<wire::GrantEnd>().front().id, 7);
        m_approvals->forgetLast(); // once
        QTest::qWait(30);
        QCOMPARE(m_stage->requests<wire::GrantEnd>().size(), 1U);
    }

    void aFloodPausesTheAgentOnceWithOneBanner()
    {
        m_stage->answer<wire::AgentSetState>([](const auto&) { return wire::AgentsAnswer{}; });
        for (int number = 10; number < 10 + kFloodRequests - 1; ++number) {
            m_stage->push(pushed(samples::approval(number)));
        }
        QTRY_COMPARE(m_approvals->queue()->rowCount(), 3 + kFloodRequests - 1);
        QVERIFY(!m_approvals->flood()->present());
        m_stage->push(pushed(samples::approval(10))); // the same again is no new request
        m_stage->push(pushed(samples::approval(200)));
        QTRY_VERIFY(m_approvals->flood()->text().contains(QLatin1String("it was paused")));
        QCOMPARE(m_stage->requests<wire::AgentSetState>().size(), 1U);
        QCOMPARE(m_stage->requests<wire::AgentSetState>().front().state, std::string("paused"));
        QCOMPARE(m_stage->requests<wire::AgentSetState>().front().agent, std::string("a1"));
    }

    void asManyOverALongerTimeAreNoFlood()
    {
        for (int number = 10; number < 10 + 2 * kFloodRequests; ++number) {
            m_stage->push(pushed(samples::approval(number)));
            QTRY_COMPARE(m_approvals->queue()->rowCount(), number - 10 + 4);
            m_clock.advance(kFloodWindowMs / 10);
        }
        QVERIFY(!m_approvals->flood()->present());
    }

    void allOfAnAgentAreDeniedAtOnce()
    {
        wire::ApprovalShape other = samples::approval(4);
        other.payment.agent = "a2";
        m_stage->push(pushed(other));
        QTRY_COMPARE(m_approvals->queue()->rowCount(), 4);
        m_approvals->denyAllOf(QStringLiteral("a1"));
        QTRY_COMPARE(m_approvals->queue()->rowCount(), 1);
        QCOMPARE(decisions().size(), 3);
        QTRY_COMPARE(m_approvals->open()->paymentId(), QStringLiteral("pay_4"));
    }

private:
    QStringList decisions() const
    {
        QStringList found;
        for (const wire::ApprovalDecide& each : m_stage->requests<wire::ApprovalDecide>()) {
            found += QString::fromStdString(each.decision + " " + each.paymentId + " " + each.shownHash);
        }
        return found;
    }
    static void fill(PassphraseItem& passphrase)
    {
        const QByteArray words = QByteArrayLiteral("ten words");
        passphrase.fill({reinterpret_cast<const std::uint8_t*>(words.constData()),
                         static_cast<std::size_t>(words.size())});
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
    std::unique_ptr<KeeperStage> m_stage;
    std::unique_ptr<SessionController> m_session;
    std::unique_ptr<ProofController> m_proof;
    std::unique_ptr<AgentListModel> m_agents;
    std::unique_ptr<ApprovalsController> m_approvals;
    std::unique_ptr<QQuickWindow> m_window;
};

QTEST_MAIN(GroupDecisionsTest)
#include "tst_group_decisions.moc"
