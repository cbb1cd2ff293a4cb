#include "core/support/strict_json.h"

#include <charconv>

namespace till {

namespace {

/// Walks text that the strict reader accepted. On any other text it stops early, but never leaves it.
class RawScanner {
public:
    explicit RawScanner(std::string_view text) : m_text(text) {}

    /// The next character that is not blank, or NUL at the end.
    char peek()
    {
        m_at = m_text.find_first_not_of(" \t\n\r", m_at);
        if (m_at == std::string_view::npos)
            m_at = m_text.size();
        return m_at < m_text.size() ? m_text[m_at] : '\0';
    }

    bool take(char expected)
    {
        if (peek() != expected)
            return false;
        ++m_at;
        return true;
    }

    /// The slice of the next value, which is left behind.
    std::optional<std::string_view> takeValue()
    {
        const char first = peek();
        const std::size_t start = m_at;
        bool isComplete = false;
        if (first == '"')
            isComplete = passString();
        else if (first == '{' || first == '[')
            isComplete = passContainer();
        else
            isComplete = passBareWord();
        if (!isComplete)
            return std::nullopt;
        return m_text.substr(start, m_at - start);
    }

private:
    bool passString()
    {
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == '"') {
                ++m_at;
                return true;
            }
            if (m_text[m_at] == '\\')
                ++m_at;
        }
        m_at = m_text.size();
        return false;
    }

    bool passContainer()
    {
        std::size_t depth = 0;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '"') {
                if (!passString())
                    return false;
                continue;
            }
            ++m_at;
            if (c == '{' || c == '[')
                ++depth;
            else if ((c == '}' || c == ']') && --depth == 0)
                return true;
        }
        return false;
    }

    bool passBareWord()
    {
        const std::size_t start = m_at;
        m_at = m_text.find_first_of(" \t\n\r,:]}", m_at);
        if (m_at == std::string_view::npos)
            m_at = m_text.size();
        return m_at > start;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

/// One step of a JSON pointer with `~1` and `~0` resolved (RFC 6901, section 4).
std::optional<std::string> unescapedStep(std::string_view step)
{
    std::string out;
    for (std::size_t i = 0; i < step.size(); ++i) {
        if (step[i] != '~') {
            out.push_back(step[i]);
            continue;
        }
        ++i;
        if (i >= step.size() || (step[i] != '0' && step[i] != '1'))
            return std::nullopt;
        out.push_back(step[i] == '0' ? '~' : '/');
    }
    return out;
}

/// A key as written, quotes and all, against the name it stands for.
bool isKeyNamed(std::string_view writtenKey, std::string_view name)
{
    if (writtenKey.find('\\') == std::string_view::npos)
        return writtenKey.substr(1, writtenKey.size() - 2) == name;
    const nlohmann::json key = nlohmann::json::parse(writtenKey, nullptr, /*allow_exceptions=*/false);
    return key.is_string() && key.get_ref<const std::string&>() == name;
}

std::optional<std::string_view> memberOf(std::string_view object, std::string_view name)
{
    RawScanner scanner(object);
    if (!scanner.take('{'))
        return std::nullopt;
    while (scanner.peek() == '"') {
        const auto key = scanner.takeValue();
        if (!key || !scanner.take(':'))
            return std::nullopt;
        const auto value = scanner.takeValue();
        if (!value || isKeyNamed(*key, name))
            return value;
        if (!scanner.take(','))
            return std::nullopt;
    }
    return std::nullopt;
}

std::optional<std::string_view> elementOf(std::string_view array, std::string_view index)
{
    std::size_t wanted = 0;
    const auto [end, error] = std::from_chars(index.data(), index.data() + index.size(), wanted);
    const bool isCanonical = !index.empty() && (index == "0" || index.front() != '0');
    if (error != std::errc() || end != index.data() + index.size() || !isCanonical)
        return std::nullopt;
    RawScanner scanner(array);
    if (!scanner.take('[') || scanner.peek() == ']')
        return std::nullopt;
    for (std::size_t at = 0;; ++at) {
        const auto value = scanner.takeValue();
        if (!value || at == wanted)
            return value;
        if (!scanner.take(','))
            return std::nullopt;
    }
}

} // namespace

std::optional<std::string_view> rawJsonAt(std::string_view acceptedText, std::string_view path)
{
    std::optional<std::string_view> value = RawScanner(acceptedText).takeValue();
    while (value && !path.empty()) {
        if (path.front() != '/')
            return std::nullopt;
        path.remove_prefix(1);
        const std::size_t stepEnd = std::min(path.find('/'), path.size());
        const auto step = unescapedStep(path.substr(0, stepEnd));
        path.remove_prefix(stepEnd);
        if (!step)
            return std::nullopt;
        value = value->starts_with('[') ? elementOf(*value, *step) : memberOf(*value, *step);
    }
    return value;
}

} // namespace till
