#pragma once

#include "core/payment/ask.h"
#include "core/support/hex.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace till::payment {

/// Which logical request of an agent an ask is. Two asks with the same purchase are the same thing bought
/// once.
///
/// With an idempotency key: agent and key. Without: agent, method, URL, body and the offered terms; such a
/// purchase ends when it is settled, and the next one like it is another generation. Of the JSON-RPC signer
/// without a key: agent and the client's nonce, which is all that tells a retry from another purchase there.
[[nodiscard]] Hash256 purchaseOf(std::string_view agent, const Ask& ask);

/// What is bought: method, URL and body. The same key with other content is a mistake of the agent's.
[[nodiscard]] Hash256 contentOf(const Ask& ask);

/// The one EIP-3009 nonce of a purchase: HMAC-SHA-256 under a key that only the vault can derive. Whatever is
/// lost (a crash, the ledger, a restored backup), the same purchase gets the same nonce, and the token
/// contract settles a nonce at most once (invariants I5 and I6).
[[nodiscard]] Hash256 purchaseNonce(std::span<const std::uint8_t> nonceKey, std::string_view agent,
                                    std::string_view account, const Hash256& purchase,
                                    std::int64_t generation);

} // namespace till::payment
