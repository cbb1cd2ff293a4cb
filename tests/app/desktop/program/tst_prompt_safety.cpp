#include "tests/app/desktop/program/real_agent.h"
#include "tests/app/desktop/program/real_desk.h"

#include <QSignalSpy>
#include <QTest>

#include <functional>

using namespace till::desktop;

namespace {

constexpr int kSlowMs = 60'000;
constexpr int kWaitSeconds = 250;
constexpr int kTries = 6; ///< a machine under load may be slower than the guard; then it is tried again
const QString kReason = QStringLiteral("The user asked for tomorrow's weather in Lisbon");

} // namespace

/// What a person's hands do by accident must decide nothing: keys and clicks that were on their way, held or
/// doubled, a request that appears under the pointer, a window that comes to the front. Afterwards one press
/// decides exactly once. With the X server's own pointer and keyboard where there is one.
class PromptSafetyTest : public QObject {
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
        m_real->desk().proof()->proveFor(QStringLiteral("To look at what can be allowed."));
        QVERIFY(m_real->find("proofPassphrase") != nullptr);
        m_real->type(RealOwner::kPassphrase);
        QVERIFY(m_real->click("proofSubmit"));
        QTRY_VERIFY_WITH_TIMEOUT(m_real->desk().session()->proved(), kSlowMs);
        m_real->show(QStringLiteral("approvals"));
    }
    void init()
    {
        m_real->show(QStringLiteral("approvals"));
        m_waiting = ask();
        QVERIFY(approvals().open()->present());
        m_decided = std::make_unique<QSignalSpy>(&approvals(), &ApprovalsController::decided);
    }
    void cleanup()
    {
        m_decided.reset();
        m_waiting.reset();
        while (approvals().queue()->rowCount() > 0) {
            approvals().openRequest(approvals().queue()->idAt(0));
            approvals().deny();
            QTRY_VERIFY(!approvals().deciding());
        }
        m_real->movePointerAway();
    }
    void cleanupTestCase()
    {
        m_agent.reset();
        m_real.reset();
    }

    void nothingInTheGuardTimeDecides_data()
    {
        QTest::addColumn<std::function<void()>>("hands");
        const auto row = [](const char* name, std::function<void()> hands) {
            QTest::newRow(name) << std::move(hands);
        };
        row("a click", [this] { m_real->clickNow(*allow()); });
        row("a double click", [this] { m_real->doubleClick(*allow()); });
        row("Space", [this] { focusAllow(), m_real->press(Qt::Key_Space); });
        row("Space twice",
            [this] { focusAllow(), m_real->press(Qt::Key_Space), m_real->press(Qt::Key_Space); });
        row("Enter", [this] { focusAllow(), m_real->press(Qt::Key_Return); });
        row("Enter of the number block", [this] { focusAllow(), m_real->press(Qt::Key_Enter); });
        row("letters that other programs take for yes", [this] { focusAllow(), m_real->type("yay"); });
    }
    void nothingInTheGuardTimeDecides()
    {
        QFETCH(std::function<void()>, hands);
        QVERIFY2(duringTheGuard(hands), "the machine is too slow for this test");
        QTest::qWait(kAllowDelayMs + 200);
        nothingWasDecided();
        oneClickDecidesOnce();
    }

    void enterNeverAllowsHoweverLate()
    {
        QTRY_VERIFY(approvals().guard()->armed());
        focusAllow();
        QTRY_VERIFY(approvals().guard()->armed());
        for (int time = 0; time < 4; ++time) {
            m_real->press(time % 2 == 0 ? Qt::Key_Return : Qt::Key_Enter);
        }
        nothingWasDecided();
        oneClickDecidesOnce();
    }

    void aHeldEnterNeverAllows()
    {
        focusAllow();
        m_real->hold(Qt::Key_Return);
        QTest::qWait(3 * kAllowDelayMs); // the X server repeats it all the while
        m_real->release(Qt::Key_Return);
        nothingWasDecided();
        oneClickDecidesOnce();
    }

    void aSpaceHeldFromBeforeNeverAllows()
    {
        QVERIFY2(duringTheGuard([this] {
                     focusAllow();
                     m_real->hold(Qt::Key_Space);
                 }),
                 "the machine is too slow for this test");
        QTest::qWait(3 * kAllowDelayMs);
        m_real->release(Qt::Key_Space);
        nothingWasDecided();
        oneClickDecidesOnce();
    }

    void aButtonHeldFromBeforeNeverAllows()
    {
        QVERIFY2(duringTheGuard([this] {
                     m_real->pointTo(*allow());
                     m_real->pressPointer();
                 }),
                 "the machine is too slow for this test");
        QTest::qWait(2 * kAllowDelayMs);
        m_real->releasePointer();
        nothingWasDecided();
        oneClickDecidesOnce();
    }

    void aDoubleClickAfterTheGuardDecidesOnce()
    {
        const RealAgent::Reply second = startAsking();
        QTRY_COMPARE_WITH_TIMEOUT(approvals().queue()->rowCount(), 2, kSlowMs);
        QTRY_VERIFY(approvals().guard()->armed());
        m_real->doubleClick(*allow());
        QTRY_COMPARE_WITH_TIMEOUT(m_decided->count(), 1, kSlowMs);
        QCOMPARE(RealAgent::finish(*m_waiting).status, 200);
        QTest::qWait(2 * kAllowDelayMs);
        QCOMPARE(m_decided->count(), 1); // the next one, which came under the pointer, still waits
        QCOMPARE(approvals().queue()->rowCount(), 1);
        QVERIFY(!second->isFinished());
    }

    void aRequestThatArrivesUnderThePointerIsNotDecided()
    {
        m_real->pointTo(*allow());
        approvals().deny();
        QTRY_COMPARE(m_decided->count(), 1);
        QCOMPARE(approvals().queue()->rowCount(), 0);
        // The pointer rests where Allow was and clicks on, as if something else were there.
        m_decided->clear();
        m_waiting = startAsking();
        while (approvals().queue()->rowCount() == 0 && !m_waiting->isFinished()) {
            m_real->pressPointer();
            m_real->releasePointer();
        }
        QTRY_VERIFY(approvals().open()->present());
        nothingWasDecided();
    }

    void typingElsewhereIsNotInterrupted()
    {
        m_real->show(QStringLiteral("ledger"));
        m_real->press(Qt::Key_F, Qt::ControlModifier);
        const RealAgent::Reply second = startAsking();
        m_real->type("shop");
        QTRY_COMPARE_WITH_TIMEOUT(approvals().queue()->rowCount(), 2, kSlowMs);
        m_real->type("per");
        m_real->press(Qt::Key_Space);
        m_real->press(Qt::Key_Return);
        QCOMPARE(m_real->window().property("page").toString(), QStringLiteral("ledger"));
        QVERIFY(m_real->window().activeFocusItem() != nullptr);
        QCOMPARE(m_real->window().activeFocusItem()->property("text").toString(), QStringLiteral("shopper "));
        nothingWasDecided();
    }

    void aWindowThatComesToTheFrontIsDeadAgain()
    {
        QTRY_VERIFY(approvals().guard()->armed());
        QWindow other;
        other.setGeometry(0, 0, 60, 40);
        other.show();
        other.requestActivate();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        QVERIFY(!approvals().guard()->armed());
        QVERIFY2(duringTheGuard([this] {
                     m_real->window().requestActivate();
                     m_real->clickNow(*allow());
                 }),
                 "the machine is too slow for this test");
        other.close();
        m_real->window().requestActivate();
        QVERIFY(QTest::qWaitForWindowActive(&m_real->window()));
        nothingWasDecided();
        oneClickDecidesOnce();
    }

    void anotherRequestOnScreenIsDeadAgain()
    {
        const RealAgent::Reply second = startAsking();
        QTRY_COMPARE_WITH_TIMEOUT(approvals().queue()->rowCount(), 2, kSlowMs);
        QTRY_VERIFY(approvals().guard()->armed());
        QVERIFY2(duringTheGuard([this] {
                     m_real->press(Qt::Key_J);
                     m_real->clickNow(*allow());
                 }),
                 "the machine is too slow for this test");
        nothingWasDecided();
    }

