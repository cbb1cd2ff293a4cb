#pragma once

#include "app/http/http_limits.h"

#include <chrono>
#include <cstddef>
#include <cstdint>

/// Every limit of the agents' endpoint, in one place. What a challenge may be is in
/// core/challenge/challenge.h, what a frame may be in core/wire/limits.h.
namespace till::gateway {

using namespace std::chrono_literals;

// Requests of agents. Header, connection and time limits of the socket itself are the defaults of HttpLimits.
inline constexpr std::size_t kMaxBodyBytes = 1024 * 1024;
inline constexpr std::size_t kMaxFetchBodyBytes =
    16 * 1024 * 1024; ///< the JSON that carries the merchant's body
inline constexpr std::size_t kMaxJsonDepth = 16;
inline constexpr std::size_t kMaxJsonValues = 4'096;
inline constexpr std::size_t kMaxMethodBytes = 16;
inline constexpr std::size_t kMaxUrlBytes = 4'000; ///< the keeper takes 4 KiB
inline constexpr std::size_t kMaxHostBytes = 253;
inline constexpr std::size_t kMaxPaymentIdBytes = 64;
inline constexpr std::size_t kMaxCursorBytes = 256;
inline constexpr std::size_t kMaxIdempotencyKeyBytes = 200;
inline constexpr std::size_t kMaxClaimBytes = 256; ///< each of tool, task and reason
inline constexpr std::size_t kMaxHeadersInJson = 128;
inline constexpr std::size_t kMaxHeaderValueBytes =
    64 * 1024; ///< of a fetch; a challenge's are bounded by its reader
inline constexpr std::int64_t kMaxWaitSeconds = 300;
inline constexpr std::int64_t kProxyWaitSeconds = 60; ///< where a client of the proxy does not say
inline constexpr int kRetryWhileWaitingSeconds = 5;

// Rate of one agent (one token). A loop gone wild is stopped here; what may be spent is the keeper's
// business.
inline constexpr double kAgentRequestsPerSecond = 20'000;
inline constexpr double kAgentBurst = 20'000;
inline constexpr std::size_t kMaxRateBuckets = 1'024;

// The keeper. A restart takes far less than its patience, so a request outlives it unseen.
inline constexpr std::chrono::milliseconds kKeeperPatience = 20s;
inline constexpr std::size_t kMaxAwaits = 1'024; ///< waiting payments that are watched at the keeper
inline constexpr std::chrono::milliseconds kAgentCacheTime = 3s;
inline constexpr std::size_t kMaxCachedAgents = 256;

// MCP. A model reads what a tool returns, so it gets less than a program.
inline constexpr std::size_t kMaxToolBodyBytes = 256 * 1024;
inline constexpr std::int64_t kMaxToolRows = 25; ///< a page of the keeper
inline constexpr std::int64_t kUsualToolRows = 20;
inline constexpr std::int64_t kMcpWaitSeconds = 120; ///< for a person, where the caller does not say
inline constexpr std::chrono::milliseconds kMcpProgressTime = 5s;

// The JSON-RPC signer. What typed data may be is in core/challenge/typed_payment.h.
inline constexpr std::size_t kMaxRpcBytes = 128 * 1024;
inline constexpr std::size_t kMaxRpcDepth = 10; ///< typed data may stand in it as an object
inline constexpr std::size_t kMaxRpcCalls = 16; ///< of one batch
inline constexpr std::size_t kMaxRpcParams = 4;
inline constexpr std::size_t kMaxRpcMethodBytes = 64;
inline constexpr std::int64_t kRpcWaitSeconds = 120; ///< for a person, where the client does not say
inline constexpr std::uint64_t kUsualChainId = 8453; ///< Base, where a client asks for the one chain

// Fetches from merchants.
inline constexpr std::uint64_t kMaxMerchantBodyBytes = 64ULL * 1024 * 1024;
inline constexpr std::size_t kMaxMerchantHeaderBytes = 256 * 1024;
inline constexpr std::size_t kMaxMerchantHeaders = 256;
inline constexpr std::size_t kPauseAboveBytes = 256 * 1024; ///< queued for a slow client: the merchant waits
inline constexpr int kMaxRedirects = 5;                     ///< of the unpaid request
inline constexpr int kMaxPaidRedirects = 2;                 ///< of the paid one, within its origin
inline constexpr std::chrono::seconds kConnectTime = 15s;
inline constexpr std::chrono::seconds kSilenceTime = 300s; ///< without a byte from the merchant
inline constexpr std::chrono::seconds kFetchTime = 3'600s; ///< all in all
inline constexpr long kCachedMerchantConnections = 64;

/// The limits of the server's sockets.
[[nodiscard]] inline http::HttpLimits endpointLimits()
{
    http::HttpLimits limits;
    limits.maxBodyBytes = kMaxBodyBytes;
    return limits;
}

} // namespace till::gateway
