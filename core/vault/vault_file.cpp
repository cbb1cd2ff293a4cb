#include "core/vault/vault_file.h"

#include "core/crypto/hash.h"
#include "core/vault/byte_io.h"

namespace till::vault {

namespace {

void writeSlot(ByteWriter& out, const KeySlot& slot)
{
    const bool hasCost = slot.kind == SlotKind::Passphrase;
    out.number(static_cast<std::uint8_t>(slot.kind));
    out.number(hasCost ? layout::kPassphraseSlotBytes : layout::kRecoverySlotBytes).bytes(slot.salt);
    if (hasCost) {
        out.number(slot.cost.memoryMiB).number(slot.cost.passes);
    }
    out.bytes(slot.check).bytes(slot.nonce).bytes(slot.wrappedKey);
}

void writeRecord(ByteWriter& out, const SealedRecord& record)
{
    out.number(record.id).number(static_cast<std::uint8_t>(record.kind)).bytes(record.address.bytes());
    out.bytes(record.nonce).number(static_cast<std::uint16_t>(record.sealed.size())).bytes(record.sealed);
}

void writeAccount(ByteWriter& out, const Account& account, std::uint16_t version)
{
    out.number(account.number).number(static_cast<std::uint8_t>(account.state));
    out.number(static_cast<std::uint8_t>(account.origin));
    if (version > kFirstVaultVersion) {
        out.number(static_cast<std::uint8_t>(account.address.family() == money::Family::Evm ? 1 : 2));
    }
    out.number(account.derivationIndex).number(account.recordId).bytes(account.address.bytes());
    out.number(static_cast<std::uint8_t>(account.label.size())).text(account.label);
}

void writeDefaultsAndFields(ByteWriter& out, const VaultContents& contents)
{
    out.number(static_cast<std::uint8_t>(contents.defaults.size()));
    for (const DefaultAccount& entry : contents.defaults) {
        out.number(static_cast<std::uint8_t>(entry.scope.size())).text(entry.scope).number(entry.account);
    }
    out.number(static_cast<std::uint8_t>(contents.extraFields.size()));
    for (const ExtraField& field : contents.extraFields) {
        out.number(field.kind).number(std::uint8_t{0}); // what must be understood is never kept
        out.number(static_cast<std::uint16_t>(field.body.size())).bytes(field.body);
    }
}

} // namespace

Bytes authenticatedBytes(const VaultContents& contents)
{
    ByteWriter out;
    out.bytes(layout::kMagic).number(contents.version).bytes(contents.id).number(contents.generation);
    out.number(static_cast<std::uint8_t>(contents.slots.size()));
    for (const KeySlot& slot : contents.slots) {
        writeSlot(out, slot);
    }
    out.bytes(contents.keyCheck).number(static_cast<std::uint16_t>(contents.records.size()));
    for (const SealedRecord& record : contents.records) {
        writeRecord(out, record);
    }
    out.number(static_cast<std::uint16_t>(contents.accounts.size()));
    for (const Account& account : contents.accounts) {
        writeAccount(out, account, contents.version);
    }
    if (contents.version > kFirstVaultVersion) {
        writeDefaultsAndFields(out, contents);
    }
    return out.written();
}

Bytes fileBytes(const VaultContents& contents, const Hash256& mac)
{
    ByteWriter out;
    out.bytes(authenticatedBytes(contents)).bytes(mac);
    const Hash256 checksum = crypto::sha256(out.written());
    return out.bytes(checksum).written();
}

} // namespace till::vault
