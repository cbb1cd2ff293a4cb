#include "app/desktop/rules/choice_list_model.h"

namespace till::desktop {

ChoiceListModel::ChoiceListModel(QObject* parent) : RowListModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &ChoiceListModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &ChoiceListModel::countChanged);
}

QHash<int, QByteArray> ChoiceListModel::roleNames() const
{
    return {{ValueRole, "value"}, {TextRole, "text"}, {ChosenRole, "chosen"}};
}

void ChoiceListModel::toggle(const QString& value)
{
    const int row = indexOf(value);
    if (row >= 0) {
        ChoiceRow changed = rows()[static_cast<std::size_t>(row)];
        changed.chosen = !changed.chosen;
        replace(row, std::move(changed));
    }
}

QStringList ChoiceListModel::chosen() const
{
    QStringList values;
    for (const ChoiceRow& each : rows()) {
        if (each.chosen) {
            values += each.id;
        }
    }
    return values;
}

QVariant ChoiceListModel::value(const ChoiceRow& row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case TextRole:
        return row.text;
    case ValueRole:
        return row.id;
    case ChosenRole:
        return row.chosen;
    default:
        return {};
    }
}

} // namespace till::desktop
