#include "core/payment/decision_record.h"

#include <algorithm>

namespace till::payment {

namespace {

using nlohmann::json;
using policy::Observed;

constexpr int kMinutesOfAnHour = 60;

void writeTexts(JsonText& out, std::string_view name, const std::vector<std::string>& texts)
{
    if (texts.empty()) {
        return;
    }
    out.key(name);
    out.beginArray();
    for (const std::string& each : texts) {
        out.text(each);
    }
    out.endArray();
}

/// [place, "used"] or [place, "used", reset].
void write(JsonText& out, const Observed::Sum& sum)
{
    out.beginArray();
    out.number(sum.place);
    out.text(sum.used.toAtomic());
    if (sum.resetAt) {
        out.number(sum.resetAt->unixMs);
    }
    out.endArray();
}

/// [last] or [last, "twice the median", count].
void write(JsonText& out, const Observed::Median& median)
{
    out.beginArray();
    out.number(static_cast<std::int64_t>(median.last));
    if (median.answer) {
        out.text(median.answer->twice.toAtomic());
        out.number(static_cast<std::int64_t>(median.answer->count));
    }
    out.endArray();
}

void writeMerchant(JsonText& out, const Observed& observed)
{
    out.beginObject();
    if (observed.paymentsToHost) {
        out.key("payments");
        out.number(static_cast<std::int64_t>(*observed.paymentsToHost));
    }
    if (observed.knowsPayTo) {
        out.key("knowsPayTo");
        out.flag(*observed.knowsPayTo);
    }
    if (observed.isPayeeOfHost) {
        out.key("isPayee");
        out.flag(*observed.isPayeeOfHost);
    }
    if (observed.changedFromPayTo) {
        out.key("changedFrom");
        out.text(*observed.changedFromPayTo);
    }
    if (!observed.medians.empty()) {
        out.key("medians");
        out.beginArray();
        for (const Observed::Median& each : observed.medians) {
            write(out, each);
        }
        out.endArray();
    }
    if (observed.usualPrices) {
        out.key("usual");
        out.beginArray();
        if (const auto& range = observed.usualPrices->answer) {
            out.text(range->lowest.toAtomic());
            out.text(range->highest.toAtomic());
        }
        out.endArray();
    }
    out.endObject();
}

money::Amount amountFrom(const json& in)
{
    const auto amount = money::Amount::fromAtomic(in.get<std::string>());
    if (!amount) {
        throw json::other_error::create(501, "not an amount", &in);
    }
    return *amount;
}

std::uint64_t countFrom(const json& in)
{
    const auto count = in.get<std::int64_t>();
    if (count < 0) {
        throw json::other_error::create(501, "not a count", &in);
    }
    return static_cast<std::uint64_t>(count);
}

Observed::Sum sumFrom(const json& in)
{
    Observed::Sum sum;
    sum.place = in.at(0).get<std::uint32_t>();
    sum.used = amountFrom(in.at(1));
    if (in.size() > 2) {
        sum.resetAt = Instant{in.at(2).get<std::int64_t>()};
    }
    return sum;
}

Observed::Median medianFrom(const json& in)
{
    Observed::Median median;
    median.last = countFrom(in.at(0));
    if (in.size() > 1) {
        median.answer = {amountFrom(in.at(1)), static_cast<std::size_t>(countFrom(in.at(2)))};
    }
    return median;
}

void readMerchant(const json& in, Observed& observed)
{
    if (in.contains("payments")) {
        observed.paymentsToHost = countFrom(in["payments"]);
    }
    if (in.contains("knowsPayTo")) {
        observed.knowsPayTo = in["knowsPayTo"].get<bool>();
    }
    if (in.contains("isPayee")) {
        observed.isPayeeOfHost = in["isPayee"].get<bool>();
    }
    if (in.contains("changedFrom")) {
        observed.changedFromPayTo = in["changedFrom"].get<std::string>();
    }
    if (in.contains("medians")) {
        for (const json& each : in["medians"]) {
            observed.medians.push_back(medianFrom(each));
        }
    }
    if (in.contains("usual")) {
        observed.usualPrices.emplace();
        if (const json& usual = in["usual"]; !usual.empty()) {
            observed.usualPrices->answer = {amountFrom(usual.at(0)), amountFrom(usual.at(1))};
        }
    }
}

} // namespace

std::vector<std::string> besideDocument(const Agent& agent)
{
    std::vector<std::string> names;
    for (std::size_t each = agent.document.grants.size(); each < agent.policy.grants.size(); ++each) {
        names.push_back(agent.policy.grants[each].name);
    }
    for (const policy::Envelope& envelope : agent.policy.envelopes) {
        names.push_back(envelope.name);
    }
    return names;
}

std::vector<ZoneReading> zoneReadings(const policy::Policy& global, const policy::Policy& agent, Instant now)
{
    std::vector<ZoneReading> readings;
    for (const policy::Policy* each : {&global, &agent}) {
        for (const policy::Rule& rule : each->rules) {
            for (const policy::Test& test : rule.when) {
                const auto* const time = std::get_if<policy::TimeTest>(&test);
                if (time == nullptr ||
                    std::ranges::find(readings, time->zone.name(), &ZoneReading::zone) != readings.end()) {
                    continue;
                }
                const policy::LocalTime local = time->zone.localTime(now);
                readings.push_back(
                    {time->zone.name(), local.weekday, local.hour * kMinutesOfAnHour + local.minute});
            }
        }
    }
    return readings;
}

void write(JsonText& out, const DecisionRecord& record)
{
    out.beginObject();
    out.key("engine");
    out.number(record.engine);
    out.key("policies");
    out.beginArray();
    out.number(record.globalVersion);
    out.number(record.agentVersion);
    out.endArray();
    writeTexts(out, "beside", record.beside);
    writeTexts(out, "tags", record.agentTags);
    if (!record.zones.empty()) {
        out.key("zones");
        out.beginArray();
        for (const ZoneReading& each : record.zones) {
            out.beginArray();
            out.text(each.zone);
            out.number(each.weekday);
            out.number(each.minute);
            out.endArray();
        }
        out.endArray();
    }
    out.key("sums");
    out.beginArray();
    for (const auto& layer : record.observed.sums) {
        out.beginArray();
        for (const Observed::Sum& sum : layer) {
            write(out, sum);
        }
        out.endArray();
    }
    out.endArray();
    out.key("merchant");
    writeMerchant(out, record.observed);
    out.endObject();
}

std::optional<DecisionRecord> decisionRecordFrom(const json& in)
{
    try {
        DecisionRecord record;
        record.engine = in.at("engine").get<std::int64_t>();
        record.globalVersion = in.at("policies").at(0).get<std::int64_t>();
        record.agentVersion = in.at("policies").at(1).get<std::int64_t>();
        if (in.contains("beside")) {
            record.beside = in["beside"].get<std::vector<std::string>>();
        }
        if (in.contains("tags")) {
            record.agentTags = in["tags"].get<std::vector<std::string>>();
        }
        if (in.contains("zones")) {
            for (const json& each : in["zones"]) {
                record.zones.push_back({each.at(0).get<std::string>(), each.at(1).get<std::int64_t>(),
                                        each.at(2).get<std::int64_t>()});
            }
        }
        for (std::size_t layer = 0; layer < record.observed.sums.size(); ++layer) {
            for (const json& each : in.at("sums").at(layer)) {
                record.observed.sums[layer].push_back(sumFrom(each));
            }
        }
        readMerchant(in.at("merchant"), record.observed);
        return record;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

} // namespace till::payment
