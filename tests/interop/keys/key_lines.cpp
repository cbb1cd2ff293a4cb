#include "core/chain/account_address.h"
#include "core/crypto/bip39.h"
#include "core/crypto/ed25519.h"
#include "core/support/base58.h"
#include "core/vault/key_import.h"
#include "core/vault/keystore_v3.h"
#include "core/vault/vault_check.h"

#include <sodium.h>

#include <algorithm>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

// Reads lines and answers lines, so that tests/interop can compare our keys, signatures and keystores with
// those of other packages. Each line is a command and its words, bytes in hex ("-" for none); each answer is
// one line, `!` and a number for a refusal.

using namespace till;
using crypto::SecretBytes;
using money::Family;

namespace {

class SodiumEntropy : public Entropy {
public:
    void fill(std::span<std::uint8_t> out) override { randombytes_buf(out.data(), out.size()); }
};

using Words = std::vector<std::string>;

Bytes bytesAt(const Words& words, std::size_t at)
{
    if (at >= words.size() || words[at] == "-") {
        return {};
    }
    auto bytes = fromHex(words[at]);
    return bytes ? *bytes : Bytes();
}

Hash256 digestAt(const Words& words, std::size_t at)
{
    const Bytes bytes = bytesAt(words, at);
    Hash256 digest{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), digest.size()), digest.begin());
    return digest;
}

std::string refused(int number)
{
    return "!" + std::to_string(number);
}

class Answers {
public:
    std::string to(const Words& words)
    {
        const std::string command = words.empty() ? "" : words[0];
        if (command == "evm") { // key, digest: address and signature
            const Bytes key = bytesAt(words, 1);
            const auto address = vault::addressOfKey(Family::Evm, *m_curve, key);
            const auto signature = m_curve->sign(digestAt(words, 2), key);
            return address && signature ? address->toText() + " " + signature->toHex0x() : refused(1);
        }
        if (command == "recover") { // digest, signature: address
            const auto key = m_curve->recover(digestAt(words, 1), bytesAt(words, 2));
            return key ? chain::EvmAddress::fromPublicKey(*key).toChecksummed() : refused(1);
        }
        if (command == "svm") { // seed, message: address and signature
            const Bytes seed = bytesAt(words, 1);
            const auto address = vault::addressOfKey(Family::Svm, *m_curve, seed);
            const auto signature = crypto::ed25519Sign(seed, bytesAt(words, 2));
            return address && signature ? address->toText() + " " + toHex(*signature) : refused(1);
        }
        if (command == "verify") { // public key, message, signature
            const Bytes key = bytesAt(words, 1);
            crypto::Ed25519PublicKey publicKey{};
            std::copy_n(key.begin(), std::min(key.size(), publicKey.size()), publicKey.begin());
            return crypto::ed25519Verify(publicKey, bytesAt(words, 2), bytesAt(words, 3)) ? "yes" : "no";
        }
        if (command == "phrase") { // words, extra word, index: both addresses
            const auto seed = crypto::seedFromMnemonic(bytesAt(words, 1), bytesAt(words, 2));
            const auto index = static_cast<std::uint32_t>(std::stoul(words.at(3)));
            const auto evm = vault::deriveAccount(Family::Evm, *m_curve, seed, index);
            const auto svm = vault::deriveAccount(Family::Svm, *m_curve, seed, index);
            return evm && svm ? evm->address.toText() + " " + svm->address.toText() : refused(1);
        }
        if (command == "open") { // file, passphrase: key
            const Bytes file = bytesAt(words, 1);
            const auto keystore =
                vault::parseKeystoreV3({reinterpret_cast<const char*>(file.data()), file.size()});
            if (!keystore) {
                return refused(static_cast<int>(keystore.error()));
            }
            const auto key = vault::openKeystoreV3(*keystore, bytesAt(words, 2), *m_curve);
            return key ? toHex(key->readable()) : refused(static_cast<int>(key.error()));
        }
        if (command == "seal") { // key, passphrase, n: file
            const crypto::ScryptCost cost{std::stoull(words.at(3)), 8, 1};
            const auto file =
                vault::makeKeystoreV3(bytesAt(words, 1), bytesAt(words, 2), cost, *m_curve, m_entropy);
            return file ? *file : refused(static_cast<int>(file.error()));
        }
        return refused(0);
    }

private:
    SodiumEntropy m_entropy;
    std::unique_ptr<crypto::Secp256k1> m_curve = vault::blindedCurve(m_entropy);
};

} // namespace

int main()
{
    crypto::initialise();
    std::ios::sync_with_stdio(false);
    Answers answers;
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream in(line);
        Words words;
        for (std::string word; in >> word;) {
            words.push_back(word);
        }
        std::cout << answers.to(words) << '\n';
    }
    return 0;
}
