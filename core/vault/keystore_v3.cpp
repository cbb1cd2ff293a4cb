#include "core/vault/keystore_v3.h"

#include "core/crypto/aes.h"
#include "core/crypto/hash.h"
#include "core/support/strict_json.h"

#include <algorithm>

namespace till::vault {

using crypto::SecretBytes;

namespace {

constexpr JsonLimits kLimits = {kMaxKeyFileBytes, 8, 400};
constexpr std::size_t kAesKeyBytes = 16;
constexpr std::size_t kSaltBytes = 32;

template <std::size_t Size>
bool readHex(const nlohmann::json& object, const char* name, std::array<std::uint8_t, Size>& out)
{
    const Bytes bytes = hexMember(object, name, Size);
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return !bytes.empty();
}

// keccak256(second half of the derived key ‖ ciphertext)
Hash256 macOfKeystore(const SecretBytes& derived, std::span<const std::uint8_t> ciphertext)
{
    SecretBytes input(kAesKeyBytes + ciphertext.size());
    const auto end = std::copy(derived.readable().begin() + kAesKeyBytes, derived.readable().end(),
                               input.writable().begin());
    std::copy(ciphertext.begin(), ciphertext.end(), end);
    return crypto::keccak256(input.readable());
}

// RFC 4122, version 4.
std::string newUuid(Entropy& entropy)
{
    std::array<std::uint8_t, 16> bytes{};
    entropy.fill(bytes);
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0fU) | 0x40U);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3fU) | 0x80U);
    std::string text = toHex(bytes);
    for (const std::size_t at : {20U, 16U, 12U, 8U}) {
        text.insert(at, "-");
    }
    return text;
}

} // namespace

Result<KeystoreV3, KeyFileError> parseKeystoreV3(std::string_view text)
{
    if (text.size() > kMaxKeyFileBytes) {
        return fail(KeyFileError::TooLarge);
    }
    const auto json = parseStrictJson(text, kLimits);
    if (!json) {
        return fail(KeyFileError::NotJson);
    }
    if (!json->is_object() || !json->contains("version")) {
        return fail(KeyFileError::NotAKeystore);
    }
    if (json->at("version") != 3) {
        return fail(KeyFileError::UnknownVersion);
    }
    // Early files of geth and Parity write the name with a capital.
    const auto crypto = json->contains("crypto") ? json->find("crypto") : json->find("Crypto");
    if (crypto == json->end() || !crypto->is_object()) {
        return fail(KeyFileError::NotAKeystore);
    }
    if (crypto->value("cipher", nlohmann::json()) != "aes-128-ctr") {
        return fail(KeyFileError::UnknownCipher);
    }
    auto setting = readPasswordSetting(*crypto, KeyFileError::NotAKeystore);
    if (!setting) {
        return fail(setting.error());
    }
    KeystoreV3 keystore;
    keystore.setting = std::move(*setting);
    const auto parameters = crypto->find("cipherparams");
    if (parameters == crypto->end() || !parameters->is_object() ||
        !readHex(*parameters, "iv", keystore.firstCounter) ||
        !readHex(*crypto, "ciphertext", keystore.ciphertext) || !readHex(*crypto, "mac", keystore.mac)) {
        return fail(KeyFileError::NotAKeystore);
    }
    if (json->contains("address")) {
        std::array<std::uint8_t, 20> address{};
        if (!readHex(*json, "address", address)) {
            return fail(KeyFileError::NotAKeystore);
        }
        keystore.address = chain::EvmAddress(address);
    }
    return keystore;
}

Result<SecretBytes, KeyFileError> openKeystoreV3(const KeystoreV3& keystore,
                                                 std::span<const std::uint8_t> password,
                                                 const crypto::Secp256k1& curve)
{
    const auto derived = passwordKey(keystore.setting, password);
    if (!derived) {
        return fail(derived.error());
    }
    if (!crypto::equalConstantTime(macOfKeystore(*derived, keystore.ciphertext), keystore.mac)) {
        return fail(KeyFileError::WrongPassphrase);
    }
    SecretBytes key = crypto::aes128Ctr(derived->readable().first(kAesKeyBytes), keystore.firstCounter,
                                        keystore.ciphertext);
    const auto publicKey = curve.publicKey(key.readable());
    if (!publicKey) {
        return fail(KeyFileError::InvalidKey);
    }
    if (keystore.address && *keystore.address != chain::EvmAddress::fromPublicKey(*publicKey)) {
        return fail(KeyFileError::AddressMismatch);
    }
    return key;
}

Result<std::string, KeyFileError> makeKeystoreV3(std::span<const std::uint8_t> key,
                                                 std::span<const std::uint8_t> password,
                                                 crypto::ScryptCost cost, const crypto::Secp256k1& curve,
                                                 Entropy& entropy)
{
    const auto publicKey = curve.publicKey(key);
    if (!publicKey) {
        return fail(KeyFileError::InvalidKey);
    }
    ScryptSetting setting{cost, Bytes(kSaltBytes)};
    entropy.fill(setting.salt);
    std::array<std::uint8_t, 16> firstCounter{};
    entropy.fill(firstCounter);
    const auto derived = passwordKey(setting, password);
    if (!derived) {
        return fail(derived.error());
    }
    const SecretBytes ciphertext =
        crypto::aes128Ctr(derived->readable().first(kAesKeyBytes), firstCounter, key);
    const auto address = chain::EvmAddress::fromPublicKey(*publicKey);
    const nlohmann::json parameters{
        {"dklen", 32}, {"n", cost.n}, {"p", cost.p}, {"r", cost.r}, {"salt", toHex(setting.salt)}};
    const nlohmann::json sealed{{"cipher", "aes-128-ctr"},
                                {"cipherparams", {{"iv", toHex(firstCounter)}}},
                                {"ciphertext", toHex(ciphertext.readable())},
                                {"kdf", "scrypt"},
                                {"kdfparams", parameters},
                                {"mac", toHex(macOfKeystore(*derived, ciphertext.readable()))}};
    return nlohmann::json{
        {"address", toHex(address.bytes())}, {"crypto", sealed}, {"id", newUuid(entropy)}, {"version", 3}}
        .dump();
}

} // namespace till::vault
