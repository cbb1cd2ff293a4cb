#include "core/vault/vault_file.h"

#include "core/crypto/hash.h"
#include "core/support/ensure.h"
#include "core/support/plain_text.h"
#include "core/vault/byte_io.h"

#include <algorithm>
#include <set>

namespace till::vault {

namespace {

// The odd last byte shows a file that was sent as text.
constexpr std::array<std::uint8_t, 8> kMagic = {'t', 'i', 'l', 'l', 'v', 'l', 't', 0x1a};
constexpr std::uint8_t kPassphraseKind = 1;
constexpr std::uint16_t kPassphraseSlotBytes = 16 + 4 + 4 + 32 + 24 + 48;
constexpr std::size_t kMacAndChecksumBytes = 64;

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

Result<PassphraseSlot, VaultError> readSlot(ByteReader& in)
{
    const auto kind = in.number<std::uint8_t>();
    const auto size = in.number<std::uint16_t>();
    if (in.hasFailed()) {
        return fail(VaultError::Damaged);
    }
    if (kind != kPassphraseKind) {
        return fail(VaultError::NewerVersion); // the checksum holds, so somebody wrote it on purpose
    }
    if (size != kPassphraseSlotBytes) {
        return fail(VaultError::Damaged);
    }
    PassphraseSlot slot;
    in.fill(slot.salt);
    slot.cost.memoryMiB = in.number<std::uint32_t>();
    slot.cost.passes = in.number<std::uint32_t>();
    in.fill(slot.check);
    in.fill(slot.nonce);
    in.fill(slot.wrappedKey);
    if (in.hasFailed()) {
        return fail(VaultError::Damaged);
    }
    if (!crypto::isAllowed(slot.cost)) {
        return fail(VaultError::KdfOutOfBounds);
    }
    return slot;
}

Result<SealedRecord, VaultError> readRecord(ByteReader& in)
{
    SealedRecord record;
    record.id = in.number<std::uint32_t>();
    const auto kind = in.number<std::uint8_t>();
    if (kind != static_cast<std::uint8_t>(RecordKind::Seed) &&
        kind != static_cast<std::uint8_t>(RecordKind::EvmKey)) {
        return fail(in.hasFailed() || kind == 0 ? VaultError::Damaged : VaultError::NewerVersion);
    }
    record.kind = static_cast<RecordKind>(kind);
    record.address = chain::EvmAddress(readArray<std::array<std::uint8_t, 20>>(in));
    in.fill(record.nonce);
    if (in.number<std::uint16_t>() != sealedSize(record.kind)) {
        return fail(VaultError::Damaged);
    }
    const auto sealed = in.take(sealedSize(record.kind));
    record.sealed.assign(sealed.begin(), sealed.end());
    if (in.hasFailed()) {
        return fail(VaultError::Damaged);
    }
    return record;
}

Result<Account, VaultError> readAccount(ByteReader& in)
{
    Account account;
    account.number = in.number<std::uint32_t>();
    const auto state = in.number<std::uint8_t>();
    const auto origin = in.number<std::uint8_t>();
    account.derivationIndex = in.number<std::uint32_t>();
    account.recordId = in.number<std::uint32_t>();
    account.address = chain::EvmAddress(readArray<std::array<std::uint8_t, 20>>(in));
    account.label = in.text(in.number<std::uint8_t>());
    if (in.hasFailed() || state < 1 || state > 2 || origin < 1 || origin > 2 ||
        !isPlainLine(account.label, kMaxLabelBytes)) {
        return fail(VaultError::Damaged);
    }
    account.state = static_cast<AccountState>(state);
    account.origin = static_cast<AccountOrigin>(origin);
    return account;
}

// Reads a list of `count` entries; the error of the first bad one.
template <typename T, typename ReadOne>
Result<std::vector<T>, VaultError> readList(ByteReader& in, std::size_t count, std::size_t most,
                                            ReadOne readOne)
{
    if (in.hasFailed() || count > most) {
        return fail(VaultError::Damaged);
    }
    std::vector<T> list;
    for (std::size_t i = 0; i < count; ++i) {
        auto entry = readOne(in);
        if (!entry) {
            return fail(entry.error());
        }
        list.push_back(std::move(*entry));
    }
    return list;
}

// Ids begin at 1 and rise, so no two are the same.
template <typename List, typename Number>
bool isRising(const List& list, Number number)
{
    std::uint32_t last = 0;
    return std::all_of(list.begin(), list.end(), [&](const auto& entry) {
        const bool rises = number(entry) > last;
        last = number(entry);
        return rises;
    });
}

bool isAccountConsistent(const VaultContents& contents, const Account& account)
{
    const SealedRecord* const record = contents.record(account.recordId);
    if (record == nullptr) {
        return false;
    }
    if (account.origin == AccountOrigin::Derived) {
        return record->kind == RecordKind::Seed && account.derivationIndex <= kMaxDerivationIndex;
    }
    return record->kind == RecordKind::EvmKey && record->address == account.address &&
           account.derivationIndex == 0;
}

// One seed, each imported key in one account, no address twice.
bool isConsistent(const VaultContents& contents)
{
    const auto& records = contents.records;
    const auto& accounts = contents.accounts;
    const auto seeds = std::count_if(records.begin(), records.end(),
                                     [](const SealedRecord& r) { return r.kind == RecordKind::Seed; });
    const auto imported = std::count_if(accounts.begin(), accounts.end(),
                                        [](const Account& a) { return a.origin == AccountOrigin::Imported; });
    std::set<chain::EvmAddress> addresses;
    return !contents.slots.empty() && seeds == 1 &&
           records.size() == static_cast<std::size_t>(imported) + 1 &&
           isRising(records, [](const SealedRecord& r) { return r.id; }) &&
           isRising(accounts, [](const Account& a) { return a.number; }) &&
           std::all_of(accounts.begin(), accounts.end(), [&](const Account& account) {
               return addresses.insert(account.address).second && isAccountConsistent(contents, account);
           });
}

Result<VaultContents, VaultError> readContents(ByteReader& in)
{
    VaultContents contents;
    in.fill(contents.id);
    contents.generation = in.number<std::uint64_t>();
    auto slots = readList<PassphraseSlot>(in, in.number<std::uint8_t>(), kMaxSlots, readSlot);
    if (!slots) {
        return fail(slots.error());
    }
    contents.slots = std::move(*slots);
    in.fill(contents.keyCheck);
    auto records = readList<SealedRecord>(in, in.number<std::uint16_t>(), kMaxRecords, readRecord);
    if (!records) {
        return fail(records.error());
    }
    contents.records = std::move(*records);
    auto accounts = readList<Account>(in, in.number<std::uint16_t>(), kMaxAccounts, readAccount);
    if (!accounts) {
        return fail(accounts.error());
    }
    contents.accounts = std::move(*accounts);
    if (in.hasFailed() || in.left() != 0 || !isConsistent(contents)) {
        return fail(VaultError::Damaged);
    }
    return contents;
}

} // namespace

const SealedRecord* VaultContents::record(std::uint32_t recordId) const
{
    // Ids rise, by the rules of the file.
    const auto found =
        std::lower_bound(records.begin(), records.end(), recordId,
                         [](const SealedRecord& r, std::uint32_t wanted) { return r.id < wanted; });
    return found != records.end() && found->id == recordId ? &*found : nullptr;
}

const SealedRecord& VaultContents::seed() const
{
    const auto found = std::find_if(records.begin(), records.end(),
                                    [](const SealedRecord& r) { return r.kind == RecordKind::Seed; });
    ensure(found != records.end(), "a vault has a seed");
    return *found;
}

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
    if (version != kVaultVersion) {
        return fail(version > kVaultVersion ? VaultError::NewerVersion : VaultError::Damaged);
    }
    auto contents = readContents(in);
    if (!contents) {
        return fail(contents.error());
    }
    file.contents = std::move(*contents);
    return file;
}

