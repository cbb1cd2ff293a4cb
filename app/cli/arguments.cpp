#include "app/cli/arguments.h"

#include <algorithm>
#include <charconv>

namespace till::cli {

namespace {

constexpr int kHighestDescriptor = 65535;

const OptionSpec* specOf(std::string_view name, std::span<const OptionSpec> known)
{
    const auto found = std::find_if(known.begin(), known.end(), [name](const OptionSpec& each) {
        return each.name == name || (!each.shortName.empty() && each.shortName == name);
    });
    return found == known.end() ? nullptr : &*found;
}

std::optional<std::int64_t> readWhole(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

} // namespace

Result<Arguments, Failure> Arguments::parse(std::span<const std::string> words,
                                            std::span<const OptionSpec> known)
{
    Arguments parsed;
    bool optionsEnded = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (optionsEnded || word.size() < 2 || word.front() != '-') {
            parsed.m_positional.push_back(word);
            continue;
        }
        if (word == "--") {
            optionsEnded = true;
            continue;
        }
        const std::size_t equals = word.starts_with("--") ? word.find('=') : std::string::npos;
        const std::string name = word.substr(0, equals);
        const OptionSpec* spec = specOf(name, known);
        if (spec == nullptr) {
            return fail(usageFailure("There is no option " + name + " here."));
        }
        auto& values = parsed.m_options[std::string(spec->name)];
        if (spec->kind == OptionKind::Switch) {
            if (equals != std::string::npos) {
                return fail(usageFailure(name + " takes no value."));
            }
            values.emplace_back();
            continue;
        }
        if (spec->kind == OptionKind::Value && !values.empty()) {
            return fail(usageFailure(name + " may be given once only."));
        }
        if (equals != std::string::npos) {
            values.push_back(word.substr(equals + 1));
        } else if (i + 1 < words.size()) {
            values.push_back(words[++i]);
        } else {
            return fail(usageFailure(name + " needs a value."));
        }
    }
    return parsed;
}

bool Arguments::has(std::string_view option) const
{
    return m_options.find(option) != m_options.end();
}

std::optional<std::string> Arguments::value(std::string_view option) const
{
    const auto found = m_options.find(option);
    return found == m_options.end() ? std::nullopt : std::optional(found->second.front());
}

std::vector<std::string> Arguments::values(std::string_view option) const
{
    const auto found = m_options.find(option);
    return found == m_options.end() ? std::vector<std::string>{} : found->second;
}

Result<std::int64_t, Failure> Arguments::number(std::string_view option, std::int64_t least,
                                                std::int64_t most, std::int64_t fallback) const
{
    const auto text = value(option);
    if (!text) {
        return fallback;
    }
    const auto number = readWhole(*text);
    if (!number || *number < least || *number > most) {
        return fail(usageFailure(std::string(option) + " takes a whole number from " + std::to_string(least) +
                                 " to " + std::to_string(most) + "."));
    }
    return *number;
}

Result<std::optional<int>, Failure> Arguments::descriptor(std::string_view option) const
{
    const auto text = value(option);
    if (!text) {
        return std::nullopt;
    }
    const auto number = readWhole(*text);
    if (!number || *number < 0 || *number > kHighestDescriptor || *number == 1 || *number == 2) {
        return fail(usageFailure(std::string(option) +
                                 " takes the number of an open file descriptor: 0, or 3 and up."));
    }
    return static_cast<int>(*number);
}

} // namespace till::cli
