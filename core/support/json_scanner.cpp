#include "core/support/json_scanner.h"

#include "core/support/utf8.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace till {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isPlain(char c)
{
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

/// What a one-letter escape stands for; NUL when it is none.
char shortEscape(char c)
{
    switch (c) {
    case '"':
    case '\\':
    case '/':
        return c;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return '\0';
    }
}

} // namespace

ScanResult JsonScanner::scan()
{
    if (!value())
        return m_result;
    static_cast<void>(peek());
    return m_at == m_text.size() ? ScanResult::Done : ScanResult::Syntax;
}

bool JsonScanner::fail(ScanResult why)
{
    m_result = why;
    return false;
}

bool JsonScanner::told(bool goesOn)
{
    return goesOn || fail(ScanResult::Stopped);
}

char JsonScanner::peek()
{
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
            return c;
        ++m_at;
    }
    return '\0';
}

bool JsonScanner::take(char expected)
{
    if (peek() != expected || m_at == m_text.size())
        return false;
    ++m_at;
    return true;
}

bool JsonScanner::word(std::string_view expected)
{
    if (!m_text.substr(m_at).starts_with(expected))
        return fail(ScanResult::Syntax);
    m_at += expected.size();
    return true;
}

bool JsonScanner::value()
{
    switch (peek()) {
    case '{':
        return object();
    case '[':
        return array();
    case '"': {
        std::string text;
        return string(text) && told(m_events.onString(std::move(text)));
    }
    case 't':
        return word("true") && told(m_events.onBoolean(true));
    case 'f':
        return word("false") && told(m_events.onBoolean(false));
    case 'n':
        return word("null") && told(m_events.onNull());
    default:
        return number();
    }
}

bool JsonScanner::object()
{
    ++m_at;
    if (!told(m_events.onObjectBegin()))
        return false;
    if (take('}'))
        return told(m_events.onEnd());
    do {
        std::string name;
        if (peek() != '"')
            return fail(ScanResult::Syntax);
        if (!string(name) || !told(m_events.onKey(std::move(name))))
            return false;
        if (!take(':'))
            return fail(ScanResult::Syntax);
        if (!value())
            return false;
    } while (take(','));
    return take('}') ? told(m_events.onEnd()) : fail(ScanResult::Syntax);
}

bool JsonScanner::array()
{
    ++m_at;
    if (!told(m_events.onArrayBegin()))
        return false;
    if (take(']'))
        return told(m_events.onEnd());
    do {
        if (!value())
            return false;
    } while (take(','));
    return take(']') ? told(m_events.onEnd()) : fail(ScanResult::Syntax);
}

bool JsonScanner::string(std::string& out)
{
    ++m_at;
    while (m_at < m_text.size()) {
        std::size_t end = m_at;
        while (end < m_text.size() && isPlain(m_text[end]))
            ++end;
        out.append(m_text.substr(m_at, end - m_at));
        m_at = end;
        if (m_at == m_text.size())
            break;
        if (m_text[m_at] == '"') {
            ++m_at;
            return true;
        }
        if (m_text[m_at] != '\\' || !escape(out)) // a control character, or no escape
            break;
    }
    return fail(ScanResult::Syntax);
}

/// The value of four hex digits, which are then behind.
std::optional<unsigned> JsonScanner::unit()
{
    const std::string_view hex = m_text.substr(m_at, 4);
    unsigned value = 0;
    const auto [stop, error] = std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
    if (hex.size() != 4 || error != std::errc{} || stop != hex.data() + 4)
        return std::nullopt;
    m_at += 4;
    return value;
}

bool JsonScanner::escape(std::string& out)
{
    ++m_at;
    const char kind = m_at < m_text.size() ? m_text[m_at] : '\0';
    if (kind != 'u') {
        const char meant = shortEscape(kind);
        if (meant == '\0')
            return false;
        ++m_at;
        out.push_back(meant);
        return true;
    }
    ++m_at;
    const auto first = unit();
    if (!first)
        return false;
    char32_t character = *first;
    if (*first >= 0xd800 && *first <= 0xdbff) { // the first half of a pair
        if (!m_text.substr(m_at).starts_with("\\u"))
            return false;
        m_at += 2;
        const auto second = unit();
        if (!second || *second < 0xdc00 || *second > 0xdfff)
            return false;
        character = 0x10000 + ((*first - 0xd800) << 10U) + (*second - 0xdc00);
    } else if (*first >= 0xdc00 && *first <= 0xdfff) {
        return false;
    }
    appendUtf8(out, character);
    return true;
}

std::size_t JsonScanner::digits()
{
    const std::size_t start = m_at;
    while (m_at < m_text.size() && isDigit(m_text[m_at]))
        ++m_at;
    return m_at - start;
}

bool JsonScanner::number()
{
    const std::size_t start = m_at;
    const bool isNegative = m_at < m_text.size() && m_text[m_at] == '-';
    if (isNegative)
        ++m_at;
    const bool startsWithZero = m_at < m_text.size() && m_text[m_at] == '0';
    const std::size_t wholeDigits = digits();
    if (wholeDigits == 0 || (startsWithZero && wholeDigits > 1))
        return fail(ScanResult::Syntax);
    bool isFraction = false;
    if (m_at < m_text.size() && m_text[m_at] == '.') {
        isFraction = true;
        ++m_at;
        if (digits() == 0)
            return fail(ScanResult::Syntax);
    }
    if (m_at < m_text.size() && (m_text[m_at] == 'e' || m_text[m_at] == 'E')) {
        isFraction = true;
        ++m_at;
        if (m_at < m_text.size() && (m_text[m_at] == '+' || m_text[m_at] == '-'))
            ++m_at;
        if (digits() == 0)
            return fail(ScanResult::Syntax);
    }
    const std::string_view text = m_text.substr(start, m_at - start);
    if (isFraction)
        return fraction(text);
    const char* const end = text.data() + text.size();
    if (isNegative) {
        std::int64_t value = 0;
        if (std::from_chars(text.data(), end, value).ec != std::errc{})
            return fail(ScanResult::NumberOutOfRange);
        return told(m_events.onNegative(value));
    }
    std::uint64_t value = 0;
    if (std::from_chars(text.data(), end, value).ec != std::errc{})
        return fail(ScanResult::NumberOutOfRange);
    return told(m_events.onWhole(value));
}

bool JsonScanner::fraction(std::string_view digits)
{
    double value = 0;
    const auto error = std::from_chars(digits.data(), digits.data() + digits.size(), value).ec;
    if (error == std::errc::result_out_of_range) {
        // Too small is as good as zero; too large is an error. from_chars does not tell the two apart.
        value = std::strtod(std::string(digits).c_str(), nullptr);
        if (!std::isfinite(value))
            return fail(ScanResult::NumberOutOfRange);
    }
    return told(m_events.onFraction(value));
}

} // namespace till
