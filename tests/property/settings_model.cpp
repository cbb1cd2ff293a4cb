#include "tests/property/money_model.h"

#include <algorithm>

namespace till::tests {

std::int64_t MoneyModel::maxValidityOf(std::size_t agent) const
{
    return std::min(global.maxValiditySeconds, policies[agent].maxValiditySeconds);
}

bool MoneyModel::isNetworkFrozen() const
{
    return std::ranges::any_of(alarms, [](const ModelAlarm& each) { return each.isOpen && !each.agent; });
}

bool MoneyModel::isAccountFrozen(std::size_t agent) const
{
    return std::ranges::any_of(
        alarms, [&](const ModelAlarm& each) { return each.isOpen && each.agent == std::optional(agent); });
}

bool MoneyModel::raise(const ModelAlarm& alarm, const std::string& fact)
{
    const auto open = std::ranges::count_if(alarms, [&](const ModelAlarm& each) {
        return each.isOpen && each.kind == alarm.kind && each.agent == alarm.agent;
    });
    if (facts.contains(fact) || static_cast<std::size_t>(open) >= kModelOpenAlarms) {
        return false;
    }
    facts.insert(fact);
    alarms.push_back(alarm);
    return true;
}

std::size_t MoneyModel::waitingOf(std::size_t agent) const
{
    return static_cast<std::size_t>(std::ranges::count_if(payments, [&](const auto& each) {
        return each.second.agent == agent && each.second.status == ModelStatus::Waiting;
    }));
}

ModelPolicy& MoneyModel::policyOf(std::optional<std::size_t> owner)
{
    return owner ? policies[*owner] : global;
}

void MoneyModel::setPolicy(std::optional<std::size_t> owner, const ModelPolicy& policy)
{
    std::erase_if(pending, [&](const auto& each) {
        return each.second.kind == ModelPending::Kind::Policy && each.second.owner == owner;
    });
    policyOf(owner) = policy;
}

void MoneyModel::setDelay(std::int64_t seconds)
{
    std::erase_if(pending, [](const auto& each) { return each.second.kind == ModelPending::Kind::Delay; });
    delaySeconds = seconds;
}

void MoneyModel::apply(const ModelPending& change)
{
    switch (change.kind) {
    case ModelPending::Kind::Policy:
        return setPolicy(change.owner, change.policy);
    case ModelPending::Kind::Delay:
        return setDelay(change.delaySeconds);
    case ModelPending::Kind::Grant:
        grants[change.grant.id] = change.grant;
        lastGrant = std::max(lastGrant, change.grant.id);
        return;
    case ModelPending::Kind::More:
        // Answered: an earlier answer that waits has nothing to answer any more.
        std::erase_if(pending, [&](const auto& each) {
            return each.second.kind == ModelPending::Kind::More &&
                   each.second.request.id == change.request.id;
        });
        requests[change.request.id] = change.request;
        return;
    }
}

void MoneyModel::widen(ModelPending change, std::int64_t nowMs)
{
    if (delaySeconds == 0) {
        return apply(change);
    }
    // A newer wish for the same policy, or the same request for more, takes the older one's place.
    std::erase_if(pending, [&](const auto& each) {
        const ModelPending& other = each.second;
        return other.kind == change.kind &&
               ((change.kind == ModelPending::Kind::Policy && other.owner == change.owner) ||
                (change.kind == ModelPending::Kind::More && other.request.id == change.request.id));
    });
    change.id = ++lastPending;
    change.dueMs = nowMs + delaySeconds * 1000;
    pending[change.id] = std::move(change);
}

} // namespace till::tests
