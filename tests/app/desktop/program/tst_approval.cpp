#include "tests/app/desktop/program/real_agent.h"
#include "tests/app/desktop/program/real_desk.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace till::desktop;

namespace {
constexpr int kSlowMs = 60'000;
constexpr int kWaitSeconds = 60;
const QString kReason = QStringLiteral("The user asked for tomorrow's weather in Lisbon");
} // namespace

/// The decision that matters most, with the real programs: an agent asks over HTTP and waits, the person
/// decides in the window with mouse and keys, and the agent gets what was decided.
class ApprovalTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_real = std::make_unique<RealDesk>();
        QVERIFY2(m_real->start(), qPrintable(m_real->whyNot()));
        RealOwner owner(m_real->adminSocket());
        QVERIFY(owner.makeVault());
        const QString token = owner.addAgent(QStringLiteral("research-bot"), QStringLiteral("careful"));
        QVERIFY(!token.isEmpty());
        m_agent = std::make_unique<RealAgent>(m_real->desk().session()->endpoint(), token);
        QTRY_COMPARE(m_real->desk().session()->phase(), SessionController::Open);
        m_real->show(QStringLiteral("approvals"));
    }
    void cleanupTestCase()
    {
        m_agent.reset();
        m_real.reset();
    }

    void allowingNeedsThePassphraseOnce()
    {
        // The vault was opened over another connection: this window has proved nothing yet.
        const RealAgent::Reply waiting = ask("/weather-map");
        QVERIFY(!m_real->desk().session()->proved());
        QVERIFY(m_real->click("proveButton"));
        QVERIFY(m_real->find("proofPassphrase") != nullptr);
        m_real->type(RealOwner::kPassphrase);
        QVERIFY(m_real->click("proofSubmit"));
        QTRY_VERIFY_WITH_TIMEOUT(m_real->desk().session()->proved(), kSlowMs);
        QVERIFY(!waiting->isFinished());
        QVERIFY(m_real->click("denyButton"));
        QCOMPARE(RealAgent::finish(*waiting).status, 403);
    }

    void allowIsDeadAtFirstThenWorksOnce()
    {
        const RealAgent::Reply waiting = ask("/weather-map");
        const QSignalSpy decided(m_real->desk().approvals(), &ApprovalsController::decided);
        QQuickItem* allow = m_real->find("allowButton");
        QVERIFY(allow != nullptr);
        m_real->desk().approvals()->openRequest(m_paymentId); // the delay begins now
        QElapsedTimer sinceShown;
        sinceShown.start();
        m_real->clickNow(*allow);
        allow->forceActiveFocus(Qt::TabFocusReason);
        m_real->press(Qt::Key_Space);
        m_real->press(Qt::Key_Return);
        m_real->press(Qt::Key_Enter);
        QVERIFY2(sinceShown.elapsed() < kAllowDelayMs, "the machine is too slow for this test");
        QVERIFY(!m_real->desk().approvals()->deciding());
        QCOMPARE(decided.count(), 0);

        QTRY_VERIFY(m_real->desk().approvals()->guard()->armed());
        QVERIFY(sinceShown.elapsed() >= kAllowDelayMs);
        m_real->press(Qt::Key_Return); // never allows, armed or not
        QVERIFY(!m_real->desk().approvals()->deciding());
        m_real->clickNow(*allow);
        m_real->clickNow(*allow);
        QTRY_COMPARE(decided.count(), 1);

        const HttpAnswer answer = RealAgent::finish(*waiting);
        QCOMPARE(answer.status, 200);
        const QJsonObject body = QJsonDocument::fromJson(answer.body).object();
        QCOMPARE(body.value(QLatin1String("status")).toString(), QStringLiteral("authorized"));
        const QJsonObject headers = body.value(QLatin1String("headers")).toObject();
        QVERIFY2(!headers.value(QLatin1String("PAYMENT-SIGNATURE")).toString().isEmpty(),
                 answer.body.constData());
        QTest::qWait(300);
        QCOMPARE(decided.count(), 1);
    }

    void theLedgerSaysWhoAllowedItAndWhyItWasAsked()
    {
        PaymentInspector& inspector = *m_real->desk().ledger()->inspector();
        inspector.inspect(m_paymentId);
        QTRY_VERIFY(inspector.present());
        QCOMPARE(inspector.status(), QStringLiteral("authorized"));
        QCOMPARE(inspector.decidedByText(), QStringLiteral("Decided by you, in this app"));
        QVERIFY2(inspector.decisionText().contains(QLatin1String("ask"), Qt::CaseInsensitive),
                 qPrintable(inspector.decisionText()));
        QCOMPARE(inspector.agentWords(), kReason);
        QStringList steps;
        for (int row = 0; row < inspector.timeline()->rowCount(); ++row) {
            steps += inspector.timeline()->index(row).data(TimelineModel::TitleRole).toString();
        }
        QVERIFY2(steps.contains(QStringLiteral("Asked you")) && steps.contains(QStringLiteral("Signed")),
                 qPrintable(steps.join(QLatin1Char(','))));
    }

    void denyingPaysNothing()
    {
        const RealAgent::Reply waiting = ask("/fortune");
        QVERIFY(m_real->click("denyButton"));
        const HttpAnswer answer = RealAgent::finish(*waiting);
        QCOMPARE(answer.status, 403);
        QCOMPARE(QJsonDocument::fromJson(answer.body).object().value(QLatin1String("code")).toString(),
                 QStringLiteral("rejected"));
    }

    void escapePutsItOff()
    {
        const RealAgent::Reply waiting = ask("/fortune");
        m_real->press(Qt::Key_Escape);
        QTRY_VERIFY(!m_real->desk().approvals()->open()->present());
        QCOMPARE(m_real->desk().approvals()->queue()->rowCount(), 1);
        QVERIFY(!waiting->isFinished());
        m_real->press(Qt::Key_J);
        QTRY_COMPARE(m_real->desk().approvals()->open()->paymentId(), m_paymentId);
        QVERIFY(m_real->click("denyButton"));
        QCOMPARE(RealAgent::finish(*waiting).status, 403);
    }

    void aSecondRequestDoesNotTakeThePlaceOfTheFirst()
    {
        const RealAgent::Reply first = ask("/fortune");
        const QString firstId = m_paymentId;
        const RealAgent::Reply second = startSigning("/research-report");
        QTRY_COMPARE_WITH_TIMEOUT(m_real->desk().approvals()->queue()->rowCount(), 2, kSlowMs);
        QCOMPARE(m_real->desk().approvals()->open()->paymentId(), firstId);
        QVERIFY(m_real->click("denyButton"));
        QCOMPARE(RealAgent::finish(*first).status, 403);
        QTRY_VERIFY(m_real->desk().approvals()->open()->present());
        QVERIFY(m_real->click("denyButton"));
        QCOMPARE(RealAgent::finish(*second).status, 403);
    }

    void pauseAllStopsWhatWouldBePaid()
    {
        QVERIFY(m_real->click("pauseAll"));
        QTRY_VERIFY(m_real->desk().session()->paused());
        const RealAgent::Reply refused = startSigning("/fortune");
        QCOMPARE(RealAgent::finish(*refused).status, 423);
        QVERIFY(m_real->click("pauseAll"));
        QTRY_VERIFY(!m_real->desk().session()->paused());
    }

private:
    RealAgent::Reply startSigning(const char* path)
    {
        return m_agent->startSigning(m_real->desk().session()->practiceShop() + QLatin1String(path),
                                     kWaitSeconds, kReason);
    }
    /// Asks and waits until the request is the open one.
    RealAgent::Reply ask(const char* path)
    {
        RealAgent::Reply reply = startSigning(path);
        OpenRequest& open = *m_real->desk().approvals()->open();
        if (!QTest::qWaitFor([&] { return open.present() || reply->isFinished(); }, kSlowMs) ||
            !open.present()) {
            QTest::qFail("the request did not come to the window", __FILE__, __LINE__);
        }
        m_paymentId = open.paymentId();
        return reply;
    }

    std::unique_ptr<RealDesk> m_real;
    std::unique_ptr<RealAgent> m_agent;
    QString m_paymentId;
};

QTEST_MAIN(ApprovalTest)
#include "tst_approval.moc"
