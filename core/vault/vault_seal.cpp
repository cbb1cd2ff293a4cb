#include "core/vault/vault_seal.h"

#include "core/crypto/bip39.h"
#include "core/crypto/hash.h"
#include "core/support/ensure.h"
#include "core/vault/byte_io.h"

#include <algorithm>
#include <string>

namespace till::vault {

using crypto::SecretBytes;

namespace {

// Purposes of derived keys. A changed purpose is another key: these are part of the file. What a version 1
// file has in common with version 2 kept its name: the form of a passphrase slot, which only somebody with
// the passphrase could write anew, and the key check.
constexpr std::uint16_t kPassphraseSlotForm = 1;
constexpr std::uint16_t kRecoverySlotForm = 2;
constexpr std::string_view kPassphraseWrap = "tillkeeper vault 1 slot wrap";
constexpr std::string_view kPassphraseCheck = "tillkeeper vault 1 slot check";
constexpr std::string_view kRecoveryWrap = "tillkeeper vault 2 recovery wrap";
constexpr std::string_view kRecoveryCheck = "tillkeeper vault 2 recovery check";
constexpr std::string_view kKeyCheck = "tillkeeper vault 1 key check";

// What belongs to one version of the file.
struct Purposes {
    std::string_view fileMac;
    std::string_view recordPrefix;
};

Purposes purposesOf(std::uint16_t version)
{
    if (version == kFirstVaultVersion) {
        return {"tillkeeper vault 1 file mac", "tillkeeper vault 1 record "};
    }
    return {"tillkeeper vault 2 file mac", "tillkeeper vault 2 record "};
}

std::string_view wrapPurpose(SlotKind kind)
{
    return kind == SlotKind::Passphrase ? kPassphraseWrap : kRecoveryWrap;
}

/// Everything of a slot that its key is bound to.
Bytes slotContext(const VaultId& vault, SlotKind kind, std::span<const std::uint8_t> salt,
                  const crypto::KdfCost& cost)
{
    ByteWriter out;
    out.text(wrapPurpose(kind));
    if (kind == SlotKind::Passphrase) {
        out.number(kPassphraseSlotForm).bytes(vault).bytes(salt);
        out.number(cost.memoryMiB).number(cost.passes);
    } else {
        out.number(kRecoverySlotForm).bytes(vault).bytes(salt);
    }
    return out.written();
}

SecretBytes wrapKey(SlotKind kind, const SecretBytes& slotKey)
{
    return crypto::deriveKey(slotKey.readable(), wrapPurpose(kind));
}

Hash256 slotCheck(SlotKind kind, const SecretBytes& slotKey, const Bytes& context)
{
    const auto purpose = kind == SlotKind::Passphrase ? kPassphraseCheck : kRecoveryCheck;
    return crypto::hmacSha256(crypto::deriveKey(slotKey.readable(), purpose).readable(), context);
}

SecretBytes recordKey(const VaultContents& contents, const SealedRecord& record, const SecretBytes& vaultKey)
{
    const std::string purpose(purposesOf(contents.version).recordPrefix);
    return crypto::deriveKey(vaultKey.readable(), purpose + std::to_string(record.id));
}

Bytes recordContext(const VaultContents& contents, const SealedRecord& record)
{
    ByteWriter out;
    out.text(purposesOf(contents.version).recordPrefix).number(contents.version).bytes(contents.id);
    out.number(record.id).number(static_cast<std::uint8_t>(record.kind)).bytes(record.address.bytes());
    return out.written();
}

constexpr std::size_t kSeedHeaderBytes = 4; // two sizes of two bytes
constexpr std::size_t kMaxPhraseBytes = 24 * 8 + 23;
static_assert(kSeedHeaderBytes + kMaxPhraseBytes + kMaxExtraWordBytes <= kSeedRecordBytes);

SecretBytes copyOf(std::span<const std::uint8_t> source)
{
    SecretBytes copy(source.size());
    std::copy(source.begin(), source.end(), copy.writable().begin());
    return copy;
}

} // namespace

KeySlot wrapVaultKey(const VaultId& vault, const SlotKey& slotKey, const SecretBytes& vaultKey,
                     Entropy& entropy)
{
    KeySlot slot;
    slot.kind = slotKey.kind;
    slot.salt = slotKey.salt;
    slot.cost = slotKey.cost;
    const Bytes context = slotContext(vault, slot.kind, slot.salt, slot.cost);
    slot.check = slotCheck(slot.kind, slotKey.key, context);
    entropy.fill(slot.nonce);
    const Bytes wrapped =
        crypto::seal(vaultKey.readable(), context, slot.nonce, wrapKey(slot.kind, slotKey.key).readable());
    ensure(wrapped.size() == slot.wrappedKey.size(), "a vault key has 32 bytes");
    std::copy(wrapped.begin(), wrapped.end(), slot.wrappedKey.begin());
    return slot;
}

Result<SecretBytes, VaultError> unwrapVaultKey(const VaultId& vault, const KeySlot& slot,
                                               const SecretBytes& slotKey)
{
    const Bytes context = slotContext(vault, slot.kind, slot.salt, slot.cost);
    if (!crypto::equalConstantTime(slotCheck(slot.kind, slotKey, context), slot.check)) {
        return fail(VaultError::WrongPassphrase);
    }
    auto vaultKey =
        crypto::open(slot.wrappedKey, context, slot.nonce, wrapKey(slot.kind, slotKey).readable());
    if (!vaultKey) {
        return fail(VaultError::Tampered);
    }
    return std::move(*vaultKey);
}

Hash256 keyCheckOf(const VaultId& vault, const SecretBytes& vaultKey)
{
    return crypto::hmacSha256(crypto::deriveKey(vaultKey.readable(), kKeyCheck).readable(), vault);
}

Hash256 macOf(const VaultContents& contents, const SecretBytes& vaultKey)
{
    return crypto::hmacSha256(
        crypto::deriveKey(vaultKey.readable(), purposesOf(contents.version).fileMac).readable(),
        authenticatedBytes(contents));
}

void sealRecord(const VaultContents& contents, SealedRecord& record, std::span<const std::uint8_t> secret,
                const SecretBytes& vaultKey, Entropy& entropy)
{
    entropy.fill(record.nonce);
    record.sealed = crypto::seal(secret, recordContext(contents, record), record.nonce,
                                 recordKey(contents, record, vaultKey).readable());
}

Result<SecretBytes, VaultError> openRecord(const VaultContents& contents, const SealedRecord& record,
                                           const SecretBytes& vaultKey)
{
    auto secret = crypto::open(record.sealed, recordContext(contents, record), record.nonce,
                               recordKey(contents, record, vaultKey).readable());
    if (!secret) {
        return fail(VaultError::Tampered);
    }
    return std::move(*secret);
}

SecretBytes SeedSecret::packed() const
{
    ensure(phrase.size() <= kMaxPhraseBytes && extraWord.size() <= kMaxExtraWordBytes,
           "the words fit their record");
    SecretBytes out(kSeedRecordBytes);
    const auto bytes = out.writable();
    bytes[0] = static_cast<std::uint8_t>(phrase.size() >> 8);
    bytes[1] = static_cast<std::uint8_t>(phrase.size());
    bytes[2] = static_cast<std::uint8_t>(extraWord.size() >> 8);
    bytes[3] = static_cast<std::uint8_t>(extraWord.size());
    const auto afterPhrase =
        std::copy(phrase.readable().begin(), phrase.readable().end(), bytes.begin() + kSeedHeaderBytes);
    std::copy(extraWord.readable().begin(), extraWord.readable().end(), afterPhrase);
    return out;
}

Result<SeedSecret, VaultError> SeedSecret::unpack(const SecretBytes& packed)
{
    const auto bytes = packed.readable();
    if (bytes.size() != kSeedRecordBytes) {
        return fail(VaultError::Tampered);
    }
    const std::size_t phraseSize = static_cast<std::size_t>(bytes[0]) << 8 | bytes[1];
    const std::size_t extraSize = static_cast<std::size_t>(bytes[2]) << 8 | bytes[3];
    if (phraseSize == 0 || phraseSize > kMaxPhraseBytes || extraSize > kMaxExtraWordBytes) {
        return fail(VaultError::Tampered);
    }
    return SeedSecret{copyOf(bytes.subspan(kSeedHeaderBytes, phraseSize)),
                      copyOf(bytes.subspan(kSeedHeaderBytes + phraseSize, extraSize))};
}

SecretBytes SeedSecret::bip39Seed() const
{
    return crypto::seedFromMnemonic(phrase.readable(), extraWord.readable());
}

Result<SeedSecret, VaultError> openSeed(const VaultContents& contents, const SealedRecord& record,
                                        const SecretBytes& vaultKey)
{
    const auto packed = openRecord(contents, record, vaultKey);
    if (!packed) {
        return fail(packed.error());
    }
    return SeedSecret::unpack(*packed);
}

Result<void, VaultError> upgrade(VaultContents& contents, const SecretBytes& vaultKey, Entropy& entropy)
{
    if (contents.version == kVaultVersion) {
        return {};
    }
    VaultContents next = contents;
    next.version = kVaultVersion;
    for (SealedRecord& record : next.records) {
        const auto secret = openRecord(contents, record, vaultKey);
        if (!secret) {
            return fail(secret.error());
        }
        sealRecord(next, record, secret->readable(), vaultKey, entropy);
    }
    contents = std::move(next);
    return {};
}

} // namespace till::vault
