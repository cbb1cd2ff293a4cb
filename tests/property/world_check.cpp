#include "tests/property/world.h"

#include "core/policy/policy_json.h"

namespace till::tests {

/// After a start: the history is whole, nothing that left is missing, every sum and setting is what the model
/// says.
void World::checkWhole()
{
    const ledger::ChainReport report = m_ledger->verify();
    hold(12, report.isWhole(), "the chain does not verify");
    hold(12, report.events == m_model.events, "the history has another length than what was committed");
    for (const auto& [nonce, number] : m_released) {
        const auto row = must(m_ledger->payment({number}));
        hold(1, row && row->nonce == nonce, "a signature left and its row is not there");
    }
    std::map<std::string, std::uint64_t> sums;
    must(m_ledger->visitSpendBefore(Instant{INT64_MAX}, [&](const ledger::SpendHour& hour) {
        sums[hour.agent] += static_cast<std::uint64_t>(std::stoull(hour.amount.toAtomic()));
    }));
    for (std::size_t each = 0; each < m_model.policies.size(); ++each) {
        std::uint64_t truth = 0;
        for (const auto& [number, payment] : m_model.payments) {
            truth += payment.agent == each && payment.isLive() ? payment.amount : 0;
        }
        hold(11, sums["a" + std::to_string(each + 1)] == truth,
             "the sums by the hour are not those of the rows");
    }
    checkSettings();
    checkDoubts();
    compareUse(11);
}

/// What is set is what the events add up to.
void World::checkSettings()
{
    payment::Settings& settings = m_till->settings();
    const auto isSame = [&](std::string_view owner, const ModelPolicy& policy) {
        return policy::toJson(*settings.documentOf(owner)) == policy::toJson(policyOf(policy.document()));
    };
    const bool hasGlobal = settings.globalVersion > 0;
    hold(9, !hasGlobal || isSame(payment::kGlobalName, m_model.global), "another global policy is in force");
    for (std::size_t each = 0; each < m_model.policies.size(); ++each) {
        hold(9, isSame("a" + std::to_string(each + 1), m_model.policies[each]), "another policy is in force");
    }
    hold(9, settings.delaySeconds == m_model.delaySeconds, "widenings wait for another time");
    hold(9, settings.pending.size() == m_model.pending.size(), "other changes wait");
    hold(9, settings.allowances.grants.size() == m_model.grants.size(), "other grants are remembered");
    const auto open = std::count_if(m_model.alarms.begin(), m_model.alarms.end(),
                                    [](const ModelAlarm& each) { return each.isOpen; });
    hold(9, settings.alarms.openCount() == static_cast<std::size_t>(open), "other alarms are open");
}

/// A restart may ask for a proof once too often, never once too little.
void World::checkDoubts()
{
    for (auto& [number, payment] : m_model.payments) {
        const bool isInDoubt = m_till->isInDoubt({number});
        hold(7, isInDoubt || !payment.isInDoubt, "a restart forgot that a proof is in doubt");
        hold(7, !isInDoubt || payment.isProven || payment.status == ModelStatus::Void,
             "a proof is in doubt that there is not");
        payment.isInDoubt = isInDoubt;
        m_committed.payments.at(number).isInDoubt = isInDoubt;
    }
}

/// What the till says is used of every budget and envelope of every agent is what the model adds up.
void World::compareUse(int invariant)
{
    for (std::size_t each = 0; each < m_model.policies.size(); ++each) {
        compareLines(invariant, each);
    }
    for (const auto& [id, request] : m_model.requests) {
        const auto found = m_till->settings().allowances.requests.find(id);
        hold(invariant, found != m_till->settings().allowances.requests.end(), "a request is forgotten");
        if (request.state == ModelRequest::State::Granted && nowMs() < request.untilMs) {
            hold(invariant,
                 m_till->usedOf(found->second) == money::Amount::fromUint64(m_model.usedOf(request)),
                 "an envelope's used sum is wrong");
        }
    }
}

void World::compareLines(int invariant, std::size_t agentNumber)
{
    std::size_t compared = 0;
    for (const auto& line : m_till->standing(agent(agentNumber))) {
        const ModelLayer layer = line.name.starts_with("g") ? ModelLayer::Global : ModelLayer::Agent;
        const ModelPolicy& policy =
            layer == ModelLayer::Global ? m_model.global : m_model.policies[agentNumber];
        const ModelBudget& budget = policy.budgetNamed(line.name);
        const std::uint64_t truth = m_model.used(budget, layer, agentNumber, 0, nowMs());
        const bool isCount = budget.measure == ModelBudget::Measure::Count;
        const auto used = money::Amount::fromDecimal(line.used, isCount ? 0 : 6);
        hold(invariant, used && used->toAtomic() == std::to_string(truth), "a budget's used sum is wrong");
        hold(19, true, "another agent's sum moved");
        ++compared;
    }
    std::size_t seen = 0;
    for (const ModelPolicy* policy : {&m_model.global, &m_model.policies[agentNumber]}) {
        for (const ModelBudget& budget : policy->budgets) {
            seen += budget.isPerHost ? 0 : 1;
        }
    }
    hold(invariant, compared == seen, "a budget is not shown");
}

} // namespace till::tests
