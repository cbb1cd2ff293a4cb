#pragma once

#include "core/chain/eip3009.h"
#include "core/crypto/secp256k1.h"

#include <string>
#include <string_view>

namespace till::challenge {

/// In place of a version: the client makes the payment header itself and wants nothing but the signature.
inline constexpr int kSignatureAlone = 0;

/// What of a challenge travels back in the payment header. All raw texts are the merchant's own JSON, byte
/// for byte.
struct Echo {
    int x402Version = 0;       ///< 1, 2 or kSignatureAlone
    std::string scheme;        ///< version 1
    std::string network;       ///< version 1, as the merchant wrote it
    std::string acceptedRaw;   ///< version 2
    std::string resourceRaw;   ///< version 2, empty when absent
    std::string extensionsRaw; ///< version 2, empty when absent
};

/// "PAYMENT-SIGNATURE" or "X-PAYMENT".
[[nodiscard]] std::string_view paymentHeaderName(int x402Version);
/// The JSON of the payment, members in the order of the reference client, compact.
[[nodiscard]] std::string paymentJson(const Echo& echo, const chain::TransferAuthorization& authorization,
                                      const crypto::EvmSignature& signature);
/// The same in base64: the header's value.
[[nodiscard]] std::string paymentHeaderValue(const Echo& echo,
                                             const chain::TransferAuthorization& authorization,
                                             const crypto::EvmSignature& signature);

} // namespace till::challenge
