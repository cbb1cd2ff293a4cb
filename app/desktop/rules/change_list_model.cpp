#include "app/desktop/rules/change_list_model.h"

#include <QSet>

namespace till::desktop {

namespace {

QString lineOf(const Sentence& sentence)
{
    const QString text = plainText(sentence);
    return sentence.naming ? QStringLiteral("%1 (%2)").arg(text, sentence.name) : text;
}

} // namespace

ChangeListModel::ChangeListModel(QObject* parent) : RowListModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &ChangeListModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &ChangeListModel::countChanged);
}

QHash<int, QByteArray> ChangeListModel::roleNames() const
{
    return {{TextRole, "text"}, {AddedRole, "added"}};
}

void ChangeListModel::compare(const std::vector<Sentence>& before, const std::vector<Sentence>& after)
{
    QHash<QString, QString> old;
    for (const Sentence& each : before) {
        old.insert(keyOf(each), lineOf(each));
    }
    std::vector<ChangeRow> rows;
    QSet<QString> seen;
    for (const Sentence& each : after) {
        const QString key = keyOf(each);
        const QString line = lineOf(each);
        seen.insert(key);
        if (old.value(key) == line) {
            continue;
        }
        if (old.contains(key)) {
            rows.push_back({QStringLiteral("-") + key, old.value(key), false});
        }
        rows.push_back({QStringLiteral("+") + key, line, true});
    }
    for (const Sentence& each : before) {
        if (!seen.contains(keyOf(each))) {
            rows.push_back({QStringLiteral("-") + keyOf(each), lineOf(each), false});
        }
    }
    sync(std::move(rows));
}

QVariant ChangeListModel::value(const ChangeRow& row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case TextRole:
        return row.text;
    case AddedRole:
        return row.added;
    default:
        return {};
    }
}

} // namespace till::desktop
