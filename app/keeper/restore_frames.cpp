#include "app/keeper/backup_desk.h"
#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"
#include "core/backup/trial_restore.h"
#include "core/support/base64.h"

#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace till::keeper {

namespace {

/// The addresses that one answer has room for.
constexpr std::size_t kMaxAddressesShown = 500;

using Proven = Result<backup::ProvenBackup, backup::BackupError>;

std::string_view codeOf(backup::BackupError error)
{
    switch (error) {
    case backup::BackupError::WrongSecret:
        return "wrong_passphrase";
    case backup::BackupError::NotWritten:
    case backup::BackupError::OutOfMemory:
        return "backup_failed";
    case backup::BackupError::NotReadable:
    case backup::BackupError::NotABackup:
    case backup::BackupError::NewerVersion:
    case backup::BackupError::TooLarge:
    case backup::BackupError::Damaged:
    case backup::BackupError::Tampered:
    case backup::BackupError::VaultUnusable:
    case backup::BackupError::LedgerUnusable:
        return "backup_damaged";
    }
    return "backup_damaged";
}

/// A restore to the trial folder, which is there afterwards when it went well.
Proven tryRestore(const BackupDesk& desk, const wire::SecretText& passphrase, Hash256& sha256)
{
    const auto file = backup::FileSource::open(desk.arrivingFile());
    if (!file) {
        return fail(file.error());
    }
    if (!makeEmptyFolder(desk.trialFolder())) {
        return fail(backup::BackupError::NotWritten);
    }
    const auto sum = backup::sha256Of(*file);
    if (!sum) {
        return fail(sum.error());
    }
    sha256 = *sum;
    SystemEntropy entropy;
    auto proven = backup::restoreInto(desk.trialFolder(), *file, passphrase.bytes(), entropy);
    if (!proven) {
        removeFolder(desk.trialFolder());
    }
    return proven;
}

/// The restored ledger says itself where it came from: that freezes it, and every agent in it, wherever it is
/// opened.
bool noteRestored(const BackupDesk& desk, backup::ProvenBackup& proven, const Hash256& sha256, Instant now)
{
    auto ledger = ledger::Ledger::open(desk.trialFolder() / backup::kLedgerName);
    if (!ledger) {
        return false;
    }
    ledger->setSealKey(std::move(proven.ledgerMac));
    const std::string body = payment::backupBody({sha256, proven.header.madeAt, proven.header.anchor});
    const Instant at = std::max(now, ledger->newestTime());
    return ledger->note({at, std::string(payment::kLedgerRestored), std::nullopt, {}, body}).has_value() &&
           ledger->commit().has_value();
}

wire::BackupOpened openedAnswer(const backup::ProvenBackup& proven, const Hash256& sha256)
{
    wire::BackupOpened answer;
    answer.sha256 = toHex(sha256);
    answer.vaultId = toHex(proven.header.vault);
    answer.madeAtMs = proven.header.madeAt.unixMs;
    answer.events = proven.header.anchor.events;
    answer.head = toHex(proven.header.anchor.head);
    for (const vault::Account& each : proven.accounts) {
        if (answer.addresses.size() < kMaxAddressesShown) {
            answer.addresses.push_back(each.address.toText());
        }
    }
    return answer;
}

/// True when each of these accounts is in this vault, under the same id and with the same address.
bool hasAll(const vault::Vault& vault, const std::vector<vault::Account>& accounts)
{
    return std::ranges::all_of(accounts, [&vault](const vault::Account& each) {
        const vault::Account* ours = vault.account(each.id());
        return ours != nullptr && ours->address == each.address;
    });
}

bool hasAnchor(const std::filesystem::path& ledgerPath, const ledger::Anchor& anchor)
{
    auto reader = ledger::LedgerReader::open(ledgerPath);
    const auto verdict = reader ? ledger::judgeAnchor(*reader, anchor)
                                : Result<ledger::AnchorVerdict, ledger::DatabaseError>(fail(reader.error()));
    return verdict && *verdict == ledger::AnchorVerdict::Holds;
}

void syncFolder(const std::filesystem::path& path)
{
    const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(folder);
        ::close(folder);
    }
}

} // namespace

