#pragma once

#include "app/desktop/ledger/payment_inspector.h"
#include "app/desktop/models/payment_list_model.h"

#include <QTimer>

namespace till::desktop {

/// The ledger screen: pages of payments under a filter, live changes on top of them, and one payment in
/// detail.
class LedgerController : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Ledger)
    QML_UNCREATABLE("comes with the desk")
    Q_PROPERTY(till::desktop::PaymentListModel* payments READ payments CONSTANT)
    Q_PROPERTY(till::desktop::PaymentInspector* inspector READ inspector CONSTANT)
    Q_PROPERTY(bool loading READ loading NOTIFY changed)
    Q_PROPERTY(bool hasMore READ hasMore NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
    Q_PROPERTY(QString footerText READ footerText NOTIFY footerChanged)
    Q_PROPERTY(QString agentFilter READ agentFilter NOTIFY filterChanged)
    Q_PROPERTY(QString statusFilter READ statusFilter NOTIFY filterChanged)
    Q_PROPERTY(QString textFilter READ textFilter NOTIFY filterChanged)
    Q_PROPERTY(bool filtered READ filtered NOTIFY filterChanged)

public:
    LedgerController(Keeper& keeper, const AgentListModel& agents, DeskClock& clock,
                     QObject* parent = nullptr);

    [[nodiscard]] PaymentListModel* payments() { return &m_payments; }
    [[nodiscard]] PaymentInspector* inspector() { return &m_inspector; }
    [[nodiscard]] bool loading() const { return m_loading; }
    [[nodiscard]] bool hasMore() const { return !m_next.empty(); }
    [[nodiscard]] QString errorText() const { return m_errorText; }
    [[nodiscard]] QString footerText() const;
    [[nodiscard]] QString agentFilter() const { return m_agent; }
    [[nodiscard]] QString statusFilter() const { return m_status; }
    [[nodiscard]] QString textFilter() const { return m_text; }
    [[nodiscard]] bool filtered() const
    {
        return !m_agent.isEmpty() || !m_status.isEmpty() || !m_text.isEmpty();
    }

    /// Agent id; empty for all.
    Q_INVOKABLE void setAgentFilter(const QString& agentId);
    /// A state of payments; empty for all.
    Q_INVOKABLE void setStatusFilter(const QString& status);
    /// Part of host, path, payee or id. Waits until typing rests.
    Q_INVOKABLE void setTextFilter(const QString& text);
    Q_INVOKABLE void clearFilters();
    Q_INVOKABLE void loadMore();
    /// The rows below or above the inspected one.
    Q_INVOKABLE void step(int rows);

Q_SIGNALS:
    void changed();
    void filterChanged();
    void footerChanged();

private:
    void reload();
    void load(const std::string& after);
    void setFilter();
    [[nodiscard]] bool matches(const wire::PaymentRow& row) const;

    Keeper& m_keeper;
    DeskClock& m_clock;
    PaymentListModel m_payments;
    PaymentInspector m_inspector;
    QTimer m_typing;
    QString m_agent;
    QString m_status;
    QString m_text;
    QString m_errorText;
    std::string m_next;
    std::int64_t m_generation = 0; ///< answers to an older filter are dropped
    bool m_loading = false;
};

} // namespace till::desktop
