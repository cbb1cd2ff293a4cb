#include "app/gateway/pay_request.h"

#include "app/gateway/limits.h"
#include "app/gateway/request_fields.h"
#include "app/gateway/url.h"
#include "core/support/plain_text.h"
#include "core/wire/codec.h"

#include <algorithm>

namespace till::gateway {

namespace {

constexpr std::size_t kHashDigits = 64;
constexpr std::size_t kMaxChallengeErrorBytes = 256;
constexpr int kMaxStatus = 999;

challenge::HttpAnswer readAnswer(FieldTaker& body)
{
    challenge::HttpAnswer answer;
    const nlohmann::json* object = body.requiredObject("challenge");
    if (object == nullptr) {
        return answer;
    }
    FieldTaker fields(*object, "challenge");
    if (!fields.has("status")) {
        fields.note("bad_request", "\"challenge.status\" is missing.");
    }
    answer.status = static_cast<int>(fields.whole("status", 0, kMaxStatus).value_or(0));
    for (http::Header& each : takeHeaders(fields)) {
        answer.headers.emplace_back(std::move(each.name), std::move(each.value));
    }
    answer.body = fields.text("body", kMaxBodyBytes).value_or("");
    if (auto fault = fields.fault()) {
        body.note(std::move(*fault));
    }
    return answer;
}

/// Lower-case SHA-256 in hex, or the empty string for no body.
std::string takeBodyHash(FieldTaker& fields)
{
    const auto hash = fields.text("bodyHash", kHashDigits);
    const auto content = fields.text("body", kMaxBodyBytes);
    if (hash && content) {
        fields.note("bad_request", "\"request\" has both \"body\" and \"bodyHash\"; send one.");
    }
    if (!hash) {
        return bodyHash(content.value_or(""));
    }
    const bool isHex = std::all_of(hash->begin(), hash->end(),
                                   [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    if (!isHex || (!hash->empty() && hash->size() != kHashDigits)) {
        fields.note("bad_request",
                    "\"request.bodyHash\" must be a SHA-256 in 64 lower-case hexadecimal digits.");
    }
    return *hash;
}

wire::RequestShape readTarget(FieldTaker& body)
{
    wire::RequestShape shape;
    const nlohmann::json* object = body.requiredObject("request");
    if (object == nullptr) {
        return shape;
    }
    FieldTaker fields(*object, "request");
    shape.method = takeMethod(fields, "GET");
    const std::string text = fields.requiredText("url", kMaxUrlBytes);
    shape.bodyHash = takeBodyHash(fields);
    if (auto fault = fields.fault()) {
        body.note(std::move(*fault));
        return shape;
    }
    const auto url = parseUrl(text);
    if (!url) {
        body.note("bad_url", std::string(describe(url.error())));
        return shape;
    }
    shape.url = url->text();
    shape.host = url->authority;
    shape.path = url->path;
    return shape;
}

wire::ChallengeShape shapeOf(challenge::Challenge&& read)
{
    wire::ChallengeShape shape{read.x402Version,
                               std::move(read.resourceUrl),
                               std::move(read.description),
                               std::move(read.error),
                               std::move(read.resourceRaw),
                               std::move(read.extensionsRaw),
                               {}};
    shape.options.reserve(read.options.size());
    for (challenge::Option& each : read.options) {
        shape.options.push_back({std::move(each.scheme), std::move(each.network), std::move(each.caip2),
                                 std::move(each.asset), std::move(each.amount), std::move(each.payTo),
                                 each.maxTimeoutSeconds, std::move(each.eip712Name),
                                 std::move(each.eip712Version), std::move(each.transferMethod),
                                 std::move(each.paymentFlow), std::move(each.raw)});
    }
    return shape;
}

/// True when the whole request fits a frame to the keeper: quotes in raw texts double on the way.
bool fitsFrame(const wire::Pay& pay)
{
    constexpr std::size_t kEnvelopeBytes = 256;
    std::size_t raw = 0;
    for (const wire::OptionShape& each : pay.challenge->options) {
        raw += each.raw.size();
    }
    raw += pay.challenge->resourceRaw.size() + pay.challenge->extensionsRaw.size();
    if (raw < wire::kMaxFrameBytes / 8) { // the usual case, not worth encoding twice
        return true;
    }
    return wire::encode(1, pay).size() + kEnvelopeBytes <= wire::kMaxFrameBytes;
}

} // namespace

void readChallenge(const challenge::HttpAnswer& answer, wire::Pay& pay)
{
    auto read = challenge::parseChallenge(answer);
    if (!read) {
        pay.fault = wire::FaultShape{std::string(challenge::codeOf(read.error().error)),
                                     challenge::describe(read.error())};
        return;
    }
    pay.challenge = shapeOf(std::move(*read));
    if (!fitsFrame(pay)) {
        const challenge::ChallengeFault tooLarge{challenge::ChallengeError::TooLarge, {}};
        pay.challenge.reset();
        pay.fault =
            wire::FaultShape{std::string(challenge::codeOf(tooLarge.error)), challenge::describe(tooLarge)};
    }
}

Read<PayRequest> readPayRequest(const http::HttpRequest& request, std::string token)
{
    const auto json = readJsonBody(request, kMaxBodyBytes);
    if (!json) {
        return fail(json.error());
    }
    FieldTaker body(*json, "");
    PayRequest read;
    wire::Pay& pay = read.pay;
    pay.token = std::move(token);
    pay.interface = "rest";
    pay.caller = callerOf(request.peer);
    pay.request = readTarget(body);
    pay.claims = takeClaims(body);
    pay.idempotencyKey = takeKey(body, request);
    pay.maxAmount = takeMaxAmount(body);
    pay.allowRepeat = body.flag("allowRepeat").value_or(false);
    if (pay.allowRepeat && !pay.idempotencyKey) {
        pay.idempotencyKey = freshKey();
    }
    read.waitSeconds = takeWait(body);
    const challenge::HttpAnswer answer = readAnswer(body);
    if (auto fault = body.fault()) {
        return fail(std::move(*fault));
    }
    readChallenge(answer, pay);
    return read;
}

wire::SettlementReport reportOf(const challenge::HttpAnswer& answer, std::int64_t bodyBytes)
{
    wire::SettlementReport report;
    report.httpStatus = answer.status;
    report.bodyBytes = bodyBytes;
    if (auto receipt = challenge::parseReceipt(answer)) {
        report.receipt = wire::ReceiptShape{
            receipt->success,          std::move(receipt->transaction), std::move(receipt->network),
            std::move(receipt->payer), std::move(receipt->amount),      std::move(receipt->errorReason)};
    }
    report.challengeError = toVisibleText(challenge::challengeErrorOf(answer), kMaxChallengeErrorBytes);
    return report;
}

Read<wire::SettlementReport> readSettlement(const http::HttpRequest& request, std::string token,
                                            std::string paymentId)
{
    const auto json = readJsonBody(request, kMaxBodyBytes);
    if (!json) {
        return fail(json.error());
    }
    FieldTaker body(*json, "");
    challenge::HttpAnswer answer;
    if (!body.has("status")) {
        body.note("bad_request", "\"status\" is missing; it is 0 when no answer came.");
    }
    answer.status = static_cast<int>(body.whole("status", 0, kMaxStatus).value_or(0));
    for (http::Header& each : takeHeaders(body)) {
        answer.headers.emplace_back(std::move(each.name), std::move(each.value));
    }
    const auto content = body.text("body", kMaxBodyBytes);
    if (auto fault = body.fault()) {
        return fail(std::move(*fault));
    }
    answer.body = content.value_or("");
    wire::SettlementReport report =
        reportOf(answer, content ? static_cast<std::int64_t>(content->size()) : -1);
    report.token = std::move(token);
    report.paymentId = std::move(paymentId);
    return report;
}

} // namespace till::gateway
