#include "app/gateway/token.h"

namespace till::gateway {

namespace {

constexpr std::string_view kKeyHeader = "X-API-Key";
constexpr std::string_view kScheme = "Bearer ";
constexpr std::string_view kPrefix = "till_";

Result<std::string, NoToken> checked(std::string_view text)
{
    if (const auto agent = agentOfToken(text); !agent) {
        return fail(NoToken(agent.error()));
    }
    return std::string(text);
}

} // namespace

Result<std::string, NoToken> tokenOf(const http::HttpRequest& request)
{
    const std::string* value = request.header("Authorization");
    if (value == nullptr || request.count("Authorization") != 1 || value->size() <= kScheme.size() ||
        !http::isName(std::string_view(*value).substr(0, kScheme.size()), kScheme)) {
        return fail(NoToken());
    }
    return checked(std::string_view(*value).substr(kScheme.size()));
}

Result<std::string, NoToken> proxyTokenOf(const http::HttpRequest& request)
{
    for (const std::string_view name : {kProxyTokenHeader, kKeyHeader}) {
        const std::string* value = request.header(name);
        if (value != nullptr && (name == kProxyTokenHeader || value->starts_with(kPrefix))) {
            return request.count(name) == 1 ? checked(*value) : Result<std::string, NoToken>(fail(NoToken()));
        }
    }
    return tokenOf(request);
}

} // namespace till::gateway