Bytes authenticatedBytes(const VaultContents& contents)
{
    ByteWriter out;
    out.bytes(kMagic).number(kVaultVersion).bytes(contents.id).number(contents.generation);
    out.number(static_cast<std::uint8_t>(contents.slots.size()));
    for (const PassphraseSlot& slot : contents.slots) {
        out.number(kPassphraseKind).number(kPassphraseSlotBytes).bytes(slot.salt);
        out.number(slot.cost.memoryMiB).number(slot.cost.passes);
        out.bytes(slot.check).bytes(slot.nonce).bytes(slot.wrappedKey);
    }
    out.bytes(contents.keyCheck).number(static_cast<std::uint16_t>(contents.records.size()));
    for (const SealedRecord& record : contents.records) {
        out.number(record.id).number(static_cast<std::uint8_t>(record.kind)).bytes(record.address.bytes());
        out.bytes(record.nonce).number(static_cast<std::uint16_t>(record.sealed.size())).bytes(record.sealed);
    }
    out.number(static_cast<std::uint16_t>(contents.accounts.size()));
    for (const Account& account : contents.accounts) {
        out.number(account.number).number(static_cast<std::uint8_t>(account.state));
        out.number(static_cast<std::uint8_t>(account.origin)).number(account.derivationIndex);
        out.number(account.recordId).bytes(account.address.bytes());
        out.number(static_cast<std::uint8_t>(account.label.size())).text(account.label);
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
