#include "core/payment/backup_log.h"

#include "core/support/json.h"

namespace till::payment {

namespace {

std::optional<BackupNote> noteFromBody(const std::string& body)
{
    const auto json = nlohmann::json::parse(body, nullptr, false);
    try {
        BackupNote note;
        note.madeAt = Instant{json.at("madeAtMs").get<std::int64_t>()};
        note.anchor.events = json.at("events").get<std::int64_t>();
        if (!fromHex0xInto(json.at("sha256").get<std::string>(), note.sha256) ||
            !fromHex0xInto(json.at("head").get<std::string>(), note.anchor.head)) {
            return std::nullopt;
        }
        return note;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

} // namespace

BackupState BackupLog::state() const
{
    if (!made && !verified) {
        return BackupState::Never;
    }
    const bool isNewestVerified = verified && (!made || made->sha256 == verified->sha256 ||
                                               made->anchor.events <= verified->anchor.events);
    return isNewestVerified ? BackupState::Verified : BackupState::Unverified;
}

std::optional<bool> BackupLog::apply(const ledger::Event& event)
{
    if (event.kind == kLedgerThawed) {
        isRestoredFrozen = false;
        return true;
    }
    if (event.kind != kBackupMade && event.kind != kBackupVerified && event.kind != kLedgerRestored) {
        return std::nullopt;
    }
    const auto note = noteFromBody(event.body);
    if (!note) {
        return false;
    }
    if (event.kind == kBackupMade) {
        made = note;
        return true;
    }
    // Where a ledger was restored from has proved itself.
    verified = note;
    verifiedAt = event.at;
    isRestoredFrozen = isRestoredFrozen || event.kind == kLedgerRestored;
    return true;
}

std::string backupBody(const BackupNote& note)
{
    return nlohmann::json{{"sha256", toHex0x(note.sha256)},
                          {"madeAtMs", note.madeAt.unixMs},
                          {"events", note.anchor.events},
                          {"head", toHex0x(note.anchor.head)}}
        .dump();
}

} // namespace till::payment
