#include "core/support/utf8.h"

#include <cstdint>
#include <cstring>

namespace till {

namespace {

/// How a lead byte goes on: number of bytes after it, and the range of the first of them. That range alone
/// shuts out overlong forms, surrogates and what lies above U+10FFFF (The Unicode Standard, table 3-7).
struct Lead {
    unsigned following = 0;
    unsigned firstLow = 0x80;
    unsigned firstHigh = 0xbf;
};

std::optional<Lead> leadOf(unsigned byte)
{
    if (byte >= 0xc2 && byte <= 0xdf)
        return Lead{1};
    if (byte == 0xe0)
        return Lead{2, 0xa0, 0xbf};
    if (byte == 0xed)
        return Lead{2, 0x80, 0x9f};
    if (byte >= 0xe1 && byte <= 0xef)
        return Lead{2};
    if (byte == 0xf0)
        return Lead{3, 0x90, 0xbf};
    if (byte >= 0xf1 && byte <= 0xf3)
        return Lead{3};
    if (byte == 0xf4)
        return Lead{3, 0x80, 0x8f};
    return std::nullopt;
}

unsigned byteOf(char c)
{
    return static_cast<unsigned char>(c);
}

/// How many bytes at the start are ASCII, looked at eight at a time: nearly all text here is nothing else.
std::size_t asciiPrefix(std::string_view text)
{
    constexpr std::uint64_t kHighBits = 0x8080808080808080U;
    std::size_t at = 0;
    for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
        std::memcpy(&word, text.data() + at, sizeof word);
        if ((word & kHighBits) != 0)
            break;
    }
    while (at < text.size() && byteOf(text[at]) < 0x80)
        ++at;
    return at;
}

} // namespace

Utf8Step nextUtf8(std::string_view text)
{
    const unsigned first = byteOf(text.front());
    if (first < 0x80)
        return {1, static_cast<char32_t>(first)};
    const std::optional<Lead> lead = leadOf(first);
    if (!lead)
        return {1, std::nullopt};
    std::uint32_t character = first & (0x3fU >> lead->following);
    for (std::size_t i = 1; i <= lead->following; ++i) {
        const unsigned low = i == 1 ? lead->firstLow : 0x80;
        const unsigned high = i == 1 ? lead->firstHigh : 0xbf;
        if (i >= text.size() || byteOf(text[i]) < low || byteOf(text[i]) > high)
            return {i, std::nullopt};
        character = character << 6 | (byteOf(text[i]) & 0x3f);
    }
    return {lead->following + 1, static_cast<char32_t>(character)};
}

bool isValidUtf8(std::string_view text)
{
    while (!text.empty()) {
        text.remove_prefix(asciiPrefix(text));
        if (text.empty())
            return true;
        const Utf8Step step = nextUtf8(text);
        if (!step.character)
            return false;
        text.remove_prefix(step.length);
    }
    return true;
}

void appendUtf8(std::string& out, char32_t character)
{
    const auto value = static_cast<std::uint32_t>(character);
    const auto push = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    const auto pushRest = [&](unsigned shift) { push(0x80 | (value >> shift & 0x3f)); };
    if (value < 0x80) {
        push(value);
    } else if (value < 0x800) {
        push(0xc0 | value >> 6);
        pushRest(0);
    } else if (value < 0x10000) {
        push(0xe0 | value >> 12);
        pushRest(6);
        pushRest(0);
    } else {
        push(0xf0 | value >> 18);
        pushRest(12);
        pushRest(6);
        pushRest(0);
    }
}

} // namespace till
