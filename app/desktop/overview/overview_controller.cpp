#include "app/desktop/overview/overview_controller.h"

#include "app/desktop/clock/desk_clock.h"
#include "app/desktop/controllers/session_controller.h"
#include "app/desktop/keeper/ask.h"
#include "app/desktop/overview/micro_text.h"
#include "app/desktop/text/display_text.h"
#include "core/money/amount.h"

#include <QTimeZone>

#include <algorithm>
#include <array>

namespace till::desktop {

namespace {

constexpr int kPaceMs = 1000;
constexpr qint64 kQuietReloadMs = 60'000; ///< what time alone changes: days end, windows roll
constexpr int kFeedRows = 12;
constexpr qint64 kInsightsEveryMs = 15'000;
constexpr double kMicro = 1e6;
constexpr int kOtherColor = -1;
constexpr std::array kGroupings{"agent", "host", "asset", "tag"};
constexpr const char* kCounted = "payments"; ///< the unit of budgets that count instead of adding up
const QString kUnit = QStringLiteral("USD");

money::Amount sumOf(const money::Amount& a, const money::Amount& b)
{
    return a.plus(b).value_or(a);
}

bool isZero(const std::string& decimal)
{
    return decimal.find_first_of("123456789") == std::string::npos;
}

} // namespace

OverviewController::OverviewController(Keeper& keeper, SessionController& session,
                                       const AgentListModel& agents, DeskClock& clock, QObject* parent)
    : QObject(parent), m_keeper(keeper), m_session(session), m_clock(clock), m_feed(agents),
      m_insights(keeper, clock)
{
    m_feed.setMaximum(kFeedRows);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kPaceMs);
    connect(&m_soon, &QTimer::timeout, this, &OverviewController::reload);
    connect(&keeper, &Keeper::up, this, [this] {
        m_isStale = true;
        reload();
        loadFeed();
    });
    connect(&keeper, &Keeper::paymentsArrived, this, [this](const wire::PaymentsEvent& event) {
        m_feed.setNow(m_clock.nowMs());
        m_feed.applyChanges(event.payments);
        reloadSoon();
    });
    connect(&session, &SessionController::changed, this, &OverviewController::reloadSoon);
    connect(&clock, &DeskClock::ticked, this, [this, last = clock.nowMs()]() mutable {
        if (m_clock.nowMs() - last > kQuietReloadMs) {
            last = m_clock.nowMs();
            m_feed.setNow(last);
            reloadSoon();
        }
    });
    if (keeper.isUp()) {
        loadFeed();
    }
}

void OverviewController::setActive(bool active)
{
    if (m_active == active) {
        return;
    }
    m_active = active;
    Q_EMIT viewChanged();
    if (m_active && m_isStale) {
        reload();
    }
}

void OverviewController::setPractice(bool practice)
{
    m_hasChosenMoney = true;
    if (m_practice != practice) {
        m_practice = practice;
        m_isViewNew = true;
        Q_EMIT viewChanged();
        reload();
    }
}

void OverviewController::setBucket(int bucket)
{
    m_bucket = fitting(static_cast<Bucket>(std::clamp(bucket, 0, static_cast<int>(Bucket::Month))), m_range);
    Q_EMIT viewChanged();
    reload();
}

void OverviewController::setRange(int range)
{
    m_range = static_cast<Range>(std::clamp(range, 0, static_cast<int>(Range::Year)));
    m_bucket = fitting(m_bucket, m_range);
    m_isViewNew = true;
    Q_EMIT viewChanged();
    reload();
}

void OverviewController::setGrouping(int grouping)
{
    m_grouping = std::clamp(grouping, 0, static_cast<int>(kGroupings.size()) - 1);
    Q_EMIT viewChanged();
    reload();
}

void OverviewController::reloadSoon()
{
    m_isStale = true;
    if (m_active && !m_soon.isActive()) {
        m_soon.start();
    }
}

