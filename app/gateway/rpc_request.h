#pragma once

#include "app/gateway/bad_request.h"
#include "app/http/http_message.h"
#include "core/wire/agent_messages.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>

namespace till::gateway {

/// What the headers and the query of a request to the JSON-RPC signer say; it holds for all its calls.
struct RpcContext {
    wire::Pay pay; ///< all but what is to be signed
    std::int64_t waitSeconds = 0;
    std::uint64_t chainId = 0; ///< what eth_chainId answers
};

/// The URL of the paid request comes in Till-Request-Url (and its method in Till-Request-Method); without it
/// the host is unknown to all rules.
[[nodiscard]] Read<RpcContext> readRpcContext(const http::HttpRequest& request, std::string token);

/// Reads the two parameters of a signing method, `[address, typed data]`, into `pay`: into its challenge and
/// client's terms, or, when the typed data is no payment, into its fault, since such an attempt has a row in
/// the ledger too. The failure is one of the parameters' form.
[[nodiscard]] Read<void> readSigning(const nlohmann::json& params, wire::Pay& pay);

} // namespace till::gateway
