#include "core/payment/agent_tokens.h"

#include "core/crypto/hash.h"
#include "core/support/plain_text.h"

#include <algorithm>

namespace till::payment {

TokenHash plainHashOfToken(std::string_view token)
{
    return {TokenForm::Sha256, crypto::sha256(token)};
}

TokenHash sealedHashOfToken(std::string_view token, const crypto::SecretBytes& key)
{
    return {TokenForm::Hmac,
            crypto::hmacSha256(key.readable(),
                               {reinterpret_cast<const std::uint8_t*>(token.data()), token.size()})};
}

TokenState stateOf(const AgentToken& token, Instant now)
{
    if (token.isRevoked || (token.replacedAt && now >= *token.replacedAt)) {
        return TokenState::Revoked;
    }
    if (token.expiresAt && now >= *token.expiresAt) {
        return TokenState::Expired;
    }
    return token.replacedAt ? TokenState::Ending : TokenState::Active;
}

void TokenRing::add(AgentToken token, Instant othersUntil)
{
    for (AgentToken& each : m_tokens) {
        each.replacedAt = std::min(each.replacedAt.value_or(othersUntil), othersUntil);
    }
    token.number = nextNumber();
    m_tokens.push_back(std::move(token));
    if (m_tokens.size() > kMaxTokensKept) {
        m_tokens.erase(m_tokens.begin());
    }
}

bool TokenRing::rehash(std::int64_t number, const TokenHash& hash)
{
    const auto found = std::ranges::find(m_tokens, number, &AgentToken::number);
    if (found == m_tokens.end()) {
        return false;
    }
    found->hash = hash;
    return true;
}

void TokenRing::revokeAll()
{
    for (AgentToken& each : m_tokens) {
        each.isRevoked = true;
    }
}

TokenVerdict TokenRing::verdictOn(std::int64_t number, Instant now) const
{
    const auto found = std::ranges::find(m_tokens, number, &AgentToken::number);
    if (found == m_tokens.end()) {
        return TokenVerdict::Unknown;
    }
    switch (stateOf(*found, now)) {
    case TokenState::Active:
    case TokenState::Ending:
        return TokenVerdict::Valid;
    case TokenState::Expired:
        return TokenVerdict::Expired;
    case TokenState::Revoked:
        return TokenVerdict::Revoked;
    }
    return TokenVerdict::Unknown;
}

TokenCheck TokenRing::check(std::string_view token, const crypto::SecretBytes* key, Instant now) const
{
    const TokenHash plain = plainHashOfToken(token);
    const std::optional<TokenHash> sealed =
        key == nullptr ? std::nullopt : std::optional(sealedHashOfToken(token, *key));
    TokenCheck check;
    bool isInDoubt = false;
    for (const AgentToken& each : m_tokens) {
        if (each.hash.form == TokenForm::Hmac && !sealed) {
            isInDoubt = true;
            continue;
        }
        const TokenHash& ours = each.hash.form == TokenForm::Hmac ? *sealed : plain;
        if (crypto::equalConstantTime(each.hash.bytes, ours.bytes)) {
            check = {verdictOn(each.number, now), each.number, each.hash.form};
        }
    }
    if (check.number == 0 && isInDoubt) {
        check.verdict = TokenVerdict::Locked;
    }
    return check;
}

bool CallerBinding::admits(const Caller& caller) const
{
    // Over TCP the kernel names nobody.
    return caller.pid > 0 && (!uid || caller.uid == *uid) &&
           (executable.empty() || caller.executable == executable);
}

bool isUsable(const CallerBinding& binding)
{
    const bool isPath = binding.executable.empty() || (binding.executable.front() == '/' &&
                                                       isPlainLine(binding.executable, kMaxExecutableBytes));
    return isPath && (!binding.uid || *binding.uid >= 0) && (binding.uid || !binding.executable.empty());
}

bool isNarrower(const std::optional<CallerBinding>& before, const std::optional<CallerBinding>& next)
{
    if (!before) {
        return true;
    }
    return next && (!before->uid || next->uid == before->uid) &&
           (before->executable.empty() || next->executable == before->executable);
}

} // namespace till::payment
