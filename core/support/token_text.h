#pragma once

#include "core/support/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace till {

inline constexpr std::size_t kTokenSecretBytes = 32;
inline constexpr std::size_t kMaxTokenBytes = 128;

/// `till_<agent id>_<secret><checksum>`: 43 characters of base 62 (0-9, A-Z, a-z; the 256 bits as a number),
/// then CRC-32 of all before it as 6 more. With the checksum a token that was mistyped or cut is told from
/// one that is not known, by anybody and without a look-up.
[[nodiscard]] std::string makeTokenText(std::string_view agentId,
                                        std::span<const std::uint8_t, kTokenSecretBytes> secret);

enum class TokenFault {
    NotAToken,    ///< of another form or length: not one of ours, or cut
    WrongChecksum ///< a character is not as it was shown
};

/// The agent id in a token. Tokens of before the checksum (64 hexadecimal digits) are read too.
[[nodiscard]] Result<std::string_view, TokenFault> agentOfToken(std::string_view token);

/// One sentence for whoever sent it.
[[nodiscard]] std::string_view describe(TokenFault fault);

} // namespace till
