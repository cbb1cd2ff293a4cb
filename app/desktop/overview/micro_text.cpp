#include "app/desktop/overview/micro_text.h"

#include "app/desktop/text/display_text.h"

namespace till::desktop {

namespace {
constexpr unsigned kMicroDecimals = 6;
constexpr std::uint64_t kMicroPerCent = 10'000;
constexpr std::uint64_t kExactBelowMicro = 10 * kMicroPerCent;
} // namespace

money::Amount amountOfMicro(const std::string& digits)
{
    return money::Amount::fromAtomic(digits).value_or(money::Amount::zero());
}

QString dollars(const money::Amount& micro)
{
    return withSymbol(micro.toDecimal(kMicroDecimals), "USD");
}

QString roughDollars(const money::Amount& micro)
{
    return micro < money::Amount::fromUint64(kExactBelowMicro)
               ? dollars(micro)
               : withSymbol(micro.dividedBy(kMicroPerCent).toDecimal(2), "USD");
}

} // namespace till::desktop
