#pragma once

#include "core/crypto/secp256k1.h"
#include "core/leaks/leak_finder.h"
#include "core/support/entropy.h"

#include <memory>
#include <set>
#include <string>

namespace till::leaks {

/// So many accounts of a phrase are looked at, of each family.
inline constexpr std::uint32_t kAccountsOfPhrase = 50;

/// Tells whether a secret is one of an owner's accounts', by nothing but their addresses.
class OwnAccounts {
public:
    explicit OwnAccounts(Entropy& entropy);
    /// "0x…" of EVM in any case, or base 58 of Solana. False when it is neither.
    bool add(const std::string& address);

    /// Addresses of ours that this secret can spend from; of a keystore, the address it names. Empty for
    /// none.
    [[nodiscard]] std::vector<std::string> openedBy(const Leak& leak) const;

private:
    void addIfOurs(const std::string& address, std::vector<std::string>& ours) const;
    std::unique_ptr<crypto::Secp256k1> m_curve;
    std::set<std::string> m_addresses; ///< EVM checksummed, Solana as it is
};

} // namespace till::leaks
