#pragma once

#include "app/practice/offer.h"
#include "app/practice/practice_chain.h"

#include <string>
#include <string_view>

namespace till::practice {

inline constexpr std::size_t kMaxRpcBytes = 64 * 1024;
inline constexpr std::size_t kMaxLogs = 1000; ///< in one answer of eth_getLogs

/// The JSON-RPC of the practice chain: what a wallet or a watcher reads from any EVM node. Nothing here
/// changes the chain. Takes a request body, one call and no batch, and gives the answer's.
[[nodiscard]] std::string answerRpc(PracticeChain& chain, const ShopTerms& terms, std::string_view body);

} // namespace till::practice
