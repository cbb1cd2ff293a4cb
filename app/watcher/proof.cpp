#include "app/watcher/proof.h"

#include "app/evm/words.h"

#include <algorithm>
#include <array>

namespace till::watcher {

namespace {

Hash256 wordFrom(std::string_view hex0x)
{
    Hash256 word{};
    static_cast<void>(fromHex0xInto(hex0x, word)); // constants of ours, and our own words
    return word;
}

bool isUse(const NodeLog& log, const Claim& claim)
{
    static const Hash256 kTopic = wordFrom(evm::kAuthorizationUsedTopic);
    return log.address == claim.token && log.data.empty() &&
           log.topics == std::vector{kTopic, wordFrom(evm::wordOf(claim.from)), claim.nonce};
}

bool isMove(const NodeLog& log, const Claim& claim)
{
    static const Hash256 kTopic = wordFrom(evm::kTransferTopic);
    const auto amount = claim.amount.toBigEndian();
    return log.address == claim.token &&
           std::equal(log.data.begin(), log.data.end(), amount.begin(), amount.end()) &&
           log.topics ==
               std::vector{kTopic, wordFrom(evm::wordOf(claim.from)), wordFrom(evm::wordOf(claim.to))};
}

} // namespace

std::optional<Claim> Claim::read(const wire::WatchedPayment& payment)
{
    const auto token = chain::EvmAddress::fromText(payment.asset);
    const auto from = chain::EvmAddress::fromText(payment.from);
    const auto to = chain::EvmAddress::fromText(payment.to);
    const auto amount = money::Amount::fromAtomic(payment.amount);
    Claim claim;
    if (!token || !from || !to || !amount || !fromHex0xInto(payment.nonce, claim.nonce)) {
        return std::nullopt;
    }
    claim.paymentId = payment.paymentId;
    claim.token = *token;
    claim.from = *from;
    claim.to = *to;
    claim.amount = *amount;
    claim.validBeforeSeconds = payment.validBeforeSeconds;
    claim.inDoubt = payment.inDoubt;
    Hash256 transaction{};
    if (fromHex0xInto(payment.transaction, transaction)) { // the merchant's word may be anything
        claim.transaction = transaction;
    }
    return claim;
}

bool showsSettlement(const NodeReceipt& receipt, const Claim& claim)
{
    const auto has = [&receipt, &claim](bool (*is)(const NodeLog&, const Claim&)) {
        return std::any_of(receipt.logs.begin(), receipt.logs.end(),
                           [&claim, is](const NodeLog& log) { return is(log, claim); });
    };
    return receipt.succeeded && has(isUse) && has(isMove);
}

bool showsUnused(const NodeBlock& finalBlock, bool isUsedThere, const Claim& claim)
{
    return !isUsedThere && finalBlock.timeSeconds > claim.validBeforeSeconds;
}

} // namespace till::watcher
