#include "app/desktop/models/approval_list_model.h"

#include "app/desktop/models/agent_list_model.h"
#include "app/desktop/models/reason_list_model.h"
#include "app/desktop/text/display_text.h"

#include <algorithm>

namespace till::desktop {

namespace {
constexpr qint64 kUrgentMs = 60'000;
} // namespace

bool inDanger(const wire::ApprovalShape& approval)
{
    return std::any_of(approval.differences.begin(), approval.differences.end(),
                       [](const wire::Reason& each) { return isDanger(each.code); });
}

ApprovalListModel::ApprovalListModel(const AgentListModel& agents, QObject* parent)
    : RowListModel(parent), m_agents(agents)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &ApprovalListModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &ApprovalListModel::countChanged);
    connect(&agents, &AgentListModel::looksChanged, this, [this] { touch({ColorIndexRole}); });
}

QHash<int, QByteArray> ApprovalListModel::roleNames() const
{
    return {{PaymentIdRole, "paymentId"}, {AgentNameRole, "agentName"},   {ColorIndexRole, "colorIndex"},
            {HostRole, "host"},           {AmountTextRole, "amountText"}, {SymbolRole, "symbol"},
            {LeftTextRole, "leftText"},   {UrgentRole, "urgent"},         {DangerRole, "danger"},
            {PracticeRole, "practice"}};
}

void ApprovalListModel::setApprovals(std::vector<wire::ApprovalShape> approvals)
{
    sync(std::move(approvals));
}

void ApprovalListModel::put(const wire::ApprovalShape& approval)
{
    const int row = indexOf(approval.id);
    if (row >= 0) {
        replace(row, approval);
    } else {
        insert(rowCount(), {approval});
    }
}

bool ApprovalListModel::drop(const QString& paymentId)
{
    const int row = rowOf(paymentId);
    if (row >= 0) {
        remove(row, 1);
    }
    return row >= 0;
}

void ApprovalListModel::setNow(qint64 nowMs)
{
    m_nowMs = nowMs;
    touch({LeftTextRole, UrgentRole});
}

const wire::ApprovalShape* ApprovalListModel::approval(const QString& paymentId) const
{
    const int row = rowOf(paymentId);
    return row < 0 ? nullptr : &rows()[static_cast<std::size_t>(row)];
}

QString ApprovalListModel::idAt(int row) const
{
    return row >= 0 && row < rowCount() ? toText(rows()[static_cast<std::size_t>(row)].id) : QString();
}

QVariant ApprovalListModel::value(const wire::ApprovalShape& row, int role) const
{
    switch (role) {
    case PaymentIdRole:
        return toText(row.id);
    case AgentNameRole:
        return toText(row.payment.agentName);
    case ColorIndexRole:
        return m_agents.colorOf(row.payment.agent);
    case Qt::DisplayRole:
    case HostRole:
        return toText(row.payment.host);
    case AmountTextRole:
        return toText(row.payment.amountText);
    case SymbolRole:
        return toText(row.payment.symbol);
    case LeftTextRole:
        return durationText(row.expiresAtMs - m_nowMs);
    case UrgentRole:
        return row.expiresAtMs - m_nowMs < kUrgentMs;
    case DangerRole:
        return inDanger(row);
    case PracticeRole:
        return row.payment.isPractice;
    default:
        return {};
    }
}

} // namespace till::desktop
