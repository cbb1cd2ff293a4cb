#include "app/keeper/admin_dispatch.h"
#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"
#include "app/keeper/vault_codes.h"
#include "core/wire/account_messages.h"

#include <algorithm>

namespace till::keeper {

namespace {

constexpr std::size_t kDetailsAtOnce = 100; ///< each takes at most some 400 bytes of a frame

std::string_view kindOf(const vault::Account& account)
{
    switch (account.origin) {
    case vault::AccountOrigin::Derived:
        return "derived";
    case vault::AccountOrigin::Imported:
        return "imported";
    case vault::AccountOrigin::Watched:
        return "watched";
    }
    return "";
}

} // namespace

bool Keeper::handleAccounts(const Link& link, const wire::Envelope& envelope)
{
    const std::int64_t id = envelope.id;
    bool isTaken = true;
    AdminDispatch(envelope, [&](std::string why) { replyError(link, id, "bad_frame", std::move(why)); })
        .on<wire::AccountDetailList>([&](auto& body) { listDetails(link, id, body); })
        .on<wire::AccountDerive>([&](auto& body) { deriveAccount(link, id, body); })
        .on<wire::AccountWatch>([&](auto& body) { watchAccount(link, id, body); })
        .on<wire::AccountEdit>([&](auto& body) { editAccount(link, id, body); })
        .on<wire::AccountDefault>([&](auto& body) { setDefaultAccount(link, id, body); })
        .on<wire::KeyImport>([&](auto& body) { importKeys(link, id, std::move(body)); })
        .on<wire::AccountExport>([&](auto& body) { exportAccount(link, id, std::move(body)); })
        .on<wire::PassphraseChange>([&](auto& body) { changePassphrase(link, id, std::move(body)); })
        .on<wire::RecoveryCodeSet>([&](auto& body) { setRecoveryCode(link, id, body); })
        .on<wire::VaultShow>([&](auto&) { showVault(link, id); })
        .on<wire::SignIn>([&](auto& body) { signIn(link, id, body); })
        .otherwise([&] { isTaken = false; });
    return isTaken;
}

wire::AccountDetail Keeper::detailOf(const vault::Account& account) const
{
    wire::AccountDetail detail;
    detail.id = account.id();
    detail.family = account.family();
    detail.address = account.address.toText();
    detail.label = account.label;
    detail.state = account.state == vault::AccountState::Active ? "active" : "archived";
    detail.kind = kindOf(account);
    detail.path = account.path();
    for (const vault::DefaultAccount& each : m_vault->defaults()) {
        if (each.account == account.number) {
            detail.defaultFor.push_back(each.scope);
        }
    }
    return detail;
}

void Keeper::listDetails(const Link& link, std::int64_t id, const wire::AccountDetailList& list)
{
    wire::AccountDetailsAnswer answer;
    bool isPast = !list.after.has_value();
    for (const vault::Account& each : m_vault ? m_vault->accounts() : std::vector<vault::Account>()) {
        if (!isPast) {
            isPast = each.id() == *list.after;
            continue;
        }
        if (answer.accounts.size() == kDetailsAtOnce) {
            answer.next = answer.accounts.back().id;
            break;
        }
        answer.accounts.push_back(detailOf(each));
    }
    reply(link, id, answer);
}

void Keeper::replyVaultError(const Link& link, std::int64_t id, vault::VaultError error)
{
    replyError(link, id, codeOf(error), std::string(vault::describe(error)));
}

void Keeper::replyAccount(const Link& link, std::int64_t id,
                          const Result<vault::Account, vault::VaultError>& account)
{
    if (!account) {
        return replyVaultError(link, id, account.error());
    }
    lendVault();
    reply(link, id, wire::AccountDetailsAnswer{{detailOf(*account)}, {}});
}

void Keeper::deriveAccount(const Link& link, std::int64_t id, const wire::AccountDerive& derive)
{
    const auto family = chain::familyFromName(derive.family);
    if (!family) {
        return replyError(link, id, "bad_request", "The family is evm or svm.");
    }
    withProof(link, id, derive.passphrase, [this, link, id, family, label = derive.label] {
        replyAccount(link, id, m_vault->newAccount(*family, label));
    });
}

void Keeper::watchAccount(const Link& link, std::int64_t id, const wire::AccountWatch& watch)
{
    const auto family = chain::familyFromName(watch.family);
    const auto address = family ? chain::AccountAddress::fromText(*family, watch.address) : std::nullopt;
    if (!address) {
        return replyError(link, id, "bad_request", "That is not an address of this family (evm or svm).");
    }
    withProof(link, id, watch.passphrase, [this, link, id, address, label = watch.label] {
        replyAccount(link, id, m_vault->watch(*address, label));
    });
}

void Keeper::editAccount(const Link& link, std::int64_t id, const wire::AccountEdit& edit)
{
    if (edit.state && *edit.state != "active" && *edit.state != "archived") {
        return replyError(link, id, "bad_request", "The state is active or archived.");
    }
    const auto apply = [this, link, id, edit] {
        Result<void, vault::VaultError> done;
        if (!m_vault) {
            return replyError(link, id, "no_vault");
        }
        if (edit.label) {
            done = m_vault->rename(edit.account, *edit.label);
        }
        if (done && edit.state) {
            done = m_vault->setState(edit.account, *edit.state == "active" ? vault::AccountState::Active
                                                                           : vault::AccountState::Archived);
        }
        if (!done) {
            return replyVaultError(link, id, done.error());
        }
        reply(link, id, wire::Done{});
    };
    const bool isNarrowing = edit.state == "archived" && !edit.label;
    isNarrowing ? apply() : whenProved(link, id, edit.passphrase, apply);
}

void Keeper::setDefaultAccount(const Link& link, std::int64_t id, const wire::AccountDefault& set)
{
    withProof(link, id, set.passphrase, [this, link, id, set] {
        const auto done =
            set.account ? m_vault->setDefault(set.scope, *set.account) : m_vault->clearDefault(set.scope);
        if (!done) {
            return replyVaultError(link, id, done.error());
        }
        reply(link, id, wire::Done{});
    });
}

void Keeper::showVault(const Link& link, std::int64_t id)
{
    if (!hasVault(link, id)) {
        return;
    }
    const auto cost = m_vault->kdfCost();
    wire::VaultShown shown;
    shown.vaultId = toHex(m_vault->id());
    shown.fileVersion = m_vault->fileVersion();
    shown.generation = static_cast<std::int64_t>(m_vault->generation());
    shown.unlocked = m_vault->isUnlocked();
    shown.recoveryCode = m_vault->hasRecoveryCode();
    shown.kdfMemoryMiB = cost.memoryMiB;
    shown.kdfPasses = cost.passes;
    reply(link, id, shown);
}

} // namespace till::keeper
