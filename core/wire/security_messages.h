#pragma once

#include "core/wire/secret_text.h"
#include "core/wire/shared_shapes.h"

/// Frames on admin.sock about when the wallet locks, who has proved the passphrase, and what agents may spend
/// while nobody is there. Whatever keeps it open longer carries `passphrase`.
namespace till::wire {

/// Agents go on within a cap while the wallet would be locked because nobody is there.
struct UnattendedShape {
    std::string capText;  ///< "5.00 USD"
    std::string usedText; ///< "1.20 USD"
    std::string capMicro; ///< millionths of a USD
    std::string usedMicro;
    std::int64_t untilMs = 0;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("capText", s.capText);
        v("usedText", s.usedText);
        v("capMicro", s.capMicro);
        v("usedMicro", s.usedMicro);
        v("untilMs", s.untilMs);
    }
};

struct SecurityAnswer {
    static constexpr const char* kType = "security.answer";
    std::int64_t autoLockMinutes = 0;  ///< without an act of the owner; 0: never
    std::int64_t proofIdleMinutes = 0; ///< a connection that does nothing with its proof loses it
    std::int64_t proofMaxMinutes = 0;
    bool lockOnSuspend = false;
    bool lockOnScreenLock = false;
    bool away = false; ///< nobody is there: what waits, waits; the rest goes by `unattended`
    std::optional<UnattendedShape> unattended;
    std::int64_t wrongPassphrases = 0; ///< in a row
    std::int64_t tryAgainMs = 0;       ///< how long no passphrase is taken, from now
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("autoLockMinutes", s.autoLockMinutes);
        v("proofIdleMinutes", s.proofIdleMinutes);
        v("proofMaxMinutes", s.proofMaxMinutes);
        v("lockOnSuspend", s.lockOnSuspend);
        v("lockOnScreenLock", s.lockOnScreenLock);
        v("away", s.away);
        v("unattended", s.unattended);
        v("wrongPassphrases", s.wrongPassphrases);
        v("tryAgainMs", s.tryAgainMs);
    }
};
struct SecurityGet : Done {
    static constexpr const char* kType = "security";
};
/// What is absent stays. Needs the passphrase unless nothing of it keeps the wallet open, or a proof good,
/// longer. Answer: SecurityAnswer.
struct LockRulesSet {
    static constexpr const char* kType = "lock_rules.set";
    std::optional<std::int64_t> autoLockMinutes;
    std::optional<std::int64_t> proofIdleMinutes;
    std::optional<std::int64_t> proofMaxMinutes;
    std::optional<bool> lockOnSuspend;
    std::optional<bool> lockOnScreenLock;
    std::optional<SecretText> passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("autoLockMinutes", s.autoLockMinutes);
        v("proofIdleMinutes", s.proofIdleMinutes);
        v("proofMaxMinutes", s.proofMaxMinutes);
        v("lockOnSuspend", s.lockOnSuspend);
        v("lockOnScreenLock", s.lockOnScreenLock);
        v("passphrase", s.passphrase);
    }
};
/// Switches unattended signing on until a time, within a cap; it widens. Answer: SecurityAnswer.
struct UnattendedOn {
    static constexpr const char* kType = "unattended.on";
    std::string capMicro; ///< millionths of a USD
    std::int64_t untilMs = 0;
    SecretText passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("capMicro", s.capMicro);
        v("untilMs", s.untilMs);
        v("passphrase", s.passphrase);
    }
};
/// Switches it off; locks when nobody is there. Answer: SecurityAnswer.
struct UnattendedOff : Done {
    static constexpr const char* kType = "unattended.off";
};
/// The owner is at the keyboard: puts off the lock after idle time. Answer: Done.
struct OwnerActive : Done {
    static constexpr const char* kType = "owner.active";
};
/// Wipes the keys. `because` is command (also when absent), idle, suspend or screen; but for a command,
/// agents go on when unattended signing is on, and only the owner's proofs end. Answer: Done.
struct Lock {
    static constexpr const char* kType = "lock";
    std::optional<std::string> because;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("because", s.because);
    }
};

} // namespace till::wire
