#pragma once

#include "core/policy/merchant_answers.h"

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
class MerchantMemory : public MerchantAnswers {
public:
    /// A payment was authorized.
    void note(const PaymentFacts& facts);

    /// Null when the host was never paid.
    [[nodiscard]] const HostMemory* host(const PaymentFacts& facts) const;
    [[nodiscard]] std::uint64_t paymentsToHost(const PaymentFacts& facts) const override;
    [[nodiscard]] bool knowsPayTo(const PaymentFacts& facts) const override;
    [[nodiscard]] bool isPayeeOfHost(const PaymentFacts& facts) const override;
    [[nodiscard]] std::string_view changedFromPayTo(const PaymentFacts& facts) const override;
    [[nodiscard]] std::optional<Median> median(const PaymentFacts& facts, std::size_t last) const override;
    [[nodiscard]] std::optional<PriceRange> usualPrices(const PaymentFacts& facts) const override;

private:
    /// Everything about one kind of money.
    struct World {
        std::map<std::string, HostMemory, std::less<>> hosts;
        std::deque<std::string> hostsByAge;
        std::set<std::string, std::less<>> payees;
        std::deque<std::string> payeesByAge;
    };
    static void notePayee(World& world, const std::string& payTo);
    [[nodiscard]] const World& world(const PaymentFacts& facts) const;
    [[nodiscard]] const HostMemory::Prices* prices(const PaymentFacts& facts) const;

    std::array<World, 2> m_worlds; ///< real, practice
};

} // namespace till::policy
