#pragma once

#include "fixture.h"

#include "app/http/http_server.h"

#include <deque>
#include <functional>

namespace till::test {

/// A merchant on loopback: a real HTTP server that keeps what it is asked and answers as a test says.
class Merchant {
public:
    using Handler = std::function<void(const http::HttpRequest&, http::Responder&&)>;

    explicit Merchant(Handler handler);

    [[nodiscard]] std::string origin() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    std::deque<http::HttpRequest> asked; ///< in order

private:
    Handler m_handler;
    http::HttpServer m_server;
    std::uint16_t m_port = 0;
};

/// 402 without a payment header; with one, `paid` answers.
Merchant::Handler sellsFor402(Merchant::Handler paid);
/// 200 with a receipt.
http::HttpResponse paidResponse(const std::string& body);
/// 402 with a challenge.
http::HttpResponse challengeResponse(const nlohmann::json& challenge);

/// Body of POST /v1/fetch.
QByteArray fetchBody(const std::string& url, const nlohmann::json& more = nlohmann::json::object());
/// What the keeper says of an agent that may fetch from 127.0.0.1.
wire::AgentSelfAnswer agentWithLoopback();

} // namespace till::test
