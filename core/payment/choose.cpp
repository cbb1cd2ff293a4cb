#include "core/payment/till.h"
#include "core/policy/option_order.h"
#include "core/support/plain_text.h"

#include <algorithm>

namespace till::payment {

namespace {

constexpr std::size_t kMaxOptionTextBytes = 80;

std::string moneyText(const money::Amount& amount, const money::Asset& asset)
{
    return amount.toDecimal(asset.decimals) + " " + asset.symbol;
}

std::string offerText(const policy::PayableOption& option)
{
    return moneyText(option.amount, *option.asset) + " on " + option.network->displayName;
}

/// What cannot be paid, in the merchant's words.
std::string offerText(const challenge::Option& option)
{
    return toVisibleText(option.scheme + " on " + option.network, kMaxOptionTextBytes);
}

} // namespace

std::optional<std::pair<std::string, Instant>> Till::chainAhead() const
{
    const Instant latest = m_clock.now().plusMs(kMaxBehindChainMs);
    for (const auto& [network, blockTime] : m_newestBlocks) {
        if (blockTime > latest) {
            return std::pair(network, blockTime);
        }
    }
    return std::nullopt;
}

std::string Till::gate(const Agent& agent) const
{
    if (!m_vault) {
        return "locked";
    }
    if (m_settings.isPaused) {
        return "paused";
    }
    if (agent.state != AgentState::Active) { // nobody asks for a removed one; its payments may be looked at
        return "agent_paused";
    }
    if (m_settings.alarms.openCount() > 0 &&
        m_settings.alarms.isAccountFrozen(agent.address.toChecksummed())) {
        return "account_frozen";
    }
    if (m_clock.now().unixMs + kMaxClockLagMs < m_ledger.newestTime().unixMs || chainAhead()) {
        return "clock_wrong";
    }
    return {};
}

std::string Till::gateText(std::string_view code) const
{
    if (code != "clock_wrong") {
        return "the wallet is not open for payments now.";
    }
    const std::int64_t now = m_clock.now().unixMs;
    const auto ahead = chainAhead();
    const money::Network* network = ahead ? m_registry.networkByCaip2(ahead->first) : nullptr;
    const std::int64_t behindMs = (ahead ? ahead->second : m_ledger.newestTime()).unixMs - now;
    return "this machine's clock is at least " + std::to_string(behindMs / 60'000) + " minutes behind " +
           (network != nullptr ? network->displayName : std::string("the newest row of the ledger")) +
           ". Set it, then ask again.";
}

policy::HardCheckContext Till::hardCheckContext(const Agent& agent, const Ask& ask) const
{
    policy::HardCheckContext context;
    context.registry = &m_registry;
    context.ownAccounts = m_vault->ownAccounts;
    context.isEnabled = [this](const money::Network& network) {
        const auto found = m_settings.networks.find(network.caip2);
        return (found == m_settings.networks.end() || found->second.isEnabled) &&
               !m_settings.alarms.isNetworkFrozen(network.caip2);
    };
    context.maxAmount = ask.maxAmount;
    context.maxValiditySeconds =
        std::min(m_settings.global.maxValiditySeconds, agent.policy.maxValiditySeconds);
    return context;
}

std::string Till::whyTooLow(const Agent& agent, const policy::PayableOption& option) const
{
    const auto room = roomIn({agent.address, option.asset});
    if (!room || room->free >= option.amount) {
        return {};
    }
    const std::int64_t ageMs = std::max<std::int64_t>(0, now().unixMs - room->balance.toldAt.unixMs);
    return agent.address.toChecksummed() + " holds " + moneyText(room->balance.amount, *option.asset) +
           " (block " + std::to_string(room->balance.block) + ", told " + std::to_string(ageMs / 1000) +
           " s ago)" +
           (room->promised.isZero()
                ? std::string()
                : ", " + moneyText(room->promised, *option.asset) + " of it promised already");
}

Result<Till::Choice, Reason> Till::choose(const Agent& agent, const Ask& ask,
                                          std::vector<PassedOver>& passedOver) const
{
    const policy::HardCheckContext context = hardCheckContext(agent, ask);
    std::vector<policy::PayableOption> payable;
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < ask.challenge.options.size(); ++place) {
        const challenge::Option& option = ask.challenge.options[place];
        auto checked = policy::checkOption(option, ask.challenge.x402Version, context);
        if (checked) {
            payable.push_back(std::move(*checked));
            places.push_back(place);
            continue;
        }
        const bool isFrozen =
            checked.error() == "network_disabled" && m_settings.alarms.isNetworkFrozen(option.caip2);
        passedOver.push_back(
            {place, isFrozen ? "network_frozen" : std::string(checked.error()), offerText(option)});
    }
    if (payable.empty()) {
        return fail(Reason{passedOver.empty() ? std::string("challenge_no_options") : passedOver.front().code,
                           "no option of the challenge can be paid."});
    }
    const auto order = policy::preferenceOrder(payable, m_settings.global, agent.policy);
    std::optional<std::size_t> best;
    std::string tooLow;
    for (const std::size_t each : order) {
        if (best) {
            passedOver.push_back({places[each], "not_preferred",
                                  offerText(payable[each]) + ": " +
                                      std::string(policy::whyLater(payable[*best], payable[each],
                                                                   m_settings.global, agent.policy))});
        } else if (std::string why = whyTooLow(agent, payable[each]); why.empty()) {
            best = each;
        } else {
            passedOver.push_back(
                {places[each], std::string(kBalanceTooLow), offerText(payable[each]) + ": " + why});
            tooLow = tooLow.empty() ? why + "; this costs " + offerText(payable[each]) : std::move(tooLow);
        }
    }
    std::ranges::sort(passedOver, {}, &PassedOver::option);
    if (!best) {
        return fail(
            Reason{std::string(kBalanceTooLow), tooLow + ". Put money into that account, then ask again."});
    }
    return Choice{places[*best], std::move(payable[*best])};
}

void Till::sawBalance(std::string_view network, std::string_view account, std::string_view asset,
                      const KnownBalance& balance)
{
    const money::Asset* known = m_registry.asset(network, asset);
    const auto address = chain::EvmAddress::fromText(account);
    if (known != nullptr && address) {
        m_balances.saw({*address, known}, balance);
    }
}

/// Only of chains with real money: the clocks of test chains are turned by whoever tests with them.
void Till::sawNewestBlock(std::string_view network, std::optional<Instant> blockTime)
{
    const money::Network* known = m_registry.networkByCaip2(network);
    if (known == nullptr || known->isTestnet || known->isPractice) {
        return;
    }
    if (blockTime) {
        m_newestBlocks.insert_or_assign(known->caip2, *blockTime);
    } else {
        m_newestBlocks.erase(known->caip2);
    }
}

void Till::forgetNetwork(std::string_view network)
{
    m_balances.forget(network);
    if (const auto found = m_newestBlocks.find(network); found != m_newestBlocks.end()) {
        m_newestBlocks.erase(found);
    }
}

Instant Till::promisedUntil(const StoredPayment& row)
{
    return row.proof == ledger::Proof::Claimed ? row.updatedAt : Instant::fromSeconds(row.validBeforeSeconds);
}

/// A row of the ledger that may leave its account, or has left it, as far as a balance may not show it yet.
void Till::promiseAgain(const StoredPayment& row)
{
    const Instant end = Instant::fromSeconds(row.validBeforeSeconds);
    if (now().unixMs > end.unixMs + kBalanceBlockAgeMs) {
        return;
    }
    const Agent* agent = m_settings.agents.byId(row.agent);
    const money::Asset* asset = m_registry.asset(row.network, row.asset);
    const auto amount = money::Amount::fromAtomic(row.amount);
    if (agent == nullptr || asset == nullptr || !amount) {
        return;
    }
    m_balances.promise(row.id, {agent->address, asset}, *amount, end);
    m_balances.setEnd(row.id, promisedUntil(row));
}

} // namespace till::payment
