#pragma once

#include "core/crypto/secret_bytes.h"
#include "core/payment/ask.h"
#include "core/support/clock.h"
#include "core/support/hex.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace till::payment {

/// How a token's hash was made. New ones are HMACs under a key of the vault; ledgers of before hold plain
/// SHA-256 of the same 256 random bits, and those are sealed anew at the token's next use.
enum class TokenForm { Sha256, Hmac };

struct TokenHash {
    TokenForm form = TokenForm::Hmac;
    Hash256 bytes{};
    bool operator==(const TokenHash&) const = default;
};

[[nodiscard]] TokenHash plainHashOfToken(std::string_view token);
/// `key` is the vault's for tokens, 32 bytes.
[[nodiscard]] TokenHash sealedHashOfToken(std::string_view token, const crypto::SecretBytes& key);

/// What is kept of one token; never the token.
struct AgentToken {
    std::int64_t number = 1; ///< 1, 2 … of its agent
    TokenHash hash;
    Instant createdAt;
    std::optional<Instant> expiresAt;  ///< as the owner set it
    std::optional<Instant> replacedAt; ///< a newer one took its place: it works until then
    bool isRevoked = false;
};

enum class TokenState { Active, Ending, Expired, Revoked };
[[nodiscard]] TokenState stateOf(const AgentToken& token, Instant now);

enum class TokenVerdict {
    Valid,
    Unknown, ///< none of this agent's
    Locked,  ///< the vault was not open yet, so nobody can say
    Expired,
    Revoked ///< taken back, or replaced and its overlap over
};

struct TokenCheck {
    TokenVerdict verdict = TokenVerdict::Unknown;
    std::int64_t number = 0; ///< of the token that it is; 0 when Unknown or Locked
    TokenForm form = TokenForm::Hmac;
};

/// Ended tokens that are remembered, so that their holders are told what became of them.
inline constexpr std::size_t kMaxTokensKept = 16;
/// How long an older token may work beside a newer one, and how far off an expiry may be.
inline constexpr std::int64_t kMaxOverlapSeconds = std::int64_t{31} * 24 * 3600;
inline constexpr std::int64_t kMaxExpirySeconds = std::int64_t{3660} * 24 * 3600;

/// The tokens of one agent, oldest first.
class TokenRing {
public:
    [[nodiscard]] const std::vector<AgentToken>& all() const { return m_tokens; }
    [[nodiscard]] std::int64_t nextNumber() const
    {
        return m_tokens.empty() ? 1 : m_tokens.back().number + 1;
    }

    /// The next token; every earlier one works until `othersUntil` at most.
    void add(AgentToken token, Instant othersUntil);
    /// The same token under another hash. False when there is none of this number.
    [[nodiscard]] bool rehash(std::int64_t number, const TokenHash& hash);
    void revokeAll();

    /// Whose hash this token has. Looks at all of them, each in constant time. `key` is null while the vault
    /// has not been open since the program started.
    [[nodiscard]] TokenCheck check(std::string_view token, const crypto::SecretBytes* key, Instant now) const;
    [[nodiscard]] TokenVerdict verdictOn(std::int64_t number, Instant now) const;

private:
    std::vector<AgentToken> m_tokens;
};

/// Who may use an agent's tokens: only over the Unix socket, and there only this user or program, as the
/// kernel says. It is no wall against the same user's programs (one could start the bound program, or connect
/// for it); it makes a token that was copied to another place useless.
struct CallerBinding {
    std::optional<std::int64_t> uid;
    std::string executable; ///< absolute path; empty for any
    bool operator==(const CallerBinding&) const = default;

    [[nodiscard]] bool admits(const Caller& caller) const;
};
inline constexpr std::size_t kMaxExecutableBytes = 1024;

/// True for a binding that names something, in a form that can be compared.
[[nodiscard]] bool isUsable(const CallerBinding& binding);
/// True when whoever `next` admits, `before` admitted too. Absent admits everybody.
[[nodiscard]] bool isNarrower(const std::optional<CallerBinding>& before,
                              const std::optional<CallerBinding>& next);

} // namespace till::payment
