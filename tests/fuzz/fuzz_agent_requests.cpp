// What agents send: MCP messages, calls to the JSON-RPC signer, and requests to the proxy. Whatever comes, it
// is read or refused with a published code; and a proxy request never leaves for a URL that is none.

#include "app/gateway/mcp_message.h"
#include "app/gateway/proxy_request.h"
#include "app/gateway/router.h"
#include "app/gateway/rpc_message.h"
#include "app/gateway/rpc_request.h"
#include "core/wire/problem_codes.h"

#include <cstdint>
#include <cstdlib>

using namespace till;
using namespace till::gateway;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void readAsMcp(const std::string& text)
{
    const auto message = readMcpMessage(text);
    if (message) {
        require(message->params.is_object());
        require(message->isNotification() || message->id.is_string() || message->id.is_number_integer());
        require(!mcpEvent(rpcResult(message->id, message->params)).substr(14).starts_with("\n"));
    } else {
        require(message.error().code < 0 && !message.error().message.empty());
    }
}

/// Whatever a call asks to be signed is a payment with its terms, or a published refusal; never both.
void readAsRpc(const std::string& text)
{
    const auto read = readRpcCalls(text);
    if (!read) {
        require(read.error().code < 0 && !read.error().message.empty());
        return;
    }
    require(!read->calls.empty() && read->calls.size() <= 16);
    for (const auto& call : read->calls) {
        require(call ? call->params.is_array() : call.error().code < 0);
        wire::Pay pay;
        if (call && readSigning(call->params, pay)) {
            require(pay.fault.has_value() != pay.challenge.has_value());
            require(pay.client.has_value() == pay.challenge.has_value());
        }
    }
}

/// The first line is the path, the others are headers.
void readAsProxy(const std::string& text)
{
    http::HttpRequest request;
    request.method = "GET";
    std::size_t at = text.find('\n');
    request.path = std::string(kProxyPrefix) + text.substr(0, at);
    while (at != std::string::npos && request.headers.size() < 64) {
        const std::size_t end = text.find('\n', at + 1);
        const std::string line = text.substr(at + 1, end == std::string::npos ? end : end - at - 1);
        const std::size_t colon = line.find(':');
        if (colon != std::string::npos)
            request.headers.push_back({line.substr(0, colon), line.substr(colon + 1)});
        at = end;
    }
    const auto read = readProxyRequest(request);
    if (read) {
        require(read->url.scheme == "http" || read->url.scheme == "https");
        require(!read->url.host.empty() && read->url.path.starts_with('/'));
        require(parseUrl(read->url.text()).has_value());
        require(read->waitSeconds >= 0 && read->waitSeconds <= 300);
    } else {
        require(wire::problemCode(read.error().code).code == read.error().code);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(data, data + size);
    readAsMcp(text);
    readAsRpc(text);
    readAsProxy(text);
    return 0;
}
