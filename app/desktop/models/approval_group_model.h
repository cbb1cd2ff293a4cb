#pragma once

#include "app/desktop/models/row_list_model.h"
#include "core/wire/admin_messages.h"

#include <QTimer>
#include <QtQmlIntegration>

namespace till::desktop {

class AgentListModel;
class ApprovalListModel;

/// Requests that are alike, as one card. `id` is what they have in common.
struct ApprovalGroup {
    std::string id;
    wire::ApprovalShape first; ///< the oldest
    std::vector<std::string> members;
    QString oddText; ///< not like the many others of this agent and host: why; else empty
};

/// The queue as cards: alike requests are one, odd ones have their own. In the order of each card's oldest
/// request. Follows the queue by itself, once an event-loop turn.
class ApprovalGroupModel : public RowListModel<ApprovalGroup> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the approvals")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)

public:
    enum Role {
        PaymentIdRole = Qt::UserRole + 1,
        AgentNameRole,
        ColorIndexRole,
        HostRole,
        AmountTextRole,
        SymbolRole,
        LeftTextRole,
        UrgentRole,
        DangerRole,
        PracticeRole,
        AlikeRole,
        AlikeTextRole,
        OddTextRole,
        HasOpenRole
    };

    ApprovalGroupModel(const ApprovalListModel& queue, const AgentListModel& agents,
                       QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// Which request is on screen: its card is marked.
    void setOpen(const QString& paymentId);
    /// All that wait and are alike to this one, oldest first; at least itself.
    [[nodiscard]] std::vector<wire::ApprovalShape> alikeTo(const wire::ApprovalShape& approval) const;
    /// Follows the queue now rather than in the next turn.
    void regroup();

Q_SIGNALS:
    void countChanged();

protected:
    [[nodiscard]] QVariant value(const ApprovalGroup& row, int role) const override;

private:
    const ApprovalListModel& m_queue;
    const AgentListModel& m_agents;
    QTimer m_soon;
    std::string m_openId;
};

} // namespace till::desktop
