#pragma once

#include <string_view>

namespace till::http {

/// RFC 9110 section 5.6.2: a non-empty token.
[[nodiscard]] bool isToken(std::string_view text);
/// True without control characters; a tab may be there. Bytes above 127 are opaque text.
[[nodiscard]] bool isCleanText(std::string_view text);
/// True for "name:value" with a token as name, no blank before the colon, and a clean value. Folded lines
/// fail.
[[nodiscard]] bool isFieldLine(std::string_view line);
/// Without blanks and tabs at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// How far one line of `text` goes.
struct Line {
    enum class Kind { Whole, Incomplete, Bad };
    Kind kind = Kind::Incomplete;
    std::string_view text; ///< without its CRLF
};

/// The first line of `text`. Bad: a line feed without carriage return before it.
[[nodiscard]] Line firstLine(std::string_view text);

} // namespace till::http
