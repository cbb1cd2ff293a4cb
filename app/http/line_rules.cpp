#include "app/http/line_rules.h"

#include <algorithm>

namespace till::http {

bool isToken(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
}

bool isCleanText(std::string_view text)
{
    return std::none_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7f;
    });
}

bool isFieldLine(std::string_view line)
{
    const std::size_t colon = line.find(':');
    return colon != std::string_view::npos && isToken(line.substr(0, colon)) &&
           isCleanText(line.substr(colon));
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    return text;
}

Line firstLine(std::string_view text)
{
    const std::size_t feed = text.find('\n');
    if (feed == std::string_view::npos) {
        return {};
    }
    if (feed == 0 || text[feed - 1] != '\r') {
        return {Line::Kind::Bad, {}};
    }
    return {Line::Kind::Whole, text.substr(0, feed - 1)};
}

} // namespace till::http
