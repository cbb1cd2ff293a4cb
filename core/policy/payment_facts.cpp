#include "core/policy/payment_facts.h"

namespace till::policy {

SpendLine makeSpendLine(const money::Network& network, const money::Asset& asset)
{
    SpendLine line;
    line.network = network.caip2;
    line.asset = asset.address;
    line.decimals = asset.decimals;
    line.isDollarPegged = asset.isDollarPegged;
    line.isPractice = network.isPractice;
    return line;
}

std::optional<money::Amount> usdMicro(const SpendLine& line, const money::Amount& amount)
{
    if (!line.isDollarPegged)
        return std::nullopt;
    if (line.decimals == kUsdDecimals)
        return amount;
    return amount.rescaled(line.decimals, kUsdDecimals).value_or(largestAmount());
}

money::Amount largestAmount()
{
    static const money::Amount largest = [] {
        std::array<std::uint8_t, 32> bytes{};
        bytes.fill(0xff);
        return money::Amount::fromBigEndian(bytes);
    }();
    return largest;
}

money::Amount saturatingSum(const money::Amount& a, const money::Amount& b)
{
    const auto sum = a.plus(b);
    return sum ? *sum : largestAmount();
}

} // namespace till::policy
