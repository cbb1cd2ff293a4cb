#pragma once

#include "core/crypto/secret_bytes.h"
#include "core/support/hex.h"
#include "core/support/result.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>

namespace till::crypto {

enum class Secp256k1Error { InvalidKey, InvalidSignature, NotRecoverable };

/// r ‖ s ‖ v with low s and v = 27 or 28 (EIP-2, EIP-191), as token contracts and x402 facilitators take it.
struct EvmSignature {
    std::array<std::uint8_t, 65> bytes{};
    [[nodiscard]] std::string toHex0x() const;
};

using PublicKey = std::array<std::uint8_t, 64>; ///< x ‖ y, without the 0x04 prefix

/// libsecp256k1 with a context that is blinded once, on construction. Everything else is const, and several
/// threads may use one object at once.
class Secp256k1 {
public:
    /// `blind` are 32 random bytes that randomise the context against side channels.
    explicit Secp256k1(std::span<const std::uint8_t, 32> blind);
    ~Secp256k1();
    Secp256k1(const Secp256k1&) = delete;
    Secp256k1& operator=(const Secp256k1&) = delete;

    /// Deterministic (RFC 6979, no extra entropy): the same key and digest always give the same 65 bytes.
    [[nodiscard]] Result<EvmSignature, Secp256k1Error> sign(const Hash256& digest,
                                                            std::span<const std::uint8_t> privateKey) const;
    [[nodiscard]] Result<PublicKey, Secp256k1Error> publicKey(std::span<const std::uint8_t> privateKey) const;
    /// Who signed. Refuses high s and any v but 27 and 28.
    [[nodiscard]] Result<PublicKey, Secp256k1Error> recover(const Hash256& digest,
                                                            std::span<const std::uint8_t> signature65) const;
    /// (key + tweak) mod n, for BIP-32. Fails on zero or out of range.
    [[nodiscard]] Result<void, Secp256k1Error> addTweak(std::span<std::uint8_t> privateKey,
                                                        std::span<const std::uint8_t> tweak) const;
    [[nodiscard]] Result<std::array<std::uint8_t, 33>, Secp256k1Error>
    compressedPublicKey(std::span<const std::uint8_t> privateKey) const;

private:
    struct Context;
    Context* m_context;
};

} // namespace till::crypto
