#pragma once

#include "core/chain/evm_address.h"
#include "core/money/amount.h"
#include "core/support/hex.h"

#include <cstdint>
#include <string_view>

namespace till::chain {

/// hashStruct of EIP-712, one member at a time in the order of the type:
/// `StructHasher(typeHash).address(from).uint256(value).bytes32(nonce).hash()`. Each member takes one 32-byte
/// word.
class StructHasher {
public:
    /// `typeHash` is keccak256 of the type's encodeType text.
    explicit StructHasher(const Hash256& typeHash) { bytes32(typeHash); }

    StructHasher& address(const EvmAddress& value);
    StructHasher& uint256(const money::Amount& value);
    StructHasher& uint256(std::uint64_t value);
    StructHasher& bytes32(const Hash256& value);
    /// A `string` is encoded as the hash of its UTF-8.
    StructHasher& text(std::string_view value);

    [[nodiscard]] Hash256 hash() const;

private:
    Bytes m_words;
};

/// keccak256(0x19 0x01 ‖ domainSeparator ‖ structHash): the only thing of EIP-712 that is ever signed.
[[nodiscard]] Hash256 typedDataDigest(const Hash256& domainSeparator, const Hash256& structHash);

} // namespace till::chain
