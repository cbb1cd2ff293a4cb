#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string_view>

/// Keeper, gateway, merchants and chain, small enough to look at every state there is.
///
/// Two agents, two budgets, three payments of one coin each: payments 0 and 1 are the first agent's, whose
/// own budget has room for one; payment 2 is the other's; a budget above both has room for two. Both budgets
/// are for ever. Any step may be followed by a crash of keeper or gateway.
namespace till::model {

inline constexpr std::size_t kPayments = 3;
inline constexpr int kRoomOfFirstAgent = 1;
inline constexpr int kRoomOfAll = 2;

enum class Row : std::uint8_t { None, Authorized, Settled, Void };
enum class Work : std::uint8_t { None, InBatch, ToSign };
enum class OnChain : std::uint8_t { No, InBlock, Final };

struct Payment {
    bool isAsked = false; ///< the gateway waits for an answer, and asks again after a keeper's hello
    Work work = Work::None;
    Row row = Row::None;
    std::uint8_t terms = 0;     ///< which of two messages its row (or the batch) has: price, validity
    std::uint8_t signedFor = 0; ///< a bit for each message whose signature left
    OnChain chain = OnChain::No;
    bool isPastValidity = false; ///< by the chain's time
    bool isSecond = false;       ///< the same purchase again, after the first was proven unused
    bool isForgotten = false;    ///< on disk, but a broken keeper thinks it is not
    bool operator==(const Payment&) const = default;
};

struct State {
    std::array<Payment, kPayments> payments;
    bool isPaused = false; ///< in the keeper's memory
    bool isPausedOnDisk = false;
    bool hasPauseReturned = false; ///< the owner was told
    bool hasLeftAfterPause = false;
    [[nodiscard]] std::uint64_t packed() const;
    [[nodiscard]] static State unpacked(std::uint64_t bits);
};

/// Ways to build the keeper wrong; the explorer must find each.
enum class Mistake {
    None,
    SignsBeforeCommit,
    MakesNewTermsOnRetry,
    ForgetsTheBatchInBudgets,
    ReleasesByTime,
    BelievesAFailedCommitDidNothing,
    SignsWhilePaused,
    PauseIsNotInTheLedger,
    TakesAnyBlockAsFinal
};
inline constexpr std::array kMistakes{Mistake::SignsBeforeCommit,
                                      Mistake::MakesNewTermsOnRetry,
                                      Mistake::ForgetsTheBatchInBudgets,
                                      Mistake::ReleasesByTime,
                                      Mistake::BelievesAFailedCommitDidNothing,
                                      Mistake::SignsWhilePaused,
                                      Mistake::PauseIsNotInTheLedger,
                                      Mistake::TakesAnyBlockAsFinal};
[[nodiscard]] std::string_view describe(Mistake mistake);

/// Calls `visit` with every state that one step leads to.
void visitNext(const State& state, Mistake mistake, const std::function<void(const State&)>& visit);

/// The name of an invariant that does not hold in this state; empty when all do.
[[nodiscard]] std::string_view violated(const State& state);

} // namespace till::model
