#pragma once

#include "core/support/clock.h"
#include "core/support/entropy.h"

namespace till::keeper {

/// The machine's clock.
class SystemClock : public Clock {
public:
    [[nodiscard]] Instant now() const override;
};

/// libsodium's randomness, which is the kernel's.
class SystemEntropy : public Entropy {
public:
    void fill(std::span<std::uint8_t> out) override;
};

} // namespace till::keeper
