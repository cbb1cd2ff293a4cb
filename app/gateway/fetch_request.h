#pragma once

#include "app/gateway/bad_request.h"
#include "app/gateway/url.h"
#include "app/http/http_message.h"
#include "core/wire/agent_messages.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace till::gateway {

/// What an agent gets when its patience ends before a person has decided.
enum class WhenWaiting {
    Accepted, ///< 202 and where to poll
    Problem,  ///< 503: a client that knows nothing of us would take 202 for the merchant's answer
};

/// What POST /v1/fetch and the proxy ask: a request to make, and how it may be paid.
struct FetchRequest {
    std::string interface = "fetch"; ///< or "proxy"
    WhenWaiting whenWaiting = WhenWaiting::Accepted;
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

} // namespace till::gateway
