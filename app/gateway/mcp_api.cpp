#include "app/gateway/mcp_api.h"

#include "app/client/keeper_call.h"
#include "app/gateway/answer_json.h"
#include "app/gateway/answers.h"
#include "app/gateway/limits.h"
#include "app/gateway/mcp_fetch.h"
#include "app/gateway/mcp_message.h"
#include "app/gateway/mcp_reply.h"
#include "app/gateway/request_fields.h"

#include <algorithm>

namespace till::embedded {
std::string_view mcpToolsJson();
}

namespace till::gateway {

namespace {

using nlohmann::json;

const json& toolDocument()
{
    static const json document = json::parse(embedded::mcpToolsJson(), nullptr, false);
    return document;
}

bool isKnownVersion(std::string_view version)
{
    return std::find(kMcpVersions.begin(), kMcpVersions.end(), version) != kMcpVersions.end();
}

json welcome(const json& params, const std::string& version)
{
    const auto wanted = params.find("protocolVersion");
    const bool isKnown = wanted != params.end() && wanted->is_string() &&
                         isKnownVersion(wanted->get_ref<const std::string&>());
    return {{"protocolVersion", isKnown ? *wanted : json(kMcpVersions.front())},
            {"capabilities", {{"tools", json::object()}}},
            {"serverInfo", {{"name", "tillkeeper"}, {"title", "Tillkeeper"}, {"version", version}}},
            {"instructions", toolDocument()["instructions"]}};
}

json progressTokenOf(const json& params)
{
    const auto meta = params.find("_meta");
    if (meta == params.end() || !meta->is_object()) {
        return {};
    }
    const auto token = meta->find("progressToken");
    return token != meta->end() && (token->is_string() || token->is_number_integer()) ? *token : json();
}

/// The result of a tool that answers with data: as such, and as text for clients that show only that.
json dataResult(const http::HttpResponse& response)
{
    return {{"content", {{{"type", "text"}, {"text", response.body}}}},
            {"structuredContent", json::parse(response.body, nullptr, false)}};
}

template <class T, class Make>
void finish(const std::shared_ptr<McpReply>& reply, const Result<T, wire::ErrorBody>& outcome, Make make)
{
    if (outcome) {
        reply->result(dataResult(make(*outcome)));
    } else {
        reply->toolProblem(problemOf(outcome.error()));
    }
}

} // namespace

McpApi::McpApi(client::KeeperConnection& keeper, FetchApi& fetch, std::string version)
    : m_keeper(keeper), m_fetch(fetch), m_version(std::move(version))
{
}

void McpApi::post(const ExchangePtr& exchange)
{
    const std::string* version = exchange->request.header("MCP-Protocol-Version");
    if (version != nullptr && !isKnownVersion(*version)) {
        exchange->responder.send(toResponse(
            problemOf("bad_request", "This revision of the Model Context Protocol is not spoken here.")));
        return;
    }
    auto message = readMcpMessage(exchange->request.body);
    exchange->request.body = {};
    if (!message) {
        exchange->responder.send(http::jsonResponse(400, dump(rpcError(message.error()))));
        return;
    }
    if (message->isNotification()) {
        exchange->responder.send({202, {}, {}});
        return;
    }
    auto reply = std::make_shared<McpReply>(exchange, message->id, progressTokenOf(message->params));
    if (message->method == "initialize") {
        reply->result(welcome(message->params, m_version));
    } else if (message->method == "ping") {
        reply->result(json::object());
    } else if (message->method == "tools/list") {
        reply->result({{"tools", toolDocument()["tools"]}});
    } else if (message->method == "tools/call") {
        call(exchange, reply, message->params);
    } else {
        reply->error(kMethodNotFound, "There is no such method; this server has tools.");
    }
}

void McpApi::call(const ExchangePtr& exchange, const std::shared_ptr<McpReply>& reply, const json& params)
{
    const auto name = params.find("name");
    const json arguments = params.value("arguments", json::object());
    if (name == params.end() || !name->is_string() || !arguments.is_object()) {
        reply->error(kInvalidParams, "A call has the \"name\" of a tool and an object of \"arguments\".");
        return;
    }
    if (*name == "fetch") {
        fetch(exchange, reply, arguments, FetchPurpose::Buy);
    } else if (*name == "quote") {
        fetch(exchange, reply, arguments, FetchPurpose::Price);
    } else if (*name == "budget") {
        budget(exchange, reply);
    } else if (*name == "payments") {
        payments(exchange, reply, arguments);
    } else {
        reply->error(kInvalidParams, "There is no tool of this name.");
    }
}

void McpApi::fetch(const ExchangePtr& exchange, const std::shared_ptr<McpReply>& reply, const json& arguments,
                   FetchPurpose purpose)
{
    auto read = readFetchFields(arguments, {});
    if (!read) {
        reply->toolProblem(problemOf(read.error().code, read.error().detail));
        return;
    }
    read->interface = "mcp";
    read->purpose = purpose;
    if (!arguments.contains("wait")) {
        read->waitSeconds = kMcpWaitSeconds;
    }
    auto receiver = std::make_unique<McpFetchReceiver>(reply, read->url.text());
    m_fetch.run(exchange->token, exchange->request.peer, std::move(receiver), std::move(*read));
}

void McpApi::budget(const ExchangePtr& exchange, const std::shared_ptr<McpReply>& reply)
{
    client::call<wire::AgentSelfAnswer>(m_keeper,
                                        wire::AgentSelf{exchange->token, callerOf(exchange->request.peer)},
                                        [reply](Result<wire::AgentSelfAnswer, wire::ErrorBody>&& self) {
                                            finish(reply, self, agentResponse);
                                        });
}

void McpApi::payments(const ExchangePtr& exchange, const std::shared_ptr<McpReply>& reply,
                      const json& arguments)
{
    FieldTaker fields(arguments, "");
    wire::AgentPaymentsPage page;
    page.token = exchange->token;
    page.caller = callerOf(exchange->request.peer);
    page.limit = fields.whole("limit", 1, kMaxToolRows).value_or(kUsualToolRows);
    page.after = fields.line("after", kMaxCursorBytes);
    if (const auto fault = fields.fault()) {
        reply->toolProblem(problemOf(fault->code, fault->detail));
        return;
    }
    client::call<wire::PaymentsPage>(
        m_keeper, page,
        [reply](Result<wire::PaymentsPage, wire::ErrorBody>&& got) { finish(reply, got, pageResponse); });
}

} // namespace till::gateway
