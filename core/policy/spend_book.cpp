#include "core/policy/spend_book.h"

#include <algorithm>

namespace till::policy {

namespace {

/// A text that two lines share only when they are equal: each part with its length.
std::string fingerprint(const SpendLine& line)
{
    std::string text;
    const auto put = [&text](std::string_view part) {
        text += std::to_string(part.size());
        text += ':';
        text += part;
    };
    put(line.agent);
    put(std::to_string(line.agentTags.size()));
    for (const std::string& tag : line.agentTags)
        put(tag);
    put(line.host);
    put(line.payTo);
    put(line.network);
    put(line.asset);
    put(std::to_string(line.decimals));
    put(line.isDollarPegged ? "usd" : "other");
    put(line.isPractice ? "practice" : "real");
    put(line.envelope);
    return text;
}

/// The budget that keeps the sum a grant is bounded by: what its merchant got in any 24 hours.
Budget budgetOf(const Grant& grant)
{
    constexpr std::int64_t kSecondsOfADay = 24 * 3600;
    Budget budget;
    budget.name = grant.name;
    budget.limit = UsdLimit{grant.perDayMicro};
    budget.window = RollingWindow{kSecondsOfADay};
    if (!grant.host.empty())
        budget.only.hosts.push_back(grant.host);
    if (!grant.payTo.empty())
        budget.only.payTo.push_back(grant.payTo);
    return budget;
}

/// The budget that bounds an envelope: all that was ever paid out of it.
Budget budgetOf(const Envelope& envelope)
{
    Budget budget;
    budget.name = envelope.name;
    budget.limit = UsdLimit{envelope.limitMicro};
    budget.window = LifetimeWindow{};
    if (!envelope.host.empty())
        budget.only.hosts.push_back(envelope.host);
    return budget;
}

/// An agent's own budgets in USD leave out what is paid out of envelopes; the owner's global ones never do.
EnvelopeMoney envelopeMoneyOf(std::string_view owner, const Budget& budget)
{
    const bool isApart = owner != kGlobalOwner && std::holds_alternative<UsdLimit>(budget.limit);
    return isApart ? EnvelopeMoney::Apart : EnvelopeMoney::Counts;
}

} // namespace

std::vector<BudgetTracker> SpendBook::trackersFor(std::string_view owner, const Policy& policy) const
{
    std::vector<BudgetTracker> trackers;
    trackers.reserve(policy.budgets.size() + policy.grants.size() + policy.envelopes.size());
    for (const Budget& budget : policy.budgets)
        trackers.emplace_back(std::string(owner), budget, envelopeMoneyOf(owner, budget));
    for (const Grant& grant : policy.grants)
        trackers.emplace_back(std::string(owner), budgetOf(grant), EnvelopeMoney::Counts);
    for (const Envelope& envelope : policy.envelopes)
        trackers.emplace_back(std::string(owner), budgetOf(envelope), EnvelopeMoney::OnlyThis);
    for (const auto& [id, stored] : m_payments) {
        const NumberedLine& line = m_lines[stored.line];
        for (BudgetTracker& tracker : trackers)
            tracker.insert(line.line, line.keys, stored.end, id, stored.amount, stored.payments);
    }
    return trackers;
}

void SpendBook::setPolicy(std::string_view owner, const Policy& policy)
{
    m_owners.insert_or_assign(std::string(owner), trackersFor(owner, policy));
    std::vector<BudgetTracker> released;
    for (const Budget& budget : policy.budgets)
        released.emplace_back(std::string(owner), budget, envelopeMoneyOf(owner, budget));
    for (const Envelope& envelope : policy.envelopes)
        released.emplace_back(std::string(owner), budgetOf(envelope), EnvelopeMoney::OnlyThis);
    for (const auto& [id, stored] : m_released) {
        const NumberedLine& line = m_lines[stored.line];
        for (BudgetTracker& tracker : released)
            tracker.insert(line.line, line.keys, stored.end, id, stored.amount, stored.payments);
    }
    m_releasedOf.insert_or_assign(std::string(owner), std::move(released));
}

void SpendBook::setShadow(std::string_view owner, const Policy& policy)
{
    m_shadows.insert_or_assign(std::string(owner), trackersFor(owner, policy));
}

void SpendBook::dropShadow(std::string_view owner)
{
    if (const auto found = m_shadows.find(owner); found != m_shadows.end())
        m_shadows.erase(found);
}

const std::vector<BudgetTracker>* SpendBook::shadowTrackersOf(std::string_view owner) const
{
    const auto found = m_shadows.find(owner);
    return found == m_shadows.end() ? nullptr : &found->second;
}

void SpendBook::dropPolicy(std::string_view owner)
{
    if (const auto found = m_owners.find(owner); found != m_owners.end())
        m_owners.erase(found);
    if (const auto found = m_releasedOf.find(owner); found != m_releasedOf.end())
        m_releasedOf.erase(found);
}

std::uint32_t SpendBook::placeOf(const SpendLine& line)
{
    const auto [found, isNew] =
        m_linePlaces.try_emplace(fingerprint(line), static_cast<std::uint32_t>(m_lines.size()));
    if (!isNew)
        return found->second;
    SpendKeys keys;
    keys.agent = m_names.numberOrNew(line.agent);
    for (const std::string& tag : line.agentTags)
        keys.tags.push_back(m_names.numberOrNew(tag));
    keys.host = m_names.numberOrNew(line.host);
    keys.payTo = m_names.numberOrNew(line.payTo);
    keys.network = m_names.numberOrNew(line.network);
    keys.asset = m_names.numberOrNew(line.asset);
    m_lines.push_back({.line = line, .keys = std::move(keys)});
    return found->second;
}

SpendKeys SpendBook::keysOf(const SpendLine& line) const
{
    SpendKeys keys;
    keys.agent = m_names.number(line.agent);
    keys.tags.reserve(line.agentTags.size());
    for (const std::string& tag : line.agentTags)
        keys.tags.push_back(m_names.number(tag));
    keys.host = m_names.number(line.host);
    keys.payTo = m_names.number(line.payTo);
    keys.network = m_names.number(line.network);
    keys.asset = m_names.number(line.asset);
    return keys;
}

void SpendBook::insertEverywhere(std::int64_t id, const Stored& stored)
{
    insertInto(m_owners, id, stored);
    insertInto(m_shadows, id, stored);
}

void SpendBook::eraseEverywhere(std::int64_t id, const Stored& stored)
{
    eraseFrom(m_owners, id, stored);
    eraseFrom(m_shadows, id, stored);
}

void SpendBook::insertInto(Owners& owners, std::int64_t id, const Stored& stored)
{
    const NumberedLine& line = m_lines[stored.line];
    for (auto& [owner, trackers] : owners) {
        if (owner != kGlobalOwner && owner != line.line.agent)
            continue;
        for (BudgetTracker& tracker : trackers)
            tracker.insert(line.line, line.keys, stored.end, id, stored.amount, stored.payments);
    }
}

void SpendBook::eraseFrom(Owners& owners, std::int64_t id, const Stored& stored)
{
    const NumberedLine& line = m_lines[stored.line];
    for (auto& [owner, trackers] : owners) {
        if (owner != kGlobalOwner && owner != line.line.agent)
            continue;
        for (BudgetTracker& tracker : trackers)
            tracker.erase(line.line, line.keys, stored.end, id);
    }
}

void SpendBook::moveEnd(std::int64_t id, Stored& stored, Instant end)
{
    eraseEverywhere(id, stored);
    stored.end = end;
    insertEverywhere(id, stored);
}

Result<void, SpendBookError> SpendBook::add(const LivePayment& payment)
{
    if (payment.end < payment.start)
        return fail(SpendBookError::EndBeforeStart);
    if (payment.id < 0 || m_payments.contains(payment.id))
        return fail(SpendBookError::Duplicate);
    const Stored stored{.line = placeOf(payment.line),
                        .amount = payment.amount,
                        .payments = 1,
                        .start = payment.start,
                        .end = payment.end};
    m_payments.emplace(payment.id, stored);
    insertEverywhere(payment.id, stored);
    return {};
}

Result<void, SpendBookError> SpendBook::shorten(std::int64_t id, Instant settledAt)
{
    const auto found = m_payments.find(id);
    if (found == m_payments.end() || id < 0)
        return fail(SpendBookError::NoSuchPayment);
    const Instant end = std::max(found->second.start, settledAt);
    if (end < found->second.end)
        moveEnd(id, found->second, end);
    return {};
}

Result<void, SpendBookError> SpendBook::lengthen(std::int64_t id, Instant end)
{
    const auto found = m_payments.find(id);
    if (found == m_payments.end() || id < 0)
        return fail(SpendBookError::NoSuchPayment);
    if (end > found->second.end)
        moveEnd(id, found->second, end);
    return {};
}

Result<void, SpendBookError> SpendBook::remove(std::int64_t id)
{
    const auto found = m_payments.find(id);
    if (found == m_payments.end() || id < 0)
        return fail(SpendBookError::NoSuchPayment);
    eraseEverywhere(id, found->second);
    m_payments.erase(found);
    return {};
}

bool SpendBook::mayRelease(std::int64_t id, Instant now) const
{
    const auto found = m_payments.find(id);
    if (found == m_payments.end() || id < 0)
        return false;
    const Stored& stored = found->second;
    const NumberedLine& line = m_lines[stored.line];
    for (const auto& [owner, trackers] : m_releasedOf) {
        if (owner != kGlobalOwner && owner != line.line.agent)
            continue;
        for (const BudgetTracker& tracker : trackers) {
            const auto use = tracker.judge(line.line, line.keys, stored.amount, now);
            // A limit that was lowered since must not hold what it let out before.
            if (use && use->isExceeded && !use->used.isZero())
                return false;
        }
    }
    return true;
}

Result<void, SpendBookError> SpendBook::release(std::int64_t id, Instant at)
{
    const auto found = m_payments.find(id);
    if (found == m_payments.end() || id < 0)
        return fail(SpendBookError::NoSuchPayment);
    Stored stored = found->second;
    if (auto done = remove(id); !done)
        return done;
    stored.end = at;
    if (m_released.emplace(id, stored).second)
        insertInto(m_releasedOf, id, stored);
    return {};
}

void SpendBook::addReleased(const LivePayment& payment)
{
    const Stored stored{.line = placeOf(payment.line),
                        .amount = payment.amount,
                        .payments = 1,
                        .start = payment.start,
                        .end = payment.end};
    if (m_released.emplace(payment.id, stored).second)
        insertInto(m_releasedOf, payment.id, stored);
}

void SpendBook::takeBack(std::int64_t id, LivePayment payment)
{
    const auto found = m_released.find(id);
    if (found == m_released.end())
        return;
    payment.amount = found->second.amount;
    eraseFrom(m_releasedOf, id, found->second);
    m_released.erase(found);
    static_cast<void>(add(payment));
}

void SpendBook::addPast(const SpendLine& line, std::uint64_t payments, const money::Amount& sum,
                        Instant latestEnd)
{
    const Stored stored{
        .line = placeOf(line), .amount = sum, .payments = payments, .start = latestEnd, .end = latestEnd};
    const std::int64_t id = --m_lastPastId;
    m_payments.emplace(id, stored);
    insertEverywhere(id, stored);
}

const std::vector<BudgetTracker>* SpendBook::trackersOf(std::string_view owner) const
{
    const auto found = m_owners.find(owner);
    return found == m_owners.end() ? nullptr : &found->second;
}

} // namespace till::policy
