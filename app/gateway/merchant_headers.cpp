#include "app/gateway/merchant_headers.h"

#include "app/http/line_rules.h"

#include <algorithm>
#include <array>

namespace till::gateway {

namespace {

// RFC 9110 section 7.6.1, and what older software made of it.
constexpr std::array<std::string_view, 9> kHopByHop{
    "Connection", "Keep-Alive",         "Proxy-Connection",   "TE", "Trailer", "Transfer-Encoding",
    "Upgrade",    "Proxy-Authenticate", "Proxy-Authorization"};
// libcurl says these itself.
constexpr std::array<std::string_view, 3> kOwnToMerchant{"Host", "Content-Length", "Expect"};
constexpr std::array<std::string_view, 2> kPayment{"PAYMENT-SIGNATURE", "X-PAYMENT"};
constexpr std::array<std::string_view, 3> kCredentials{"Authorization", "Cookie", "X-API-Key"};
constexpr std::string_view kOurPrefix = "till-";

template <std::size_t N>
bool isOneOf(const std::array<std::string_view, N>& names, std::string_view name)
{
    return std::any_of(names.begin(), names.end(),
                       [name](std::string_view each) { return http::isName(each, name); });
}

/// Names that a Connection header declares to be of this hop only.
std::vector<std::string_view> connectionNames(const std::vector<http::Header>& headers)
{
    std::vector<std::string_view> names;
    for (const http::Header& each : headers) {
        if (!http::isName(each.name, "Connection")) {
            continue;
        }
        std::string_view list = each.value;
        while (!list.empty()) {
            const std::size_t comma = std::min(list.find(','), list.size());
            names.push_back(http::trimmed(list.substr(0, comma)));
            list.remove_prefix(std::min(comma + 1, list.size()));
        }
    }
    return names;
}

bool isNamed(const std::vector<std::string_view>& names, std::string_view name)
{
    return std::any_of(names.begin(), names.end(),
                       [name](std::string_view each) { return http::isName(each, name); });
}

} // namespace

bool isOurHeader(std::string_view name)
{
    return name.size() >= kOurPrefix.size() && http::isName(name.substr(0, kOurPrefix.size()), kOurPrefix);
}

std::vector<http::Header> headersForMerchant(const std::vector<http::Header>& fromAgent,
                                             std::string_view token)
{
    const auto hop = connectionNames(fromAgent);
    std::vector<http::Header> out;
    for (const http::Header& each : fromAgent) {
        const bool isDropped = isOneOf(kHopByHop, each.name) || isOneOf(kOwnToMerchant, each.name) ||
                               isOneOf(kPayment, each.name) || isOurHeader(each.name) ||
                               isNamed(hop, each.name) || each.value.find(token) != std::string::npos;
        if (!isDropped) {
            out.push_back(each);
        }
    }
    return out;
}

bool hasPaymentHeader(const std::vector<http::Header>& headers)
{
    return std::any_of(headers.begin(), headers.end(),
                       [](const http::Header& each) { return isOneOf(kPayment, each.name); });
}

std::vector<http::Header> withoutCredentials(const std::vector<http::Header>& headers)
{
    std::vector<http::Header> out;
    std::copy_if(headers.begin(), headers.end(), std::back_inserter(out),
                 [](const http::Header& each) { return !isOneOf(kCredentials, each.name); });
    return out;
}

std::vector<http::Header> headersForAgent(const std::vector<http::Header>& fromMerchant)
{
    const auto hop = connectionNames(fromMerchant);
    std::vector<http::Header> out;
    for (const http::Header& each : fromMerchant) {
        if (!isOneOf(kHopByHop, each.name) && !http::isName(each.name, "Content-Length") &&
            !isOurHeader(each.name) && !isNamed(hop, each.name)) {
            out.push_back(each);
        }
    }
    return out;
}

} // namespace till::gateway
