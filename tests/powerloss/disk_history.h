#pragma once

#include "tests/harness/memory_disk.h"

#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace till::tests {

/// What had been promised to the world when a commit returned.
struct Promise {
    std::size_t mark = 0; ///< so many actions the disk had taken by then
    std::int64_t events = 0;
    std::map<std::int64_t, std::string> digests; ///< of every signature that had left, by payment
};

/// Everything that was done to a disk, and what was promised on the way.
struct DiskHistory {
    std::vector<DiskAction> actions;
    std::vector<Promise> promises; ///< in order
};

/// Whether the disk keeps what it was told to sync.
enum class DiskKind { Honest, LiesAboutSync };

/// Calls `visit` with what may be on the disk when the power goes at any moment of the history: what was
/// synced is there; of the rest any part, in any order, torn at any sector. `promised` is the newest promise
/// made before the cut. About `imagesAtCut` images for each moment at which something is not synced.
void visitPowerLosses(const DiskHistory& history, DiskKind kind, std::mt19937_64& chance,
                      std::size_t imagesAtCut,
                      const std::function<void(const DiskImage& image, const Promise& promised)>& visit);

} // namespace till::tests
