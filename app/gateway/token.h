#pragma once

#include "app/http/http_message.h"

#include <optional>
#include <string>
#include <string_view>

namespace till::gateway {

/// The agent's token of `Authorization: Bearer till_…`; absent when there is none of that form, or two.
/// Whether it is a valid one only the keeper knows.
[[nodiscard]] std::optional<std::string> tokenOf(const http::HttpRequest& request);

/// Where a client of the proxy says its token when the merchant needs `Authorization` itself.
inline constexpr std::string_view kProxyTokenHeader = "Till-Token";

/// The same for the proxy, whose clients know nothing of us: in `Till-Token`, else in the header in which the
/// client sends what it takes for the merchant's key, `Authorization: Bearer` or `X-API-Key`.
[[nodiscard]] std::optional<std::string> proxyTokenOf(const http::HttpRequest& request);

} // namespace till::gateway
