#include "app/watcher/node_answers.h"

#include "app/evm/words.h"
#include "app/watcher/node_limits.h"

#include "core/support/json.h"
#include <algorithm>

namespace till::watcher {

namespace {

constexpr std::size_t kMaxTopics = 4;

const nlohmann::json* memberOf(const nlohmann::json& object, const char* name)
{
    const auto found = object.is_object() ? object.find(name) : object.end();
    return found == object.end() ? nullptr : &*found;
}

std::optional<Hash256> readHash(const nlohmann::json* value)
{
    Hash256 hash{};
    if (value == nullptr || !value->is_string() ||
        !fromHex0xInto(value->get_ref<const std::string&>(), hash)) {
        return std::nullopt;
    }
    return hash;
}

std::optional<std::uint64_t> readQuantityMember(const nlohmann::json& object, const char* name)
{
    const auto* value = memberOf(object, name);
    return value == nullptr ? std::nullopt : readNumber(*value);
}

std::optional<NodeLog> readLog(const nlohmann::json& json)
{
    const auto* address = memberOf(json, "address");
    const auto* topics = memberOf(json, "topics");
    const auto* data = memberOf(json, "data");
    const auto* removed = memberOf(json, "removed");
    if (address == nullptr || !address->is_string() || topics == nullptr || !topics->is_array() ||
        topics->size() > kMaxTopics || data == nullptr || !data->is_string() ||
        (removed != nullptr && *removed != false)) {
        return std::nullopt;
    }
    const auto contract = chain::EvmAddress::fromText(address->get_ref<const std::string&>());
    auto bytes = fromHex0x(data->get_ref<const std::string&>());
    if (!contract || !bytes) {
        return std::nullopt;
    }
    NodeLog log{*contract, {}, std::move(*bytes)};
    for (const auto& each : *topics) {
        const auto topic = readHash(&each);
        if (!topic) {
            return std::nullopt;
        }
        log.topics.push_back(*topic);
    }
    return log;
}

std::optional<Hash256> readWord(const nlohmann::json& result)
{
    return readHash(&result);
}

} // namespace

std::optional<std::uint64_t> readNumber(const nlohmann::json& result)
{
    return result.is_string() ? evm::readQuantity(result.get_ref<const std::string&>()) : std::nullopt;
}

std::optional<NodeBlock> readBlock(const nlohmann::json& result)
{
    const auto number = readQuantityMember(result, "number");
    const auto time = readQuantityMember(result, "timestamp");
    const auto hash = readHash(memberOf(result, "hash"));
    if (!number || !time || !hash || *number > INT64_MAX || *time > INT64_MAX) {
        return std::nullopt;
    }
    return NodeBlock{*number, static_cast<std::int64_t>(*time), *hash};
}

std::optional<money::Amount> readAmount(const nlohmann::json& result)
{
    const auto word = readWord(result);
    return word ? std::optional(money::Amount::fromBigEndian(*word)) : std::nullopt;
}

std::optional<bool> readFlag(const nlohmann::json& result)
{
    const auto word = readAmount(result);
    if (!word || *word > money::Amount::fromUint64(1)) {
        return std::nullopt;
    }
    return !word->isZero();
}

std::optional<std::optional<NodeReceipt>> readReceipt(const nlohmann::json& result)
{
    if (result.is_null()) {
        return std::optional<NodeReceipt>();
    }
    const auto status = readQuantityMember(result, "status");
    const auto number = readQuantityMember(result, "blockNumber");
    const auto hash = readHash(memberOf(result, "blockHash"));
    const auto* logs = memberOf(result, "logs");
    if (!status || *status > 1 || !number || *number > INT64_MAX || !hash || logs == nullptr ||
        !logs->is_array() || logs->size() > kMaxLogs) {
        return std::nullopt;
    }
    NodeReceipt receipt{*status == 1, *number, *hash, {}};
    for (const auto& each : *logs) {
        auto log = readLog(each);
        if (!log) {
            return std::nullopt;
        }
        receipt.logs.push_back(std::move(*log));
    }
    return receipt;
}

std::optional<std::vector<NodeEvent>> readEvents(const nlohmann::json& result)
{
    if (!result.is_array() || result.size() > kMaxLogs) {
        return std::nullopt;
    }
    std::vector<NodeEvent> events;
    for (const auto& each : result) {
        const auto number = readQuantityMember(each, "blockNumber");
        const auto index = readQuantityMember(each, "logIndex");
        const auto blockHash = readHash(memberOf(each, "blockHash"));
        const auto transaction = readHash(memberOf(each, "transactionHash"));
        auto log = readLog(each);
        if (!number || *number > INT64_MAX || !index || !blockHash || !transaction || !log) {
            return std::nullopt;
        }
        events.push_back({*number, *index, *blockHash, *transaction, std::move(*log)});
    }
    std::sort(events.begin(), events.end(), [](const NodeEvent& a, const NodeEvent& b) {
        return std::pair(a.blockNumber, a.index) < std::pair(b.blockNumber, b.index);
    });
    return events;
}

std::optional<std::vector<Hash256>> readLogTransactions(const nlohmann::json& result)
{
    if (!result.is_array() || result.size() > kMaxLogs) {
        return std::nullopt;
    }
    std::vector<Hash256> transactions;
    for (const auto& each : result) {
        const auto hash = readHash(memberOf(each, "transactionHash"));
        if (!hash || !readLog(each)) {
            return std::nullopt;
        }
        transactions.push_back(*hash);
    }
    std::sort(transactions.begin(), transactions.end());
    transactions.erase(std::unique(transactions.begin(), transactions.end()), transactions.end());
    return transactions;
}

} // namespace till::watcher
