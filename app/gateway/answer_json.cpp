#include "app/gateway/answer_json.h"

#include "app/gateway/times.h"

#include "core/support/json.h"

namespace till::gateway {

std::string dump(const nlohmann::json& json)
{
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

nlohmann::json toJson(const std::vector<wire::Reason>& reasons)
{
    nlohmann::json out = nlohmann::json::array();
    for (const wire::Reason& each : reasons) {
        out.push_back({{"code", each.code}, {"text", each.text}});
    }
    return out;
}

nlohmann::json remainingJson(const std::vector<wire::BudgetEffect>& budgets)
{
    nlohmann::json out = nlohmann::json::array();
    for (const wire::BudgetEffect& each : budgets) {
        nlohmann::json entry{{"budget", each.name},   {"remaining", each.remaining},
                             {"limit", each.limit},   {"unit", each.unit},
                             {"window", each.window}, {"exceeded", each.exceeded}};
        if (each.resetAtMs) {
            entry["resetAt"] = isoTime(*each.resetAtMs);
        }
        out.push_back(std::move(entry));
    }
    return out;
}

nlohmann::json toJson(const wire::DecisionShape& decision)
{
    nlohmann::json out{{"verdict", decision.verdict},
                       {"sentence", decision.sentence},
                       {"reasons", toJson(decision.reasons)},
                       {"remaining", remainingJson(decision.budgets)},
                       {"retryAllowed", decision.retryAllowed}};
    if (decision.smallestChange) {
        out["smallestChange"] = *decision.smallestChange;
    }
    return out;
}

nlohmann::json toJson(const wire::ChosenOption& option)
{
    return {{"scheme", option.scheme},
            {"network", option.network},
            {"networkName", option.networkName},
            {"practice", option.isPractice},
            {"asset", option.asset},
            {"symbol", option.symbol},
            {"amount", option.amount},
            {"amountText", option.amountText},
            {"payTo", option.payTo}};
}

nlohmann::json toJson(const wire::AuthorizationShape& authorization)
{
    return {{"from", authorization.from},
            {"nonce", authorization.nonce},
            {"validAfter", authorization.validAfterSeconds},
            {"validBefore", authorization.validBeforeSeconds},
            {"digest", authorization.digest}};
}

nlohmann::json toJson(const wire::PaymentRow& row)
{
    return {{"id", row.id},
            {"createdAt", isoTime(row.createdAtMs)},
            {"updatedAt", isoTime(row.updatedAtMs)},
            {"interface", row.interface},
            {"method", row.method},
            {"url", row.url},
            {"host", row.host},
            {"scheme", row.scheme},
            {"network", row.network},
            {"networkName", row.networkName},
            {"practice", row.isPractice},
            {"asset", row.asset},
            {"symbol", row.symbol},
            {"amount", row.amount},
            {"amountText", row.amountText},
            {"payTo", row.payTo},
            {"status", row.status},
            {"verdict", row.verdict},
            {"reasons", toJson(row.reasons)},
            {"nonce", row.nonce},
            {"digest", row.digest},
            {"transaction", row.transaction}};
}

} // namespace till::gateway
