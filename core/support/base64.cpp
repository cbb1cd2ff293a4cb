#include "core/support/base64.h"

#include <array>

namespace till {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kNone = 0xff;

constexpr std::array<std::uint8_t, 256> makeValues()
{
    std::array<std::uint8_t, 256> values{};
    values.fill(kNone);
    for (std::size_t i = 0; i < kAlphabet.size(); ++i)
        values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
    return values;
}

constexpr std::array<std::uint8_t, 256> kValues = makeValues();

std::uint32_t byteAt(std::string_view bytes, std::size_t i)
{
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0;
}

} // namespace

std::string toBase64(std::string_view bytes)
{
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::uint32_t group = byteAt(bytes, i) << 16 | byteAt(bytes, i + 1) << 8 | byteAt(bytes, i + 2);
        const std::size_t present = bytes.size() - i;
        out.push_back(kAlphabet[group >> 18]);
        out.push_back(kAlphabet[group >> 12 & 0x3f]);
        out.push_back(present > 1 ? kAlphabet[group >> 6 & 0x3f] : '=');
        out.push_back(present > 2 ? kAlphabet[group & 0x3f] : '=');
    }
    return out;
}

Result<std::string, Base64Error> fromBase64(std::string_view text, std::size_t maxBytes)
{
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    const std::string_view digits = text.substr(0, text.size() - padding);
    const std::size_t decodedSize = digits.size() / 4 * 3 + digits.size() % 4 * 6 / 8;
    if (decodedSize > maxBytes)
        return fail(Base64Error::TooLong);

    std::string out;
    out.reserve(decodedSize);
    std::uint32_t pending = 0;
    unsigned pendingBits = 0;
    for (const char c : digits) {
        const std::uint8_t value = kValues[static_cast<unsigned char>(c)];
        if (value == kNone)
            return fail(Base64Error::BadCharacter);
        pending = (pending << 6 | value) & 0xffff;
        pendingBits += 6;
        if (pendingBits >= 8) {
            pendingBits -= 8;
            out.push_back(static_cast<char>(pending >> pendingBits & 0xff));
        }
    }
    // Leftover bits would give one value two spellings.
    const std::uint32_t leftover = pending & ((1U << pendingBits) - 1U);
    if (text.size() % 4 != 0 || leftover != 0)
        return fail(Base64Error::BadPadding);
    return out;
}

} // namespace till
