#include "core/leaks/own_accounts.h"

#include "core/chain/evm_address.h"
#include "core/crypto/bip32.h"
#include "core/crypto/bip39.h"
#include "core/crypto/ed25519.h"
#include "core/crypto/slip10.h"
#include "core/support/base58.h"

#include <algorithm>

namespace till::leaks {

namespace {

constexpr std::size_t kKeyBytes = 32;

std::string evmAddress(const crypto::Secp256k1& curve, std::span<const std::uint8_t> key)
{
    const auto publicKey = curve.publicKey(key);
    return publicKey ? chain::EvmAddress::fromPublicKey(*publicKey).toChecksummed() : std::string();
}

std::string solanaAddress(std::span<const std::uint8_t> seed)
{
    const auto publicKey = crypto::ed25519PublicKey(seed);
    return publicKey ? toBase58(*publicKey) : std::string();
}

} // namespace

OwnAccounts::OwnAccounts(Entropy& entropy)
{
    std::array<std::uint8_t, 32> blind{};
    entropy.fill(blind);
    m_curve = std::make_unique<crypto::Secp256k1>(blind);
}

bool OwnAccounts::add(const std::string& address)
{
    std::string digits = address;
    if (digits.starts_with("0x")) {
        std::ranges::transform(digits, digits.begin(),
                               [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c; });
        const auto evm = chain::EvmAddress::fromText(digits);
        return evm && m_addresses.insert(evm->toChecksummed()).second;
    }
    const auto bytes = fromBase58(address);
    return bytes && bytes->size() == kKeyBytes && m_addresses.insert(address).second;
}

void OwnAccounts::addIfOurs(const std::string& address, std::vector<std::string>& ours) const
{
    if (m_addresses.contains(address)) {
        ours.push_back(address);
    }
}

std::vector<std::string> OwnAccounts::openedBy(const Leak& leak) const
{
    std::vector<std::string> ours;
    const auto secret = leak.secret.readable();
    switch (leak.kind) {
    case LeakKind::EvmKey:
        addIfOurs(evmAddress(*m_curve, secret), ours);
        addIfOurs(solanaAddress(secret), ours); // 64 digits may be a seed of Ed25519 as well
        break;
    case LeakKind::SolanaKey:
        addIfOurs(solanaAddress(secret.first(kKeyBytes)), ours);
        break;
    case LeakKind::Phrase: {
        const auto seed = crypto::seedFromMnemonic(secret, {});
        for (std::uint32_t index = 0; index < kAccountsOfPhrase; ++index) {
            if (const auto key = crypto::deriveEvmAccount(*m_curve, seed.readable(), index)) {
                addIfOurs(evmAddress(*m_curve, key->readable()), ours);
            }
            if (const auto key = crypto::deriveSolanaAccount(seed.readable(), index)) {
                addIfOurs(solanaAddress(key->readable()), ours);
            }
        }
        break;
    }
    case LeakKind::Keystore:
        if (const auto evm = chain::EvmAddress::fromText("0x" + leak.address)) {
            addIfOurs(evm->toChecksummed(), ours);
        }
        break;
    }
    return ours;
}

} // namespace till::leaks
