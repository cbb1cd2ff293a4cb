#include "app/desktop/ledger/ledger_controller.h"

#include "app/desktop/clock/desk_clock.h"
#include "app/desktop/keeper/ask.h"
#include "app/desktop/ledger/ledger_totals.h"
#include "app/desktop/text/display_text.h"
#include "core/wire/limits.h"

#include <algorithm>

namespace till::desktop {

namespace {
constexpr int kTypingRestMs = 250;

std::optional<std::string> wanted(const QString& text)
{
    return text.isEmpty() ? std::optional<std::string>() : text.toStdString();
}
} // namespace

LedgerController::LedgerController(Keeper& keeper, const AgentListModel& agents, DeskClock& clock,
                                   QObject* parent)
    : QObject(parent), m_keeper(keeper), m_clock(clock), m_payments(agents),
      m_inspector(keeper, agents, clock)
{
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingRestMs);
    connect(&m_typing, &QTimer::timeout, this, &LedgerController::reload);
    m_payments.setFilter([this](const wire::PaymentRow& row) { return matches(row); });
    m_payments.setNow(clock.nowMs());
    connect(&keeper, &Keeper::up, this, &LedgerController::reload);
    connect(&keeper, &Keeper::paymentsArrived, this, [this](const wire::PaymentsEvent& event) {
        m_payments.setNow(m_clock.nowMs());
        if (event.skipped > 0 && !m_payments.held()) {
            reload();
            return;
        }
        m_payments.applyChanges(event.payments);
    });
    connect(&m_payments, &QAbstractItemModel::dataChanged, this, &LedgerController::footerChanged);
    connect(&m_payments, &PaymentListModel::countChanged, this, &LedgerController::footerChanged);
    if (keeper.isUp()) {
        reload();
    }
}

bool LedgerController::matches(const wire::PaymentRow& row) const
{
    if (!m_agent.isEmpty() && toText(row.agent) != m_agent) {
        return false;
    }
    if (!m_status.isEmpty() && toText(row.status) != m_status) {
        return false;
    }
    if (m_text.isEmpty()) {
        return true;
    }
    const auto& searched = {row.host, row.url, row.payTo, row.id};
    return std::any_of(searched.begin(), searched.end(), [this](const std::string& each) {
        return toText(each).contains(m_text, Qt::CaseInsensitive);
    });
}

void LedgerController::setAgentFilter(const QString& agentId)
{
    if (m_agent != agentId) {
        m_agent = agentId;
        setFilter();
    }
}

void LedgerController::setStatusFilter(const QString& status)
{
    if (m_status != status) {
        m_status = status;
        setFilter();
    }
}

void LedgerController::setTextFilter(const QString& text)
{
    if (m_text != text) {
        m_text = text;
        Q_EMIT filterChanged();
        m_typing.start();
    }
}

void LedgerController::clearFilters()
{
    m_agent.clear();
    m_status.clear();
    m_text.clear();
    setFilter();
}

void LedgerController::setFilter()
{
    Q_EMIT filterChanged();
    reload();
}

void LedgerController::reload()
{
    m_typing.stop();
    ++m_generation;
    m_next.clear();
    m_loading = false;
    load({});
}

void LedgerController::loadMore()
{
    if (!m_next.empty() && !m_loading) {
        load(m_next);
    }
}

void LedgerController::load(const std::string& after)
{
    m_loading = true;
    m_errorText.clear();
    Q_EMIT changed();
    const wire::PaymentsList request{.agent = wanted(m_agent),
                                     .status = wanted(m_status),
                                     .host = {},
                                     .text = wanted(m_text),
                                     .sinceMs = {},
                                     .after = after.empty() ? std::optional<std::string>() : after,
                                     .limit = wire::kMaxPageRows};
    ask<wire::PaymentsPage>(m_keeper, request, this,
                            [this, isFirst = after.empty(),
                             generation = m_generation](Result<wire::PaymentsPage, wire::ErrorBody> answer) {
                                if (generation != m_generation) {
                                    return;
                                }
                                m_loading = false;
                                if (!answer) {
                                    m_errorText = describe(answer.error());
                                    Q_EMIT changed();
                                    return;
                                }
                                m_next = answer->next.value_or(std::string());
                                m_payments.setNow(m_clock.nowMs());
                                if (isFirst) {
                                    m_payments.setPage(std::move(answer->payments));
                                } else {
                                    m_payments.appendPage(std::move(answer->payments));
                                }
                                Q_EMIT changed();
                                Q_EMIT footerChanged();
                            });
}

void LedgerController::step(int rows)
{
    const int count = m_payments.rowCount();
    if (count == 0) {
        return;
    }
    const int at = m_payments.rowOf(m_inspector.paymentId());
    m_inspector.inspect(m_payments.paymentIdAt(at < 0 ? 0 : std::clamp(at + rows, 0, count - 1)));
}

QString LedgerController::footerText() const
{
    const int count = m_payments.rowCount();
    const QString rows = hasMore()    ? tr("%1 newest requests shown").arg(count)
                         : count == 1 ? tr("1 request")
                                      : tr("%1 requests").arg(count);
    return QStringLiteral("%1 · %2").arg(rows, paidTotals(m_payments.payments()));
}

} // namespace till::desktop
