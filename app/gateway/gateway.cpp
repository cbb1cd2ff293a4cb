#include "app/gateway/gateway.h"

#include "app/gateway/documents.h"
#include "app/gateway/limits.h"
#include "app/gateway/token.h"
#include "core/wire/codec.h"
#include "core/wire/token_messages.h"

#include <charconv>
#include <optional>

namespace till::gateway {

namespace {

constexpr const char* kHealthy = R"({"status":"ok"})";
constexpr const char* kStarting = R"({"status":"starting"})";

struct Address {
    QHostAddress host;
    std::string hostText; ///< as a Host header has it
    std::uint16_t port = 0;
};

/// "127.0.0.1:4402" or "[::1]:4402".
std::optional<Address> readAddress(const std::string& text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos) {
        return std::nullopt;
    }
    Address address;
    address.hostText = text.substr(0, colon);
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, address.port);
    if (error != std::errc{} || stop != end) {
        return std::nullopt;
    }
    if (address.hostText == "127.0.0.1") {
        address.host = QHostAddress(QHostAddress::LocalHost);
    } else if (address.hostText == "[::1]") {
        address.host = QHostAddress(QHostAddress::LocalHostIPv6);
    } else {
        return std::nullopt;
    }
    return address;
}

http::HttpResponse noRouteResponse(const NoRoute& noRoute)
{
    http::HttpResponse response = toResponse(noRoute.problem);
    if (!noRoute.allow.empty()) {
        response.headers.push_back({"Allow", noRoute.allow});
    }
    return response;
}

} // namespace

Gateway::Gateway(client::KeeperConnection& keeper, GatewayOptions options)
    : m_keeper(keeper), m_rate(options.agentRate, options.agentRate, kMaxRateBuckets), m_flow(keeper),
      m_payments(keeper, m_flow), m_fetch(keeper, m_flow, std::move(options.practiceOrigin)),
      m_mcp(keeper, m_fetch, options.version), m_rpc(keeper, m_flow, options.version), m_requests(keeper),
      m_server(endpointLimits(), {[this](http::HttpRequest&& request, http::Responder&& responder) {
                                      onRequest(std::move(request), std::move(responder));
                                  },
                                  [this](const http::HttpRequest& head) { return onHead(head); },
                                  [](http::Refusal refusal) {
                                      http::HttpResponse response = toResponse(problemOf(refusal));
                                      response.status = http::statusOf(refusal);
                                      return response;
                                  }})
{
    m_keeper.setPatience(kKeeperPatience);
    m_keeper.setEventHandler([this](const wire::Envelope& event) {
        const auto changed = wire::fromBody<wire::AgentChangedEvent>(event.body);
        if (event.type == wire::AgentChangedEvent::kType && changed) {
            m_fetch.forgetAgent(changed->agent);
        }
    });
}

Result<std::string, QString> Gateway::listen(const QString& text)
{
    const auto address = readAddress(text.toStdString());
    if (!address) {
        return fail(QStringLiteral("The address to listen on must be 127.0.0.1:PORT or [::1]:PORT."));
    }
    const auto port = m_server.listenTcp(address->host, address->port);
    if (!port) {
        return fail(http::describe(port.error()));
    }
    addAddress(address->hostText, *port);
    // "localhost" is ::1 to many clients. Where there is no IPv6, or the port is taken there, 127.0.0.1 does.
    if (address->hostText == "127.0.0.1" &&
        m_server.listenTcp(QHostAddress(QHostAddress::LocalHostIPv6), *port)) {
        addAddress("[::1]", *port);
    }
    return "http://" + address->hostText + ":" + std::to_string(*port);
}

Result<void, http::ListenError> Gateway::listenLocal(const QString& path)
{
    return m_server.listenLocal(path);
}

void Gateway::addAddress(const std::string& host, std::uint16_t port)
{
    m_door.addAddress(host, port);
    m_fetch.setOwnPorts(m_door.ports());
}

http::HeadVerdict Gateway::onHead(const http::HttpRequest& head) const
{
    if (const auto problem = m_door.check(head)) {
        return toResponse(*problem);
    }
    const auto routed = findRoute(head.method, head.path);
    const bool isFetch = routed && (routed->route == Route::Fetch || routed->route == Route::Proxy ||
                                    routed->route == Route::Mcp);
    return http::TakeBody{isFetch ? kMaxFetchBodyBytes : kMaxBodyBytes};
}

void Gateway::onRequest(http::HttpRequest&& request, http::Responder&& responder)
{
    auto routed = findRoute(request.method, request.path);
    if (!routed) {
        responder.send(noRouteResponse(routed.error()));
        return;
    }
    auto exchange = std::make_shared<Exchange>(
        Exchange{std::move(request), std::move(responder), {}, std::move(routed->paymentId)});
    if (isOpenToAll(routed->route)) {
        dispatch(routed->route, exchange);
        return;
    }
    auto token = routed->route == Route::Proxy ? proxyTokenOf(exchange->request) : tokenOf(exchange->request);
    if (!token) {
        const NoToken why = token.error();
        exchange->responder.send(
            toResponse(why ? problemOf("token_malformed", std::string(describe(*why)))
                           : problemOf("unauthorized", "The request has no agent token.")));
        return;
    }
    exchange->token = std::move(*token);
    if (const auto seconds = m_rate.take(exchange->token, std::chrono::steady_clock::now())) {
        Problem problem = problemOf("rate_limited", "This agent asks more often than the endpoint answers.");
        problem.retryAfterSeconds = *seconds;
        exchange->responder.send(toResponse(problem));
        return;
    }
    dispatch(routed->route, exchange);
}

void Gateway::dispatch(Route route, const ExchangePtr& exchange)
{
    switch (route) {
    case Route::Health:
        health(exchange);
        break;
    case Route::OpenApi:
        exchange->responder.send(http::jsonResponse(200, openApiDocument()));
        break;
    case Route::Problems:
        exchange->responder.send(http::jsonResponse(200, problemsDocument()));
        break;
    case Route::PaymentCreate:
        m_payments.create(exchange);
        break;
    case Route::PaymentGet:
        m_payments.get(exchange);
        break;
    case Route::PaymentSettlement:
        m_payments.settlement(exchange);
        break;
    case Route::PaymentCancel:
        m_payments.cancel(exchange);
        break;
    case Route::PaymentList:
        m_payments.list(exchange);
        break;
    case Route::Agent:
        m_payments.agent(exchange);
        break;
    case Route::Quote:
        m_payments.quote(exchange);
        break;
    case Route::Fetch:
        m_fetch.fetch(exchange);
        break;
    case Route::Proxy:
        m_fetch.proxy(exchange);
        break;
    case Route::Mcp:
        m_mcp.post(exchange);
        break;
    case Route::Rpc:
        m_rpc.post(exchange);
        break;
    case Route::MoreCreate:
        m_requests.create(exchange);
        break;
    case Route::MoreList:
        m_requests.list(exchange);
        break;
    }
}

void Gateway::health(const ExchangePtr& exchange) const
{
    const bool isReady = m_keeper.isReady();
    exchange->responder.send(http::jsonResponse(isReady ? 200 : 503, isReady ? kHealthy : kStarting));
}

} // namespace till::gateway
