#include "app/desktop/ledger/ledger_controller.h"

#include "app/desktop/clock/desk_clock.h"
#include "app/desktop/keeper/ask.h"
#include "app/desktop/ledger/ledger_totals.h"
#include "app/desktop/ledger/payment_text.h"
#include "app/desktop/text/display_text.h"
#include "core/wire/limits.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>

#include <algorithm>
#include <array>

namespace till::desktop {

namespace {

constexpr int kTypingRestMs = 250;
constexpr int kSumPaceMs = 1000;
constexpr std::array kInterfaces{"", "rest", "fetch", "proxy", "rpc", "mcp", "cli"};

/// States that a person thinks of as one.
struct StateGroup {
    const char* label;
    const char* states;
};
constexpr std::array<StateGroup, 7> kStateGroups{{
    {QT_TRANSLATE_NOOP("LedgerStates", "Waiting"), "waiting"},
    {QT_TRANSLATE_NOOP("LedgerStates", "Signed"), "authorized"},
    {QT_TRANSLATE_NOOP("LedgerStates", "Settled"), "settled"},
    {QT_TRANSLATE_NOOP("LedgerStates", "Unknown"), "unknown,expired"},
    {QT_TRANSLATE_NOOP("LedgerStates", "Denied"), "denied,rejected"},
    {QT_TRANSLATE_NOOP("LedgerStates", "Not answered"), "lapsed,given_up"},
    {QT_TRANSLATE_NOOP("LedgerStates", "Void"), "void"},
}};

QStringList statesOf(const StateGroup& group)
{
    return QString::fromLatin1(group.states).split(QLatin1Char(','));
}

bool isChosen(const StateGroup& group, const QStringList& states)
{
    const QStringList all = statesOf(group);
    return std::all_of(all.begin(), all.end(),
                       [&states](const QString& each) { return states.contains(each); });
}

} // namespace

LedgerController::LedgerController(Keeper& keeper, SessionController& session, const AgentListModel& agents,
                                   DeskClock& clock, const QString& settingsFile, QObject* parent)
    : QObject(parent), m_keeper(keeper), m_clock(clock), m_payments(agents),
      m_inspector(keeper, agents, clock), m_exporter(keeper), m_integrity(keeper, session, clock),
      m_views(settingsFile)
{
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingRestMs);
    connect(&m_typing, &QTimer::timeout, this, &LedgerController::reload);
    m_summing.setSingleShot(true);
    m_summing.setInterval(kSumPaceMs);
    connect(&m_summing, &QTimer::timeout, this, &LedgerController::loadTotals);
    m_payments.setFilter([this](const wire::PaymentRow& row) {
        return m_filter.matches(row, m_clock.nowMs(), QTimeZone::systemTimeZone());
    });
    m_payments.setNow(clock.nowMs());
    connect(&keeper, &Keeper::up, this, &LedgerController::reload);
    connect(&keeper, &Keeper::paymentsArrived, this, [this](const wire::PaymentsEvent& event) {
        m_payments.setNow(m_clock.nowMs());
        if (event.skipped > 0 && !m_payments.held()) {
            reload();
            return;
        }
        m_payments.applyChanges(event.payments);
        if (!m_summing.isActive()) {
            m_summing.start();
        }
    });
    if (keeper.isUp()) {
        reload();
    }
}

void LedgerController::setFilter(LedgerFilter filter)
{
    if (filter == m_filter) {
        return;
    }
    m_filter = std::move(filter);
    m_payments.clearMarks();
    Q_EMIT filterChanged();
    reload();
}

void LedgerController::setAgentFilter(const QString& agentId)
{
    LedgerFilter filter = m_filter;
    filter.agent = agentId;
    setFilter(std::move(filter));
}

void LedgerController::setRange(int index)
{
    LedgerFilter filter = m_filter;
    filter.range = static_cast<LedgerRange>(std::clamp(index, 0, static_cast<int>(LedgerRange::Quarter)));
    setFilter(std::move(filter));
}

void LedgerController::setNetwork(int index)
{
    LedgerFilter filter = m_filter;
    const auto at = static_cast<std::size_t>(index - 1);
    filter.network = index > 0 && at < m_networks.size() ? m_networks[at].first : QString();
    setFilter(std::move(filter));
}

void LedgerController::setInterface(int index)
{
    LedgerFilter filter = m_filter;
    const int at = std::clamp(index, 0, static_cast<int>(kInterfaces.size()) - 1);
    filter.interface = QLatin1String(kInterfaces.at(static_cast<std::size_t>(at)));
    setFilter(std::move(filter));
}

void LedgerController::setTextFilter(const QString& text)
{
    if (m_filter.text != text) {
        m_filter.text = text;
        m_payments.clearMarks();
        Q_EMIT filterChanged();
        m_typing.start();
    }
}

void LedgerController::toggleState(int index)
{
    if (index < 0 || index >= static_cast<int>(kStateGroups.size())) {
        return;
    }
    LedgerFilter filter = m_filter;
    const StateGroup& group = kStateGroups.at(static_cast<std::size_t>(index));
    const bool wasChosen = isChosen(group, filter.states);
    for (const QString& each : statesOf(group)) {
        filter.states.removeAll(each);
        if (!wasChosen) {
            filter.states += each;
        }
    }
    setFilter(std::move(filter));
}

