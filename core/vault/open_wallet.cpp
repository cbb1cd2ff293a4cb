#include "core/vault/open_wallet.h"

#include "core/crypto/aes.h"
#include "core/support/strict_json.h"
#include "core/vault/vault_contents.h"

#include <algorithm>
#include <charconv>

namespace till::vault {

using crypto::SecretBytes;

namespace {

constexpr JsonLimits kLimits = {kMaxOpenWalletBytes, 8, 1000};
constexpr int kFileVersion = 2;
constexpr std::size_t kMaxCiphertextBytes = 1024;
constexpr std::size_t kKeyBytes = 32;

std::string textIn(const nlohmann::json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<std::uint32_t> numberOf(std::string_view digits)
{
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool isWhole = error == std::errc() && end == digits.data() + digits.size() && !digits.empty();
    return isWhole && value <= kMaxDerivationIndex ? std::optional(value) : std::nullopt;
}

// The index in one of the two account paths; absent for any other path.
std::optional<std::uint32_t> indexIn(std::string_view path, money::Family family)
{
    const std::string_view prefix = family == money::Family::Evm ? "m/44'/60'/0'/0/" : "m/44'/501'/";
    const std::string_view suffix = family == money::Family::Evm ? "" : "'/0'";
    if (!path.starts_with(prefix) || !path.ends_with(suffix) || path.size() < prefix.size() + suffix.size()) {
        return std::nullopt;
    }
    path.remove_prefix(prefix.size());
    path.remove_suffix(suffix.size());
    return numberOf(path);
}

Result<std::vector<OpenWallet::Named>, KeyFileError> readAccounts(const nlohmann::json& wallet,
                                                                  OpenWallet::Holds holds)
{
    const auto list = wallet.find("accounts");
    if (list == wallet.end() || !list->is_array()) {
        return fail(KeyFileError::NotAnOpenWallet);
    }
    std::vector<OpenWallet::Named> accounts;
    for (const auto& each : *list) {
        if (!each.is_object()) {
            return fail(KeyFileError::NotAnOpenWallet);
        }
        const std::string chain = textIn(each, "chain_id");
        const bool isSolana = chain.starts_with("solana:");
        if (!isSolana && !chain.starts_with("eip155:")) {
            continue;
        }
        const auto family = isSolana ? money::Family::Svm : money::Family::Evm;
        const auto address = chain::AccountAddress::fromText(family, textIn(each, "address"));
        const auto index = holds == OpenWallet::Holds::Keys
                               ? std::optional<std::uint32_t>(0)
                               : indexIn(textIn(each, "derivation_path"), family);
        const bool isThere = std::any_of(accounts.begin(), accounts.end(), [&](const OpenWallet::Named& a) {
            return a.address.family() == family;
        });
        if (!address || !index || isThere) {
            return fail(KeyFileError::NotAnOpenWallet);
        }
        accounts.push_back({*address, *index});
    }
    return accounts;
}

/// Reads the object of keys, in locked memory: {"ed25519":"64 digits","secp256k1":"64 digits"}, either alone.
class KeysReader {
public:
    explicit KeysReader(std::span<const std::uint8_t> text) : m_rest(text) {}

    [[nodiscard]] bool read(OpenedWallet& opened)
    {
        bool isGood = take("{");
        do {
            isGood = isGood && (take("\"ed25519\":\"")     ? takeKey(opened.solanaSeed)
                                : take("\"secp256k1\":\"") ? takeKey(opened.evmKey)
                                                           : false);
        } while (isGood && take(","));
        return isGood && take("}") && m_rest.empty();
    }

private:
    bool take(std::string_view wanted)
    {
        const bool isNext =
            m_rest.size() >= wanted.size() &&
            std::equal(wanted.begin(), wanted.end(), m_rest.begin(),
                       [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
        m_rest = m_rest.subspan(isNext ? wanted.size() : 0);
        return isNext;
    }
    static int valueOf(std::uint8_t digit)
    {
        return digit >= '0' && digit <= '9'   ? digit - '0'
               : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
                                              : -1;
    }
    bool takeKey(std::optional<SecretBytes>& key)
    {
        if (key || m_rest.size() < kKeyBytes * 2) {
            return false;
        }
        key.emplace(kKeyBytes);
        for (std::size_t each = 0; each < kKeyBytes; ++each) {
            const int high = valueOf(m_rest[2 * each]);
            const int low = valueOf(m_rest[2 * each + 1]);
            if (high < 0 || low < 0) {
                return false;
            }
            key->writable()[each] = static_cast<std::uint8_t>(high * 16 + low);
        }
        m_rest = m_rest.subspan(kKeyBytes * 2);
        return take("\"");
    }
    std::span<const std::uint8_t> m_rest;
};

} // namespace

Result<OpenWallet, KeyFileError> parseOpenWallet(std::string_view text)
{
    if (text.size() > kMaxOpenWalletBytes) {
        return fail(KeyFileError::TooLarge);
    }
    const auto json = parseStrictJson(text, kLimits);
    if (!json) {
        return fail(KeyFileError::NotJson);
    }
    if (!json->is_object() || !json->contains("ows_version")) {
        return fail(KeyFileError::NotAnOpenWallet);
    }
    if (json->at("ows_version") != kFileVersion) {
        return fail(KeyFileError::UnknownVersion);
    }
    OpenWallet wallet;
    const std::string type = textIn(*json, "key_type");
    if (type != "mnemonic" && type != "private_key") {
        return fail(KeyFileError::NotAnOpenWallet);
    }
    wallet.holds = type == "mnemonic" ? OpenWallet::Holds::Phrase : OpenWallet::Holds::Keys;
    wallet.name = textIn(*json, "name");
    auto accounts = readAccounts(*json, wallet.holds);
    if (!accounts) {
        return fail(accounts.error());
    }
    wallet.accounts = std::move(*accounts);
    const auto crypto = json->find("crypto");
    if (crypto == json->end() || !crypto->is_object()) {
        return fail(KeyFileError::NotAnOpenWallet);
    }
    if (textIn(*crypto, "cipher") != "aes-256-gcm") {
        return fail(KeyFileError::UnknownCipher);
    }
    auto setting = readPasswordSetting(*crypto, KeyFileError::NotAnOpenWallet);
    if (!setting) {
        return fail(setting.error());
    }
    wallet.setting = std::move(*setting);
    const auto parameters = crypto->find("cipherparams");
    const Bytes nonce = parameters != crypto->end() && parameters->is_object()
                            ? hexMember(*parameters, "iv", wallet.nonce.size())
                            : Bytes();
    const Bytes tag = hexMember(*crypto, "auth_tag", wallet.tag.size());
    auto ciphertext = fromHex(textIn(*crypto, "ciphertext"));
    if (nonce.empty() || tag.empty() || !ciphertext || ciphertext->empty() ||
        ciphertext->size() > kMaxCiphertextBytes) {
        return fail(KeyFileError::NotAnOpenWallet);
    }
    std::copy(nonce.begin(), nonce.end(), wallet.nonce.begin());
    std::copy(tag.begin(), tag.end(), wallet.tag.begin());
    wallet.ciphertext = std::move(*ciphertext);
    return wallet;
}

Result<OpenedWallet, KeyFileError> openOpenWallet(const OpenWallet& wallet,
                                                  std::span<const std::uint8_t> password)
{
    const auto key = passwordKey(wallet.setting, password);
    if (!key) {
        return fail(key.error());
    }
    auto plain = crypto::aes256GcmOpen(key->readable(), wallet.nonce, wallet.ciphertext, wallet.tag);
    if (!plain) {
        return fail(KeyFileError::WrongPassphrase);
    }
    OpenedWallet opened;
    if (wallet.holds == OpenWallet::Holds::Phrase) {
        opened.phrase = std::move(*plain);
        return opened;
    }
    if (!KeysReader(plain->readable()).read(opened)) {
        return fail(KeyFileError::NotAnOpenWallet);
    }
    return opened;
}

} // namespace till::vault
