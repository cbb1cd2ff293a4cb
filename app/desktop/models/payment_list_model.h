#pragma once

#include "app/desktop/models/row_list_model.h"
#include "core/wire/agent_messages.h"

#include <QPointer>
#include <QtQmlIntegration>

#include <functional>
#include <set>

namespace till::desktop {

class AgentListModel;

/// Payments, newest first: pages are appended, live changes come in on top. While `held` (the pointer is over
/// the table) nothing moves: changed rows change in place and new ones wait, counted in `heldBack`.
class PaymentListModel : public RowListModel<wire::PaymentRow> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with a controller")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)
    Q_PROPERTY(int heldBack READ heldBack NOTIFY heldBackChanged)
    Q_PROPERTY(bool held READ held NOTIFY heldChanged)
    Q_PROPERTY(int markedCount READ markedCount NOTIFY markedChanged)

public:
    enum Role {
        PaymentIdRole = Qt::UserRole + 1,
        TimeTextRole,
        AgentNameRole,
        ColorIndexRole,
        HostRole,
        PathRole,
        MethodRole,
        AmountTextRole,
        SymbolRole,
        StatusRole,
        PracticeRole,
        NetworkNameRole,
        WhyRole,
        DayTextRole,
        ClockTextRole, ///< the time within that day
        MarkedRole
    };
    using Filter = std::function<bool(const wire::PaymentRow&)>;

    explicit PaymentListModel(const AgentListModel& agents, QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] int heldBack() const { return static_cast<int>(m_heldBack.size()); }
    [[nodiscard]] bool held() const { return m_held; }
    Q_INVOKABLE void hold();
    Q_INVOKABLE void release();
    /// The payment's id in that row, empty past either end.
    Q_INVOKABLE [[nodiscard]] QString paymentIdAt(int row) const;
    Q_INVOKABLE [[nodiscard]] int rowOf(const QString& paymentId) const;

    /// Rows that the person picked out, to copy them together. They stay picked while they stay in the list.
    Q_INVOKABLE void toggleMark(const QString& paymentId);
    /// All from the one that was marked last to this one.
    Q_INVOKABLE void markTo(const QString& paymentId);
    Q_INVOKABLE void markAll();
    Q_INVOKABLE void clearMarks();
    [[nodiscard]] int markedCount() const { return static_cast<int>(m_marked.size()); }
    /// In the order of the list.
    [[nodiscard]] std::vector<wire::PaymentRow> markedRows() const;

    /// Which live payments belong here; pages come filtered.
    void setFilter(Filter filter) { m_filter = std::move(filter); }
    /// No more than this many rows: a feed keeps its newest.
    void setMaximum(int rows) { m_maximum = rows; }
    void setPage(std::vector<wire::PaymentRow> page);
    void appendPage(std::vector<wire::PaymentRow> page);
    void applyChanges(const std::vector<wire::PaymentRow>& changed);
    void setNow(qint64 nowMs);
    [[nodiscard]] const std::vector<wire::PaymentRow>& payments() const { return rows(); }

Q_SIGNALS:
    void countChanged();
    void heldBackChanged();
    void heldChanged();
    void markedChanged();

protected:
    [[nodiscard]] QVariant value(const wire::PaymentRow& row, int role) const override;

private:
    void place(const wire::PaymentRow& payment);
    void trim();
    void dropLostMarks();

    const AgentListModel& m_agents;
    Filter m_filter;
    std::vector<wire::PaymentRow> m_heldBack;
    std::set<std::string> m_marked;
    std::string m_lastMarked;
    qint64 m_nowMs = 0;
    int m_maximum = 0; ///< 0: no limit
    bool m_held = false;
};

} // namespace till::desktop
