#include "app/desktop/rules/policy_document.h"

#include "core/support/json.h"

#include <algorithm>
#include <charconv>

namespace till::desktop {

namespace {

/// Members in the order in which they were written.
using PolicyJson = nlohmann::ordered_json;
using Pointer = PolicyJson::json_pointer;

constexpr int kIndent = 2;

/// "/rules/3" in two: "/rules" and 3. -1 when the last step is no number.
std::pair<std::string, int> split(const std::string& pointer)
{
    const auto slash = pointer.rfind('/');
    if (slash == std::string::npos) {
        return {pointer, -1};
    }
    int index = -1;
    const char* const begin = pointer.data() + slash + 1;
    const char* const end = pointer.data() + pointer.size();
    const auto [stop, error] = std::from_chars(begin, end, index);
    return {pointer.substr(0, slash), error == std::errc() && stop == end ? index : -1};
}

/// Invalid UTF-8 becomes U+FFFD: what a person typed may hold half a character.
std::string textOf(const PolicyJson& json, int indent = -1)
{
    return json.dump(indent, ' ', false, PolicyJson::error_handler_t::replace);
}

} // namespace

PolicyDocument::PolicyDocument()
{
    (void)take(policy::toJson(policy::emptyPolicy()));
}

Result<PolicyDocument, policy::PolicyFault> PolicyDocument::fromText(std::string_view text)
{
    const auto policy = policy::parsePolicy(text); // strict; only then the reader that keeps the order
    if (!policy) {
        return fail(policy.error());
    }
    PolicyDocument document;
    document.m_policy = *policy;
    document.m_text = policy::toJson(*policy);
    return document;
}

std::string PolicyDocument::indented() const
{
    return textOf(PolicyJson::parse(m_text), kIndent);
}

bool PolicyDocument::has(const std::string& pointer) const
{
    return PolicyJson::parse(m_text).contains(Pointer(pointer));
}

PolicyDocument::Fault PolicyDocument::take(const std::string& document)
{
    auto fresh = policy::parsePolicy(document);
    if (!fresh) {
        return fresh.error();
    }
    m_policy = std::move(*fresh);
    m_text = policy::toJson(m_policy);
    return std::nullopt;
}

PolicyDocument::Fault PolicyDocument::set(const std::vector<Change>& changes)
{
    PolicyJson document = PolicyJson::parse(m_text);
    for (const auto& [pointer, value] : changes) {
        document[Pointer(pointer)] = PolicyJson::parse(value);
    }
    return take(textOf(document));
}

PolicyDocument::Fault PolicyDocument::remove(const std::string& pointer)
{
    PolicyJson document = PolicyJson::parse(m_text);
    const Pointer place(pointer);
    if (pointer.empty() || !document.contains(place)) {
        return std::nullopt;
    }
    PolicyJson& parent = document[place.parent_pointer()];
    if (const int index = split(pointer).second; parent.is_array() && index >= 0) {
        parent.erase(static_cast<std::size_t>(index));
    } else {
        parent.erase(place.back());
    }
    return take(textOf(document));
}

void PolicyDocument::move(const std::string& pointer, int by)
{
    const auto [list, index] = split(pointer);
    PolicyJson document = PolicyJson::parse(m_text);
    if (index < 0 || !document.contains(Pointer(pointer))) {
        return;
    }
    PolicyJson& all = document[Pointer(list)];
    const int wanted = std::clamp(index + by, 0, static_cast<int>(all.size()) - 1);
    for (int at = index; at != wanted; at += wanted > index ? 1 : -1) {
        std::swap(all[static_cast<std::size_t>(at)],
                  all[static_cast<std::size_t>(wanted > at ? at + 1 : at - 1)]);
    }
    (void)take(textOf(document));
}

std::string PolicyDocument::freeName(const std::string& list, const std::string& stem) const
{
    const PolicyJson document = PolicyJson::parse(m_text);
    const auto isTaken = [&](const std::string& name) {
        const Pointer place(list);
        if (!document.contains(place)) {
            return false;
        }
        const PolicyJson& all = document.at(place);
        return std::any_of(all.begin(), all.end(), [&name](const PolicyJson& each) {
            return each.value("name", std::string()) == name;
        });
    };
    std::string name = stem;
    for (int number = 2; isTaken(name); ++number) {
        name = stem + " " + std::to_string(number);
    }
    return name;
}

std::string jsonText(const std::string& text)
{
    return textOf(PolicyJson(text));
}

std::string jsonText(const std::vector<std::string>& texts)
{
    return textOf(PolicyJson(texts));
}

Result<PolicyDocument, policy::PolicyFault> documentOf(const std::vector<Sentence>& sentences)
{
    PolicyJson document = {{"version", 1}};
    const auto put = [&document](const SentencePart& part) {
        if (part.path.isEmpty() || part.value.isEmpty()) {
            return;
        }
        if (const auto value = toDocument(part, part.value)) {
            document[Pointer(part.path.toStdString())] = PolicyJson::parse(*value);
        }
    };
    for (const Sentence& each : sentences) {
        if (each.section == Section::Rule) {
            document[Pointer(each.path.toStdString() + "/when")] = PolicyJson::object();
        }
        for (const SentencePart& part : each.parts) {
            put(part);
        }
        for (const auto* const part : {&each.verdict, &each.naming}) {
            if (*part) {
                put(**part);
            }
        }
    }
    return PolicyDocument::fromText(textOf(document));
}

} // namespace till::desktop
