#include "app/desktop/agents/agents_controller.h"
#include "app/desktop/controllers/proof_controller.h"
#include "app/desktop/controllers/session_controller.h"
#include "app/desktop/settings/settings_controller.h"
#include "app/desktop/welcome/welcome_controller.h"
#include "tests/app/desktop/stage/hand_clock.h"
#include "tests/app/desktop/stage/keeper_stage.h"
#include "tests/app/desktop/stage/samples.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace till;
using namespace till::desktop;

namespace {

const QByteArray
    kWords("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about");
const QByteArray kPassphrase("measure build teach rent model");

std::span<const std::uint8_t> bytesOf(const QByteArray& text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.constData()), static_cast<std::size_t>(text.size())};
}

QByteArray textOf(std::span<const std::uint8_t> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

} // namespace

class WelcomeControllerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<KeeperStage>();
        m_vault = "none";
        m_stage->answer<wire::StatusGet>([this](const auto&) {
            wire::StatusAnswer status = samples::openStatus();
            status.vault = m_vault;
            return status;
        });
        m_stage->answer<wire::AgentList>([](const auto&) { return wire::AgentsAnswer(); });
        m_stage->answer<wire::VaultCreate>([this](const wire::VaultCreate& create) {
            m_vault = "unlocked";
            return wire::VaultCreated{"v1", create.phrase ? std::string() : kWords.toStdString(), {}};
        });
        m_stage->answer<wire::AgentAdd>([](const wire::AgentAdd& add) {
            return wire::AgentAdded{samples::agent("a1", add.name, 0), "till_a1_secret", {}, {}};
        });
        m_directory = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<SettingsController>(m_directory->path(), QString());
        m_session = std::make_unique<SessionController>(m_stage->keeper());
        m_proof = std::make_unique<ProofController>(m_stage->keeper(), *m_session);
        m_agents = std::make_unique<AgentsController>(m_stage->keeper(), *m_session, *m_proof, m_clock);
        m_welcome = std::make_unique<WelcomeController>(m_stage->keeper(), *m_session, *m_agents, *m_settings,
                                                        m_clock);
        for (PassphraseItem* each : {&m_first, &m_second, &m_third}) {
            each->clear();
        }
        QVERIFY(m_stage->open());
        QTRY_VERIFY(m_welcome->active());
    }
    void cleanup() { m_welcome.reset(); }

    void endsWhenAVaultIsMadeElsewhere_data()
    {
        QTest::addColumn<QByteArray>("vault");
        QTest::newRow("locked") << QByteArray("locked");
        QTest::newRow("open") << QByteArray("unlocked");
    }
    void endsWhenAVaultIsMadeElsewhere()
    {
        QFETCH(QByteArray, vault);
        QCOMPARE(m_welcome->step(), WelcomeController::Choose);
        m_vault = vault.toStdString();
        m_session->refresh();
        QTRY_VERIFY(!m_welcome->active());
    }

    void twoPassphrasesThatDifferMakeNothing()
    {
        m_welcome->startNew();
        m_first.fill(bytesOf(kPassphrase));
        m_second.fill(bytesOf("something else"));
        m_welcome->create(&m_first, &m_second);
        QVERIFY(!m_welcome->errorText().isEmpty());
        QCOMPARE(m_second.length(), 0);
        QVERIFY(m_first.length() > 0);
        QTest::qWait(20);
        QVERIFY(m_stage->requests<wire::VaultCreate>().empty());
    }

    void aShortPassphraseMakesNothing()
    {
        m_welcome->startNew();
        m_first.fill(bytesOf("short"));
        m_second.fill(bytesOf("short"));
        m_welcome->create(&m_first, &m_second);
        QVERIFY(m_welcome->errorText().contains(QLatin1String("Too short")));
        QTest::qWait(20);
        QVERIFY(m_stage->requests<wire::VaultCreate>().empty());
    }

    void theOfferedWordsCanBeTaken()
    {
        m_welcome->startNew();
        QCOMPARE(m_welcome->offered()->count(), kOfferedWords);
        const QByteArray before = textOf(m_welcome->offered()->phrase());
        m_welcome->offerAnother();
        QVERIFY(textOf(m_welcome->offered()->phrase()) != before);
        m_welcome->useOffered(&m_first, &m_second);
        QCOMPARE(textOf(m_first.secret()), textOf(m_welcome->offered()->phrase()));
        QCOMPARE(m_second.length(), 0);
    }

    void theWholeWayTypesThePassphraseOnce()
    {
        makeVault();
        QCOMPARE(
            QByteArray::fromStdString(m_stage->requests<wire::VaultCreate>().front().passphrase.plainCopy()),
            kPassphrase);
        QCOMPARE(m_first.length() + m_second.length(), 0);
        QVERIFY(m_settings->wordsUnconfirmed());
        m_welcome->wordsWritten();
        fillWords();
        m_welcome->confirm(&m_first, &m_second, &m_third);
        QCOMPARE(m_welcome->step(), WelcomeController::Agent);
        QVERIFY(!m_settings->wordsUnconfirmed());
        QCOMPARE(m_welcome->words()->count(), 0);
        m_welcome->addAgent(QStringLiteral("scout"), 0);
        QTRY_COMPARE(m_welcome->step(), WelcomeController::Payment);
        const wire::AgentAdd added = m_stage->requests<wire::AgentAdd>().front();
        QCOMPARE(QByteArray::fromStdString(added.passphrase.plainCopy()), kPassphrase);
        QCOMPARE(*added.preset, std::string("practice"));
        QVERIFY(m_welcome->purchase()->possible());
        m_welcome->finish();
        QVERIFY(!m_welcome->active());
        QVERIFY(m_agents->freshToken().isEmpty());
    }

    void threeDifferentWordsAreAsked()
    {
        makeVault();
        for (int round = 0; round < 30; ++round) {
            m_welcome->wordsWritten();
            const QList<int> asked = m_welcome->asked();
            QCOMPARE(asked.size(), 3);
            QVERIFY(asked[0] >= 1 && asked[0] < asked[1] && asked[1] < asked[2] && asked[2] <= 12);
            m_welcome->back();
        }
    }

    void aWrongWordIsNamedAndNothingIsForgotten()
    {
        makeVault();
        m_welcome->wordsWritten();
        fillWords();
        m_second.fill(bytesOf("zebra"));
        m_welcome->confirm(&m_first, &m_second, &m_third);
        QVERIFY(m_welcome->errorText().contains(QString::number(m_welcome->asked().at(1))));
        QCOMPARE(m_welcome->step(), WelcomeController::Confirm);
        QCOMPARE(m_welcome->words()->count(), 12);
    }

    void laterKeepsTheWordsUntilTheLock()
    {
        makeVault();
        m_welcome->wordsWritten();
        m_welcome->confirmLater();
        m_welcome->skipAgent();
        QVERIFY(m_welcome->wordsAtHand());
        QVERIFY(m_settings->wordsUnconfirmed());
        m_vault = "locked";
        m_session->refresh();
        QTRY_VERIFY(!m_welcome->wordsAtHand());
        QVERIFY(m_settings->wordsUnconfirmed());
    }

    void restoringChecksTheWordsFirst_data()
    {
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<QString>("fault");
        QTest::newRow("too few") << QByteArray("abandon about") << QStringLiteral("Count them");
        QTest::newRow("not a word") << QByteArray(kWords).replace("about", "abuot")
                                    << QStringLiteral("spelling");
        QTest::newRow("checksum") << QByteArray(kWords).replace("about", "abandon")
                                  << QStringLiteral("fit together");
    }
    void restoringChecksTheWordsFirst()
    {
        QFETCH(QByteArray, words);
        QFETCH(QString, fault);
        m_welcome->startRestore();
        m_first.fill(bytesOf(words));
        m_welcome->takePhrase(&m_first);
        QCOMPARE(m_welcome->step(), WelcomeController::Phrase);
        QVERIFY2(m_welcome->errorText().contains(fault), qPrintable(m_welcome->errorText()));
    }

    void restoringSendsTheCanonicalWordsAndShowsNone()
    {
        m_welcome->startRestore();
        m_first.fill(bytesOf("  " + kWords.toUpper() + " "));
        m_welcome->takePhrase(&m_first);
        QCOMPARE(m_welcome->step(), WelcomeController::Passphrase);
        m_first.fill(bytesOf(kPassphrase));
        m_second.fill(bytesOf(kPassphrase));
        m_welcome->create(&m_first, &m_second);
        QTRY_COMPARE(m_welcome->step(), WelcomeController::Agent);
        QCOMPARE(m_stage->requests<wire::VaultCreate>().front().phrase->plainCopy(), kWords.toStdString());
        QVERIFY(!m_settings->wordsUnconfirmed());
    }

    void aRefusedVaultLeavesTheFormUsable()
    {
        m_stage->refuse<wire::VaultCreate>({.code = "vault_failed",
                                            .message = "The vault file could not be written",
                                            .moneyMoved = "no",
                                            .hint = "Check the disk."});
        m_welcome->startNew();
        m_first.fill(bytesOf(kPassphrase));
        m_second.fill(bytesOf(kPassphrase));
        m_welcome->create(&m_first, &m_second);
        QTRY_VERIFY(m_welcome->errorText().contains(QLatin1String("Check the disk")));
        QCOMPARE(m_welcome->step(), WelcomeController::Passphrase);
        QVERIFY(!m_welcome->busy());
        QCOMPARE(m_welcome->offered()->count(), kOfferedWords);
    }

