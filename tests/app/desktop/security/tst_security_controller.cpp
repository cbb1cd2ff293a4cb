#include "app/desktop/security/security_controller.h"

#include "app/desktop/controllers/session_controller.h"
#include "tests/app/desktop/stage/keeper_stage.h"
#include "tests/app/desktop/stage/samples.h"

#include <QTest>

using namespace till;
using namespace till::desktop;

namespace {

wire::SecurityAnswer usual()
{
    wire::SecurityAnswer answer;
    answer.autoLockMinutes = 240;
    answer.proofIdleMinutes = 15;
    answer.proofMaxMinutes = 480;
    answer.lockOnSuspend = true;
    answer.lockOnScreenLock = true;
    return answer;
}

} // namespace

/// Narrows at once, widens only with the passphrase, and locks when the machine says that nobody is there.
class SecurityControllerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        crypto::initialise();
        m_now = usual();
        m_stage = std::make_unique<KeeperStage>();
        m_stage->answer<wire::StatusGet>([](const auto&) { return samples::openStatus(); });
        m_stage->answer<wire::SecurityGet>([this](const auto&) { return m_now; });
        m_stage->answer<wire::Lock>([](const auto&) { return wire::Done(); });
        m_stage->answer<wire::OwnerActive>([](const auto&) { return wire::Done(); });
        m_stage->answer<wire::LockRulesSet>([this](const wire::LockRulesSet& set) {
            m_now.autoLockMinutes = set.autoLockMinutes.value_or(m_now.autoLockMinutes);
            return m_now;
        });
        m_session = std::make_unique<SessionController>(m_stage->keeper());
        m_security = std::make_unique<SecurityController>(m_stage->keeper(), *m_session);
        QVERIFY(m_stage->open());
        QTRY_COMPARE(m_security->autoLockChoice(), 2);
        QTRY_COMPARE(m_session->phase(), SessionController::Open);
    }

    void aShorterTimeHoldsAtOnce()
    {
        m_security->setAutoLock(0);
        QTRY_COMPARE(m_security->autoLockChoice(), 0);
        QVERIFY(!m_security->needsPassphrase());
        const auto sent = m_stage->requests<wire::LockRulesSet>().front();
        QCOMPARE(sent.autoLockMinutes.value(), std::int64_t{15});
        QVERIFY(!sent.lockOnSuspend && !sent.passphrase);
    }

    void aLongerTimeWaitsForThePassphrase()
    {
        wire::ErrorBody needed;
        needed.code = "passphrase_needed";
        m_stage->refuse<wire::LockRulesSet>(needed);
        m_security->setAutoLock(3);
        QTRY_VERIFY(m_security->needsPassphrase());
        QCOMPARE(m_security->autoLockChoice(), 2); // what holds is shown, not what was wished
        m_security->cancel();
        QVERIFY(!m_security->needsPassphrase());
    }

    void whatHoldsIsShownAfterARefusal()
    {
        m_stage->refuse<wire::LockRulesSet>(samples::wrongPassphrase());
        m_security->setLockOnSuspend(false);
        QTRY_VERIFY(!m_security->errorText().isEmpty());
        QVERIFY(m_security->lockOnSuspend());
    }

    void theMachineLocksTheWallet()
    {
        m_security->suspending();
        QTRY_COMPARE(m_stage->requests<wire::Lock>().size(), 1U);
        QCOMPARE(m_stage->requests<wire::Lock>().front().because.value(), std::string("suspend"));
        m_security->screenLocked();
        QTRY_COMPARE(m_stage->requests<wire::Lock>().size(), 2U);
        QCOMPARE(m_stage->requests<wire::Lock>().back().because.value(), std::string("screen"));
    }

    void unlessTheOwnerSaidSo()
    {
        m_now.lockOnSuspend = m_now.lockOnScreenLock = false;
        Q_EMIT m_session->changed();
        QTRY_VERIFY(!m_security->lockOnSuspend());
        m_security->suspending();
        m_security->screenLocked();
        m_security->ownerActive();
        QTRY_COMPARE(m_stage->requests<wire::OwnerActive>().size(), 1U);
        QVERIFY(m_stage->requests<wire::Lock>().empty());
    }

    void unattendedPaymentsAreShown()
    {
        m_now.unattended = {"5.00 USD", "1.20 USD", "5000000", "1200000", 1'772'000'000'000};
        Q_EMIT m_session->changed();
        QTRY_VERIFY(m_security->unattended());
        QVERIFY(m_security->unattendedText().contains(QStringLiteral("1.20 USD used of 5.00 USD")));
    }

private:
    wire::SecurityAnswer m_now;
    std::unique_ptr<KeeperStage> m_stage;
    std::unique_ptr<SessionController> m_session;
    std::unique_ptr<SecurityController> m_security;
};

QTEST_GUILESS_MAIN(SecurityControllerTest)
#include "tst_security_controller.moc"
