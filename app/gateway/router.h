#pragma once

#include "app/gateway/problem.h"
#include "core/support/result.h"

#include <string>
#include <string_view>

namespace till::gateway {

/// What the endpoint can be asked.
enum class Route {
    Health,
    OpenApi,
    Problems,
    PaymentCreate,
    PaymentGet,
    PaymentSettlement,
    PaymentCancel,
    PaymentList,
    Agent,
    Quote,
    Fetch,
    Proxy,
    Mcp,
    Rpc,
    MoreCreate,
    MoreList,
};

/// Whatever stands below it is a merchant's URL: /proxy/https/api.example.com/v1
inline constexpr std::string_view kProxyPrefix = "/proxy/";

struct Routed {
    Route route = Route::Health;
    std::string paymentId; ///< of paths with one
};

/// Why there is no route: the problem, and for method_not_allowed the Allow header.
struct NoRoute {
    Problem problem;
    std::string allow;
};

/// True for what needs no token: it says nothing about the wallet.
[[nodiscard]] bool isOpenToAll(Route route);

/// Finds the route of a method and path. HEAD counts as GET.
[[nodiscard]] Result<Routed, NoRoute> findRoute(std::string_view method, std::string_view path);

} // namespace till::gateway
