// Amounts from text. The first byte chooses the number of decimals; the rest is what a peer sent or a person
// typed.

#include "core/money/amount.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using till::money::Amount;

namespace {

constexpr unsigned kDecimalsTried = 80; // two more than any token can have

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void checkAtomic(const std::string& text)
{
    const auto amount = Amount::fromAtomic(text);
    if (!amount)
        return;
    require(amount->toAtomic() == text); // one spelling for each amount
    require(Amount::fromBigEndian(amount->toBigEndian()) == *amount);
    const auto doubled = amount->plus(*amount);
    require(doubled == amount->times(2));
    require(!doubled || (doubled->minus(*amount).value() == *amount && doubled->dividedBy(2) == *amount));
}

void checkDecimal(const std::string& text, unsigned decimals)
{
    const auto amount = Amount::fromDecimal(text, decimals);
    if (!amount)
        return;
    require(std::ranges::all_of(text, [](char c) { return c == '.' || (c >= '0' && c <= '9'); }));
    const std::string shown = amount->toDecimal(decimals);
    require(Amount::fromDecimal(shown, decimals).value() == *amount);
    const auto finer = amount->rescaled(decimals, decimals + 3);
    require(!finer || finer->rescaled(decimals + 3, decimals).value() == *amount);
    const auto coarser = amount->rescaled(decimals, decimals / 2);
    require(!coarser->isZero() || amount->isZero()); // a limit never misses a payment
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string text(data + 1, data + size);
    checkAtomic(text);
    checkDecimal(text, data[0] % kDecimalsTried);
    return 0;
}
