#include "app/desktop/models/payment_list_model.h"

#include "app/desktop/models/agent_list_model.h"
#include "app/desktop/text/display_text.h"
#include "app/desktop/text/payment_words.h"

#include <QTimeZone>
#include <QUrl>

#include <algorithm>
#include <iterator>

namespace till::desktop {

namespace {

/// Newest first; the id settles ties, so that the order never depends on arrival.
bool isNewer(const wire::PaymentRow& a, const wire::PaymentRow& b)
{
    return a.createdAtMs != b.createdAtMs ? a.createdAtMs > b.createdAtMs : a.id > b.id;
}

QString pathOf(const wire::PaymentRow& row)
{
    const QUrl url(toText(row.url), QUrl::StrictMode);
    return url.isValid() ? url.path(QUrl::FullyEncoded) : QString();
}

} // namespace

PaymentListModel::PaymentListModel(const AgentListModel& agents, QObject* parent)
    : RowListModel(parent), m_agents(agents)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &PaymentListModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &PaymentListModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &PaymentListModel::dropLostMarks);
    connect(&agents, &AgentListModel::looksChanged, this, [this] { touch({ColorIndexRole}); });
}

QHash<int, QByteArray> PaymentListModel::roleNames() const
{
    return {{PaymentIdRole, "paymentId"},
            {TimeTextRole, "timeText"},
            {AgentNameRole, "agentName"},
            {ColorIndexRole, "colorIndex"},
            {HostRole, "host"},
            {PathRole, "path"},
            {MethodRole, "method"},
            {AmountTextRole, "amountText"},
            {SymbolRole, "symbol"},
            {StatusRole, "status"},
            {PracticeRole, "practice"},
            {NetworkNameRole, "networkName"},
            {WhyRole, "why"},
            {DayTextRole, "dayText"},
            {ClockTextRole, "clockText"},
            {MarkedRole, "marked"}};
}

void PaymentListModel::hold()
{
    if (!m_held) {
        m_held = true;
        Q_EMIT heldChanged();
    }
}

void PaymentListModel::release()
{
    if (!m_held) {
        return;
    }
    m_held = false;
    Q_EMIT heldChanged();
    const auto waiting = std::exchange(m_heldBack, {});
    for (const wire::PaymentRow& each : waiting) {
        place(each);
    }
    if (!waiting.empty()) {
        Q_EMIT heldBackChanged();
    }
}

QString PaymentListModel::paymentIdAt(int row) const
{
    return row >= 0 && row < rowCount() ? toText(rows()[static_cast<std::size_t>(row)].id) : QString();
}

int PaymentListModel::rowOf(const QString& paymentId) const
{
    return indexOf(paymentId.toStdString());
}

void PaymentListModel::toggleMark(const QString& paymentId)
{
    const std::string id = paymentId.toStdString();
    const int row = indexOf(id);
    if (row < 0) {
        return;
    }
    if (m_marked.erase(id) == 0) {
        m_marked.insert(id);
        m_lastMarked = id;
    }
    Q_EMIT dataChanged(index(row), index(row), {MarkedRole});
    Q_EMIT markedChanged();
}

void PaymentListModel::markTo(const QString& paymentId)
{
    const int to = indexOf(paymentId.toStdString());
    if (to < 0) {
        return;
    }
    const int from = indexOf(m_lastMarked) < 0 ? to : indexOf(m_lastMarked);
    for (int row = std::min(from, to); row <= std::max(from, to); ++row) {
        m_marked.insert(rows()[static_cast<std::size_t>(row)].id);
    }
    m_lastMarked = paymentId.toStdString();
    touch({MarkedRole});
    Q_EMIT markedChanged();
}

void PaymentListModel::markAll()
{
    for (const wire::PaymentRow& each : rows()) {
        m_marked.insert(each.id);
    }
    touch({MarkedRole});
    Q_EMIT markedChanged();
}

