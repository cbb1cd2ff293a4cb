#pragma once

#include "app/gateway/exchange.h"
#include "app/gateway/mcp_message.h"
#include "app/gateway/problem.h"

#include <QTimer>

#include <functional>
#include <memory>

namespace till::gateway {

/// The one answer to one MCP request. As JSON; or, when a person is asked and the client said that it takes
/// it, as a stream of progress events that ends with the answer.
class McpReply {
public:
    McpReply(ExchangePtr exchange, nlohmann::json id, nlohmann::json progressToken);

    [[nodiscard]] bool isOpen() const;
    /// Called when the client has left; the last call replaces the ones before.
    void onLeft(std::function<void()> left);
    /// From now on the client hears every few seconds that it goes on.
    void tellProgress(std::string message);

    void result(nlohmann::json result);
    void error(int code, std::string message);
    /// A tool that ran and failed: a result with isError, whose text a model understands.
    void toolProblem(const Problem& problem);

private:
    void send(const nlohmann::json& message);

    ExchangePtr m_exchange;
    nlohmann::json m_id;
    nlohmann::json m_progressToken; ///< null without
    std::function<void()> m_left;
    http::ResponseStream m_stream;
    bool m_isStreaming = false;
    QTimer m_timer;
    std::int64_t m_progress = 0;
};

} // namespace till::gateway
