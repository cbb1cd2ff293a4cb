#include "core/payment/judgement_json.h"

#include "core/payment/json_members.h"

namespace till::payment {

using nlohmann::json;

namespace {

void write(JsonText& out, const std::vector<Reason>& reasons)
{
    out.beginArray();
    for (const Reason& each : reasons) {
        out.beginObject();
        writeText(out, "code", each.code);
        writeText(out, "text", each.text);
        out.endObject();
    }
    out.endArray();
}

std::vector<Reason> reasonsFrom(const json& list)
{
    std::vector<Reason> reasons;
    for (const auto& each : list) {
        reasons.push_back({each.at("code").get<std::string>(), each.at("text").get<std::string>()});
    }
    return reasons;
}

void write(JsonText& out, const BudgetLine& line)
{
    out.beginObject();
    writeText(out, "name", line.name);
    writeText(out, "unit", line.unit);
    writeText(out, "used", line.used);
    writeText(out, "this", line.thisOne);
    writeText(out, "limit", line.limit);
    writeText(out, "remaining", line.remaining);
    writeText(out, "window", line.window);
    writeNumber(out, "permilleBefore", line.permilleBefore);
    writeNumber(out, "permilleAfter", line.permilleAfter);
    writeFlag(out, "exceeded", line.exceeded);
    if (line.resetAtMs) {
        writeNumber(out, "resetAtMs", *line.resetAtMs);
    }
    out.endObject();
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

void write(JsonText& out, const Judgement& judgement)
{
    out.beginObject();
    writeText(out, "verdict", judgement.verdict);
    writeText(out, "code", judgement.code);
    writeText(out, "sentence", judgement.sentence);
    out.key("reasons");
    write(out, judgement.reasons);
    out.key("budgets");
    out.beginArray();
    for (const BudgetLine& each : judgement.budgets) {
        write(out, each);
    }
    out.endArray();
    out.key("trace");
    write(out, judgement.trace);
    out.key("differences");
    write(out, judgement.differences);
    writeText(out, "usual", judgement.usual);
    writeFlag(out, "retryAllowed", judgement.retryAllowed);
    if (judgement.smallestChange) {
        writeText(out, "smallestChange", *judgement.smallestChange);
    }
    out.endObject();
}

} // namespace

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

void writeDecision(JsonText& out, const Judgement& judgement, const std::optional<DecisionRecord>& record)
{
    out.key("judgement");
    write(out, judgement);
    if (record) {
        out.key("inputs");
        write(out, *record);
    }
}

std::string reasonsText(const std::vector<Reason>& reasons)
{
    JsonText out;
    write(out, reasons);
    return out.take();
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
