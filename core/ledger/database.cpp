#include "core/ledger/database.h"

#include "core/support/ensure.h"

#include <sqlite3.h>

#include <iterator>
#include <utility>

namespace till::embedded {
std::string_view ledgerMigration1();
std::string_view ledgerMigration2();
} // namespace till::embedded

namespace till::ledger {

namespace {

constexpr int kBusyTimeoutMs = 5000;
constexpr std::int64_t kSchemaVersion = 2;

DatabaseError errorOf(int code)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return DatabaseError::Busy;
    case SQLITE_FULL:
        return DatabaseError::DiskFull;
    case SQLITE_IOERR:
        return DatabaseError::Io;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return DatabaseError::ReadOnly;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return DatabaseError::Corrupt;
    case SQLITE_CANTOPEN:
        return DatabaseError::CannotOpen;
    case SQLITE_CONSTRAINT:
        return DatabaseError::Constraint;
    default:
        return DatabaseError::Other;
    }
}

} // namespace

std::string_view describe(DatabaseError error)
{
    switch (error) {
    case DatabaseError::CannotOpen:
        return "The ledger file cannot be opened. Check that the data directory exists and is yours.";
    case DatabaseError::Busy:
        return "Another program holds the ledger. Close it, then try again.";
    case DatabaseError::DiskFull:
        return "The disk is full. Free some space, then try again.";
    case DatabaseError::Io:
        return "The disk failed while the ledger was read or written. Check the disk.";
    case DatabaseError::ReadOnly:
        return "The ledger file is read-only. Check its owner and permissions.";
    case DatabaseError::Corrupt:
        return "The ledger file is damaged. Restore it from a backup.";
    case DatabaseError::NewerSchema:
        return "The ledger is from a newer Tillkeeper. Update Tillkeeper; nothing was changed.";
    case DatabaseError::Constraint:
        return "The ledger refused a row that contradicts another. Please report this.";
    case DatabaseError::Sealed:
        return "The wallet is locked, so nothing that lets money out can be recorded. Unlock it first.";
    case DatabaseError::Other:
        return "The ledger could not be used.";
    }
    return "The ledger could not be used.";
}

Statement::Statement(Statement&& other) noexcept
    : m_handle(std::exchange(other.m_handle, nullptr)), m_bound(std::exchange(other.m_bound, 0))
{
}

Statement& Statement::operator=(Statement&& other) noexcept
{
    std::swap(m_handle, other.m_handle);
    std::swap(m_bound, other.m_bound);
    return *this;
}

Statement::~Statement()
{
    sqlite3_finalize(m_handle);
}

void Statement::prepareToBind()
{
    if (m_bound == 0) {
        sqlite3_reset(m_handle);
    }
    ++m_bound;
}

Statement& Statement::bind(std::int64_t value)
{
    prepareToBind();
    ensure(sqlite3_bind_int64(m_handle, m_bound, value) == SQLITE_OK,
           "a statement takes as many values as it has");
    return *this;
}

Statement& Statement::bind(std::string_view text)
{
    prepareToBind();
    // A null pointer would bind NULL; an empty view may have one.
    const char* data = text.data() != nullptr ? text.data() : "";
    ensure(sqlite3_bind_text64(m_handle, m_bound, data, text.size(), SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK,
           "a statement takes as many values as it has");
    return *this;
}

Statement& Statement::bind(std::span<const std::uint8_t> blob)
{
    prepareToBind();
    ensure(sqlite3_bind_blob64(m_handle, m_bound, blob.data(), blob.size(), SQLITE_STATIC) == SQLITE_OK,
           "a statement takes as many values as it has");
    return *this;
}

Statement& Statement::bindNull()
{
    prepareToBind();
    ensure(sqlite3_bind_null(m_handle, m_bound) == SQLITE_OK, "a statement takes as many values as it has");
    return *this;
}

Result<bool, DatabaseError> Statement::step()
{
    const int code = sqlite3_step(m_handle);
    if (code == SQLITE_ROW) {
        return true;
    }
    const bool isDone = code == SQLITE_DONE;
    reset();
    if (isDone) {
        return false;
    }
    return fail(errorOf(code));
}

Result<void, DatabaseError> Statement::run()
{
    const auto more = step();
    if (!more) {
        return fail(more.error());
    }
    reset();
    return {};
}

void Statement::reset()
{
    sqlite3_reset(m_handle);
    m_bound = 0;
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_handle, column);
}

