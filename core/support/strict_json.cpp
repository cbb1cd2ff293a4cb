#include "core/support/strict_json.h"

#include "core/support/json_scanner.h"
#include "core/support/utf8.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace till {

namespace {

using nlohmann::json;

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

/// Builds the document from what the scanner finds and stops at the first broken rule.
class StrictBuilder : public JsonEvents {
public:
    explicit StrictBuilder(const JsonLimits& limits) : m_limits(limits) {}

    bool onNull() override { return put(nullptr) != nullptr; }
    bool onBoolean(bool value) override { return put(value) != nullptr; }
    bool onNegative(std::int64_t value) override { return put(value) != nullptr; }
    bool onWhole(std::uint64_t value) override { return put(value) != nullptr; }
    bool onFraction(double value) override { return put(value) != nullptr; }
    bool onString(std::string&& value) override { return put(std::move(value)) != nullptr; }
    bool onObjectBegin() override { return open(json::object()); }
    bool onArrayBegin() override { return open(json::array()); }
    bool onEnd() override
    {
        m_open.pop_back();
        return true;
    }
    bool onKey(std::string&& name) override
    {
        const auto [member, isNew] =
            m_open.back()->get_ref<json::object_t&>().emplace(std::move(name), nullptr);
        if (!isNew)
            return refuse(JsonError::DuplicateKey);
        m_member = &member->second;
        return true;
    }

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

    StrictBuilder builder(limits);
    switch (JsonScanner(text, builder).scan()) {
    case ScanResult::Done:
        return builder.takeDocument();
    case ScanResult::Stopped:
        return fail(builder.error());
    case ScanResult::Syntax:
        return fail(JsonError::Syntax);
    case ScanResult::NumberOutOfRange:
        return fail(JsonError::NumberOutOfRange);
    }
    return fail(JsonError::Syntax);
}

} // namespace till
