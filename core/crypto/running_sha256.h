#pragma once

#include "core/support/hex.h"

#include <memory>
#include <span>

namespace till::crypto {

/// SHA-256 (FIPS 180-4) of what comes in parts, for files that are larger than memory should hold.
class RunningSha256 {
public:
    RunningSha256();
    ~RunningSha256();
    RunningSha256(RunningSha256&&) noexcept;
    RunningSha256& operator=(RunningSha256&&) noexcept;

    RunningSha256& add(std::span<const std::uint8_t> bytes);
    /// The digest of everything so far; more may follow.
    [[nodiscard]] Hash256 digest() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace till::crypto
