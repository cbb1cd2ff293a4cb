#include "app/gateway/url.h"

#include "app/gateway/limits.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <arpa/inet.h>

namespace till::gateway {

namespace {

constexpr std::size_t kMaxLabelBytes = 63;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    return out;
}

/// Visible ASCII without the characters that other readers repair or give another meaning.
bool isUrlText(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return c > 0x20 && c < 0x7f && std::string_view("\\\"<>").find(c) == std::string_view::npos;
    });
}

bool isLabel(std::string_view label)
{
    return !label.empty() && label.size() <= kMaxLabelBytes && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || isDigit(c) || c == '-' || c == '_'; });
}

/// True for what URL readers take for a number of an IPv4 address: "1", "0x7f".
bool looksNumeric(std::string_view label)
{
    return std::all_of(label.begin(), label.end(), isDigit) || label.starts_with("0x");
}

bool isName(std::string_view host)
{
    std::string_view rest = host;
    std::string_view label;
    while (true) {
        const std::size_t dot = std::min(rest.find('.'), rest.size());
        label = rest.substr(0, dot);
        if (!isLabel(label)) {
            return false;
        }
        if (dot == rest.size()) {
            break;
        }
        rest.remove_prefix(dot + 1);
    }
    if (!looksNumeric(label)) {
        return true;
    }
    // A last label like a number makes it an IPv4 address, and inet_pton takes only the plain form of one.
    ::in_addr address{};
    return ::inet_pton(AF_INET, std::string(host).c_str(), &address) == 1;
}

/// Canonical text of an IPv6 address in brackets; absent when it is none.
std::optional<std::string> bracketed(std::string_view inner)
{
    ::in6_addr address{};
    if (::inet_pton(AF_INET6, std::string(inner).c_str(), &address) != 1) {
        return std::nullopt;
    }
    std::array<char, INET6_ADDRSTRLEN> text{};
    ::inet_ntop(AF_INET6, &address, text.data(), text.size());
    return "[" + std::string(text.data()) + "]";
}

Result<void, UrlError> readAuthority(std::string_view authority, Url& url)
{
    if (authority.find('@') != std::string_view::npos) {
        return fail(UrlError::UserInfo);
    }
    std::string_view port;
    if (authority.starts_with('[')) {
        const std::size_t close = authority.find(']');
        const auto host =
            close == std::string_view::npos ? std::nullopt : bracketed(authority.substr(1, close - 1));
        if (!host) {
            return fail(UrlError::BadHost);
        }
        url.host = *host;
        port = authority.substr(close + 1);
    } else {
        const std::size_t colon = std::min(authority.find(':'), authority.size());
        url.host = lowered(authority.substr(0, colon));
        port = authority.substr(colon);
        if (url.host.size() > kMaxHostBytes || !isName(url.host)) {
            return fail(UrlError::BadHost);
        }
    }
    const std::uint16_t usual = url.scheme == "https" ? 443 : 80;
    url.port = usual;
    if (!port.empty()) {
        port.remove_prefix(1);
        const auto [stop, error] = std::from_chars(port.data(), port.data() + port.size(), url.port);
        if (authority[authority.size() - port.size() - 1] != ':' || port.empty() || !isDigit(port.front()) ||
            error != std::errc{} || stop != port.data() + port.size() || url.port == 0) {
            return fail(UrlError::BadPort);
        }
    }
    url.authority = url.port == usual ? url.host : url.host + ":" + std::to_string(url.port);
    return {};
}

/// "/a/b/../c" as "/a/c" (RFC 3986 section 5.2.4), so that a redirect's path is what servers see.
std::string withoutDots(std::string_view path)
{
    std::string out;
    while (!path.empty()) {
        const std::size_t next = std::min(path.find('/', 1), path.size());
        const std::string_view segment = path.substr(0, next);
        path.remove_prefix(next);
        if (segment == "/.." || segment == "/.") {
            if (segment == "/..") {
                out.erase(out.rfind('/') == std::string::npos ? 0 : out.rfind('/'));
            }
            if (path.empty()) {
                out.push_back('/');
            }
        } else {
            out.append(segment);
        }
    }
    return out.empty() ? "/" : out;
}

} // namespace

Result<Url, UrlError> parseUrl(std::string_view text)
{
    if (text.size() > kMaxUrlBytes) {
        return fail(UrlError::TooLong);
    }
    if (!isUrlText(text)) {
        return fail(UrlError::BadCharacter);
    }
    const std::size_t colon = text.find("://");
    if (colon == std::string_view::npos) {
        return fail(UrlError::Relative);
    }
    Url url;
    url.scheme = lowered(text.substr(0, colon));
    if (url.scheme != "http" && url.scheme != "https") {
        return fail(UrlError::BadScheme);
    }
    text.remove_prefix(colon + 3);
    text = text.substr(0, text.find('#'));
    const std::size_t end = std::min(text.find_first_of("/?"), text.size());
    if (const auto read = readAuthority(text.substr(0, end), url); !read) {
        return fail(read.error());
    }
    text.remove_prefix(end);
    const std::size_t question = std::min(text.find('?'), text.size());
    url.path = question == 0 ? "/" : std::string(text.substr(0, question));
    url.query = text.substr(question);
    return url;
}

Result<Url, UrlError> resolveLocation(const Url& base, std::string_view location)
{
    location = location.substr(0, location.find('#'));
    const std::size_t firstSlash = std::min(location.find_first_of("/?"), location.size());
    if (location.substr(0, firstSlash).find(':') != std::string_view::npos) { // it has a scheme
        return parseUrl(location);
    }
    if (location.starts_with("//")) {
        return parseUrl(base.scheme + ":" + std::string(location));
    }
    if (location.empty()) {
        return base;
    }
    if (location.starts_with('?')) {
        return parseUrl(base.origin() + base.path + std::string(location));
    }
    const std::size_t question = std::min(location.find('?'), location.size());
    const std::string_view path = location.substr(0, question);
    const std::string whole = path.starts_with('/')
                                  ? std::string(path)
                                  : base.path.substr(0, base.path.rfind('/') + 1) + std::string(path);
    return parseUrl(base.origin() + withoutDots(whole) + std::string(location.substr(question)));
}

std::string_view describe(UrlError error)
{
    switch (error) {
    case UrlError::TooLong:
        return "The URL is longer than 4000 bytes.";
    case UrlError::BadScheme:
        return "The URL's scheme is neither http nor https.";
    case UrlError::UserInfo:
        return "The URL has a user name or password in it.";
    case UrlError::BadHost:
        return "The URL's host is not a plain name or address.";
    case UrlError::BadPort:
        return "The URL's port is not a number from 1 to 65535.";
    case UrlError::BadCharacter:
        return "The URL has a character in it that URLs cannot have; percent-encode it.";
    case UrlError::Relative:
        return "The URL is not absolute.";
    }
    return "The URL cannot be read.";
}

} // namespace till::gateway
