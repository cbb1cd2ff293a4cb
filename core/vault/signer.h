#pragma once

#include "core/chain/sign_in_message.h"
#include "core/crypto/secp256k1.h"
#include "core/ledger/reservation.h"
#include "core/support/entropy.h"
#include "core/support/result.h"
#include "core/vault/vault_contents.h"

#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace till::vault {

enum class SignError {
    Locked,
    UnknownAccount,
    Archived,
    WatchOnly,
    WrongFamily,
    WrongFrom,
    WrongAccount,
    DigestMismatch,
    CurveFailed
};

/// Plain English for a person. A failed signature never moves money.
[[nodiscard]] std::string_view describe(SignError error);

/// Signs payments and sign-in messages, and nothing else: what it takes is a Reservation, which only the
/// ledger makes, once the payment is on disk and counted, or a SignInMessage, which only its parser makes.
///
/// While the vault is open the keys of its active accounts lie side by side in one locked, guarded region
/// that nothing but this class reads. Opening a key for each signature instead would cost more than the
/// signature itself: two system calls to map and lock memory, two to unlock and unmap it, and the decryption.
class Signer {
public:
    Signer();
    ~Signer();
    Signer(const Signer&) = delete;
    Signer& operator=(const Signer&) = delete;

    /// Computes the digest anew from the full message and refuses when it is not the recorded one, or when
    /// `from` is not the account's own address (invariants I16 and I17). Any number of threads may sign at
    /// once; the same payment always gives the same bytes.
    [[nodiscard]] Result<crypto::EvmSignature, SignError> sign(ledger::Reservation reservation) const;

    /// For a message that names this account as the one that signs in: `0x` and 65 bytes of hex (EIP-191) for
    /// an EVM account, 64 bytes in base58 for a Solana account. It moves no money.
    [[nodiscard]] Result<std::string, SignError> signIn(std::string_view account,
                                                        const chain::SignInMessage& message) const;

    /// Wipes all keys. Waits for signatures that are being made; none is made after it returns.
    void stop();
    [[nodiscard]] bool isStopped() const;

private:
    friend class Vault;
    struct Entry {
        chain::AccountAddress address;
        AccountState state = AccountState::Active;
        std::size_t offset = 0;
        bool hasKey = true;
    };
    struct Keys;

    /// Takes over the keys of all accounts, 32 bytes each in the order of `accounts`; those of watched ones
    /// are not looked at.
    void start(const std::vector<Account>& accounts, crypto::SecretBytes keys, Entropy& entropy);
    void add(const Account& account, std::span<const std::uint8_t> key);
    void setState(const Account& account);

    [[nodiscard]] std::shared_lock<std::shared_mutex> lockShared() const;
    [[nodiscard]] std::unique_lock<std::shared_mutex> lockAlone() const;

    /// Held while waiting for m_mutex, so that a change comes in its turn: glibc's lock lets an endless row
    /// of signatures pass whoever waits to change or wipe the keys.
    mutable std::mutex m_turn;
    mutable std::shared_mutex m_mutex; ///< shared: signing; alone: changing or wiping the keys
    std::unique_ptr<Keys> m_keys;      ///< absent while locked
};

} // namespace till::vault
