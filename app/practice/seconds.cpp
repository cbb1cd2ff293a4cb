#include "app/practice/seconds.h"

#include "core/money/amount.h"

#include <charconv>

namespace till::practice {

std::optional<std::uint64_t> readSeconds(std::string_view digits)
{
    if (!money::Amount::fromAtomic(digits)) { // the same form: digits only, within 256 bits
        return std::nullopt;
    }
    std::uint64_t seconds = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    return error == std::errc{} && end == digits.data() + digits.size() ? std::optional(seconds)
                                                                        : std::nullopt;
}

} // namespace till::practice
