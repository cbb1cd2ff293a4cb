#pragma once

#include "core/support/json.h"

#include <string>

/// JSON-RPC 2.0, as far as MCP and the signer share it. For .cpp files: it is heavy.
namespace till::gateway {

// JSON-RPC 2.0 section 5.1
inline constexpr int kParseError = -32700;
inline constexpr int kInvalidRequest = -32600;
inline constexpr int kMethodNotFound = -32601;
inline constexpr int kInvalidParams = -32602;
inline constexpr int kInternalRpcError = -32603;

/// What is wrong with a message, and the id to answer with (null when it could not be read).
struct RpcFault {
    int code = kInvalidRequest;
    std::string message;
    nlohmann::json id = {};
    nlohmann::json data = {}; ///< null: left out
};

/// Whether this may be the id of a request: text of bounded length, or a whole number.
[[nodiscard]] bool isRpcId(const nlohmann::json& id);
[[nodiscard]] nlohmann::json rpcResult(const nlohmann::json& id, nlohmann::json result);
[[nodiscard]] nlohmann::json rpcError(const RpcFault& fault);

} // namespace till::gateway
