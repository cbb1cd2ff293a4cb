#include "core/challenge/http_headers.h"

#include <algorithm>

namespace till::challenge {

namespace {

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isSameName(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](char left, char right) { return lowered(left) == lowered(right); });
}

/// RFC 9110, section 5.5: blanks around a field value are not part of it.
std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

} // namespace

FoundHeader findHeader(const HttpAnswer& answer, std::string_view name)
{
    FoundHeader found;
    for (const auto& [fieldName, fieldValue] : answer.headers) {
        const std::string_view value = trimmed(fieldValue);
        if (value.empty() || !isSameName(fieldName, name))
            continue;
        if (found.presence != HeaderPresence::Absent)
            return {.presence = HeaderPresence::Repeated, .value = {}};
        found = {.presence = HeaderPresence::Once, .value = value};
    }
    return found;
}

} // namespace till::challenge
