#include "app/gateway/rate_limit.h"

#include <algorithm>
#include <cmath>

namespace till::gateway {

namespace {

double secondsBetween(RateLimit::Time from, RateLimit::Time to)
{
    return std::chrono::duration<double>(to - from).count();
}

} // namespace

RateLimit::RateLimit(double perSecond, double burst, std::size_t maxAgents)
    : m_perSecond(perSecond), m_burst(burst), m_maxAgents(maxAgents)
{
}

std::optional<int> RateLimit::take(const std::string& agent, Time now)
{
    auto found = m_buckets.find(agent);
    if (found == m_buckets.end()) {
        if (m_buckets.size() >= m_maxAgents) {
            forgetSome(now);
        }
        found = m_buckets.emplace(agent, Bucket{m_burst, now}).first;
    }
    Bucket& bucket = found->second;
    bucket.left = std::min(m_burst, bucket.left + secondsBetween(bucket.at, now) * m_perSecond);
    bucket.at = now;
    if (bucket.left >= 1) {
        bucket.left -= 1;
        return std::nullopt;
    }
    return std::max(1, static_cast<int>(std::ceil((1 - bucket.left) / m_perSecond)));
}

void RateLimit::forgetSome(Time now)
{
    // Full buckets say nothing that a new one would not say.
    std::erase_if(m_buckets, [&](const auto& each) {
        return each.second.left + secondsBetween(each.second.at, now) * m_perSecond >= m_burst;
    });
    while (m_buckets.size() >= m_maxAgents) {
        m_buckets.erase(
            std::min_element(m_buckets.begin(), m_buckets.end(),
                             [](const auto& a, const auto& b) { return a.second.at < b.second.at; }));
    }
}

} // namespace till::gateway
