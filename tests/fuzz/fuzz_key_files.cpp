#include "core/crypto/secret_bytes.h"
#include "core/vault/key_import.h"
#include "core/vault/keystore_v3.h"
#include "core/vault/open_wallet.h"
#include "core/vault/recovery_code.h"
#include "core/vault/solana_keypair.h"

#include <algorithm>
#include <cstdlib>

using namespace till;

// Key files of other wallets. No file is opened that asks for more than a little work: what a file may ask
// for is the parsers' to bound, and the tests of password_kdf.h.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const bool isReady = (crypto::initialise(), true);
    (void)isReady;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::span<const std::uint8_t> bytes(data, size);
    if (const auto keystore = vault::parseKeystoreV3(text)) {
        const auto* const setting = std::get_if<vault::ScryptSetting>(&keystore->setting);
        if (setting != nullptr && !crypto::isAllowed(setting->cost)) {
            std::abort();
        }
    }
    if (const auto wallet = vault::parseOpenWallet(text)) {
        if (wallet->accounts.size() > 2) {
            std::abort(); // one a family
        }
    }
    // What is read as a pair is written as a pair that is read the same.
    if (const auto seed = vault::readSolanaKeypair(bytes)) {
        const auto again = vault::readSolanaKeypair(vault::writeSolanaKeypair(seed->readable()).readable());
        if (!again ||
            !std::equal(again->readable().begin(), again->readable().end(), seed->readable().begin())) {
            std::abort();
        }
    }
    (void)vault::readSolanaKeypairBase58(bytes);
    // A code has one form on paper.
    if (const auto code = vault::recoveryCodeFrom(bytes)) {
        if (!vault::recoveryCodeFrom(vault::recoveryCodeText(*code).readable())) {
            std::abort();
        }
    }
    return 0;
}
