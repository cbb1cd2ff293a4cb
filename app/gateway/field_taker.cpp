#include "app/gateway/field_taker.h"

#include "core/support/plain_text.h"

#include <algorithm>

namespace till::gateway {

namespace {

constexpr std::size_t kMaxShownNameBytes = 64;

} // namespace

FieldTaker::FieldTaker(const nlohmann::json& object, std::string where)
    : m_object(object), m_where(std::move(where))
{
    if (!m_object.is_object()) {
        note("bad_request",
             (m_where.empty() ? "The body" : "\"" + m_where + "\"") + " must be a JSON object.");
    }
}

bool FieldTaker::has(const char* name) const
{
    return m_object.is_object() && m_object.contains(name);
}

const nlohmann::json* FieldTaker::take(const char* name)
{
    m_known.emplace_back(name);
    if (!m_object.is_object()) {
        return nullptr;
    }
    const auto found = m_object.find(name);
    if (found == m_object.end()) {
        return nullptr;
    }
    ++m_taken;
    return &*found;
}

std::string FieldTaker::place(std::string_view name) const
{
    return "\"" + (m_where.empty() ? "" : m_where + ".") + std::string(name) + "\"";
}

void FieldTaker::wrong(const char* name, std::string_view whatItMustBe)
{
    note("bad_request", place(name) + " must be " + std::string(whatItMustBe) + ".");
}

std::optional<std::string> FieldTaker::text(const char* name, std::size_t maxBytes)
{
    const nlohmann::json* value = take(name);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_string() || value->get_ref<const std::string&>().size() > maxBytes) {
        wrong(name, "a string of at most " + std::to_string(maxBytes) + " bytes");
        return std::nullopt;
    }
    return value->get<std::string>();
}

std::string FieldTaker::requiredText(const char* name, std::size_t maxBytes)
{
    if (!has(name)) {
        note("bad_request", place(name) + " is missing.");
    }
    return text(name, maxBytes).value_or(std::string());
}

std::optional<std::string> FieldTaker::line(const char* name, std::size_t maxBytes)
{
    auto value = text(name, maxBytes);
    if (value && !isPlainLine(*value, maxBytes)) {
        wrong(name, "one line of plain text, without control characters");
        return std::nullopt;
    }
    return value;
}

std::optional<std::int64_t> FieldTaker::whole(const char* name, std::int64_t least, std::int64_t most)
{
    const nlohmann::json* value = take(name);
    if (value == nullptr) {
        return std::nullopt;
    }
    const bool fits =
        value->is_number_integer() &&
        (!value->is_number_unsigned() ||
         value->get<std::uint64_t>() <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
    if (!fits || value->get<std::int64_t>() < least || value->get<std::int64_t>() > most) {
        wrong(name, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return std::nullopt;
    }
    return value->get<std::int64_t>();
}

std::optional<bool> FieldTaker::flag(const char* name)
{
    const nlohmann::json* value = take(name);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!value->is_boolean()) {
        wrong(name, "true or false");
        return std::nullopt;
    }
    return value->get<bool>();
}

const nlohmann::json* FieldTaker::object(const char* name)
{
    const nlohmann::json* value = take(name);
    if (value != nullptr && !value->is_object()) {
        wrong(name, "a JSON object");
        return nullptr;
    }
    return value;
}

const nlohmann::json* FieldTaker::requiredObject(const char* name)
{
    if (!has(name)) {
        note("bad_request", place(name) + " is missing.");
    }
    return object(name);
}

void FieldTaker::note(std::string_view code, std::string detail)
{
    note(BadRequest{code, std::move(detail)});
}

void FieldTaker::note(BadRequest fault)
{
    if (!m_fault) {
        m_fault = std::move(fault);
    }
}

std::optional<BadRequest> FieldTaker::fault()
{
    if (!m_fault && m_taken != m_object.size()) {
        for (const auto& [name, value] : m_object.items()) {
            if (std::find(m_known.begin(), m_known.end(), name) == m_known.end()) {
                note("unknown_field",
                     "There is no " + place(toVisibleText(name, kMaxShownNameBytes)) + " here.");
                break;
            }
        }
    }
    return m_fault;
}

} // namespace till::gateway
