#pragma once

#include "app/gateway/exchange.h"
#include "app/gateway/payment_flow.h"

namespace till::gateway {

/// The REST routes under /v1/payments, and /v1/quote and /v1/agent: reads what the agent sent, asks the
/// keeper, answers. The token was found already; whether it is valid the keeper says.
class PaymentsApi {
public:
    /// Both outlive this.
    PaymentsApi(client::KeeperConnection& keeper, PaymentFlow& flow);

    void create(const ExchangePtr& exchange);
    void get(const ExchangePtr& exchange);
    void cancel(const ExchangePtr& exchange);
    void settlement(const ExchangePtr& exchange);
    void list(const ExchangePtr& exchange);
    void quote(const ExchangePtr& exchange);
    void agent(const ExchangePtr& exchange);

private:
    client::KeeperConnection& m_keeper;
    PaymentFlow& m_flow;
};

} // namespace till::gateway