std::string_view Statement::textView(int column) const
{
    const void* data = sqlite3_column_text(m_handle, column);
    if (data == nullptr) {
        return {};
    }
    return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(m_handle, column))};
}

std::string Statement::text(int column) const
{
    return std::string(textView(column));
}

std::span<const std::uint8_t> Statement::blob(int column) const
{
    const void* data = sqlite3_column_blob(m_handle, column);
    return {static_cast<const std::uint8_t*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(m_handle, column))};
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_handle, column) == SQLITE_NULL;
}

Result<Database, DatabaseError> Database::open(const std::string& path, Access access)
{
    sqlite3* handle = nullptr;
    const int flags =
        access == Access::ReadWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database(handle);
    if (code != SQLITE_OK) {
        return fail(errorOf(code));
    }
    sqlite3_busy_timeout(handle, kBusyTimeoutMs);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    if (access == Access::ReadOnly) {
        return database;
    }
    // FULL: a commit is on disk when it returns. The checkpoint size trades file size for speed of the
    // writer.
    // Recursive triggers: without them REPLACE removes rows past the trigger that guards the history.
    for (const char* pragma : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON",
                               "PRAGMA recursive_triggers=ON", "PRAGMA temp_store=MEMORY",
                               "PRAGMA wal_autocheckpoint=10000", "PRAGMA cache_size=-32768"}) {
        if (auto done = database.execute(pragma); !done) {
            return fail(done.error());
        }
    }
    if (auto done = database.migrate(); !done) {
        return fail(done.error());
    }
    return database;
}

Result<void, DatabaseError> Database::migrate()
{
    std::int64_t version = 0;
    {
        auto query = prepare("PRAGMA user_version");
        if (!query) {
            return fail(query.error());
        }
        const auto row = query->step();
        if (!row) {
            return fail(row.error());
        }
        version = query->integer(0);
    }
    if (version > kSchemaVersion || version < 0) {
        return fail(DatabaseError::NewerSchema);
    }
    if (version == kSchemaVersion) {
        return {};
    }
    std::string script = "BEGIN IMMEDIATE;";
    const std::string_view steps[]{embedded::ledgerMigration1(), embedded::ledgerMigration2()};
    for (std::size_t step = static_cast<std::size_t>(version); step < std::size(steps); ++step) {
        script += std::string(steps[step]) + ";";
    }
    script += "PRAGMA user_version=" + std::to_string(kSchemaVersion) + ";COMMIT;";
    auto done = execute(script.c_str());
    if (!done) {
        sqlite3_exec(m_handle, "ROLLBACK", nullptr, nullptr, nullptr);
    }
    return done;
}

Database::Database(Database&& other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) {}

Database& Database::operator=(Database&& other) noexcept
{
    std::swap(m_handle, other.m_handle);
    return *this;
}

Database::~Database()
{
    sqlite3_close_v2(m_handle);
}

Result<void, DatabaseError> Database::execute(const char* sql)
{
    const int code = sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        return fail(errorOf(code));
    }
    return {};
}

Result<Statement, DatabaseError> Database::prepare(std::string_view sql)
{
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(m_handle, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) {
        return fail(errorOf(code));
    }
    return Statement(statement);
}

Result<void, DatabaseError> Database::copyTo(const std::string& path)
{
    sqlite3* handle = nullptr;
    const int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE | SQLITE_OPEN_NOMUTEX;
    const int opened = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    Database copy(handle);
    if (opened != SQLITE_OK) {
        return fail(errorOf(opened));
    }
    if (auto done = copy.execute("PRAGMA synchronous=FULL"); !done) {
        return done;
    }
    // All pages in one step: a step is one read transaction, and in WAL mode that holds nobody up.
    sqlite3_backup* backup = sqlite3_backup_init(copy.m_handle, "main", m_handle, "main");
    if (backup == nullptr) {
        return fail(errorOf(sqlite3_errcode(copy.m_handle)));
    }
    const int stepped = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (stepped != SQLITE_DONE || finished != SQLITE_OK) {
        return fail(errorOf(stepped != SQLITE_DONE ? stepped : finished));
    }
    return copy.execute("PRAGMA journal_mode=DELETE"); // one file, nothing beside it
}

Result<bool, DatabaseError> Database::isSound()
{
    auto query = prepare("PRAGMA quick_check(1)");
    if (!query) {
        return fail(query.error());
    }
    const auto row = query->step();
    if (!row) {
        return fail(row.error());
    }
    return *row && query->textView(0) == "ok";
}

std::int64_t Database::lastRowId() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

} // namespace till::ledger
