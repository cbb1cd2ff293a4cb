#include "merchant.h"

#include "core/support/base64.h"

namespace till::test {

namespace {

http::HttpServer::Hooks hooksOf(Merchant& merchant, const Merchant::Handler& handler)
{
    http::HttpServer::Hooks hooks;
    hooks.onRequest = [&merchant, &handler](http::HttpRequest&& request, http::Responder&& responder) {
        merchant.asked.push_back(request);
        handler(request, std::move(responder));
    };
    return hooks;
}

} // namespace

Merchant::Merchant(Handler handler)
    : m_handler(std::move(handler)), m_server({}, hooksOf(*this, m_handler)),
      m_port(m_server.listenTcp(QHostAddress(QHostAddress::LocalHost), 0).value())
{
}

Merchant::Handler sellsFor402(Merchant::Handler paid)
{
    return [paid = std::move(paid)](const http::HttpRequest& request, http::Responder&& responder) {
        if (request.header("PAYMENT-SIGNATURE") != nullptr) {
            paid(request, std::move(responder));
        } else {
            responder.send(challengeResponse(challengeJson()));
        }
    };
}

http::HttpResponse paidResponse(const std::string& body)
{
    const nlohmann::json receipt{{"success", true}, {"transaction", "0xabc"}, {"network", "eip155:84532"}};
    return {200, {{"Content-Type", "text/plain"}, {"PAYMENT-RESPONSE", toBase64(receipt.dump())}}, body};
}

http::HttpResponse challengeResponse(const nlohmann::json& challenge)
{
    return {
        402, {{"PAYMENT-REQUIRED", challengeHeader(challenge)}, {"Content-Type", "application/json"}}, "{}"};
}

QByteArray fetchBody(const std::string& url, const nlohmann::json& more)
{
    nlohmann::json body{{"url", url}};
    body.update(more);
    return QByteArray::fromStdString(body.dump());
}

wire::AgentSelfAnswer agentWithLoopback()
{
    wire::AgentSelfAnswer agent;
    agent.id = "ag_1";
    agent.name = "tester";
    agent.state = "active";
    agent.privateHosts = {"127.0.0.1"};
    return agent;
}

} // namespace till::test
