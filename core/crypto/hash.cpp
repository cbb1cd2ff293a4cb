#include "core/crypto/hash.h"

#include "core/crypto/keccak.h"
#include "core/crypto/secret_bytes.h"
#include "core/support/ensure.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <memory>

namespace till::crypto {

namespace {

constexpr std::size_t kSha256BlockBytes = 64;

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// OpenSSL can fail here only when memory is gone or the library is broken; a digest that was not computed
// must never be used.
void require(int openSslResult)
{
    ensure(openSslResult == 1, "OpenSSL computes SHA-256");
}

// Fetched once: an implicit fetch in every call would double its time.
const EVP_MD* sha256Method()
{
    static const EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    require(method != nullptr ? 1 : 0);
    return method;
}

// One running SHA-256. Freeing it wipes the state, which may depend on a key.
class Sha256 {
public:
    Sha256() : m_context(EVP_MD_CTX_new()) { restart(); }

    void restart() { require(EVP_DigestInit_ex2(m_context.get(), sha256Method(), nullptr)); }

    void add(std::span<const std::uint8_t> bytes)
    {
        require(EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()));
    }

    Hash256 finish()
    {
        Hash256 digest;
        require(EVP_DigestFinal_ex(m_context.get(), digest.data(), nullptr));
        return digest;
    }

private:
    struct Free {
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_MD_CTX, Free> m_context;
};

// FIPS 198-1 over SHA-256. Twice as fast as OpenSSL's HMAC object, which matters for the ledger's row MACs.
class Hmac {
public:
    explicit Hmac(std::span<const std::uint8_t> key)
    {
        if (key.size() > kSha256BlockBytes) {
            m_hash.add(key);
            Hash256 shortKey = m_hash.finish();
            std::copy(shortKey.begin(), shortKey.end(), m_pad.begin());
            wipe(shortKey);
            m_hash.restart();
        } else {
            std::copy(key.begin(), key.end(), m_pad.begin());
        }
        for (std::uint8_t& byte : m_pad) {
            byte ^= 0x36;
        }
        m_hash.add(m_pad);
    }
    ~Hmac() { wipe(m_pad); }
    Hmac(const Hmac&) = delete;
    Hmac& operator=(const Hmac&) = delete;

    void add(std::span<const std::uint8_t> bytes) { m_hash.add(bytes); }

    Hash256 finish()
    {
        Hash256 inner = m_hash.finish();
        for (std::uint8_t& byte : m_pad) {
            byte ^= 0x36 ^ 0x5c;
        }
        m_hash.restart();
        m_hash.add(m_pad);
        m_hash.add(inner);
        wipe(inner);
        return m_hash.finish();
    }

private:
    Sha256 m_hash;
    std::array<std::uint8_t, kSha256BlockBytes> m_pad{};
};

} // namespace

Hash256 keccak256(std::span<const std::uint8_t> bytes)
{
    return keccakSponge256(bytes, KeccakPad::Ethereum);
}

Hash256 keccak256(std::string_view text)
{
    return keccak256(bytesOf(text));
}

Hash256 sha256(std::span<const std::uint8_t> bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hash.finish();
}

Hash256 sha256(std::string_view text)
{
    return sha256(bytesOf(text));
}

Hash256 hmacOfParts(std::span<const std::uint8_t> key, std::initializer_list<std::string_view> parts)
{
    Hmac hmac(key);
    for (const std::string_view part : parts) {
        std::array<std::uint8_t, 8> length{};
        for (std::size_t i = 0; i < length.size(); ++i) {
            length[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(part.size()) >> (56 - 8 * i));
        }
        hmac.add(length);
        hmac.add(bytesOf(part));
    }
    return hmac.finish();
}

Hash256 hmacSha256(std::span<const std::uint8_t> key, std::span<const std::uint8_t> message)
{
    Hmac hmac(key);
    hmac.add(message);
    return hmac.finish();
}

bool equalConstantTime(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b)
{
    return a.size() == b.size() && (a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

} // namespace till::crypto
