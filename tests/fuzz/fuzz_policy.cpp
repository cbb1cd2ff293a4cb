// A policy document. What is accepted must survive being written and read again, and must decide and explain
// a payment without a surprise: every verdict with its reasons, and never an allow above a cap or in a deny.

#include "core/policy/explain.h"
#include "core/policy/policy_json.h"

#include <cstdint>
#include <cstdlib>

using namespace till;
using namespace till::policy;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

PaymentFacts payment()
{
    const money::Registry& registry = money::Registry::builtIn();
    PaymentFacts facts;
    facts.asset = registry.asset("eip155:8453", "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913");
    facts.line = makeSpendLine(*registry.networkByCaip2("eip155:8453"), *facts.asset);
    facts.line.agent = "agent_1";
    facts.line.agentTags = {"night"};
    facts.line.host = "api.shop.test";
    facts.line.payTo = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
    facts.amount = money::Amount::fromUint64(250'000);
    facts.interface = "rest";
    facts.dialect = "x402v2";
    facts.scheme = "exact";
    facts.method = "GET";
    facts.path = "/v1/search";
    return facts;
}

void decideWith(const Policy& policy)
{
    const PaymentFacts facts = payment();
    const Instant now{1'767'268'800'000};
    const Policy global = emptyPolicy();
    SpendBook book;
    (void)book.add(
        {.id = 1, .line = facts.line, .amount = facts.amount, .start = now, .end = now.plusMs(60'000)});
    book.setPolicy(kGlobalOwner, global);
    book.setPolicy("agent_1", policy);
    MerchantMemory memory;
    memory.note(facts);
    const DecisionInput input{
        .facts = facts, .global = global, .agent = policy, .book = book, .memory = memory, .now = now};
    const Decision decision = decide(input);
    const Explanation explanation = explain(input, decision);
    require(!decision.findings.empty() && explanation.reasons.size() == decision.findings.size());
    require(decision.code.empty() == (decision.verdict != Verdict::Deny));
    require(explanation.budgets.size() == decision.budgets.size());
    if (decision.verdict != Verdict::Allow)
        return;
    require(policy.money == MoneyKind::Any);
    require(!policy.perPaymentMicro || *policy.perPaymentMicro >= facts.amount);
    for (const BudgetEffect& effect : decision.budgets)
        require(!effect.use.isExceeded);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto policy = parsePolicy(std::string(data, data + size));
    if (!policy) {
        require(!describe(policy.error()).empty());
        return 0;
    }
    const std::string text = toJson(*policy);
    const auto again = parsePolicy(text);
    require(again && *again == *policy && toJson(*again) == text);
    decideWith(*policy);
    return 0;
}
