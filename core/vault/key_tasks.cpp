#include "core/vault/key_tasks.h"

namespace till::vault {

using crypto::SecretBytes;

namespace {

Result<SecretBytes, VaultError> slotKeyOf(std::span<const std::uint8_t> passphrase,
                                          std::span<const std::uint8_t, crypto::kKdfSaltBytes> salt,
                                          crypto::KdfCost cost)
{
    auto key = crypto::argon2id(passphrase, salt, cost);
    if (!key) {
        return fail(key.error() == crypto::KdfError::OutOfBounds ? VaultError::KdfOutOfBounds
                                                                 : VaultError::OutOfMemory);
    }
    return std::move(*key);
}

} // namespace

Result<SecretBytes, VaultError> UnlockTask::run(std::span<const std::uint8_t> passphrase) const
{
    if (passphrase.size() > kMaxPassphraseBytes) {
        return fail(VaultError::PassphraseTooLong);
    }
    for (const PassphraseSlot& slot : slots) {
        const auto slotKey = slotKeyOf(passphrase, slot.salt, slot.cost);
        if (!slotKey) {
            return fail(slotKey.error());
        }
        auto vaultKey = unwrapVaultKey(vault, slot, *slotKey);
        if (vaultKey || vaultKey.error() != VaultError::WrongPassphrase) {
            return vaultKey;
        }
    }
    return fail(VaultError::WrongPassphrase);
}

NewSlotTask::NewSlotTask(crypto::KdfCost cost, Entropy& entropy) : m_cost(cost)
{
    entropy.fill(m_salt);
}

Result<SlotKey, VaultError> NewSlotTask::run(std::span<const std::uint8_t> passphrase) const
{
    if (passphrase.size() < kMinPassphraseBytes) {
        return fail(VaultError::PassphraseTooShort);
    }
    if (passphrase.size() > kMaxPassphraseBytes) {
        return fail(VaultError::PassphraseTooLong);
    }
    auto key = slotKeyOf(passphrase, m_salt, m_cost);
    if (!key) {
        return fail(key.error());
    }
    return SlotKey{m_salt, m_cost, std::move(*key)};
}

} // namespace till::vault
