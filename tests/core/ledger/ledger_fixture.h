#pragma once

#include "core/crypto/hash.h"
#include "core/ledger/ledger.h"
#include "core/ledger/ledger_reader.h"

#include <QTemporaryDir>

#include <sqlite3.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// What the tests of the ledger write and how they look at the file behind its back.
namespace till::tests {

inline constexpr Instant kStart{1'767'268'800'000}; // noon of 2026-01-01, UTC
inline constexpr std::string_view kPayTo = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
inline constexpr std::string_view kFrom = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
inline constexpr std::string_view kToken = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";

inline crypto::SecretBytes sealKey(std::uint8_t fill = 7)
{
    crypto::initialise();
    crypto::SecretBytes key(32);
    for (std::uint8_t& byte : key.writable()) {
        byte = fill;
    }
    return key;
}

inline ledger::StoredPayment paymentRow(std::string agent = "a1", Instant at = kStart)
{
    ledger::StoredPayment row;
    row.agent = std::move(agent);
    row.createdAt = at;
    row.updatedAt = at;
    row.interface = "rest";
    row.method = "GET";
    row.url = "https://api.shop.test/v1/search?q=x";
    row.host = "api.shop.test";
    row.path = "/v1/search";
    row.scheme = "exact";
    row.network = "eip155:8453";
    row.asset = std::string(kToken);
    row.amount = "250000";
    row.payTo = std::string(kPayTo);
    row.verdict = "allow";
    row.reasons = "[]";
    return row;
}

inline ledger::Terms termsOf(const ledger::StoredPayment& row, std::string_view nonceSeed = "nonce")
{
    ledger::Terms terms;
    terms.account = "acc_1";
    terms.domain = {"USD Coin", "2", 8453, chain::EvmAddress::fromText(row.asset).value()};
    terms.authorization.from = chain::EvmAddress::fromText(kFrom).value();
    terms.authorization.to = chain::EvmAddress::fromText(row.payTo).value();
    terms.authorization.value = money::Amount::fromAtomic(row.amount).value();
    terms.authorization.validBefore = static_cast<std::uint64_t>(row.createdAt.seconds() + 60);
    terms.authorization.nonce = crypto::sha256(nonceSeed);
    terms.digest = chain::signingDigest(terms.domain, terms.authorization);
    return terms;
}

inline ledger::StoredPayment authorizedRow(std::string agent = "a1", Instant at = kStart)
{
    ledger::StoredPayment row = paymentRow(std::move(agent), at);
    row.status = ledger::Status::Authorized;
    row.validBeforeSeconds = at.seconds() + 60;
    return row;
}

/// The value, or a failed test with the ledger's own words.
template <class T>
T must(Result<T, ledger::DatabaseError>&& result)
{
    if (!result) {
        throw std::runtime_error(std::string(ledger::describe(result.error())));
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

/// A ledger in a folder of its own.
class LedgerFile {
public:
    [[nodiscard]] std::string path() const { return m_directory.path().toStdString() + "/ledger.db"; }
    [[nodiscard]] std::string folder() const { return m_directory.path().toStdString(); }
    /// Opened as the keeper does with an open vault.
    [[nodiscard]] ledger::Ledger open() const
    {
        ledger::Ledger ledger = must(ledger::Ledger::open(path()));
        ledger.setSealKey(sealKey());
        return ledger;
    }
    [[nodiscard]] ledger::LedgerReader reader() const { return must(ledger::LedgerReader::open(path())); }
    [[nodiscard]] ledger::ChainReport verify() const
    {
        const crypto::SecretBytes key = sealKey();
        return reader().verify(key.readable());
    }

private:
    QTemporaryDir m_directory;
};

/// SQLite without the ledger in between: what somebody with an editor for the file could do.
class RawFile {
public:
    explicit RawFile(const std::string& path)
    {
        if (sqlite3_open(path.c_str(), &m_handle) != SQLITE_OK) {
            throw std::runtime_error("cannot open the file");
        }
    }
    ~RawFile() { sqlite3_close(m_handle); }
    RawFile(const RawFile&) = delete;
    RawFile& operator=(const RawFile&) = delete;

    /// Empty when it worked, else SQLite's message.
    std::string run(const std::string& sql)
    {
        char* message = nullptr;
        sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, &message);
        std::string said = message != nullptr ? message : "";
        sqlite3_free(message);
        return said;
    }
    /// Without the triggers that guard the history.
    std::string forge(const std::string& sql)
    {
        return run("DROP TRIGGER IF EXISTS events_no_update; DROP TRIGGER IF EXISTS events_no_delete; " +
                   sql);
    }
    std::string text(const std::string& sql)
    {
        sqlite3_stmt* query = nullptr;
        std::string found;
        if (sqlite3_prepare_v2(m_handle, sql.c_str(), -1, &query, nullptr) == SQLITE_OK &&
            sqlite3_step(query) == SQLITE_ROW && sqlite3_column_text(query, 0) != nullptr) {
            found = static_cast<const char*>(static_cast<const void*>(sqlite3_column_text(query, 0)));
        }
        sqlite3_finalize(query);
        return found;
    }
    /// Puts a blob into one column of one row of `events`.
    void setBlob(const std::string& column, std::int64_t seq, std::span<const std::uint8_t> bytes)
    {
        sqlite3_stmt* change = nullptr;
        const std::string sql = "UPDATE events SET " + column + " = ? WHERE seq = ?";
        sqlite3_prepare_v2(m_handle, sql.c_str(), -1, &change, nullptr);
        sqlite3_bind_blob(change, 1, bytes.data(), static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
        sqlite3_bind_int64(change, 2, seq);
        const int done = sqlite3_step(change);
        sqlite3_finalize(change);
        if (done != SQLITE_DONE) {
            throw std::runtime_error(sqlite3_errmsg(m_handle));
        }
    }

private:
    sqlite3* m_handle = nullptr;
};

} // namespace till::tests
