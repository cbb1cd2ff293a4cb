#include "app/desktop/rules/pending_list_model.h"

#include "app/desktop/rules/sentence_parts.h"
#include "app/desktop/rules/version_list_model.h"
#include "app/desktop/text/display_text.h"

namespace till::desktop {

PendingListModel::PendingListModel(QObject* parent) : RowListModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &PendingListModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &PendingListModel::countChanged);
}

QHash<int, QByteArray> PendingListModel::roleNames() const
{
    return {{ChangeIdRole, "changeId"},
            {SummaryRole, "summary"},
            {DueTextRole, "dueText"},
            {DetailRole, "detail"}};
}

void PendingListModel::setChanges(std::vector<wire::PendingShape> changes, qint64 nowMs)
{
    m_nowMs = nowMs;
    std::vector<PendingRow> fresh;
    for (wire::PendingShape& each : changes) {
        fresh.push_back({each.id, std::move(each)});
    }
    sync(std::move(fresh));
}

void PendingListModel::setNow(qint64 nowMs)
{
    m_nowMs = nowMs;
    touch({DueTextRole});
}

QVariant PendingListModel::value(const PendingRow& row, int role) const
{
    const wire::PendingShape& change = row.change;
    switch (role) {
    case ChangeIdRole:
        return row.id;
    case Qt::DisplayRole:
    case SummaryRole:
        return shownFinding(change.summary);
    case DueTextRole:
        return tr("Takes effect %1, in %2")
            .arg(clockTime(change.dueAtMs, m_nowMs, QTimeZone::systemTimeZone()),
                 durationText(change.dueAtMs - m_nowMs));
    case DetailRole:
        return change.reason.empty()
                   ? authorText(change.by)
                   : QStringLiteral("%1: %2").arg(authorText(change.by), shownFinding(change.reason));
    default:
        return {};
    }
}

} // namespace till::desktop
