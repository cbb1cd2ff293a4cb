#include "app/gateway/mcp_reply.h"

#include "app/gateway/answer_json.h"
#include "app/gateway/limits.h"

namespace till::gateway {

namespace {

bool takesEvents(const http::HttpRequest& request)
{
    const std::string* accept = request.header("Accept");
    return accept != nullptr && accept->find("text/event-stream") != std::string::npos;
}

} // namespace

McpReply::McpReply(ExchangePtr exchange, nlohmann::json id, nlohmann::json progressToken)
    : m_exchange(std::move(exchange)), m_id(std::move(id)), m_progressToken(std::move(progressToken))
{
}

bool McpReply::isOpen() const
{
    return m_isStreaming ? m_stream.isOpen() : m_exchange->responder.isOpen();
}

void McpReply::onLeft(std::function<void()> left)
{
    m_left = left;
    if (!m_isStreaming) {
        m_exchange->responder.onClientLeft(std::move(left));
    }
}

void McpReply::tellProgress(std::string message)
{
    if (m_isStreaming || m_progressToken.is_null() || !takesEvents(m_exchange->request)) {
        return;
    }
    m_isStreaming = true;
    m_stream = m_exchange->responder.begin(
        200, {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}}, std::nullopt);
    const auto tell = [this, message = std::move(message)] {
        if (!m_stream.isOpen()) {
            m_timer.stop();
            if (const auto left = std::exchange(m_left, {})) {
                left();
            }
            return;
        }
        m_stream.write(mcpEvent(mcpProgress(m_progressToken, ++m_progress, message)));
    };
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, tell);
    m_timer.start(kMcpProgressTime);
    tell();
}

void McpReply::result(nlohmann::json result)
{
    send(rpcResult(m_id, std::move(result)));
}

void McpReply::error(int code, std::string message)
{
    send(rpcError({code, std::move(message), m_id}));
}

void McpReply::toolProblem(const Problem& problem)
{
    const http::HttpResponse response = toResponse(problem);
    const auto document = nlohmann::json::parse(response.body, nullptr, false);
    const std::string text = document.value("detail", "") + " (" + document.value("code", "") +
                             "; money moved: " + document.value("moneyMoved", "unknown") + ") " +
                             document.value("hint", "");
    result({{"content", {{{"type", "text"}, {"text", text}}}},
            {"structuredContent", document},
            {"isError", true}});
}

void McpReply::send(const nlohmann::json& message)
{
    m_timer.stop();
    if (m_isStreaming) {
        m_stream.write(mcpEvent(message));
        m_stream.end();
        return;
    }
    http::HttpResponse response = http::jsonResponse(200, dump(message));
    response.headers.push_back({"Cache-Control", "no-store"});
    m_exchange->responder.send(response);
}

} // namespace till::gateway
