// The registry file, whole. What is accepted must be found again by each of its names.

#include "core/money/registry.h"

#include <cstdint>
#include <cstdlib>

using till::money::Registry;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto registry = Registry::fromJson(std::string(data, data + size));
    if (!registry)
        return 0;
    for (const auto& network : registry->networks()) {
        require(registry->networkByCaip2(network.caip2) == &network);
        require(!network.v1Name || registry->networkByV1Name(*network.v1Name) == &network);
    }
    for (const auto& asset : registry->assets())
        require(registry->asset(asset.network, asset.address) == &asset);
    return 0;
}
