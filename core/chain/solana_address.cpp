#include "core/chain/solana_address.h"

#include "core/support/base58.h"

#include <algorithm>

namespace till::chain {

Result<SolanaAddress, SolanaAddressError> SolanaAddress::fromText(std::string_view text)
{
    const auto bytes = fromBase58(text);
    if (!bytes) {
        return fail(bytes.error() == Base58Error::BadDigit ? SolanaAddressError::NotBase58
                                                           : SolanaAddressError::WrongLength);
    }
    SolanaAddress address;
    if (bytes->size() != address.m_bytes.size()) {
        return fail(SolanaAddressError::WrongLength);
    }
    std::copy(bytes->begin(), bytes->end(), address.m_bytes.begin());
    return address;
}

std::string SolanaAddress::toText() const
{
    return toBase58(m_bytes);
}

} // namespace till::chain
