#pragma once

#include "core/chain/evm_address.h"
#include "core/challenge/challenge.h"
#include "core/money/amount.h"
#include "core/support/hex.h"

#include <cstdint>
#include <optional>
#include <string>

namespace till::payment {

/// The HTTP request that shall be paid for.
struct PaidRequest {
    std::string method;
    std::string url;      ///< absolute, without user info and fragment
    std::string host;     ///< lower case, with the port when it is not the scheme's own
    std::string path;     ///< without the query
    std::string bodyHash; ///< SHA-256 in hex, empty without a body
};

/// What the agent says about why. Shown as claims, never trusted for an allow.
struct Claims {
    std::string tool;
    std::string task;
    std::string reason;
};

/// What the kernel says about the caller; zero and empty when it cannot tell (TCP).
struct Caller {
    std::int64_t pid = 0;
    std::int64_t uid = -1;
    std::string executable;
};

/// A 402 answer that could not be read; it gets a row all the same.
struct Unreadable {
    std::string code; ///< of wire/problem_codes.h
    std::string detail;
};

/// What a client of the JSON-RPC signer has chosen itself of the message that it wants signed. It puts the
/// message into the payment header on its own, so other values than its own would make no valid payment.
struct ClientTerms {
    chain::EvmAddress from;
    Hash256 nonce{};
    std::uint64_t validAfter = 0;  ///< Unix seconds, exclusive
    std::uint64_t validBefore = 0; ///< Unix seconds, exclusive; both fit a signed 64-bit number
    bool operator==(const ClientTerms&) const = default;
};

enum class Repeat { Join, Allow };

/// One request for money by an agent, whichever way it came in.
struct Ask {
    std::string interface; ///< rest | fetch | proxy | rpc | mcp | cli
    Caller caller;
    PaidRequest request;
    Claims claims;
    std::optional<std::string> idempotencyKey;
    std::optional<money::Amount> maxAmount; ///< the agent's own ceiling, atomic units of the chosen option
    Repeat repeat = Repeat::Join;
    challenge::Challenge challenge; ///< without options when `unreadable` is there
    std::optional<Unreadable> unreadable;
    std::optional<ClientTerms>
        client; ///< JSON-RPC only: the challenge then holds exactly the message's terms
};

// Limits of what an ask may carry; the wire's frame limit stands above them.
inline constexpr std::size_t kMaxUrlBytes = 4096;
inline constexpr std::size_t kMaxClaimBytes = 512;
inline constexpr std::size_t kMaxKeyBytes = 256;
inline constexpr std::size_t kMaxMethodBytes = 16;

} // namespace till::payment
