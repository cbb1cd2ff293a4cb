#include "core/crypto/secp256k1.h"

#include "core/support/ensure.h"

#include <secp256k1.h>
#include <secp256k1_recovery.h>

#include <algorithm>

namespace till::crypto {

namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kSignatureBytes = 65;
constexpr std::uint8_t kFirstV = 27; // EIP-191 and the Yellow Paper, appendix F: v = 27 + parity of R's y

} // namespace

struct Secp256k1::Context {
    secp256k1_context* native = nullptr;
};

std::string EvmSignature::toHex0x() const
{
    return till::toHex0x(bytes);
}

Secp256k1::Secp256k1(std::span<const std::uint8_t, 32> blind)
    : m_context(new Context{secp256k1_context_create(SECP256K1_CONTEXT_NONE)})
{
    // Documented as never failing; signing unblinded is not an option.
    ensure(secp256k1_context_randomize(m_context->native, blind.data()) == 1,
           "libsecp256k1 blinds its context");
}

Secp256k1::~Secp256k1()
{
    secp256k1_context_destroy(m_context->native);
    delete m_context;
}

Result<EvmSignature, Secp256k1Error> Secp256k1::sign(const Hash256& digest,
                                                     std::span<const std::uint8_t> privateKey) const
{
    if (privateKey.size() != kKeyBytes) {
        return fail(Secp256k1Error::InvalidKey);
    }
    secp256k1_ecdsa_recoverable_signature native;
    if (secp256k1_ecdsa_sign_recoverable(m_context->native, &native, digest.data(), privateKey.data(),
                                         secp256k1_nonce_function_rfc6979, nullptr) != 1) {
        return fail(Secp256k1Error::InvalidKey);
    }
    EvmSignature signature;
    int recoveryId = 0;
    secp256k1_ecdsa_recoverable_signature_serialize_compact(m_context->native, signature.bytes.data(),
                                                            &recoveryId, &native);
    if (recoveryId > 1) {
        return fail(Secp256k1Error::NotRecoverable); // r overflowed: one in 2^127, and v cannot say so
    }
    signature.bytes.back() = static_cast<std::uint8_t>(kFirstV + recoveryId);
    return signature;
}

Result<PublicKey, Secp256k1Error> Secp256k1::publicKey(std::span<const std::uint8_t> privateKey) const
{
    secp256k1_pubkey native;
    if (privateKey.size() != kKeyBytes ||
        secp256k1_ec_pubkey_create(m_context->native, &native, privateKey.data()) != 1) {
        return fail(Secp256k1Error::InvalidKey);
    }
    std::array<std::uint8_t, 65> prefixed{};
    std::size_t size = prefixed.size();
    secp256k1_ec_pubkey_serialize(m_context->native, prefixed.data(), &size, &native,
                                  SECP256K1_EC_UNCOMPRESSED);
    PublicKey key;
    std::copy(prefixed.begin() + 1, prefixed.end(), key.begin());
    return key;
}

Result<PublicKey, Secp256k1Error> Secp256k1::recover(const Hash256& digest,
                                                     std::span<const std::uint8_t> signature65) const
{
    if (signature65.size() != kSignatureBytes ||
        (signature65.back() != kFirstV && signature65.back() != kFirstV + 1)) {
        return fail(Secp256k1Error::InvalidSignature);
    }
    secp256k1_ecdsa_recoverable_signature recoverable;
    if (secp256k1_ecdsa_recoverable_signature_parse_compact(
            m_context->native, &recoverable, signature65.data(), signature65.back() - kFirstV) != 1) {
        return fail(Secp256k1Error::InvalidSignature);
    }
    secp256k1_ecdsa_signature plain;
    secp256k1_ecdsa_recoverable_signature_convert(m_context->native, &plain, &recoverable);
    // EIP-2: a high s is the same signature in a second form, which token contracts refuse.
    const bool isHighS = secp256k1_ecdsa_signature_normalize(m_context->native, nullptr, &plain) == 1;
    secp256k1_pubkey native;
    if (isHighS || secp256k1_ecdsa_recover(m_context->native, &native, &recoverable, digest.data()) != 1) {
        return fail(Secp256k1Error::InvalidSignature);
    }
    std::array<std::uint8_t, 65> prefixed{};
    std::size_t size = prefixed.size();
    secp256k1_ec_pubkey_serialize(m_context->native, prefixed.data(), &size, &native,
                                  SECP256K1_EC_UNCOMPRESSED);
    PublicKey key;
    std::copy(prefixed.begin() + 1, prefixed.end(), key.begin());
    return key;
}

Result<void, Secp256k1Error> Secp256k1::addTweak(std::span<std::uint8_t> privateKey,
                                                 std::span<const std::uint8_t> tweak) const
{
    if (privateKey.size() != kKeyBytes || tweak.size() != kKeyBytes ||
        secp256k1_ec_seckey_tweak_add(m_context->native, privateKey.data(), tweak.data()) != 1) {
        return fail(Secp256k1Error::InvalidKey);
    }
    return {};
}

Result<std::array<std::uint8_t, 33>, Secp256k1Error>
Secp256k1::compressedPublicKey(std::span<const std::uint8_t> privateKey) const
{
    secp256k1_pubkey native;
    if (privateKey.size() != kKeyBytes ||
        secp256k1_ec_pubkey_create(m_context->native, &native, privateKey.data()) != 1) {
        return fail(Secp256k1Error::InvalidKey);
    }
    std::array<std::uint8_t, 33> key{};
    std::size_t size = key.size();
    secp256k1_ec_pubkey_serialize(m_context->native, key.data(), &size, &native, SECP256K1_EC_COMPRESSED);
    return key;
}

} // namespace till::crypto
