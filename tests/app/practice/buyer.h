#pragma once

#include "app/practice/offer.h"
#include "core/crypto/secp256k1.h"

#include <QByteArray>

#include "core/support/json.h"

/// A buyer with the well-known first test key of the EVM world. Builds payments by the letter of the
/// protocol; a test spoils them afterwards.
class Buyer {
public:
    Buyer();

    [[nodiscard]] till::chain::EvmAddress address() const;
    [[nodiscard]] const till::crypto::Secp256k1& curve() const { return m_curve; }
    /// An honest authorization for a good, valid from the epoch for a minute from `nowSeconds`.
    [[nodiscard]] till::chain::TransferAuthorization authorization(const till::practice::ShopTerms& terms,
                                                                   const till::practice::Good& good,
                                                                   std::int64_t nowSeconds,
                                                                   std::uint8_t nonce) const;
    /// `payload` of a payment: the authorization with this buyer's signature in the shop's domain.
    [[nodiscard]] nlohmann::json payload(const till::practice::ShopTerms& terms,
                                         const till::chain::TransferAuthorization& authorization) const;
    [[nodiscard]] nlohmann::json paymentV2(const till::practice::ShopTerms& terms,
                                           const till::practice::Good& good,
                                           const till::chain::TransferAuthorization& authorization) const;
    [[nodiscard]] nlohmann::json paymentV1(const till::practice::ShopTerms& terms,
                                           const till::chain::TransferAuthorization& authorization) const;

private:
    till::crypto::Secp256k1 m_curve;
    till::Bytes m_key;
};

/// The value of a payment header.
[[nodiscard]] std::string headerOf(const nlohmann::json& payment);