void OverviewController::reload()
{
    if (!m_active || !m_keeper.isUp()) {
        m_isStale = true;
        return;
    }
    m_isStale = false;
    const qint64 now = m_clock.nowMs();
    if (m_isViewNew || now - m_insightsAtMs >= kInsightsEveryMs) {
        m_isViewNew = false;
        m_insightsAtMs = now;
        m_insights.load(lengthMs(m_range), m_practice);
    }
    const wire::OverviewGet request{.groupBy = kGroupings.at(static_cast<std::size_t>(m_grouping)),
                                    .bucket = wireName(m_bucket),
                                    .fromMs = now - lengthMs(m_range),
                                    .untilMs = now,
                                    .timeZone = QTimeZone::systemTimeZoneId().toStdString(),
                                    .practice = m_practice};
    ask<wire::Overview>(m_keeper, request, this,
                        [this, generation = ++m_generation](Result<wire::Overview, wire::ErrorBody> answer) {
                            if (generation != m_generation) {
                                return;
                            }
                            if (!answer) {
                                m_errorText = describe(answer.error());
                                Q_EMIT changed();
                                return;
                            }
                            take(std::move(*answer));
                        });
}

void OverviewController::loadFeed()
{
    wire::PaymentsList request;
    request.limit = kFeedRows;
    ask<wire::PaymentsPage>(m_keeper, request, this,
                            [this](Result<wire::PaymentsPage, wire::ErrorBody> answer) {
                                if (answer) {
                                    m_feed.setNow(m_clock.nowMs());
                                    m_feed.setPage(std::move(answer->payments));
                                }
                            });
}

void OverviewController::take(wire::Overview numbers)
{
    m_numbers = std::move(numbers);
    m_errorText.clear();
    m_loaded = true;
    // Here it is about money; how many payments a minute may have stands with the agent.
    std::erase_if(m_numbers.budgets, [](const wire::BudgetEffect& each) { return each.unit == kCounted; });
    m_budgets.setBudgets(m_numbers.budgets, m_clock.nowMs());
    fillChart();
    Q_EMIT changed();
    chooseMoney();
}

void OverviewController::chooseMoney()
{
    const bool isNothingReal = !m_practice && m_numbers.series.empty() && isZero(m_numbers.spentToday);
    if (!m_hasChosenMoney && isNothingReal && !m_session.practiceShop().isEmpty()) {
        m_hasChosenMoney = true;
        m_practice = true;
        m_isViewNew = true;
        Q_EMIT viewChanged();
        reload();
    }
}

void OverviewController::fillChart()
{
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const std::size_t bucketCount = m_numbers.bucketStartsMs.size();
    std::vector<money::Amount> bucketSums(bucketCount);
    QList<charts::SpendSeries> series;
    QList<QList<charts::SpendCell>> cells(static_cast<qsizetype>(bucketCount));
    money::Amount total;
    money::Amount most;
    QString mostName;
    for (const wire::ChartSeries& each : m_numbers.series) {
        money::Amount sum;
        for (std::size_t at = 0; at < bucketCount; ++at) {
            const money::Amount value =
                at < each.values.size() ? amountOfMicro(each.values[at]) : money::Amount::zero();
            sum = sumOf(sum, value);
            bucketSums[at] = sumOf(bucketSums[at], value);
            cells[static_cast<qsizetype>(at)].append({value.toApproximateDouble() / kMicro, dollars(value)});
        }
        const int color = each.colour < 8 ? static_cast<int>(each.colour) : kOtherColor;
        series.append({toText(each.label), color, dollars(sum)});
        total = sumOf(total, sum);
        if (sum > most) {
            most = sum;
            mostName = toText(each.label);
        }
    }
    QList<charts::SpendBucket> buckets;
    for (std::size_t at = 0; at < bucketCount; ++at) {
        const qint64 start = m_numbers.bucketStartsMs[at];
        buckets.append({start, barLabel(start, m_bucket, zone), barLongLabel(start, m_bucket, zone),
                        dollars(bucketSums[at])});
    }
    m_spend.setSpend(series, buckets, cells, kUnit);
    m_summary = tr("Spent %1 in %2.").arg(dollars(total), rangeWords(m_range));
    if (!mostName.isEmpty()) {
        m_summary += QLatin1Char(' ') + tr("Most: %1 with %2.").arg(mostName, dollars(most));
    }
}

QString OverviewController::spentToday() const
{
    return toText(m_numbers.spentToday);
}

QString OverviewController::leftToday() const
{
    return toText(m_numbers.leftToday);
}

QString OverviewController::atRisk() const
{
    return toText(m_numbers.atRisk);
}

bool OverviewController::hasRisk() const
{
    return !isZero(m_numbers.atRisk);
}

QString OverviewController::chartTitle() const
{
    const std::array titles{tr("Spent by agent"), tr("Spent by host"), tr("Spent by token"),
                            tr("Spent by tag")};
    return titles.at(static_cast<std::size_t>(m_grouping));
}

} // namespace till::desktop
