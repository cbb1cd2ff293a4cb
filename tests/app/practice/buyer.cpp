#include "buyer.h"

#include "core/support/base64.h"

using namespace till;

namespace {

constexpr std::string_view kKey = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
constexpr std::int64_t kLifeSeconds = 60;

} // namespace

Buyer::Buyer() : m_curve(std::array<std::uint8_t, 32>{}), m_key(fromHex(kKey).value()) {}

chain::EvmAddress Buyer::address() const
{
    return chain::EvmAddress::fromPublicKey(m_curve.publicKey(m_key).value());
}

chain::TransferAuthorization Buyer::authorization(const practice::ShopTerms& terms,
                                                  const practice::Good& good, std::int64_t nowSeconds,
                                                  std::uint8_t nonce) const
{
    chain::TransferAuthorization authorization;
    authorization.from = address();
    authorization.to = terms.payTo;
    authorization.value = money::Amount::fromUint64(good.priceAtomic);
    authorization.validBefore = static_cast<std::uint64_t>(nowSeconds + kLifeSeconds);
    authorization.nonce.fill(nonce);
    return authorization;
}

nlohmann::json Buyer::payload(const practice::ShopTerms& terms,
                              const chain::TransferAuthorization& authorization) const
{
    const auto signature = m_curve.sign(chain::signingDigest(terms.domain(), authorization), m_key).value();
    return {{"signature", signature.toHex0x()},
            {"authorization",
             {{"from", authorization.from.toChecksummed()},
              {"to", authorization.to.toChecksummed()},
              {"value", authorization.value.toAtomic()},
              {"validAfter", std::to_string(authorization.validAfter)},
              {"validBefore", std::to_string(authorization.validBefore)},
              {"nonce", toHex0x(authorization.nonce)}}}};
}

nlohmann::json Buyer::paymentV2(const practice::ShopTerms& terms, const practice::Good& good,
                                const chain::TransferAuthorization& authorization) const
{
    const auto challenge = practice::challengeV2(terms, good, "Payment required");
    return {{"x402Version", 2},
            {"payload", payload(terms, authorization)},
            {"resource", challenge["resource"]},
            {"accepted", challenge["accepts"][0]}};
}

nlohmann::json Buyer::paymentV1(const practice::ShopTerms& terms,
                                const chain::TransferAuthorization& authorization) const
{
    return {{"x402Version", 1},
            {"scheme", "exact"},
            {"network", "till-practice"},
            {"payload", payload(terms, authorization)}};
}

std::string headerOf(const nlohmann::json& payment)
{
    return toBase64(payment.dump());
}
