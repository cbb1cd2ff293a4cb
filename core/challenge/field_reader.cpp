#include "core/challenge/field_reader.h"

namespace till::challenge {

const nlohmann::json* FieldReader::member(const char* name) const
{
    const auto found = m_object.find(name);
    return found == m_object.end() || found->is_null() ? nullptr : &*found;
}

void FieldReader::note(ChallengeError error, const char* name)
{
    if (!m_fault)
        m_fault = ChallengeFault{error, m_path + "/" + name};
}

std::string FieldReader::requiredText(const char* name)
{
    std::string text = optionalText(name);
    if (text.empty())
        note(ChallengeError::MissingField, name);
    return text;
}

std::string FieldReader::optionalText(const char* name)
{
    const nlohmann::json* const value = member(name);
    if (value == nullptr)
        return {};
    if (!value->is_string()) {
        note(ChallengeError::WrongType, name);
        return {};
    }
    return value->get<std::string>();
}

std::int64_t FieldReader::requiredTimeout(const char* name)
{
    const nlohmann::json* const value = member(name);
    if (value == nullptr) {
        note(ChallengeError::MissingField, name);
        return 0;
    }
    if (!value->is_number()) {
        note(ChallengeError::WrongType, name);
        return 0;
    }
    const bool isWhole = value->is_number_integer();
    const bool fits =
        !value->is_number_unsigned() || value->get<std::uint64_t>() <= static_cast<std::uint64_t>(INT64_MAX);
    const std::int64_t seconds = isWhole && fits ? value->get<std::int64_t>() : 0;
    if (seconds <= 0)
        note(ChallengeError::BadTimeout, name);
    return seconds;
}

const nlohmann::json* FieldReader::optionalObject(const char* name)
{
    const nlohmann::json* const value = member(name);
    if (value != nullptr && !value->is_object()) {
        note(ChallengeError::WrongType, name);
        return nullptr;
    }
    return value;
}

} // namespace till::challenge
