#pragma once

#include "app/desktop/rules/part_value.h"

#include <string>
#include <utility>
#include <vector>

namespace till::desktop {

/// A policy document that is being edited: always one that parsePolicy accepts, in its canonical form. A
/// change that would break it is refused with the fault, and leaves it as it was.
class PolicyDocument {
public:
    using Change = std::pair<std::string, std::string>; ///< JSON pointer, JSON text of what to set there
    using Fault = std::optional<policy::PolicyFault>;

    /// An empty global policy.
    PolicyDocument();
    [[nodiscard]] static Result<PolicyDocument, policy::PolicyFault> fromText(std::string_view text);

    [[nodiscard]] const policy::Policy& policy() const { return m_policy; }
    /// One line, canonical: equal documents have equal texts.
    [[nodiscard]] const std::string& text() const { return m_text; }
    /// The same for people: a member a line.
    [[nodiscard]] std::string indented() const;
    [[nodiscard]] bool has(const std::string& pointer) const;

    /// All or nothing, in this order.
    [[nodiscard]] Fault set(const std::vector<Change>& changes);
    [[nodiscard]] Fault remove(const std::string& pointer);
    /// Moves "/rules/3" by so many places within its list; stops at the ends.
    void move(const std::string& pointer, int by);
    /// `stem`, or with a number behind it, so that no entry of the list "/rules" has this name.
    [[nodiscard]] std::string freeName(const std::string& list, const std::string& stem) const;

    bool operator==(const PolicyDocument& other) const { return m_text == other.m_text; }

private:
    [[nodiscard]] Fault take(const std::string& document);

    policy::Policy m_policy;
    std::string m_text;
};

/// As JSON text: a text, and a list of them.
[[nodiscard]] std::string jsonText(const std::string& text);
[[nodiscard]] std::string jsonText(const std::vector<std::string>& texts);

/// A document from the parts of its sentences alone: nothing in it that no sentence says. The reverse of
/// sentencesOf.
[[nodiscard]] Result<PolicyDocument, policy::PolicyFault> documentOf(const std::vector<Sentence>& sentences);

} // namespace till::desktop
