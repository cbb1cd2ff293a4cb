#pragma once

#include "app/cli/failure.h"
#include "core/support/result.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace till::cli {

enum class OptionKind { Switch, Value, Repeated };

/// One option that a command takes, and its line in the help.
struct OptionSpec {
    std::string_view name; ///< "--limit"
    OptionKind kind = OptionKind::Value;
    std::string_view value; ///< what stands for the value in the help: "N"
    std::string_view help;
    std::string_view shortName = {}; ///< "-d"
};

/// The command line, taken apart: words, and options with their values.
class Arguments {
public:
    /// Every `-…` must be one of `known`. A value follows as the next word or after `=`; `--` ends the
    /// options.
    [[nodiscard]] static Result<Arguments, Failure> parse(std::span<const std::string> words,
                                                          std::span<const OptionSpec> known);

    [[nodiscard]] const std::vector<std::string>& positional() const { return m_positional; }
    [[nodiscard]] bool has(std::string_view option) const;
    [[nodiscard]] std::optional<std::string> value(std::string_view option) const;
    [[nodiscard]] std::vector<std::string> values(std::string_view option) const;
    /// A whole number within bounds; `fallback` when the option is not there.
    [[nodiscard]] Result<std::int64_t, Failure> number(std::string_view option, std::int64_t least,
                                                       std::int64_t most, std::int64_t fallback) const;
    /// An open descriptor that a secret comes from or goes to; not the standard output or error.
    [[nodiscard]] Result<std::optional<int>, Failure> descriptor(std::string_view option) const;

private:
    std::vector<std::string> m_positional;
    std::map<std::string, std::vector<std::string>, std::less<>> m_options;
};

} // namespace till::cli
