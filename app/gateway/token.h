#pragma once

#include "app/http/http_message.h"
#include "core/support/result.h"
#include "core/support/token_text.h"

#include <optional>
#include <string>
#include <string_view>

namespace till::gateway {

/// Why a request has no token that could be one: nothing when it has none at all, or two.
using NoToken = std::optional<TokenFault>;

/// The agent's token of `Authorization: Bearer till_…`, its form and checksum looked at. Whether it is a
/// valid one only the keeper knows.
[[nodiscard]] Result<std::string, NoToken> tokenOf(const http::HttpRequest& request);

/// Where a client of the proxy says its token when the merchant needs `Authorization` itself.
inline constexpr std::string_view kProxyTokenHeader = "Till-Token";

/// The same for the proxy, whose clients know nothing of us: in `Till-Token`, else in the header in which the
/// client sends what it takes for the merchant's key, `Authorization: Bearer` or `X-API-Key`.
[[nodiscard]] Result<std::string, NoToken> proxyTokenOf(const http::HttpRequest& request);

} // namespace till::gateway
