#pragma once

#include "core/support/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace till::gateway {

enum class UrlError { TooLong, BadScheme, UserInfo, BadHost, BadPort, BadCharacter, Relative };

/// An absolute http or https URL, read so strictly that no other reader can take it for another host: no user
/// info, no percent signs or upper case kept in the host, IPv4 only as four decimal numbers, no blanks or
/// backslashes.
struct Url {
    std::string scheme; ///< "http" or "https"
    std::string host;   ///< lower case; IPv6 in brackets
    std::uint16_t port = 0;
    std::string authority; ///< host, and port where it is not the scheme's own
    std::string path;      ///< at least "/"
    std::string query;     ///< with its '?', or empty

    /// Without fragment.
    [[nodiscard]] std::string text() const { return origin() + path + query; }
    [[nodiscard]] std::string origin() const { return scheme + "://" + authority; }
};

[[nodiscard]] Result<Url, UrlError> parseUrl(std::string_view text);
/// What a Location header means, seen from `base`.
[[nodiscard]] Result<Url, UrlError> resolveLocation(const Url& base, std::string_view location);
/// One sentence for a problem document.
[[nodiscard]] std::string_view describe(UrlError error);

} // namespace till::gateway
