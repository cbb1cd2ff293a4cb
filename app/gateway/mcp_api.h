#pragma once

#include "app/gateway/exchange.h"
#include "app/gateway/fetch_api.h"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <string>

namespace till::gateway {

struct McpMessage;
class McpReply;

/// The route /mcp: a Model Context Protocol server over streamable HTTP, without sessions, so that nothing
/// has to be kept between two requests. Its tools are plain names for what the other ways in do
/// (resources/mcp-tools.json).
class McpApi {
public:
    /// `keeper` and `fetch` outlive this.
    McpApi(client::KeeperConnection& keeper, FetchApi& fetch, std::string version);

    void post(const ExchangePtr& exchange);

private:
    void call(const ExchangePtr& exchange, const std::shared_ptr<McpReply>& reply,
              const nlohmann::json& params);
    void fetch(const ExchangePtr& exchange, const std::shared_ptr<McpReply>& reply,
               const nlohmann::json& arguments, FetchPurpose purpose);
    void budget(const ExchangePtr& exchange, const std::shared_ptr<McpReply>& reply);
    void payments(const ExchangePtr& exchange, const std::shared_ptr<McpReply>& reply,
                  const nlohmann::json& arguments);

    client::KeeperConnection& m_keeper;
    FetchApi& m_fetch;
    std::string m_version; ///< of this program
};

} // namespace till::gateway
