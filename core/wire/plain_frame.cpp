#include "core/wire/plain_frame.h"

#include "core/support/utf8.h"

#include <charconv>

namespace till::wire {

namespace {

static_assert(kProtocolVersion == 1, "the start of a plain frame names the version");
constexpr std::string_view kStart = "{\"v\":1,\"id\":";
constexpr std::string_view kType = ",\"type\":\"";
constexpr std::string_view kBody = "\",\"body\":";

bool takeStart(std::string_view& text, std::string_view start)
{
    if (!text.starts_with(start)) {
        return false;
    }
    text.remove_prefix(start.size());
    return true;
}

/// A whole number in its one spelling; text that goes on as a fraction fails at what must follow.
bool takeNumber(std::string_view& text, std::int64_t& number)
{
    const bool isNegative = text.starts_with('-');
    const std::string_view digits = text.substr(isNegative ? 1 : 0);
    const bool isZero = digits.starts_with('0');
    if (isZero && (isNegative || (digits.size() > 1 && digits[1] >= '0' && digits[1] <= '9'))) {
        return false;
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) {
        return false;
    }
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

bool endsRun(char c)
{
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

/// The character of `\u00..` below U+0080; -1 for any other.
int asciiOf(std::string_view digits)
{
    unsigned value = 0;
    if (digits.size() < 4) {
        return -1;
    }
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + 4, value, 16);
    return error == std::errc() && end == digits.data() + 4 && value < 0x80 ? static_cast<int>(value) : -1;
}

/// Takes one escape, the backslash included, and adds what it stands for.
bool takeEscape(std::string_view& text, std::string& out)
{
    constexpr std::string_view kNames = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    if (text.size() < 2) {
        return false;
    }
    const char name = text[1];
    text.remove_prefix(2);
    if (name != 'u') {
        const std::size_t place = kNames.find(name);
        if (place == std::string_view::npos) {
            return false;
        }
        out.push_back(kMeanings[place]);
        return true;
    }
    const int character = asciiOf(text);
    if (character < 0) {
        return false;
    }
    out.push_back(static_cast<char>(character));
    text.remove_prefix(4);
    return true;
}

} // namespace

std::optional<PlainFrame> plainFrame(std::string_view bytes)
{
    if (bytes.size() > kMaxFrameBytes || !isValidUtf8(bytes)) {
        return std::nullopt;
    }
    PlainFrame frame;
    if (!takeStart(bytes, kStart) || !takeNumber(bytes, frame.id) || frame.id < 0 ||
        !takeStart(bytes, kType)) {
        return std::nullopt;
    }
    const std::size_t typeEnd = bytes.find('"');
    frame.type = bytes.substr(0, typeEnd);
    if (typeEnd == std::string_view::npos || frame.type.find('\\') != std::string_view::npos) {
        return std::nullopt;
    }
    bytes.remove_prefix(typeEnd);
    if (!takeStart(bytes, kBody) || !bytes.ends_with('}')) {
        return std::nullopt;
    }
    frame.body = bytes.substr(0, bytes.size() - 1);
    return frame;
}

bool PlainReader::take(char expected)
{
    if (m_rest.empty() || m_rest.front() != expected) {
        return false;
    }
    m_rest.remove_prefix(1);
    return true;
}

bool PlainReader::takeKey(std::string_view name)
{
    const std::size_t comma = m_isFirst ? 0 : 1;
    const std::size_t length = comma + name.size() + 3; // its quotes and the colon
    if (m_rest.size() < length || (comma == 1 && m_rest[0] != ',') || m_rest[comma] != '"' ||
        m_rest.substr(comma + 1, name.size()) != name || m_rest[length - 2] != '"' ||
        m_rest[length - 1] != ':') {
        return false;
    }
    m_rest.remove_prefix(length);
    m_isFirst = false;
    return true;
}

void PlainReader::startValue()
{
    m_isPlain = m_isPlain && ++m_values <= kMaxFrameValues;
}

void PlainReader::read(std::string& text)
{
    startValue();
    m_isPlain = m_isPlain && take('"');
    text.clear();
    while (m_isPlain) {
        std::size_t run = 0;
        while (run < m_rest.size() && !endsRun(m_rest[run])) {
            ++run;
        }
        text.append(m_rest.substr(0, run));
        m_rest.remove_prefix(run);
        if (take('"')) {
            return;
        }
        m_isPlain = m_rest.starts_with('\\') && takeEscape(m_rest, text);
    }
}

void PlainReader::read(SecretText& text)
{
    std::string plain;
    read(plain);
    text = SecretText(plain);
    crypto::wipe({reinterpret_cast<std::uint8_t*>(plain.data()), plain.size()});
}

void PlainReader::read(bool& flag)
{
    startValue();
    flag = takeStart(m_rest, "true");
    m_isPlain = m_isPlain && (flag || takeStart(m_rest, "false"));
}

void PlainReader::read(std::int64_t& number)
{
    startValue();
    m_isPlain = m_isPlain && takeNumber(m_rest, number);
}

} // namespace till::wire
