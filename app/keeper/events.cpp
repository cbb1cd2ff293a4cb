#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"
#include "core/support/plain_text.h"

#include <algorithm>

namespace till::keeper {

namespace {

constexpr std::int64_t kEventsEveryMs = 50;
constexpr std::size_t kMaxOptionShownBytes = 2048;
constexpr const char* kVersion = "0.1.0";

} // namespace

bool Keeper::hasSubscribers() const
{
    return std::ranges::any_of(m_links, [](const Link& link) { return link->isSubscribed; });
}

void Keeper::changed(const ledger::StoredPayment& row)
{
    if (!hasSubscribers()) {
        return; // who subscribes later reads the ledger first
    }
    if (m_changed.size() < kMaxChangedRows || m_changed.contains(row.id)) {
        m_changed[row.id] = row;
    } else {
        ++m_skipped;
    }
}

wire::StatusAnswer Keeper::status(const Link& link) const
{
    wire::StatusAnswer answer;
    answer.vault = !m_vault ? "none" : m_vault->isUnlocked() ? "unlocked" : "locked";
    answer.paused = const_cast<payment::Till&>(m_till).settings().isPaused;
    answer.proved = link != nullptr && isProved(*link);
    answer.endpoint = m_endpoint;
    answer.practiceShop = m_practiceShop;
    answer.tier = m_tier;
    answer.away = isAway();
    answer.waiting = static_cast<std::int64_t>(m_till.waiting().size());
    answer.agents =
        static_cast<std::int64_t>(const_cast<payment::Till&>(m_till).settings().agents.presentCount());
    answer.events = m_ledger.eventCount();
    answer.integrity = m_isFrozen && m_integrity != "broken" ? "rolled back" : m_integrity;
    answer.version = kVersion;
    answer.alarms =
        static_cast<std::int64_t>(const_cast<payment::Till&>(m_till).settings().alarms.openCount());
    answer.notices = notices();
    answer.backup = backupStatus();
    return answer;
}

void Keeper::toSubscribers(const std::string& frame)
{
    for (const Link& link : m_links) {
        if (link->isSubscribed) {
            link->send(frame);
        }
    }
}

void Keeper::pushEvents()
{
    // What changes with every payment (the count of events) is told with the payments, not as a state of its
    // own.
    wire::StateEvent now;
    static_cast<wire::StatusAnswer&>(now) = status(nullptr);
    now.events = 0;
    std::string state = wire::encode(0, now);
    if (state != m_lastState) {
        m_lastState = std::move(state);
        for (const Link& link : m_links) {
            if (link->isSubscribed) {
                wire::StateEvent event;
                static_cast<wire::StatusAnswer&>(event) = status(link);
                link->send(wire::encode(0, event));
            }
        }
    }
    if (!hasSubscribers()) {
        m_changed.clear();
        m_skipped = 0;
    }
    const std::int64_t nowMs = m_clock.now().unixMs;
    if (m_changed.empty() || nowMs < m_nextEventsMs) {
        return;
    }
    m_nextEventsMs = nowMs + kEventsEveryMs;
    wire::PaymentsEvent event;
    event.skipped = m_skipped;
    const AgentFaces faces = facesOf(m_till.settings().agents);
    for (const auto& [id, row] : m_changed) {
        wire::PaymentRow shown = toWire(row, faces);
        shown.url = shown.url.substr(0, kMaxOptionShownBytes / 2);
        event.payments.push_back(std::move(shown));
    }
    m_changed.clear();
    m_skipped = 0;
    std::string frame = wire::encode(0, event);
    while (frame.size() > wire::kMaxFrameBytes) {
        event.payments.pop_back();
        ++event.skipped;
        frame = wire::encode(0, event);
    }
    toSubscribers(frame);
}

std::optional<wire::ApprovalShape> Keeper::approvalOf(const ledger::StoredPayment& row,
                                                      const payment::Seen& seen)
{
    const payment::Agent* agent = m_till.settings().agents.find(row.agent);
    const auto until = m_till.waiting().find(row.id);
    if (agent == nullptr || until == m_till.waiting().end()) {
        return std::nullopt;
    }
    wire::ApprovalShape shape;
    shape.id = row.id.toText();
    shape.payment = toWire(row, facesOf(m_till.settings().agents));
    shape.differences = toWire(seen.judgement.differences);
    shape.usual = seen.judgement.usual;
    shape.askedBecause = toWire(seen.judgement.reasons);
    shape.budgets = toWire(seen.judgement.budgets);
    shape.claims = {toVisibleText(seen.ask.claims.tool, 128), toVisibleText(seen.ask.claims.task, 128),
                    toVisibleText(seen.ask.claims.reason, 512)};
    shape.sellerWords = toVisibleText(seen.ask.challenge.description, 512);
    shape.caller = toWire(seen.ask.caller);
    shape.from = agent->address.toChecksummed();
    shape.expiresAtMs = until->second.until.unixMs;
    shape.shownHash = m_till.shownHash(row, seen);
    shape.trace = traceOf(seen);
    if (!seen.ask.challenge.options.empty()) {
        const auto& option = seen.ask.challenge.options.front();
        shape.validForSeconds = std::min<std::int64_t>(option.maxTimeoutSeconds, policy::kMaxValiditySeconds);
        shape.optionRaw = toVisibleText(option.raw, kMaxOptionShownBytes);
    }
    return shape;
}

void Keeper::pushApproval(const payment::Outcome& outcome)
{
    if (!outcome.seen) {
        return;
    }
    if (const auto shape = approvalOf(outcome.row, *outcome.seen)) {
        wire::ApprovalEvent event;
        static_cast<wire::ApprovalShape&>(event) = *shape;
        const std::string frame = fitting(0, wire::encode(0, event));
        // Held like an answer: nobody is shown what is not on disk yet.
        for (const Link& link : m_links) {
            if (link->isSubscribed) {
                queue(link, 0, frame);
            }
        }
    }
}

void Keeper::pushApprovalGone(const ledger::StoredPayment& row)
{
    const wire::ApprovalGoneEvent event{row.id.toText(), std::string(toText(row.status))};
    const std::string frame = wire::encode(0, event);
    for (const Link& link : m_links) {
        if (link->isSubscribed) {
            queue(link, 0, frame);
        }
    }
}

} // namespace till::keeper
