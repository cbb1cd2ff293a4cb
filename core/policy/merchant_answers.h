#pragma once

#include "core/money/amount.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace till::policy {

struct PaymentFacts;

/// What a decision asks about the merchant. The memory answers live; a recorded decision is computed again
/// with the answers that it got then (observed.h).
class MerchantAnswers {
public:
    virtual ~MerchantAnswers() = default;

    /// How often this host was paid; 0 for never.
    [[nodiscard]] virtual std::uint64_t paymentsToHost(const PaymentFacts& facts) const = 0;
    /// Whether this payee was ever paid, through any host.
    [[nodiscard]] virtual bool knowsPayTo(const PaymentFacts& facts) const = 0;
    /// Whether this host used this payee before.
    [[nodiscard]] virtual bool isPayeeOfHost(const PaymentFacts& facts) const = 0;
    /// Payee that this host used last, when it is another one than now. Empty when there is none or it is the
    /// same.
    [[nodiscard]] virtual std::string_view changedFromPayTo(const PaymentFacts& facts) const = 0;

    /// Twice the median of the last up to `last` amounts (so that an even number of them needs no rounding),
    /// and how many there were. Absent when there were none.
    struct Median {
        money::Amount twice;
        std::size_t count = 0;
        bool operator==(const Median&) const = default;
    };
    [[nodiscard]] virtual std::optional<Median> median(const PaymentFacts& facts, std::size_t last) const = 0;

    /// Lowest and highest of the remembered amounts, for "As usual: 41 payments, 0.20 to 0.25".
    struct PriceRange {
        money::Amount lowest;
        money::Amount highest;
        bool operator==(const PriceRange&) const = default;
    };
    [[nodiscard]] virtual std::optional<PriceRange> usualPrices(const PaymentFacts& facts) const = 0;

protected:
    MerchantAnswers() = default;
    MerchantAnswers(const MerchantAnswers&) = default;
    MerchantAnswers(MerchantAnswers&&) = default;
    MerchantAnswers& operator=(const MerchantAnswers&) = default;
    MerchantAnswers& operator=(MerchantAnswers&&) = default;
};

} // namespace till::policy
