#pragma once

#include <cstddef>
#include <cstdint>

namespace till::tests {

/// One 64-bit number taken apart into choices; 0 is the simplest of each, so rapidcheck's shrinking
/// simplifies.
class Choices {
public:
    explicit Choices(std::uint64_t word) : m_word(word) {}
    std::size_t upTo(std::uint64_t count)
    {
        const std::uint64_t chosen = m_word % count;
        m_word /= count;
        return static_cast<std::size_t>(chosen);
    }
    /// True once in `count` times.
    bool once(std::uint64_t count) { return upTo(count) == count - 1; }

private:
    std::uint64_t m_word;
};

} // namespace till::tests
