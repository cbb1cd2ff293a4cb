#pragma once

#include "app/gateway/bad_request.h"
#include "app/gateway/url.h"
#include "app/http/http_message.h"
#include "core/wire/agent_messages.h"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace till::gateway {

enum class FetchPurpose {
    Buy,  ///< pay when asked to
    Price ///< say what it would cost and whether it would be allowed; sign and reserve nothing
};

/// What POST /v1/fetch, the proxy and MCP ask: a request to make, and how it may be paid.
struct FetchRequest {
    FetchPurpose purpose = FetchPurpose::Buy;
    std::string interface = "fetch"; ///< or "proxy", "mcp"
    Url url;
    std::string method;
    std::vector<http::Header> headers;       ///< as the agent gave them
    std::shared_ptr<const std::string> body; ///< never null; shared by the request and its paid repetition
    wire::ClaimsShape claims;
    std::optional<std::string> idempotencyKey;
    std::optional<std::string> maxAmount;
    bool allowRepeat = false;
    std::int64_t waitSeconds = 0;
};

[[nodiscard]] Read<FetchRequest> readFetchRequest(const http::HttpRequest& request);
/// The same from its JSON object; of `request` only the Idempotency-Key header counts.
[[nodiscard]] Read<FetchRequest> readFetchFields(const nlohmann::json& json,
                                                 const http::HttpRequest& request);

} // namespace till::gateway
