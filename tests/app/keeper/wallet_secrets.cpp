#include "wallet_secrets.h"

#include "core/crypto/bip32.h"
#include "core/crypto/bip39.h"
#include "core/vault/vault.h"

#include <algorithm>
#include <random>
#include <stdexcept>

namespace till::tests {

namespace {

std::string randomText(std::size_t size, std::string_view letters)
{
    std::random_device random;
    std::string text;
    while (text.size() < size) {
        text.push_back(letters[random() % letters.size()]);
    }
    return text;
}

class RandomEntropy : public Entropy {
public:
    void fill(std::span<std::uint8_t> out) override
    {
        std::random_device random;
        std::ranges::generate(out, [&] { return static_cast<std::uint8_t>(random()); });
    }
};

std::span<const std::uint8_t> bytesOf(const std::string& text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

} // namespace

WalletSecrets::WalletSecrets()
    : passphrase(randomText(40, "abcdefghijkmnopqrstuvwxyz23456789")),
      wrongPassphrase(randomText(40, "abcdefghijkmnopqrstuvwxyz23456789")),
      importedKey("1" + randomText(63, "0123456789abcdef"))
{
}

Needles WalletSecrets::needles(const std::string& dataDir) const
{
    Needles needles;
    needles.addText("passphrase", passphrase);
    needles.addText("wrong passphrase", wrongPassphrase);
    needles.addText("phrase", phrase);
    needles.addBytes("imported key", fromHex(importedKey).value());
    const auto seed = crypto::seedFromMnemonic(bytesOf(phrase), {});
    needles.addBytes("seed", seed.readable());
    const std::array<std::uint8_t, 32> blind{1};
    const crypto::Secp256k1 curve(blind);
    for (std::uint32_t index = 0; index < 2; ++index) {
        needles.addBytes("key " + std::to_string(index),
                         crypto::deriveEvmAccount(curve, seed.readable(), index)->readable());
    }
    RandomEntropy entropy;
    auto vault = vault::Vault::load(vault::VaultStore(dataDir), entropy);
    if (!vault) {
        throw std::runtime_error("there is no vault in " + dataDir);
    }
    auto vaultKey = vault->unlockTask().run(bytesOf(passphrase));
    if (!vaultKey) {
        throw std::runtime_error("the vault's passphrase is another one");
    }
    needles.addBytes("vault key", vaultKey->readable());
    if (!vault->completeUnlock(std::move(*vaultKey))) {
        throw std::runtime_error("the vault does not open");
    }
    needles.addBytes("ledger key", vault->purposeKey(vault::Purpose::LedgerMac)->readable());
    needles.addBytes("nonce key", vault->purposeKey(vault::Purpose::PaymentNonce)->readable());
    return needles;
}

std::string joined(const std::vector<std::string>& lines)
{
    std::string all;
    for (const std::string& line : lines) {
        all += line + "\n";
    }
    return all;
}

} // namespace till::tests
