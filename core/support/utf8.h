#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace till {

/// One step through UTF-8: how many bytes it took, and the character, absent where the bytes are not valid
/// UTF-8 (then `length` covers the longest start of a character, at least one byte, as the Unicode Standard
/// advises).
struct Utf8Step {
    std::size_t length = 0;
    std::optional<char32_t> character;
};

/// Reads the first character of non-empty `text`. Overlong forms, surrogates and values above U+10FFFF are
/// invalid.
[[nodiscard]] Utf8Step nextUtf8(std::string_view text);
[[nodiscard]] bool isValidUtf8(std::string_view text);
/// Appends a character that nextUtf8 could have read.
void appendUtf8(std::string& out, char32_t character);

} // namespace till
