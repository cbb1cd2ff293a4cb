#pragma once

#include "app/http/http_message.h"

#include <cstdint>
#include <ctime>
#include <string>

namespace till::http {

/// How the body of an answer is marked off.
enum class BodyForm { Sized, Chunked, UntilClose, None };

/// What the server itself says in the head of an answer.
struct HeadFacts {
    BodyForm form = BodyForm::Sized;
    std::uint64_t contentLength = 0;
    bool closes = false;
    std::string_view date; ///< IMF-fixdate
};

/// Appends status line, headers and empty line to `out`. Framing headers of the handler and headers that
/// could break the head apart are left out.
void appendHead(std::string& out, int status, const std::vector<Header>& headers, const HeadFacts& facts);

/// True when name and value may stand in a head: a token, and no control characters.
[[nodiscard]] bool isSafeHeader(const Header& header);

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 section 5.6.7).
[[nodiscard]] std::string httpDate(std::time_t seconds);

} // namespace till::http
