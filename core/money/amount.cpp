#include "core/money/amount.h"

#include "core/support/ensure.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <iterator>

namespace till::money {

namespace {

/// Twice as wide as an Amount, so no single operation on two Amounts can wrap; `narrowed` judges the result.
using Wide = boost::multiprecision::uint512_t;
using Limbs = std::array<std::uint64_t, 4>;

constexpr unsigned kAmountBits = 256;
constexpr std::size_t kMaxDigits = 78; // of 2^256 - 1
constexpr unsigned kMaxDecimals = 77;  // 10^77 is the last power of ten below 2^256
constexpr unsigned kShownDecimals = 2; // "2.50", not "2.5"

Wide widened(const Limbs& limbs)
{
    Wide value;
    boost::multiprecision::import_bits(value, limbs.begin(), limbs.end(), 64, /*msv_first=*/false);
    return value;
}

Result<Limbs, AmountError> narrowed(const Wide& value)
{
    Limbs limbs{};
    if (value.is_zero())
        return limbs;
    if (boost::multiprecision::msb(value) >= kAmountBits)
        return fail(AmountError::OutOfRange);
    boost::multiprecision::export_bits(value, limbs.begin(), 64, /*msv_first=*/false);
    return limbs;
}

Wide powerOfTen(unsigned exponent)
{
    return boost::multiprecision::pow(Wide(10), exponent);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// At most kMaxDigits digits, all checked before: the widest, 10^78 - 1, has 260 bits.
Wide fromCheckedDigits(std::string_view digits)
{
    constexpr std::size_t kChunk = 18; // digits that always fit 64 bits
    Wide value = 0;
    while (!digits.empty()) {
        const std::string_view chunk = digits.substr(0, kChunk);
        std::uint64_t units = 0;
        for (const char c : chunk)
            units = units * 10 + static_cast<std::uint64_t>(c - '0');
        value = value * powerOfTen(static_cast<unsigned>(chunk.size())) + units;
        digits.remove_prefix(chunk.size());
    }
    return value;
}

/// A whole number as people and x402 write it, not yet judged by its size.
Result<void, AmountError> checkWhole(std::string_view digits)
{
    if (!std::ranges::all_of(digits, isDigit))
        return fail(AmountError::NotADigit);
    if (digits.size() > 1 && digits.front() == '0')
        return fail(AmountError::LeadingZero);
    if (digits.size() > kMaxDigits)
        return fail(AmountError::TooManyDigits);
    return {};
}

} // namespace

Result<Amount, AmountError> Amount::fromAtomic(std::string_view digits)
{
    if (digits.empty())
        return fail(AmountError::Empty);
    return checkWhole(digits)
        .and_then([&] { return narrowed(fromCheckedDigits(digits)); })
        .map([](const Limbs& limbs) { return Amount(limbs); });
}

Result<Amount, AmountError> Amount::fromDecimal(std::string_view text, unsigned decimals)
{
    if (text.empty())
        return fail(AmountError::Empty);
    if (decimals > kMaxDecimals)
        return fail(AmountError::OutOfRange);
    const std::size_t point = text.find('.');
    const bool hasPoint = point != std::string_view::npos;
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction = hasPoint ? text.substr(point + 1) : std::string_view();
    if (hasPoint && (whole.empty() || fraction.empty() || fraction.find('.') != std::string_view::npos))
        return fail(AmountError::NotANumber);
    if (const auto checked = checkWhole(whole); !checked)
        return fail(checked.error());
    if (!std::ranges::all_of(fraction, isDigit))
        return fail(AmountError::NotADigit);
    if (fraction.size() > decimals)
        return fail(AmountError::TooManyDecimals);

    const auto places = static_cast<unsigned>(fraction.size());
    if (whole.size() > 1 && whole.size() + decimals > kMaxDigits)
        return fail(AmountError::OutOfRange);
    const Wide units = fromCheckedDigits(whole) * powerOfTen(decimals) +
                       fromCheckedDigits(fraction) * powerOfTen(decimals - places);
    return narrowed(units).map([](const Limbs& limbs) { return Amount(limbs); });
}

// Sums are kept for every budget of every payment, so these two go limb by limb instead of through the wide
// type.
Result<Amount, AmountError> Amount::plus(const Amount& other) const
{
    Limbs sum{};
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < sum.size(); ++i) {
        std::uint64_t partial = 0;
        const bool first = __builtin_add_overflow(m_limbs[i], other.m_limbs[i], &partial);
        const bool second = __builtin_add_overflow(partial, carry, &sum[i]);
        carry = first || second ? 1 : 0;
    }
    if (carry != 0)
        return fail(AmountError::OutOfRange);
    return Amount(sum);
}

Result<Amount, AmountError> Amount::minus(const Amount& other) const
{
    Limbs difference{};
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < difference.size(); ++i) {
        std::uint64_t partial = 0;
        const bool first = __builtin_sub_overflow(m_limbs[i], other.m_limbs[i], &partial);
        const bool second = __builtin_sub_overflow(partial, borrow, &difference[i]);
        borrow = first || second ? 1 : 0;
    }
    if (borrow != 0)
        return fail(AmountError::OutOfRange);
    return Amount(difference);
}

