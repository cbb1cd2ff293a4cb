#pragma once

#include "core/support/json_text.h"

#include <cstdint>
#include <string_view>

/// Members of an object that is open: the name and its value at once.
namespace till::payment {

inline void writeText(JsonText& out, std::string_view name, std::string_view value)
{
    out.key(name);
    out.text(value);
}

inline void writeNumber(JsonText& out, std::string_view name, std::int64_t value)
{
    out.key(name);
    out.number(value);
}

inline void writeFlag(JsonText& out, std::string_view name, bool value)
{
    out.key(name);
    out.flag(value);
}

} // namespace till::payment
