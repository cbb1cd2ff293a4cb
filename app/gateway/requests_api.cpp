#include "app/gateway/requests_api.h"

#include "app/client/keeper_call.h"
#include "app/gateway/limits.h"
#include "app/gateway/problem.h"
#include "app/gateway/request_fields.h"
#include "app/gateway/times.h"
#include "core/money/amount.h"
#include "core/wire/more_messages.h"

#include "core/support/json.h"

#include <chrono>

namespace till::gateway {

namespace {

constexpr unsigned kUsdDecimals = 6;
constexpr std::int64_t kMaxForSeconds = std::int64_t{31} * 24 * 3600;
constexpr std::size_t kMaxUsdBytes = 40;
constexpr std::size_t kMaxHostBytes = 255;
constexpr std::size_t kMaxReasonBytes = 200;

std::int64_t nowMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

std::string usdText(const std::string& micro)
{
    const auto amount = money::Amount::fromAtomic(micro);
    return amount ? amount->toDecimal(kUsdDecimals) : micro;
}

nlohmann::json orNull(bool isThere, std::string text)
{
    return isThere ? nlohmann::json(std::move(text)) : nlohmann::json();
}

nlohmann::json jsonOf(const wire::MoreShape& request)
{
    const bool isGranted = request.grantedUntilMs != 0;
    return {{"id", request.id},
            {"status", request.state},
            {"amountUsd", usdText(request.amountMicro)},
            {"host", orNull(!request.host.empty(), request.host)},
            {"reason", request.reason},
            {"askedAt", isoTime(request.askedAtMs)},
            {"until", isoTime(isGranted ? request.grantedUntilMs : request.wantedUntilMs)},
            {"grantedUsd", orNull(isGranted, usdText(request.grantedMicro))},
            {"usedUsd", orNull(isGranted, usdText(request.usedMicro))},
            {"note", request.note}};
}

Read<wire::MoreAsk> readAsk(const http::HttpRequest& request, const std::string& token)
{
    const auto json = readJsonBody(request, kMaxBodyBytes);
    if (!json) {
        return fail(json.error());
    }
    FieldTaker body(*json, "");
    wire::MoreAsk ask;
    ask.token = token;
    ask.caller = callerOf(request.peer);
    const auto amount =
        money::Amount::fromDecimal(body.requiredText("amountUsd", kMaxUsdBytes), kUsdDecimals);
    if (!amount || amount->isZero()) {
        body.note("bad_amount",
                  "\"amountUsd\" must be a decimal number above zero in a string, like \"2.50\".");
    } else {
        ask.amountMicro = amount->toAtomic();
    }
    if (!body.has("forSeconds")) {
        body.note("bad_request", "\"forSeconds\" is missing: for how long the budgets shall have more room.");
    }
    ask.untilMs = nowMs() + body.whole("forSeconds", 1, kMaxForSeconds).value_or(1) * 1000;
    ask.host = body.line("host", kMaxHostBytes).value_or("");
    ask.reason = body.text("reason", kMaxReasonBytes).value_or("");
    if (auto fault = body.fault()) {
        return fail(std::move(*fault));
    }
    return ask;
}

using Answer = Result<wire::MoreAnswer, wire::ErrorBody>;

} // namespace

void RequestsApi::create(const ExchangePtr& exchange)
{
    const auto ask = readAsk(exchange->request, exchange->token);
    if (!ask) {
        exchange->responder.send(toResponse(problemOf(ask.error().code, ask.error().detail)));
        return;
    }
    client::call<wire::MoreAnswer>(m_keeper, *ask, [exchange](Answer&& answer) {
        if (!answer) {
            exchange->responder.send(toResponse(problemOf(answer.error())));
        } else if (answer->requests.size() != 1) {
            exchange->responder.send(
                toResponse(problemOf("internal_error", "The keeper's answer is not complete.")));
        } else {
            exchange->responder.send(http::jsonResponse(202, jsonOf(answer->requests.front()).dump()));
        }
    });
}

void RequestsApi::list(const ExchangePtr& exchange)
{
    const wire::MoreOwn own{exchange->token, callerOf(exchange->request.peer)};
    client::call<wire::MoreAnswer>(m_keeper, own, [exchange](Answer&& answer) {
        if (!answer) {
            exchange->responder.send(toResponse(problemOf(answer.error())));
            return;
        }
        nlohmann::json all = nlohmann::json::array();
        for (const wire::MoreShape& each : answer->requests) {
            all.push_back(jsonOf(each));
        }
        exchange->responder.send(
            http::jsonResponse(200, nlohmann::json{{"requests", std::move(all)}}.dump()));
    });
}

} // namespace till::gateway
