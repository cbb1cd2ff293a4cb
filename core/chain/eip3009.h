#pragma once

#include "core/chain/evm_address.h"
#include "core/money/amount.h"
#include "core/support/hex.h"

#include <cstdint>
#include <string>

namespace till::chain {

/// EIP-712 domain of a token contract: name, version, chainId, verifyingContract, in that order.
struct TokenDomain {
    std::string name;
    std::string version;
    std::uint64_t chainId = 0;
    EvmAddress verifyingContract;
};

/// EIP-3009 TransferWithAuthorization: lets whoever holds the signature move `value` from `from` to `to`,
/// once. Valid while validAfter < block time < validBefore (both exclusive), in Unix seconds.
struct TransferAuthorization {
    EvmAddress from;
    EvmAddress to;
    money::Amount value;
    std::uint64_t validAfter = 0;
    std::uint64_t validBefore = 0;
    Hash256 nonce{};
};

/// keccak256 of the encoded EIP712Domain (EIP-712, "Definition of domainSeparator").
[[nodiscard]] Hash256 domainSeparator(const TokenDomain& domain);
/// hashStruct of the message.
[[nodiscard]] Hash256 structHash(const TransferAuthorization& authorization);
/// keccak256(0x19 0x01 ‖ domainSeparator ‖ hashStruct): what is signed.
[[nodiscard]] Hash256 signingDigest(const TokenDomain& domain, const TransferAuthorization& authorization);

} // namespace till::chain
