#pragma once

#include "app/gateway/problem.h"
#include "app/gateway/transfer.h"

namespace till::gateway {

/// Whether a payment was on its way when something happened.
enum class Stage { Unpaid, Paid };

/// What a failed transfer means to the agent and its money.
[[nodiscard]] Problem failureOf(TransferError error, Stage stage, const Url& url);
/// The purchase is recognised, but there is nothing left that could be shown to the merchant.
[[nodiscard]] Problem nothingToPresent(const wire::PaymentAnswer& payment);
/// A merchant's URL made visible and cut.
[[nodiscard]] std::string toShownUrl(std::string_view url);

} // namespace till::gateway
