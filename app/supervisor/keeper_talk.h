#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace till::supervisor {

/// Our side of the talk with the keeper: it says hello at each start, and we tell it where the endpoint is.
/// Reads frames, gives back frames; the socket is the caller's.
class KeeperTalk {
public:
    /// `bootId` is ours, random.
    explicit KeeperTalk(std::string bootId) : m_bootId(std::move(bootId)) {}

    /// One frame from the keeper; gives what to send.
    [[nodiscard]] std::vector<std::string> receive(std::string_view frame);
    /// The endpoint and the practice shop (or an empty text) are up; gives what to send.
    [[nodiscard]] std::vector<std::string> endpointUp(std::string endpoint, std::string practiceShop);

    /// A keeper of our version has said hello.
    [[nodiscard]] bool isUp() const { return !m_keeperBootId.empty(); }
    /// A keeper of another version has said hello; it cannot be used.
    [[nodiscard]] bool isForeign() const { return m_isForeign; }

private:
    [[nodiscard]] std::string endpointFrame();

    std::string m_bootId;
    std::string m_keeperBootId;
    std::string m_endpoint;
    std::string m_practiceShop;
    std::int64_t m_lastId = 0;
    bool m_isForeign = false;
};

} // namespace till::supervisor
