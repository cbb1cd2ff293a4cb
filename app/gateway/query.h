#pragma once

#include "app/gateway/bad_request.h"

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

namespace till::gateway {

/// The members of a query string, percent-decoded. Unknown and repeated names are faults.
[[nodiscard]] Read<std::map<std::string, std::string>>
readQuery(std::string_view query, std::initializer_list<std::string_view> known);
/// Plain decimal digits without a leading zero, within the range.
[[nodiscard]] Read<std::int64_t> readWhole(std::string_view name, std::string_view text, std::int64_t least,
                                           std::int64_t most);

} // namespace till::gateway
