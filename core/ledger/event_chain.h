#pragma once

#include "core/crypto/secret_bytes.h"
#include "core/ledger/database.h"
#include "core/support/clock.h"
#include "core/support/hex.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace till::ledger {

/// One row of the ledger's history, before it has its place in the chain.
struct Event {
    Instant at;
    std::string kind;
    std::optional<std::int64_t> payment;
    std::string agent; ///< empty when it is about none
    std::string body;  ///< JSON
};

/// SHA-256 over the hash before, the row's number, and every field with its length: what makes an edited,
/// dropped or reordered row show. The hash before the first row is 32 zero bytes.
[[nodiscard]] Hash256 chainHash(const Hash256& previous, std::int64_t seq, const Event& event);

enum class ChainFault { HashMismatch, MacMismatch, MissingMac, Gap, CutOff, Unreadable };
[[nodiscard]] std::string_view describe(ChainFault fault);

/// What a walk over the whole chain found.
struct ChainReport {
    std::int64_t events = 0;
    Hash256 head{};
    std::optional<std::int64_t> firstBad; ///< number of the first row that does not fit
    ChainFault fault = ChainFault::HashMismatch;
    [[nodiscard]] bool isWhole() const { return !firstBad.has_value(); }
};

/// Walks from the first row to the last, and looks that the end was not cut off: every payment that is there
/// must have its rows. With `macKey` (32 bytes) also checks each MAC, and that no row which allows money out
/// lacks one; without it (locked) only the hashes.
[[nodiscard]] ChainReport verifyChain(Database& database, std::span<const std::uint8_t> macKey);

/// Takes each row that is whole, with its number.
using EventVisitor = std::function<void(std::int64_t seq, const Event& event)>;
/// The same, and shows every row up to the first bad one.
[[nodiscard]] ChainReport verifyChain(Database& database, std::span<const std::uint8_t> macKey,
                                      const EventVisitor& visit);

/// True for kinds that must carry a MAC: whatever authorises or widens.
[[nodiscard]] bool needsMac(std::string_view kind);

} // namespace till::ledger
