#pragma once

#include "core/ledger/anchor.h"
#include "core/ledger/event_chain.h"
#include "core/support/clock.h"
#include "core/support/hex.h"

#include <optional>
#include <string>
#include <string_view>

namespace till::payment {

// All are sealed: nobody but the open wallet says that there is a good backup.
inline constexpr std::string_view kBackupMade = "backup.made";
inline constexpr std::string_view kBackupVerified = "backup.verified"; ///< a dry restore matched
inline constexpr std::string_view kLedgerRestored = "ledger.restored"; ///< this ledger came out of a backup
inline constexpr std::string_view kLedgerThawed = "ledger.thawed";

/// One backup file, as the ledger remembers it.
struct BackupNote {
    Hash256 sha256{}; ///< of the file
    Instant madeAt;
    ledger::Anchor anchor; ///< how far its ledger goes
    bool operator==(const BackupNote&) const = default;
};

enum class BackupState { Never, Unverified, Verified };

/// What the ledger's events say about backups of it.
struct BackupLog {
    std::optional<BackupNote> made;     ///< the newest
    std::optional<BackupNote> verified; ///< the newest that was
    std::optional<Instant> verifiedAt;
    /// Restored, and the owner has not said yet that it may go on: nothing is signed (invariant I14).
    bool isRestoredFrozen = false;

    /// Of the newest backup.
    [[nodiscard]] BackupState state() const;
    /// Takes one of the kinds above in. Absent when it is another; false when it is not in its form.
    [[nodiscard]] std::optional<bool> apply(const ledger::Event& event);
};

/// The body of the first three.
[[nodiscard]] std::string backupBody(const BackupNote& note);

} // namespace till::payment
