#pragma once

#include "app/practice/goods.h"
#include "core/chain/eip3009.h"
#include "core/money/registry.h"

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace till::practice {

/// How long a buyer's authorization may live; leaves a person time to approve before it is signed.
inline constexpr std::int64_t kMaxTimeoutSeconds = 120;

/// The shop as buyers see it: where it is, what it takes, and who is paid.
struct ShopTerms {
    std::string origin; ///< "http://127.0.0.1:8402"
    money::Asset asset;
    money::Network network;
    chain::EvmAddress payTo;

    /// The practice network and its token from the registry; the payee is this shop's constant address.
    [[nodiscard]] static ShopTerms practice(std::string origin);
    [[nodiscard]] chain::TokenDomain domain() const;
};

/// The element of `accepts` for a good, in each version. What a buyer echoes is compared with this very JSON.
[[nodiscard]] nlohmann::json offerV2(const ShopTerms& terms, const Good& good);
[[nodiscard]] nlohmann::json offerV1(const ShopTerms& terms, const Good& good);
/// The whole challenge; `error` is a code of the protocol.
[[nodiscard]] nlohmann::json challengeV2(const ShopTerms& terms, const Good& good, const std::string& error);
[[nodiscard]] nlohmann::json challengeV1(const ShopTerms& terms, const Good& good, const std::string& error);

} // namespace till::practice
