#include "app/desktop/ledger/ledger_filter.h"

#include "app/desktop/text/display_text.h"

#include <QDateTime>
#include <QJsonArray>

#include <algorithm>

namespace till::desktop {

namespace {

constexpr int kWeekDays = 7;
constexpr int kMonthDays = 30;
constexpr int kQuarterDays = 90;
constexpr int kMostStates = 12;

std::optional<std::string> wanted(const QString& text)
{
    return text.isEmpty() ? std::optional<std::string>() : text.toStdString();
}

bool isOneOf(const wire::PaymentRow& row, const QStringList& states)
{
    return std::any_of(states.begin(), states.end(), [&row](const QString& state) {
        return state == toText(row.status) ||
               (row.status == "settled" && !row.proof.empty() && state == toText(row.proof));
    });
}

} // namespace

qint64 sinceOf(LedgerRange range, qint64 nowMs, const QTimeZone& zone)
{
    const auto midnight = [&](int daysBack) {
        const QDate day = QDateTime::fromMSecsSinceEpoch(nowMs, zone).date().addDays(-daysBack);
        return day.startOfDay(zone).toMSecsSinceEpoch();
    };
    switch (range) {
    case LedgerRange::Always:
        return -1;
    case LedgerRange::Today:
        return midnight(0);
    case LedgerRange::Week:
        return midnight(kWeekDays - 1);
    case LedgerRange::Month:
        return midnight(kMonthDays - 1);
    case LedgerRange::Quarter:
        return midnight(kQuarterDays - 1);
    }
    Q_UNREACHABLE();
}

bool LedgerFilter::matches(const wire::PaymentRow& row, qint64 nowMs, const QTimeZone& zone) const
{
    if ((!agent.isEmpty() && toText(row.agent) != agent) || (!states.isEmpty() && !isOneOf(row, states)) ||
        (!network.isEmpty() && toText(row.network) != network) ||
        (!interface.isEmpty() && toText(row.interface) != interface) ||
        row.createdAtMs < sinceOf(range, nowMs, zone)) {
        return false;
    }
    if (text.isEmpty()) {
        return true;
    }
    const auto& searched = {row.host, row.url, row.payTo, row.id};
    return std::any_of(searched.begin(), searched.end(), [this](const std::string& each) {
        return toText(each).contains(text, Qt::CaseInsensitive);
    });
}

void LedgerFilter::fill(wire::PaymentsFind& list, qint64 nowMs, const QTimeZone& zone) const
{
    list.agent = wanted(agent);
    list.status = wanted(states.join(QLatin1Char(',')));
    list.network = wanted(network);
    list.interface = wanted(interface);
    list.text = wanted(text);
    const qint64 since = sinceOf(range, nowMs, zone);
    list.sinceMs = since < 0 ? std::optional<std::int64_t>() : since;
}

QJsonObject LedgerFilter::toJson() const
{
    return {
        {QStringLiteral("agent"), agent},     {QStringLiteral("states"), QJsonArray::fromStringList(states)},
        {QStringLiteral("network"), network}, {QStringLiteral("interface"), interface},
        {QStringLiteral("text"), text},       {QStringLiteral("range"), static_cast<int>(range)}};
}

LedgerFilter LedgerFilter::fromJson(const QJsonObject& json)
{
    LedgerFilter filter;
    filter.agent = json.value(QLatin1String("agent")).toString();
    const QJsonArray states = json.value(QLatin1String("states")).toArray();
    for (const auto& each : states) {
        if (each.isString() && filter.states.size() < kMostStates) {
            filter.states += each.toString();
        }
    }
    filter.network = json.value(QLatin1String("network")).toString();
    filter.interface = json.value(QLatin1String("interface")).toString();
    filter.text = json.value(QLatin1String("text")).toString();
    const int range = json.value(QLatin1String("range")).toInt();
    if (range >= 0 && range <= static_cast<int>(LedgerRange::Quarter)) {
        filter.range = static_cast<LedgerRange>(range);
    }
    return filter;
}

} // namespace till::desktop
