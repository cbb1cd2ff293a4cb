#include "core/crypto/hash.h"
#include "core/support/plain_text.h"
#include "core/vault/byte_io.h"
#include "core/vault/vault_file.h"

#include <algorithm>

namespace till::vault {

namespace {

using layout::kMacAndChecksumBytes;
using layout::kMagic;

template <typename Array>
Array readArray(ByteReader& in)
{
    Array array{};
    in.fill(array);
    return array;
}

std::size_t sealedSize(RecordKind kind)
{
    return (kind == RecordKind::Seed ? kSeedRecordBytes : kKeyRecordBytes) + crypto::kAeadTagBytes;
}

chain::AccountAddress readAddress(ByteReader& in, money::Family family)
{
    if (family == money::Family::Evm) {
        return chain::EvmAddress(readArray<std::array<std::uint8_t, 20>>(in));
    }
    return chain::SolanaAddress(readArray<std::array<std::uint8_t, 32>>(in));
}

/// Reads the parts of one version of the file.
class PartReader {
public:
    PartReader(ByteReader& in, std::uint16_t version) : m_in(in), m_version(version) {}

    Result<KeySlot, VaultError> slot()
    {
        const auto kind = m_in.number<std::uint8_t>();
        const auto size = m_in.number<std::uint16_t>();
        if (m_in.hasFailed() || kind == 0) {
            return fail(VaultError::Damaged);
        }
        const auto last = m_version == kFirstVaultVersion ? SlotKind::Passphrase : SlotKind::RecoveryCode;
        if (kind > static_cast<std::uint8_t>(last)) {
            return fail(VaultError::NewerVersion); // the checksum holds, so somebody wrote it on purpose
        }
        KeySlot slot;
        slot.kind = static_cast<SlotKind>(kind);
        const bool hasCost = slot.kind == SlotKind::Passphrase;
        if (size != (hasCost ? layout::kPassphraseSlotBytes : layout::kRecoverySlotBytes)) {
            return fail(VaultError::Damaged);
        }
        m_in.fill(slot.salt);
        if (hasCost) {
            slot.cost.memoryMiB = m_in.number<std::uint32_t>();
            slot.cost.passes = m_in.number<std::uint32_t>();
        }
        m_in.fill(slot.check);
        m_in.fill(slot.nonce);
        m_in.fill(slot.wrappedKey);
        if (m_in.hasFailed()) {
            return fail(VaultError::Damaged);
        }
        if (hasCost && !crypto::isAllowed(slot.cost)) {
            return fail(VaultError::KdfOutOfBounds);
        }
        return slot;
    }

    Result<SealedRecord, VaultError> record()
    {
        SealedRecord record;
        record.id = m_in.number<std::uint32_t>();
        const auto kind = m_in.number<std::uint8_t>();
        const auto last = m_version == kFirstVaultVersion ? RecordKind::EvmKey : RecordKind::Ed25519Key;
        if (m_in.hasFailed() || kind == 0) {
            return fail(VaultError::Damaged);
        }
        if (kind > static_cast<std::uint8_t>(last)) {
            return fail(VaultError::NewerVersion);
        }
        record.kind = static_cast<RecordKind>(kind);
        record.address = readAddress(m_in, record.kind == RecordKind::Ed25519Key ? money::Family::Svm
                                                                                 : money::Family::Evm);
        m_in.fill(record.nonce);
        if (m_in.number<std::uint16_t>() != sealedSize(record.kind)) {
            return fail(VaultError::Damaged);
        }
        const auto sealed = m_in.take(sealedSize(record.kind));
        record.sealed.assign(sealed.begin(), sealed.end());
        if (m_in.hasFailed()) {
            return fail(VaultError::Damaged);
        }
        return record;
    }

    Result<Account, VaultError> account()
    {
        Account account;
        account.number = m_in.number<std::uint32_t>();
        const auto state = m_in.number<std::uint8_t>();
        const auto origin = m_in.number<std::uint8_t>();
        const auto family = m_version == kFirstVaultVersion ? std::uint8_t{1} : m_in.number<std::uint8_t>();
        account.derivationIndex = m_in.number<std::uint32_t>();
        account.recordId = m_in.number<std::uint32_t>();
        account.address = readAddress(m_in, family == 2 ? money::Family::Svm : money::Family::Evm);
        account.label = m_in.text(m_in.number<std::uint8_t>());
        const int lastOrigin = m_version == kFirstVaultVersion ? 2 : 3;
        if (m_in.hasFailed() || state < 1 || state > 2 || origin < 1 || origin > lastOrigin || family < 1 ||
            family > 2 || !isPlainLine(account.label, kMaxLabelBytes)) {
            return fail(VaultError::Damaged);
        }
        account.state = static_cast<AccountState>(state);
        account.origin = static_cast<AccountOrigin>(origin);
        return account;
    }

