#pragma once

#include "app/gateway/problem.h"
#include "core/support/result.h"

#include <string>
#include <string_view>

namespace till::gateway {

/// What the endpoint can be asked.
enum class Route {
    Health,
    PaymentCreate,
    PaymentGet,
    PaymentSettlement,
    PaymentCancel,
    PaymentList,
    Agent,
    Quote,
    Fetch,
    MoreCreate,
    MoreList,
};

struct Routed {
    Route route = Route::Health;
    std::string paymentId; ///< of paths with one
};

/// Why there is no route: the problem, and for method_not_allowed the Allow header.
struct NoRoute {
    Problem problem;
    std::string allow;
};

/// Finds the route of a method and path. HEAD counts as GET.
[[nodiscard]] Result<Routed, NoRoute> findRoute(std::string_view method, std::string_view path);

} // namespace till::gateway
