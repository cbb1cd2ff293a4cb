#pragma once

#include "core/challenge/challenge.h"

#include <optional>
#include <string>

namespace till::challenge {

/// What a merchant says in PAYMENT-RESPONSE (version 2) or X-PAYMENT-RESPONSE (version 1). A claim, not
/// proof.
struct Receipt {
    bool success = false;
    std::string transaction;
    std::string network; ///< as written
    std::string payer;
    std::string amount;      ///< empty when absent
    std::string errorReason; ///< made visible and cut
};

/// The receipt of an answer; absent when there is no such header or it cannot be read.
[[nodiscard]] std::optional<Receipt> parseReceipt(const HttpAnswer& answer);
/// `error` of a 402 that came after a payment (made visible and cut), empty when there is none.
[[nodiscard]] std::string challengeErrorOf(const HttpAnswer& answer);

} // namespace till::challenge
