#include "core/chain/eip712.h"

#include "core/crypto/hash.h"

#include <algorithm>

namespace till::chain {

StructHasher& StructHasher::address(const EvmAddress& value)
{
    Hash256 word{}; // right-aligned: an address is a uint160
    std::ranges::copy(value.bytes(), word.end() - value.bytes().size());
    return bytes32(word);
}

StructHasher& StructHasher::uint256(const money::Amount& value)
{
    return bytes32(value.toBigEndian());
}

StructHasher& StructHasher::uint256(std::uint64_t value)
{
    return uint256(money::Amount::fromUint64(value));
}

StructHasher& StructHasher::bytes32(const Hash256& value)
{
    m_words.insert(m_words.end(), value.begin(), value.end());
    return *this;
}

StructHasher& StructHasher::text(std::string_view value)
{
    return bytes32(crypto::keccak256(value));
}

Hash256 StructHasher::hash() const
{
    return crypto::keccak256(m_words);
}

Hash256 typedDataDigest(const Hash256& domainSeparator, const Hash256& structHash)
{
    std::array<std::uint8_t, 2 + 32 + 32> message{0x19, 0x01};
    const auto afterDomain = std::ranges::copy(domainSeparator, message.begin() + 2).out;
    std::ranges::copy(structHash, afterDomain);
    return crypto::keccak256(message);
}

} // namespace till::chain
