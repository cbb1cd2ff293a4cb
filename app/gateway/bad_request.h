#pragma once

#include "core/support/result.h"

#include <string>
#include <string_view>

namespace till::gateway {

/// Why a request of an agent cannot be taken: a problem code, and one sentence that names the place.
struct BadRequest {
    std::string_view code;
    std::string detail;
};

template <class T>
using Read = Result<T, BadRequest>;

} // namespace till::gateway
