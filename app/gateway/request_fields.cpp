#include "app/gateway/request_fields.h"

#include "app/gateway/limits.h"
#include "app/http/line_rules.h"
#include "core/crypto/hash.h"
#include "core/money/amount.h"
#include "core/support/hex.h"
#include "core/support/plain_text.h"
#include "core/support/strict_json.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace till::gateway {

namespace {

std::string_view describe(JsonError error)
{
    switch (error) {
    case JsonError::TooLarge:
        return "The body is too large.";
    case JsonError::TooDeep:
        return "The body is nested too deeply.";
    case JsonError::DuplicateKey:
        return "The body has the same key twice in one object.";
    case JsonError::BadUtf8:
        return "The body is not valid UTF-8.";
    case JsonError::Syntax:
        return "The body is not JSON.";
    case JsonError::TooManyValues:
        return "The body has too many values.";
    case JsonError::NumberOutOfRange:
        return "The body has a number that does not fit 64 bits.";
    }
    return "The body cannot be read.";
}

} // namespace

Read<nlohmann::json> readJsonBody(const http::HttpRequest& request, std::size_t maxBytes)
{
    auto parsed = parseStrictJson(
        request.body, {.maxBytes = maxBytes, .maxDepth = kMaxJsonDepth, .maxValues = kMaxJsonValues});
    if (!parsed) {
        return fail(BadRequest{parsed.error() == JsonError::TooLarge ? "body_too_large" : "body_not_json",
                               std::string(describe(parsed.error()))});
    }
    return std::move(*parsed);
}

wire::ClaimsShape takeClaims(FieldTaker& body)
{
    const nlohmann::json* object = body.object("context");
    if (object == nullptr) {
        return {};
    }
    FieldTaker context(*object, "context");
    wire::ClaimsShape claims;
    claims.tool = context.line("tool", kMaxClaimBytes).value_or("");
    claims.task = context.line("task", kMaxClaimBytes).value_or("");
    claims.reason = context.line("reason", kMaxClaimBytes).value_or("");
    if (auto fault = context.fault()) {
        body.note(std::move(*fault));
    }
    return claims;
}

std::optional<std::string> takeKey(FieldTaker& body, const http::HttpRequest& request)
{
    auto key = body.line("idempotencyKey", kMaxIdempotencyKeyBytes);
    const std::size_t count = request.count("Idempotency-Key");
    if (count == 0) {
        return key;
    }
    const std::string& header = *request.header("Idempotency-Key");
    if (count > 1 || !isPlainLine(header, kMaxIdempotencyKeyBytes)) {
        body.note("bad_request", "The Idempotency-Key header must be there once, as one line of at most " +
                                     std::to_string(kMaxIdempotencyKeyBytes) + " bytes.");
    } else if (key && *key != header) {
        body.note("bad_request", "\"idempotencyKey\" and the Idempotency-Key header are not the same.");
    }
    return header;
}

std::optional<std::string> takeMaxAmount(FieldTaker& body)
{
    if (!body.has("maxAmount")) {
        return std::nullopt;
    }
    // Its own code, also for a number: a JSON number is where amounts lose digits.
    const nlohmann::json* value = body.any("maxAmount");
    if (!value->is_string() || !money::Amount::fromAtomic(value->get_ref<const std::string&>())) {
        body.note("bad_amount",
                  "\"maxAmount\" must be decimal digits of atomic units in a string, for example "
                  "\"250000\".");
        return std::nullopt;
    }
    return value->get<std::string>();
}

std::int64_t takeWait(FieldTaker& body)
{
    return body.whole("wait", 0, kMaxWaitSeconds).value_or(0);
}

std::vector<http::Header> takeHeaders(FieldTaker& body)
{
    std::vector<http::Header> headers;
    const nlohmann::json* object = body.object("headers");
    if (object == nullptr) {
        return headers;
    }
    const auto add = [&](const std::string& name, const nlohmann::json& value) {
        if (!value.is_string() || headers.size() >= kMaxHeadersInJson ||
            value.get_ref<const std::string&>().size() > kMaxBodyBytes) {
            body.note("bad_request", "\"headers\" must be an object of strings, at most " +
                                         std::to_string(kMaxHeadersInJson) + " of them.");
            return;
        }
        headers.push_back({name, value.get<std::string>()});
    };
    for (const auto& [name, value] : object->items()) {
        if (!http::isToken(name)) {
            body.note("bad_request", "\"headers\" has a name that is none.");
            break;
        }
        if (!value.is_array()) {
            add(name, value);
            continue;
        }
        for (const auto& each : value) {
            add(name, each);
        }
    }
    return headers;
}

std::string takeMethod(FieldTaker& body, std::string_view usual)
{
    std::string method = body.text("method", kMaxMethodBytes).value_or(std::string(usual));
    if (!http::isToken(method) ||
        std::any_of(method.begin(), method.end(), [](char c) { return c >= 'a' && c <= 'z'; })) {
        body.note("bad_request", "\"method\" must be an HTTP method in upper case.");
    }
    return method;
}

std::string freshKey()
{
    std::array<std::uint32_t, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    std::string key = "repeat";
    for (const std::uint32_t word : words) {
        key += "-" + std::to_string(word);
    }
    return key;
}

std::string bodyHash(std::string_view body)
{
    return body.empty() ? std::string() : toHex(crypto::sha256(body));
}

wire::CallerShape callerOf(const http::Peer& peer)
{
    return {peer.pid, peer.uid, peer.executable};
}

} // namespace till::gateway
