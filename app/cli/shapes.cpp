#include "app/cli/shapes.h"

#include "app/cli/times.h"
#include "core/wire/codec.h"

namespace till::cli {

nlohmann::json orNull(const std::string& text)
{
    return text.empty() ? nlohmann::json() : nlohmann::json(text);
}

nlohmann::json reasonsJson(const std::vector<wire::Reason>& reasons)
{
    nlohmann::json array = nlohmann::json::array();
    for (const wire::Reason& reason : reasons) {
        array.push_back(wire::toBody(reason));
    }
    return array;
}

nlohmann::json accountJson(const wire::AccountShape& account)
{
    return {{"id", account.id},           {"family", account.family},
            {"address", account.address}, {"label", account.label},
            {"kind", account.kind},       {"balances", reasonsJson(account.balances)}};
}

nlohmann::json agentJson(const wire::AgentShape& agent)
{
    nlohmann::json json = wire::toBody(agent);
    json["policy"] = nlohmann::json::parse(agent.policy, nullptr, false);
    if (json["policy"].is_discarded()) {
        json["policy"] = nullptr;
    }
    json["createdAt"] = utcText(agent.createdAtMs);
    json["binding"] = agent.binding ? wire::toBody(*agent.binding) : nlohmann::json();
    for (nlohmann::json& token : json["tokens"]) {
        token["createdAt"] = utcText(token["createdAtMs"].get<std::int64_t>());
        token["endsAt"] = token.contains("endsAtMs")
                              ? nlohmann::json(utcText(token["endsAtMs"].get<std::int64_t>()))
                              : nlohmann::json();
    }
    json["lastCall"] = agent.lastCallMs ? nlohmann::json(utcText(*agent.lastCallMs)) : nlohmann::json();
    return json;
}

nlohmann::json approvalJson(const wire::ApprovalShape& approval)
{
    const wire::PaymentRow& payment = approval.payment;
    return {{"id", approval.id},
            {"agent", payment.agent},
            {"agentName", payment.agentName},
            {"host", payment.host},
            {"method", payment.method},
            {"url", payment.url},
            {"amount", payment.amount},
            {"amountText", payment.amountText},
            {"asset", payment.asset},
            {"symbol", payment.symbol},
            {"network", payment.network},
            {"practice", payment.isPractice},
            {"payTo", payment.payTo},
            {"from", approval.from},
            {"askedBecause", reasonsJson(approval.askedBecause)},
            {"differences", reasonsJson(approval.differences)},
            {"expiresAt", utcText(approval.expiresAtMs)},
            {"shownHash", approval.shownHash}};
}

nlohmann::json paymentJson(const wire::PaymentRow& payment)
{
    return {{"id", payment.id},
            {"agent", payment.agent},
            {"agentName", payment.agentName},
            {"createdAt", utcText(payment.createdAtMs)},
            {"updatedAt", utcText(payment.updatedAtMs)},
            {"interface", payment.interface},
            {"method", payment.method},
            {"url", payment.url},
            {"host", payment.host},
            {"scheme", payment.scheme},
            {"network", payment.network},
            {"practice", payment.isPractice},
            {"asset", payment.asset},
            {"symbol", payment.symbol},
            {"amount", payment.amount},
            {"amountText", payment.amountText},
            {"payTo", payment.payTo},
            {"status", payment.status},
            {"verdict", payment.verdict},
            {"reasons", reasonsJson(payment.reasons)},
            {"nonce", orNull(payment.nonce)},
            {"digest", orNull(payment.digest)},
            {"transaction", orNull(payment.transaction)}};
}

nlohmann::json alarmJson(const wire::AlarmShape& alarm)
{
    nlohmann::json json{{"id", alarm.id},
                        {"kind", alarm.kind},
                        {"at", utcText(alarm.atMs)},
                        {"network", alarm.network},
                        {"account", orNull(alarm.account)},
                        {"frozen", orNull(alarm.frozen)},
                        {"text", alarm.text},
                        {"evidence", alarm.evidence},
                        {"open", alarm.open},
                        {"liftedAt", nullptr},
                        {"note", orNull(alarm.note)}};
    if (alarm.liftedAtMs) {
        json["liftedAt"] = utcText(*alarm.liftedAtMs);
    }
    return json;
}

nlohmann::json balanceJson(const wire::BalanceShape& balance)
{
    nlohmann::json json{{"account", balance.account},
                        {"address", balance.address},
                        {"network", balance.network},
                        {"symbol", balance.symbol},
                        {"asset", balance.asset},
                        {"amount", orNull(balance.amount)},
                        {"amountText", orNull(balance.amountText)},
                        {"at", nullptr},
                        {"block", nullptr},
                        {"stale", balance.stale},
                        {"text", balance.text}};
    if (balance.atMs) {
        json["at"] = utcText(*balance.atMs);
        json["block"] = balance.block;
    }
    return json;
}

nlohmann::json networkJson(const wire::NetworkShape& network)
{
    return {{"network", network.network},
            {"name", network.name},
            {"rpc", network.rpc},
            {"enabled", network.enabled},
            {"testnet", network.isTestnet},
            {"practice", network.isPractice},
            {"reachability", network.reachability}};
}

} // namespace till::cli