void Keeper::beginBackup(const Link& link, std::int64_t id, const wire::BackupBegin& begin)
{
    auto& arriving = m_backups->arriving;
    const auto other = arriving ? arriving->from.lock() : nullptr;
    if (arriving && (arriving->isBeingOpened || (other != nullptr && other != link))) {
        return replyError(link, id, "busy", "Another backup is coming in.");
    }
    if (begin.bytes < 1 || static_cast<std::uint64_t>(begin.bytes) > backup::kMaxBackupBytes) {
        return replyError(link, id, "backup_damaged",
                          std::string(backup::describe(backup::BackupError::TooLarge)));
    }
    arriving.reset();
    auto file = makeEmptyFolder(m_backups->inFolder()) ? backup::NewFile::create(m_backups->arrivingFile())
                                                       : fail(backup::BackupError::NotWritten);
    if (!file) {
        return replyError(link, id, "backup_failed", std::string(backup::describe(file.error())));
    }
    arriving = BackupDesk::Arriving{link, begin.bytes, 0, std::make_shared<backup::NewFile>(std::move(*file)),
                                    false};
    reply(link, id, wire::Done{});
}

void Keeper::putBackup(const Link& link, std::int64_t id, const wire::BackupPut& put)
{
    auto& arriving = m_backups->arriving;
    if (!arriving || arriving->from.lock() != link || arriving->isBeingOpened || put.from != arriving->next) {
        return replyError(link, id, "bad_request", "This piece is not the next of a backup that comes in.");
    }
    auto piece = fromBase64(put.data, wire::kMaxFrameBytes);
    const auto left = static_cast<std::size_t>(arriving->bytes - arriving->next);
    if (!piece || piece->empty() || piece->size() > left) {
        return replyError(link, id, "bad_request", "The piece is not base64, empty, or too long.");
    }
    arriving->next += static_cast<std::int64_t>(piece->size());
    m_backupWorker.post([link, id, file = arriving->file, piece = std::move(*piece)] {
        const bool isWritten =
            file->write({reinterpret_cast<const std::uint8_t*>(piece.data()), piece.size()});
        link->send(isWritten ? wire::encode(id, wire::Done{})
                             : wire::encodeError(
                                   id, errorBody("backup_failed",
                                                 std::string(describe(backup::BackupError::NotWritten)))));
    });
}

void Keeper::finishBackup(const Link& link, std::int64_t id, const wire::BackupFinish& finish)
{
    const auto& arriving = m_backups->arriving;
    if (!arriving || arriving->from.lock() != link || arriving->isBeingOpened ||
        arriving->next != arriving->bytes) {
        return replyError(link, id, "bad_request",
                          "There is no whole backup that came in on this connection.");
    }
    const wire::SecretText secret = finish.passphrase;
    if (finish.purpose == "restore") {
        return restoreBackup(link, id, secret);
    }
    if (finish.purpose != "check") {
        return replyError(link, id, "bad_request", "The purpose is check or restore.");
    }
    if (!m_vault) { // nothing to compare it with; whether it opens can be said
        return checkBackup(link, id, secret);
    }
    withProof(link, id, finish.passphrase, [this, link, id, secret] { checkBackup(link, id, secret); });
}

void Keeper::checkBackup(const Link& link, std::int64_t id, const wire::SecretText& passphrase)
{
    auto& arriving = m_backups->arriving;
    if (!arriving || arriving->from.lock() != link || arriving->isBeingOpened) {
        return replyError(link, id, "bad_request",
                          "There is no whole backup that came in on this connection.");
    }
    arriving->isBeingOpened = true;
    m_backupWorker.post([this, link, id, passphrase, file = arriving->file] {
        const bool isKept = file->finish();
        Hash256 sha256{};
        auto proven = std::make_shared<Proven>(isKept ? tryRestore(*m_backups, passphrase, sha256)
                                                      : fail(backup::BackupError::NotWritten));
        const bool isOurHistory =
            *proven && hasAnchor(m_backups->dataDir() / "ledger.db", (*proven)->header.anchor);
        removeFolder(m_backups->inFolder());
        complete([this, link, id, proven, sha256, isOurHistory] {
            m_backups->arriving.reset();
            if (!*proven) {
                return replyError(link, id, codeOf(proven->error()),
                                  std::string(backup::describe(proven->error())));
            }
            const backup::ProvenBackup& backup = **proven;
            wire::BackupOpened answer = openedAnswer(backup, sha256);
            if (m_vault) {
                if (m_vault->id() != backup.header.vault || !isOurHistory ||
                    !hasAll(*m_vault, backup.accounts)) {
                    return replyError(link, id, "backup_differs",
                                      m_vault->id() != backup.header.vault
                                          ? "This backup is whole, but of another wallet."
                                          : "This backup is whole, but its history or its accounts are not "
                                            "this wallet's.");
                }
                answer.newerEvents = m_ledger.eventCount() - backup.header.anchor.events;
            }
            if (m_vault && m_till.isOpen()) {
                const std::string body =
                    payment::backupBody({sha256, backup.header.madeAt, backup.header.anchor});
                if (auto done = m_till.change(payment::kBackupVerified, body); !done) {
                    return replyLedgerFailed(link, id, done.error());
                }
                answer.recorded = true;
            }
            reply(link, id, answer);
        });
    });
}

