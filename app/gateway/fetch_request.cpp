#include "app/gateway/fetch_request.h"

#include "app/gateway/limits.h"
#include "app/gateway/merchant_headers.h"
#include "app/gateway/request_fields.h"
#include "app/http/response_head.h"
#include "core/support/base64.h"

#include <algorithm>

namespace till::gateway {

namespace {

std::string takeContent(FieldTaker& body)
{
    auto text = body.text("body", kMaxFetchBodyBytes);
    const auto encoded = body.text("bodyBase64", kMaxFetchBodyBytes);
    if (text && encoded) {
        body.note("bad_request", "Send \"body\" or \"bodyBase64\", not both.");
    }
    if (!encoded) {
        return std::move(text).value_or("");
    }
    auto bytes = fromBase64(*encoded, kMaxFetchBodyBytes);
    if (!bytes) {
        body.note("bad_request", "\"bodyBase64\" is not standard base64.");
        return {};
    }
    return std::move(*bytes);
}

std::vector<http::Header> takeFetchHeaders(FieldTaker& body)
{
    std::vector<http::Header> headers = takeHeaders(body);
    if (!std::all_of(headers.begin(), headers.end(), http::isSafeHeader)) {
        body.note("bad_request", "\"headers\" has a value with control characters.");
    }
    if (std::any_of(headers.begin(), headers.end(),
                    [](const http::Header& each) { return each.value.size() > kMaxHeaderValueBytes; })) {
        body.note("bad_request", "\"headers\" has a value of more than 64 KiB.");
    }
    if (hasPaymentHeader(headers)) {
        body.note("bad_request", "\"headers\" has a payment header; it is made and added here.");
    }
    return headers;
}

} // namespace

Read<FetchRequest> readFetchRequest(const http::HttpRequest& request)
{
    const auto json = readJsonBody(request, kMaxFetchBodyBytes);
    if (!json) {
        return fail(json.error());
    }
    return readFetchFields(*json, request);
}

Read<FetchRequest> readFetchFields(const nlohmann::json& json, const http::HttpRequest& request)
{
    FieldTaker body(json, "");
    FetchRequest read;
    const std::string text = body.requiredText("url", kMaxUrlBytes);
    const bool hasContent = body.has("body") || body.has("bodyBase64");
    read.method = takeMethod(body, hasContent ? "POST" : "GET");
    if (read.method == "CONNECT" || read.method == "TRACE") {
        body.note("bad_request", "\"method\" must be one that asks a merchant for something.");
    }
    read.headers = takeFetchHeaders(body);
    read.body = std::make_shared<const std::string>(takeContent(body));
    read.claims = takeClaims(body);
    read.idempotencyKey = takeKey(body, request);
    read.maxAmount = takeMaxAmount(body);
    read.allowRepeat = body.flag("allowRepeat").value_or(false);
    if (read.allowRepeat && !read.idempotencyKey) {
        read.idempotencyKey = freshKey();
    }
    read.waitSeconds = takeWait(body);
    if (auto fault = body.fault()) {
        return fail(std::move(*fault));
    }
    const auto url = parseUrl(text);
    if (!url) {
        return fail(BadRequest{"bad_url", std::string(describe(url.error()))});
    }
    read.url = *url;
    return read;
}

} // namespace till::gateway
