#include "app/desktop/models/fact_list_model.h"

namespace till::desktop {

FactListModel::FactListModel(QObject* parent) : RowListModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &FactListModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &FactListModel::countChanged);
}

QHash<int, QByteArray> FactListModel::roleNames() const
{
    return {{LabelRole, "label"}, {ValueRole, "value"}, {MonoRole, "mono"}, {CopyableRole, "copyable"}};
}

void FactListModel::setFacts(std::vector<Fact> facts)
{
    std::erase_if(facts, [](const Fact& each) { return each.value.isEmpty(); });
    int place = 0;
    for (Fact& each : facts) {
        each.id = place++;
    }
    sync(std::move(facts));
}

QVariant FactListModel::value(const Fact& row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case ValueRole:
        return row.value;
    case LabelRole:
        return row.label;
    case MonoRole:
        return row.mono;
    case CopyableRole:
        return row.copyable;
    default:
        return {};
    }
}

Fact wordFact(const QString& label, const QString& value)
{
    return {.label = label, .value = value};
}

Fact codeFact(const QString& label, const QString& value)
{
    return {.label = label, .value = value, .mono = true, .copyable = true};
}

} // namespace till::desktop