void Keeper::restoreBackup(const Link& link, std::int64_t id, const wire::SecretText& passphrase)
{
    const auto isInTheWay = [this] { return m_vault || m_vaultFault; };
    if (isInTheWay()) {
        return replyError(
            link, id, "vault_exists",
            "A restore overwrites nothing: this data directory has a wallet. Use an empty one.");
    }
    m_backups->arriving->isBeingOpened = true;
    m_backupWorker.post([this, link, id, passphrase, isInTheWay, now = m_till.now(),
                         file = m_backups->arriving->file] {
        const bool isKept = file->finish();
        Hash256 sha256{};
        auto proven = std::make_shared<Proven>(isKept ? tryRestore(*m_backups, passphrase, sha256)
                                                      : fail(backup::BackupError::NotWritten));
        // A restore that a crash cut off between its two files left this very history, and no vault.
        const bool isCutOff =
            *proven && hasAnchor(m_backups->dataDir() / "ledger.db", (*proven)->header.anchor);
        if (*proven && !noteRestored(*m_backups, **proven, sha256, now)) {
            *proven = fail(backup::BackupError::NotWritten);
        }
        complete([this, link, id, isInTheWay, proven, sha256, isCutOff] {
            m_backups->arriving.reset();
            if (!*proven) {
                removeFolder(m_backups->inFolder());
                return replyError(link, id, codeOf(proven->error()),
                                  std::string(backup::describe(proven->error())));
            }
            if (isInTheWay() || (m_ledger.eventCount() > 0 && !isCutOff)) {
                removeFolder(m_backups->inFolder());
                return replyError(link, id, "vault_exists",
                                  "A restore overwrites nothing: this data directory has a ledger. Use an "
                                  "empty one.");
            }
            m_mustEnd = !install();
            if (m_mustEnd) {
                return replyError(link, id, "backup_failed",
                                  "The restored files could not be put in place; the keeper starts anew.");
            }
            reply(link, id, openedAnswer(**proven, sha256));
        });
    });
}

bool Keeper::install()
{
    if (!finishBatch()) { // nothing of before goes into what comes
        return false;
    }
    m_readWorker.drain();
    m_signWorker.drain();
    m_checkWorker.drain(); // it has the old file open
    m_anchorWorker.drain();
    m_changed.clear();
    m_marks.clear();
    m_tokenKey.reset();
    const std::filesystem::path& home = m_backups->dataDir();
    const std::filesystem::path trial = m_backups->trialFolder();
    {
        // Closed before its file goes: SQLite would take what lies beside the old one for the new one's.
        const ledger::Ledger old(std::move(m_ledger));
        const ledger::LedgerReader oldReader(std::move(m_reader));
    }
    std::error_code error;
    for (const char* beside : {"ledger.db-wal", "ledger.db-shm", "ledger.anchor"}) {
        std::filesystem::remove(home / beside, error);
    }
    // The ledger first: with it and no vault nothing can be signed, and the same restore can be done again.
    std::filesystem::rename(trial / backup::kLedgerName, home / "ledger.db", error);
    if (!error) {
        syncFolder(home);
        std::filesystem::rename(trial / "vault", home / "vault", error);
    }
    syncFolder(home);
    removeFolder(m_backups->inFolder());
    if (error) {
        std::fprintf(stderr, "till-keeper: %s\n", error.message().c_str());
        return false;
    }
    auto ledger = ledger::Ledger::open(home / "ledger.db");
    auto reader = ledger::LedgerReader::open(home / "ledger.db");
    auto vault = vault::Vault::load(vault::VaultStore(home), m_entropy);
    if (!ledger || !reader || !vault) {
        return false;
    }
    m_ledger = std::move(*ledger);
    m_reader = std::move(*reader);
    m_vault = std::move(*vault);
    m_anchor = {};
    m_ownerAnchor.reset();
    m_ownerAnchorAt.reset();
    m_integrity = "checking";
    if (!m_till.rebuild()) {
        return false;
    }
    checkAnchor();
    startTryDelay();
    return true;
}

} // namespace till::keeper
