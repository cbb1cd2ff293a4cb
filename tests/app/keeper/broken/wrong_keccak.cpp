#include "core/crypto/keccak.h"

// Instead of core/crypto/keccak.cpp, in a keeper whose hash is broken: it must not start.

namespace till::crypto {

Hash256 keccakSponge256(std::span<const std::uint8_t> bytes, KeccakPad)
{
    Hash256 wrong{};
    wrong.front() = static_cast<std::uint8_t>(bytes.size());
    return wrong;
}

} // namespace till::crypto
