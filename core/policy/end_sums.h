#pragma once

#include "core/money/amount.h"
#include "core/support/clock.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace till::policy {

/// Amounts in the order of an instant each (the end of a payment), with the sum of all after any instant at
/// hand: a balanced tree (treap) that carries sums, so adding, taking out and asking take O(log n), whatever
/// the history. Sums saturate at largestAmount().
///
/// Asking for about the same instant again is answered from the last answer, because budgets are asked far
/// more often than their window's edge passes a payment. That memory makes it unfit for two threads at once,
/// also when const.
class EndSums {
public:
    void insert(Instant end, std::int64_t id, const money::Amount& amount);
    /// False when there is no such entry.
    bool erase(Instant end, std::int64_t id);

    /// Sum of all entries whose end is later than `cutoff`.
    [[nodiscard]] money::Amount sumAfter(Instant cutoff) const;
    [[nodiscard]] money::Amount total() const { return sumOf(m_root); }
    /// The earliest end such that all later ones sum up to at most `room`. Absent when everything does.
    [[nodiscard]] std::optional<Instant> roomAfter(const money::Amount& room) const;
    [[nodiscard]] std::size_t size() const { return m_nodes.size() - m_free.size(); }

private:
    using Place = std::uint32_t;
    static constexpr Place kNone = 0xffff'ffff;
    struct Node {
        std::int64_t end = 0;
        std::int64_t id = 0;
        money::Amount amount;
        money::Amount sum; ///< of this node and all below it
        Place left = kNone;
        Place right = kNone;
        std::uint32_t priority = 0;
    };
    /// sumAfter for every cutoff in [from, until).
    struct LastAnswer {
        std::int64_t from = 0;
        std::int64_t until = 0;
        money::Amount sum;
    };

    [[nodiscard]] money::Amount sumOf(Place place) const;
    [[nodiscard]] static bool isBefore(const Node& node, std::int64_t end, std::int64_t id);
    void refresh(Place place);
    [[nodiscard]] Place merge(Place left, Place right);
    /// Splits into those before (end, id) and the rest.
    void split(Place tree, std::int64_t end, std::int64_t id, Place& before, Place& rest);
    [[nodiscard]] Place newNode(std::int64_t end, std::int64_t id, const money::Amount& amount);

    std::vector<Node> m_nodes;
    std::vector<Place> m_free;
    Place m_root = kNone;
    std::uint64_t m_made =
        0; ///< nodes ever made; seeds their priorities, so that the shape is the same every time
    mutable LastAnswer m_last;
};

} // namespace till::policy
