#pragma once

#include "app/desktop/overview/decision_mix_model.h"
#include "app/desktop/overview/host_trend_model.h"
#include "core/wire/insight_messages.h"

#include <QObject>
#include <QtQmlIntegration>

namespace till::desktop {

class DeskClock;
class Keeper;

/// What stands beside the bars: top hosts, how requests were decided, what was paid and not delivered, and
/// what the month may come to. The overview says when to ask and about what.
class SpendInsights : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the overview")
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(bool cut READ isCut NOTIFY changed)
    Q_PROPERTY(int undelivered READ undelivered NOTIFY changed)
    Q_PROPERTY(QString undeliveredText READ undeliveredText NOTIFY changed)
    Q_PROPERTY(int unresolved READ unresolved NOTIFY changed)
    Q_PROPERTY(QString unresolvedText READ unresolvedText NOTIFY changed)
    Q_PROPERTY(bool hasForecast READ hasForecast NOTIFY changed)
    Q_PROPERTY(QString likelyText READ likelyText NOTIFY changed)
    Q_PROPERTY(QString forecastText READ forecastText NOTIFY changed)
    Q_PROPERTY(QString soFarText READ soFarText NOTIFY changed)
    Q_PROPERTY(qreal soFarFraction READ soFarFraction NOTIFY changed)
    Q_PROPERTY(qreal lowFraction READ lowFraction NOTIFY changed)
    Q_PROPERTY(qreal likelyFraction READ likelyFraction NOTIFY changed)
    Q_PROPERTY(qreal highFraction READ highFraction NOTIFY changed)
    Q_PROPERTY(till::desktop::HostTrendModel* hosts READ hosts CONSTANT)
    Q_PROPERTY(till::desktop::DecisionMixModel* decisions READ decisions CONSTANT)

public:
    SpendInsights(Keeper& keeper, DeskClock& clock, QObject* parent = nullptr);

    /// About the time from then until now; an older question's answer is dropped.
    void load(qint64 lengthMs, bool practice);

    [[nodiscard]] bool loaded() const { return m_loaded; }
    [[nodiscard]] bool isCut() const { return m_insights.isCut; }
    [[nodiscard]] int undelivered() const { return static_cast<int>(m_insights.undelivered); }
    [[nodiscard]] QString undeliveredText() const;
    [[nodiscard]] int unresolved() const { return static_cast<int>(m_insights.unresolved); }
    [[nodiscard]] QString unresolvedText() const;
    /// Not before three days are complete.
    [[nodiscard]] bool hasForecast() const { return m_insights.forecast.has_value(); }
    [[nodiscard]] QString likelyText() const;
    /// "Likely 47.10 to 61.80 USD by 30 Nov, from 28 days"
    [[nodiscard]] QString forecastText() const;
    [[nodiscard]] QString soFarText() const;
    /// Places on a bar that ends a little past the high end.
    [[nodiscard]] qreal soFarFraction() const;
    [[nodiscard]] qreal lowFraction() const;
    [[nodiscard]] qreal likelyFraction() const;
    [[nodiscard]] qreal highFraction() const;
    [[nodiscard]] HostTrendModel* hosts() { return &m_hosts; }
    [[nodiscard]] DecisionMixModel* decisions() { return &m_decisions; }

Q_SIGNALS:
    void changed();

private:
    void take(wire::Insights insights);
    [[nodiscard]] qreal placeOf(std::string wire::SpendForecast::*micro) const;

    Keeper& m_keeper;
    DeskClock& m_clock;
    HostTrendModel m_hosts;
    DecisionMixModel m_decisions;
    wire::Insights m_insights;
    std::int64_t m_generation = 0;
    bool m_loaded = false;
};

} // namespace till::desktop
