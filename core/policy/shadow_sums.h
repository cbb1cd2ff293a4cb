#pragma once

#include "core/policy/spend_book.h"
#include "core/policy/sums.h"

#include <string>
#include <utility>

namespace till::policy {

/// The spend book as a shadow sees it: the sums of the shadow's own budgets where its owner's would stand,
/// over the same payments.
class ShadowSums final : public Sums {
public:
    ShadowSums(const SpendBook& book, std::string owner) : m_book(book), m_owner(std::move(owner)) {}

    [[nodiscard]] const std::vector<BudgetTracker>* trackersOf(std::string_view owner) const override
    {
        return owner == m_owner ? m_book.shadowTrackersOf(owner) : m_book.trackersOf(owner);
    }
    [[nodiscard]] SpendKeys keysOf(const SpendLine& line) const override { return m_book.keysOf(line); }

private:
    const SpendBook& m_book;
    std::string m_owner;
};

} // namespace till::policy
