#pragma once

#include <algorithm>
#include <cstdint>

namespace till::supervisor {

/// How long to wait before a program that ended is started again: 50 ms, doubling to 5 s, and from the start
/// again once it has lived for 10 s. One that had been serving waits at most 200 ms: agents are waiting for
/// it, and a crash in service says nothing about whether it can start.
class Backoff {
public:
    static constexpr std::int64_t kFirstMs = 50;
    static constexpr std::int64_t kLongestMs = 5'000;
    static constexpr std::int64_t kLongestAfterServiceMs = 200;
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

    /// The same after a life in which it was up and serving.
    [[nodiscard]] std::int64_t afterServiceOf(std::int64_t livedMs)
    {
        m_nextMs = std::min(m_nextMs, kLongestAfterServiceMs);
        return std::min(afterLifeOf(livedMs), kLongestAfterServiceMs);
    }

private:
    std::int64_t m_nextMs = kFirstMs;
};

} // namespace till::supervisor
