#pragma once

#include "core/support/hex.h"

#include <span>
#include <string>
#include <string_view>

namespace till::practice {

/// What a buyer gets.
struct Delivery {
    std::string_view mimeType;
    std::string body;
};

/// One thing for sale. The transaction that paid for it is the seed, so each purchase brings another one and
/// the same purchase always the same.
struct Good {
    std::string_view path;
    std::string_view name;
    std::string_view description;
    std::string_view mimeType;
    std::uint64_t priceAtomic = 0; ///< pUSD, 6 decimals
    Delivery (*make)(const Hash256& seed);
};

/// All that is for sale, cheapest first; the last costs more than the usual presets pay without asking.
[[nodiscard]] std::span<const Good> goods();
[[nodiscard]] const Good* goodAt(std::string_view path);

} // namespace till::practice
