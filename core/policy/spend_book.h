#pragma once

#include "core/policy/budget_tracker.h"
#include "core/policy/payment_facts.h"
#include "core/policy/policy.h"
#include "core/policy/sums.h"
#include "core/support/clock.h"
#include "core/support/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace till::policy {

enum class SpendBookError { Duplicate, NoSuchPayment, EndBeforeStart };

/// A payment that counts: from its authorization until it is proven unused.
struct LivePayment {
    std::int64_t id = 0; ///< PaymentId::number
    SpendLine line;
    money::Amount amount;
    Instant start; ///< authorized
    Instant end;   ///< end of validity (validBefore), or when its settlement is proven
};

/// Owner name of the global policy; agents' policies are under the agent's id.
inline constexpr std::string_view kGlobalOwner = "";

/// The money that counts: every live payment, and for every budget and grant of every policy its sums, kept
/// as payments come and go (never by scanning them).
///
/// A payment with E(p) = [start, end] counts in a rolling window W at `now` while end > now - W, in a
/// calendar window while end >= the window's start, and in a lifetime window for ever (payments.md, I2).
/// There is no upper bound: what was authorized "later" than an older `now` counts too. Queries change
/// nothing that a later query with an older `now` would miss; so a clock that jumps back never shows more
/// left than there is. Ratcheting the clock is nevertheless the caller's duty, because an older `now` moves
/// the window itself.
class SpendBook : public Sums {
public:
    /// Sets whose sums are kept for an owner (kGlobalOwner or an agent's id): the budgets and grants of this
    /// policy, at once counted over all payments in the book. Replaces what the owner had.
    void setPolicy(std::string_view owner, const Policy& policy);
    void dropPolicy(std::string_view owner);

    /// Keeps the sums of a policy that runs beside the owner's and decides nothing, over the same payments.
    void setShadow(std::string_view owner, const Policy& policy);
    void dropShadow(std::string_view owner);
    /// As trackersOf, of the shadow.
    [[nodiscard]] const std::vector<BudgetTracker>* shadowTrackersOf(std::string_view owner) const;

    [[nodiscard]] Result<void, SpendBookError> add(const LivePayment& payment);
    /// Its settlement is proven: it counts until `settledAt` instead of its end. Never lengthens; an instant
    /// before the start counts as the start.
    [[nodiscard]] Result<void, SpendBookError> shorten(std::int64_t id, Instant settledAt);
    /// The settlement was undone (a reorganised chain): it counts until `end` again. Never shortens.
    [[nodiscard]] Result<void, SpendBookError> lengthen(std::int64_t id, Instant end);
    /// It counts no more.
    [[nodiscard]] Result<void, SpendBookError> remove(std::int64_t id);

    /// Whether every budget that counts this payment may still lose it to evidence: what evidence released in
    /// the budget's window, this payment with it, is within the limit. So false evidence lets out one limit
    /// more, never any number of them.
    [[nodiscard]] bool mayRelease(std::int64_t id, Instant now) const;
    /// It is proven unused: it counts no more, and counts as released at `at`.
    [[nodiscard]] Result<void, SpendBookError> release(std::int64_t id, Instant at);
    /// A payment of before that was released at its `end`.
    void addReleased(const LivePayment& payment);
    /// It was released and should not have been: it counts again, as `payment` but with the amount that was
    /// released, and no more as released.
    void takeBack(std::int64_t id, LivePayment payment);
    /// Many payments of one line at once, all of which ended at `latestEnd` or before: for those of long ago,
    /// which only lifetime budgets still see. Each counts until `latestEnd`, so no window ever shows less
    /// than the truth.
    void addPast(const SpendLine& line, std::uint64_t payments, const money::Amount& sum, Instant latestEnd);

    [[nodiscard]] bool contains(std::int64_t id) const { return m_payments.contains(id); }
    [[nodiscard]] std::size_t size() const { return m_payments.size(); }

    [[nodiscard]] const std::vector<BudgetTracker>* trackersOf(std::string_view owner) const override;
    [[nodiscard]] SpendKeys keysOf(const SpendLine& line) const override;

private:
    /// A line with its numbers; payments of one line share it.
    struct NumberedLine {
        SpendLine line;
        SpendKeys keys;
    };
    /// What is kept of a payment (or of many of long ago).
    struct Stored {
        std::uint32_t line = 0; ///< place in m_lines
        money::Amount amount;
        std::uint64_t payments = 1;
        Instant start;
        Instant end;
    };

    using Owners = std::map<std::string, std::vector<BudgetTracker>, std::less<>>;
    using Payments = std::unordered_map<std::int64_t, Stored>;

    [[nodiscard]] std::uint32_t placeOf(const SpendLine& line);
    /// The trackers of a policy, all payments counted.
    [[nodiscard]] std::vector<BudgetTracker> trackersFor(std::string_view owner, const Policy& policy) const;
    void insertInto(Owners& owners, std::int64_t id, const Stored& stored);
    void eraseFrom(Owners& owners, std::int64_t id, const Stored& stored);
    void insertEverywhere(std::int64_t id, const Stored& stored);
    void eraseEverywhere(std::int64_t id, const Stored& stored);
    void moveEnd(std::int64_t id, Stored& stored, Instant end);

    NameTable m_names;
    std::vector<NumberedLine> m_lines; ///< distinct
    std::unordered_map<std::string, std::uint32_t> m_linePlaces;
    Payments m_payments; ///< negative ids are sums of long ago
    Payments m_released; ///< by evidence
    std::int64_t m_lastPastId = 0;
    Owners m_owners;
    Owners m_shadows;    ///< of policies that run beside the live ones
    Owners m_releasedOf; ///< the same budgets over what was released; no grants
};

} // namespace till::policy
