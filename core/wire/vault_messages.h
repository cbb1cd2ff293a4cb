#pragma once

#include "core/wire/agent_messages.h"
#include "core/wire/secret_text.h"
#include "core/wire/shared_shapes.h"

/// Frames on admin.sock about the vault, its accounts, the lock and the pause; see admin_messages.h.
namespace till::wire {

struct AccountShape {
    std::string id;     ///< "acc_1"
    std::string family; ///< evm
    std::string address;
    std::string label;
    std::string kind;             ///< derived | imported
    std::vector<Reason> balances; ///< code: CAIP-2 + "/" + symbol; text: "12.50 USDC, 3 s ago"
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("id", s.id);
        v("family", s.family);
        v("address", s.address);
        v("label", s.label);
        v("kind", s.kind);
        v("balances", s.balances);
    }
};

/// Makes the vault, with a new phrase or from one. The new vault is unlocked and this connection has proved
/// it.
struct VaultCreate {
    static constexpr const char* kType = "vault.create";
    SecretText passphrase;
    std::int64_t words = 12;          ///< 12 or 24; ignored with `phrase`
    std::optional<SecretText> phrase; ///< restore from this one
    std::int64_t kdfMemoryMiB = 256;  ///< 64 … 1024
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("passphrase", s.passphrase);
        v("words", s.words);
        v("phrase", s.phrase);
        v("kdfMemoryMiB", s.kdfMemoryMiB);
    }
};
struct VaultCreated {
    static constexpr const char* kType = "vault.created";
    std::string vaultId;
    SecretText phrase; ///< the new words, this one time; empty after a restore
    std::vector<AccountShape> accounts;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("vaultId", s.vaultId);
        v("phrase", s.phrase);
        v("accounts", s.accounts);
    }
};

/// Opens the vault and proves this connection. Answer: Done, or wrong_passphrase with the delay in the hint.
struct Unlock {
    static constexpr const char* kType = "unlock";
    SecretText passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("passphrase", s.passphrase);
    }
};
/// Proves the passphrase for this connection while the vault is open already.
struct Prove : Unlock {
    static constexpr const char* kType = "prove";
};
struct PauseAll : Done {
    static constexpr const char* kType = "pause";
};
/// Widens: needs a proved connection, or the passphrase here.
struct ResumeAll {
    static constexpr const char* kType = "resume";
    std::optional<SecretText> passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("passphrase", s.passphrase);
    }
};

struct AccountList : Done {
    static constexpr const char* kType = "account.list";
};
struct AccountsAnswer {
    static constexpr const char* kType = "accounts";
    std::vector<AccountShape> accounts;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("accounts", s.accounts);
    }
};
/// A new derived account. Answer: AccountsAnswer with the one.
struct AccountNew {
    static constexpr const char* kType = "account.new";
    std::string label;
    SecretText passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("label", s.label);
        v("passphrase", s.passphrase);
    }
};
struct AccountImport {
    static constexpr const char* kType = "account.import";
    std::string family;    ///< evm
    SecretText privateKey; ///< 64 hex digits, 0x optional
    std::string label;
    SecretText passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("family", s.family);
        v("privateKey", s.privateKey);
        v("label", s.label);
        v("passphrase", s.passphrase);
    }
};

} // namespace till::wire