private:
    ApprovalsController& approvals() { return *m_real->desk().approvals(); }
    QQuickItem* allow() { return m_real->find("allowButton"); }
    void focusAllow() { allow()->forceActiveFocus(Qt::TabFocusReason); }
    /// Each is a purchase of its own: the same one would join what was decided before.
    RealAgent::Reply startAsking()
    {
        const QString url = QStringLiteral("http://api.shop.test/v1/item?n=%1").arg(++m_purchases);
        return m_agent->startAsking(practiceChallenge(QStringLiteral("Payment required"), url), url,
                                    kWaitSeconds, kReason);
    }
    RealAgent::Reply ask()
    {
        RealAgent::Reply reply = startAsking();
        (void)QTest::qWaitFor([&] { return approvals().open()->present() || reply->isFinished(); }, kSlowMs);
        return reply;
    }
    /// Shows the request anew and lets the hands do it. True when the guard was still up when they were
    /// done: only then was all of it in the guard time.
    bool duringTheGuard(const std::function<void()>& hands)
    {
        for (int time = 0; time < kTries; ++time) {
            const QString id = approvals().open()->paymentId();
            (void)allow();
            approvals().openRequest(id);
            hands();
            if (!approvals().guard()->armed()) {
                return true;
            }
            if (m_decided->count() > 0 || approvals().deciding()) {
                return false; // too slow, and so the press counted: nothing can be said
            }
        }
        return false;
    }
    void nothingWasDecided()
    {
        QVERIFY(!approvals().deciding());
        QCOMPARE(m_decided->count(), 0);
        QVERIFY(!m_waiting->isFinished());
    }
    void oneClickDecidesOnce()
    {
        m_real->pointTo(*allow());
        QTRY_VERIFY(approvals().guard()->armed());
        m_real->clickNow(*allow());
        QTRY_COMPARE_WITH_TIMEOUT(m_decided->count(), 1, kSlowMs);
        QCOMPARE(RealAgent::finish(*m_waiting).status, 200);
        QTest::qWait(200);
        QCOMPARE(m_decided->count(), 1);
    }

    std::unique_ptr<RealDesk> m_real;
    std::unique_ptr<RealAgent> m_agent;
    RealAgent::Reply m_waiting;
    int m_purchases = 0;
    std::unique_ptr<QSignalSpy> m_decided;
};

QTEST_MAIN(PromptSafetyTest)
#include "tst_prompt_safety.moc"
