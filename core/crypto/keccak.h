#pragma once

#include "core/support/hex.h"

#include <cstdint>
#include <span>

namespace till::crypto {

/// The byte that ends a message before the sponge's final bit. It is all that sets the two functions apart.
enum class KeccakPad : std::uint8_t {
    Ethereum = 0x01, ///< Keccak as submitted to the SHA-3 contest
    Sha3 = 0x06,     ///< FIPS 202; here only so that tests can compare our permutation with another library's
};

/// The Keccak sponge with capacity 512 and a 256-bit digest. Takes no memory beyond the stack.
[[nodiscard]] Hash256 keccakSponge256(std::span<const std::uint8_t> bytes, KeccakPad pad);

} // namespace till::crypto
