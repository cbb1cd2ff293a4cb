#pragma once

#include "app/watcher/node_answers.h"
#include "core/wire/watcher_messages.h"

#include <optional>
#include <string>

namespace till::watcher {

/// A payment of the keeper's list in types; made only from a row whose every field is of its form.
struct Claim {
    std::string paymentId;
    chain::EvmAddress token;
    chain::EvmAddress from;
    chain::EvmAddress to;
    money::Amount amount;
    Hash256 nonce{};
    std::optional<Hash256> transaction; ///< the merchant's word
    std::int64_t validBeforeSeconds = 0;
    bool inDoubt = false; ///< proven before, in a block that may be gone

    [[nodiscard]] static std::optional<Claim> read(const wire::WatchedPayment& payment);
};

/// Whether this receipt shows that exactly this authorization was used and exactly its money moved: it
/// succeeded, and the token itself logged AuthorizationUsed(from, nonce) and Transfer(from, to, amount).
[[nodiscard]] bool showsSettlement(const NodeReceipt& receipt, const Claim& claim);

/// Whether the authorization can never be used any more: at a final block whose time is past validBefore its
/// nonce is unused (EIP-3009: a use needs block time < validBefore).
[[nodiscard]] bool showsUnused(const NodeBlock& finalBlock, bool isUsedThere, const Claim& claim);

} // namespace till::watcher
