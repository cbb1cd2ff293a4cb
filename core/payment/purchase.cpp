#include "core/payment/purchase.h"

#include "core/crypto/hash.h"

#include <string>

namespace till::payment {

namespace {

/// Parts are told apart by their lengths, so that no two lists join to the same bytes.
class PartsHash {
public:
    PartsHash& add(std::string_view part)
    {
        m_joined += std::to_string(part.size());
        m_joined.push_back(':');
        m_joined.append(part);
        return *this;
    }
    [[nodiscard]] Hash256 finish() const { return crypto::sha256(m_joined); }

private:
    std::string m_joined;
};

std::string_view viewOf(const Hash256& hash)
{
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

} // namespace

Hash256 purchaseOf(std::string_view agent, const Ask& ask)
{
    PartsHash parts;
    if (ask.idempotencyKey) {
        return parts.add("till purchase by key").add(agent).add(*ask.idempotencyKey).finish();
    }
    if (ask.client) {
        return parts.add("till purchase by nonce").add(agent).add(viewOf(ask.client->nonce)).finish();
    }
    parts.add("till purchase by content").add(agent).add(viewOf(contentOf(ask)));
    for (const auto& option : ask.challenge.options) {
        parts.add(option.scheme).add(option.network).add(option.asset).add(option.amount).add(option.payTo);
    }
    return parts.finish();
}

Hash256 contentOf(const Ask& ask)
{
    return PartsHash()
        .add("till content")
        .add(ask.request.method)
        .add(ask.request.url)
        .add(ask.request.bodyHash)
        .finish();
}

Hash256 purchaseNonce(std::span<const std::uint8_t> nonceKey, std::string_view agent,
                      std::string_view account, const Hash256& purchase, std::int64_t generation)
{
    const std::string count = std::to_string(generation);
    return crypto::hmacOfParts(nonceKey, {"till payment nonce", agent, account, viewOf(purchase), count});
}

} // namespace till::payment
