#pragma once

#include <algorithm>
#include <cstdint>

namespace till::supervisor {

/// How long to wait before a program that ended is started again: 50 ms, doubling to 5 s, and from the start
/// again once it has lived for 10 s.
class Backoff {
public:
    static constexpr std::int64_t kFirstMs = 50;
    static constexpr std::int64_t kLongestMs = 5'000;
    static constexpr std::int64_t kHealthyMs = 10'000;

    /// The wait after a life of so many milliseconds.
    [[nodiscard]] std::int64_t afterLifeOf(std::int64_t livedMs)
    {
        if (livedMs >= kHealthyMs) {
            m_nextMs = kFirstMs;
        }
        const std::int64_t wait = m_nextMs;
        m_nextMs = std::min(m_nextMs * 2, kLongestMs);
        return wait;
    }

private:
    std::int64_t m_nextMs = kFirstMs;
};

} // namespace till::supervisor
