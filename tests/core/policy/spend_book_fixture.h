#pragma once

#include "core/policy/spend_book.h"

#include "tests/core/policy/facts.h"

namespace till::tests {

using namespace till::policy;

inline Budget budgetOf(Limit limit, Window window)
{
    Budget budget;
    budget.name = "b";
    budget.limit = std::move(limit);
    budget.window = std::move(window);
    return budget;
}

inline Policy policyWith(Budget budget)
{
    Policy policy = emptyPolicy();
    policy.budgets.push_back(std::move(budget));
    return policy;
}

inline const Budget kMinuteSum = budgetOf(UsdLimit{usd("5")}, RollingWindow{60});

inline BudgetUse useOf(const SpendBook& book, std::string_view owner, const PaymentFacts& facts, Instant now)
{
    return book.trackersOf(owner)
        ->front()
        .judge(facts.line, book.keysOf(facts.line), facts.amount, now)
        .value();
}

inline std::string usedIn(const SpendBook& book, const PaymentFacts& facts, Instant now)
{
    return useOf(book, kGlobalOwner, facts, now).used.toAtomic();
}

inline SpendBook bookWith(const Budget& budget)
{
    SpendBook book;
    book.setPolicy(kGlobalOwner, policyWith(budget));
    return book;
}

} // namespace till::tests
