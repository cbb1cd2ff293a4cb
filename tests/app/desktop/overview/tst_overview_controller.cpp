#include "app/desktop/controllers/session_controller.h"
#include "app/desktop/models/agent_list_model.h"
#include "app/desktop/overview/overview_controller.h"
#include "tests/app/desktop/stage/hand_clock.h"
#include "tests/app/desktop/stage/keeper_stage.h"
#include "tests/app/desktop/stage/samples.h"

#include <QTest>

using namespace till;
using namespace till::desktop;

class OverviewControllerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<KeeperStage>();
        m_stage->answer<wire::StatusGet>([](const auto&) { return samples::openStatus(); });
        m_stage->answer<wire::PaymentsList>([](const auto&) {
            return wire::PaymentsPage{{samples::payment(1)}, {}};
        });
        m_stage->answer<wire::OverviewGet>(
            [this](const wire::OverviewGet& get) { return get.practice ? m_practice : m_real; });
        m_real = {};
        m_real.spentToday = "0.00";
        m_practice = {};
        m_practice.spentToday = "2.05";
        m_practice.atRisk = "0.25";
        m_practice.bucketStartsMs = {1'772'000'000'000, 1'772'003'600'000};
        m_practice.series = {{"a1", "scout", 3, {"100000", "200001"}}, {"a2", "bot", 8, {"0", "1"}}};
        m_session = std::make_unique<SessionController>(m_stage->keeper());
        m_overview = std::make_unique<OverviewController>(m_stage->keeper(), *m_session, m_agents, m_clock);
        QVERIFY(m_stage->open());
        QTRY_COMPARE(m_session->phase(), SessionController::Open);
    }

    void asksNothingWhileHidden()
    {
        m_stage->push(wire::PaymentsEvent{{samples::payment(2)}, 0});
        QTRY_COMPARE(m_overview->feed()->rowCount(), 2);
        QVERIFY(m_stage->requests<wire::OverviewGet>().empty());
        m_overview->setActive(true);
        QTRY_VERIFY(m_overview->loaded());
    }

    void showsPracticeMoneyWhenThereIsNoOther()
    {
        m_overview->setActive(true);
        QTRY_COMPARE(m_overview->spentToday(), QStringLiteral("2.05"));
        QVERIFY(m_overview->practice());
        QVERIFY(m_overview->hasRisk());
    }

    void staysWithTheKindOfMoneyThatWasChosen()
    {
        m_overview->setActive(true);
        QTRY_VERIFY(m_overview->practice());
        m_overview->setPractice(false);
        QTRY_COMPARE(m_overview->spentToday(), QStringLiteral("0.00"));
        QTest::qWait(30);
        QVERIFY(!m_overview->practice());
    }

    void realMoneyIsShownFirst()
    {
        m_real.spentToday = "0.40";
        m_overview->setActive(true);
        QTRY_COMPARE(m_overview->spentToday(), QStringLiteral("0.40"));
        QVERIFY(!m_overview->practice());
    }

    void budgetsThatCountPaymentsStandWithTheAgent()
    {
        m_real.spentToday = "0.40";
        wire::BudgetEffect counted = samples::dayBudget();
        counted.unit = "payments";
        m_real.budgets = {samples::dayBudget(), counted};
        m_overview->setActive(true);
        QTRY_COMPARE(m_overview->spentToday(), QStringLiteral("0.40"));
        QCOMPARE(m_overview->budgets()->rowCount(), 1);
    }

    void insightsAreAskedForTheSameTimeAndMoney()
    {
        m_overview->setActive(true);
        QTRY_VERIFY(m_overview->practice());
        m_overview->setRange(static_cast<int>(Range::Week));
        QTRY_VERIFY(m_stage->requests<wire::InsightsGet>().size() >= 3U);
        const wire::InsightsGet last = m_stage->requests<wire::InsightsGet>().back();
        QVERIFY(last.practice);
        QCOMPARE(last.untilMs - last.fromMs, 7LL * 24 * 3'600'000);
    }

    void tagsAreAGroupingToo()
    {
        m_overview->setActive(true);
        QTRY_VERIFY(m_overview->loaded());
        m_overview->setGrouping(3);
        QTRY_COMPARE(m_stage->requests<wire::OverviewGet>().back().groupBy, std::string("tag"));
        QTRY_COMPARE(m_overview->chartTitle(), QStringLiteral("Spent by tag"));
    }

    void chartSumsAreExact()
    {
        m_overview->setActive(true);
        QTRY_COMPARE(m_overview->spend()->table().buckets.size(), 2);
        const charts::SpendTable& table = m_overview->spend()->table();
        QCOMPARE(table.series.at(0).totalText, QStringLiteral("0.300001\u00a0USD"));
        QCOMPARE(table.series.at(0).colorIndex, 3);
        QCOMPARE(table.series.at(1).colorIndex, -1);
        QCOMPARE(table.buckets.at(1).totalText, QStringLiteral("0.200002\u00a0USD"));
        QCOMPARE(table.cells.at(1).at(0).text, QStringLiteral("0.200001\u00a0USD"));
        QVERIFY2(m_overview->chartSummary().contains(QLatin1String("Most: scout")),
                 qPrintable(m_overview->chartSummary()));
    }

    void aRangeBringsItsBarsAlong()
    {
        m_overview->setActive(true);
        QTRY_VERIFY(m_overview->loaded());
        m_overview->setRange(static_cast<int>(Range::Month));
        QCOMPARE(m_overview->bucket(), static_cast<int>(Bucket::Day));
        QTRY_COMPARE(m_stage->requests<wire::OverviewGet>().back().bucket, std::string("day"));
        const wire::OverviewGet last = m_stage->requests<wire::OverviewGet>().back();
        QCOMPARE(last.untilMs - last.fromMs, 30LL * 24 * 3'600'000);
    }

    void manyChangesAreOneQuestion()
    {
        m_overview->setActive(true);
        QTRY_VERIFY(m_overview->practice());
        QTRY_COMPARE(m_stage->requests<wire::OverviewGet>().size(), 2U);
        for (int number = 2; number < 12; ++number) {
            m_stage->push(wire::PaymentsEvent{{samples::payment(number)}, 0});
        }
        QTRY_COMPARE(m_stage->requests<wire::OverviewGet>().size(), 3U);
        QTest::qWait(300);
        QCOMPARE(m_stage->requests<wire::OverviewGet>().size(), 3U);
    }

private:
    HandClock m_clock;
    AgentListModel m_agents;
    wire::Overview m_real;
    wire::Overview m_practice;
    std::unique_ptr<KeeperStage> m_stage;
    std::unique_ptr<SessionController> m_session;
    std::unique_ptr<OverviewController> m_overview;
};

QTEST_GUILESS_MAIN(OverviewControllerTest)
#include "tst_overview_controller.moc"
