#include "app/keeper/backup_desk.h"
#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"
#include "core/support/base64.h"

#include <algorithm>

namespace till::keeper {

namespace {

using payment::BackupState;

std::string_view stateText(BackupState state)
{
    switch (state) {
    case BackupState::Never:
        return "never";
    case BackupState::Unverified:
        return "unverified";
    case BackupState::Verified:
        return "verified";
    }
    return "never";
}

std::string_view sentenceOf(BackupState state)
{
    switch (state) {
    case BackupState::Never:
        return "Never backed up. A lost disk loses agents, rules and history; make one with: till vault "
               "backup FILE";
    case BackupState::Unverified:
        return "The newest backup was never tried. Prove it with: till vault backup --check FILE";
    case BackupState::Verified:
        return "The newest backup was restored as a trial and matched.";
    }
    return "";
}

} // namespace

wire::BackupStatusShape Keeper::backupStatus() const
{
    const payment::BackupLog& log = const_cast<payment::Till&>(m_till).settings().backups;
    wire::BackupStatusShape shape;
    shape.state = stateText(log.state());
    shape.text = sentenceOf(log.state());
    if (log.made) {
        shape.madeAtMs = log.made->madeAt.unixMs;
    } else if (log.verified) {
        shape.madeAtMs = log.verified->madeAt.unixMs;
    }
    if (log.verifiedAt) {
        shape.verifiedAtMs = log.verifiedAt->unixMs;
    }
    return shape;
}

void Keeper::makeBackup(const Link& link, std::int64_t id, const wire::BackupMake& make)
{
    whenProved(link, id, make.passphrase, [this, link, id] { startBackup(link, id); });
}

void Keeper::startBackup(const Link& link, std::int64_t id)
{
    if (m_backups->isMaking) {
        return replyError(link, id, "busy", "Another backup is being made.");
    }
    auto keys = std::make_shared<backup::BackupKeys>();
    auto backupKey = m_vault->purposeKey(vault::Purpose::Backup);
    auto ledgerMac = m_vault->purposeKey(vault::Purpose::LedgerMac);
    if (!backupKey || !ledgerMac) {
        return replyError(link, id, "locked");
    }
    keys->vault = m_vault->id();
    keys->backup = std::move(*backupKey);
    keys->ledgerMac = std::move(*ledgerMac);
    m_backups->isMaking = true;
    m_backups->made.reset();
    m_backupWorker.post([this, link, id, keys, now = m_till.now()] {
        const std::filesystem::path folder = m_backups->outFolder();
        const auto run = [&]() -> Result<BackupDesk::Made, backup::BackupError> {
            auto reader = ledger::LedgerReader::open(m_backups->dataDir() / "ledger.db");
            if (!reader || !makeEmptyFolder(folder)) {
                return fail(backup::BackupError::NotWritten);
            }
            SystemEntropy entropy;
            auto made = backup::makeBackup(*reader, vault::VaultStore(m_backups->dataDir()), *keys, now,
                                           folder, entropy);
            if (!made) {
                return fail(made.error());
            }
            auto file = backup::FileSource::open(folder / backup::kSealedName);
            if (!file) {
                return fail(file.error());
            }
            return BackupDesk::Made{link, *made, std::make_shared<backup::FileSource>(std::move(*file))};
        };
        auto made = std::make_shared<Result<BackupDesk::Made, backup::BackupError>>(run());
        complete([this, link, id, made] {
            m_backups->isMaking = false;
            if (!*made) {
                removeFolder(m_backups->outFolder());
                return replyError(link, id, "backup_failed", std::string(backup::describe(made->error())));
            }
            m_backups->made = std::move(**made);
            const backup::MadeBackup& backup = m_backups->made->backup;
            reply(link, id,
                  wire::BackupMade{static_cast<std::int64_t>(backup.file.bytes), toHex(backup.file.sha256),
                                   backup.anchor.events, toHex(backup.anchor.head), backup.madeAt.unixMs});
        });
    });
}

void Keeper::readBackup(const Link& link, std::int64_t id, const wire::BackupRead& read)
{
    const auto& made = m_backups->made;
    if (!made || made->reader.lock() != link) {
        return replyError(link, id, "bad_request", "There is no backup that was made on this connection.");
    }
    const auto bytes = static_cast<std::int64_t>(made->backup.file.bytes);
    if (read.from < 0 || read.from >= bytes) {
        return replyError(link, id, "bad_request", "The backup has no byte at this place.");
    }
    m_backupWorker.post([link, id, file = made->file, from = read.from,
                         size = std::min(wire::kBackupPieceBytes, bytes - read.from)] {
        std::string piece(static_cast<std::size_t>(size), '\0');
        if (!file->read(static_cast<std::uint64_t>(from),
                        {reinterpret_cast<std::uint8_t*>(piece.data()), piece.size()})) {
            link->send(wire::encodeError(id, errorBody("backup_failed", "The disk could not be read.")));
            return;
        }
        link->send(wire::encode(id, wire::BackupPiece{from, toBase64(piece)}));
    });
}

void Keeper::backupStored(const Link& link, std::int64_t id, const wire::BackupStored& stored)
{
    const auto& made = m_backups->made;
    if (!made || made->reader.lock() != link || stored.sha256 != toHex(made->backup.file.sha256)) {
        return replyError(link, id, "bad_request",
                          "This is not the backup that was made on this connection.");
    }
    if (!m_till.isOpen()) {
        return replyError(link, id, "locked",
                          "The backup is there, but this could not be noted while locked.");
    }
    const backup::MadeBackup& backup = made->backup;
    const std::string body = payment::backupBody({backup.file.sha256, backup.madeAt, backup.anchor});
    if (auto done = m_till.change(payment::kBackupMade, body); !done) {
        return replyLedgerFailed(link, id, done.error());
    }
    m_backups->made.reset();
    m_backupWorker.post([folder = m_backups->outFolder()] { removeFolder(folder); });
    reply(link, id, wire::Done{});
}

} // namespace till::keeper
