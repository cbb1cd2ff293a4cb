#pragma once

#include "core/support/hex.h"
#include "core/support/result.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace till {

enum class Base58Error { Empty, TooLong, BadDigit };

inline constexpr std::size_t kMaxBase58Digits = 128; ///< a Solana signature has at most 88

/// Base58 with Bitcoin's alphabet and no checksum, as Solana writes addresses and signatures. A leading zero
/// byte is a leading `1`.
[[nodiscard]] std::string toBase58(std::span<const std::uint8_t> bytes);
/// One text for one sequence of bytes: no blanks, no other letters.
[[nodiscard]] Result<Bytes, Base58Error> fromBase58(std::string_view digits);
/// 0 … 57; absent for a letter that is no digit. For readers that keep a secret in memory of their own.
[[nodiscard]] std::optional<unsigned> base58Value(char digit);

} // namespace till
