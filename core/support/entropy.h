#pragma once

#include <cstdint>
#include <span>

namespace till {

/// Where randomness comes in. The real one is libsodium's; tests hand in a fixed one.
class Entropy {
public:
    virtual ~Entropy() = default;
    /// Fills all of `out` with unpredictable bytes. Never fails: a system without randomness aborts.
    virtual void fill(std::span<std::uint8_t> out) = 0;
};

} // namespace till
