#include "core/vault/recovery_code.h"
#include "core/vault/vault.h"

#include <algorithm>
#include <iterator>

namespace till::vault {

using crypto::SecretBytes;

namespace {

std::vector<KeySlot> slotsOf(const VaultContents& contents, SlotKind kind)
{
    std::vector<KeySlot> slots;
    std::copy_if(contents.slots.begin(), contents.slots.end(), std::back_inserter(slots),
                 [kind](const KeySlot& slot) { return slot.kind == kind; });
    return slots;
}

} // namespace

Result<void, VaultError> Vault::changePassphrase(const SecretBytes& provenVaultKey, SlotKey slotKey)
{
    if (!m_vaultKey) {
        return fail(VaultError::Locked);
    }
    if (auto proof = checkVaultKey(provenVaultKey); !proof) {
        return proof;
    }
    auto slots = slotsOf(m_contents, SlotKind::RecoveryCode);
    slots.insert(slots.begin(), wrapVaultKey(m_contents.id, slotKey, *m_vaultKey, *m_entropy));
    return replaceSlots(std::move(slots), &slotKey);
}

Result<SecretBytes, VaultError> Vault::makeRecoveryCode(const SecretBytes& provenVaultKey)
{
    if (!m_vaultKey) {
        return fail(VaultError::Locked);
    }
    if (auto proof = checkVaultKey(provenVaultKey); !proof) {
        return fail(proof.error());
    }
    const SecretBytes code = newRecoveryCode(*m_entropy);
    SlotKey slotKey;
    slotKey.kind = SlotKind::RecoveryCode;
    m_entropy->fill(slotKey.salt);
    slotKey.key = recoverySlotKey(code, slotKey.salt);
    auto slots = slotsOf(m_contents, SlotKind::Passphrase);
    slots.push_back(wrapVaultKey(m_contents.id, slotKey, *m_vaultKey, *m_entropy));
    if (auto written = replaceSlots(std::move(slots), &slotKey); !written) {
        return fail(written.error());
    }
    return recoveryCodeText(code);
}

Result<void, VaultError> Vault::removeRecoveryCode(const SecretBytes& provenVaultKey)
{
    if (!m_vaultKey) {
        return fail(VaultError::Locked);
    }
    if (auto proof = checkVaultKey(provenVaultKey); !proof) {
        return proof;
    }
    if (!hasRecoveryCode()) {
        return fail(VaultError::NoRecoveryCode);
    }
    return replaceSlots(slotsOf(m_contents, SlotKind::Passphrase), nullptr);
}

bool Vault::hasRecoveryCode() const
{
    return !slotsOf(m_contents, SlotKind::RecoveryCode).empty();
}

crypto::KdfCost Vault::kdfCost() const
{
    const auto slots = slotsOf(m_contents, SlotKind::Passphrase);
    return slots.empty() ? crypto::KdfCost{} : slots.front().cost;
}

Result<void, VaultError> Vault::replaceSlots(std::vector<KeySlot> slots, const SlotKey* added)
{
    VaultContents next = m_contents;
    next.slots = std::move(slots);
    if (auto written = commit(std::move(next), added); !written) {
        return written;
    }
    return closePrevious();
}

Result<void, VaultError> Vault::closePrevious()
{
    // The generation that is kept beside it still opens with the old passphrase or code, perhaps one that
    // leaked. Writing once more puts one in its place that does not.
    if (commit(m_contents, nullptr)) {
        return {};
    }
    return m_store.dropPrevious() ? Result<void, VaultError>{} : fail(VaultError::PreviousKept);
}

bool Vault::isPreviousOpenToOthers() const
{
    const auto bytes = m_store.readPrevious();
    const auto previous = bytes.and_then([](const Bytes& found) { return parseVaultFile(found); });
    // A newer one, or another vault's, was put there by somebody who knows why.
    const bool isOurs = previous && previous->contents.id == m_contents.id &&
                        previous->contents.generation < m_contents.generation;
    return isOurs && std::ranges::any_of(previous->contents.slots, [this](const KeySlot& old) {
               return std::ranges::none_of(m_contents.slots,
                                           [&old](const KeySlot& slot) { return slot.salt == old.salt; });
           });
}

} // namespace till::vault
