#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>

namespace till::gateway {

/// A token bucket for each agent: so many requests a second, and so many at once after a quiet time.
class RateLimit {
public:
    using Time = std::chrono::steady_clock::time_point;

    RateLimit(double perSecond, double burst, std::size_t maxAgents);

    /// Counts one request. Absent when it may go on, else the whole seconds to wait, at least 1.
    [[nodiscard]] std::optional<int> take(const std::string& agent, Time now);

private:
    struct Bucket {
        double left = 0;
        Time at;
    };
    void forgetSome(Time now);

    double m_perSecond;
    double m_burst;
    std::size_t m_maxAgents;
    std::unordered_map<std::string, Bucket> m_buckets;
};

} // namespace till::gateway
