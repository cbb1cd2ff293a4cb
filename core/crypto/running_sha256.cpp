#include "core/crypto/running_sha256.h"

#include <sodium.h>

namespace till::crypto {

struct RunningSha256::State {
    crypto_hash_sha256_state sodium{};
};

RunningSha256::RunningSha256() : m_state(std::make_unique<State>())
{
    crypto_hash_sha256_init(&m_state->sodium);
}

RunningSha256::~RunningSha256() = default;
RunningSha256::RunningSha256(RunningSha256&&) noexcept = default;
RunningSha256& RunningSha256::operator=(RunningSha256&&) noexcept = default;

RunningSha256& RunningSha256::add(std::span<const std::uint8_t> bytes)
{
    crypto_hash_sha256_update(&m_state->sodium, bytes.data(), bytes.size());
    return *this;
}

Hash256 RunningSha256::digest() const
{
    crypto_hash_sha256_state copy = m_state->sodium;
    Hash256 digest{};
    crypto_hash_sha256_final(&copy, digest.data());
    return digest;
}

} // namespace till::crypto
