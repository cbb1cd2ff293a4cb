#pragma once

#include "core/payment/ask.h"

#include <array>
#include <cstdint>
#include <string>

/// The asks of random histories: read once from real challenges, then copied.
namespace till::tests {

inline constexpr std::array<std::uint64_t, 5> kPrices{10'000, 250'000, 400'000, 1'000'000, 3'000'000};
inline constexpr std::array<std::int64_t, 3> kTimeouts{60, 120, 600};
inline constexpr std::size_t kHosts = 2;
inline constexpr std::size_t kPayees = 2;
inline constexpr std::uint64_t kModelChain = 8453;
inline constexpr const char* kModelToken = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";

[[nodiscard]] const std::string& hostName(std::size_t host);
[[nodiscard]] const std::string& payeeAddress(std::size_t payee);

[[nodiscard]] payment::Ask goodAsk(std::size_t host, std::size_t payee, std::size_t price,
                                   std::size_t timeout, const std::string& path);

/// An ask that may never be signed, and the code that says why.
struct BadAsk {
    payment::Ask ask;
    std::string code;
};
inline constexpr std::size_t kBadAsks = 9;
[[nodiscard]] const BadAsk& badAsk(std::size_t which);

} // namespace till::tests
