#pragma once

#include "core/chain/eip3009.h"
#include "core/chain/evm_address.h"
#include "core/money/amount.h"
#include "core/support/clock.h"
#include "core/support/hex.h"
#include "core/support/result.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace till::practice {

/// A block of the practice chain. Block 0 is when the chain began.
struct Block {
    std::uint64_t number = 0;
    std::int64_t timeSeconds = 0;
    Hash256 hash{};
    Hash256 parentHash{};
    std::optional<std::size_t> transfer; ///< place in PracticeChain::transfers
};

/// One settled authorization: AuthorizationUsed and Transfer of the token, in a block of its own.
struct Transfer {
    chain::TransferAuthorization authorization;
    std::uint64_t block = 0;
    std::int64_t timeSeconds = 0;
    Hash256 transaction{};
};

enum class SettleError { NonceUsed, InsufficientBalance, NotYetValid, Expired, NotWritten };
enum class OpenError { CannotOpen, Damaged };

/// Every address has this much practice money before its first transfer; only the shop's own has none.
inline constexpr std::uint64_t kGrantAtomic = 100'000'000; // 100.00 pUSD
/// While nobody pays, there is an empty block after so many seconds, so that time passes on this chain as
/// well.
inline constexpr std::int64_t kEmptyBlockSeconds = 2;

/// The practice shop's own chain: a token contract with EIP-3009 and nothing else, in one file of JSON lines.
///
/// A transfer is on disk before `settle` answers, and gets a block at once. Empty blocks are not stored: they
/// follow from the time since the last transfer, so that after a restart every block is what it was before.
class PracticeChain {
public:
    /// Opens the file, or begins a new chain in it at the clock's time. A last line that was cut off in the
    /// middle of writing was never answered, and is dropped.
    [[nodiscard]] static Result<PracticeChain, OpenError> open(const std::string& path, const Clock& clock,
                                                               const chain::EvmAddress& shop);
    PracticeChain(PracticeChain&& other) noexcept;
    PracticeChain& operator=(PracticeChain&&) = delete;
    ~PracticeChain();

    /// Executes an authorization whose signature the caller has verified, as the token contract would.
    [[nodiscard]] Result<Transfer, SettleError> settle(const chain::TransferAuthorization& authorization);

    /// The newest block now. All blocks are final.
    [[nodiscard]] Block head();
    /// Absent when there is no such block yet.
    [[nodiscard]] std::optional<Block> blockAt(std::uint64_t number);

    [[nodiscard]] money::Amount balanceAt(const chain::EvmAddress& owner, std::uint64_t block) const;
    [[nodiscard]] bool isUsedAt(const chain::EvmAddress& from, const Hash256& nonce,
                                std::uint64_t block) const;
    [[nodiscard]] const Transfer* transferOf(const Hash256& transaction) const;
    [[nodiscard]] const std::vector<Transfer>& transfers() const { return m_transfers; }

private:
    using Authorizer = std::pair<chain::EvmAddress, Hash256>;
    struct BalanceFrom {
        std::uint64_t block = 0;
        money::Amount balance;
    };

    PracticeChain(int file, const Clock& clock, const chain::EvmAddress& shop);
    [[nodiscard]] bool load();
    [[nodiscard]] bool begin();
    [[nodiscard]] bool readLine(std::string_view line, bool isFirst);
    [[nodiscard]] bool append(const std::string& line);
    [[nodiscard]] std::optional<SettleError> check(const chain::TransferAuthorization& authorization,
                                                   std::int64_t atSeconds) const;
    void apply(const Transfer& transfer);
    [[nodiscard]] std::int64_t nowSeconds();
    [[nodiscard]] money::Amount balanceOf(const chain::EvmAddress& owner) const;
    /// Number and time of the newest transfer's block, or of block 0.
    [[nodiscard]] std::pair<std::uint64_t, std::int64_t> lastKnown() const;
    [[nodiscard]] Hash256 hashOf(std::uint64_t number) const;
    [[nodiscard]] std::optional<std::size_t> transferIn(std::uint64_t block) const;

    int m_file = -1;
    const Clock* m_clock;
    chain::EvmAddress m_shop;
    std::int64_t m_beginSeconds = 0;
    std::int64_t m_latestSeconds = 0; ///< time never runs backwards here
    std::vector<Transfer> m_transfers;
    std::map<Hash256, std::size_t> m_byTransaction;
    std::map<Authorizer, std::uint64_t> m_usedIn; ///< block
    std::map<chain::EvmAddress, std::vector<BalanceFrom>> m_balances;
};

/// What happened and what to do now, in words for a person.
[[nodiscard]] std::string describe(OpenError error, const std::string& path);

} // namespace till::practice
