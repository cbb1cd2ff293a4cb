#pragma once

#include "core/policy/budget.h"
#include "core/policy/end_sums.h"
#include "core/policy/payment_facts.h"
#include "core/support/clock.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace till::policy {

/// Numbers for names, so that sums are found without comparing texts.
using NameNumber = std::uint32_t;
inline constexpr NameNumber kUnknownName = 0; ///< a name that no payment ever had
inline constexpr NameNumber kNoName = 1;      ///< the place of a dimension that a budget does not keep apart

class NameTable {
public:
    [[nodiscard]] NameNumber number(std::string_view name) const;
    [[nodiscard]] NameNumber numberOrNew(std::string_view name);

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_map<std::string, NameNumber, Hash, std::equal_to<>> m_numbers;
};

/// The names in one line, as numbers.
struct SpendKeys {
    NameNumber agent = kUnknownName;
    std::vector<NameNumber> tags;
    NameNumber host = kUnknownName;
    NameNumber payTo = kUnknownName;
    NameNumber network = kUnknownName;
    NameNumber asset = kUnknownName;
};

/// What a budget says about one payment (or, with an amount of zero, about how it stands).
struct BudgetUse {
    money::Amount used;    ///< before the payment, in the unit of the limit
    money::Amount thisOne; ///< the payment itself in that unit
    money::Amount limit;
    bool isExceeded = false; ///< used + thisOne > limit
    std::optional<Instant>
        resetAt; ///< calendar: the window's end; rolling: when exceeded, when there is room again
};

/// Which payments a tracker counts when some are paid out of envelopes.
enum class EnvelopeMoney : std::uint8_t {
    Counts,  ///< as any other
    Apart,   ///< not at all: it has a limit of its own
    OnlyThis ///< only what is paid out of the envelope of the budget's name
};

/// One budget of one owner with all its sums: one for each kind of money and each combination of `per`.
class BudgetTracker {
public:
    BudgetTracker(std::string owner, Budget budget, EnvelopeMoney envelopeMoney);

    [[nodiscard]] const Budget& budget() const { return m_budget; }
    /// Whether it counts payments of this line at all: owner, scope, and a unit that can measure its token.
    [[nodiscard]] bool counts(const SpendLine& line) const;

    void insert(const SpendLine& line, const SpendKeys& keys, Instant end, std::int64_t id,
                const money::Amount& amount, std::uint64_t payments);
    void erase(const SpendLine& line, const SpendKeys& keys, Instant end, std::int64_t id);

    /// How the budget stands for a payment of this line and amount. Absent when it does not count such
    /// payments. Where several sums apply (an agent with several tags), the fullest.
    [[nodiscard]] std::optional<BudgetUse> judge(const SpendLine& line, const SpendKeys& keys,
                                                 const money::Amount& amount, Instant now) const;
    /// What judge() would say if the payments in its window came to `used`: a recorded sum is held against
    /// the limit again.
    [[nodiscard]] std::optional<BudgetUse> judgeAgainst(const SpendLine& line, const money::Amount& amount,
                                                        const money::Amount& used,
                                                        std::optional<Instant> resetAt) const;
    /// How it stands with nothing to pay.
    [[nodiscard]] std::optional<BudgetUse> standing(const SpendLine& line, const SpendKeys& keys,
                                                    Instant now) const;

private:
    struct SumKey {
        std::array<NameNumber, 6> names{};
        bool isPractice = false;
        bool operator==(const SumKey&) const = default;
    };
    struct SumKeyHash {
        std::size_t operator()(const SumKey& key) const;
    };

    /// The sum under this key; null while there is none.
    [[nodiscard]] const EndSums* sumsAt(const SumKey& key) const;
    [[nodiscard]] EndSums& sumsFor(const SumKey& key);
    [[nodiscard]] bool isInScope(const SpendLine& line) const;
    /// The amount in the limit's unit; absent when it cannot be measured in it.
    [[nodiscard]] std::optional<money::Amount> measured(const SpendLine& line, const money::Amount& amount,
                                                        std::uint64_t payments) const;
    /// The key, its tag still open.
    [[nodiscard]] SumKey keyOf(const SpendLine& line, const SpendKeys& keys) const;
    /// Calls `visit` with each key that a payment of this line counts under: one, or one for each tag.
    template <class Visit>
    void forEachKey(const SpendLine& line, const SpendKeys& keys, Visit visit) const;
    [[nodiscard]] bool isPer(Dimension dimension) const;
    [[nodiscard]] Instant cutoff(Instant now) const;
    [[nodiscard]] std::optional<BudgetUse> judgeMeasured(const SpendLine& line, const SpendKeys& keys,
                                                         const money::Amount& measuredAmount,
                                                         Instant now) const;
    [[nodiscard]] std::optional<Instant> resetOf(const EndSums* sums, const BudgetUse& use,
                                                 Instant now) const;

    std::string m_owner;
    Budget m_budget;
    money::Amount m_limit;
    EnvelopeMoney m_envelopeMoney;
    std::uint8_t m_per = 0; ///< bit for each Dimension
    bool m_isScoped = false;
    std::unordered_map<SumKey, EndSums, SumKeyHash> m_sums; ///< with `per`
    std::array<EndSums, 2> m_onlySums;                      ///< without: of real and of practice money
    mutable TimeSpan m_lastSpan; ///< of a calendar window; the time zone is asked once a window
};

} // namespace till::policy
