#include "core/policy/document_reader.h"

#include "core/policy/payment_facts.h"
#include "core/support/plain_text.h"

namespace till::policy {

namespace {

/// RFC 6901, section 3.
std::string escapedStep(std::string_view step)
{
    std::string out;
    for (const char c : step) {
        if (c == '~')
            out += "~0";
        else if (c == '/')
            out += "~1";
        else
            out += c;
    }
    return out;
}

} // namespace

void DocumentValue::note(PolicyError error) const
{
    if (!m_fault)
        m_fault = PolicyFault{error, m_path};
}

void DocumentValue::noteAt(std::string_view member, PolicyError error) const
{
    if (!m_fault)
        m_fault = PolicyFault{error, m_path + "/" + escapedStep(member)};
}

void DocumentValue::expectMembers(std::initializer_list<std::string_view> known) const
{
    if (!m_value.is_object())
        return note(PolicyError::WrongType);
    for (const auto& [name, value] : m_value.items()) {
        if (std::ranges::find(known, name) == known.end())
            return noteAt(name, PolicyError::UnknownKey);
    }
}

std::optional<DocumentValue> DocumentValue::member(std::string_view name) const
{
    if (!m_value.is_object())
        return std::nullopt;
    const auto found = m_value.find(std::string(name));
    if (found == m_value.end())
        return std::nullopt;
    return DocumentValue(*found, m_path + "/" + escapedStep(name), m_fault);
}

std::optional<DocumentValue> DocumentValue::required(std::string_view name) const
{
    auto found = member(name);
    if (!found)
        noteAt(name, PolicyError::MissingKey);
    return found;
}

void DocumentValue::forEach(std::size_t most, const std::function<void(const DocumentValue&)>& visit) const
{
    if (!m_value.is_array())
        return note(PolicyError::WrongType);
    if (m_value.size() > most)
        return note(PolicyError::TooMany);
    for (std::size_t at = 0; at < m_value.size(); ++at)
        visit(DocumentValue(m_value[at], m_path + "/" + std::to_string(at), m_fault));
}

std::string DocumentValue::text() const
{
    if (!m_value.is_string()) {
        note(PolicyError::WrongType);
        return {};
    }
    return m_value.get<std::string>();
}

std::string DocumentValue::plainLine(std::size_t maxBytes) const
{
    std::string line = text();
    if (!isPlainLine(line, maxBytes))
        note(PolicyError::BadValue);
    return line;
}

std::int64_t DocumentValue::number(std::int64_t least, std::int64_t most) const
{
    if (!m_value.is_number_integer()) {
        note(PolicyError::WrongType);
        return least;
    }
    const bool fits = !m_value.is_number_unsigned() ||
                      m_value.get<std::uint64_t>() <= static_cast<std::uint64_t>(INT64_MAX);
    const std::int64_t value = fits ? m_value.get<std::int64_t>() : most;
    if (!fits || value < least || value > most) {
        note(PolicyError::BadValue);
        return least;
    }
    return value;
}

bool DocumentValue::flag() const
{
    if (!m_value.is_boolean()) {
        note(PolicyError::WrongType);
        return false;
    }
    return m_value.get<bool>();
}

money::Amount DocumentValue::usd() const
{
    const std::string digits = text();
    const auto amount = money::Amount::fromDecimal(digits, kUsdDecimals);
    if (!amount)
        note(PolicyError::BadAmount);
    return amount.value_or(money::Amount::zero());
}

money::Amount DocumentValue::atomic() const
{
    const std::string digits = text();
    const auto amount = money::Amount::fromAtomic(digits);
    if (!amount)
        note(PolicyError::BadAmount);
    return amount.value_or(money::Amount::zero());
}

TimeZone DocumentValue::zone() const
{
    auto zone = TimeZone::named(text());
    if (!zone) {
        note(PolicyError::UnknownZone);
        return TimeZone();
    }
    return *zone;
}

} // namespace till::policy
