#include "app/gateway/rpc_message.h"

#include "app/gateway/limits.h"
#include "core/support/strict_json.h"

namespace till::gateway {

namespace {

using nlohmann::json;

Result<RpcCall, RpcFault> readCall(const json& from)
{
    if (!from.is_object()) {
        return fail(RpcFault{kInvalidRequest, "A call is a JSON object.", {}});
    }
    RpcCall call;
    if (const auto id = from.find("id"); id != from.end() && !id->is_null()) {
        if (!isRpcId(*id)) {
            return fail(RpcFault{kInvalidRequest, "\"id\" must be text or a whole number.", {}});
        }
        call.id = *id;
    }
    const auto version = from.find("jsonrpc");
    if (version == from.end() || *version != "2.0") {
        return fail(RpcFault{kInvalidRequest, "\"jsonrpc\" must be \"2.0\".", call.id});
    }
    const auto method = from.find("method");
    if (method == from.end() || !method->is_string() ||
        method->get_ref<const std::string&>().size() > kMaxRpcMethodBytes) {
        return fail(RpcFault{kInvalidRequest, "\"method\" must be the name of a method.", call.id});
    }
    call.method = method->get<std::string>();
    if (const auto params = from.find("params"); params != from.end() && !params->is_null()) {
        if (!params->is_array() || params->size() > kMaxRpcParams) {
            return fail(RpcFault{kInvalidParams,
                                 "\"params\" must be an array of at most " + std::to_string(kMaxRpcParams) +
                                     " values.",
                                 call.id});
        }
        call.params = *params;
    }
    return call;
}

} // namespace

Result<RpcCalls, RpcFault> readRpcCalls(std::string_view body)
{
    const auto parsed = parseStrictJson(
        body, {.maxBytes = kMaxRpcBytes, .maxDepth = kMaxRpcDepth, .maxValues = kMaxJsonValues});
    if (!parsed) {
        return fail(RpcFault{kParseError,
                             "The message is not strict JSON of at most " + std::to_string(kMaxRpcBytes) +
                                 " bytes and " + std::to_string(kMaxRpcDepth) + " levels.",
                             {}});
    }
    RpcCalls read;
    read.isBatch = parsed->is_array();
    if (!read.isBatch) {
        if (!parsed->is_object()) {
            return fail(RpcFault{kInvalidRequest, "A message is a JSON object, or an array of them.", {}});
        }
        read.calls.push_back(readCall(*parsed));
        return read;
    }
    if (parsed->empty() || parsed->size() > kMaxRpcCalls) {
        return fail(
            RpcFault{kInvalidRequest, "A batch has 1 to " + std::to_string(kMaxRpcCalls) + " calls.", {}});
    }
    for (const json& each : *parsed) {
        read.calls.push_back(readCall(each));
    }
    return read;
}

} // namespace till::gateway
