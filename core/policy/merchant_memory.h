#pragma once

#include "core/money/amount.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace till::policy {

struct PaymentFacts;

// Limits of what is remembered. What is forgotten counts as new again: it asks once more, it never allows
// more.
inline constexpr std::size_t kMaxRememberedHosts = 20'000;
inline constexpr std::size_t kMaxRememberedPayees = 50'000;
inline constexpr std::size_t kMaxPayeesOfHost = 64;
inline constexpr std::size_t kMaxPricesOfHost = 128; ///< method + path + token
inline constexpr std::size_t kRememberedAmounts = 20;

/// What the wallet knows of one host.
struct HostMemory {
    std::uint64_t payments = 0;
    std::string lastPayTo;
    std::deque<std::string> payees; ///< distinct, oldest first
    struct Prices {
        std::string key;                 ///< method, path and token
        std::vector<money::Amount> last; ///< at most kRememberedAmounts, oldest first
    };
    std::deque<Prices> prices; ///< oldest first
};

/// Who was paid before, and how much: like a known-hosts file, for the whole wallet (not for each agent),
/// practice money apart. Rebuilt from the ledger by noting its authorized payments in order.
class MerchantMemory {
public:
    /// A payment was authorized.
    void note(const PaymentFacts& facts);

    /// Null when the host was never paid.
    [[nodiscard]] const HostMemory* host(const PaymentFacts& facts) const;
    [[nodiscard]] bool knowsPayTo(const PaymentFacts& facts) const;
    /// Payee that this host used last, when it is another one than now. Empty when there is none or it is the
    /// same.
    [[nodiscard]] std::string_view changedFromPayTo(const PaymentFacts& facts) const;

    /// Twice the median of the last up to `last` amounts (so that an even number of them needs no rounding),
    /// and how many there were. Absent when there were none.
    struct Median {
        money::Amount twice;
        std::size_t count = 0;
    };
    [[nodiscard]] std::optional<Median> median(const PaymentFacts& facts, std::size_t last) const;

    /// Lowest and highest of the remembered amounts, for "As usual: 41 payments, 0.20 to 0.25".
    struct PriceRange {
        money::Amount lowest;
        money::Amount highest;
    };
    [[nodiscard]] std::optional<PriceRange> usualPrices(const PaymentFacts& facts) const;

private:
    /// Everything about one kind of money.
    struct World {
        std::map<std::string, HostMemory, std::less<>> hosts;
        std::deque<std::string> hostsByAge;
        std::set<std::string, std::less<>> payees;
        std::deque<std::string> payeesByAge;
    };
    [[nodiscard]] const World& world(const PaymentFacts& facts) const;
    [[nodiscard]] const HostMemory::Prices* prices(const PaymentFacts& facts) const;

    std::array<World, 2> m_worlds; ///< real, practice
};

} // namespace till::policy
