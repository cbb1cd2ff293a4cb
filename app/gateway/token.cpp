#include "app/gateway/token.h"

#include "app/gateway/limits.h"

#include <algorithm>

namespace till::gateway {

namespace {

constexpr std::string_view kKeyHeader = "X-API-Key";
constexpr std::string_view kScheme = "Bearer ";
constexpr std::string_view kPrefix = "till_";

bool isTokenText(std::string_view text)
{
    return text.size() <= kMaxTokenBytes && text.size() > kPrefix.size() && text.starts_with(kPrefix) &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-';
           });
}

} // namespace

std::optional<std::string> tokenOf(const http::HttpRequest& request)
{
    const std::string* value = request.header("Authorization");
    if (value == nullptr || request.count("Authorization") != 1 || value->size() <= kScheme.size() ||
        !http::isName(std::string_view(*value).substr(0, kScheme.size()), kScheme)) {
        return std::nullopt;
    }
    std::string token = value->substr(kScheme.size());
    return isTokenText(token) ? std::optional(std::move(token)) : std::nullopt;
}

std::optional<std::string> proxyTokenOf(const http::HttpRequest& request)
{
    for (const std::string_view name : {kProxyTokenHeader, kKeyHeader}) {
        const std::string* value = request.header(name);
        if (value != nullptr && (name == kProxyTokenHeader || isTokenText(*value))) {
            return request.count(name) == 1 && isTokenText(*value) ? std::optional(*value) : std::nullopt;
        }
    }
    return tokenOf(request);
}

} // namespace till::gateway
