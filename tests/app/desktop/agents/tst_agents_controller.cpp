#include "app/desktop/agents/agents_controller.h"
#include "app/desktop/controllers/proof_controller.h"
#include "app/desktop/controllers/session_controller.h"
#include "tests/app/desktop/stage/hand_clock.h"
#include "tests/app/desktop/stage/keeper_stage.h"
#include "tests/app/desktop/stage/samples.h"

#include <QSignalSpy>
#include <QTest>

using namespace till;
using namespace till::desktop;

namespace {
const QByteArray kPassphrase("correct \"horse\"");
std::span<const std::uint8_t> passphrase()
{
    return {reinterpret_cast<const std::uint8_t*>(kPassphrase.constData()),
            static_cast<std::size_t>(kPassphrase.size())};
}
} // namespace

class AgentsControllerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        crypto::initialise();
        m_stage = std::make_unique<KeeperStage>();
        m_proved = true;
        m_stage->answer<wire::StatusGet>([this](const auto&) {
            wire::StatusAnswer status = samples::openStatus();
            status.proved = m_proved;
            return status;
        });
        m_stage->answer<wire::AgentList>([](const wire::AgentList& list) {
            return list.after ? wire::AgentsAnswer{{samples::agent("a2", "two", 1)}, {}}
                              : wire::AgentsAnswer{{samples::agent("a1", "one", 0)}, "a1"};
        });
        m_stage->answer<wire::AgentAdd>([](const wire::AgentAdd& add) {
            return wire::AgentAdded{samples::agent("a3", add.name, 2), "till_a3_secret", {}, {}};
        });
        m_stage->answer<wire::AgentSetState>([](const wire::AgentSetState& set) {
            wire::AgentShape agent = samples::agent(set.agent, "one", 0);
            agent.state = set.state;
            return wire::AgentsAnswer{{agent}, {}};
        });
        m_stage->answer<wire::OverviewGet>([](const wire::OverviewGet& get) {
            wire::Overview overview;
            if (get.practice && get.groupBy == "agent") {
                overview.series = {{"a1", "one", 0, {"60000"}}, {"a2", "two", 1, {"0"}}};
            }
            return overview;
        });
        m_session = std::make_unique<SessionController>(m_stage->keeper());
        m_proof = std::make_unique<ProofController>(m_stage->keeper(), *m_session);
        m_agents = std::make_unique<AgentsController>(m_stage->keeper(), *m_session, *m_proof, m_clock);
        QVERIFY(m_stage->open());
        QTRY_VERIFY(m_agents->loaded());
        QTRY_COMPARE(m_session->phase(), SessionController::Open);
    }

    void practiceMoneyOfTodayStandsBesideTheBudget()
    {
        const auto practiceOf = [this](int row) {
            return m_agents->list()->index(row).data(AgentListModel::PracticeTodayTextRole).toString();
        };
        QTRY_COMPARE(practiceOf(0), QStringLiteral("0.06\u00a0USD"));
        QTRY_COMPARE(m_agents->list()->rowCount(), 2);
        QCOMPARE(practiceOf(1), QString()); // nothing today
    }

    void allPagesAreRead()
    {
        QTRY_COMPARE(m_agents->list()->rowCount(), 2);
        QCOMPARE(m_agents->namesForFilter(),
                 QStringList({QStringLiteral("All agents"), QStringLiteral("one"), QStringLiteral("two")}));
        QCOMPARE(m_agents->idForFilter(0), QString());
        QCOMPARE(m_agents->idForFilter(2), QStringLiteral("a2"));
        QCOMPARE(m_agents->filterIndexOf(QStringLiteral("a2")), 2);
        QCOMPARE(m_agents->filterIndexOf(QStringLiteral("gone")), 0);
    }

    void aNewAgentBringsItsTokenOnce()
    {
        const QSignalSpy added(m_agents.get(), &AgentsController::added);
        m_agents->addWith(QStringLiteral("  scout "), QStringLiteral("everyday"), true, passphrase());
        QTRY_COMPARE(added.count(), 1);
        const wire::AgentAdd request = m_stage->requests<wire::AgentAdd>().front();
        QCOMPARE(QByteArray::fromStdString(request.passphrase.plainCopy()), kPassphrase);
        QCOMPARE(request.name, std::string("scout"));
        QCOMPARE(request.privateHosts, std::vector<std::string>{"127.0.0.1"});
        QCOMPARE(m_agents->freshToken(), QStringLiteral("till_a3_secret"));
        QVERIFY(m_agents->snippets()->rowCount() >= 5);
        m_agents->forgetToken();
        QVERIFY(m_agents->freshToken().isEmpty());
        QCOMPARE(m_agents->snippets()->rowCount(), 0);
    }

    void snippetsAreCompleteAndOfThisEndpoint()
    {
        m_agents->addWith(QStringLiteral("scout"), QStringLiteral("everyday"), false, passphrase());
        QTRY_VERIFY(!m_agents->freshToken().isEmpty());
        QVERIFY(m_stage->requests<wire::AgentAdd>().front().privateHosts.empty());
        for (int row = 0; row < m_agents->snippets()->rowCount(); ++row) {
            const QString code = m_agents->snippets()->codeAt(row);
            QVERIFY2(!code.contains(QLatin1Char('@')) || code.contains(QLatin1String("@@")),
                     qPrintable(code));
            QVERIFY(code.contains(QLatin1String("till_a3_secret")));
            QVERIFY(code.contains(QLatin1String("http://127.0.0.1:4402")));
        }
    }

    void aRefusalSaysWhyAndKeepsNoToken()
    {
        m_stage->refuse<wire::AgentAdd>(samples::wrongPassphrase());
        m_agents->addWith(QStringLiteral("scout"), QStringLiteral("careful"), false, passphrase());
        QTRY_COMPARE(m_agents->errorText(),
                     QStringLiteral("The passphrase is not right. No money moved. Try again in 2 s."));
        QVERIFY(m_agents->freshToken().isEmpty());
        QVERIFY(!m_agents->busy());
    }

    void pausingIsFreeAndResumingNeedsAProof()
    {
        QTRY_COMPARE(m_agents->list()->rowCount(), 2);
        m_proved = false;
        m_session->refresh();
        QTRY_VERIFY(!m_session->proved());
        m_agents->pause(QStringLiteral("a1"));
        QTRY_VERIFY(m_agents->list()->index(0).data(AgentListModel::PausedRole).toBool());
        m_agents->resume(QStringLiteral("a1"));
        QVERIFY(m_proof->wanted());
        QTest::qWait(30);
        QCOMPARE(m_stage->requests<wire::AgentSetState>().size(), 1U);
        m_stage->answer<wire::Prove>([](const auto&) { return wire::Done(); });
        PassphraseItem typed;
        typed.fill(passphrase());
        m_proof->submit(&typed);
        QTRY_COMPARE(m_stage->requests<wire::AgentSetState>().size(), 2U);
        QCOMPARE(m_stage->requests<wire::AgentSetState>().back().state, std::string("active"));
        QCOMPARE(QByteArray::fromStdString(m_stage->requests<wire::Prove>().front().passphrase.plainCopy()),
                 kPassphrase);
        QCOMPARE(typed.length(), 0);
        QVERIFY(!m_proof->wanted());
    }

    void aWrongProofChangesNothing()
    {
        m_proved = false;
        m_session->refresh();
        QTRY_VERIFY(!m_session->proved());
        m_stage->refuse<wire::Prove>(samples::wrongPassphrase());
        m_agents->resume(QStringLiteral("a1"));
        PassphraseItem typed;
        typed.fill(passphrase());
        m_proof->submit(&typed);
        QTRY_VERIFY(!m_proof->errorText().isEmpty());
        QVERIFY(m_proof->wanted());
        QVERIFY(m_stage->requests<wire::AgentSetState>().empty());
        m_proof->cancel();
        QVERIFY(!m_proof->wanted());
    }

private:
    HandClock m_clock;
    bool m_proved = true;
    std::unique_ptr<KeeperStage> m_stage;
    std::unique_ptr<SessionController> m_session;
    std::unique_ptr<ProofController> m_proof;
    std::unique_ptr<AgentsController> m_agents;
};

QTEST_MAIN(AgentsControllerTest)
#include "tst_agents_controller.moc"
