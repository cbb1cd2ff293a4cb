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

// Purposes of derived keys. A changed purpose is another key: these are part of version 1 of the file.
constexpr std::string_view kSlotWrap = "tillkeeper vault 1 slot wrap";
constexpr std::string_view kSlotCheck = "tillkeeper vault 1 slot check";
constexpr std::string_view kKeyCheck = "tillkeeper vault 1 key check";
constexpr std::string_view kFileMac = "tillkeeper vault 1 file mac";
constexpr std::string_view kRecordPrefix = "tillkeeper vault 1 record ";

Bytes slotContext(const VaultId& vault, std::span<const std::uint8_t> salt, const crypto::KdfCost& cost)
{
    ByteWriter out;
    out.text(kSlotWrap)
        .number(kVaultVersion)
        .bytes(vault)
        .bytes(salt)
        .number(cost.memoryMiB)
        .number(cost.passes);
    return out.written();
}

Hash256 slotCheck(const SecretBytes& slotKey, const Bytes& context)
{
    return crypto::hmacSha256(crypto::deriveKey(slotKey.readable(), kSlotCheck).readable(), context);
}

SecretBytes recordKey(const SecretBytes& vaultKey, std::uint32_t recordId)
{
    return crypto::deriveKey(vaultKey.readable(), std::string(kRecordPrefix) + std::to_string(recordId));
}

Bytes recordContext(const VaultId& vault, const SealedRecord& record)
{
    ByteWriter out;
    out.text(kRecordPrefix).number(kVaultVersion).bytes(vault).number(record.id);
    out.number(static_cast<std::uint8_t>(record.kind)).bytes(record.address.bytes());
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

PassphraseSlot wrapVaultKey(const VaultId& vault, const SlotKey& slotKey, const SecretBytes& vaultKey,
                            Entropy& entropy)
{
    PassphraseSlot slot;
    slot.salt = slotKey.salt;
    slot.cost = slotKey.cost;
    const Bytes context = slotContext(vault, slot.salt, slot.cost);
    slot.check = slotCheck(slotKey.key, context);
    entropy.fill(slot.nonce);
    const Bytes wrapped = crypto::seal(vaultKey.readable(), context, slot.nonce,
                                       crypto::deriveKey(slotKey.key.readable(), kSlotWrap).readable());
    ensure(wrapped.size() == slot.wrappedKey.size(), "a vault key has 32 bytes");
    std::copy(wrapped.begin(), wrapped.end(), slot.wrappedKey.begin());
    return slot;
}

Result<SecretBytes, VaultError> unwrapVaultKey(const VaultId& vault, const PassphraseSlot& slot,
                                               const SecretBytes& slotKey)
{
    const Bytes context = slotContext(vault, slot.salt, slot.cost);
    if (!crypto::equalConstantTime(slotCheck(slotKey, context), slot.check)) {
        return fail(VaultError::WrongPassphrase);
    }
    auto vaultKey = crypto::open(slot.wrappedKey, context, slot.nonce,
                                 crypto::deriveKey(slotKey.readable(), kSlotWrap).readable());
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
    return crypto::hmacSha256(crypto::deriveKey(vaultKey.readable(), kFileMac).readable(),
                              authenticatedBytes(contents));
}

void sealRecord(const VaultId& vault, SealedRecord& record, std::span<const std::uint8_t> secret,
                const SecretBytes& vaultKey, Entropy& entropy)
{
    entropy.fill(record.nonce);
    record.sealed = crypto::seal(secret, recordContext(vault, record), record.nonce,
                                 recordKey(vaultKey, record.id).readable());
}

Result<SecretBytes, VaultError> openRecord(const VaultId& vault, const SealedRecord& record,
                                           const SecretBytes& vaultKey)
{
    auto secret = crypto::open(record.sealed, recordContext(vault, record), record.nonce,
                               recordKey(vaultKey, record.id).readable());
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

Result<SeedSecret, VaultError> openSeed(const VaultContents& contents, const SecretBytes& vaultKey)
{
    const auto packed = openRecord(contents.id, contents.seed(), vaultKey);
    if (!packed) {
        return fail(packed.error());
    }
    return SeedSecret::unpack(*packed);
}

} // namespace till::vault
