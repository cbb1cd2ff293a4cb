#include "core/vault/vault_contents.h"

#include "core/chain/network_id.h"
#include "core/support/ensure.h"

#include <algorithm>
#include <set>

namespace till::vault {

namespace {

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

template <typename List, typename Key>
bool hasNoneTwice(const List& list, Key key)
{
    std::set<decltype(key(list.front()))> seen;
    return std::all_of(list.begin(), list.end(),
                       [&](const auto& entry) { return seen.insert(key(entry)).second; });
}

RecordKind keyKindOf(const chain::AccountAddress& address)
{
    return address.family() == money::Family::Evm ? RecordKind::EvmKey : RecordKind::Ed25519Key;
}

bool isAccountConsistent(const VaultContents& contents, const Account& account)
{
    if (account.origin == AccountOrigin::Watched) {
        return account.recordId == 0 && account.derivationIndex == 0;
    }
    const SealedRecord* const record = contents.record(account.recordId);
    if (record == nullptr) {
        return false;
    }
    if (account.origin == AccountOrigin::Derived) {
        return record->kind == RecordKind::Seed && account.derivationIndex <= kMaxDerivationIndex;
    }
    return record->kind == keyKindOf(account.address) && record->address == account.address &&
           account.derivationIndex == 0;
}

bool isDefaultConsistent(const VaultContents& contents, const DefaultAccount& entry)
{
    const Account* const account = contents.account(entry.account);
    return account != nullptr && account->hasKey() && account->state == AccountState::Active &&
           familyOfScope(entry.scope) == account->address.family();
}

// At least one seed, none twice, and each imported key in exactly one account.
bool areRecordsConsistent(const VaultContents& contents)
{
    const auto& records = contents.records;
    std::set<chain::AccountAddress> firsts;
    std::size_t seeds = 0;
    for (const SealedRecord& record : records) {
        if (record.kind == RecordKind::Seed) {
            ++seeds;
            firsts.insert(record.address);
        }
    }
    const auto imported = static_cast<std::size_t>(
        std::count_if(contents.accounts.begin(), contents.accounts.end(),
                      [](const Account& a) { return a.origin == AccountOrigin::Imported; }));
    const std::size_t mostSeeds = contents.version == kFirstVaultVersion ? 1 : kMaxSeeds;
    return seeds >= 1 && seeds <= mostSeeds && firsts.size() == seeds && records.size() == seeds + imported &&
           isRising(records, [](const SealedRecord& r) { return r.id; });
}

} // namespace

std::string Account::path() const
{
    if (origin != AccountOrigin::Derived) {
        return {};
    }
    const std::string index = std::to_string(derivationIndex);
    return address.family() == money::Family::Evm ? "m/44'/60'/0'/0/" + index
                                                  : "m/44'/501'/" + index + "'/0'";
}

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

const Account* VaultContents::account(std::uint32_t number) const
{
    const auto found = std::find_if(accounts.begin(), accounts.end(),
                                    [number](const Account& a) { return a.number == number; });
    return found != accounts.end() ? &*found : nullptr;
}

std::optional<money::Family> familyOfScope(std::string_view scope)
{
    if (const auto family = chain::familyFromName(scope)) {
        return family;
    }
    const auto network = chain::NetworkId::fromText(scope);
    if (!network || scope.size() > kMaxScopeBytes) {
        return std::nullopt;
    }
    if (network->space == "eip155") {
        return money::Family::Evm;
    }
    return network->space == "solana" ? std::optional(money::Family::Svm) : std::nullopt;
}

bool isConsistent(const VaultContents& contents)
{
    const auto& accounts = contents.accounts;
    const auto& defaults = contents.defaults;
    const bool areSlotsApart = contents.version == kFirstVaultVersion ||
                               hasNoneTwice(contents.slots, [](const KeySlot& slot) { return slot.salt; });
    return !contents.slots.empty() && areSlotsApart && areRecordsConsistent(contents) &&
           isRising(accounts, [](const Account& a) { return a.number; }) &&
           hasNoneTwice(accounts, [](const Account& a) { return a.address; }) &&
           std::all_of(accounts.begin(), accounts.end(),
                       [&](const Account& account) { return isAccountConsistent(contents, account); }) &&
           std::is_sorted(defaults.begin(), defaults.end(),
                          [](const auto& a, const auto& b) { return a.scope < b.scope; }) &&
           hasNoneTwice(defaults, [](const DefaultAccount& entry) { return entry.scope; }) &&
           std::all_of(defaults.begin(), defaults.end(),
                       [&](const DefaultAccount& entry) { return isDefaultConsistent(contents, entry); });
}

} // namespace till::vault
