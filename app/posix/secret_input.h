#pragma once

#include "core/crypto/secret_bytes.h"
#include "core/support/result.h"

#include <string_view>

namespace till::posix {

enum class SecretInputError {
    CannotRead, ///< the descriptor is not open for reading
    Empty,
    TooLong, ///< more than kMaxSecretBytes
    NotUtf8,
    NoTerminal, ///< there is nobody to ask
    Cancelled   ///< Ctrl-C or Ctrl-D at the prompt
};

inline constexpr std::size_t kMaxSecretBytes = 1024;

/// Reads one line (to its end or the end of the file) from a descriptor, byte by byte, so that the next line
/// can be another secret. The line end is not part of it.
[[nodiscard]] Result<crypto::SecretBytes, SecretInputError> readSecretLine(int fd);

/// Shows `question` on the terminal of this process and reads one line without showing it.
[[nodiscard]] Result<crypto::SecretBytes, SecretInputError> askSecret(std::string_view question);

} // namespace till::posix
