#include "app/desktop/overview/spend_insights.h"

#include "app/desktop/clock/desk_clock.h"
#include "app/desktop/keeper/ask.h"
#include "app/desktop/overview/micro_text.h"
#include "app/desktop/text/display_text.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

namespace till::desktop {

namespace {
constexpr qreal kRoomPastHigh = 1.06;
} // namespace

SpendInsights::SpendInsights(Keeper& keeper, DeskClock& clock, QObject* parent)
    : QObject(parent), m_keeper(keeper), m_clock(clock)
{
}

void SpendInsights::load(qint64 lengthMs, bool practice)
{
    const qint64 now = m_clock.nowMs();
    const wire::InsightsGet request{.fromMs = now - lengthMs,
                                    .untilMs = now,
                                    .timeZone = QTimeZone::systemTimeZoneId().toStdString(),
                                    .practice = practice};
    ask<wire::Insights>(m_keeper, request, this,
                        [this, generation = ++m_generation](Result<wire::Insights, wire::ErrorBody> answer) {
                            // A failure is the overview's to tell: it asked for the numbers at the same time.
                            if (generation == m_generation && answer) {
                                take(std::move(*answer));
                            }
                        });
}

void SpendInsights::take(wire::Insights insights)
{
    m_insights = std::move(insights);
    m_loaded = true;
    m_hosts.setHosts(m_insights.hosts);
    m_decisions.setMix(m_insights.decisions);
    Q_EMIT changed();
}

QString SpendInsights::undeliveredText() const
{
    return roughDollars(amountOfMicro(m_insights.undeliveredMicro));
}

QString SpendInsights::unresolvedText() const
{
    return roughDollars(amountOfMicro(m_insights.unresolvedMicro));
}

QString SpendInsights::likelyText() const
{
    return hasForecast() ? roughDollars(amountOfMicro(m_insights.forecast->likelyMicro)) : QString();
}

QString SpendInsights::soFarText() const
{
    return hasForecast() ? roughDollars(amountOfMicro(m_insights.forecast->soFarMicro)) : QString();
}

QString SpendInsights::forecastText() const
{
    if (!hasForecast()) {
        return tr("An estimate stands here once three days are complete.");
    }
    const wire::SpendForecast& forecast = *m_insights.forecast;
    // The month ends at a midnight; its last day is the one before.
    const QDateTime end = QDateTime::fromMSecsSinceEpoch(forecast.untilMs - 1, QTimeZone::systemTimeZone());
    return tr("%1 so far; likely %2 to %3 by %4, going by %5 days")
        .arg(soFarText(), roughDollars(amountOfMicro(forecast.lowMicro)),
             roughDollars(amountOfMicro(forecast.highMicro)),
             QLocale::c().toString(end, QStringLiteral("d MMM")))
        .arg(forecast.days);
}

qreal SpendInsights::placeOf(std::string wire::SpendForecast::*micro) const
{
    if (!hasForecast()) {
        return 0;
    }
    const qreal end = amountOfMicro(m_insights.forecast->highMicro).toApproximateDouble() * kRoomPastHigh;
    return end > 0 ? amountOfMicro((*m_insights.forecast).*micro).toApproximateDouble() / end : 0;
}

qreal SpendInsights::soFarFraction() const
{
    return placeOf(&wire::SpendForecast::soFarMicro);
}

qreal SpendInsights::lowFraction() const
{
    return placeOf(&wire::SpendForecast::lowMicro);
}

qreal SpendInsights::likelyFraction() const
{
    return placeOf(&wire::SpendForecast::likelyMicro);
}

qreal SpendInsights::highFraction() const
{
    return placeOf(&wire::SpendForecast::highMicro);
}

} // namespace till::desktop