void PaymentListModel::clearMarks()
{
    m_marked.clear();
    m_lastMarked.clear();
    touch({MarkedRole});
    Q_EMIT markedChanged();
}

std::vector<wire::PaymentRow> PaymentListModel::markedRows() const
{
    std::vector<wire::PaymentRow> marked;
    std::copy_if(rows().begin(), rows().end(), std::back_inserter(marked),
                 [this](const wire::PaymentRow& each) { return m_marked.contains(each.id); });
    return marked;
}

void PaymentListModel::dropLostMarks()
{
    if (std::erase_if(m_marked, [this](const std::string& id) { return indexOf(id) < 0; }) > 0) {
        Q_EMIT markedChanged();
    }
}

void PaymentListModel::setPage(std::vector<wire::PaymentRow> page)
{
    if (!m_heldBack.empty()) {
        m_heldBack.clear();
        Q_EMIT heldBackChanged();
    }
    sync(std::move(page));
    trim();
}

void PaymentListModel::appendPage(std::vector<wire::PaymentRow> page)
{
    std::erase_if(page, [this](const wire::PaymentRow& each) { return indexOf(each.id) >= 0; });
    insert(rowCount(), std::move(page));
    trim();
}

void PaymentListModel::applyChanges(const std::vector<wire::PaymentRow>& changed)
{
    for (const wire::PaymentRow& each : changed) {
        const int row = indexOf(each.id);
        if (row >= 0) {
            if (m_held || !m_filter || m_filter(each)) {
                replace(row, each);
            } else {
                remove(row, 1);
            }
            continue;
        }
        if (m_filter && !m_filter(each)) {
            continue;
        }
        if (!m_held) {
            place(each);
            continue;
        }
        const auto held =
            std::find_if(m_heldBack.begin(), m_heldBack.end(),
                         [&each](const wire::PaymentRow& other) { return other.id == each.id; });
        if (held != m_heldBack.end()) {
            *held = each;
        } else {
            m_heldBack.push_back(each);
            Q_EMIT heldBackChanged();
        }
    }
}

void PaymentListModel::place(const wire::PaymentRow& payment)
{
    const auto at = std::upper_bound(rows().begin(), rows().end(), payment, isNewer);
    insert(static_cast<int>(at - rows().begin()), {payment});
    trim();
}

void PaymentListModel::trim()
{
    if (m_maximum > 0 && rowCount() > m_maximum) {
        remove(m_maximum, rowCount() - m_maximum);
    }
}

void PaymentListModel::setNow(qint64 nowMs)
{
    m_nowMs = nowMs;
    touch({TimeTextRole, DayTextRole});
}

QVariant PaymentListModel::value(const wire::PaymentRow& row, int role) const
{
    switch (role) {
    case PaymentIdRole:
        return toText(row.id);
    case TimeTextRole:
        return shortTime(row.createdAtMs, m_nowMs, QTimeZone::systemTimeZone());
    case AgentNameRole:
        return toText(row.agentName);
    case ColorIndexRole:
        return m_agents.colorOf(row.agent);
    case Qt::DisplayRole:
    case HostRole:
        return toText(row.host);
    case PathRole:
        return pathOf(row);
    case MethodRole:
        return toText(row.method);
    case AmountTextRole:
        return row.amountText.empty() ? QStringLiteral("—") : toText(row.amountText);
    case SymbolRole:
        return toText(row.symbol);
    case StatusRole:
        return shownStatus(row.status, row.proof);
    case PracticeRole:
        return row.isPractice;
    case NetworkNameRole:
        return toText(row.networkName);
    case DayTextRole:
        return dayText(row.createdAtMs, m_nowMs, QTimeZone::systemTimeZone());
    case ClockTextRole:
        return secondText(row.createdAtMs, QTimeZone::systemTimeZone());
    case MarkedRole:
        return m_marked.contains(row.id);
    case WhyRole:
        return row.reasons.empty() ? QString() : toText(row.reasons.front().text);
    default:
        return {};
    }
}

} // namespace till::desktop
