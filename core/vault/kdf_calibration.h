#pragma once

#include "core/crypto/kdf.h"

#include <cstdint>

namespace till::vault {

/// What a trial run of Argon2id costs: the least that is allowed.
inline constexpr crypto::KdfCost kTrialCost = {crypto::kMinKdfMemoryMiB, crypto::kMinKdfPasses};

/// The cost of a new passphrase slot that takes about a second here, told from how long `kTrialCost` took.
/// 256 MiB and three passes where that is quick enough, with more passes on a fast machine; less memory,
/// never below 64 MiB, where even that would take over two seconds.
[[nodiscard]] crypto::KdfCost calibratedCost(std::int64_t trialMicroseconds);

} // namespace till::vault
