#pragma once

#include "app/client/keeper_connection.h"
#include "app/gateway/exchange.h"

namespace till::gateway {

/// /v1/requests: an agent asks the person for more than its budgets have room for, and sees what was
/// answered. The answer is a person's; nothing here gives anything.
class RequestsApi {
public:
    /// `keeper` outlives this.
    explicit RequestsApi(client::KeeperConnection& keeper) : m_keeper(keeper) {}

    void create(const ExchangePtr& exchange);
    void list(const ExchangePtr& exchange);

private:
    client::KeeperConnection& m_keeper;
};

} // namespace till::gateway
