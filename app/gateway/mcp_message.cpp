#include "app/gateway/mcp_message.h"

#include "app/gateway/answer_json.h"
#include "app/gateway/limits.h"
#include "core/support/strict_json.h"

namespace till::gateway {

namespace {

constexpr std::size_t kMaxMethodNameBytes = 128;

} // namespace

Result<McpMessage, RpcFault> readMcpMessage(std::string_view body)
{
    const auto json = parseStrictJson(
        body, {.maxBytes = kMaxFetchBodyBytes, .maxDepth = kMaxJsonDepth, .maxValues = kMaxJsonValues});
    if (!json) {
        return fail(RpcFault{kParseError, "The message is not strict JSON."});
    }
    if (!json->is_object()) {
        return fail(RpcFault{kInvalidRequest, "Send one JSON-RPC message at a time."});
    }
    McpMessage message;
    const auto id = json->find("id");
    if (id != json->end() && !id->is_null()) {
        if (!isRpcId(*id)) {
            return fail(RpcFault{kInvalidRequest, "\"id\" must be text or a whole number."});
        }
        message.id = *id;
    }
    const auto version = json->find("jsonrpc");
    if (version == json->end() || *version != "2.0") {
        return fail(RpcFault{kInvalidRequest, "\"jsonrpc\" must be \"2.0\".", message.id});
    }
    const auto method = json->find("method");
    if (method == json->end() && (json->contains("result") || json->contains("error"))) {
        message.id = nullptr;
        return message;
    }
    if (method == json->end() || !method->is_string() ||
        method->get_ref<const std::string&>().size() > kMaxMethodNameBytes) {
        return fail(RpcFault{kInvalidRequest, "\"method\" must be the name of a method.", message.id});
    }
    message.method = method->get<std::string>();
    if (const auto params = json->find("params"); params != json->end()) {
        if (!params->is_object()) {
            return fail(RpcFault{kInvalidParams, "\"params\" must be an object.", message.id});
        }
        message.params = *params;
    }
    return message;
}

nlohmann::json mcpProgress(const nlohmann::json& token, std::int64_t progress, std::string_view message)
{
    return {{"jsonrpc", "2.0"},
            {"method", "notifications/progress"},
            {"params", {{"progressToken", token}, {"progress", progress}, {"message", message}}}};
}

std::string mcpEvent(const nlohmann::json& message)
{
    return "event: message\ndata: " + dump(message) + "\n\n"; // dumped without line ends
}

} // namespace till::gateway
