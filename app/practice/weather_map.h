#pragma once

#include "core/support/hex.h"

#include <string>

namespace till::practice {

/// A small SVG: land, pressure lines, a front and some temperatures, all from the seed. No scripts, no links.
[[nodiscard]] std::string weatherMapSvg(const Hash256& seed);

} // namespace till::practice
