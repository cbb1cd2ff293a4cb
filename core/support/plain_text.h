#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace till {

/// Makes a stranger's text safe to show as plain text: invalid UTF-8 becomes U+FFFD, control characters
/// become their pictures (U+2400 block; those without one `‹U+0080›`), bidirectional and zero-width
/// characters become `‹U+202E›`, and line ends of every kind become `␊`. The answer never has more than
/// `maxBytes` bytes: what is longer is cut between two characters, with a trailing `…` within those bytes.
[[nodiscard]] std::string toVisibleText(std::string_view text, std::size_t maxBytes);

/// True for non-empty valid UTF-8 of at most `maxBytes` without control characters, line ends of any kind,
/// and the characters that embed, override or isolate a writing direction.
[[nodiscard]] bool isPlainLine(std::string_view text, std::size_t maxBytes);

} // namespace till
