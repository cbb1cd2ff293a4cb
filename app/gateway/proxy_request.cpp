#include "app/gateway/proxy_request.h"

#include "app/gateway/limits.h"
#include "app/gateway/merchant_headers.h"
#include "app/gateway/request_fields.h"
#include "app/gateway/router.h"
#include "app/gateway/token.h"
#include "core/money/amount.h"
#include "core/support/plain_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace till::gateway {

namespace {

constexpr std::string_view kMaxAmount = "Till-Max-Amount";
constexpr std::string_view kWait = "Till-Wait";
constexpr std::string_view kOwnKey = "Till-Idempotency-Key";
constexpr std::string_view kCommonKey = "Idempotency-Key";
constexpr std::string_view kAllowRepeat = "Till-Allow-Repeat";
constexpr std::string_view kTool = "Till-Tool";
constexpr std::string_view kTask = "Till-Task";
constexpr std::string_view kReason = "Till-Reason";
constexpr std::array kKnown{kProxyTokenHeader, kMaxAmount, kWait, kOwnKey,
                            kAllowRepeat,      kTool,      kTask, kReason};

/// Takes our headers and remembers the first that is wrong.
class HeaderTaker {
public:
    explicit HeaderTaker(const http::HttpRequest& request) : m_request(request) {}

    std::optional<std::string> line(std::string_view name, std::size_t maxBytes)
    {
        const std::string* value = m_request.header(name);
        if (value == nullptr) {
            return std::nullopt;
        }
        if (m_request.count(name) > 1 || value->empty() || !isPlainLine(*value, maxBytes)) {
            note("bad_request", std::string(name) + " must be there once, as one line of at most " +
                                    std::to_string(maxBytes) + " bytes.");
            return std::nullopt;
        }
        return *value;
    }

    void note(std::string_view code, std::string detail)
    {
        if (!m_fault) {
            m_fault = BadRequest{code, std::move(detail)};
        }
    }
    [[nodiscard]] std::optional<BadRequest> fault() const { return m_fault; }

private:
    const http::HttpRequest& m_request;
    std::optional<BadRequest> m_fault;
};

void noteUnknown(HeaderTaker& headers, const http::HttpRequest& request)
{
    for (const http::Header& each : request.headers) {
        const bool isKnown = std::any_of(kKnown.begin(), kKnown.end(), [&each](std::string_view name) {
            return http::isName(each.name, name);
        });
        if (isOurHeader(each.name) && !isKnown) {
            headers.note("unknown_field", "There is no header \"" + each.name + "\".");
        }
    }
}

std::int64_t takeWait(HeaderTaker& headers)
{
    const auto text = headers.line(kWait, 8);
    if (!text) {
        return kProxyWaitSeconds;
    }
    std::int64_t seconds = -1;
    const char* const end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, seconds);
    if (error != std::errc{} || stop != end || seconds < 0 || seconds > kMaxWaitSeconds) {
        headers.note("bad_request",
                     "Till-Wait must be whole seconds from 0 to " + std::to_string(kMaxWaitSeconds) + ".");
    }
    return seconds;
}

std::optional<std::string> takeMaxAmount(HeaderTaker& headers)
{
    auto text = headers.line(kMaxAmount, 78);
    if (text && !money::Amount::fromAtomic(*text)) {
        headers.note("bad_amount",
                     "Till-Max-Amount must be decimal digits of atomic units, for example 250000.");
    }
    return text;
}

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
    noteUnknown(headers, request);
    read.claims.tool = headers.line(kTool, kMaxClaimBytes).value_or("");
    read.claims.task = headers.line(kTask, kMaxClaimBytes).value_or("");
    read.claims.reason = headers.line(kReason, kMaxClaimBytes).value_or("");
    read.idempotencyKey = headers.line(kOwnKey, kMaxIdempotencyKeyBytes);
    if (!read.idempotencyKey) {
        read.idempotencyKey = headers.line(kCommonKey, kMaxIdempotencyKeyBytes);
    }
    read.maxAmount = takeMaxAmount(headers);
    read.allowRepeat = takeAllowRepeat(headers);
    if (read.allowRepeat && !read.idempotencyKey) {
        read.idempotencyKey = freshKey();
    }
    read.waitSeconds = takeWait(headers);
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
