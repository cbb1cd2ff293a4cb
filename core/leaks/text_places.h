#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace till::leaks {

[[nodiscard]] inline bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
[[nodiscard]] inline bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
[[nodiscard]] inline bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] inline char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The number of a place's line, for places that only go forward.
class LineCounter {
public:
    explicit LineCounter(std::string_view text) : m_text(text) {}
    [[nodiscard]] std::size_t lineAt(std::size_t place)
    {
        m_line += static_cast<std::size_t>(
            std::count(m_text.begin() + static_cast<std::ptrdiff_t>(m_place),
                       m_text.begin() + static_cast<std::ptrdiff_t>(std::max(place, m_place)), '\n'));
        m_place = std::max(place, m_place);
        return m_line;
    }

private:
    std::string_view m_text;
    std::size_t m_place = 0;
    std::size_t m_line = 1;
};

} // namespace till::leaks
