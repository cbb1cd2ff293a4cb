#include "core/crypto/secret_bytes.h"

#include "core/support/ensure.h"

#include <sodium.h>

#include <algorithm>
#include <utility>

namespace till::crypto {

namespace {

std::uint8_t* lockedMemory(std::size_t size)
{
    if (size == 0) {
        return nullptr;
    }
    initialise(); // does nothing the second time
    void* const memory = sodium_malloc(size);
    // sodium_malloc says nothing when locking fails; locking twice is harmless and does say so.
    ensure(memory != nullptr && sodium_mlock(memory, size) == 0,
           "secrets are in locked memory (RLIMIT_MEMLOCK)");
    auto* const bytes = static_cast<std::uint8_t*>(memory);
    std::fill_n(bytes, size, std::uint8_t{0});
    return bytes;
}

} // namespace

SecretBytes::SecretBytes(std::size_t size) : m_bytes(lockedMemory(size)), m_size(size) {}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : m_bytes(std::exchange(other.m_bytes, nullptr)), m_size(std::exchange(other.m_size, 0))
{
}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept
{
    if (this != &other) {
        sodium_free(m_bytes); // wipes
        m_bytes = std::exchange(other.m_bytes, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

SecretBytes::~SecretBytes()
{
    sodium_free(m_bytes); // wipes; nothing for null
}

SecretBytes SecretBytes::takeFrom(std::span<std::uint8_t> source)
{
    SecretBytes secret(source.size());
    std::copy(source.begin(), source.end(), secret.m_bytes);
    wipe(source);
    return secret;
}

SecretBytes SecretBytes::duplicate() const
{
    SecretBytes copy(m_size);
    std::copy_n(m_bytes, m_size, copy.m_bytes);
    return copy;
}

void initialise()
{
    ensure(sodium_init() >= 0, "libsodium starts");
}

} // namespace till::crypto
