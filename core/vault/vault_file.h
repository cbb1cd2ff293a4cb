#pragma once

#include "core/support/result.h"
#include "core/vault/vault_contents.h"
#include "core/vault/vault_error.h"

#include <span>

namespace till::vault {

// The file, numbers big-endian: magic (8), version (2), vault id (16), generation (8); slot count (1), each
// kind (1), size (2) and that many bytes; key check (32); record count (2), records; account count (2),
// accounts; default count (1), defaults; extra field count (1), each kind (1), 1 when it must be understood
// (1), size (2) and that many bytes; then HMAC-SHA-256 (32) of all before it under a key derived from the
// vault key, then SHA-256 (32) of all before that. Magic, version and the last 32 bytes keep their place in
// every version.
//
// Version 1 had one kind of slot, EVM accounts only, and ended with the accounts.

struct VaultFile {
    VaultContents contents;
    Hash256 mac{};
    Hash256 checksum{};
};

/// Reads a whole file of version 1 or 2. Strict: one byte sequence for one content, so what was read and what
/// is authenticated are the same. Needs no passphrase, and takes no memory that the file asks for beyond its
/// own size. NewerVersion for a version, a slot, a record or a field that this program does not know and may
/// not ignore.
[[nodiscard]] Result<VaultFile, VaultError> parseVaultFile(std::span<const std::uint8_t> bytes);

/// Everything before the MAC, in the form of `contents.version`.
[[nodiscard]] Bytes authenticatedBytes(const VaultContents& contents);
/// The whole file.
[[nodiscard]] Bytes fileBytes(const VaultContents& contents, const Hash256& mac);

/// What both directions must agree on.
namespace layout {
// The odd last byte shows a file that was sent as text.
inline constexpr std::array<std::uint8_t, 8> kMagic = {'t', 'i', 'l', 'l', 'v', 'l', 't', 0x1a};
inline constexpr std::uint16_t kPassphraseSlotBytes = 16 + 4 + 4 + 32 + 24 + 48;
inline constexpr std::uint16_t kRecoverySlotBytes = 16 + 32 + 24 + 48;
inline constexpr std::size_t kMacAndChecksumBytes = 64;
} // namespace layout

} // namespace till::vault
