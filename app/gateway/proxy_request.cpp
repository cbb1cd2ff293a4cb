#include "app/gateway/proxy_request.h"

#include "app/gateway/header_taker.h"
#include "app/gateway/limits.h"
#include "app/gateway/merchant_headers.h"
#include "app/gateway/request_fields.h"
#include "app/gateway/router.h"
#include "app/gateway/token.h"

#include <algorithm>
#include <array>
#include <optional>

namespace till::gateway {

namespace {

constexpr std::string_view kAllowRepeat = "Till-Allow-Repeat";
constexpr std::array kKnown{kProxyTokenHeader, kMaxAmountHeader, kWaitHeader, kOwnKeyHeader,
                            kAllowRepeat,      kToolHeader,      kTaskHeader, kReasonHeader};

bool takeAllowRepeat(HeaderTaker& headers)
{
    const auto text = headers.line(kAllowRepeat, 8);
    if (text && *text != "true" && *text != "false") {
        headers.note("bad_request", "Till-Allow-Repeat must be true or false.");
    }
    return text == "true";
}

/// "https/api.example.com/v1" and a query as a URL's text.
std::string urlText(const http::HttpRequest& request)
{
    const std::string_view rest = std::string_view(request.path).substr(kProxyPrefix.size());
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    std::string text(rest.substr(0, slash));
    text.append("://").append(rest.substr(std::min(slash + 1, rest.size())));
    if (!request.query.empty()) {
        text.append("?").append(request.query);
    }
    return text;
}

} // namespace

Read<FetchRequest> readProxyRequest(http::HttpRequest& request)
{
    HeaderTaker headers(request);
    FetchRequest read;
    read.interface = "proxy";
    read.method = request.method;
    if (read.method.size() > kMaxMethodBytes || read.method == "CONNECT" || read.method == "TRACE") {
        headers.note("bad_request", "The method must be one that asks a merchant for something.");
    }
    headers.noteUnknown(kKnown);
    read.claims = headers.claims();
    read.idempotencyKey = headers.key();
    read.maxAmount = headers.maxAmount();
    read.allowRepeat = takeAllowRepeat(headers);
    if (read.allowRepeat && !read.idempotencyKey) {
        read.idempotencyKey = freshKey();
    }
    read.waitSeconds = headers.wait(kProxyWaitSeconds);
    if (hasPaymentHeader(request.headers)) {
        headers.note("bad_request", "The request has a payment header; it is made and added here.");
    }
    if (auto fault = headers.fault()) {
        return fail(std::move(*fault));
    }
    const std::string text = urlText(request);
    const auto url = text.size() > kMaxUrlBytes ? fail(UrlError::TooLong) : parseUrl(text);
    if (!url) {
        return fail(BadRequest{
            "bad_url", std::string(describe(url.error())) +
                           " Use /proxy/https/HOST/PATH, for example /proxy/https/api.example.com/v1."});
    }
    read.url = *url;
    read.headers = request.headers;
    read.body = std::make_shared<const std::string>(std::move(request.body));
    return read;
}

} // namespace till::gateway
