#include "core/policy/merchant_memory.h"

#include "core/policy/payment_facts.h"

#include <algorithm>

namespace till::policy {

namespace {

std::string priceKey(const PaymentFacts& facts)
{
    return facts.method + ' ' + facts.line.network + '/' + facts.line.asset + ' ' + facts.path;
}

} // namespace

const MerchantMemory::World& MerchantMemory::world(const PaymentFacts& facts) const
{
    return m_worlds[facts.line.isPractice ? 1 : 0];
}

void MerchantMemory::note(const PaymentFacts& facts)
{
    World& world = m_worlds[facts.line.isPractice ? 1 : 0];
    notePayee(world, facts.line.payTo);
    const SpendLine& line = facts.line;
    if (line.host.empty()) {
        return; // paid by JSON-RPC: a host that nobody named never becomes a known one
    }
    auto place = world.hosts.find(line.host);
    if (place == world.hosts.end()) {
        if (world.hosts.size() >= kMaxRememberedHosts) {
            world.hosts.erase(world.hostsByAge.front());
            world.hostsByAge.pop_front();
        }
        place = world.hosts.emplace(line.host, HostMemory()).first;
        world.hostsByAge.push_back(line.host);
    }
    HostMemory& host = place->second;
    ++host.payments;
    host.lastPayTo = line.payTo;
    if (std::ranges::find(host.payees, line.payTo) == host.payees.end()) {
        if (host.payees.size() >= kMaxPayeesOfHost)
            host.payees.pop_front();
        host.payees.push_back(line.payTo);
    }

    const std::string key = priceKey(facts);
    auto prices = std::ranges::find(host.prices, key, &HostMemory::Prices::key);
    if (prices == host.prices.end()) {
        if (host.prices.size() >= kMaxPricesOfHost)
            host.prices.pop_front();
        host.prices.push_back({.key = key, .last = {}});
        prices = std::prev(host.prices.end());
    }
    if (prices->last.size() >= kRememberedAmounts)
        prices->last.erase(prices->last.begin());
    prices->last.push_back(facts.amount);
}

void MerchantMemory::notePayee(World& world, const std::string& payTo)
{
    if (world.payees.insert(payTo).second) {
        world.payeesByAge.push_back(payTo);
        if (world.payeesByAge.size() > kMaxRememberedPayees) {
            world.payees.erase(world.payeesByAge.front());
            world.payeesByAge.pop_front();
        }
    }
}

const HostMemory* MerchantMemory::host(const PaymentFacts& facts) const
{
    const World& known = world(facts);
    const auto found = known.hosts.find(facts.line.host);
    return found == known.hosts.end() ? nullptr : &found->second;
}

std::uint64_t MerchantMemory::paymentsToHost(const PaymentFacts& facts) const
{
    const HostMemory* const known = host(facts);
    return known == nullptr ? 0 : known->payments;
}

bool MerchantMemory::isPayeeOfHost(const PaymentFacts& facts) const
{
    const HostMemory* const known = host(facts);
    return known != nullptr && std::ranges::find(known->payees, facts.line.payTo) != known->payees.end();
}

bool MerchantMemory::knowsPayTo(const PaymentFacts& facts) const
{
    return world(facts).payees.contains(facts.line.payTo);
}

std::string_view MerchantMemory::changedFromPayTo(const PaymentFacts& facts) const
{
    const HostMemory* const known = host(facts);
    if (known == nullptr || known->lastPayTo == facts.line.payTo)
        return {};
    return known->lastPayTo;
}

const HostMemory::Prices* MerchantMemory::prices(const PaymentFacts& facts) const
{
    const HostMemory* const known = host(facts);
    if (known == nullptr)
        return nullptr;
    const auto found = std::ranges::find(known->prices, priceKey(facts), &HostMemory::Prices::key);
    return found == known->prices.end() ? nullptr : &*found;
}

std::optional<MerchantMemory::Median> MerchantMemory::median(const PaymentFacts& facts,
                                                             std::size_t last) const
{
    const HostMemory::Prices* const known = prices(facts);
    const std::size_t count = known == nullptr ? 0 : std::min(last, known->last.size());
    if (count == 0)
        return std::nullopt;
    std::vector<money::Amount> amounts(known->last.end() - static_cast<std::ptrdiff_t>(count),
                                       known->last.end());
    std::ranges::sort(amounts);
    return Median{.twice = saturatingSum(amounts[(count - 1) / 2], amounts[count / 2]), .count = count};
}

std::optional<MerchantMemory::PriceRange> MerchantMemory::usualPrices(const PaymentFacts& facts) const
{
    const HostMemory::Prices* const known = prices(facts);
    if (known == nullptr || known->last.empty())
        return std::nullopt;
    const auto [lowest, highest] = std::ranges::minmax_element(known->last);
    return PriceRange{.lowest = *lowest, .highest = *highest};
}

} // namespace till::policy
