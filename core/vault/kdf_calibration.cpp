#include "core/vault/kdf_calibration.h"

#include <algorithm>

namespace till::vault {

namespace {

constexpr std::int64_t kWantedMicroseconds = 1'000'000;
constexpr std::int64_t kPatienceMicroseconds = 2'000'000;
constexpr crypto::KdfCost kUsualCost = {256, 3};

// Time goes with memory times passes.
std::int64_t expected(const crypto::KdfCost& cost, std::int64_t trialMicroseconds)
{
    constexpr std::int64_t kTrialWork = std::int64_t{kTrialCost.memoryMiB} * kTrialCost.passes;
    return trialMicroseconds * cost.memoryMiB * cost.passes / kTrialWork;
}

} // namespace

crypto::KdfCost calibratedCost(std::int64_t trialMicroseconds)
{
    const std::int64_t trial = std::clamp<std::int64_t>(trialMicroseconds, 1, 60'000'000);
    crypto::KdfCost cost = kUsualCost;
    while (cost.memoryMiB > crypto::kMinKdfMemoryMiB && expected(cost, trial) > kPatienceMicroseconds) {
        cost.memoryMiB /= 2;
    }
    while (cost.passes < crypto::kMaxKdfPasses &&
           expected({cost.memoryMiB, cost.passes + 1}, trial) <= kWantedMicroseconds) {
        ++cost.passes;
    }
    return cost;
}

} // namespace till::vault
