#pragma once

#include "core/wire/secret_text.h"
#include "core/wire/shared_shapes.h"

/// Frames on admin.sock about accounts of both families, keys that come and go, recovery codes and sign-in
/// messages; see admin_messages.h. Secrets come in `passphrase`, `material` and the like, never in an answer
/// but where it says so.
namespace till::wire {

/// What AccountShape does not say.
struct AccountDetail {
    std::string id;
    std::string family; ///< evm | svm
    std::string address;
    std::string label;
    std::string state;                   ///< active | archived
    std::string kind;                    ///< derived | imported | watched
    std::string path;                    ///< "m/44'/60'/0'/0/3", empty when it is not derived
    std::vector<std::string> defaultFor; ///< families and CAIP-2 networks
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("id", s.id);
        v("family", s.family);
        v("address", s.address);
        v("label", s.label);
        v("state", s.state);
        v("kind", s.kind);
        v("path", s.path);
        v("defaultFor", s.defaultFor);
    }
};
struct AccountDetailList {
    static constexpr const char* kType = "account.details";
    std::optional<std::string> after; ///< id of the last account of the page before
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("after", s.after);
    }
};
struct AccountDetailsAnswer {
    static constexpr const char* kType = "account.details.answer";
    std::vector<AccountDetail> accounts;
    std::optional<std::string> next;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("accounts", s.accounts);
        v("next", s.next);
    }
};

/// A new account from the recovery words. Widens. Answer: AccountDetailsAnswer with the one.
struct AccountDerive {
    static constexpr const char* kType = "account.derive";
    std::string family;
    std::string label;
    SecretText passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("family", s.family);
        v("label", s.label);
        v("passphrase", s.passphrase);
    }
};
/// An address without its key. Widens. Answer: AccountDetailsAnswer with the one.
struct AccountWatch {
    static constexpr const char* kType = "account.watch";
    std::string family;
    std::string address;
    std::string label;
    SecretText passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("family", s.family);
        v("address", s.address);
        v("label", s.label);
        v("passphrase", s.passphrase);
    }
};
/// Takes over keys from elsewhere. Widens, unless `dryRun`, which only says which addresses they have and
/// needs no passphrase and no open vault. Answer: AccountDetailsAnswer; of a dry run without ids, unless the
/// account is there already.
struct KeyImport {
    static constexpr const char* kType = "key.import";
    std::string form;    ///< key | keystore | solana-keypair | open-wallet | phrase
    std::string family;  ///< of key and phrase
    SecretText material; ///< the key, the words, or the whole file
    std::optional<SecretText> filePassphrase;
    std::optional<SecretText> extraWord; ///< of phrase
    std::int64_t index = 0;              ///< of phrase: which of its accounts
    std::string label;
    bool dryRun = false;
    std::optional<SecretText> passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("form", s.form);
        v("family", s.family);
        v("material", s.material);
        v("filePassphrase", s.filePassphrase);
        v("extraWord", s.extraWord);
        v("index", s.index);
        v("label", s.label);
        v("dryRun", s.dryRun);
        v("passphrase", s.passphrase);
    }
};
/// Gives a key out, sealed (keystore) or in the clear (solana-keypair). Always needs the passphrase in this
/// frame.
struct AccountExport {
    static constexpr const char* kType = "account.export";
    std::string account;
    std::string form;                         ///< keystore (EVM) | solana-keypair (Solana)
    std::optional<SecretText> filePassphrase; ///< of keystore: what seals the file, at least 8 bytes
    SecretText passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("account", s.account);
        v("form", s.form);
        v("filePassphrase", s.filePassphrase);
        v("passphrase", s.passphrase);
    }
};
struct AccountExported {
    static constexpr const char* kType = "account.exported";
    SecretText document; ///< the file
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("document", s.document);
    }
};
/// A new label or state. Archiving narrows and is free while the vault is open; the rest needs a proved
/// connection or the passphrase. Answer: Done.
struct AccountEdit {
    static constexpr const char* kType = "account.edit";
    std::string account;
    std::optional<std::string> label;
    std::optional<std::string> state; ///< active | archived
    std::optional<SecretText> passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("account", s.account);
        v("label", s.label);
        v("state", s.state);
        v("passphrase", s.passphrase);
    }
};
/// Which account stands for a family or a network when none is named. Widens. Answer: Done.
struct AccountDefault {
    static constexpr const char* kType = "account.default";
    std::string scope;                  ///< evm | svm | CAIP-2
    std::optional<std::string> account; ///< absent: none any more
    SecretText passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("scope", s.scope);
        v("account", s.account);
        v("passphrase", s.passphrase);
    }
};

/// Only the new passphrase opens the vault afterwards (and the recovery code). Answer: Done.
struct PassphraseChange {
    static constexpr const char* kType = "vault.passphrase";
    SecretText passphrase; ///< the old one, or the recovery code
    SecretText newPassphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("passphrase", s.passphrase);
        v("newPassphrase", s.newPassphrase);
    }
};
/// Makes a recovery code in the place of an earlier one, or removes it. Answer: RecoveryCode.
struct RecoveryCodeSet {
    static constexpr const char* kType = "vault.recovery";
    std::string action; ///< new | remove
    SecretText passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("action", s.action);
        v("passphrase", s.passphrase);
    }
};
struct RecoveryCode {
    static constexpr const char* kType = "vault.recovery.code";
    SecretText code; ///< shown this one time; empty after a removal
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("code", s.code);
    }
};
struct VaultShow {
    static constexpr const char* kType = "vault.show";
    template <class Self, class V>
    static void fields(Self&, V&)
    {
    }
};
struct VaultShown {
    static constexpr const char* kType = "vault.shown";
    std::string vaultId;
    std::int64_t fileVersion = 0;
    std::int64_t generation = 0;
    bool unlocked = false;
    bool recoveryCode = false;
    std::int64_t kdfMemoryMiB = 0;
    std::int64_t kdfPasses = 0;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("vaultId", s.vaultId);
        v("fileVersion", s.fileVersion);
        v("generation", s.generation);
        v("unlocked", s.unlocked);
        v("recoveryCode", s.recoveryCode);
        v("kdfMemoryMiB", s.kdfMemoryMiB);
        v("kdfPasses", s.kdfPasses);
    }
};

/// Signs a sign-in message and no other text. Without `shownHash` nothing is signed: the answer says what the
/// message says. With the hash from there, and a proved connection or the passphrase, it is signed.
struct SignIn {
    static constexpr const char* kType = "sign.in";
    std::string account;
    std::string message;
    std::optional<std::string> shownHash;
    std::optional<SecretText> passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("account", s.account);
        v("message", s.message);
        v("shownHash", s.shownHash);
        v("passphrase", s.passphrase);
    }
};
struct SignInAnswer {
    static constexpr const char* kType = "sign.in.answer";
    std::string domain;
    std::string address;
    std::string statement;
    std::string uri;
    std::string chainId;
    std::int64_t issuedAtMs = 0;
    std::optional<std::int64_t> expiresAtMs;
    std::vector<std::string> resources;
    std::string shownHash;
    std::string signature; ///< empty while it was only shown; else 0x… (EVM) or base58 (Solana)
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("domain", s.domain);
        v("address", s.address);
        v("statement", s.statement);
        v("uri", s.uri);
        v("chainId", s.chainId);
        v("issuedAtMs", s.issuedAtMs);
        v("expiresAtMs", s.expiresAtMs);
        v("resources", s.resources);
        v("shownHash", s.shownHash);
        v("signature", s.signature);
    }
};

} // namespace till::wire
