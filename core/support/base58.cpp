#include "core/support/base58.h"

#include <algorithm>

namespace till {

namespace {

constexpr std::string_view kAlphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr unsigned kBase = 58;

// Both directions are long multiplication of the number written little-endian in the other base.
Bytes convert(std::span<const std::uint8_t> digits, unsigned fromBase, unsigned toBase)
{
    Bytes out;
    for (const std::uint8_t digit : digits) {
        unsigned carry = digit;
        for (std::uint8_t& place : out) {
            carry += place * fromBase;
            place = static_cast<std::uint8_t>(carry % toBase);
            carry /= toBase;
        }
        for (; carry > 0; carry /= toBase) {
            out.push_back(static_cast<std::uint8_t>(carry % toBase));
        }
    }
    return out;
}

} // namespace

std::string toBase58(std::span<const std::uint8_t> bytes)
{
    const auto firstUsed = std::find_if(bytes.begin(), bytes.end(), [](std::uint8_t b) { return b != 0; });
    std::string text(static_cast<std::size_t>(firstUsed - bytes.begin()), kAlphabet.front());
    const Bytes places = convert(bytes, 256, kBase);
    std::transform(places.rbegin(), places.rend(), std::back_inserter(text),
                   [](std::uint8_t place) { return kAlphabet[place]; });
    return text;
}

std::optional<unsigned> base58Value(char digit)
{
    const std::size_t value = kAlphabet.find(digit);
    return value == std::string_view::npos ? std::nullopt : std::optional(static_cast<unsigned>(value));
}

Result<Bytes, Base58Error> fromBase58(std::string_view digits)
{
    if (digits.empty()) {
        return fail(Base58Error::Empty);
    }
    if (digits.size() > kMaxBase58Digits) {
        return fail(Base58Error::TooLong);
    }
    Bytes values;
    for (const char digit : digits) {
        const auto value = base58Value(digit);
        if (!value) {
            return fail(Base58Error::BadDigit);
        }
        values.push_back(static_cast<std::uint8_t>(*value));
    }
    const auto firstUsed = std::find_if(values.begin(), values.end(), [](std::uint8_t v) { return v != 0; });
    Bytes bytes(static_cast<std::size_t>(firstUsed - values.begin()), 0);
    const Bytes places = convert(values, kBase, 256);
    bytes.insert(bytes.end(), places.rbegin(), places.rend());
    return bytes;
}

} // namespace till
