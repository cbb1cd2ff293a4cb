#include "app/watcher/outflows.h"

#include "app/evm/words.h"
#include "app/watcher/node_limits.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace till::watcher {

namespace {

Hash256 topicOf(std::string_view hex0x)
{
    Hash256 word{};
    static_cast<void>(fromHex0xInto(hex0x, word)); // constants of ours
    return word;
}

bool isAmong(const std::vector<chain::EvmAddress>& list, const chain::EvmAddress& address)
{
    return std::find(list.begin(), list.end(), address) != list.end();
}

} // namespace

wire::BlockShape shapeOf(const NodeBlock& block)
{
    return {static_cast<std::int64_t>(block.number), block.timeSeconds, toHex0x(block.hash)};
}

std::vector<wire::OutflowEvidence> outflowsIn(const std::vector<NodeEvent>& events,
                                              const std::vector<chain::EvmAddress>& tokens,
                                              const std::vector<chain::EvmAddress>& accounts)
{
    static const Hash256 kTransfer = topicOf(evm::kTransferTopic);
    static const Hash256 kUse = topicOf(evm::kAuthorizationUsedTopic);
    constexpr std::size_t kAmountBytes = 32;
    std::map<std::tuple<Hash256, chain::EvmAddress, chain::EvmAddress>, wire::OutflowEvidence> found;
    for (const NodeEvent& event : events) {
        const NodeLog& log = event.log;
        if (log.topics.size() != 3 || !isAmong(tokens, log.address)) {
            continue;
        }
        const auto from = evm::readAddressWord(log.topics[1]);
        if (!from || !isAmong(accounts, *from)) {
            continue;
        }
        wire::OutflowEvidence& evidence = found[{event.transaction, log.address, *from}];
        evidence.asset = log.address.toChecksummed();
        evidence.from = from->toChecksummed();
        evidence.transaction = toHex0x(event.transaction);
        evidence.block = {static_cast<std::int64_t>(event.blockNumber), 0, toHex0x(event.blockHash)};
        if (log.topics[0] == kUse && evidence.nonces.size() < kMaxMoves) {
            evidence.nonces.push_back(toHex0x(log.topics[2]));
        }
        const auto to = evm::readAddressWord(log.topics[2]);
        if (log.topics[0] != kTransfer || !to || *to == *from || log.data.size() != kAmountBytes ||
            evidence.moves.size() > kMaxMoves) {
            continue;
        }
        Hash256 word{};
        std::copy(log.data.begin(), log.data.end(), word.begin());
        const auto amount = money::Amount::fromBigEndian(word);
        if (!amount.isZero()) {
            evidence.moves.push_back({to->toChecksummed(), amount.toAtomic()});
        }
    }
    std::vector<wire::OutflowEvidence> all;
    for (auto& [key, evidence] : found) {
        if (!evidence.moves.empty()) {
            all.push_back(std::move(evidence));
        }
    }
    return all;
}

} // namespace till::watcher
