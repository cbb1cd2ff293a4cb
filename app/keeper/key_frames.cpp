#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"
#include "app/keeper/vault_codes.h"
#include "core/vault/key_import.h"
#include "core/vault/keystore_v3.h"
#include "core/vault/solana_keypair.h"
#include "core/vault/vault_check.h"
#include "core/wire/account_messages.h"

#include <algorithm>
#include <array>
#include <utility>

namespace till::keeper {

namespace {

using FoundKeys = Result<std::vector<vault::ImportTask::Found>, vault::KeyFileError>;

constexpr std::array kForms = {
    std::pair{std::string_view("key"), vault::ImportForm::Key},
    std::pair{std::string_view("keystore"), vault::ImportForm::Keystore},
    std::pair{std::string_view("solana-keypair"), vault::ImportForm::SolanaKeypair},
    std::pair{std::string_view("open-wallet"), vault::ImportForm::OpenWallet},
    std::pair{std::string_view("phrase"), vault::ImportForm::Phrase},
};

crypto::SecretBytes copyOf(const std::optional<wire::SecretText>& text)
{
    return text ? text->duplicate() : crypto::SecretBytes(0);
}

/// The task that a frame asks for. Null for a bad frame.
std::shared_ptr<vault::ImportTask> taskOf(const wire::KeyImport& import)
{
    const auto form = std::find_if(kForms.begin(), kForms.end(),
                                   [&](const auto& each) { return each.first == import.form; });
    const auto family = chain::familyFromName(import.family);
    if (form == kForms.end() || !family || import.index < 0 || import.index > vault::kMaxDerivationIndex) {
        return nullptr;
    }
    auto task = std::make_shared<vault::ImportTask>();
    task->form = form->second;
    task->family = *family;
    task->index = static_cast<std::uint32_t>(import.index);
    task->material = import.material.duplicate();
    task->filePassphrase = copyOf(import.filePassphrase);
    task->extraWord = copyOf(import.extraWord);
    return task;
}

} // namespace

void Keeper::importKeys(const Link& link, std::int64_t id, wire::KeyImport import)
{
    const auto task = taskOf(import);
    if (!task) {
        return replyError(
            link, id, "bad_request",
            "form is key, keystore, solana-keypair, open-wallet or phrase; family is evm or svm.");
    }
    const auto open = [this, link, id, task, label = import.label, isDry = import.dryRun] {
        // A file's own key derivation takes about a second, so it runs elsewhere and the loop goes on.
        m_keyWorker.post([this, link, id, task, label, isDry] {
            SystemEntropy entropy;
            auto found = std::make_shared<FoundKeys>(task->run(entropy));
            complete([this, link, id, label, isDry, found] {
                if (!*found) {
                    return replyError(link, id, codeOf(found->error()),
                                      std::string(vault::describe(found->error())));
                }
                isDry ? showFound(link, id, **found) : keepFound(link, id, **found, label);
            });
        });
    };
    if (import.dryRun) {
        return open();
    }
    if (!import.passphrase) {
        return replyError(link, id, m_vault ? "passphrase_needed" : "no_vault");
    }
    withProof(link, id, std::move(*import.passphrase), open);
}

void Keeper::showFound(const Link& link, std::int64_t id, const std::vector<vault::ImportTask::Found>& found)
{
    wire::AccountDetailsAnswer answer;
    for (const auto& each : found) {
        vault::Account account;
        account.address = each.address;
        account.derivationIndex = each.index;
        account.origin = each.seed ? vault::AccountOrigin::Derived : vault::AccountOrigin::Imported;
        wire::AccountDetail detail;
        detail.family = account.family();
        detail.address = account.address.toText();
        detail.kind = each.seed ? "derived" : "imported";
        detail.path = account.path();
        for (const vault::Account& known : m_vault ? m_vault->accounts() : std::vector<vault::Account>()) {
            if (known.address == each.address) {
                detail = detailOf(known);
            }
        }
        answer.accounts.push_back(std::move(detail));
    }
    reply(link, id, answer);
}

void Keeper::keepFound(const Link& link, std::int64_t id, std::vector<vault::ImportTask::Found>& found,
                       const std::string& label)
{
    wire::AccountDetailsAnswer answer;
    for (auto& each : found) {
        const auto family = each.address.family();
        const auto account =
            each.seed ? m_vault->importPhrase({each.seed->phrase.readable(), each.seed->extraWord.readable()},
                                              family, each.index, label)
                      : m_vault->importKey(family, std::move(each.key), label);
        if (!account) {
            // What a wallet of two families has, may be there in part.
            if (account.error() == vault::VaultError::AddressExists && found.size() > 1) {
                continue;
            }
            return replyVaultError(link, id, account.error());
        }
        answer.accounts.push_back(detailOf(*account));
    }
    if (answer.accounts.empty()) {
        return replyVaultError(link, id, vault::VaultError::AddressExists);
    }
    lendVault();
    reply(link, id, answer);
}

void Keeper::exportAccount(const Link& link, std::int64_t id, wire::AccountExport request)
{
    const vault::Account* account = m_vault ? m_vault->account(request.account) : nullptr;
    if (account == nullptr) {
        return replyError(link, id, m_vault ? "no_such_account" : "no_vault");
    }
    const bool isEvm = account->address.evm() != nullptr;
    if (request.form != (isEvm ? "keystore" : "solana-keypair")) {
        return replyError(link, id, "bad_request",
                          "An EVM account is exported as a keystore, a Solana account as a solana-keypair.");
    }
    const wire::SecretText filePassphrase = request.filePassphrase.value_or(wire::SecretText());
    if (isEvm && filePassphrase.size() < vault::kMinPassphraseBytes) {
        return replyError(link, id, "weak_passphrase");
    }
    withProvenKey(
        link, id, std::move(request.passphrase),
        [this, link, id, name = request.account, isEvm, filePassphrase](const auto& vaultKey) {
            auto key = m_vault->exportKey(vaultKey, name);
            if (!key) {
                return replyVaultError(link, id, key.error());
            }
            if (!isEvm) {
                return reply(
                    link, id,
                    wire::AccountExported{wire::SecretText(vault::writeSolanaKeypair(key->readable()))});
            }
            sealKeystore(link, id, std::make_shared<crypto::SecretBytes>(std::move(*key)), filePassphrase);
        });
}

void Keeper::sealKeystore(const Link& link, std::int64_t id, std::shared_ptr<crypto::SecretBytes> key,
                          const wire::SecretText& filePassphrase)
{
    m_keyWorker.post([this, link, id, key, filePassphrase] {
        SystemEntropy entropy;
        auto made = std::make_shared<Result<std::string, vault::KeyFileError>>(
            vault::makeKeystoreV3(key->readable(), filePassphrase.bytes(), vault::kKeystoreCost,
                                  *vault::blindedCurve(entropy), entropy));
        complete([this, link, id, made] {
            if (!*made) {
                return replyError(link, id, codeOf(made->error()),
                                  std::string(vault::describe(made->error())));
            }
            reply(link, id, wire::AccountExported{**made});
        });
    });
}

void Keeper::changePassphrase(const Link& link, std::int64_t id, wire::PassphraseChange change)
{
    const wire::SecretText secret = change.newPassphrase;
    if (secret.size() < vault::kMinPassphraseBytes || secret.size() > vault::kMaxPassphraseBytes) {
        return replyError(link, id, "weak_passphrase");
    }
    const auto cost = m_vault ? m_vault->kdfCost() : crypto::KdfCost{};
    withProvenKey(
        link, id, std::move(change.passphrase), [this, link, id, secret, cost](const auto& vaultKey) {
            const auto proof = std::make_shared<crypto::SecretBytes>(vaultKey.duplicate());
            m_keyWorker.post([this, link, id, secret, proof, task = vault::NewSlotTask(cost, m_entropy)] {
                auto made =
                    std::make_shared<Result<vault::SlotKey, vault::VaultError>>(task.run(secret.bytes()));
                complete([this, link, id, proof, made] {
                    if (!*made) {
                        return replyVaultError(link, id, made->error());
                    }
                    if (auto done = m_vault->changePassphrase(*proof, std::move(**made)); !done) {
                        return replyVaultError(link, id, done.error());
                    }
                    reply(link, id, wire::Done{});
                });
            });
        });
}

void Keeper::setRecoveryCode(const Link& link, std::int64_t id, const wire::RecoveryCodeSet& set)
{
    if (set.action != "new" && set.action != "remove") {
        return replyError(link, id, "bad_request", "The action is new or remove.");
    }
    withProvenKey(link, id, set.passphrase,
                  [this, link, id, isNew = set.action == "new"](const auto& vaultKey) {
                      if (!isNew) {
                          if (auto removed = m_vault->removeRecoveryCode(vaultKey); !removed) {
                              return replyVaultError(link, id, removed.error());
                          }
                          return reply(link, id, wire::RecoveryCode{});
                      }
                      auto code = m_vault->makeRecoveryCode(vaultKey);
                      if (!code) {
                          return replyVaultError(link, id, code.error());
                      }
                      reply(link, id, wire::RecoveryCode{wire::SecretText(std::move(*code))});
                  });
}

} // namespace till::keeper
