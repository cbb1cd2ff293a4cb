#pragma once

#include "core/challenge/challenge.h"

#include "core/support/json.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace till::challenge {

/// Takes members out of one JSON object and remembers the first that is missing or of the wrong type, so that
/// a reader can be written as a plain list of its fields. An explicit null counts as absent (x402,
/// section 5.1).
class FieldReader {
public:
    /// `path` is the JSON pointer of `object`.
    FieldReader(const nlohmann::json& object, std::string path) : m_object(object), m_path(std::move(path)) {}

    /// A string that must be there and not be empty.
    [[nodiscard]] std::string requiredText(const char* name);
    /// A string that may be absent; then empty.
    [[nodiscard]] std::string optionalText(const char* name);
    /// A positive whole number that must be there.
    [[nodiscard]] std::int64_t requiredTimeout(const char* name);
    /// An object that may be absent; then null.
    [[nodiscard]] const nlohmann::json* optionalObject(const char* name);

    [[nodiscard]] const std::optional<ChallengeFault>& fault() const { return m_fault; }

private:
    [[nodiscard]] const nlohmann::json* member(const char* name) const;
    void note(ChallengeError error, const char* name);

    const nlohmann::json& m_object;
    std::string m_path;
    std::optional<ChallengeFault> m_fault;
};

} // namespace till::challenge
