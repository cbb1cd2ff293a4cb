#pragma once

#include "core/challenge/challenge.h"

#include <optional>
#include <string_view>

namespace till::challenge {

enum class HeaderPresence { Absent, Once, Repeated };

/// One header of an answer: names in any case, the value without blanks around it. An empty value is as good
/// as none.
struct FoundHeader {
    HeaderPresence presence = HeaderPresence::Absent;
    std::string_view value; ///< of the only one
};
[[nodiscard]] FoundHeader findHeader(const HttpAnswer& answer, std::string_view name);

} // namespace till::challenge
