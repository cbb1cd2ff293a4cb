#pragma once

#include "app/desktop/models/row_list_model.h"
#include "core/wire/admin_messages.h"

#include <QtQmlIntegration>

namespace till::desktop {

class AgentListModel;

/// The queue of payments that wait for the person, oldest first: a new one always comes in at the end, and
/// nothing else ever moves.
class ApprovalListModel : public RowListModel<wire::ApprovalShape> {
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
        PracticeRole
    };

    explicit ApprovalListModel(const AgentListModel& agents, QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    void setApprovals(std::vector<wire::ApprovalShape> approvals);
    void put(const wire::ApprovalShape& approval);
    /// False when it was not here.
    bool drop(const QString& paymentId);
    void setNow(qint64 nowMs);
    [[nodiscard]] const wire::ApprovalShape* approval(const QString& paymentId) const;
    [[nodiscard]] QString idAt(int row) const;
    /// Oldest first.
    [[nodiscard]] const std::vector<wire::ApprovalShape>& approvals() const { return rows(); }
    [[nodiscard]] int rowOf(const QString& paymentId) const { return indexOf(paymentId.toStdString()); }

Q_SIGNALS:
    void countChanged();

protected:
    [[nodiscard]] QVariant value(const wire::ApprovalShape& row, int role) const override;

private:
    const AgentListModel& m_agents;
    qint64 m_nowMs = 0;
};

/// A difference that makes a wrong payment likely is among them.
[[nodiscard]] bool inDanger(const wire::ApprovalShape& approval);

} // namespace till::desktop
