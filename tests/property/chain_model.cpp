#include "tests/property/chain_model.h"

#include <algorithm>

namespace till::tests {

bool ChainModel::collect(const std::string& nonce, std::int64_t nowMs)
{
    const auto found = m_released.find(nonce);
    // EIP-3009: validBefore is exclusive, and a nonce is used once.
    if (found == m_released.end() || nowMs / 1000 >= found->second.validBefore ||
        transferOf(nonce) != nullptr) {
        return false;
    }
    m_transfers.push_back({nonce, found->second, nowMs});
    return true;
}

void ChainModel::reorganise(std::size_t count)
{
    const std::size_t undone = std::min(count, m_transfers.size() - m_final);
    m_transfers.resize(m_transfers.size() - undone);
}

void ChainModel::loseFinal(std::size_t count)
{
    m_final -= std::min(count, m_final);
    m_transfers.resize(m_final);
}

bool ChainModel::collectInTime(const std::string& nonce)
{
    const auto found = m_released.find(nonce);
    return found != m_released.end() && collect(nonce, found->second.validBefore * 1000 - 1);
}

const ChainModel::Transfer* ChainModel::transferOf(const std::string& nonce) const
{
    const auto found = std::ranges::find(m_transfers, nonce, &Transfer::nonce);
    return found == m_transfers.end() ? nullptr : &*found;
}

bool ChainModel::isFinal(const std::string& nonce) const
{
    const auto end = m_transfers.begin() + static_cast<std::ptrdiff_t>(m_final);
    return std::find_if(m_transfers.begin(), end,
                        [&](const Transfer& each) { return each.nonce == nonce; }) != end;
}

} // namespace till::tests
