#include "core/crypto/bip32.h"

#include "core/crypto/hmac_sha512.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace till::crypto {

namespace {

constexpr std::uint32_t kHardened = 0x8000'0000;
constexpr std::size_t kMinSeedBytes = 16; // BIP-32, "Master key generation"
constexpr std::size_t kMaxSeedBytes = 64;
constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kExtendedBytes = 64;           // private key ‖ chain code
constexpr std::size_t kChildInputBytes = 1 + 32 + 4; // 0x00 ‖ key, or compressed public key; then the index
constexpr std::string_view kMasterKey = "Bitcoin seed"; // BIP-32, for every coin

// One step of CKDpriv: replaces `node` (key ‖ chain code) by its child.
Result<void, DerivationError> descend(const Secp256k1& curve, SecretBytes& node, SecretBytes& scratch,
                                      std::uint32_t index)
{
    const auto key = node.writable().first(kKeyBytes);
    const auto chainCode = node.writable().last(kKeyBytes);
    const auto input = scratch.writable().first(kChildInputBytes);
    const auto digest = scratch.writable().last(kExtendedBytes);
    if ((index & kHardened) != 0) {
        input[0] = 0;
        std::copy(key.begin(), key.end(), input.begin() + 1);
    } else {
        const auto point = curve.compressedPublicKey(key);
        if (!point) {
            return fail(DerivationError::InvalidChild);
        }
        std::copy(point->begin(), point->end(), input.begin());
    }
    for (unsigned i = 0; i < 4; ++i) {
        input[33 + i] = static_cast<std::uint8_t>(index >> (24 - 8 * i));
    }
    hmacSha512(chainCode, input, digest);
    if (!curve.addTweak(key, digest.first(kKeyBytes))) {
        return fail(DerivationError::InvalidChild);
    }
    const auto newChainCode = digest.last(kKeyBytes);
    std::copy(newChainCode.begin(), newChainCode.end(), chainCode.begin());
    return {};
}

} // namespace

Result<SecretBytes, DerivationError> deriveSecp256k1(const Secp256k1& curve,
                                                     std::span<const std::uint8_t> seed,
                                                     std::span<const std::uint32_t> path)
{
    if (seed.size() < kMinSeedBytes || seed.size() > kMaxSeedBytes) {
        return fail(DerivationError::InvalidSeed);
    }
    SecretBytes node(kExtendedBytes);
    SecretBytes scratch(kChildInputBytes + kExtendedBytes);
    hmacSha512({reinterpret_cast<const std::uint8_t*>(kMasterKey.data()), kMasterKey.size()}, seed,
               node.writable());
    if (!curve.publicKey(node.readable().first(kKeyBytes))) {
        return fail(DerivationError::InvalidSeed);
    }
    for (const std::uint32_t index : path) {
        if (auto step = descend(curve, node, scratch, index); !step) {
            return fail(step.error());
        }
    }
    return SecretBytes::takeFrom(node.writable().first(kKeyBytes));
}

Result<SecretBytes, DerivationError> deriveEvmAccount(const Secp256k1& curve,
                                                      std::span<const std::uint8_t> seed, std::uint32_t index)
{
    if ((index & kHardened) != 0) {
        return fail(DerivationError::InvalidChild); // the last step of the account path is never hardened
    }
    const std::array<std::uint32_t, 5> path = {kHardened | 44, kHardened | 60, kHardened | 0, 0, index};
    return deriveSecp256k1(curve, seed, path);
}

} // namespace till::crypto
