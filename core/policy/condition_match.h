#pragma once

#include "core/policy/condition.h"
#include "core/policy/merchant_answers.h"
#include "core/policy/payment_facts.h"
#include "core/support/clock.h"

namespace till::policy {

/// What conditions are held against.
struct MatchInput {
    const PaymentFacts& facts;
    const MerchantAnswers& memory;
    std::optional<money::Amount> usd; ///< usdMicro of the payment
    Instant now;
};

/// Whether every test holds.
[[nodiscard]] bool isMatch(const Condition& condition, const MatchInput& input);
/// How far the price is from the median, in whole percent of it and rounded towards it, and on which side.
/// Absent without a median to compare with.
struct PriceDifference {
    std::uint64_t percent = 0;
    bool isAbove = false;
    MerchantAnswers::Median median;
};
[[nodiscard]] std::optional<PriceDifference> priceDifference(const PaymentFacts& facts,
                                                             const MerchantAnswers& memory, std::size_t last);

/// The value of a fact that texts are compared with; empty for AgentTag, of which there may be several, and
/// Asset, which is put together by assetText.
[[nodiscard]] std::string_view factOf(TextField field, const PaymentFacts& facts);

} // namespace till::policy