void LedgerController::show(const QString& states, bool today)
{
    LedgerFilter filter;
    filter.states = states.split(QLatin1Char(','), Qt::SkipEmptyParts);
    filter.range = today ? LedgerRange::Today : LedgerRange::Always;
    setFilter(std::move(filter));
}

void LedgerController::showHost(const QString& host)
{
    LedgerFilter filter;
    filter.text = host;
    setFilter(std::move(filter));
}

void LedgerController::clearFilters()
{
    setFilter({});
}

void LedgerController::applyView(int index)
{
    if (index >= 0 && index < m_views.count()) {
        setFilter(m_views.filter(index));
    }
}

bool LedgerController::saveView(const QString& name)
{
    const bool isSaved = m_views.save(name, m_filter);
    Q_EMIT viewsChanged();
    Q_EMIT filterChanged();
    return isSaved;
}

void LedgerController::removeView()
{
    m_views.remove(viewIndex());
    Q_EMIT viewsChanged();
    Q_EMIT filterChanged();
}

void LedgerController::reload()
{
    m_typing.stop();
    ++m_generation;
    m_next.clear();
    m_loading = false;
    m_hasTotals = false;
    load({});
    loadTotals();
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
    wire::PaymentsFind request;
    m_filter.fill(request, m_clock.nowMs(), QTimeZone::systemTimeZone());
    request.after = after.empty() ? std::optional<std::string>() : after;
    request.limit = wire::kMaxPageRows;
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
                            });
}

void LedgerController::loadTotals()
{
    m_summing.stop();
    wire::PaymentsSum request;
    m_filter.fill(request, m_clock.nowMs(), QTimeZone::systemTimeZone());
    ask<wire::PaymentsTotals>(m_keeper, request, this,
                              [this, generation = m_generation, isOfAll = m_filter.isAny()](
                                  Result<wire::PaymentsTotals, wire::ErrorBody> answer) {
                                  if (generation == m_generation && answer) {
                                      takeTotals(std::move(*answer), isOfAll);
                                  }
                              });
}

void LedgerController::takeTotals(wire::PaymentsTotals totals, bool isOfAll)
{
    m_totals = std::move(totals);
    m_hasTotals = true;
    Q_EMIT footerChanged();
    if (!isOfAll) {
        return;
    }
    std::vector<std::pair<QString, QString>> networks;
    for (const wire::TokenTotal& each : m_totals.tokens) {
        const std::pair<QString, QString> network{toText(each.network), toText(each.networkName)};
        if (std::find(networks.begin(), networks.end(), network) == networks.end()) {
            networks.push_back(network);
        }
    }
    if (networks != m_networks) {
        m_networks = std::move(networks);
        Q_EMIT networksChanged();
        Q_EMIT filterChanged();
    }
}

QStringList LedgerController::networkNames() const
{
    QStringList names{tr("All networks")};
    for (const auto& [caip2, name] : m_networks) {
        names += name;
    }
    return names;
}

int LedgerController::networkIndex() const
{
    const auto found = std::find_if(m_networks.begin(), m_networks.end(),
                                    [this](const auto& each) { return each.first == m_filter.network; });
    return found == m_networks.end() ? 0 : static_cast<int>(found - m_networks.begin()) + 1;
}

QStringList LedgerController::interfaceNames() const
{
    QStringList names{tr("All ways in")};
    for (std::size_t each = 1; each < kInterfaces.size(); ++each) {
        names += interfaceName(QLatin1String(kInterfaces.at(each)));
    }
    return names;
}

int LedgerController::interfaceIndex() const
{
    const auto found = std::find(kInterfaces.begin(), kInterfaces.end(), m_filter.interface.toStdString());
    return found == kInterfaces.end() ? 0 : static_cast<int>(found - kInterfaces.begin());
}

QStringList LedgerController::stateNames() const
{
    QStringList names;
    for (const StateGroup& each : kStateGroups) {
        names += QCoreApplication::translate("LedgerStates", each.label);
    }
    return names;
}

QList<bool> LedgerController::statesChosen() const
{
    QList<bool> chosen;
    for (const StateGroup& each : kStateGroups) {
        chosen += isChosen(each, m_filter.states);
    }
    return chosen;
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

int LedgerController::copyMarked()
{
    std::vector<wire::PaymentRow> rows = m_payments.markedRows();
    if (const int at = m_payments.rowOf(m_inspector.paymentId()); rows.empty() && at >= 0) {
        rows.push_back(m_payments.payments()[static_cast<std::size_t>(at)]);
    }
    if (!rows.empty()) {
        QGuiApplication::clipboard()->setText(tabbedOf(rows));
    }
    return static_cast<int>(rows.size());
}

void LedgerController::exportTo(const QString& path, bool asJson)
{
    wire::PaymentsFind filter;
    m_filter.fill(filter, m_clock.nowMs(), QTimeZone::systemTimeZone());
    m_exporter.start(filter, path, asJson);
}

QString LedgerController::footerText() const
{
    return m_hasTotals ? totalsText(m_totals) : QString();
}

QString LedgerController::riskText() const
{
    return m_hasTotals ? atRiskText(m_totals) : QString();
}

} // namespace till::desktop
