#pragma once

#include "core/support/result.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace till {

enum class HexError { OddLength, WrongLength, NotHex, MissingPrefix };

using Bytes = std::vector<std::uint8_t>;
using Hash256 = std::array<std::uint8_t, 32>;

/// Lower-case digits without a prefix.
[[nodiscard]] std::string toHex(std::span<const std::uint8_t> bytes);
/// Lower-case digits after `0x`, as the EVM world writes bytes.
[[nodiscard]] std::string toHex0x(std::span<const std::uint8_t> bytes);

/// Digits of either case without a prefix, an even number of them.
[[nodiscard]] Result<Bytes, HexError> fromHex(std::string_view digits);
/// The same after a mandatory `0x`.
[[nodiscard]] Result<Bytes, HexError> fromHex0x(std::string_view text);
/// Exactly `out.size()` bytes after a mandatory `0x`; `out` is untouched on failure.
[[nodiscard]] Result<void, HexError> fromHex0xInto(std::string_view text, std::span<std::uint8_t> out);

} // namespace till
