#include "core/payment/seen.h"

#include <nlohmann/json.hpp>

namespace till::payment {

namespace {

using nlohmann::json;

json toJson(const std::vector<Reason>& reasons)
{
    json list = json::array();
    for (const Reason& each : reasons) {
        list.push_back({{"code", each.code}, {"text", each.text}});
    }
    return list;
}

std::vector<Reason> reasonsFrom(const json& list)
{
    std::vector<Reason> reasons;
    for (const auto& each : list) {
        reasons.push_back({each.at("code").get<std::string>(), each.at("text").get<std::string>()});
    }
    return reasons;
}

json toJson(const BudgetLine& line)
{
    json out{{"name", line.name},
             {"unit", line.unit},
             {"used", line.used},
             {"this", line.thisOne},
             {"limit", line.limit},
             {"remaining", line.remaining},
             {"window", line.window},
             {"permilleBefore", line.permilleBefore},
             {"permilleAfter", line.permilleAfter},
             {"exceeded", line.exceeded}};
    if (line.resetAtMs) {
        out["resetAtMs"] = *line.resetAtMs;
    }
    return out;
}

BudgetLine budgetFrom(const json& in)
{
    BudgetLine line;
    line.name = in.at("name").get<std::string>();
    line.unit = in.at("unit").get<std::string>();
    line.used = in.at("used").get<std::string>();
    line.thisOne = in.at("this").get<std::string>();
    line.limit = in.at("limit").get<std::string>();
    line.remaining = in.at("remaining").get<std::string>();
    line.window = in.at("window").get<std::string>();
    line.permilleBefore = in.at("permilleBefore").get<std::int64_t>();
    line.permilleAfter = in.at("permilleAfter").get<std::int64_t>();
    line.exceeded = in.at("exceeded").get<bool>();
    if (in.contains("resetAtMs")) {
        line.resetAtMs = in["resetAtMs"].get<std::int64_t>();
    }
    return line;
}

json toJson(const Judgement& judgement)
{
    json budgets = json::array();
    for (const BudgetLine& each : judgement.budgets) {
        budgets.push_back(toJson(each));
    }
    json out{{"verdict", judgement.verdict},
             {"code", judgement.code},
             {"sentence", judgement.sentence},
             {"reasons", toJson(judgement.reasons)},
             {"budgets", std::move(budgets)},
             {"trace", toJson(judgement.trace)},
             {"differences", toJson(judgement.differences)},
             {"usual", judgement.usual},
             {"retryAllowed", judgement.retryAllowed}};
    if (judgement.smallestChange) {
        out["smallestChange"] = *judgement.smallestChange;
    }
    return out;
}

Judgement judgementFrom(const json& in)
{
    Judgement judgement;
    judgement.verdict = in.at("verdict").get<std::string>();
    judgement.code = in.at("code").get<std::string>();
    judgement.sentence = in.at("sentence").get<std::string>();
    judgement.reasons = reasonsFrom(in.at("reasons"));
    for (const auto& each : in.at("budgets")) {
        judgement.budgets.push_back(budgetFrom(each));
    }
    judgement.trace = reasonsFrom(in.at("trace"));
    judgement.differences = reasonsFrom(in.at("differences"));
    judgement.usual = in.at("usual").get<std::string>();
    judgement.retryAllowed = in.at("retryAllowed").get<bool>();
    if (in.contains("smallestChange")) {
        judgement.smallestChange = in["smallestChange"].get<std::string>();
    }
    return judgement;
}

json toJson(const challenge::Challenge& challenge)
{
    json out{{"version", challenge.x402Version},     {"resourceUrl", challenge.resourceUrl},
             {"description", challenge.description}, {"error", challenge.error},
             {"resource", challenge.resourceRaw},    {"extensions", challenge.extensionsRaw}};
    if (!challenge.options.empty()) {
        const challenge::Option& option = challenge.options.front();
        out["option"] = {{"scheme", option.scheme},
                         {"network", option.network},
                         {"caip2", option.caip2},
                         {"asset", option.asset},
                         {"amount", option.amount},
                         {"payTo", option.payTo},
                         {"maxTimeoutSeconds", option.maxTimeoutSeconds},
                         {"eip712Name", option.eip712Name},
                         {"eip712Version", option.eip712Version},
                         {"transferMethod", option.transferMethod},
                         {"paymentFlow", option.paymentFlow},
                         {"raw", option.raw}};
    }
    return out;
}

challenge::Challenge challengeFrom(const json& in)
{
    challenge::Challenge challenge;
    challenge.x402Version = in.at("version").get<int>();
    challenge.resourceUrl = in.at("resourceUrl").get<std::string>();
    challenge.description = in.at("description").get<std::string>();
    challenge.error = in.at("error").get<std::string>();
    challenge.resourceRaw = in.at("resource").get<std::string>();
    challenge.extensionsRaw = in.at("extensions").get<std::string>();
    if (in.contains("option")) {
        const json& from = in["option"];
        challenge::Option option;
        option.scheme = from.at("scheme").get<std::string>();
        option.network = from.at("network").get<std::string>();
        option.caip2 = from.at("caip2").get<std::string>();
        option.asset = from.at("asset").get<std::string>();
        option.amount = from.at("amount").get<std::string>();
        option.payTo = from.at("payTo").get<std::string>();
        option.maxTimeoutSeconds = from.at("maxTimeoutSeconds").get<std::int64_t>();
        option.eip712Name = from.at("eip712Name").get<std::string>();
        option.eip712Version = from.at("eip712Version").get<std::string>();
        option.transferMethod = from.at("transferMethod").get<std::string>();
        option.paymentFlow = from.at("paymentFlow").get<std::string>();
        option.raw = from.at("raw").get<std::string>();
        challenge.options.push_back(std::move(option));
    }
    return challenge;
}

json toJson(const Ask& ask)
{
    json out{
        {"interface", ask.interface},
        {"caller", {{"pid", ask.caller.pid}, {"uid", ask.caller.uid}, {"executable", ask.caller.executable}}},
        {"request",
         {{"method", ask.request.method},
          {"url", ask.request.url},
          {"host", ask.request.host},
          {"path", ask.request.path},
          {"bodyHash", ask.request.bodyHash}}},
        {"claims", {{"tool", ask.claims.tool}, {"task", ask.claims.task}, {"reason", ask.claims.reason}}}};
    if (ask.idempotencyKey) {
        out["key"] = *ask.idempotencyKey;
    }
    if (ask.maxAmount) {
        out["maxAmount"] = ask.maxAmount->toAtomic();
    }
    if (ask.unreadable) {
        out["unreadable"] = {{"code", ask.unreadable->code}, {"detail", ask.unreadable->detail}};
    }
    out["challenge"] = toJson(ask.challenge);
    return out;
}

Ask askFrom(const json& in)
{
    Ask ask;
    ask.interface = in.at("interface").get<std::string>();
    ask.caller.pid = in.at("caller").at("pid").get<std::int64_t>();
    ask.caller.uid = in.at("caller").at("uid").get<std::int64_t>();
    ask.caller.executable = in.at("caller").at("executable").get<std::string>();
    const json& request = in.at("request");
    ask.request.method = request.at("method").get<std::string>();
    ask.request.url = request.at("url").get<std::string>();
    ask.request.host = request.at("host").get<std::string>();
    ask.request.path = request.at("path").get<std::string>();
    ask.request.bodyHash = request.at("bodyHash").get<std::string>();
    const json& claims = in.at("claims");
    ask.claims.tool = claims.at("tool").get<std::string>();
    ask.claims.task = claims.at("task").get<std::string>();
    ask.claims.reason = claims.at("reason").get<std::string>();
    if (in.contains("key")) {
        ask.idempotencyKey = in["key"].get<std::string>();
    }
    if (in.contains("maxAmount")) {
        if (const auto amount = money::Amount::fromAtomic(in["maxAmount"].get<std::string>())) {
            ask.maxAmount = *amount;
        }
    }
    if (in.contains("unreadable")) {
        ask.unreadable = Unreadable{in["unreadable"].at("code").get<std::string>(),
                                    in["unreadable"].at("detail").get<std::string>()};
    }
    ask.challenge = challengeFrom(in.at("challenge"));
    return ask;
}

} // namespace

std::string toEventBody(const Seen& seen)
{
    json passedOver = json::array();
    for (const PassedOver& each : seen.passedOver) {
        passedOver.push_back({{"option", each.option}, {"code", each.code}});
    }
    const json body{{"ask", toJson(seen.ask)},
                    {"passedOver", std::move(passedOver)},
                    {"judgement", toJson(seen.judgement)}};
    return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<Seen> seenFromEventBody(std::string_view body)
{
    const json in = json::parse(body, nullptr, false);
    try {
        Seen seen;
        seen.ask = askFrom(in.at("ask"));
        for (const auto& each : in.at("passedOver")) {
            seen.passedOver.push_back(
                {each.at("option").get<std::size_t>(), each.at("code").get<std::string>()});
        }
        seen.judgement = judgementFrom(in.at("judgement"));
        return seen;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

std::string reasonsText(const std::vector<Reason>& reasons)
{
    return toJson(reasons).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::vector<Reason> reasonsFromText(std::string_view text)
{
    const json in = json::parse(text, nullptr, false);
    try {
        return reasonsFrom(in);
    } catch (const json::exception&) {
        return {};
    }
}

} // namespace till::payment
