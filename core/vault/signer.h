#pragma once

#include "core/crypto/secp256k1.h"
#include "core/ledger/reservation.h"
#include "core/support/entropy.h"
#include "core/support/result.h"
#include "core/vault/vault_file.h"

#include <atomic>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace till::vault {

enum class SignError { Locked, UnknownAccount, Archived, WrongFrom, DigestMismatch, CurveFailed };

/// Plain English for a person. A failed signature never moves money.
[[nodiscard]] std::string_view describe(SignError error);

/// Signs payments, and nothing else: the only thing it takes is a Reservation, which only the ledger makes,
/// once the payment is on disk and counted.
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

    /// Wipes all keys. Waits for signatures that are being made; none is made after it returns.
    void stop();
    [[nodiscard]] bool isStopped() const;

private:
    friend class Vault;
    struct Entry {
        chain::EvmAddress address;
        AccountState state = AccountState::Active;
        std::size_t offset = 0;
    };
    struct Keys;

    /// Takes over the keys of all accounts, 32 bytes each in the order of `accounts`.
    void start(const std::vector<Account>& accounts, crypto::SecretBytes keys, Entropy& entropy);
    void add(const Account& account, std::span<const std::uint8_t> key);
    void setState(const Account& account);

    mutable std::shared_mutex m_mutex; ///< shared: signing; alone: changing or wiping the keys
    /// Turns new signatures away, so that stop() is not kept waiting by an endless row of them: glibc's lock
    /// lets readers pass waiting writers.
    std::atomic<bool> m_isStopping = false;
    std::unique_ptr<Keys> m_keys; ///< absent while locked
};

} // namespace till::vault
