#include "tests/app/desktop/program/real_agent.h"
#include "tests/app/desktop/program/real_desk.h"

#include <QSignalSpy>
#include <QTest>

using namespace till::desktop;

namespace {
constexpr int kSlowMs = 60'000;
constexpr int kWaitSeconds = 250;
const QString kShop = QStringLiteral("http://api.shop.test/v1/search?page=%1");
const QString kNews = QStringLiteral("http://news.shop.test/v1/report?day=%1");
} // namespace

/// With the real programs: alike requests as one card and one decision, an approval that is remembered and
/// spares the next question, and its being forgotten again. Leaves pictures to be looked at.
class ApprovalMemoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_real = std::make_unique<RealDesk>();
        QVERIFY2(m_real->start(), qPrintable(m_real->whyNot()));
        m_real->window().resize(1280, 800);
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
    void cleanupTestCase()
    {
        m_agent.reset();
        m_real.reset();
    }

    void alikeRequestsAreOneCardAndOneDecision()
    {
        std::vector<RealAgent::Reply> alike;
        for (int page = 1; page <= 4; ++page) {
            alike.push_back(ask(kShop.arg(page), QStringLiteral("250000"),
                                QStringLiteral("Page %1 of the search results").arg(page)));
        }
        const RealAgent::Reply odd = ask(kShop.arg(5), QStringLiteral("900000"), QStringLiteral("Page 5"));
        QTRY_COMPARE_WITH_TIMEOUT(approvals().queue()->rowCount(), 5, kSlowMs);
        QTRY_COMPARE(approvals().groups()->rowCount(), 2);
        approvals().showAll();
        QCOMPARE(approvals().open()->alike(), 4);
        m_real->picture(QStringLiteral("approval-alike"));
        const QSignalSpy decided(&approvals(), &ApprovalsController::decided);
        QTRY_VERIFY(approvals().guard()->armed());
        QVERIFY(m_real->click("allowButton"));
        QTRY_COMPARE_WITH_TIMEOUT(decided.count(), 1, kSlowMs);
        for (const RealAgent::Reply& each : alike) {
            QCOMPARE(RealAgent::finish(*each).status, 200);
        }
        QVERIFY(!odd->isFinished());
        QTRY_COMPARE(approvals().open()->alike(), 1);
        m_real->picture(QStringLiteral("approval-odd"));
        QVERIFY(m_real->click("denyButton"));
        QCOMPARE(RealAgent::finish(*odd).status, 403);
    }

    void whatIsRememberedIsPaidWithoutAsking()
    {
        const RealAgent::Reply first = ask(kNews.arg(1), QStringLiteral("10000"), QStringLiteral("Daily"));
        QTRY_VERIFY_WITH_TIMEOUT(approvals().open()->present(), kSlowMs);
        QVERIFY(m_real->click("rememberSwitch"));
        QTRY_VERIFY_WITH_TIMEOUT(
            approvals().remember()->effectText().startsWith(QLatin1String("In the last 30 days")), kSlowMs);
        m_real->picture(QStringLiteral("approval-remember"));
        QVERIFY(m_real->click("rememberPassphrase"));
        m_real->type(RealOwner::kPassphrase);
        m_real->press(Qt::Key_Return); // Enter is never allow, also not here
        QVERIFY(!approvals().deciding());
        const QSignalSpy remembered(&approvals(), &ApprovalsController::remembered);
        m_real->pointTo(*m_real->find("allowButton"));
        QTRY_VERIFY(approvals().guard()->armed());
        QVERIFY(m_real->click("allowButton"));
        QTRY_COMPARE_WITH_TIMEOUT(remembered.count(), 1, kSlowMs);
        QCOMPARE(RealAgent::finish(*first).status, 200);
        m_real->picture(QStringLiteral("approval-remembered"));

        const RealAgent::Reply second = ask(kNews.arg(2), QStringLiteral("10000"), QStringLiteral("Daily"));
        QCOMPARE(RealAgent::finish(*second).status, 200);
        QCOMPARE(approvals().queue()->rowCount(), 0);
    }

    void whatIsForgottenIsAskedAgain()
    {
        const QSignalSpy forgotten(&approvals(), &ApprovalsController::forgotten);
        approvals().forgetLast();
        QTRY_COMPARE_WITH_TIMEOUT(forgotten.count(), 1, kSlowMs);
        const RealAgent::Reply third = ask(kNews.arg(3), QStringLiteral("10000"), QStringLiteral("Daily"));
        QTRY_COMPARE_WITH_TIMEOUT(approvals().queue()->rowCount(), 1, kSlowMs);
        QVERIFY(m_real->click("denyButton"));
        QCOMPARE(RealAgent::finish(*third).status, 403);
    }

    void languagesAndDirectionsFit()
    {
        const RealAgent::Reply waiting = ask(kNews.arg(4), QStringLiteral("10000"), QStringLiteral("Daily"));
        QTRY_VERIFY_WITH_TIMEOUT(approvals().open()->present(), kSlowMs);
        approvals().remember()->setOn(true);
        for (const char* language : {"de", "pseudo", "pseudo-rtl"}) {
            m_real->desk().settings()->overrideLanguage(QLatin1String(language));
            QTest::qWait(200);
            m_real->picture(QStringLiteral("approval-%1").arg(QLatin1String(language)));
        }
        m_real->desk().settings()->overrideLanguage(QStringLiteral("en"));
        QVERIFY(m_real->click("denyButton"));
        QCOMPARE(RealAgent::finish(*waiting).status, 403);
    }

private:
    ApprovalsController& approvals() { return *m_real->desk().approvals(); }
    RealAgent::Reply ask(const QString& url, const QString& amount, const QString& reason)
    {
        return m_agent->startAsking(practiceChallenge(QStringLiteral("Payment required"), url, amount), url,
                                    kWaitSeconds, reason);
    }

    std::unique_ptr<RealDesk> m_real;
    std::unique_ptr<RealAgent> m_agent;
};

QTEST_MAIN(ApprovalMemoryTest)
#include "tst_approval_memory.moc"
