#include "app/desktop/rules/rules_controller.h"

#include "app/desktop/agents/agents_controller.h"
#include "app/desktop/controllers/proof_controller.h"
#include "app/desktop/controllers/session_controller.h"
#include "core/policy/presets.h"
#include "tests/app/desktop/stage/hand_clock.h"
#include "tests/app/desktop/stage/keeper_stage.h"
#include "tests/app/desktop/stage/samples.h"

#include <QAbstractItemModelTester>
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

std::string preset(const char* name)
{
    return policy::toJson(*policy::presetPolicy(name, policy::TimeZone()));
}

std::string with(std::string document, std::string_view before, std::string_view after)
{
    const auto at = document.find(before);
    return at == std::string::npos ? document : document.replace(at, before.size(), after);
}

} // namespace

class RulesControllerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        crypto::initialise();
        m_stage = std::make_unique<KeeperStage>();
        m_effect = "tightens";
        m_version = 3;
        m_live = preset("everyday");
        m_waiting.reset();
        m_pending = {};
        m_stage->answer<wire::StatusGet>([](const auto&) { return samples::openStatus(); });
        m_stage->answer<wire::AgentList>([](const auto&) {
            return wire::AgentsAnswer{{samples::agent("a1", "one", 0), samples::agent("a2", "two", 1)}, {}};
        });
        m_stage->answer<wire::PolicyGet>([this](const wire::PolicyGet& get) {
            if (get.policy == "global") {
                return wire::PolicyShape{"global", "global", 0,
                                         "custom", "0x00",   policy::toJson(policy::emptyPolicy())};
            }
            const std::string document = get.version ? preset("careful") : m_live;
            return wire::PolicyShape{get.policy,
                                     "one",
                                     get.version.value_or(m_version),
                                     "everyday",
                                     "0x" + std::to_string(m_version),
                                     document};
        });
        m_stage->answer<wire::PolicyHistoryGet>([](const wire::PolicyHistoryGet& get) {
            wire::PolicyHistory history;
            history.versions = {{get.before.value_or(3) - (get.before ? 1 : 0),
                                 1,
                                 "tightens",
                                 "everyday",
                                 "app",
                                 "why",
                                 "0x00",
                                 "0x01",
                                 {}}};
            history.next = get.before ? std::nullopt : std::optional<std::int64_t>(3);
            return history;
        });
        m_stage->answer<wire::PendingList>([this](const auto&) { return m_pending; });
        m_stage->answer<wire::PendingRecall>([](const auto&) { return wire::PendingAnswer{3600, {}}; });
        m_stage->answer<wire::PresetList>([](const auto&) {
            return wire::PresetsAnswer{{{"careful", preset("careful")}, {"everyday", preset("everyday")}}};
        });
        m_stage->answer<wire::ShadowGet>([](const wire::ShadowGet& get) {
            wire::ShadowShape shape;
            shape.policy = get.policy;
            return shape;
        });
        m_stage->answer<wire::GrantList>([](const wire::GrantList& list) {
            wire::GrantShape first;
            first.id = list.after ? 2 : 1;
            first.agent = list.after ? "a2" : "a1";
            first.perDayMicro = first.perPaymentMicro = first.usedMicro = "1";
            return wire::GrantsAnswer{{first}, list.after ? std::nullopt : std::optional<std::int64_t>(1)};
        });
        m_stage->answer<wire::MoreList>([](const auto&) {
            wire::MoreShape open;
            open.id = 9;
            open.agent = "a1";
            open.state = "open";
            open.amountMicro = "2500000";
            wire::MoreShape denied = open;
            denied.id = 8;
            denied.state = "denied";
            return wire::MoreAnswer{{open, denied}};
        });
        m_stage->answer<wire::PolicySet>([this](const wire::PolicySet& set) {
            if (!set.checkOnly && !m_waiting) {
                ++m_version;
                m_live = set.document.value_or(preset(set.preset ? set.preset->c_str() : "careful"));
            }
            return wire::PolicyChanged{m_effect, m_version, set.checkOnly ? std::nullopt : m_waiting};
        });
        m_session = std::make_unique<SessionController>(m_stage->keeper());
        m_proof = std::make_unique<ProofController>(m_stage->keeper(), *m_session);
        m_agents = std::make_unique<AgentsController>(m_stage->keeper(), *m_session, *m_proof, m_clock);
        m_rules = std::make_unique<RulesController>(m_stage->keeper(), *m_session, *m_agents, m_clock);
        QVERIFY(m_stage->open());
        QTRY_VERIFY(m_agents->loaded());
        QTRY_COMPARE(m_session->phase(), SessionController::Open);
    }

    void nothingIsAskedUntilTheScreenIsShown()
    {
        QTest::qWait(30);
        QVERIFY(m_stage->requests<wire::PolicyGet>().empty());
        m_rules->setActive(true);
        QTRY_VERIFY(m_rules->loaded());
        QVERIFY(m_rules->global());
    }

    void everybodysRulesAreListed()
    {
        const QAbstractItemModelTester tester(m_rules->policies());
        QTRY_COMPARE(m_rules->policies()->rowCount(), 3);
        show("a1");
        QCOMPARE(m_rules->name(), QStringLiteral("one"));
        QCOMPARE(m_rules->summary(), QStringLiteral("Everyday. Version 3."));
        m_rules->step(1);
        QCOMPARE(m_rules->policyId(), QStringLiteral("a2"));
        m_rules->step(1); // there is none after it
        QCOMPARE(m_rules->policyId(), QStringLiteral("a2"));
        QTRY_VERIFY(m_rules->loaded());
    }

    void tighteningAsksNoPassphrase()
    {
        show("a1");
        edit("/rules/0/when/amount/above", "0.25");
        m_rules->startSave();
        QTRY_COMPARE(m_rules->save()->effect(), QStringLiteral("tightens"));
        QVERIFY(!m_rules->save()->loosens());
        QCOMPARE(m_rules->save()->changes()->rowCount(), 2);
        const QSignalSpy done(m_rules.get(), &RulesController::done);
        m_rules->save()->confirm(QStringLiteral("  too much  "), nullptr);
        QTRY_COMPARE(done.count(), 1);
        const auto sent = m_stage->requests<wire::PolicySet>();
        QCOMPARE(sent.size(), 2U);
        QVERIFY(sent[0].checkOnly);
        QVERIFY(!sent[1].checkOnly);
        QCOMPARE(sent[1].reason, std::string("too much"));
        QCOMPARE(sent[1].by, std::string("app"));
        QVERIFY(!sent[1].passphrase);
        QTRY_VERIFY(!m_rules->draft()->dirty());
        QTRY_COMPARE(m_rules->summary(), QStringLiteral("Everyday. Version 4."));
    }

    void looseningSendsThePassphraseInTheSameFrame()
    {
        m_effect = "loosens";
        show("a1");
        edit("/budgets/0/limit/usd", "50");
        m_rules->startSave();
        QTRY_VERIFY(m_rules->save()->loosens());
        m_rules->save()->confirm(QStringLiteral("more"), nullptr); // without one nothing is sent
        QTest::qWait(30);
        QCOMPARE(m_stage->requests<wire::PolicySet>().size(), 1U);
        m_rules->save()->confirmWith(QStringLiteral("more"), passphrase());
        QTRY_COMPARE(m_stage->requests<wire::PolicySet>().size(), 2U);
        QCOMPARE(QByteArray::fromStdString(m_stage->requests<wire::PolicySet>()[1].passphrase->plainCopy()),
                 kPassphrase);
        QTRY_VERIFY(!m_rules->save()->open());
    }

    void aWrongPassphraseChangesNothingAndKeepsTheDraft()
    {
        m_effect = "mixed";
        show("a1");
        edit("/budgets/0/limit/usd", "50");
        m_rules->startSave();
        QTRY_VERIFY(m_rules->save()->loosens());
        m_stage->refuse<wire::PolicySet>(samples::wrongPassphrase());
        m_rules->save()->confirmWith({}, passphrase());
        QTRY_COMPARE(m_rules->save()->errorText(),
                     QStringLiteral("The passphrase is not right. No money moved. Try again in 2 s."));
        QVERIFY(m_rules->save()->open());
        QVERIFY(!m_rules->save()->busy());
        QVERIFY(m_rules->draft()->dirty());
    }

    void whatWaitsIsShownAndCalledBack()
    {
        m_effect = "loosens";
        m_waiting =
            wire::PendingShape{5, "a1", "Version 4 of the policy", "app", "", 0, m_clock.nowMs() + 3'600'000};
        show("a1");
        edit("/budgets/0/limit/usd", "50");
        m_rules->startSave();
        QTRY_VERIFY(m_rules->save()->loosens());
        m_pending = {3600, {*m_waiting, {6, "a2", "Version 2 of the policy", "cli", "", 0, 1}}};
        const QSignalSpy done(m_rules.get(), &RulesController::done);
        m_rules->save()->confirmWith({}, passphrase());
        QTRY_COMPARE(done.count(), 1);
        QVERIFY(done.first().first().toString().contains(QLatin1String("call it back")));
        QTRY_COMPARE(m_rules->pending()->rowCount(), 1);
        QTRY_VERIFY(!m_rules->draft()->dirty());
        m_rules->recall(5);
        QTRY_COMPARE(m_rules->pending()->rowCount(), 0);
        QCOMPARE(m_stage->requests<wire::PendingRecall>().front().id, 5);
    }

    void aDraftStaysWhileAnotherPolicyIsLookedAt()
    {
        show("a1");
        edit("/default", "ask");
        show("a2");
        QVERIFY(!m_rules->draft()->dirty());
        QVERIFY(m_rules->policies()->index(1).data(PolicyListModel::EditedRole).toBool());
        show("a1");
        QVERIFY(m_rules->draft()->dirty());
        QCOMPARE(m_rules->draft()->document().policy().otherwise, policy::Verdict::Ask);
        m_rules->draft()->discard();
        QVERIFY(!m_rules->policies()->index(1).data(PolicyListModel::EditedRole).toBool());
    }

    void aChangeMadeElsewhereIsSaid()
    {
        show("a1");
        edit("/default", "deny");
        m_version = 4;
        m_live = with(m_live, R"("default":"allow")", R"("default":"ask")");
        m_rules->setActive(false);
        m_rules->setActive(true);
        QTRY_VERIFY(m_rules->movedText().contains(QLatin1String("version 4")));
        QCOMPARE(m_rules->draft()->document().policy().otherwise, policy::Verdict::Deny);
    }

    void aPresetIsSavedByItsName()
    {
        m_live = with(m_live, R"("perPaymentUsd":"2.00")",
                      R"("perPaymentUsd":"2.00","privateHosts":["127.0.0.1"])");
        show("a1");
        m_rules->usePreset(QStringLiteral("careful"));
        QVERIFY(m_rules->draft()->dirty());
        QCOMPARE(m_rules->draft()->document().policy().privateHosts, std::vector<std::string>{"127.0.0.1"});
        m_rules->startSave();
        QTRY_VERIFY(!m_stage->requests<wire::PolicySet>().empty());
        QCOMPARE(m_stage->requests<wire::PolicySet>().front().preset, std::optional<std::string>("careful"));
        QVERIFY(!m_stage->requests<wire::PolicySet>().front().document);
    }

    void anOldVersionIsRestoredByItsNumber()
    {
        show("a1");
        m_rules->startRestore(2);
        QTRY_VERIFY(m_rules->save()->open());
        QVERIFY(m_rules->save()->changes()->rowCount() > 0);
        QTRY_COMPARE(m_rules->save()->effect(), QStringLiteral("tightens"));
        m_rules->save()->confirm(QStringLiteral("back"), nullptr);
        QTRY_VERIFY(!m_rules->save()->open());
        QCOMPARE(m_stage->requests<wire::PolicySet>().back().restore, std::optional<std::int64_t>(2));
        QTRY_COMPARE(m_rules->draft()->live().text(), preset("careful"));
    }

    void olderVersionsAreLoadedOnDemand()
    {
        show("a1");
        QTRY_VERIFY(m_rules->moreVersions());
        QTRY_COMPARE(m_rules->versions()->rowCount(), 1);
        m_rules->loadOlderVersions();
        QTRY_COMPARE(m_rules->versions()->rowCount(), 2);
        QVERIFY(!m_rules->moreVersions());
    }

    void aReplayCountsWhatWouldDiffer()
    {
        m_stage->answer<wire::PolicySimulate>([](const wire::PolicySimulate& simulate) {
            wire::PolicySimulated answer;
            answer.agent = simulate.agent;
            answer.asks = 46;
            answer.differ = 1;
            answer.changes = {
                {"allow", "allow", 41}, {"allow", "deny", 1}, {"ask", "ask", 3}, {"deny", "deny", 1}};
            answer.first = {{"pay_1", 1, "allow", "deny", "over the limit"}};
            return answer;
        });
        show("a1");
        edit("/default", "ask");
        m_rules->trial()->run();
        QTRY_VERIFY(m_rules->trial()->ready());
        QCOMPARE(
            m_rules->trial()->sentence(),
            QStringLiteral("The last 30 days: 41 payments would have been allowed, 3 asked, 2 denied. 1 that "
                           "was allowed would be denied."));
        QCOMPARE(m_rules->trial()->differences()->rowCount(), 1);
        QVERIFY(!m_rules->trial()->stale());
        QCOMPARE(m_stage->requests<wire::PolicySimulate>().front().document,
                 m_rules->draft()->document().text());
        edit("/default", "deny");
        QVERIFY(m_rules->trial()->stale());
    }

    void aShadowIsSetShownAndDropped()
    {
        m_stage->answer<wire::ShadowSet>([](const wire::ShadowSet& set) {
            wire::ShadowShape shape;
            shape.policy = set.policy;
            shape.isSet = true;
            shape.document = set.document;
            shape.decided = 5;
            shape.differ = 1;
            shape.counts = {{"allow", "ask", 1}, {"allow", "allow", 4}};
            shape.examples = {{"pay_2", 1, "allow", "ask", "above 0.25"}};
            return shape;
        });
        m_stage->answer<wire::ShadowClear>([](const auto&) { return wire::ShadowShape(); });
        show("a1");
        edit("/default", "ask");
        m_rules->trial()->shadowDraft();
        QTRY_VERIFY(m_rules->trial()->shadowSet());
        QVERIFY(m_rules->trial()->shadowIsDraft());
        QCOMPARE(m_rules->trial()->shadowSentence(),
                 QStringLiteral(
                     "1 of 5 decided otherwise. 4 payments would have been allowed, 1 asked, 0 denied. 1 "
                     "that was allowed would be asked."));
        m_rules->draft()->discard();
        QVERIFY(!m_rules->trial()->shadowIsDraft());
        m_rules->trial()->takeShadow();
        QVERIFY(m_rules->draft()->dirty());
        m_rules->trial()->dropShadow();
        QTRY_VERIFY(!m_rules->trial()->shadowSet());
    }

    void grantsAndRequestsAreThoseOfTheAgent()
    {
        m_rules->setActive(true);
        QTRY_COMPARE(m_rules->allowances()->grants()->rowCount(), 2); // global: everybody's, of all pages
        show("a1");
        QTRY_COMPARE(m_rules->allowances()->grants()->rowCount(), 1);
        QCOMPARE(m_rules->allowances()->requests()->rowCount(), 1); // what was denied is over
        QCOMPARE(m_rules->allowances()->waitingCount(), 1);
        show("a2");
        QTRY_COMPARE(m_rules->allowances()->requests()->rowCount(), 0);
    }

    void revokingNeedsNoPassphrase()
    {
        m_stage->answer<wire::GrantEnd>([](const auto&) { return wire::Done(); });
        m_rules->setActive(true);
        QTRY_COMPARE(m_rules->allowances()->grants()->rowCount(), 2);
        const QSignalSpy done(m_rules.get(), &RulesController::done);
        m_rules->allowances()->revoke(1);
        QTRY_COMPARE(done.count(), 1);
        QCOMPARE(m_stage->requests<wire::GrantEnd>().front().id, 1);
    }

    void moreIsGrantedExactlyWithAPassphrase()
    {
        m_stage->answer<wire::MoreDecide>([](const wire::MoreDecide& decide) {
            wire::MoreShape shape;
            shape.id = decide.id;
            shape.state = "granted";
            return wire::MoreAnswer{{shape}};
        });
        m_rules->setActive(true);
        PassphraseItem typed;
        typed.fill(passphrase());
        m_rules->allowances()->grantMore(9, QStringLiteral("2,50"), QStringLiteral("2099-01-01 12:00"),
                                         &typed);
        QVERIFY(!m_rules->allowances()->errorText().isEmpty());
        m_rules->allowances()->grantMore(9, QStringLiteral("2.50"), QStringLiteral("2020-01-01 12:00"),
                                         &typed);
        QVERIFY(!m_rules->allowances()->errorText().isEmpty());
        m_rules->allowances()->grantMore(9, QStringLiteral("2.50"), QStringLiteral("2099-01-01 12:00"),
                                         &typed);
        QTRY_COMPARE(m_stage->requests<wire::MoreDecide>().size(), 1U);
        const wire::MoreDecide sent = m_stage->requests<wire::MoreDecide>().front();
        QCOMPARE(sent.limitMicro, std::string("2500000"));
        QCOMPARE(sent.decision, std::string("grant"));
        QCOMPARE(QByteArray::fromStdString(sent.passphrase->plainCopy()), kPassphrase);
        QCOMPARE(typed.length(), 0);
    }

private:
    void show(const char* policy)
    {
        m_rules->setActive(true);
        QTRY_VERIFY(m_rules->policies()->rowCount() == 3);
        m_rules->select(QLatin1String(policy));
        QTRY_VERIFY(m_rules->loaded());
    }
    void edit(const char* path, const char* value)
    {
        m_rules->draft()->edit(QLatin1String(path));
        m_rules->draft()->editor()->accept(QLatin1String(value));
        QVERIFY(m_rules->draft()->dirty());
    }

    HandClock m_clock;
    std::string m_effect;
    std::int64_t m_version = 3;
    std::string m_live;
    std::optional<wire::PendingShape> m_waiting;
    wire::PendingAnswer m_pending;
    std::unique_ptr<KeeperStage> m_stage;
    std::unique_ptr<SessionController> m_session;
    std::unique_ptr<ProofController> m_proof;
    std::unique_ptr<AgentsController> m_agents;
    std::unique_ptr<RulesController> m_rules;
};

QTEST_MAIN(RulesControllerTest)
#include "tst_rules_controller.moc"
