#include "tests/app/desktop/program/real_desk.h"

#include <QTest>

using namespace till::desktop;

namespace {
constexpr int kSlowMs = 60'000; ///< Argon2id with 256 MiB, on a busy machine
const QByteArray kPassphrase("Measure-build; teach rent 7");
const char* const kWordFields[] = {"wordA", "wordB", "wordC"};
} // namespace

/// A person's first minutes with the real programs: from an empty directory to a settled practice payment.
class FirstStartTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_real = std::make_unique<RealDesk>();
        QVERIFY2(m_real->start(), qPrintable(m_real->whyNot()));
        QTRY_VERIFY(welcome().active());
    }
    void cleanup() { m_real.reset(); }

    void fromNothingToASettledPayment()
    {
        makeVault();
        answerWords();
        addAgent();
        QVERIFY(m_real->click("buyFortune"));
        QTRY_VERIFY_WITH_TIMEOUT(purchase().done(), kSlowMs);
        QVERIFY2(purchase().errorText().isEmpty(), qPrintable(purchase().errorText()));
        QTRY_COMPARE(purchase().receipt()->status(), QStringLiteral("settled"));
        QVERIFY(purchase().receipt()->practice());
        QCOMPARE(purchase().receipt()->amountText(), QStringLiteral("0.01"));
        QVERIFY(m_real->find("fortuneRow") != nullptr);
        m_real->picture(QStringLiteral("welcome-5-paid"));

        QVERIFY(m_real->click("finishWelcome"));
        QTRY_VERIFY(!welcome().active());
        OverviewController& overview = *m_real->desk().overview();
        QTRY_COMPARE_WITH_TIMEOUT(overview.spentToday(), QStringLiteral("0.01"), kSlowMs);
        QVERIFY(overview.practice());
        QCOMPARE(m_real->desk().ledger()->payments()->rowCount(), 1);
        QTRY_VERIFY(m_real->desk().ledger()->footerText().contains(QLatin1String("practice paid")));
    }

    void wordsPutOffAreAskedForAgain()
    {
        makeVault();
        QVERIFY(m_real->click("wordsWritten"));
        QVERIFY(m_real->click("confirmLater"));
        QVERIFY(m_real->click("skipAgent"));
        QTRY_VERIFY(!welcome().active());
        QVERIFY(m_real->find("wordsBanner") != nullptr);
        QVERIFY(welcome().wordsAtHand());
        m_real->press(Qt::Key_L, Qt::ControlModifier);
        QTRY_COMPARE(m_real->desk().session()->phase(), SessionController::Locked);
        QVERIFY(!welcome().wordsAtHand());
    }

    void unlockingTakesTheRightPassphrase()
    {
        makeVault();
        m_real->press(Qt::Key_L, Qt::ControlModifier);
        QTRY_COMPARE(m_real->desk().session()->phase(), SessionController::Locked);
        QVERIFY(m_real->find("unlockPassphrase") != nullptr);
        m_real->type("not the passphrase");
        m_real->press(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!m_real->desk().proof()->errorText().isEmpty(), kSlowMs);
        QCOMPARE(m_real->desk().session()->phase(), SessionController::Locked);
        // The keeper makes the next try wait; the app says so and asks again.
        QTest::qWait(2500);
        m_real->type(kPassphrase);
        QVERIFY(m_real->click("unlockButton"));
        QTRY_COMPARE_WITH_TIMEOUT(m_real->desk().session()->phase(), SessionController::Open, kSlowMs);
        QTRY_VERIFY(m_real->desk().session()->proved());
    }

    void restoringBringsTheAccountBack()
    {
        QVERIFY(m_real->click("restoreVault"));
        QVERIFY(m_real->find("recoveryPhrase") != nullptr);
        m_real->type(
            "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about");
        QVERIFY(m_real->click("phraseNext"));
        typePassphrases();
        QTRY_COMPARE_WITH_TIMEOUT(welcome().step(), WelcomeController::Agent, kSlowMs);
        AccountListModel& accounts = *m_real->desk().accounts()->list();
        QTRY_VERIFY(accounts.rowCount() > 0);
        // The address that these words give in every BIP-44 wallet (m/44'/60'/0'/0/0).
        QCOMPARE(accounts.index(0).data(AccountListModel::AddressRole).toString(),
                 QStringLiteral("0x9858EfFD232B4033E47d90003D41EC34EcaEda94"));
    }

private:
    WelcomeController& welcome() { return *m_real->desk().welcome(); }
    PracticePurchase& purchase() { return *welcome().purchase(); }

    void typePassphrases()
    {
        QVERIFY(m_real->find("newPassphrase") != nullptr);
        m_real->type(kPassphrase);
        m_real->press(Qt::Key_Return);
        m_real->type(kPassphrase);
        m_real->picture(QStringLiteral("welcome-1-passphrase"));
        QVERIFY(m_real->click("createVault"));
    }
    void makeVault()
    {
        QVERIFY(m_real->click("newVault"));
        typePassphrases();
        QTRY_COMPARE_WITH_TIMEOUT(welcome().step(), WelcomeController::Words, kSlowMs);
        QVERIFY(m_real->find("recoveryWords") != nullptr);
        m_real->picture(QStringLiteral("welcome-2-words"));
    }
    void answerWords()
    {
        QVERIFY(m_real->click("wordsWritten"));
        for (int i = 0; i < 3; ++i) {
            QVERIFY(m_real->find(kWordFields[i]) != nullptr);
            const std::string_view word = welcome().words()->word(welcome().asked().at(i) - 1);
            m_real->type(QByteArray(word.data(), static_cast<qsizetype>(word.size())));
            if (i == 2) {
                m_real->picture(QStringLiteral("welcome-2-three-words"));
            }
            m_real->press(Qt::Key_Return);
        }
        QTRY_COMPARE(welcome().step(), WelcomeController::Agent);
        m_real->picture(QStringLiteral("welcome-3-agent"));
    }
    void addAgent()
    {
        QVERIFY(m_real->find("firstAgentName") != nullptr);
        m_real->type("research-bot");
        QVERIFY(m_real->click("preset0"));
        QVERIFY(m_real->click("firstAgentAdd"));
        QTRY_COMPARE_WITH_TIMEOUT(welcome().step(), WelcomeController::Payment, kSlowMs);
        m_real->picture(QStringLiteral("welcome-4-payment"));
    }

    std::unique_ptr<RealDesk> m_real;
};

QTEST_MAIN(FirstStartTest)
#include "tst_first_start.moc"
