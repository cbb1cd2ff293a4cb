#pragma once

#include "core/policy/policy_json.h"

#include "core/support/json.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace till::policy {

/// One value of a policy document with its place. All values of one document share the first fault that any
/// of them noted, so that a reader can be written straight through and asked for the fault at the end.
class DocumentValue {
public:
    DocumentValue(const nlohmann::json& value, std::string path, std::optional<PolicyFault>& fault)
        : m_value(value), m_path(std::move(path)), m_fault(fault)
    {
    }

    [[nodiscard]] const std::string& path() const { return m_path; }
    /// Notes a fault at this value, unless one was noted before.
    void note(PolicyError error) const;
    /// Notes a fault at a member that may not be there.
    void noteAt(std::string_view member, PolicyError error) const;
    [[nodiscard]] bool hasFault() const { return m_fault.has_value(); }

    /// Notes the first member that is not among the known; and WrongType when this is no object.
    void expectMembers(std::initializer_list<std::string_view> known) const;
    /// The member, when this is an object that has it.
    [[nodiscard]] std::optional<DocumentValue> member(std::string_view name) const;
    /// The member, or MissingKey.
    [[nodiscard]] std::optional<DocumentValue> required(std::string_view name) const;
    /// Visits each element of an array of at most `most`.
    void forEach(std::size_t most, const std::function<void(const DocumentValue&)>& visit) const;

    /// Each of these notes a fault and gives an empty value when this is something else.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::string plainLine(std::size_t maxBytes) const;
    [[nodiscard]] std::int64_t number(std::int64_t least, std::int64_t most) const;
    [[nodiscard]] bool flag() const;
    [[nodiscard]] money::Amount usd() const;
    [[nodiscard]] money::Amount atomic() const;
    [[nodiscard]] TimeZone zone() const;
    template <class Words>
    [[nodiscard]] auto oneOf(const Words& words) const
    {
        const std::string word = text();
        const auto found =
            std::ranges::find(words, std::string_view(word), [](const auto& each) { return each.first; });
        if (found == words.end()) {
            note(PolicyError::BadValue);
            return words.front().second;
        }
        return found->second;
    }

private:
    const nlohmann::json& m_value;
    std::string m_path;
    std::optional<PolicyFault>& m_fault;
};

} // namespace till::policy
