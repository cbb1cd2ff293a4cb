#pragma once

#include "core/chain/evm_address.h"
#include "core/money/amount.h"
#include "core/support/hex.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

/// What nodes answer, read strictly into types. Every reader gives nothing for an answer that is not exactly
/// of the documented form; what is compared between two nodes are these types, not their JSON.
namespace till::watcher {

struct NodeBlock {
    std::uint64_t number = 0;
    std::int64_t timeSeconds = 0;
    Hash256 hash{};
    bool operator==(const NodeBlock&) const = default;
};

struct NodeLog {
    chain::EvmAddress address;
    std::vector<Hash256> topics;
    Bytes data;
    bool operator==(const NodeLog&) const = default;
};

/// A log with its place on the chain, as eth_getLogs gives it.
struct NodeEvent {
    std::uint64_t blockNumber = 0;
    std::uint64_t index = 0; ///< in its block
    Hash256 blockHash{};
    Hash256 transaction{};
    NodeLog log;
    bool operator==(const NodeEvent&) const = default;
};

struct NodeReceipt {
    bool succeeded = false;
    std::uint64_t blockNumber = 0;
    Hash256 blockHash{};
    std::vector<NodeLog> logs;
    bool operator==(const NodeReceipt&) const = default;
};

[[nodiscard]] std::optional<std::uint64_t> readNumber(const nlohmann::json& result);
[[nodiscard]] std::optional<NodeBlock> readBlock(const nlohmann::json& result);
/// One 32-byte word, as `balanceOf` answers.
[[nodiscard]] std::optional<money::Amount> readAmount(const nlohmann::json& result);
/// One 32-byte word that is 0 or 1, as `authorizationState` answers.
[[nodiscard]] std::optional<bool> readFlag(const nlohmann::json& result);

/// Outer absent: unreadable. Inner absent: null, the node does not know the transaction.
[[nodiscard]] std::optional<std::optional<NodeReceipt>> readReceipt(const nlohmann::json& result);
/// An answer of eth_getLogs in the order of the chain.
[[nodiscard]] std::optional<std::vector<NodeEvent>> readEvents(const nlohmann::json& result);
/// The hashes of the transactions of an answer of eth_getLogs, sorted, each once.
[[nodiscard]] std::optional<std::vector<Hash256>> readLogTransactions(const nlohmann::json& result);

} // namespace till::watcher
