#include "core/crypto/self_test.h"

#include "core/crypto/aead.h"
#include "core/crypto/bip32.h"
#include "core/crypto/bip39.h"
#include "core/crypto/hash.h"
#include "core/crypto/kdf.h"
#include "core/crypto/secp256k1.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace till::crypto {

namespace {

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

bool isHex(std::span<const std::uint8_t> bytes, std::string_view expected)
{
    return toHex(bytes) == expected;
}

/// 32 bytes that go up from `first`.
std::array<std::uint8_t, 32> rising(std::uint8_t first)
{
    std::array<std::uint8_t, 32> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<std::uint8_t>(first + i);
    }
    return bytes;
}

// FIPS 180-4, the example "abc" of one block.
bool sha256Holds()
{
    return isHex(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

// RFC 4231, test case 2.
bool hmacSha256Holds()
{
    return isHex(hmacSha256(bytesOf("Jefe"), bytesOf("what do ya want for nothing?")),
                 "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

// RFC 5869, A.1: its PRK, info, and the first block of its OKM.
bool hkdfHolds()
{
    const auto key = fromHex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
    return key && isHex(deriveKey(*key, "\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9").readable(),
                        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
}

// The Keccak team's answer for no message, as Ethereum uses it.
bool keccakHolds()
{
    return isHex(keccak256(std::string_view()),
                 "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
}

// RFC 6979 on secp256k1 with the key 1 and SHA-256("Satoshi Nakamoto"), as the libraries of Bitcoin share it;
// and the way back to its public key, the curve's generator (SEC 2, section 2.4.1).
bool secp256k1Holds()
{
    const Secp256k1 curve(rising(1));
    std::array<std::uint8_t, 32> one{};
    one.back() = 1;
    const Hash256 digest = sha256("Satoshi Nakamoto");
    const auto signature = curve.sign(digest, one);
    if (!signature || !isHex(std::span(signature->bytes).first(64),
                             "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"
                             "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5")) {
        return false;
    }
    const auto signer = curve.recover(digest, signature->bytes);
    return signer && isHex(*signer, "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
                                    "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8");
}

// draft-irtf-cfrg-xchacha-03, A.3.1; and a changed byte is noticed.
bool aeadHolds()
{
    constexpr std::string_view plain =
        "Ladies and Gentlemen of the class of '99: If I could offer you only one "
        "tip for the future, sunscreen would be it.";
    const auto associated = fromHex("50515253c0c1c2c3c4c5c6c7");
    std::array<std::uint8_t, kAeadNonceBytes> nonce{};
    std::copy_n(rising(0x40).begin(), nonce.size(), nonce.begin());
    const auto key = rising(0x80);
    if (!associated) {
        return false;
    }
    Bytes sealed = seal(bytesOf(plain), *associated, nonce, key);
    if (!isHex(std::span(sealed).last(kAeadTagBytes), "c0875924c1c7987947deafd8780acf49")) {
        return false;
    }
    const auto opened = open(sealed, *associated, nonce, key);
    sealed.front() ^= 1;
    return opened && std::ranges::equal(opened->readable(), bytesOf(plain)) &&
           !open(sealed, *associated, nonce, key);
}

// The reference implementation (Debian package argon2, 0~20171227):
//   printf %s password | argon2 'somesalt16bytes!' -id -t 2 -k 1024 -p 1 -l 32 -r
// Straight from the library: a vault never takes so little memory, a test at every start must.
bool argon2idHolds()
{
    constexpr std::string_view password = "password";
    std::array<std::uint8_t, 32> key{};
    return crypto_pwhash_argon2id(key.data(), key.size(), password.data(), password.size(),
                                  bytesOf("somesalt16bytes!").data(), 2, std::size_t{1024} * 1024,
                                  crypto_pwhash_argon2id_ALG_ARGON2ID13) == 0 &&
           isHex(key, "d6650e90c7310ea75c86bd61088cb266f070fc5ff0dc2a17e4197c1566a18f88");
}

// BIP-39's published vectors, the first one: PBKDF2-HMAC-SHA512 with 2048 rounds.
bool pbkdf2Holds()
{
    const auto seed =
        seedFromMnemonic(bytesOf("abandon abandon abandon abandon abandon abandon abandon abandon "
                                 "abandon abandon abandon about"),
                         bytesOf("TREZOR"));
    return isHex(seed.readable(), "c55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e5349553"
                                  "1f09a6987599d18264c1e1c92f2cf141630c7a3c4ab7c81b2f001698e7463b04");
}

// BIP-32, test vector 1, chain m/0': HMAC-SHA-512 and the addition of keys.
bool bip32Holds()
{
    const Secp256k1 curve(rising(1));
    const std::array<std::uint32_t, 1> path = {0x8000'0000};
    const auto seed = rising(0);
    const auto key = deriveSecp256k1(curve, std::span(seed).first(16), path);
    return key && isHex(key->readable(), "edb2e14f9ee77d26dd93b4ecede8d16ed408ce149b6cd80b0715a2d911a0afea");
}

constexpr std::array kAnswers = {
    KnownAnswer{"SHA-256", sha256Holds},
    KnownAnswer{"HMAC-SHA-256", hmacSha256Holds},
    KnownAnswer{"HKDF-SHA-256", hkdfHolds},
    KnownAnswer{"Keccak-256", keccakHolds},
    KnownAnswer{"ECDSA on secp256k1", secp256k1Holds},
    KnownAnswer{"XChaCha20-Poly1305", aeadHolds},
    KnownAnswer{"Argon2id", argon2idHolds},
    KnownAnswer{"PBKDF2-HMAC-SHA-512", pbkdf2Holds},
    KnownAnswer{"BIP-32", bip32Holds},
};

} // namespace

std::span<const KnownAnswer> knownAnswers()
{
    return kAnswers;
}

std::optional<std::string_view> firstWrongAnswer(std::span<const KnownAnswer> answers)
{
    const auto wrong = std::ranges::find_if(answers, [](const KnownAnswer& each) { return !each.holds(); });
    return wrong == answers.end() ? std::nullopt : std::optional(wrong->primitive);
}

} // namespace till::crypto
