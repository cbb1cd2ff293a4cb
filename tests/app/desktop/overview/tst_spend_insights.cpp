#include "app/desktop/overview/micro_text.h"
#include "app/desktop/overview/spend_insights.h"
#include "tests/app/desktop/stage/hand_clock.h"
#include "tests/app/desktop/stage/keeper_stage.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace till;
using namespace till::desktop;

namespace {

QVariant at(const QAbstractItemModel& model, int row, int role)
{
    return model.data(model.index(row, 0), role);
}

wire::Insights someInsights()
{
    wire::Insights insights;
    insights.hosts = {{"dear.example", 4, "8000000", {"100000", "125000"}},
                      {"steady.example", 1, "2000000", {"10000", "10400"}},
                      {"cheap.example", 2, "50000", {"40000", "10000"}}};
    insights.decisions = {
        .allowed = 190, .approved = 6, .denied = 3, .rejected = 0, .lapsed = 0, .waiting = 1};
    insights.undelivered = 2;
    insights.undeliveredMicro = "300000";
    insights.unresolved = 1;
    insights.unresolvedMicro = "5000";
    insights.forecast = wire::SpendForecast{"10000000",
                                            "20000000",
                                            "30000000",
                                            "50000000",
                                            1'772'323'200'000, // 1 March 2026, 00:00 UTC
                                            7};
    return insights;
}

} // namespace

class SpendInsightsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }
    void init()
    {
        m_stage = std::make_unique<KeeperStage>();
        m_answer = someInsights();
        m_stage->answer<wire::InsightsGet>([this](const wire::InsightsGet&) { return m_answer; });
        m_insights = std::make_unique<SpendInsights>(m_stage->keeper(), m_clock);
        QVERIFY(m_stage->open());
        m_hosts = std::make_unique<QAbstractItemModelTester>(m_insights->hosts());
        m_mix = std::make_unique<QAbstractItemModelTester>(m_insights->decisions());
        m_insights->load(1000, false);
        QTRY_VERIFY(m_insights->loaded());
    }
    void cleanup()
    {
        m_hosts.reset();
        m_mix.reset();
    }

    void hostsSayWhetherTheyBecameDearer()
    {
        const HostTrendModel& hosts = *m_insights->hosts();
        QCOMPARE(hosts.rowCount(), 3);
        QCOMPARE(at(hosts, 0, HostTrendModel::ChangeTextRole).toString(), QStringLiteral("+25 %"));
        QVERIFY(at(hosts, 0, HostTrendModel::IsDearerRole).toBool());
        QCOMPARE(at(hosts, 0, HostTrendModel::SumTextRole).toString(), QStringLiteral("8.00\u00a0USD"));
        QCOMPARE(at(hosts, 1, HostTrendModel::ChangeTextRole).toString(), QString()); // 4 %: steady
        QVERIFY(!at(hosts, 1, HostTrendModel::IsDearerRole).toBool());
        QCOMPARE(at(hosts, 1, HostTrendModel::ShareRole).toDouble(), 0.25);
        QCOMPARE(at(hosts, 2, HostTrendModel::ChangeTextRole).toString(), QStringLiteral("\u221275 %"));
        QVERIFY(!at(hosts, 2, HostTrendModel::IsDearerRole).toBool());
    }

    void onePriceIsNoTrend()
    {
        QCOMPARE(priceChangePercent({}), 0);
        QCOMPARE(priceChangePercent({"5"}), 0);
        QCOMPARE(priceChangePercent({"0", "5"}), 0);
        QCOMPARE(priceChangePercent({"1", "1000000000000"}), 9999);
    }

    void partsOfTheMixThatAreNothingAreLeftOut()
    {
        const DecisionMixModel& mix = *m_insights->decisions();
        QCOMPARE(mix.rowCount(), 4);
        QCOMPARE(at(mix, 0, DecisionMixModel::FractionRole).toDouble(), 0.95);
        QCOMPARE(at(mix, 0, DecisionMixModel::PercentTextRole).toString(), QStringLiteral("95 %"));
        QCOMPARE(at(mix, 2, DecisionMixModel::StatesRole).toString(), QStringLiteral("waiting"));
        QCOMPARE(at(mix, 2, DecisionMixModel::PercentTextRole).toString(), QStringLiteral("under 1 %"));
        QVERIFY(mix.summary().startsWith(QLatin1String("Of 200 requests: Allowed by your rules: 190,")));
    }

    void theForecastIsASentenceAndPlacesOnABar()
    {
        QCOMPARE(m_insights->forecastText(),
                 QStringLiteral(
                     "10.00\u00a0USD so far; likely 20.00\u00a0USD to 50.00\u00a0USD by 28 Feb, going by "
                     "7 days"));
        QCOMPARE(m_insights->likelyText(), QStringLiteral("30.00\u00a0USD"));
        // The bar ends at 50 * 1.06 = 53.
        QCOMPARE(m_insights->soFarFraction(), 10.0 / 53.0);
        QCOMPARE(m_insights->lowFraction(), 20.0 / 53.0);
        QCOMPARE(m_insights->likelyFraction(), 30.0 / 53.0);
        QCOMPARE(m_insights->highFraction(), 50.0 / 53.0);
    }

    void withoutAForecastItIsSaidWhenThereWillBeOne()
    {
        m_answer.forecast.reset();
        m_insights->load(1000, false);
        QTRY_VERIFY(!m_insights->hasForecast());
        QVERIFY(m_insights->forecastText().contains(QLatin1String("three days")));
        QCOMPARE(m_insights->highFraction(), 0.0);
    }

    void anAnswerToAnOlderQuestionIsDropped()
    {
        m_stage->hold<wire::InsightsGet>();
        m_insights->load(1000, true);
        m_insights->load(2000, false);
        QTRY_COMPARE(m_stage->requests<wire::InsightsGet>().size(), 3U);
        m_stage->answer<wire::InsightsGet>([](const wire::InsightsGet& get) {
            wire::Insights insights;
            insights.undelivered = get.practice ? 40 : 50;
            return insights;
        });
        m_stage->flush();
        QTRY_COMPARE(m_insights->undelivered(), 50);
        QVERIFY(m_insights->hosts()->rowCount() == 0);
    }

    void smallSumsAreShownExactly()
    {
        QCOMPARE(roughDollars(amountOfMicro("1239999")), QStringLiteral("1.23\u00a0USD"));
        QCOMPARE(roughDollars(amountOfMicro("99999")), QStringLiteral("0.099999\u00a0USD"));
        QCOMPARE(roughDollars(amountOfMicro("100000")), QStringLiteral("0.10\u00a0USD"));
        QCOMPARE(dollars(amountOfMicro("1239999")), QStringLiteral("1.239999\u00a0USD"));
        QVERIFY(amountOfMicro("no digits").isZero());
    }

private:
    HandClock m_clock;
    wire::Insights m_answer;
    std::unique_ptr<KeeperStage> m_stage;
    std::unique_ptr<SpendInsights> m_insights;
    std::unique_ptr<QAbstractItemModelTester> m_hosts;
    std::unique_ptr<QAbstractItemModelTester> m_mix;
};

QTEST_GUILESS_MAIN(SpendInsightsTest)
#include "tst_spend_insights.moc"
