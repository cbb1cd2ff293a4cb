#include "core/chain/eip3009.h"

#include "core/chain/eip712.h"
#include "core/crypto/hash.h"

namespace till::chain {

namespace {

constexpr std::string_view kDomainType =
    "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
constexpr std::string_view kTransferType =
    "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,"
    "bytes32 nonce)";

} // namespace

Hash256 domainSeparator(const TokenDomain& domain)
{
    static const Hash256 typeHash = crypto::keccak256(kDomainType);
    return StructHasher(typeHash)
        .text(domain.name)
        .text(domain.version)
        .uint256(domain.chainId)
        .address(domain.verifyingContract)
        .hash();
}

Hash256 structHash(const TransferAuthorization& authorization)
{
    static const Hash256 typeHash = crypto::keccak256(kTransferType);
    return StructHasher(typeHash)
        .address(authorization.from)
        .address(authorization.to)
        .uint256(authorization.value)
        .uint256(authorization.validAfter)
        .uint256(authorization.validBefore)
        .bytes32(authorization.nonce)
        .hash();
}

Hash256 signingDigest(const TokenDomain& domain, const TransferAuthorization& authorization)
{
    return typedDataDigest(domainSeparator(domain), structHash(authorization));
}

} // namespace till::chain
