#pragma once

#include "app/gateway/door.h"
#include "app/gateway/fetch_api.h"
#include "app/gateway/mcp_api.h"
#include "app/gateway/payments_api.h"
#include "app/gateway/rate_limit.h"
#include "app/gateway/requests_api.h"
#include "app/gateway/router.h"
#include "app/gateway/rpc_api.h"
#include "app/http/http_server.h"

#include <QString>

namespace till::gateway {

/// What a gateway is started with.
struct GatewayOptions {
    std::string practiceOrigin; ///< "http://127.0.0.1:4403", or empty
    double agentRate = 0;       ///< requests a second of one agent
    std::string version = {};   ///< of this program
};

/// The agents' endpoint: the door, the routes, and the server they stand behind.
class Gateway {
public:
    /// `keeper` outlives the gateway.
    Gateway(client::KeeperConnection& keeper, GatewayOptions options);

    /// Listens on a loopback address, "127.0.0.1:4402" or "[::1]:0". On 127.0.0.1 also on [::1], when there
    /// is one. Returns the endpoint's URL.
    [[nodiscard]] Result<std::string, QString> listen(const QString& address);
    [[nodiscard]] Result<void, http::ListenError> listenLocal(const QString& path);

private:
    [[nodiscard]] http::HeadVerdict onHead(const http::HttpRequest& head) const;
    void onRequest(http::HttpRequest&& request, http::Responder&& responder);
    void dispatch(Route route, const ExchangePtr& exchange);
    void health(const ExchangePtr& exchange) const;
    void addAddress(const std::string& host, std::uint16_t port);

    client::KeeperConnection& m_keeper;
    Door m_door;
    RateLimit m_rate;
    PaymentFlow m_flow;
    PaymentsApi m_payments;
    FetchApi m_fetch;
    McpApi m_mcp;
    RpcApi m_rpc;
    RequestsApi m_requests;
    http::HttpServer m_server; // last: its connections end before what serves them
};

} // namespace till::gateway
