#include "app/desktop/models/trace_list_model.h"

namespace till::desktop {

TraceListModel::TraceListModel(QObject* parent) : RowListModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &TraceListModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &TraceListModel::countChanged);
}

QHash<int, QByteArray> TraceListModel::roleNames() const
{
    return {{RuleTextRole, "ruleText"},
            {DetailRole, "detail"},
            {OutcomeRole, "outcome"},
            {DecisiveRole, "decisive"}};
}

void TraceListModel::setTrace(const std::vector<wire::Reason>& trace)
{
    std::vector<TraceLine> fresh;
    for (TraceStep& each : stepsOf(trace)) {
        fresh.push_back({static_cast<int>(fresh.size()), std::move(each)});
    }
    sync(std::move(fresh));
}

QVariant TraceListModel::value(const TraceLine& row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case RuleTextRole:
        return row.step.rule;
    case DetailRole:
        return row.step.detail;
    case OutcomeRole:
        return row.step.outcome;
    case DecisiveRole:
        return row.step.decisive;
    default:
        return {};
    }
}

} // namespace till::desktop
