#include "core/leaks/key_finder.h"

#include "core/crypto/ed25519.h"
#include "core/leaks/text_places.h"
#include "core/support/base58.h"
#include "core/support/json.h"
#include "core/support/strict_json.h"

#include <array>
#include <optional>

namespace till::leaks {

namespace {

constexpr std::size_t kKeyDigits = 64;
constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kKeypairBytes = 64;
constexpr std::size_t kShortestBase58 = 80; ///< 64 bytes take 86 to 88 digits unless they begin with zeros
constexpr std::size_t kLongestBase58 = 88;
constexpr std::size_t kMaxArrayBytes = 64 * 12; ///< 64 numbers with what may stand between them
constexpr std::size_t kMaxKeystoreBytes = 64 * 1024;
constexpr std::size_t kAddressDigits = 40;

/// The line that a place is in, in lower case, speaks of a key.
bool speaksOfKey(std::string_view text, std::size_t place)
{
    constexpr std::size_t kLookBack = 200;
    const std::size_t from = place > kLookBack ? place - kLookBack : 0;
    std::string_view before = text.substr(from, place - from);
    if (const std::size_t lineStart = before.rfind('\n'); lineStart != std::string_view::npos) {
        before.remove_prefix(lineStart + 1);
    }
    std::string words;
    std::ranges::transform(before, std::back_inserter(words), lower);
    return std::ranges::any_of(
        std::array{"private", "secret", "priv", "wallet", "signer", "_pk", "pkey", "seed"},
        [&words](const char* word) { return words.find(word) != std::string::npos; });
}

unsigned hexValue(char c)
{
    return static_cast<unsigned>(isDigit(c) ? c - '0' : lower(c) - 'a' + 10);
}

std::optional<crypto::SecretBytes> fromBase58Keypair(std::string_view digits)
{
    // In memory of its own: the digits are a secret.
    crypto::SecretBytes number(kKeypairBytes);
    const auto bytes = number.writable();
    for (const char digit : digits) {
        const auto value = base58Value(digit);
        if (!value) {
            return std::nullopt;
        }
        unsigned carry = *value;
        for (auto each = bytes.rbegin(); each != bytes.rend(); ++each) {
            carry += *each * 58U;
            *each = static_cast<std::uint8_t>(carry);
            carry >>= 8;
        }
        if (carry != 0) {
            return std::nullopt;
        }
    }
    return number;
}

bool isKeypair(const crypto::SecretBytes& pair)
{
    const auto publicKey = crypto::ed25519PublicKey(pair.readable().first(kKeyBytes));
    return publicKey && std::ranges::equal(*publicKey, pair.readable().subspan(kKeyBytes));
}

void findBase58Keys(std::string_view text, std::vector<Leak>& found)
{
    LineCounter lines(text);
    for (std::size_t place = 0; place < text.size();) {
        if (!base58Value(text[place])) {
            ++place;
            continue;
        }
        std::size_t size = 1;
        while (place + size < text.size() && base58Value(text[place + size])) {
            ++size;
        }
        if (size >= kShortestBase58 && size <= kLongestBase58 && found.size() < kMaxLeaksOfText) {
            auto pair = fromBase58Keypair(text.substr(place, size));
            if (pair && isKeypair(*pair)) {
                found.push_back({LeakKind::SolanaKey, lines.lineAt(place), std::move(*pair), {}, true});
            }
        }
        place += size;
    }
}

/// The numbers of "1, 2, …]" when they are 64 bytes.
std::optional<crypto::SecretBytes> fromArray(std::string_view array)
{
    crypto::SecretBytes bytes(kKeypairBytes);
    std::size_t count = 0;
    std::optional<unsigned> number;
    bool isNumberOver = false;
    for (const char c : array) {
        if (isDigit(c)) {
            number = number.value_or(0) * 10 + static_cast<unsigned>(c - '0');
            if (isNumberOver || *number > 255) {
                return std::nullopt;
            }
        } else if (c == ',' || c == ']') {
            if (!number || count == kKeypairBytes) {
                return std::nullopt;
            }
            bytes.writable()[count++] = static_cast<std::uint8_t>(*number);
            number.reset();
            isNumberOver = false;
        } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            isNumberOver = number.has_value();
        } else {
            return std::nullopt;
        }
    }
    return count == kKeypairBytes ? std::optional(std::move(bytes)) : std::nullopt;
}

void findArrays(std::string_view text, std::vector<Leak>& found)
{
    LineCounter lines(text);
    for (std::size_t open = text.find('['); open != std::string_view::npos; open = text.find('[', open + 1)) {
        const std::string_view rest = text.substr(open + 1, kMaxArrayBytes);
        const std::size_t close = rest.find(']');
        if (close == std::string_view::npos || found.size() >= kMaxLeaksOfText) {
            continue;
        }
        auto pair = fromArray(rest.substr(0, close + 1));
        if (pair && isKeypair(*pair)) {
            found.push_back({LeakKind::SolanaKey, lines.lineAt(open), std::move(*pair), {}, true});
        }
    }
}

} // namespace

void findHexKeys(std::string_view text, std::vector<Leak>& found)
{
    LineCounter lines(text);
    for (std::size_t place = 0; place < text.size();) {
        if (!isHexDigit(text[place])) {
            ++place;
            continue;
        }
        std::size_t size = 1;
        while (place + size < text.size() && isHexDigit(text[place + size])) {
            ++size;
        }
        const std::size_t end = place + size;
        const bool is0x = place >= 1 && lower(text[place - 1]) == 'x' && place >= 2 && text[place - 2] == '0';
        const bool isAlone = (place == 0 || is0x || !isLetter(text[place - 1])) &&
                             (end == text.size() || !isLetter(text[end]));
        if (size == kKeyDigits && isAlone && found.size() < kMaxLeaksOfText) {
            crypto::SecretBytes key(kKeyBytes);
            for (std::size_t each = 0; each < kKeyBytes; ++each) {
                key.writable()[each] = static_cast<std::uint8_t>(hexValue(text[place + each * 2]) << 4 |
                                                                 hexValue(text[place + each * 2 + 1]));
            }
            found.push_back(
                {LeakKind::EvmKey, lines.lineAt(place), std::move(key), {}, speaksOfKey(text, place)});
        }
        place = end;
    }
}

void findSolanaKeys(std::string_view text, std::vector<Leak>& found)
{
    findBase58Keys(text, found);
    findArrays(text, found);
}

void findKeystore(std::string_view text, std::vector<Leak>& found)
{
    if (text.find("\"ciphertext\"") == std::string_view::npos || text.size() > kMaxKeystoreBytes) {
        return;
    }
    const auto json = parseStrictJson(std::string(text), {.maxBytes = kMaxKeystoreBytes});
    if (!json || !json->is_object() || !(json->contains("crypto") || json->contains("Crypto"))) {
        return;
    }
    Leak leak{LeakKind::Keystore, 1, crypto::SecretBytes(0), {}, true};
    const auto address = json->find("address");
    if (address != json->end() && address->is_string()) {
        std::string digits = address->get<std::string>();
        if (digits.starts_with("0x") || digits.starts_with("0X")) {
            digits.erase(0, 2);
        }
        if (digits.size() == kAddressDigits && std::ranges::all_of(digits, isHexDigit)) {
            std::ranges::transform(digits, digits.begin(), lower);
            leak.address = std::move(digits);
        }
    }
    found.push_back(std::move(leak));
}

} // namespace till::leaks
