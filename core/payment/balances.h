#pragma once

#include "core/chain/evm_address.h"
#include "core/ledger/reservation.h"
#include "core/money/amount.h"
#include "core/money/registry.h"
#include "core/policy/end_sums.h"
#include "core/support/clock.h"

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace till::payment {

/// One token of one account.
struct Purse {
    chain::EvmAddress account;
    const money::Asset* asset = nullptr; ///< of the registry, which has each token once
    auto operator<=>(const Purse&) const = default;
};

/// What a purse holds, as its network's nodes last said.
struct KnownBalance {
    money::Amount amount; ///< atomic units
    std::int64_t block = 0;
    Instant blockTime;
    Instant toldAt; ///< by our clock
};

/// A balance that nobody has confirmed for so long counts as not known: money may have come since.
inline constexpr std::int64_t kBalanceKnownMs = 10 * 60 * 1000;
/// Nor is one known that is of a block from so long ago: what was promised before it is forgotten.
inline constexpr std::int64_t kBalanceBlockAgeMs = 60 * 60 * 1000;

/// What the wallet's accounts hold, and how much of it is promised. It says which option cannot be paid; it
/// allows nothing and counts in no budget. Memory only: after a start nothing is known until nodes are asked.
///
/// Promised, of a balance at a block of time T, is every live payment out of that purse that the block cannot
/// show yet:
/// - authorized, nothing reported: while its validity ends after T. The token refuses it from then on
///   (EIP-3009: block.timestamp < validBefore), so a block at or after that shows all it will ever take;
/// - reported as settled by the merchant: while that report is later than T. A merchant reports what is in a
///   block already, so a newer block shows it. Should the report be false, an option is tried that cannot be
///   paid, and nothing worse;
/// - proven settled: while its own block is later than T;
/// - proven unused: never.
class Balances {
public:
    struct Room {
        KnownBalance balance;
        money::Amount promised;
        money::Amount free; ///< balance less what is promised; never below zero
    };

    /// A balance of an older block than the one that is known changes nothing.
    void saw(const Purse& purse, const KnownBalance& balance);
    /// Nothing is known of this network's tokens any more (CAIP-2).
    void forget(std::string_view network);
    /// Absent when the balance is not known, or is too old to say anything.
    [[nodiscard]] std::optional<Room> roomIn(const Purse& purse, Instant now) const;

    /// This much may leave the purse until `end`. Said again of the same payment, the later word counts.
    void promise(ledger::PaymentId id, const Purse& purse, const money::Amount& amount, Instant end);
    /// A block at or after `end` shows what became of it. Nothing happens when nothing is promised to it.
    void setEnd(ledger::PaymentId id, Instant end);
    void drop(ledger::PaymentId id);
    void dropAll();
    /// Forgets promises that no balance that could count is older than.
    void dropOld(Instant now);

private:
    struct Promise {
        Purse purse;
        money::Amount amount;
        Instant end;
    };
    std::map<Purse, KnownBalance> m_known;
    std::map<Purse, policy::EndSums> m_sums;
    std::unordered_map<std::int64_t, Promise> m_promises; ///< by the payment's number
    std::multimap<Instant, std::int64_t> m_byEnd;         ///< as first promised; ends only come sooner
};

} // namespace till::payment
