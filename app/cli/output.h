#pragma once

#include "app/cli/failure.h"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace till::cli {

/// For whom a command prints.
enum class Audience { Person, Program };

/// Standard output and standard error of the CLI. A Person gets tables and sentences, a Program one line of
/// JSON.
class Output {
public:
    explicit Output(Audience audience) : m_audience(audience) {}

    [[nodiscard]] bool isForProgram() const { return m_audience == Audience::Program; }
    /// One line of JSON on standard output.
    void json(const nlohmann::json& value) const;
    /// Text as it is on standard output. The caller has made strangers' text visible.
    void text(std::string_view text) const;
    /// A sentence beside the result, on standard error.
    void note(std::string_view sentence) const;
    /// The documented form of a failure, on standard error.
    void failure(const Failure& failure) const;

private:
    Audience m_audience;
};

} // namespace till::cli