private:
    void makeVault()
    {
        m_welcome->startNew();
        m_first.fill(bytesOf(kPassphrase));
        m_second.fill(bytesOf(kPassphrase));
        m_welcome->create(&m_first, &m_second);
        QTRY_COMPARE(m_welcome->step(), WelcomeController::Words);
        QCOMPARE(m_welcome->words()->count(), 12);
    }
    void fillWords()
    {
        const std::array fields{&m_first, &m_second, &m_third};
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const auto word = m_welcome->words()->word(m_welcome->asked().at(static_cast<qsizetype>(i)) - 1);
            fields.at(i)->fill({reinterpret_cast<const std::uint8_t*>(word.data()), word.size()});
        }
    }

    /// Locked memory is there before the first passphrase item is made.
    struct Ready {
        Ready() { crypto::initialise(); }
    };
    Ready m_ready;
    HandClock m_clock;
    std::string m_vault;
    PassphraseItem m_first;
    PassphraseItem m_second;
    PassphraseItem m_third;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<KeeperStage> m_stage;
    std::unique_ptr<SettingsController> m_settings;
    std::unique_ptr<SessionController> m_session;
    std::unique_ptr<ProofController> m_proof;
    std::unique_ptr<AgentsController> m_agents;
    std::unique_ptr<WelcomeController> m_welcome;
};

QTEST_MAIN(WelcomeControllerTest)
#include "tst_welcome_controller.moc"
