#include "core/payment/judgement.h"

#include "core/policy/policy_words.h"

namespace till::payment {

namespace {

/// What a prompt says about payments to this merchant so far.
std::string usualOf(const policy::PaymentFacts& facts, const policy::MerchantAnswers& memory)
{
    const auto payments = memory.paymentsToHost(facts);
    const auto prices = payments == 0 ? std::nullopt : memory.usualPrices(facts);
    if (!prices) {
        return {};
    }
    const unsigned decimals = facts.asset->decimals;
    return "Before: " + std::to_string(payments) + " payments to this host, this one at " +
           prices->lowest.toDecimal(decimals) + " to " + prices->highest.toDecimal(decimals) + " " +
           facts.asset->symbol;
}

} // namespace

Judgement judgementOf(const policy::DecisionInput& input)
{
    const policy::Decision decision = policy::decide(input);
    policy::Explanation words = policy::explain(input, decision);
    Judgement judgement;
    judgement.verdict = policy::wordFor(policy::kVerdictWords, decision.verdict);
    judgement.code = decision.code;
    judgement.sentence = std::move(words.sentence);
    judgement.reasons = std::move(words.reasons);
    judgement.budgets = std::move(words.budgets);
    judgement.trace = std::move(words.trace);
    judgement.smallestChange = std::move(words.smallestChange);
    judgement.retryAllowed = decision.retryAllowed;
    if (decision.envelope) {
        judgement.envelope = input.agent.envelopes[*decision.envelope].name;
    }
    if (decision.verdict == policy::Verdict::Ask) {
        judgement.differences = policy::differences(input.facts, input.memory);
        judgement.usual = usualOf(input.facts, input.memory);
    }
    return judgement;
}

} // namespace till::payment
