#include "core/policy/budget_tracker.h"

#include "core/policy/pattern.h"

#include <algorithm>

namespace till::policy {

namespace {

bool isAmong(const std::vector<std::string>& list, std::string_view text)
{
    return list.empty() || std::ranges::find(list, text) != list.end();
}

constexpr std::uint8_t bitOf(Dimension dimension)
{
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(dimension));
}

money::Amount numberOf(const Limit& limit)
{
    if (const auto* const usd = std::get_if<UsdLimit>(&limit))
        return usd->micro;
    if (const auto* const asset = std::get_if<AssetLimit>(&limit))
        return asset->atomic;
    return money::Amount::fromUint64(std::get<CountLimit>(limit).payments);
}

bool exceeds(const BudgetUse& use)
{
    const auto after = use.used.plus(use.thisOne);
    return !after || *after > use.limit;
}

} // namespace

NameNumber NameTable::number(std::string_view name) const
{
    const auto found = m_numbers.find(name);
    return found == m_numbers.end() ? kUnknownName : found->second;
}

NameNumber NameTable::numberOrNew(std::string_view name)
{
    const auto next = static_cast<NameNumber>(m_numbers.size() + kNoName + 1);
    return m_numbers.try_emplace(std::string(name), next).first->second;
}

std::size_t BudgetTracker::SumKeyHash::operator()(const SumKey& key) const
{
    std::uint64_t hash = key.isPractice ? 0x9e3779b97f4a7c15ULL : 0;
    for (const NameNumber name : key.names)
        hash = (hash ^ name) * 0x100000001b3ULL + (hash >> 29);
    return static_cast<std::size_t>(hash);
}

BudgetTracker::BudgetTracker(std::string owner, Budget budget, EnvelopeMoney envelopeMoney)
    : m_owner(std::move(owner)), m_budget(std::move(budget)), m_limit(numberOf(m_budget.limit)),
      m_envelopeMoney(envelopeMoney)
{
    for (const Dimension dimension : m_budget.per)
        m_per = static_cast<std::uint8_t>(m_per | bitOf(dimension));
    m_isScoped = m_budget.only != BudgetScope();
}

bool BudgetTracker::isPer(Dimension dimension) const
{
    return (m_per & bitOf(dimension)) != 0;
}

bool BudgetTracker::isInScope(const SpendLine& line) const
{
    if (!m_owner.empty() && m_owner != line.agent)
        return false;
    if (m_envelopeMoney != EnvelopeMoney::Counts) {
        const bool isOurs =
            m_envelopeMoney == EnvelopeMoney::Apart ? line.envelope.empty() : line.envelope == m_budget.name;
        if (!isOurs)
            return false;
    }
    if (isPer(Dimension::AgentTag) && line.agentTags.empty())
        return false;
    if (!m_isScoped)
        return true;
    const BudgetScope& only = m_budget.only;
    const bool hasTag =
        only.agentTags.empty() || std::ranges::any_of(line.agentTags, [&only](const auto& tag) {
            return isAmong(only.agentTags, tag);
        });
    const bool hasHost = only.hosts.empty() || std::ranges::any_of(only.hosts, [&line](const auto& pattern) {
                             return isHostMatch(pattern, line.host);
                         });
    return hasTag && hasHost && isAmong(only.agents, line.agent) && isAmong(only.payTo, line.payTo) &&
           isAmong(only.networks, line.network) &&
           (only.assets.empty() || isAmong(only.assets, assetText(line.network, line.asset)));
}

std::optional<money::Amount> BudgetTracker::measured(const SpendLine& line, const money::Amount& amount,
                                                     std::uint64_t payments) const
{
    if (std::holds_alternative<UsdLimit>(m_budget.limit))
        return usdMicro(line, amount);
    if (const auto* const limit = std::get_if<AssetLimit>(&m_budget.limit)) {
        if (!isAssetText(limit->asset, line.network, line.asset))
            return std::nullopt;
        return amount;
    }
    return money::Amount::fromUint64(payments);
}

bool BudgetTracker::counts(const SpendLine& line) const
{
    return isInScope(line) && measured(line, money::Amount::zero(), 0).has_value();
}

BudgetTracker::SumKey BudgetTracker::keyOf(const SpendLine& line, const SpendKeys& keys) const
{
    const auto nameAt = [this](Dimension dimension, NameNumber name) {
        return isPer(dimension) ? name : kNoName;
    };
    SumKey key;
    key.names = {nameAt(Dimension::Agent, keys.agent),     kNoName,
                 nameAt(Dimension::Host, keys.host),       nameAt(Dimension::PayTo, keys.payTo),
                 nameAt(Dimension::Network, keys.network), nameAt(Dimension::Asset, keys.asset)};
    // One contract address on two chains is two tokens.
    if (isPer(Dimension::Asset))
        key.names[static_cast<std::size_t>(Dimension::Network)] = keys.network;
    key.isPractice = line.isPractice;
    return key;
}

const EndSums* BudgetTracker::sumsAt(const SumKey& key) const
{
    if (m_per == 0)
        return &m_onlySums[key.isPractice ? 1 : 0];
    const auto found = m_sums.find(key);
    return found == m_sums.end() ? nullptr : &found->second;
}

