#pragma once

#include "core/support/result.h"

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace till::money {

enum class AmountError {
    Empty,
    NotADigit,
    LeadingZero,
    TooManyDigits,
    OutOfRange,
    TooManyDecimals,
    NotANumber
};

/// A quantity of one token in atomic units: 1 USDC (6 decimals) is 1'000'000.
///
/// Range 0 … 2^256 - 1, as a Solidity `uint256`. Nothing wraps and nothing rounds:
/// an operation that would leave the range returns OutOfRange instead.
class Amount {
public:
    constexpr Amount() = default;
    [[nodiscard]] static constexpr Amount zero() { return {}; }
    [[nodiscard]] static constexpr Amount fromUint64(std::uint64_t units) { return Amount({units, 0, 0, 0}); }

    /// Reads decimal digits only, as x402 sends them: no sign, point, space or leading zero (but "0" itself).
    [[nodiscard]] static Result<Amount, AmountError> fromAtomic(std::string_view digits);
    /// Reads what a person typed ("2.50", "2", "0.5") for a token with `decimals` places (0 … 77).
    /// More places than the token has is an error, never a rounding.
    [[nodiscard]] static Result<Amount, AmountError> fromDecimal(std::string_view text, unsigned decimals);

    [[nodiscard]] Result<Amount, AmountError> plus(const Amount& other) const;
    [[nodiscard]] Result<Amount, AmountError> minus(const Amount& other) const;
    [[nodiscard]] Result<Amount, AmountError> times(std::uint64_t factor) const;
    /// Whole quotient and no remainder kept: floor(this / divisor). `divisor` must not be 0 (asserted).
    [[nodiscard]] Amount dividedBy(std::uint64_t divisor) const;
    /// This many units of a token with `from` decimals, in units of one with `to` decimals. Making it coarser
    /// rounds UP, because it is used to count money against limits. OutOfRange when it does not fit.
    [[nodiscard]] Result<Amount, AmountError> rescaled(unsigned from, unsigned to) const;

    [[nodiscard]] bool isZero() const;
    /// Canonical digits, the form of the ledger and the wire.
    [[nodiscard]] std::string toAtomic() const;
    /// "1234.50" with at least two places where the token has them, and no trailing zeros beyond those.
    [[nodiscard]] std::string toDecimal(unsigned decimals) const;
    /// Big-endian, as the ABI encodes `uint256`.
    [[nodiscard]] std::array<std::uint8_t, 32> toBigEndian() const;
    [[nodiscard]] static Amount fromBigEndian(std::span<const std::uint8_t, 32> bytes);
    /// For charts only (bar heights); never for decisions.
    [[nodiscard]] double toApproximateDouble() const;

    [[nodiscard]] std::strong_ordering operator<=>(const Amount& other) const;
    [[nodiscard]] bool operator==(const Amount& other) const = default;

private:
    explicit constexpr Amount(std::array<std::uint64_t, 4> limbs) : m_limbs(limbs) {}
    std::array<std::uint64_t, 4> m_limbs{}; // little-endian limbs
};

} // namespace till::money
