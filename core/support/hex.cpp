#include "core/support/hex.h"

namespace till {

namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::string_view kPrefix = "0x";

/// 0 … 15, or -1 for anything but a hex digit.
int digitValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

void appendHex(std::string& out, std::span<const std::uint8_t> bytes)
{
    for (const std::uint8_t byte : bytes) {
        out.push_back(kDigits[byte >> 4]);
        out.push_back(kDigits[byte & 0x0f]);
    }
}

} // namespace

std::string toHex(std::span<const std::uint8_t> bytes)
{
    std::string out;
    out.reserve(bytes.size() * 2);
    appendHex(out, bytes);
    return out;
}

std::string toHex0x(std::span<const std::uint8_t> bytes)
{
    std::string out;
    out.reserve(kPrefix.size() + bytes.size() * 2);
    out = kPrefix;
    appendHex(out, bytes);
    return out;
}

Result<Bytes, HexError> fromHex(std::string_view digits)
{
    if (digits.size() % 2 != 0)
        return fail(HexError::OddLength);
    Bytes bytes;
    bytes.reserve(digits.size() / 2);
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        const int high = digitValue(digits[i]);
        const int low = digitValue(digits[i + 1]);
        if (high < 0 || low < 0)
            return fail(HexError::NotHex);
        bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return bytes;
}

Result<Bytes, HexError> fromHex0x(std::string_view text)
{
    if (!text.starts_with(kPrefix))
        return fail(HexError::MissingPrefix);
    return fromHex(text.substr(kPrefix.size()));
}

Result<void, HexError> fromHex0xInto(std::string_view text, std::span<std::uint8_t> out)
{
    if (!text.starts_with(kPrefix))
        return fail(HexError::MissingPrefix);
    const std::string_view digits = text.substr(kPrefix.size());
    if (digits.size() % 2 != 0)
        return fail(HexError::OddLength);
    if (digits.size() / 2 != out.size())
        return fail(HexError::WrongLength);
    for (const char c : digits) {
        if (digitValue(c) < 0)
            return fail(HexError::NotHex);
    }
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<std::uint8_t>(digitValue(digits[2 * i]) * 16 + digitValue(digits[2 * i + 1]));
    return {};
}

} // namespace till
