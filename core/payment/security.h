#pragma once

#include "core/ledger/event_chain.h"
#include "core/money/amount.h"
#include "core/support/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace till::payment {

// Kinds of the events that the lock is made of. What narrows may be written while the wallet is locked; so
// tighter rules have a kind of their own, which is checked to be tighter whenever it is read.
inline constexpr std::string_view kLockRulesSet = "lock_rules.set";
inline constexpr std::string_view kLockRulesTightened = "lock_rules.tightened";
inline constexpr std::string_view kUnattendedOn = "unattended.on";
inline constexpr std::string_view kUnattendedOff = "unattended.off";
inline constexpr std::string_view kUnattendedUsed = "unattended.used";
inline constexpr std::string_view kAwayBegan = "away.began";
inline constexpr std::string_view kAwayEnded = "away.ended";
inline constexpr std::string_view kPassphraseWrong = "passphrase.wrong";
inline constexpr std::string_view kPassphraseRight = "passphrase.right";

// Limits of what the owner may set.
inline constexpr std::int64_t kMaxAutoLockMinutes = 7 * 24 * 60;
inline constexpr std::int64_t kMaxProofMinutes = 24 * 60;
/// Unattended signing ends within a week, and lets out at most 100,000 USD.
inline constexpr std::int64_t kMaxUnattendedMs = std::int64_t{7} * 24 * 3600 * 1000;
inline constexpr std::string_view kMaxUnattendedMicro = "100000000000";

/// Wrong passphrases without any delay; and the longest delay, so that nobody can lock the owner out for
/// ever.
inline constexpr int kFreeTries = 3;
inline constexpr std::int64_t kMaxTryDelayMs = 5 * 60 * 1000;

/// When the wallet locks by itself, and how long a proof of the passphrase lasts.
struct LockRules {
    std::int64_t autoLockMinutes = 240; ///< without an act of the owner; 0: never
    std::int64_t proofIdleMinutes = 15; ///< a connection that does nothing with its proof loses it, 1 … 1440
    std::int64_t proofMaxMinutes = 480; ///< and at the latest after this, 1 … 1440
    bool lockOnSuspend = true;
    bool lockOnScreenLock = true;
    bool operator==(const LockRules&) const = default;
};
[[nodiscard]] bool isInBounds(const LockRules& rules);
/// True when nothing of `after` leaves the wallet open longer, or a proof good longer, than `before`.
[[nodiscard]] bool isNoWider(const LockRules& before, const LockRules& after);

/// What agents may spend while the wallet would be locked, because nobody is there.
struct Unattended {
    money::Amount capMicro; ///< millionths of a USD, over all its time
    Instant until;
    money::Amount usedMicro;
    [[nodiscard]] money::Amount leftMicro() const;
};

/// The lock and its guards, as the ledger's events add up to.
struct Security {
    LockRules rules;
    std::optional<Unattended> unattended;
    bool isAway = false;      ///< the wallet would be locked, but signs on, unattended
    int wrongPassphrases = 0; ///< in a row
    Instant lastWrong;

    /// Takes an event of one of the kinds above in. False when its body is not in its form, or it widens
    /// without being of a kind that may.
    [[nodiscard]] bool apply(const ledger::Event& event);
};
[[nodiscard]] bool isSecurityKind(std::string_view kind);

/// How long nobody may try after so many wrong passphrases in a row.
[[nodiscard]] std::int64_t tryDelayMs(int wrongPassphrases);

[[nodiscard]] std::string lockRulesBody(const LockRules& rules);
[[nodiscard]] std::string unattendedBody(const money::Amount& capMicro, Instant until);
[[nodiscard]] std::string unattendedUsedBody(std::int64_t payment, const money::Amount& micro);
/// For the kinds that only say why.
[[nodiscard]] std::string becauseBody(std::string_view because);

} // namespace till::payment
