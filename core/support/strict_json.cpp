#include "core/support/strict_json.h"

#include "core/support/utf8.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace till {

namespace {

using nlohmann::json;

// nlohmann's number for "number overflow": a fraction or exponent that no double can hold.
constexpr int kNumberOverflowId = 406;

/// The value of the four hex digits at the start of `text`, if they are there.
std::optional<unsigned> fourHexDigits(std::string_view text)
{
    if (text.size() < 4)
        return std::nullopt;
    unsigned value = 0;
    for (const char c : text.substr(0, 4)) {
        const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
        if (lower >= '0' && lower <= '9')
            value = value * 16 + static_cast<unsigned>(lower - '0');
        else if (lower >= 'a' && lower <= 'f')
            value = value * 16 + static_cast<unsigned>(lower - 'a' + 10);
        else
            return std::nullopt;
    }
    return value;
}

bool isHighSurrogate(unsigned unit)
{
    return unit >= 0xd800 && unit <= 0xdbff;
}

bool isLowSurrogate(unsigned unit)
{
    return unit >= 0xdc00 && unit <= 0xdfff;
}

/// True when some `\u` escape is half a character. Escapes that are no JSON at all are left to the parser.
bool hasLoneSurrogate(std::string_view text)
{
    for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at)) {
        const std::string_view escape = text.substr(at);
        const auto unit = escape.starts_with("\\u") ? fourHexDigits(escape.substr(2)) : std::nullopt;
        if (!unit) {
            at += 2;
            continue;
        }
        at += 6;
        if (isLowSurrogate(*unit))
            return true;
        if (!isHighSurrogate(*unit))
            continue;
        const std::string_view next = text.substr(at);
        const auto second = next.starts_with("\\u") ? fourHexDigits(next.substr(2)) : std::nullopt;
        if (!second || !isLowSurrogate(*second))
            return true;
        at += 6;
    }
    return false;
}

/// Builds the document from the parser's events and stops at the first broken rule. Its method names are the
/// interface that nlohmann's sax_parse asks for.
class StrictBuilder {
public:
    explicit StrictBuilder(const JsonLimits& limits) : m_limits(limits) {}

    // NOLINTBEGIN(readability-identifier-naming): nlohmann's names
    bool null() { return put(nullptr) != nullptr; }
    bool boolean(bool value) { return put(value) != nullptr; }
    bool number_integer(std::int64_t value) { return put(value) != nullptr; }
    bool number_unsigned(std::uint64_t value) { return put(value) != nullptr; }
    bool number_float(double value, const std::string& text)
    {
        // The parser falls back to a double when a plain integer leaves 64 bits.
        if (text.find_first_of(".eE") == std::string::npos)
            return refuse(JsonError::NumberOutOfRange);
        return put(value) != nullptr;
    }
    bool string(std::string& value) { return put(std::move(value)) != nullptr; }
    bool binary(json::binary_t&) { return refuse(JsonError::Syntax); }
    bool start_object(std::size_t) { return open(json::object()); }
    bool start_array(std::size_t) { return open(json::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name)
    {
        const auto [member, isNew] =
            m_open.back()->get_ref<json::object_t&>().emplace(std::move(name), nullptr);
        if (!isNew)
            return refuse(JsonError::DuplicateKey);
        m_member = &member->second;
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error)
    {
        return refuse(error.id == kNumberOverflowId ? JsonError::NumberOutOfRange : JsonError::Syntax);
    }
    // NOLINTEND(readability-identifier-naming)

    [[nodiscard]] JsonError error() const { return m_error; }
    [[nodiscard]] json takeDocument() { return std::move(m_document); }

private:
    bool refuse(JsonError error)
    {
        m_error = error;
        return false;
    }

    /// Where the value went, or null when there are too many.
    json* put(json value)
    {
        if (++m_values > m_limits.maxValues) {
            m_error = JsonError::TooManyValues;
            return nullptr;
        }
        json* place = &m_document;
        if (!m_open.empty() && m_open.back()->is_array())
            place = &m_open.back()->get_ref<json::array_t&>().emplace_back();
        else if (!m_open.empty())
            place = m_member;
        *place = std::move(value);
        return place;
    }

    bool open(json container)
    {
        if (m_open.size() >= m_limits.maxDepth)
            return refuse(JsonError::TooDeep);
        json* const place = put(std::move(container));
        if (place == nullptr)
            return false;
        m_open.push_back(place);
        return true;
    }

    bool close()
    {
        m_open.pop_back();
        return true;
    }

    JsonLimits m_limits;
    json m_document;
    std::vector<json*>
        m_open; ///< containers that the parser is inside of; their parents do not grow meanwhile
    json* m_member = nullptr; ///< place of the member whose key was read last
    std::size_t m_values = 0;
    JsonError m_error = JsonError::Syntax;
};

} // namespace

Result<json, JsonError> parseStrictJson(std::string_view text, const JsonLimits& limits)
{
    if (text.size() > limits.maxBytes)
        return fail(JsonError::TooLarge);
    if (!isValidUtf8(text) || hasLoneSurrogate(text))
        return fail(JsonError::BadUtf8);
    // The parser takes a NUL for the end of its input and skips a byte order mark.
    if (text.find('\0') != std::string_view::npos || text.starts_with("\xef\xbb\xbf"))
        return fail(JsonError::Syntax);

    StrictBuilder builder(limits);
    if (!json::sax_parse(text.begin(), text.end(), &builder))
        return fail(builder.error());
    return builder.takeDocument();
}

} // namespace till
