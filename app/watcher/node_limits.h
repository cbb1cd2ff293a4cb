#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace till::watcher {

// What one chain node may do to us. Nodes are strangers.
inline constexpr std::size_t kMaxAnswerBytes =
    4 * 1024 * 1024; ///< a block with many transactions, a range of logs
inline constexpr std::size_t kMaxAnswerDepth = 12;
inline constexpr std::size_t kMaxAnswerValues = 100'000;
inline constexpr std::size_t kMaxLogs = 2'000; ///< in one receipt or one answer of eth_getLogs
inline constexpr std::chrono::milliseconds kAnswerTime{
    15'000}; ///< from the question to the answer's last byte
inline constexpr std::size_t kMaxNodes = 2;

/// How far behind the newest block is taken as final at a node that does not know the tag `finalized`: two
/// epochs of Ethereum.
inline constexpr std::uint64_t kConfirmationsWithoutTag = 64;
/// How far back a used authorization is looked for in logs. Public nodes refuse larger ranges.
inline constexpr std::uint64_t kLogRangeBlocks = 9'000;
/// How far before a vanished block outflows are looked at again.
inline constexpr std::uint64_t kRescanBlocks = 1'000;
/// Moves out of one account in one transaction that can be told to the keeper in one frame.
inline constexpr std::size_t kMaxMoves = 200;

// How often. A node on this machine costs nothing.
inline constexpr std::chrono::milliseconds kListPause{2'000};      ///< between two looks at the keeper's list
inline constexpr std::chrono::milliseconds kLocalPassPause{1'500}; ///< between two passes at a loopback node
inline constexpr std::chrono::milliseconds kRemotePassPause{8'000}; ///< between two passes at any other
inline constexpr std::chrono::milliseconds kFailurePause{
    15'000}; ///< after a pass that failed, at a remote node
inline constexpr std::chrono::milliseconds kBalancePause{30'000}; ///< between balances from a remote node

} // namespace till::watcher
