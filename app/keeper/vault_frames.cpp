#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"
#include "app/keeper/vault_codes.h"
#include "core/payment/settings.h"
#include "core/support/ensure.h"
#include "core/support/plain_text.h"
#include "core/vault/kdf_calibration.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace till::keeper {

namespace {

constexpr std::size_t kMaxLabelBytes = 64;
/// Events that are verified before the first payment may be signed; more take longer than a person waits.
constexpr std::int64_t kVerifiedAtOnce = 20'000;

/// What takes about a second on this machine, now.
crypto::KdfCost measuredCost()
{
    const std::array<std::uint8_t, crypto::kKdfSaltBytes> salt{};
    const auto start = std::chrono::steady_clock::now();
    (void)crypto::argon2id(salt, salt, vault::kTrialCost);
    return vault::calibratedCost(
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start)
            .count());
}

} // namespace

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
    if (auto key = m_vault->purposeKey(vault::Purpose::Token)) {
        m_tokenKey = std::move(*key);
    }
    lendVault();
    checkIntegrity();
    takeLockedAwaits();
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
        complete([this, isWhole] { integrityIs(isWhole); });
    });
}

void Keeper::createVault(const Link& link, std::int64_t id, wire::VaultCreate create)
{
    if (m_vault || m_vaultFault) {
        return replyError(link, id, "vault_exists");
    }
    if (create.passphrase.size() < vault::kMinPassphraseBytes) {
        return replyError(link, id, "weak_passphrase");
    }
    const bool isCalibrated = create.kdfMemoryMiB == 0;
    if ((create.words != 12 && create.words != 24) ||
        (!isCalibrated && (create.kdfMemoryMiB < crypto::kMinKdfMemoryMiB ||
                           create.kdfMemoryMiB > crypto::kMaxKdfMemoryMiB))) {
        return replyError(link, id, "bad_request", "words is 12 or 24, kdfMemoryMiB is 64 to 1024.");
    }
    m_keyWorker.post([this, link, id, create = std::move(create), isCalibrated] {
        crypto::KdfCost cost;
        cost.memoryMiB = static_cast<std::uint32_t>(create.kdfMemoryMiB);
        SystemEntropy entropy;
        const vault::NewSlotTask task(isCalibrated ? measuredCost() : cost, entropy);
        auto made =
            std::make_shared<Result<vault::SlotKey, vault::VaultError>>(task.run(create.passphrase.bytes()));
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
        auto restored = vault::Vault::restore(std::move(store), std::move(slotKey),
                                              {create.phrase->bytes(), {}}, m_entropy);
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
        created.phrase = wire::SecretText(std::move(made->phrase));
        m_vault = std::move(made->vault);
    }
    // One account to begin with, so that there is an address to fund.
    const auto first = m_vault->newAccount("Main");
    opened();
    noteProof(link);
    created.vaultId = toHex(m_vault->id());
    if (first) {
        created.accounts.push_back(shapeOf(*first));
    }
    reply(link, id, created);
}

wire::AccountShape Keeper::shapeOf(const vault::Account& account) const
{
    wire::AccountShape shape;
    shape.id = account.id();
    shape.family = account.family();
    shape.address = account.address.toText();
    shape.label = account.label;
    shape.kind = account.origin == vault::AccountOrigin::Derived    ? "derived"
                 : account.origin == vault::AccountOrigin::Imported ? "imported"
                                                                    : "watched";
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
    std::string_view digits = import.privateKey.view();
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
