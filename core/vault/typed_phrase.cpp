#include "core/vault/typed_phrase.h"

#include "core/crypto/bip39.h"

#include <algorithm>

namespace till::vault {

namespace {

VaultError vaultErrorOf(crypto::MnemonicError error)
{
    switch (error) {
    case crypto::MnemonicError::WrongWordCount:
        return VaultError::PhraseWordCount;
    case crypto::MnemonicError::UnknownWord:
        return VaultError::PhraseUnknownWord;
    case crypto::MnemonicError::BadChecksum:
        return VaultError::PhraseChecksum;
    case crypto::MnemonicError::TooLong:
        return VaultError::PhraseTooLong;
    }
    return VaultError::PhraseChecksum;
}

bool isPlainAscii(std::span<const std::uint8_t> text)
{
    return text.size() <= kMaxExtraWordBytes &&
           std::all_of(text.begin(), text.end(), [](std::uint8_t c) { return c >= 0x20 && c < 0x7f; });
}

} // namespace

Result<SeedSecret, VaultError> seedOf(const TypedPhrase& phrase)
{
    auto words = crypto::canonicalMnemonic(phrase.words);
    if (!words) {
        return fail(vaultErrorOf(words.error()));
    }
    if (!isPlainAscii(phrase.extraWord)) {
        return fail(VaultError::ExtraWordNotPlain);
    }
    crypto::SecretBytes extra(phrase.extraWord.size());
    std::copy(phrase.extraWord.begin(), phrase.extraWord.end(), extra.writable().begin());
    return SeedSecret{std::move(*words), std::move(extra)};
}

} // namespace till::vault
