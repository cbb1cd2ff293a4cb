#pragma once

#include "app/http/http_message.h"

#include <string>
#include <string_view>
#include <vector>

namespace till::gateway {

/// What of an agent's headers goes to the merchant: nothing that belongs to the connection, to us, or to the
/// payment; and no header with our token in it.
[[nodiscard]] std::vector<http::Header> headersForMerchant(const std::vector<http::Header>& fromAgent,
                                                           std::string_view token);
/// Headers that are ours and never travel on: their names begin with `Till-`.
[[nodiscard]] bool isOurHeader(std::string_view name);
/// True when the agent tries to pay by itself: then it must not ask us to.
[[nodiscard]] bool hasPaymentHeader(const std::vector<http::Header>& headers);
/// The same headers after a redirect to another origin: without what authenticates the agent to the first
/// one.
[[nodiscard]] std::vector<http::Header> withoutCredentials(const std::vector<http::Header>& headers);
/// What of a merchant's headers goes to the agent: nothing that belongs to the connection, and no Till
/// header.
[[nodiscard]] std::vector<http::Header> headersForAgent(const std::vector<http::Header>& fromMerchant);

} // namespace till::gateway
