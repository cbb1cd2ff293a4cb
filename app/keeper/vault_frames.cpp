#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"
#include "core/payment/settings.h"
#include "core/support/ensure.h"
#include "core/support/plain_text.h"

#include <algorithm>

namespace till::keeper {

namespace {

constexpr int kFreeTries = 3;
constexpr std::int64_t kMaxDelayMs = 5 * 60 * 1000;
constexpr std::size_t kMaxLabelBytes = 64;
/// Events that are verified before the first payment may be signed; more take longer than a person waits.
constexpr std::int64_t kVerifiedAtOnce = 20'000;

std::string_view codeOf(vault::VaultError error)
{
    using vault::VaultError;
    switch (error) {
    case VaultError::AlreadyExists:
        return "vault_exists";
    case VaultError::WrongPassphrase:
        return "wrong_passphrase";
    case VaultError::PassphraseTooShort:
    case VaultError::PassphraseTooLong:
        return "weak_passphrase";
    case VaultError::PhraseWordCount:
    case VaultError::PhraseUnknownWord:
    case VaultError::PhraseChecksum:
    case VaultError::PhraseTooLong:
    case VaultError::ExtraWordNotPlain:
        return "bad_phrase";
    case VaultError::InvalidKey:
        return "bad_key";
    case VaultError::AddressExists:
        return "account_exists";
    case VaultError::WatchOnly:
        return "watch_only";
    case VaultError::BadDefault:
        return "bad_default";
    case VaultError::NoRecoveryCode:
        return "no_recovery_code";
    case VaultError::BadLabel:
        return "bad_name";
    case VaultError::UnknownAccount:
        return "no_such_account";
    case VaultError::Locked:
        return "locked";
    case VaultError::NewerVersion:
        return "vault_newer";
    case VaultError::NotFound:
        return "no_vault";
    case VaultError::NotAVault:
    case VaultError::TooLarge:
    case VaultError::Damaged:
    case VaultError::KdfOutOfBounds:
    case VaultError::Tampered:
    case VaultError::AddressMismatch:
        return "vault_damaged";
    case VaultError::NotReadable:
    case VaultError::NotWritten:
    case VaultError::NotConfirmed:
    case VaultError::UnsafePermissions:
    case VaultError::ChangedOnDisk:
    case VaultError::NoPrevious:
    case VaultError::PreviousKept:
    case VaultError::OutOfMemory:
    case VaultError::TooManyAccounts:
        return "vault_failed";
    }
    return "vault_failed";
}

/// A typed secret as locked memory; the text it came in is wiped.
std::shared_ptr<crypto::SecretBytes> lockedCopy(std::string& text)
{
    auto secret = std::make_shared<crypto::SecretBytes>(
        crypto::SecretBytes::takeFrom({reinterpret_cast<std::uint8_t*>(text.data()), text.size()}));
    text.clear();
    return secret;
}

std::string asText(const crypto::SecretBytes& secret)
{
    return {reinterpret_cast<const char*>(secret.readable().data()), secret.size()};
}

} // namespace

void Keeper::replyTooManyTries(const Link& link, std::int64_t id)
{
    const std::int64_t seconds = (m_nextTryMs - m_clock.now().unixMs) / 1000 + 1;
    replyError(link, id, "too_many_tries",
               "Too many wrong passphrases. Try again in " + std::to_string(seconds) + " seconds.");
}

void Keeper::withProof(const Link& link, std::int64_t id, std::string passphrase,
                       std::function<void()> action)
{
    const auto secret = lockedCopy(passphrase);
    if (!m_vault) {
        return replyError(link, id, m_vaultFault ? codeOf(*m_vaultFault) : "no_vault");
    }
    if (m_clock.now().unixMs < m_nextTryMs) {
        return replyTooManyTries(link, id);
    }
    // The key derivation takes about a second, so it runs elsewhere and the loop goes on.
    m_keyWorker.post([this, link, id, secret, action = std::move(action), task = m_vault->unlockTask()] {
        auto found =
            std::make_shared<Result<crypto::SecretBytes, vault::VaultError>>(task.run(secret->readable()));
        complete([this, link, id, action, found] {
            // Guesses that were sent together wait like those that were sent one by one.
            if (m_clock.now().unixMs < m_nextTryMs) {
                return replyTooManyTries(link, id);
            }
            auto checked = found->has_value() ? m_vault->checkVaultKey(**found)
                                              : Result<void, vault::VaultError>(fail(found->error()));
            if (!checked) {
                if (checked.error() == vault::VaultError::WrongPassphrase &&
                    ++m_wrongPassphrases > kFreeTries) {
                    const int doublings = std::min(m_wrongPassphrases - kFreeTries, 16);
                    m_nextTryMs = m_clock.now().unixMs +
                                  std::min<std::int64_t>(kMaxDelayMs, std::int64_t{1000} << doublings);
                }
                return replyError(link, id, codeOf(checked.error()),
                                  std::string(vault::describe(checked.error())));
            }
            m_wrongPassphrases = 0;
            link->hasProved = true;
            if (!m_vault->isUnlocked()) {
                // A right passphrase for any act of the owner opens the vault for it only when that is
                // `unlock`.
                if (auto opening = m_vault->completeUnlock(std::move(**found)); !opening) {
                    return replyError(link, id, codeOf(opening.error()),
                                      std::string(vault::describe(opening.error())));
                }
                opened();
            }
            action();
        });
    });
}

void Keeper::whenProved(const Link& link, std::int64_t id, std::optional<std::string> passphrase,
                        std::function<void()> action)
{
    if (link->hasProved && m_till.isOpen()) {
        return action();
    }
    if (!passphrase) {
        return replyError(link, id, !m_vault ? "no_vault" : m_till.isOpen() ? "passphrase_needed" : "locked");
    }
    withProof(link, id, std::move(*passphrase), std::move(action));
}

void Keeper::prove(const Link& link, std::int64_t id, std::string passphrase)
{
    withProof(link, id, std::move(passphrase), [this, link, id] { reply(link, id, wire::Done{}); });
}

void Keeper::lockNow(const Link& link, std::int64_t id)
{
    finishBatch(); // what was decided in this batch is signed first: its answers are promised
    lock();
    reply(link, id, wire::Done{});
}

void Keeper::opened()
{
    if (auto key = m_vault->purposeKey(vault::Purpose::LedgerMac)) {
        m_ledger.setSealKey(std::move(*key));
    }
    if (m_ledger.eventCount() == 0) {
        const std::string body = R"({"vault":")" + toHex(m_vault->id()) + R"("})";
        if (!m_till.change(payment::kLedgerCreated, body)) {
            m_isBatchLost = true;
        }
    }
    checkOwnerAnchor();
    lendVault();
    checkIntegrity();
}

void Keeper::lendVault()
{
    auto nonceKey = m_vault->purposeKey(vault::Purpose::PaymentNonce);
    if (!nonceKey) {
        return;
    }
    std::vector<chain::EvmAddress> own;
    for (const vault::Account& each : m_vault->accounts()) {
        if (each.hasKey() && each.address.evm() != nullptr) {
            own.push_back(*each.address.evm());
        }
    }
    m_till.open({std::move(*nonceKey), std::move(own)});
}

void Keeper::lock()
{
    m_till.close();
    m_ledger.clearSealKey();
    stopSignatures({}, "locked");
    if (m_vault) {
        m_vault->lock();
    }
    for (const Link& link : m_links) {
        link->hasProved = false;
    }
}

void Keeper::checkIntegrity()
{
    auto key = m_vault->purposeKey(vault::Purpose::LedgerMac);
    if (!key) {
        return;
    }
    if (m_ledger.eventCount() <= kVerifiedAtOnce) {
        m_integrity = m_ledger.verify().isWhole() ? "ok" : "broken";
        return;
    }
    m_integrity = "checking";
    m_readWorker.post([this, key = std::make_shared<crypto::SecretBytes>(std::move(*key))] {
        const bool isWhole = m_reader.verify(key->readable()).isWhole();
        complete([this, isWhole] { m_integrity = isWhole ? "ok" : "broken"; });
    });
}

void Keeper::createVault(const Link& link, std::int64_t id, wire::VaultCreate create)
{
    const auto secret = lockedCopy(create.passphrase);
    if (m_vault || m_vaultFault) {
        return replyError(link, id, "vault_exists");
    }
    if (secret->size() < vault::kMinPassphraseBytes) {
        return replyError(link, id, "weak_passphrase");
    }
    if ((create.words != 12 && create.words != 24) || create.kdfMemoryMiB < crypto::kMinKdfMemoryMiB ||
        create.kdfMemoryMiB > crypto::kMaxKdfMemoryMiB) {
        return replyError(link, id, "bad_request", "words is 12 or 24, kdfMemoryMiB is 64 to 1024.");
    }
    crypto::KdfCost cost;
    cost.memoryMiB = static_cast<std::uint32_t>(create.kdfMemoryMiB);
    m_keyWorker.post([this, link, id, secret, create = std::move(create),
                      task = vault::NewSlotTask(cost, m_entropy)] {
        auto made = std::make_shared<Result<vault::SlotKey, vault::VaultError>>(task.run(secret->readable()));
        complete([this, link, id, create, made] {
            if (!*made) {
                return replyError(link, id, codeOf(made->error()),
                                  std::string(vault::describe(made->error())));
            }
            if (m_vault) {
                return replyError(link, id, "vault_exists");
            }
            finishCreate(link, id, std::move(**made), create);
        });
    });
}

void Keeper::finishCreate(const Link& link, std::int64_t id, vault::SlotKey slotKey,
                          const wire::VaultCreate& create)
{
    vault::VaultStore store(m_options.dataDir);
    wire::VaultCreated created;
    if (create.phrase) {
        std::string words = *create.phrase;
        const auto typed = lockedCopy(words);
        auto restored =
            vault::Vault::restore(std::move(store), std::move(slotKey), {typed->readable(), {}}, m_entropy);
        if (!restored) {
            return replyError(link, id, codeOf(restored.error()),
                              std::string(vault::describe(restored.error())));
        }
        m_vault = std::move(*restored);
    } else {
        const auto count = create.words == 24 ? crypto::WordCount::TwentyFour : crypto::WordCount::Twelve;
        auto made = vault::Vault::create(std::move(store), std::move(slotKey), count, m_entropy);
        if (!made) {
            return replyError(link, id, codeOf(made.error()), std::string(vault::describe(made.error())));
        }
        created.phrase = asText(made->phrase);
        m_vault = std::move(made->vault);
    }
    // One account to begin with, so that there is an address to fund.
    const auto first = m_vault->newAccount("Main");
    link->hasProved = true;
    opened();
    created.vaultId = toHex(m_vault->id());
    if (first) {
        created.accounts.push_back(shapeOf(*first));
    }
    reply(link, id, created);
    crypto::wipe({reinterpret_cast<std::uint8_t*>(created.phrase.data()), created.phrase.size()});
}

wire::AccountShape Keeper::shapeOf(const vault::Account& account) const
{
    wire::AccountShape shape;
    shape.id = account.id();
    shape.family = account.family();
    shape.address = account.address.toText();
    shape.label = account.label;
    shape.kind = account.origin == vault::AccountOrigin::Derived ? "derived" : "imported";
    const auto& registry = money::Registry::builtIn();
    for (const auto& [key, balance] : m_balances) {
        const auto first = key.find('|');
        const auto second = key.find('|', first + 1);
        if (key.substr(first + 1, second - first - 1) != shape.address) {
            continue;
        }
        const money::Network* network = registry.networkByCaip2(key.substr(0, first));
        const money::Asset* asset = registry.asset(key.substr(0, first), key.substr(second + 1));
        if (network != nullptr && asset != nullptr) {
            shape.balances.push_back(
                {network->caip2 + "/" + asset->symbol, balanceOf(account, *network, *asset).text});
        }
    }
    return shape;
}

void Keeper::listAccounts(const Link& link, std::int64_t id)
{
    wire::AccountsAnswer answer;
    if (m_vault) {
        for (const vault::Account& each : m_vault->accounts()) {
            answer.accounts.push_back(shapeOf(each));
        }
    }
    reply(link, id, answer);
}

void Keeper::newAccount(const Link& link, std::int64_t id, const wire::AccountNew& create)
{
    if (!isPlainLine(create.label, kMaxLabelBytes)) {
        return replyError(link, id, "bad_name");
    }
    withProof(link, id, create.passphrase, [this, link, id, label = create.label] {
        const auto account = m_vault->newAccount(label);
        if (!account) {
            return replyError(link, id, codeOf(account.error()),
                              std::string(vault::describe(account.error())));
        }
        lendVault();
        reply(link, id, wire::AccountsAnswer{{shapeOf(*account)}});
    });
}

void Keeper::importAccount(const Link& link, std::int64_t id, const wire::AccountImport& import)
{
    std::string_view digits = import.privateKey;
    if (digits.starts_with("0x")) {
        digits.remove_prefix(2);
    }
    auto bytes = fromHex(digits);
    if (import.family != "evm" || !bytes || bytes->size() != 32) {
        return replyError(link, id, "bad_key");
    }
    if (!isPlainLine(import.label, kMaxLabelBytes)) {
        return replyError(link, id, "bad_name");
    }
    const auto key = std::make_shared<crypto::SecretBytes>(crypto::SecretBytes::takeFrom(*bytes));
    withProof(link, id, import.passphrase, [this, link, id, key, label = import.label] {
        const auto account = m_vault->importEvmKey(std::move(*key), label);
        if (!account) {
            return replyError(link, id, codeOf(account.error()),
                              std::string(vault::describe(account.error())));
        }
        lendVault();
        reply(link, id, wire::AccountsAnswer{{shapeOf(*account)}});
    });
}

} // namespace till::keeper
