#pragma once

#include "core/support/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace till {

enum class Base64Error { BadCharacter, BadPadding, TooLong };

/// RFC 4648 section 4: standard alphabet, padded, no line breaks. The form of every x402 header.
[[nodiscard]] std::string toBase64(std::string_view bytes);
/// The strict reverse: url-safe characters, blanks, line ends, missing or non-zero trailing padding bits are
/// refused. `maxBytes` bounds the decoded size.
[[nodiscard]] Result<std::string, Base64Error> fromBase64(std::string_view text, std::size_t maxBytes);

} // namespace till
