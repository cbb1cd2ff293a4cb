#include "app/gateway/router.h"

#include "app/gateway/limits.h"

#include <algorithm>
#include <array>

namespace till::gateway {

namespace {

struct Entry {
    std::string_view method;
    std::string_view path; ///< '*' stands for a payment id
    Route route;
};

constexpr std::array kEntries{
    Entry{"GET", "/healthz", Route::Health},
    Entry{"GET", "/openapi.json", Route::OpenApi},
    Entry{"GET", "/problems.json", Route::Problems},
    Entry{"POST", "/v1/payments", Route::PaymentCreate},
    Entry{"GET", "/v1/payments", Route::PaymentList},
    Entry{"GET", "/v1/payments/*", Route::PaymentGet},
    Entry{"DELETE", "/v1/payments/*", Route::PaymentCancel},
    Entry{"POST", "/v1/payments/*/settlement", Route::PaymentSettlement},
    Entry{"GET", "/v1/agent", Route::Agent},
    Entry{"POST", "/v1/quote", Route::Quote},
    Entry{"POST", "/v1/fetch", Route::Fetch},
    Entry{"POST", "/mcp", Route::Mcp},
    Entry{"POST", "/rpc", Route::Rpc},
    Entry{"POST", "/v1/requests", Route::MoreCreate},
    Entry{"GET", "/v1/requests", Route::MoreList},
};

bool isPaymentId(std::string_view text)
{
    return !text.empty() && text.size() <= kMaxPaymentIdBytes &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-';
           });
}

/// True when `path` has the form of `pattern`; what stands for '*' is then in `id`.
bool matches(std::string_view pattern, std::string_view path, std::string_view& id)
{
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) {
        return pattern == path;
    }
    const std::string_view after = pattern.substr(star + 1);
    if (path.size() <= star + after.size() || !path.starts_with(pattern.substr(0, star)) ||
        !path.ends_with(after)) {
        return false;
    }
    id = path.substr(star, path.size() - star - after.size());
    return isPaymentId(id);
}

} // namespace

bool isOpenToAll(Route route)
{
    return route == Route::Health || route == Route::OpenApi || route == Route::Problems;
}

Result<Routed, NoRoute> findRoute(std::string_view method, std::string_view path)
{
    if (path.starts_with(kProxyPrefix)) {
        return Routed{Route::Proxy, {}};
    }
    const std::string_view asked = method == "HEAD" ? "GET" : method;
    std::string allow;
    for (const Entry& each : kEntries) {
        std::string_view id;
        if (!matches(each.path, path, id)) {
            continue;
        }
        if (each.method == asked) {
            return Routed{each.route, std::string(id)};
        }
        allow.append(allow.empty() ? "" : ", ").append(each.method);
    }
    if (allow.empty()) {
        return fail(NoRoute{problemOf("not_found", "There is nothing at this path."), {}});
    }
    return fail(NoRoute{problemOf("method_not_allowed", "This path takes " + allow + " only."), allow});
}

} // namespace till::gateway
