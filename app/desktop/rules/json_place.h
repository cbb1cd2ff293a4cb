#pragma once

#include <optional>
#include <string_view>

namespace till::desktop {

/// The line, from 1, on which the value at this JSON pointer begins; that of the nearest one around it when
/// there is none (a missing member). None for text that is no JSON.
[[nodiscard]] std::optional<int> lineOf(std::string_view json, std::string_view pointer);
/// The line on which text stops being JSON. None when it is JSON.
[[nodiscard]] std::optional<int> brokenLineOf(std::string_view json);

} // namespace till::desktop
