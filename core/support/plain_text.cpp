#include "core/support/plain_text.h"

#include "core/support/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace till {

namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd"; // U+FFFD
constexpr std::string_view kLineEnd = "\xe2\x90\x8a";     // U+240A, the picture of a line feed
constexpr std::string_view kEllipsis = "\xe2\x80\xa6";    // U+2026
constexpr std::string_view kOpen = "\xe2\x80\xb9";        // U+2039
constexpr std::string_view kClose = "\xe2\x80\xba";       // U+203A

struct Range {
    char32_t first;
    char32_t last;
};

/// Characters that take no room or turn the direction of what follows, so that text can look like other text.
/// U+FE0E and U+FE0F stay out: they choose between the text and the emoji form of a character.
constexpr std::array kHidden = {
    Range{0x00ad, 0x00ad}, Range{0x034f, 0x034f}, Range{0x061c, 0x061c},   Range{0x115f, 0x1160},
    Range{0x17b4, 0x17b5}, Range{0x180b, 0x180f}, Range{0x200b, 0x200f},   Range{0x202a, 0x202e},
    Range{0x2060, 0x206f}, Range{0x3164, 0x3164}, Range{0xfe00, 0xfe0d},   Range{0xfeff, 0xfeff},
    Range{0xffa0, 0xffa0}, Range{0xfff0, 0xfffb}, Range{0x1d173, 0x1d17a}, Range{0xe0000, 0xe0fff},
};

bool isHidden(char32_t c)
{
    return std::ranges::any_of(kHidden, [c](const Range& r) { return c >= r.first && c <= r.last; });
}

bool isLineEnd(char32_t c)
{
    return c == U'\n' || c == U'\r' || c == 0x0085 || c == 0x2028 || c == 0x2029;
}

bool isControl(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f);
}

/// Embeddings, overrides and isolates: they reach beyond the text they stand in.
bool isDirectionControl(char32_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/// `‹U+202E›`
std::string named(char32_t c)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string digits;
    for (auto rest = static_cast<std::uint32_t>(c); rest != 0 || digits.size() < 4; rest >>= 4)
        digits.insert(digits.begin(), kDigits[rest & 0x0f]);
    return std::string(kOpen) + "U+" + digits + std::string(kClose);
}

std::string visible(char32_t c)
{
    std::string out;
    if (isLineEnd(c))
        out = kLineEnd;
    else if (c < 0x20)
        appendUtf8(out, 0x2400 + c);
    else if (c == 0x7f)
        appendUtf8(out, 0x2421);
    else if (isControl(c) || isHidden(c))
        out = named(c);
    else
        appendUtf8(out, c);
    return out;
}

} // namespace

std::string toVisibleText(std::string_view text, std::size_t maxBytes)
{
    std::string out;
    std::size_t cutAt = 0; // the longest start of `out` that leaves room for the ellipsis
    while (!text.empty()) {
        const Utf8Step step = nextUtf8(text);
        const std::size_t taken = text.starts_with("\r\n") ? 2 : step.length;
        out += step.character ? visible(*step.character) : std::string(kReplacement);
        if (out.size() > maxBytes) {
            out.resize(cutAt);
            return maxBytes < kEllipsis.size() ? std::string() : out + std::string(kEllipsis);
        }
        if (out.size() + kEllipsis.size() <= maxBytes)
            cutAt = out.size();
        text.remove_prefix(taken);
    }
    return out;
}

bool isPlainLine(std::string_view text, std::size_t maxBytes)
{
    if (text.empty() || text.size() > maxBytes)
        return false;
    while (!text.empty()) {
        const Utf8Step step = nextUtf8(text);
        if (!step.character || isControl(*step.character) || isLineEnd(*step.character) ||
            isDirectionControl(*step.character))
            return false;
        text.remove_prefix(step.length);
    }
    return true;
}

} // namespace till