EndSums& BudgetTracker::sumsFor(const SumKey& key)
{
    return m_per == 0 ? m_onlySums[key.isPractice ? 1 : 0] : m_sums[key];
}

template <class Visit>
void BudgetTracker::forEachKey(const SpendLine& line, const SpendKeys& keys, Visit visit) const
{
    if (m_per == 0) {
        visit(SumKey{.names = {}, .isPractice = line.isPractice});
        return;
    }
    SumKey key = keyOf(line, keys);
    if (!isPer(Dimension::AgentTag)) {
        visit(key);
        return;
    }
    for (const NameNumber tag : keys.tags) {
        key.names[static_cast<std::size_t>(Dimension::AgentTag)] = tag;
        visit(key);
    }
}

void BudgetTracker::insert(const SpendLine& line, const SpendKeys& keys, Instant end, std::int64_t id,
                           const money::Amount& amount, std::uint64_t payments)
{
    if (!isInScope(line))
        return;
    const auto value = measured(line, amount, payments);
    if (!value)
        return;
    forEachKey(line, keys, [&](const SumKey& key) { sumsFor(key).insert(end, id, *value); });
}

void BudgetTracker::erase(const SpendLine& line, const SpendKeys& keys, Instant end, std::int64_t id)
{
    if (!isInScope(line))
        return;
    forEachKey(line, keys, [&](const SumKey& key) { (void)sumsFor(key).erase(end, id); });
}

Instant BudgetTracker::cutoff(Instant now) const
{
    if (const auto* const rolling = std::get_if<RollingWindow>(&m_budget.window))
        return now.plusMs(-rolling->seconds * 1000);
    if (const auto* const calendar = std::get_if<CalendarWindow>(&m_budget.window)) {
        if (now < m_lastSpan.start || now >= m_lastSpan.end)
            m_lastSpan = calendar->zone.spanAt(calendar->unit, now);
        // What ends exactly when the window starts still touches it.
        return m_lastSpan.start.plusMs(-1);
    }
    return {INT64_MIN};
}

std::optional<Instant> BudgetTracker::resetOf(const EndSums* sums, const BudgetUse& use, Instant now) const
{
    if (std::holds_alternative<CalendarWindow>(m_budget.window))
        return m_lastSpan.end;
    const auto* const rolling = std::get_if<RollingWindow>(&m_budget.window);
    if (rolling == nullptr || !use.isExceeded || use.thisOne > use.limit || sums == nullptr)
        return std::nullopt;
    const auto room = use.limit.minus(use.thisOne).value_or(money::Amount::zero());
    const auto lastToLeave = sums->roomAfter(room);
    return lastToLeave ? lastToLeave->plusMs(rolling->seconds * 1000) : now;
}

std::optional<BudgetUse> BudgetTracker::judgeMeasured(const SpendLine& line, const SpendKeys& keys,
                                                      const money::Amount& thisOne, Instant now) const
{
    const Instant since = cutoff(now);
    const EndSums* fullest = nullptr;
    BudgetUse use{.used = {}, .thisOne = thisOne, .limit = m_limit, .isExceeded = false, .resetAt = {}};
    forEachKey(line, keys, [&](const SumKey& key) {
        const EndSums* const sums = sumsAt(key);
        if (sums == nullptr)
            return;
        const money::Amount sum = sums->sumAfter(since);
        if (fullest == nullptr || sum > use.used) {
            fullest = sums;
            use.used = sum;
        }
    });
    use.isExceeded = exceeds(use);
    use.resetAt = resetOf(fullest, use, now);
    return use;
}

std::optional<BudgetUse> BudgetTracker::judgeAgainst(const SpendLine& line, const money::Amount& amount,
                                                     const money::Amount& used,
                                                     std::optional<Instant> resetAt) const
{
    const auto thisOne = isInScope(line) ? measured(line, amount, 1) : std::nullopt;
    if (!thisOne)
        return std::nullopt;
    BudgetUse use{
        .used = used, .thisOne = *thisOne, .limit = m_limit, .isExceeded = false, .resetAt = resetAt};
    use.isExceeded = exceeds(use);
    return use;
}

std::optional<BudgetUse> BudgetTracker::judge(const SpendLine& line, const SpendKeys& keys,
                                              const money::Amount& amount, Instant now) const
{
    if (!isInScope(line))
        return std::nullopt;
    const auto value = measured(line, amount, 1);
    if (!value)
        return std::nullopt;
    return judgeMeasured(line, keys, *value, now);
}

std::optional<BudgetUse> BudgetTracker::standing(const SpendLine& line, const SpendKeys& keys,
                                                 Instant now) const
{
    const bool needsPayment = isPer(Dimension::Host) || isPer(Dimension::PayTo) ||
                              isPer(Dimension::Network) || isPer(Dimension::Asset);
    const BudgetScope& only = m_budget.only;
    const bool isNarrow =
        !only.hosts.empty() || !only.payTo.empty() || !only.networks.empty() || !only.assets.empty();
    if (needsPayment || isNarrow || !isInScope(line))
        return std::nullopt;
    return judgeMeasured(line, keys, money::Amount::zero(), now);
}

} // namespace till::policy
