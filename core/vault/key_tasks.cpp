#include "core/vault/key_tasks.h"

#include "core/vault/recovery_code.h"

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

Result<SecretBytes, VaultError> UnlockTask::run(std::span<const std::uint8_t> passphraseOrCode) const
{
    if (passphraseOrCode.size() > kMaxPassphraseBytes) {
        return fail(VaultError::PassphraseTooLong);
    }
    // Recovery codes first: trying one takes no time.
    const auto code = recoveryCodeFrom(passphraseOrCode);
    for (const SlotKind kind : {SlotKind::RecoveryCode, SlotKind::Passphrase}) {
        for (const KeySlot& slot : slots) {
            if (slot.kind != kind || (kind == SlotKind::RecoveryCode && !code)) {
                continue;
            }
            auto slotKey = kind == SlotKind::RecoveryCode
                               ? Result<SecretBytes, VaultError>(recoverySlotKey(*code, slot.salt))
                               : slotKeyOf(passphraseOrCode, slot.salt, slot.cost);
            if (!slotKey) {
                return fail(slotKey.error());
            }
            auto vaultKey = unwrapVaultKey(vault, slot, *slotKey);
            if (vaultKey || vaultKey.error() != VaultError::WrongPassphrase) {
                return vaultKey;
            }
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
    return SlotKey{m_salt, m_cost, std::move(*key), SlotKind::Passphrase};
}

} // namespace till::vault
