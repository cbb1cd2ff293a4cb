#pragma once

#include "core/policy/decide.h"
#include "core/policy/judge.h"

#include <string>

namespace till::policy {

/// What is shown, and said to rules' readers, in place of a host that nobody named (JSON-RPC).
inline constexpr std::string_view kUnknownHost = "unknown host";
/// The host of a payment in a sentence.
[[nodiscard]] std::string hostText(const PaymentFacts& facts);
/// "0.90 USD" for dollar-pegged tokens, else "12.5 of 0x…".
[[nodiscard]] std::string priceText(const PaymentFacts& facts);
/// A text of a stranger or of the owner, made visible and cut.
[[nodiscard]] std::string shownText(std::string_view text);
/// What of the facts made a test hold: "0.90 USD is above 0.50", "first payment to api.example.com".
[[nodiscard]] std::string whyItHolds(const Test& test, const MatchInput& input);
/// All of a condition, joined by "and".
[[nodiscard]] std::string whyItHolds(const Condition& condition, const MatchInput& input);
/// "per day (Europe/Berlin)", "rolling 60 s", "lifetime".
[[nodiscard]] std::string windowText(const Window& window);
/// An amount in the unit of a budget's limit: "4.21", "12", atomic digits for a token that is not at hand.
[[nodiscard]] std::string amountText(const Limit& limit, const money::Amount& amount,
                                     const money::Asset* asset);
/// "used 4.21, this 0.90, limit 5.00 -> exceeds by 0.11".
[[nodiscard]] std::string useText(const BudgetUse& use, const Limit& limit, const money::Asset* asset);
[[nodiscard]] std::string usdText(const money::Amount& micro);

} // namespace till::policy
