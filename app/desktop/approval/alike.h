#pragma once

#include "core/wire/admin_messages.h"

#include <QString>

#include <string>
#include <vector>

namespace till::desktop {

/// From so many alike on, the same agent's other requests to that host are pulled out as odd.
inline constexpr std::size_t kManyAlike = 3;

/// Requests with the same key are alike: the same agent, request, token, amount, payee, offer to the byte,
/// and the same differences. One in danger is alike to nothing.
[[nodiscard]] std::string alikeKey(const wire::ApprovalShape& approval);

/// The path without the query, of "https://api.shop.test/v1/search?q=x".
[[nodiscard]] QString pathOf(const wire::PaymentRow& payment);

/// What makes `odd` other than `usual`, which many others are: "another payee, another amount". Never empty.
[[nodiscard]] QString whatIsOdd(const wire::ApprovalShape& odd, const wire::ApprovalShape& usual);

/// "0.75 USDC": what `count` of these come to. Empty when it cannot be said.
[[nodiscard]] QString totalText(const wire::PaymentRow& payment, std::size_t count);

} // namespace till::desktop
