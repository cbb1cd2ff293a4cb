#include "core/support/json_text.h"

#include "core/support/utf8.h"

#include <array>
#include <charconv>
#include <utility>

namespace till {

namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd"; // U+FFFD

bool isPlain(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

void appendEscaped(std::string& out, char c)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    switch (c) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\b':
        out += "\\b";
        return;
    case '\f':
        out += "\\f";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        break;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += "\\u00";
    out.push_back(kDigits[byte >> 4U]);
    out.push_back(kDigits[byte & 0x0fU]);
}

void appendQuoted(std::string& out, std::string_view text)
{
    out.push_back('"');
    while (!text.empty()) {
        std::size_t run = 0;
        while (run < text.size() && isPlain(text[run]))
            ++run;
        out.append(text.substr(0, run));
        text.remove_prefix(run);
        if (text.empty())
            break;
        if (static_cast<unsigned char>(text.front()) < 0x80) {
            appendEscaped(out, text.front());
            text.remove_prefix(1);
            continue;
        }
        const Utf8Step step = nextUtf8(text);
        out.append(step.character ? text.substr(0, step.length) : kReplacement);
        text.remove_prefix(step.length);
    }
    out.push_back('"');
}

} // namespace

void JsonText::separate()
{
    if (m_needsComma)
        m_out.push_back(',');
    m_needsComma = true;
}

void JsonText::beginObject()
{
    separate();
    m_out.push_back('{');
    m_needsComma = false;
}

void JsonText::endObject()
{
    m_out.push_back('}');
    m_needsComma = true;
}

void JsonText::beginArray()
{
    separate();
    m_out.push_back('[');
    m_needsComma = false;
}

void JsonText::endArray()
{
    m_out.push_back(']');
    m_needsComma = true;
}

void JsonText::key(std::string_view name)
{
    separate();
    appendQuoted(m_out, name);
    m_out.push_back(':');
    m_needsComma = false;
}

void JsonText::text(std::string_view value)
{
    separate();
    appendQuoted(m_out, value);
}

void JsonText::number(std::int64_t value)
{
    separate();
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    m_out.append(digits.data(), end);
}

void JsonText::flag(bool value)
{
    separate();
    m_out += value ? "true" : "false";
}

void JsonText::null()
{
    separate();
    m_out += "null";
}

void JsonText::raw(std::string_view json)
{
    separate();
    m_out.append(json);
}

std::string JsonText::take()
{
    m_needsComma = false;
    return std::exchange(m_out, {});
}

} // namespace till
