#pragma once

#include "app/desktop/ledger/ledger_export.h"
#include "app/desktop/ledger/ledger_filter.h"
#include "app/desktop/ledger/ledger_integrity.h"
#include "app/desktop/ledger/payment_inspector.h"
#include "app/desktop/ledger/saved_views.h"
#include "app/desktop/models/payment_list_model.h"

#include <QTimer>

namespace till::desktop {

/// The ledger screen: pages of payments under a filter, live changes on top of them, what all of them add up
/// to, and one payment in detail.
class LedgerController : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Ledger)
    QML_UNCREATABLE("comes with the desk")
    Q_PROPERTY(till::desktop::PaymentListModel* payments READ payments CONSTANT)
    Q_PROPERTY(till::desktop::PaymentInspector* inspector READ inspector CONSTANT)
    Q_PROPERTY(till::desktop::LedgerExport* exporter READ exporter CONSTANT)
    Q_PROPERTY(till::desktop::LedgerIntegrity* integrity READ integrity CONSTANT)
    Q_PROPERTY(bool loading READ loading NOTIFY changed)
    Q_PROPERTY(bool hasMore READ hasMore NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
    Q_PROPERTY(QString footerText READ footerText NOTIFY footerChanged)
    Q_PROPERTY(QString riskText READ riskText NOTIFY footerChanged)
    Q_PROPERTY(QString agentFilter READ agentFilter NOTIFY filterChanged)
    Q_PROPERTY(QString textFilter READ textFilter NOTIFY filterChanged)
    Q_PROPERTY(int rangeIndex READ rangeIndex NOTIFY filterChanged)
    Q_PROPERTY(QStringList networkNames READ networkNames NOTIFY networksChanged)
    Q_PROPERTY(int networkIndex READ networkIndex NOTIFY filterChanged)
    Q_PROPERTY(QStringList interfaceNames READ interfaceNames CONSTANT)
    Q_PROPERTY(int interfaceIndex READ interfaceIndex NOTIFY filterChanged)
    Q_PROPERTY(QStringList stateNames READ stateNames CONSTANT)
    Q_PROPERTY(QList<bool> statesChosen READ statesChosen NOTIFY filterChanged)
    Q_PROPERTY(QStringList viewNames READ viewNames NOTIFY viewsChanged)
    Q_PROPERTY(int viewIndex READ viewIndex NOTIFY filterChanged)
    Q_PROPERTY(bool viewIsOwn READ viewIsOwn NOTIFY filterChanged)
    Q_PROPERTY(bool filtered READ filtered NOTIFY filterChanged)

public:
    /// `settingsFile` keeps the saved views.
    LedgerController(Keeper& keeper, SessionController& session, const AgentListModel& agents,
                     DeskClock& clock, const QString& settingsFile, QObject* parent = nullptr);

    [[nodiscard]] PaymentListModel* payments() { return &m_payments; }
    [[nodiscard]] PaymentInspector* inspector() { return &m_inspector; }
    [[nodiscard]] LedgerExport* exporter() { return &m_exporter; }
    [[nodiscard]] LedgerIntegrity* integrity() { return &m_integrity; }
    [[nodiscard]] bool loading() const { return m_loading; }
    [[nodiscard]] bool hasMore() const { return !m_next.empty(); }
    [[nodiscard]] QString errorText() const { return m_errorText; }
    /// Of all payments of the filter, not only of the rows that are loaded.
    [[nodiscard]] QString footerText() const;
    [[nodiscard]] QString riskText() const;
    [[nodiscard]] QString agentFilter() const { return m_filter.agent; }
    [[nodiscard]] QString textFilter() const { return m_filter.text; }
    [[nodiscard]] int rangeIndex() const { return static_cast<int>(m_filter.range); }
    /// "All networks" first, then those that payments were seen on.
    [[nodiscard]] QStringList networkNames() const;
    [[nodiscard]] int networkIndex() const;
    [[nodiscard]] QStringList interfaceNames() const;
    [[nodiscard]] int interfaceIndex() const;
    [[nodiscard]] QStringList stateNames() const;
    [[nodiscard]] QList<bool> statesChosen() const;
    [[nodiscard]] QStringList viewNames() const { return m_views.names(); }
    /// -1 while the filter is none of the views.
    [[nodiscard]] int viewIndex() const { return m_views.indexOf(m_filter).value_or(-1); }
    [[nodiscard]] bool viewIsOwn() const { return viewIndex() >= 0 && m_views.isOwn(viewIndex()); }
    [[nodiscard]] bool filtered() const { return !m_filter.isAny(); }

    /// Agent id; empty for all.
    Q_INVOKABLE void setAgentFilter(const QString& agentId);
    Q_INVOKABLE void setRange(int index);
    Q_INVOKABLE void setNetwork(int index);
    Q_INVOKABLE void setInterface(int index);
    /// Part of host, path, payee or id. Waits until typing rests.
    Q_INVOKABLE void setTextFilter(const QString& text);
    /// Puts one of `stateNames` in or takes it out.
    Q_INVOKABLE void toggleState(int index);
    /// Only what is in one of these states (with commas between; empty: any) and, with `today`, since
    /// midnight.
    Q_INVOKABLE void show(const QString& states, bool today);
    Q_INVOKABLE void showHost(const QString& host);
    Q_INVOKABLE void clearFilters();
    Q_INVOKABLE void applyView(int index);
    Q_INVOKABLE bool saveView(const QString& name);
    Q_INVOKABLE void removeView();
    Q_INVOKABLE void loadMore();
    /// The rows below or above the inspected one.
    Q_INVOKABLE void step(int rows);
    /// The marked rows, or the inspected one, to the clipboard. Says how many; 0 when there is nothing.
    Q_INVOKABLE int copyMarked();
    Q_INVOKABLE void exportTo(const QString& path, bool asJson);

Q_SIGNALS:
    void changed();
    void filterChanged();
    void footerChanged();
    void networksChanged();
    void viewsChanged();

private:
    void reload();
    void load(const std::string& after);
    void loadTotals();
    void takeTotals(wire::PaymentsTotals totals, bool isOfAll);
    void setFilter(LedgerFilter filter);

    Keeper& m_keeper;
    DeskClock& m_clock;
    PaymentListModel m_payments;
    PaymentInspector m_inspector;
    LedgerExport m_exporter;
    LedgerIntegrity m_integrity;
    SavedViews m_views;
    QTimer m_typing;
    QTimer m_summing;
    LedgerFilter m_filter;
    QString m_errorText;
    std::string m_next;
    wire::PaymentsTotals m_totals;
    std::vector<std::pair<QString, QString>> m_networks; ///< CAIP-2 and name
    std::int64_t m_generation = 0;                       ///< answers to an older filter are dropped
    bool m_loading = false;
    bool m_hasTotals = false;
};

} // namespace till::desktop
