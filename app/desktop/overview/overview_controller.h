#pragma once

#include "app/desktop/charts/spend_series_model.h"
#include "app/desktop/models/budget_list_model.h"
#include "app/desktop/models/payment_list_model.h"
#include "app/desktop/overview/spend_insights.h"
#include "app/desktop/overview/spend_view.h"
#include "core/wire/admin_messages.h"

#include <QTimer>

namespace till::desktop {

class DeskClock;
class Keeper;
class SessionController;

/// The overview: today's numbers, the spend chart, the budgets and the newest requests. Real money and
/// practice money are never mixed: one of them is shown. Reads at most once a second, and not at all while
/// hidden.
class OverviewController : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(OverviewNumbers)
    QML_UNCREATABLE("comes with the desk")
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
    Q_PROPERTY(QString spentToday READ spentToday NOTIFY changed)
    Q_PROPERTY(QString leftToday READ leftToday NOTIFY changed)
    Q_PROPERTY(QString atRisk READ atRisk NOTIFY changed)
    Q_PROPERTY(bool hasRisk READ hasRisk NOTIFY changed)
    Q_PROPERTY(int waiting READ waiting NOTIFY changed)
    Q_PROPERTY(int unknown READ unknown NOTIFY changed)
    Q_PROPERTY(QString chartTitle READ chartTitle NOTIFY changed)
    Q_PROPERTY(QString chartSummary READ chartSummary NOTIFY changed)
    Q_PROPERTY(bool practice READ practice NOTIFY viewChanged)
    Q_PROPERTY(int bucket READ bucket NOTIFY viewChanged)
    Q_PROPERTY(int range READ range NOTIFY viewChanged)
    Q_PROPERTY(int grouping READ grouping NOTIFY viewChanged)
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY viewChanged)
    Q_PROPERTY(till::charts::SpendSeriesModel* spend READ spend CONSTANT)
    Q_PROPERTY(till::desktop::BudgetListModel* budgets READ budgets CONSTANT)
    Q_PROPERTY(till::desktop::PaymentListModel* feed READ feed CONSTANT)

    Q_PROPERTY(till::desktop::SpendInsights* insights READ insights CONSTANT)

public:
    OverviewController(Keeper& keeper, SessionController& session, const AgentListModel& agents,
                       DeskClock& clock, QObject* parent = nullptr);

    [[nodiscard]] bool loaded() const { return m_loaded; }
    [[nodiscard]] QString errorText() const { return m_errorText; }
    [[nodiscard]] QString spentToday() const;
    /// Empty when no daily budget limits anything.
    [[nodiscard]] QString leftToday() const;
    [[nodiscard]] QString atRisk() const;
    [[nodiscard]] bool hasRisk() const;
    [[nodiscard]] int waiting() const { return static_cast<int>(m_numbers.waiting); }
    [[nodiscard]] int unknown() const { return static_cast<int>(m_numbers.unknown); }
    [[nodiscard]] QString chartTitle() const;
    [[nodiscard]] QString chartSummary() const { return m_summary; }
    [[nodiscard]] bool practice() const { return m_practice; }
    [[nodiscard]] int bucket() const { return static_cast<int>(m_bucket); }
    [[nodiscard]] int range() const { return static_cast<int>(m_range); }
    /// 0 agent, 1 host, 2 asset, 3 tag.
    [[nodiscard]] int grouping() const { return m_grouping; }
    [[nodiscard]] bool active() const { return m_active; }
    void setActive(bool active);
    [[nodiscard]] charts::SpendSeriesModel* spend() { return &m_spend; }
    [[nodiscard]] BudgetListModel* budgets() { return &m_budgets; }
    [[nodiscard]] PaymentListModel* feed() { return &m_feed; }

    [[nodiscard]] SpendInsights* insights() { return &m_insights; }

    Q_INVOKABLE void setPractice(bool practice);
    Q_INVOKABLE void setBucket(int bucket);
    Q_INVOKABLE void setRange(int range);
    Q_INVOKABLE void setGrouping(int grouping);

Q_SIGNALS:
    void changed();
    void viewChanged();

private:
    void reload();
    void reloadSoon();
    void loadFeed();
    void take(wire::Overview numbers);
    void fillChart();
    /// Until the person chose, practice money is shown when there is no real money to show.
    void chooseMoney();

    Keeper& m_keeper;
    SessionController& m_session;
    DeskClock& m_clock;
    charts::SpendSeriesModel m_spend;
    BudgetListModel m_budgets;
    PaymentListModel m_feed;
    SpendInsights m_insights;
    QTimer m_soon;
    wire::Overview m_numbers;
    QString m_summary;
    QString m_errorText;
    Bucket m_bucket = Bucket::Hour;
    Range m_range = Range::Day;
    int m_grouping = 0;
    std::int64_t m_generation = 0;
    qint64 m_insightsAtMs = 0;
    bool m_isViewNew = true;
    bool m_loaded = false;
    bool m_practice = false;
    bool m_hasChosenMoney = false;
    bool m_active = false;
    bool m_isStale = true;
};

} // namespace till::desktop
