#include "app/cli/allowance_shapes.h"

#include "app/cli/times.h"
#include "core/money/amount.h"

#include <chrono>

namespace till::cli {

namespace {

constexpr unsigned kUsdDecimals = 6;

std::int64_t nowMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

nlohmann::json momentOrNull(std::int64_t ms)
{
    return ms == 0 ? nlohmann::json() : nlohmann::json(utcText(ms));
}

} // namespace

std::string usdText(const std::string& micro)
{
    const auto amount = money::Amount::fromAtomic(micro);
    return amount ? amount->toDecimal(kUsdDecimals) : micro;
}

nlohmann::json grantJson(const wire::GrantShape& grant)
{
    return {{"id", grant.id},
            {"agent", grant.agentName},
            {"host", grant.host.empty() ? nlohmann::json() : nlohmann::json(grant.host)},
            {"payTo", grant.payTo.empty() ? nlohmann::json() : nlohmann::json(grant.payTo)},
            {"perPaymentUsd", usdText(grant.perPaymentMicro)},
            {"perDayUsd", usdText(grant.perDayMicro)},
            {"usedTodayUsd", usdText(grant.usedMicro)},
            {"since", utcText(grant.sinceMs)},
            {"until", utcText(grant.untilMs)},
            {"payment", grant.origin},
            {"by", grant.by}};
}

nlohmann::json moreJson(const wire::MoreShape& request)
{
    return {{"id", request.id},
            {"agent", request.agentName},
            {"status", request.state},
            {"amountUsd", usdText(request.amountMicro)},
            {"host", request.host.empty() ? nlohmann::json() : nlohmann::json(request.host)},
            {"reason", request.reason},
            {"askedAt", utcText(request.askedAtMs)},
            {"until", utcText(request.wantedUntilMs)},
            {"grantedUsd", usdText(request.grantedMicro)},
            {"grantedUntil", momentOrNull(request.grantedUntilMs)},
            {"usedUsd", usdText(request.usedMicro)},
            {"note", request.note}};
}

Result<std::string, Failure> readUsd(const Arguments& arguments, std::string_view option)
{
    const auto text = arguments.value(option);
    const auto amount = text ? money::Amount::fromDecimal(*text, kUsdDecimals)
                             : Result<money::Amount, money::AmountError>(money::Amount::zero());
    if (!text || !amount || amount->isZero()) {
        return fail(usageFailure("Give " + std::string(option) + " an amount in USD, for example 2.50."));
    }
    return amount->toAtomic();
}

Result<std::int64_t, Failure> readMoment(const Arguments& arguments, std::string_view option)
{
    const auto text = arguments.value(option);
    const auto moment = text ? readUntil(*text, nowMs()) : std::nullopt;
    if (!moment) {
        return fail(
            usageFailure("Give " + std::string(option) +
                         " a span (24h, 30d), a day (2026-05-01) or a moment (2026-05-01T12:30:05Z)."));
    }
    return *moment;
}

Result<std::optional<wire::RememberShape>, Failure> readRemember(const Arguments& arguments)
{
    if (!arguments.has("--remember-until")) {
        for (const std::string_view option :
             {"--remember-payment", "--remember-day", "--remember-any-payee", "--remember-any-host"}) {
            if (arguments.has(option)) {
                return fail(usageFailure(std::string(option) + " needs --remember-until."));
            }
        }
        return std::optional<wire::RememberShape>();
    }
    const auto until = readMoment(arguments, "--remember-until");
    const auto perPayment = readUsd(arguments, "--remember-payment");
    const auto perDay = readUsd(arguments, "--remember-day");
    if (!until || !perPayment || !perDay) {
        return fail(!until ? until.error() : !perPayment ? perPayment.error() : perDay.error());
    }
    if (arguments.has("--remember-any-payee") && arguments.has("--remember-any-host")) {
        return fail(usageFailure("Give --remember-any-payee or --remember-any-host, not both."));
    }
    return std::optional(wire::RememberShape{*perPayment, *perDay, *until,
                                             arguments.has("--remember-any-payee"),
                                             arguments.has("--remember-any-host")});
}

} // namespace till::cli
