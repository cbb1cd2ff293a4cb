#include "core/vault/password_seal.h"

#include <string>

namespace till::vault {

namespace {

Bytes bytesOfHex(const nlohmann::json& object, const char* name)
{
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string()) {
        return {};
    }
    std::string_view digits = found->get_ref<const std::string&>();
    if (digits.starts_with("0x")) {
        digits.remove_prefix(2);
    }
    auto bytes = fromHex(digits);
    return bytes ? std::move(*bytes) : Bytes();
}

// Zero for what is no whole number, which no cost allows.
std::uint64_t numberIn(const nlohmann::json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

KeyFileError errorOf(crypto::KdfError error)
{
    return error == crypto::KdfError::OutOfBounds ? KeyFileError::CostOutOfBounds : KeyFileError::OutOfMemory;
}

} // namespace

Bytes hexMember(const nlohmann::json& object, const char* name, std::size_t size)
{
    Bytes bytes = bytesOfHex(object, name);
    return bytes.size() == size ? bytes : Bytes();
}

Result<PasswordSetting, KeyFileError> readPasswordSetting(const nlohmann::json& crypto,
                                                          KeyFileError malformed)
{
    const auto kdf = crypto.find("kdf");
    const auto parameters = crypto.find("kdfparams");
    if (kdf == crypto.end() || !kdf->is_string() || parameters == crypto.end() || !parameters->is_object()) {
        return fail(malformed);
    }
    Bytes salt = bytesOfHex(*parameters, "salt");
    if (salt.empty() || salt.size() > crypto::kMaxPasswordSaltBytes ||
        numberIn(*parameters, "dklen") != crypto::kPasswordKeyBytes) {
        return fail(malformed);
    }
    if (*kdf == "scrypt") {
        const crypto::ScryptCost cost{numberIn(*parameters, "n"), numberIn(*parameters, "r"),
                                      numberIn(*parameters, "p")};
        if (!crypto::isAllowed(cost)) {
            return fail(KeyFileError::CostOutOfBounds);
        }
        return ScryptSetting{cost, std::move(salt)};
    }
    if (*kdf == "pbkdf2") {
        if (parameters->value("prf", nlohmann::json()) != "hmac-sha256") {
            return fail(KeyFileError::UnknownCipher);
        }
        const std::uint64_t rounds = numberIn(*parameters, "c");
        if (!crypto::isAllowedPbkdf2(rounds)) {
            return fail(KeyFileError::CostOutOfBounds);
        }
        return Pbkdf2Setting{rounds, std::move(salt)};
    }
    return fail(KeyFileError::UnknownCipher);
}

Result<crypto::SecretBytes, KeyFileError> passwordKey(const PasswordSetting& setting,
                                                      std::span<const std::uint8_t> password)
{
    const auto* const scrypt = std::get_if<ScryptSetting>(&setting);
    auto key = scrypt != nullptr ? crypto::scrypt(password, scrypt->salt, scrypt->cost)
                                 : crypto::pbkdf2Sha256(password, std::get<Pbkdf2Setting>(setting).salt,
                                                        std::get<Pbkdf2Setting>(setting).rounds);
    if (!key) {
        return fail(errorOf(key.error()));
    }
    return std::move(*key);
}

} // namespace till::vault
