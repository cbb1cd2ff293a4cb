#pragma once

#include <tl/expected.hpp>

namespace till {

/// Either a value or an expected failure. Every module has one small `enum class` of failures as `E`.
/// Functions that return one are `[[nodiscard]]`.
template <typename T, typename E>
using Result = tl::expected<T, E>;

/// Makes the failing side of a Result: `return fail(AmountError::Empty);`
template <typename E>
[[nodiscard]] constexpr tl::unexpected<E> fail(E error)
{
    return tl::unexpected<E>(error);
}

} // namespace till
