#pragma once

#include "core/policy/merchant_answers.h"
#include "core/policy/spend_book.h"
#include "core/policy/sums.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace till::policy {

/// What a decision was told about the world: only the answers to what it asked. With the payment, the
/// policies and the time, it is all that the decision was made of.
struct Observed {
    struct Sum {
        std::uint32_t place = 0; ///< among the owner's trackers: budgets, then grants, then envelopes
        money::Amount used;      ///< before the payment, in the unit of the limit
        std::optional<Instant> resetAt;
        bool operator==(const Sum&) const = default;
    };
    struct Median {
        std::uint64_t last = 0;
        std::optional<MerchantAnswers::Median> answer;
        bool operator==(const Median&) const = default;
    };
    struct Prices {
        std::optional<MerchantAnswers::PriceRange> answer;
        bool operator==(const Prices&) const = default;
    };

    std::array<std::vector<Sum>, 2> sums; ///< by Layer, in the order of asking
    std::optional<std::uint64_t> paymentsToHost;
    std::optional<bool> knowsPayTo;
    std::optional<bool> isPayeeOfHost;
    std::optional<std::string> changedFromPayTo;
    std::vector<Median> medians;
    std::optional<Prices> usualPrices;
    bool operator==(const Observed&) const = default;
};

/// Stands between a decision and the world, and keeps what was answered. Used for one payment.
class Observer final : public Sums, public MerchantAnswers {
public:
    Observer(const Sums& sums, const MerchantAnswers& merchants) : m_sums(sums), m_merchants(merchants) {}

    [[nodiscard]] const std::vector<BudgetTracker>* trackersOf(std::string_view owner) const override;
    [[nodiscard]] SpendKeys keysOf(const SpendLine& line) const override;
    [[nodiscard]] std::optional<BudgetUse> useOf(SumPlace place, const BudgetTracker& tracker,
                                                 const SumQuestion& question) const override;
    [[nodiscard]] std::uint64_t paymentsToHost(const PaymentFacts& facts) const override;
    [[nodiscard]] bool knowsPayTo(const PaymentFacts& facts) const override;
    [[nodiscard]] bool isPayeeOfHost(const PaymentFacts& facts) const override;
    [[nodiscard]] std::string_view changedFromPayTo(const PaymentFacts& facts) const override;
    [[nodiscard]] std::optional<MerchantAnswers::Median> median(const PaymentFacts& facts,
                                                                std::size_t last) const override;
    [[nodiscard]] std::optional<PriceRange> usualPrices(const PaymentFacts& facts) const override;

    [[nodiscard]] const Observed& observed() const { return m_observed; }
    [[nodiscard]] Observed take() { return std::move(m_observed); }

private:
    const Sums& m_sums;
    const MerchantAnswers& m_merchants;
    mutable Observed m_observed; ///< asking is const; that it was asked is kept
};

/// Answers as it was answered then. Which budgets count the payment, what they measure and where their limits
/// are is computed anew from the policies; only the sums come from the record.
class Replay final : public Sums, public MerchantAnswers {
public:
    /// `trackers` has the policies of then set, and no payments.
    Replay(const Observed& observed, const SpendBook& trackers) : m_observed(observed), m_trackers(trackers)
    {
    }

    [[nodiscard]] const std::vector<BudgetTracker>* trackersOf(std::string_view owner) const override;
    [[nodiscard]] SpendKeys keysOf(const SpendLine& line) const override;
    [[nodiscard]] std::optional<BudgetUse> useOf(SumPlace place, const BudgetTracker& tracker,
                                                 const SumQuestion& question) const override;
    [[nodiscard]] std::uint64_t paymentsToHost(const PaymentFacts& facts) const override;
    [[nodiscard]] bool knowsPayTo(const PaymentFacts& facts) const override;
    [[nodiscard]] bool isPayeeOfHost(const PaymentFacts& facts) const override;
    [[nodiscard]] std::string_view changedFromPayTo(const PaymentFacts& facts) const override;
    [[nodiscard]] std::optional<MerchantAnswers::Median> median(const PaymentFacts& facts,
                                                                std::size_t last) const override;
    [[nodiscard]] std::optional<PriceRange> usualPrices(const PaymentFacts& facts) const override;

    /// Something was asked that is not in the record: then what comes out is not the decision of then.
    [[nodiscard]] bool lacksAnswers() const { return m_lacksAnswers; }

private:
    template <class T>
    T given(const std::optional<T>& answer) const;

    const Observed& m_observed;
    const SpendBook& m_trackers;
    mutable bool m_lacksAnswers = false;
};

} // namespace till::policy
