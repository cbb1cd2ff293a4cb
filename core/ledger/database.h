#pragma once

#include "core/support/hex.h"
#include "core/support/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace till::ledger {

enum class DatabaseError {
    CannotOpen,
    Busy,
    DiskFull,
    Io,
    ReadOnly,
    Corrupt,
    NewerSchema,
    Constraint,
    Sealed,
    Other
};

/// One plain sentence: what failed and what to do.
[[nodiscard]] std::string_view describe(DatabaseError error);

/// A prepared statement: bind by position from 1, step, read columns from 0, reset by itself at the next
/// bind.
class Statement {
public:
    Statement() = default;
    explicit Statement(sqlite3_stmt* handle) : m_handle(handle) {}
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    ~Statement();

    Statement& bind(std::int64_t value);
    /// The text must live until the statement is run.
    Statement& bind(std::string_view text);
    Statement& bind(std::span<const std::uint8_t> blob);
    Statement& bindNull();

    /// True while there is a row to read.
    [[nodiscard]] Result<bool, DatabaseError> step();
    /// Runs a statement that gives no rows.
    [[nodiscard]] Result<void, DatabaseError> run();
    /// Ends the reading; bound values are forgotten.
    void reset();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::string_view textView(int column) const; ///< valid until the next step or reset
    [[nodiscard]] std::span<const std::uint8_t> blob(int column) const;
    [[nodiscard]] bool isNull(int column) const;

private:
    void prepareToBind();
    sqlite3_stmt* m_handle = nullptr;
    int m_bound = 0;
};

enum class Access { ReadWrite, ReadOnly };

/// One SQLite connection: WAL, synchronous=FULL, foreign keys on, one thread at a time.
class Database {
public:
    /// Opens (ReadWrite: creates) the file and brings its schema to the newest version in one transaction.
    [[nodiscard]] static Result<Database, DatabaseError> open(const std::string& path, Access access);
    Database(Database&& other) noexcept;
    Database& operator=(Database&& other) noexcept;
    ~Database();

    [[nodiscard]] Result<void, DatabaseError> execute(const char* sql);
    [[nodiscard]] Result<Statement, DatabaseError> prepare(std::string_view sql);
    [[nodiscard]] std::int64_t lastRowId() const;
    /// Writes all of it, as of one moment, into a new file that stands by itself, and syncs that. Others may
    /// write meanwhile and do not wait (SQLite's online backup under one read transaction).
    [[nodiscard]] Result<void, DatabaseError> copyTo(const std::string& path);
    /// True when SQLite finds its pages and indexes in order.
    [[nodiscard]] Result<bool, DatabaseError> isSound();

private:
    explicit Database(sqlite3* handle) : m_handle(handle) {}
    [[nodiscard]] Result<void, DatabaseError> migrate();
    sqlite3* m_handle = nullptr;
};

} // namespace till::ledger