Result<Amount, AmountError> Amount::times(std::uint64_t factor) const
{
    const Wide product = widened(m_limbs) * factor;
    return narrowed(product).map([](const Limbs& limbs) { return Amount(limbs); });
}

Amount Amount::dividedBy(std::uint64_t divisor) const
{
    ensure(divisor != 0, "an amount is never divided by zero");
    const Wide quotient = widened(m_limbs) / divisor;
    return Amount(narrowed(quotient).value());
}

Result<Amount, AmountError> Amount::rescaled(unsigned from, unsigned to) const
{
    if (from == to || isZero())
        return *this;
    const unsigned difference = from < to ? to - from : from - to;
    if (from < to) {
        if (difference > kMaxDecimals)
            return fail(AmountError::OutOfRange);
        const Wide finer = widened(m_limbs) * powerOfTen(difference);
        return narrowed(finer).map([](const Limbs& limbs) { return Amount(limbs); });
    }
    if (difference > kMaxDecimals)
        return fromUint64(1); // less than one unit of the coarser token, rounded up
    const Wide scale = powerOfTen(difference);
    const Wide coarser = (widened(m_limbs) + scale - 1) / scale;
    return narrowed(coarser).map([](const Limbs& limbs) { return Amount(limbs); });
}

bool Amount::isZero() const
{
    return m_limbs == Limbs{};
}

std::string Amount::toAtomic() const
{
    return widened(m_limbs).str();
}

std::string Amount::toDecimal(unsigned decimals) const
{
    ensure(decimals <= kMaxDecimals, "no token has more than 77 decimals");
    std::string digits = toAtomic();
    if (decimals == 0)
        return digits;
    if (digits.size() <= decimals)
        digits.insert(0, decimals + 1 - digits.size(), '0');
    const std::size_t point = digits.size() - decimals;
    const std::size_t lastDigit = digits.find_last_not_of('0');
    const std::size_t shownEnd = point + std::min(decimals, kShownDecimals);
    digits.resize(std::max(shownEnd, lastDigit == std::string::npos ? 0 : lastDigit + 1));
    digits.insert(point, 1, '.');
    return digits;
}

std::array<std::uint8_t, 32> Amount::toBigEndian() const
{
    std::array<std::uint8_t, 32> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::size_t place = bytes.size() - 1 - i; // of the byte, counted from the lowest
        bytes[i] = static_cast<std::uint8_t>(m_limbs[place / 8] >> (place % 8 * 8));
    }
    return bytes;
}

Amount Amount::fromBigEndian(std::span<const std::uint8_t, 32> bytes)
{
    Limbs limbs{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::size_t place = bytes.size() - 1 - i;
        limbs[place / 8] |= std::uint64_t{bytes[i]} << (place % 8 * 8);
    }
    return Amount(limbs);
}

double Amount::toApproximateDouble() const
{
    return widened(m_limbs).convert_to<double>();
}

std::strong_ordering Amount::operator<=>(const Amount& other) const
{
    return std::lexicographical_compare_three_way(m_limbs.rbegin(), m_limbs.rend(), other.m_limbs.rbegin(),
                                                  other.m_limbs.rend());
}

} // namespace till::money
