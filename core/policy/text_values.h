#pragma once

#include "core/policy/condition.h"

#include <optional>
#include <string>
#include <string_view>

namespace till::policy {

/// The text as facts carry it (addresses with their EIP-55 checksum), or absent when no fact of this field
/// could ever equal or match it.
[[nodiscard]] std::optional<std::string> canonicalText(TextField field, std::string_view text);

} // namespace till::policy
