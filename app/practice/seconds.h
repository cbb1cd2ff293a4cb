#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace till::practice {

/// A uint256 of Unix seconds as x402 sends it, decimal digits in a string; absent when it is no such text or
/// does not fit 64 bits.
[[nodiscard]] std::optional<std::uint64_t> readSeconds(std::string_view digits);

} // namespace till::practice
