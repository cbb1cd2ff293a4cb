#include "app/gateway/json_rpc.h"

namespace till::gateway {

namespace {

constexpr std::size_t kMaxIdBytes = 256;

} // namespace

bool isRpcId(const nlohmann::json& id)
{
    return id.is_number_integer() ||
           (id.is_string() && id.get_ref<const std::string&>().size() <= kMaxIdBytes);
}

nlohmann::json rpcResult(const nlohmann::json& id, nlohmann::json result)
{
    return {{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}};
}

nlohmann::json rpcError(const RpcFault& fault)
{
    nlohmann::json error{{"code", fault.code}, {"message", fault.message}};
    if (!fault.data.is_null()) {
        error["data"] = fault.data;
    }
    return {{"jsonrpc", "2.0"}, {"id", fault.id}, {"error", std::move(error)}};
}

} // namespace till::gateway
