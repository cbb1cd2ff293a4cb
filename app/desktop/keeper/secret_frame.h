#pragma once

#include "core/crypto/secret_bytes.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace till::desktop {

/// One secret on its way into a frame: the frame was encoded with `marker` where the secret belongs.
struct SecretField {
    std::string marker;
    std::span<const std::uint8_t> secret; ///< UTF-8
};

/// A text that stands for a secret while the rest of a frame is encoded. Random, so that no other field holds
/// it.
[[nodiscard]] std::string newMarker();

/// The frame with each marker replaced by its secret, escaped as JSON wants it, in locked memory. So a
/// passphrase never passes through std::string or QString. Every marker must be there exactly once
/// (asserted).
[[nodiscard]] crypto::SecretBytes withSecrets(std::string_view frame, std::span<const SecretField> fields);

} // namespace till::desktop
