#include "core/payment/balances.h"

namespace till::payment {

void Balances::saw(const Purse& purse, const KnownBalance& balance)
{
    const auto [known, isNew] = m_known.try_emplace(purse, balance);
    if (!isNew && balance.block >= known->second.block) {
        known->second = balance;
    }
}

void Balances::forget(std::string_view network)
{
    std::erase_if(m_known, [network](const auto& each) { return each.first.asset->network == network; });
}

std::optional<Balances::Room> Balances::roomIn(const Purse& purse, Instant now) const
{
    const auto known = m_known.find(purse);
    if (known == m_known.end() || now.unixMs > known->second.toldAt.unixMs + kBalanceKnownMs ||
        now.unixMs > known->second.blockTime.unixMs + kBalanceBlockAgeMs) {
        return std::nullopt;
    }
    Room room{known->second, {}, known->second.amount};
    if (const auto sums = m_sums.find(purse); sums != m_sums.end()) {
        room.promised = sums->second.sumAfter(room.balance.blockTime);
        room.free = room.balance.amount.minus(room.promised).value_or(money::Amount::zero());
    }
    return room;
}

void Balances::promise(ledger::PaymentId id, const Purse& purse, const money::Amount& amount, Instant end)
{
    drop(id);
    m_promises.emplace(id.number, Promise{purse, amount, end});
    m_byEnd.emplace(end, id.number);
    m_sums[purse].insert(end, id.number, amount);
}

void Balances::setEnd(ledger::PaymentId id, Instant end)
{
    const auto found = m_promises.find(id.number);
    if (found == m_promises.end()) {
        return;
    }
    Promise& promise = found->second;
    policy::EndSums& sums = m_sums[promise.purse];
    static_cast<void>(sums.erase(promise.end, id.number));
    promise.end = end;
    sums.insert(end, id.number, promise.amount);
}

void Balances::drop(ledger::PaymentId id)
{
    const auto found = m_promises.find(id.number);
    if (found == m_promises.end()) {
        return;
    }
    static_cast<void>(m_sums[found->second.purse].erase(found->second.end, id.number));
    m_promises.erase(found);
}

void Balances::dropAll()
{
    m_sums.clear();
    m_promises.clear();
    m_byEnd.clear();
}

void Balances::dropOld(Instant now)
{
    while (!m_byEnd.empty() && m_byEnd.begin()->first.unixMs + kBalanceBlockAgeMs < now.unixMs) {
        drop({m_byEnd.begin()->second});
        m_byEnd.erase(m_byEnd.begin());
    }
}

} // namespace till::payment
