#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace till {

/// Makes a stranger's text safe to show as plain text: invalid UTF-8 becomes U+FFFD, control characters
/// become their pictures (U+2400 block), bidirectional and zero-width characters become `‹U+202E›`, and
/// what is longer than `maxBytes` is cut at a character with a trailing `…`. Line ends become `␊`.
[[nodiscard]] std::string toVisibleText(std::string_view text, std::size_t maxBytes);

/// True for non-empty valid UTF-8 of at most `maxBytes` without control characters.
[[nodiscard]] bool isPlainLine(std::string_view text, std::size_t maxBytes);

} // namespace till
