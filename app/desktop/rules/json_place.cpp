#include "app/desktop/rules/json_place.h"

#include "core/support/json.h"

#include <algorithm>
#include <string>
#include <vector>

namespace till::desktop {

namespace {

int lineAt(std::string_view json, std::size_t offset)
{
    const std::string_view before = json.substr(0, std::min(offset, json.size()));
    return 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
}

/// RFC 6901: the steps of a pointer, unescaped.
std::vector<std::string> stepsOf(std::string_view pointer)
{
    std::vector<std::string> steps;
    for (std::size_t at = 0; at < pointer.size(); ++at) {
        if (pointer[at] == '/') {
            steps.emplace_back();
        } else if (pointer[at] == '~' && at + 1 < pointer.size() && !steps.empty()) {
            steps.back() += pointer[++at] == '1' ? '/' : '~';
        } else if (!steps.empty()) {
            steps.back() += pointer[at];
        }
    }
    return steps;
}

/// Walks JSON that a parser took already; what it meets otherwise it skips.
class Walk {
public:
    explicit Walk(std::string_view json) : m_json(json) {}

    /// Where the value at the end of these steps begins, or the deepest that is there.
    std::size_t find(const std::vector<std::string>& steps)
    {
        blanks();
        std::size_t deepest = m_at;
        for (const std::string& step : steps) {
            if (!enter(step)) {
                break;
            }
            deepest = m_at;
        }
        return deepest;
    }

private:
    /// From the start of an object or list to the start of its member; false when it has none of this name.
    bool enter(const std::string& step)
    {
        const char opening = peek();
        if (opening != '{' && opening != '[') {
            return false;
        }
        ++m_at;
        for (int index = 0;; ++index) {
            blanks();
            if (m_at >= m_json.size() || peek() == '}' || peek() == ']') {
                return false;
            }
            std::string name = std::to_string(index);
            if (opening == '{') {
                name = text();
                blanks();
                ++m_at; // the colon
                blanks();
            }
            if (name == step) {
                return true;
            }
            skip();
            blanks();
            if (peek() == ',') {
                ++m_at;
            }
        }
    }

    void skip()
    {
        int depth = 0;
        do {
            blanks();
            if (m_at >= m_json.size()) {
                return;
            }
            const char c = peek();
            if (c == '"') {
                (void)text();
                continue;
            }
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            ++m_at;
            if (depth == 0 && c != '}' && c != ']') {
                while (m_at < m_json.size() &&
                       std::string_view(",]} \t\r\n").find(peek()) == std::string_view::npos) {
                    ++m_at; // the rest of a number or word
                }
            }
        } while (depth > 0);
    }

    /// A name as it stands; escapes are rare in ours and left as they are.
    std::string text()
    {
        const std::size_t begin = ++m_at;
        while (m_at < m_json.size() && peek() != '"') {
            m_at += peek() == '\\' ? 2 : 1;
        }
        const std::size_t end = std::min(m_at, m_json.size());
        ++m_at;
        return std::string(m_json.substr(begin, end - begin));
    }

    void blanks()
    {
        while (m_at < m_json.size() && std::string_view(" \t\r\n").find(peek()) != std::string_view::npos) {
            ++m_at;
        }
    }
    [[nodiscard]] char peek() const { return m_at < m_json.size() ? m_json[m_at] : '\0'; }

    std::string_view m_json;
    std::size_t m_at = 0;
};

} // namespace

std::optional<int> lineOf(std::string_view json, std::string_view pointer)
{
    if (!nlohmann::json::accept(json)) {
        return std::nullopt;
    }
    return lineAt(json, Walk(json).find(stepsOf(pointer)));
}

std::optional<int> brokenLineOf(std::string_view json)
{
    try {
        const nlohmann::json ignored = nlohmann::json::parse(json);
    } catch (const nlohmann::json::parse_error& error) {
        return lineAt(json, error.byte == 0 ? 0 : error.byte - 1);
    } catch (const nlohmann::json::exception&) {
        return 1; // a number that is out of range
    }
    return std::nullopt;
}

} // namespace till::desktop
