#pragma once

#include "app/http/http_limits.h"
#include "app/http/http_message.h"

#include <cstdint>
#include <optional>

namespace till::http {

/// How the body of a request is marked off.
struct Framing {
    bool isChunked = false;
    std::uint64_t contentLength = 0;
    bool expectsContinue = false;
};

/// Looks at the raw bytes of a head (through its empty line) for what Beast would let pass: bare LF or CR,
/// NUL, folded lines, a space before the colon, too many lines.
[[nodiscard]] std::optional<Refusal> checkRawHead(std::string_view head, const HttpLimits& limits);

/// Judges the fields of a head that Beast has read: target, Host, Content-Length, Transfer-Encoding, Expect.
/// Fills path, query and wantsClose of `request`, and `framing`.
[[nodiscard]] std::optional<Refusal> checkFields(HttpRequest& request, std::string_view target,
                                                 Framing& framing);

} // namespace till::http
