#pragma once

#include "core/money/registry.h"

#include <string_view>
#include <vector>

namespace till::money {

/// The contents of one file of the form of resources/networks.json, each entry sound by itself. What only
/// shows across entries (repeated names, unknown networks) is left to Registry.
struct RegistryEntries {
    std::vector<Network> networks;
    std::vector<Asset> assets;
};

[[nodiscard]] Result<RegistryEntries, RegistryError> readRegistryEntries(std::string_view text);

} // namespace till::money
