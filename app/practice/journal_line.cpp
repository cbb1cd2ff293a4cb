#include "app/practice/journal_line.h"

#include "app/practice/seconds.h"
#include "core/money/registry.h"
#include "core/support/strict_json.h"

namespace till::practice {

namespace {

constexpr JsonLimits kLimits{.maxBytes = 4096, .maxDepth = 4, .maxValues = 32};
constexpr const char* kFormat = "tillkeeper-practice-1";

std::optional<nlohmann::json> readObject(std::string_view line)
{
    auto json = parseStrictJson(line, kLimits);
    return json && json->is_object() ? std::optional(std::move(*json)) : std::nullopt;
}

std::optional<std::int64_t> wholeOf(const nlohmann::json& object, const char* name)
{
    const auto found = object.find(name);
    if (found == object.end() || !found->is_number_unsigned() || *found > INT64_MAX) {
        return std::nullopt;
    }
    return found->get<std::int64_t>();
}

std::string textOf(const nlohmann::json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

} // namespace

std::string beginLine(std::int64_t seconds)
{
    return nlohmann::json{{"format", kFormat}, {"network", money::kPracticeNetwork}, {"begin", seconds}}
               .dump() +
           "\n";
}

std::optional<std::int64_t> readBeginLine(std::string_view line)
{
    const auto json = readObject(line);
    if (!json || textOf(*json, "format") != kFormat || textOf(*json, "network") != money::kPracticeNetwork) {
        return std::nullopt;
    }
    const auto begin = wholeOf(*json, "begin");
    return begin && *begin > 0 ? begin : std::nullopt;
}

std::string transferLine(const Transfer& transfer)
{
    const auto& authorization = transfer.authorization;
    return nlohmann::json{{"block", transfer.block},
                          {"time", transfer.timeSeconds},
                          {"from", authorization.from.toChecksummed()},
                          {"to", authorization.to.toChecksummed()},
                          {"value", authorization.value.toAtomic()},
                          {"validAfter", std::to_string(authorization.validAfter)},
                          {"validBefore", std::to_string(authorization.validBefore)},
                          {"nonce", toHex0x(authorization.nonce)}}
               .dump() +
           "\n";
}

std::optional<Transfer> readTransferLine(std::string_view line)
{
    const auto json = readObject(line);
    if (!json) {
        return std::nullopt;
    }
    const auto block = wholeOf(*json, "block");
    const auto time = wholeOf(*json, "time");
    const auto from = chain::EvmAddress::fromText(textOf(*json, "from"));
    const auto to = chain::EvmAddress::fromText(textOf(*json, "to"));
    const auto value = money::Amount::fromAtomic(textOf(*json, "value"));
    const auto validAfter = readSeconds(textOf(*json, "validAfter"));
    const auto validBefore = readSeconds(textOf(*json, "validBefore"));
    Transfer transfer;
    if (!block || !time || !from || !to || !value || !validAfter || !validBefore ||
        !fromHex0xInto(textOf(*json, "nonce"), transfer.authorization.nonce)) {
        return std::nullopt;
    }
    transfer.block = static_cast<std::uint64_t>(*block);
    transfer.timeSeconds = *time;
    transfer.authorization.from = *from;
    transfer.authorization.to = *to;
    transfer.authorization.value = *value;
    transfer.authorization.validAfter = *validAfter;
    transfer.authorization.validBefore = *validBefore;
    return transfer;
}

} // namespace till::practice
