#include "app/desktop/rules/policy_list_model.h"

namespace till::desktop {

PolicyListModel::PolicyListModel(QObject* parent) : RowListModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &PolicyListModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &PolicyListModel::countChanged);
}

QHash<int, QByteArray> PolicyListModel::roleNames() const
{
    return {{PolicyIdRole, "policyId"},     {NameRole, "name"},     {DetailRole, "detail"},
            {ColorIndexRole, "colorIndex"}, {GlobalRole, "global"}, {EditedRole, "edited"},
            {WaitingRole, "waiting"}};
}

QString PolicyListModel::idAt(int row) const
{
    return row >= 0 && row < rowCount() ? rows()[static_cast<std::size_t>(row)].id : QString();
}

QVariant PolicyListModel::value(const PolicyRow& row, int role) const
{
    switch (role) {
    case PolicyIdRole:
        return row.id;
    case Qt::DisplayRole:
    case NameRole:
        return row.name;
    case DetailRole:
        return row.detail;
    case ColorIndexRole:
        return row.colorIndex;
    case GlobalRole:
        return row.isGlobal;
    case EditedRole:
        return row.isEdited;
    case WaitingRole:
        return row.waiting;
    default:
        return {};
    }
}

} // namespace till::desktop
