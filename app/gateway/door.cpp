#include "app/gateway/door.h"

#include <algorithm>
#include <array>

namespace till::gateway {

namespace {

// Over the Unix socket there is no address to name; clients send one of these.
constexpr std::array kLocalSocketHosts{"localhost", "127.0.0.1", "[::1]"};

} // namespace

void Door::addAddress(const std::string& host, std::uint16_t port)
{
    m_authorities.push_back(host + ":" + std::to_string(port));
    m_authorities.push_back("localhost:" + std::to_string(port));
    m_ports.push_back(port);
}

std::optional<Problem> Door::check(const http::HttpRequest& head) const
{
    const std::string* host = head.header("Host"); // there is exactly one: the reader saw to that
    if (host == nullptr) {
        return problemOf("bad_host", "The request has no Host header.");
    }
    const auto isHost = [host](std::string_view own) { return http::isName(*host, own); };
    const bool isOurs =
        std::any_of(m_authorities.begin(), m_authorities.end(), isHost) ||
        (head.peer.isLocalSocket && std::any_of(kLocalSocketHosts.begin(), kLocalSocketHosts.end(), isHost));
    if (!isOurs) {
        return problemOf("bad_host", "The Host header names another server than this endpoint.");
    }
    if (head.count("Origin") > 0 || head.count("Sec-Fetch-Site") > 0) {
        return problemOf("forbidden_origin", "The request was sent by a web page, or says so.");
    }
    return std::nullopt;
}

} // namespace till::gateway
