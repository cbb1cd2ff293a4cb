#pragma once

#include "app/practice/goods.h"
#include "app/practice/offer.h"
#include "core/crypto/secp256k1.h"
#include "core/support/clock.h"
#include "core/support/result.h"

#include <string>
#include <string_view>

namespace till::practice {

enum class PaymentVersion { One = 1, Two = 2 };

// Limits of the border to buyers.
inline constexpr std::size_t kMaxPaymentBytes = 12 * 1024; ///< of the decoded header
inline constexpr std::uint64_t kMinLeftSeconds = 6; ///< what must be left of validBefore, as facilitators ask

/// A code of the protocol that says why a payment is refused, for `error` of the next challenge.
using RefusalCode = std::string_view;

/// Reads the value of PAYMENT-SIGNATURE or X-PAYMENT strictly and checks all that can be checked without the
/// chain: the offer is ours in every member, payee, amount and times are right, and `from` has signed exactly
/// this. Whether nonce and balance are there, only the chain can say.
[[nodiscard]] Result<chain::TransferAuthorization, RefusalCode>
checkPayment(std::string_view headerValue, PaymentVersion version, const ShopTerms& terms, const Good& good,
             const crypto::Secp256k1& curve, Instant now);

} // namespace till::practice
