#pragma once

#include <span>
#include <string_view>

namespace till::wire {

/// What one published code means: the same words for agents (RFC 9457 problems), the CLI and the app.
struct ProblemCode {
    std::string_view code;
    int httpStatus;              ///< what the endpoint answers with
    std::string_view title;      ///< what happened
    std::string_view moneyMoved; ///< no | yes | unknown
    std::string_view hint;       ///< what to do now
};

/// Every code there is, in the order of the documentation.
[[nodiscard]] std::span<const ProblemCode> problemCodes();
/// Its entry; an unknown code gives that of `internal_error`.
[[nodiscard]] const ProblemCode& problemCode(std::string_view code);

} // namespace till::wire
