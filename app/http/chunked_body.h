#pragma once

#include "app/http/http_limits.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace till::http {

/// Takes the chunked framing off a request's body (RFC 9112 section 7.1). Strict: CRLF only, sizes of at most
/// 16 hexadecimal digits, no blanks. Extensions and trailer are checked for their form and dropped.
///
/// Beast's own reader of chunks is not used: that of Boost 1.74 asserts on a last chunk that arrives bit by
/// bit.
class ChunkedBody {
public:
    enum class State { NeedMore, Done, Malformed, TooLarge };

    ChunkedBody(const HttpLimits& limits, std::size_t maxBytes);

    /// Reads from `bytes`, appends what is body to `body`, and says in `taken` how much of `bytes` is done
    /// with. Hand in the rest again, with more after it.
    [[nodiscard]] State read(std::string_view bytes, std::string& body, std::size_t& taken);

private:
    enum class Part { SizeLine, Bytes, BytesEnd, Trailer };

    [[nodiscard]] State readSizeLine(std::string_view line, std::size_t bodySize);
    [[nodiscard]] State readTrailerLine(std::string_view line);

    std::size_t m_maxLineBytes;
    std::size_t m_maxTrailerBytes;
    std::size_t m_maxBytes;
    std::size_t m_trailerBytes = 0;
    std::uint64_t m_left = 0; ///< of the chunk at hand
    Part m_part = Part::SizeLine;
};

} // namespace till::http