    Result<DefaultAccount, VaultError> defaultAccount()
    {
        DefaultAccount entry;
        entry.scope = m_in.text(m_in.number<std::uint8_t>());
        entry.account = m_in.number<std::uint32_t>();
        if (m_in.hasFailed()) {
            return fail(VaultError::Damaged);
        }
        return entry;
    }

    Result<ExtraField, VaultError> extraField()
    {
        ExtraField field;
        field.kind = m_in.number<std::uint8_t>();
        const auto mustBeUnderstood = m_in.number<std::uint8_t>();
        const auto size = m_in.number<std::uint16_t>();
        if (m_in.hasFailed() || mustBeUnderstood > 1 || size > kMaxExtraFieldBytes) {
            return fail(VaultError::Damaged);
        }
        const auto body = m_in.take(size);
        if (m_in.hasFailed()) {
            return fail(VaultError::Damaged);
        }
        if (mustBeUnderstood == 1) {
            return fail(VaultError::NewerVersion); // this version knows no field
        }
        field.body.assign(body.begin(), body.end());
        return field;
    }

private:
    ByteReader& m_in;
    std::uint16_t m_version;
};

// Reads `count` entries into `list`; the error of the first bad one.
template <typename T, typename ReadOne>
Result<void, VaultError> readList(std::vector<T>& list, std::size_t count, std::size_t most, ReadOne readOne)
{
    if (count > most) {
        return fail(VaultError::Damaged);
    }
    for (std::size_t i = 0; i < count; ++i) {
        auto entry = readOne();
        if (!entry) {
            return fail(entry.error());
        }
        list.push_back(std::move(*entry));
    }
    return {};
}

Result<VaultContents, VaultError> readContents(ByteReader& in, std::uint16_t version)
{
    VaultContents contents;
    contents.version = version;
    in.fill(contents.id);
    contents.generation = in.number<std::uint64_t>();
    PartReader parts(in, version);
    auto read = readList(contents.slots, in.number<std::uint8_t>(), kMaxSlots, [&] { return parts.slot(); });
    if (read) {
        in.fill(contents.keyCheck);
        read = readList(contents.records, in.number<std::uint16_t>(), kMaxRecords,
                        [&] { return parts.record(); });
    }
    if (read) {
        read = readList(contents.accounts, in.number<std::uint16_t>(), kMaxAccounts,
                        [&] { return parts.account(); });
    }
    if (read && version > kFirstVaultVersion) {
        read = readList(contents.defaults, in.number<std::uint8_t>(), kMaxDefaults,
                        [&] { return parts.defaultAccount(); });
        if (read) {
            read = readList(contents.extraFields, in.number<std::uint8_t>(), kMaxExtraFields,
                            [&] { return parts.extraField(); });
        }
    }
    if (!read) {
        return fail(read.error());
    }
    if (in.hasFailed() || in.left() != 0 || !isConsistent(contents)) {
        return fail(VaultError::Damaged);
    }
    return contents;
}

} // namespace

Result<VaultFile, VaultError> parseVaultFile(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() > kMaxVaultBytes) {
        return fail(VaultError::TooLarge);
    }
    const std::size_t comparable = std::min(bytes.size(), kMagic.size());
    if (!std::equal(kMagic.begin(), kMagic.begin() + static_cast<std::ptrdiff_t>(comparable),
                    bytes.begin())) {
        return fail(VaultError::NotAVault);
    }
    if (bytes.size() < kMagic.size() + sizeof kVaultVersion + kMacAndChecksumBytes) {
        return fail(VaultError::Damaged); // a vault that was cut off
    }
    const auto authenticated = bytes.first(bytes.size() - kMacAndChecksumBytes);
    VaultFile file;
    ByteReader tail(bytes.last(kMacAndChecksumBytes));
    tail.fill(file.mac);
    tail.fill(file.checksum);
    if (crypto::sha256(bytes.first(bytes.size() - file.checksum.size())) != file.checksum) {
        return fail(VaultError::Damaged);
    }
    ByteReader in(authenticated.subspan(kMagic.size()));
    const auto version = in.number<std::uint16_t>();
    if (version < kFirstVaultVersion || version > kVaultVersion) {
        return fail(version > kVaultVersion ? VaultError::NewerVersion : VaultError::Damaged);
    }
    auto contents = readContents(in, version);
    if (!contents) {
        return fail(contents.error());
    }
    file.contents = std::move(*contents);
    return file;
}

} // namespace till::vault
