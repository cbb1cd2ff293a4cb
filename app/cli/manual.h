#pragma once

#include <optional>
#include <string>
#include <string_view>

/// What `till` says of itself to other programs: made from the same table of commands as the help, so that
/// none of them can name an option that is not there.
namespace till::cli {

/// `till manual`: the manual page till(1), in the man macros.
[[nodiscard]] std::string manualPage();
/// `till completion SHELL`, of bash, zsh and fish; absent for another shell.
[[nodiscard]] std::optional<std::string> completionScript(std::string_view shell);

} // namespace till::cli
