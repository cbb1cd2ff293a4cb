#include "app/desktop/models/approval_group_model.h"

#include "app/desktop/approval/alike.h"
#include "app/desktop/models/agent_list_model.h"
#include "app/desktop/models/approval_list_model.h"
#include "app/desktop/text/display_text.h"

#include <algorithm>
#include <unordered_map>

namespace till::desktop {

namespace {

/// Marks those that are not like many others of the same agent and host.
void pullOutOdd(std::vector<ApprovalGroup>& groups)
{
    std::unordered_map<std::string, const ApprovalGroup*> largest;
    const auto place = [](const ApprovalGroup& group) {
        return group.first.payment.agent + '\0' + group.first.payment.host;
    };
    for (const ApprovalGroup& each : groups) {
        const ApprovalGroup*& most = largest[place(each)];
        if (most == nullptr || each.members.size() > most->members.size()) {
            most = &each;
        }
    }
    for (ApprovalGroup& each : groups) {
        const ApprovalGroup& most = *largest.at(place(each));
        if (&most != &each && most.members.size() >= kManyAlike) {
            each.oddText = whatIsOdd(each.first, most.first);
        }
    }
}

} // namespace

ApprovalGroupModel::ApprovalGroupModel(const ApprovalListModel& queue, const AgentListModel& agents,
                                       QObject* parent)
    : RowListModel(parent), m_queue(queue), m_agents(agents)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &ApprovalGroupModel::regroup);
    const auto soon = [this] { m_soon.start(); };
    connect(&queue, &QAbstractItemModel::rowsInserted, this, soon);
    connect(&queue, &QAbstractItemModel::rowsRemoved, this, soon);
    connect(&queue, &QAbstractItemModel::rowsMoved, this, soon);
    connect(&queue, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex&, const QModelIndex&, const QList<int>& roles) {
                if (roles.isEmpty()) {
                    m_soon.start();
                } else {
                    touch({LeftTextRole, UrgentRole, ColorIndexRole});
                }
            });
    connect(this, &QAbstractItemModel::rowsInserted, this, &ApprovalGroupModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &ApprovalGroupModel::countChanged);
}

QHash<int, QByteArray> ApprovalGroupModel::roleNames() const
{
    return {{PaymentIdRole, "paymentId"}, {AgentNameRole, "agentName"},   {ColorIndexRole, "colorIndex"},
            {HostRole, "host"},           {AmountTextRole, "amountText"}, {SymbolRole, "symbol"},
            {LeftTextRole, "leftText"},   {UrgentRole, "urgent"},         {DangerRole, "danger"},
            {PracticeRole, "practice"},   {AlikeRole, "alike"},           {AlikeTextRole, "alikeText"},
            {OddTextRole, "oddText"},     {HasOpenRole, "hasOpen"}};
}

void ApprovalGroupModel::regroup()
{
    m_soon.stop();
    std::vector<ApprovalGroup> groups;
    std::unordered_map<std::string, std::size_t> places;
    for (const wire::ApprovalShape& each : m_queue.approvals()) {
        std::string key = alikeKey(each);
        const auto [found, isNew] = places.emplace(key, groups.size());
        if (isNew) {
            groups.push_back({std::move(key), each, {}, {}});
        }
        groups[found->second].members.push_back(each.id);
    }
    pullOutOdd(groups);
    sync(std::move(groups));
}

void ApprovalGroupModel::setOpen(const QString& paymentId)
{
    m_openId = paymentId.toStdString();
    touch({HasOpenRole});
}

std::vector<wire::ApprovalShape> ApprovalGroupModel::alikeTo(const wire::ApprovalShape& approval) const
{
    const std::string key = alikeKey(approval);
    std::vector<wire::ApprovalShape> found;
    for (const wire::ApprovalShape& each : m_queue.approvals()) {
        if (alikeKey(each) == key) {
            found.push_back(each);
        }
    }
    return found;
}

QVariant ApprovalGroupModel::value(const ApprovalGroup& row, int role) const
{
    const auto ofFirst = [&](int queueRole) {
        const int at = m_queue.rowOf(toText(row.members.front()));
        return at < 0 ? QVariant() : m_queue.index(at).data(queueRole);
    };
    switch (role) {
    case PaymentIdRole:
        return toText(row.first.id);
    case AgentNameRole:
        return toText(row.first.payment.agentName);
    case ColorIndexRole:
        return m_agents.colorOf(row.first.payment.agent);
    case Qt::DisplayRole:
    case HostRole:
        return toText(row.first.payment.host);
    case AmountTextRole:
        return toText(row.first.payment.amountText);
    case SymbolRole:
        return toText(row.first.payment.symbol);
    case LeftTextRole:
        return ofFirst(ApprovalListModel::LeftTextRole).toString();
    case UrgentRole:
        return ofFirst(ApprovalListModel::UrgentRole).toBool();
    case DangerRole:
        return inDanger(row.first);
    case PracticeRole:
        return row.first.payment.isPractice;
    case AlikeRole:
        return static_cast<int>(row.members.size());
    case AlikeTextRole:
        return row.members.size() < 2 ? QString()
                                      : tr("%1 alike, %2 in all")
                                            .arg(row.members.size())
                                            .arg(totalText(row.first.payment, row.members.size()));
    case OddTextRole:
        return row.oddText.isEmpty() ? QString() : tr("Not like the others: %1").arg(row.oddText);
    case HasOpenRole:
        return std::find(row.members.begin(), row.members.end(), m_openId) != row.members.end();
    default:
        return {};
    }
}

} // namespace till::desktop
