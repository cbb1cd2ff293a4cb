#pragma once

#include "app/gateway/problem.h"
#include "app/http/http_message.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace till::gateway {

/// Looks at every request before anything else does: it must be meant for this endpoint, and no web page may
/// have sent it. Against DNS rebinding and pages that post to loopback.
class Door {
public:
    /// The endpoint listens on this address too: "127.0.0.1" or "[::1]".
    void addAddress(const std::string& host, std::uint16_t port);

    /// What is wrong with the request, if anything.
    [[nodiscard]] std::optional<Problem> check(const http::HttpRequest& head) const;
    [[nodiscard]] const std::vector<std::uint16_t>& ports() const { return m_ports; }

private:
    std::vector<std::string> m_authorities;
    std::vector<std::uint16_t> m_ports;
};

} // namespace till::gateway
