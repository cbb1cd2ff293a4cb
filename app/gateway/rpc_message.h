#pragma once

#include "app/gateway/json_rpc.h"
#include "core/support/result.h"

#include <string>
#include <string_view>
#include <vector>

/// Requests to the JSON-RPC signer: one, or a batch. For .cpp files: it is heavy.
namespace till::gateway {

/// One call. `params` is an array.
struct RpcCall {
    nlohmann::json id; ///< null for a notification, which is not answered and not carried out
    std::string method;
    nlohmann::json params = nlohmann::json::array();
};

struct RpcCalls {
    bool isBatch = false;
    std::vector<Result<RpcCall, RpcFault>> calls; ///< in the order they came, at least one
};

/// Reads a body within the limits of this border. A fault of one call of a batch is that call's; a body that
/// is no message at all is a fault of the whole.
[[nodiscard]] Result<RpcCalls, RpcFault> readRpcCalls(std::string_view body);

} // namespace till::gateway
