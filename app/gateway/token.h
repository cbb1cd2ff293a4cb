#pragma once

#include "app/http/http_message.h"

#include <optional>
#include <string>

namespace till::gateway {

/// The agent's token of `Authorization: Bearer till_…`; absent when there is none of that form, or two.
/// Whether it is a valid one only the keeper knows.
[[nodiscard]] std::optional<std::string> tokenOf(const http::HttpRequest& request);

} // namespace till::gateway
