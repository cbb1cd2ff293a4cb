#include "core/vault/key_import.h"

#include "core/vault/keystore_v3.h"
#include "core/vault/open_wallet.h"
#include "core/vault/solana_keypair.h"
#include "core/vault/typed_phrase.h"
#include "core/vault/vault_check.h"

namespace till::vault {

using crypto::SecretBytes;
using money::Family;
using FoundList = Result<std::vector<ImportTask::Found>, KeyFileError>;

namespace {

constexpr std::size_t kKeyBytes = 32;

std::string_view viewOf(const SecretBytes& text)
{
    return {reinterpret_cast<const char*>(text.readable().data()), text.size()};
}

int valueOf(std::uint8_t digit)
{
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    const int lower = digit | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// 64 digits of either case, 0x optional, without leaving locked memory.
Result<SecretBytes, KeyFileError> keyFromHex(std::span<const std::uint8_t> text)
{
    if (text.size() == kKeyBytes * 2 + 2 && text[0] == '0' && text[1] == 'x') {
        text = text.subspan(2);
    }
    if (text.size() != kKeyBytes * 2) {
        return fail(KeyFileError::InvalidKey);
    }
    SecretBytes key(kKeyBytes);
    for (std::size_t each = 0; each < kKeyBytes; ++each) {
        const int high = valueOf(text[2 * each]);
        const int low = valueOf(text[2 * each + 1]);
        if (high < 0 || low < 0) {
            return fail(KeyFileError::InvalidKey);
        }
        key.writable()[each] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return key;
}

FoundList foundKey(Result<SecretBytes, KeyFileError> key, Family family, const crypto::Secp256k1& curve)
{
    if (!key) {
        return fail(key.error());
    }
    const auto address = addressOfKey(family, curve, key->readable());
    if (!address) {
        return fail(KeyFileError::InvalidKey);
    }
    std::vector<ImportTask::Found> found(1);
    found.front().address = *address;
    found.front().key = std::move(*key);
    return found;
}

Result<ImportTask::Found, KeyFileError> foundInSeed(const TypedPhrase& phrase, Family family,
                                                    std::uint32_t index, const crypto::Secp256k1& curve)
{
    auto seed = seedOf(phrase);
    if (!seed) {
        return fail(KeyFileError::InvalidPhrase);
    }
    const auto derived = deriveAccount(family, curve, seed->bip39Seed(), index);
    if (!derived) {
        return fail(KeyFileError::InvalidKey);
    }
    ImportTask::Found found;
    found.address = derived->address;
    found.seed = std::move(*seed);
    found.index = index;
    return found;
}

FoundList fromOpenWallet(const ImportTask& task, const crypto::Secp256k1& curve)
{
    const auto wallet = parseOpenWallet(viewOf(task.material));
    if (!wallet) {
        return fail(wallet.error());
    }
    if (wallet->accounts.empty()) {
        return fail(KeyFileError::NothingToImport);
    }
    auto opened = openOpenWallet(*wallet, task.filePassphrase.readable());
    if (!opened) {
        return fail(opened.error());
    }
    std::vector<ImportTask::Found> all;
    for (const OpenWallet::Named& named : wallet->accounts) {
        const Family family = named.address.family();
        ImportTask::Found found;
        if (wallet->holds == OpenWallet::Holds::Phrase) {
            auto one = foundInSeed({opened->phrase.readable(), {}}, family, named.index, curve);
            if (!one) {
                return fail(one.error());
            }
            found = std::move(*one);
        } else {
            auto& key = family == Family::Evm ? opened->evmKey : opened->solanaSeed;
            if (!key) {
                return fail(KeyFileError::NotAnOpenWallet);
            }
            auto one = foundKey(std::move(*key), family, curve);
            if (!one) {
                return fail(one.error());
            }
            found = std::move(one->front());
        }
        if (found.address != named.address) {
            return fail(KeyFileError::AddressMismatch);
        }
        all.push_back(std::move(found));
    }
    return all;
}

} // namespace

FoundList ImportTask::run(Entropy& entropy) const
{
    const auto curve = blindedCurve(entropy);
    switch (form) {
    case ImportForm::Key:
        if (family == Family::Svm && material.size() > kKeyBytes * 2 + 2) {
            return foundKey(readSolanaKeypairBase58(material.readable()), family, *curve);
        }
        return foundKey(keyFromHex(material.readable()), family, *curve);
    case ImportForm::Keystore: {
        const auto keystore = parseKeystoreV3(viewOf(material));
        if (!keystore) {
            return fail(keystore.error());
        }
        return foundKey(openKeystoreV3(*keystore, filePassphrase.readable(), *curve), Family::Evm, *curve);
    }
    case ImportForm::SolanaKeypair:
        return foundKey(readSolanaKeypair(material.readable()), Family::Svm, *curve);
    case ImportForm::OpenWallet:
        return fromOpenWallet(*this, *curve);
    case ImportForm::Phrase: {
        auto found = foundInSeed({material.readable(), extraWord.readable()}, family, index, *curve);
        if (!found) {
            return fail(found.error());
        }
        std::vector<Found> all;
        all.push_back(std::move(*found));
        return all;
    }
    }
    return fail(KeyFileError::NothingToImport);
}

} // namespace till::vault
