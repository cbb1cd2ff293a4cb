#include "core/payment/till.h"

#include <algorithm>

/// Payments whose message a client of the JSON-RPC signer wrote itself.
namespace till::payment {

namespace {

using ledger::Status;

/// Whether both are the very same message: then the signature is the same one too.
bool isSameMessage(const Ask& a, const Ask& b)
{
    if (a.client != b.client || a.challenge.options.size() != 1 || b.challenge.options.size() != 1) {
        return false;
    }
    const challenge::Option& mine = a.challenge.options.front();
    const challenge::Option& other = b.challenge.options.front();
    return mine.caip2 == other.caip2 && mine.asset == other.asset && mine.amount == other.amount &&
           mine.payTo == other.payTo && mine.eip712Name == other.eip712Name &&
           mine.eip712Version == other.eip712Version;
}

} // namespace

Instant waitsUntil(const StoredPayment& row)
{
    const Instant usual = row.createdAt.plusMs(kWaitForPersonMs);
    return row.validBeforeSeconds > 0 ? std::min(usual, Instant::fromSeconds(row.validBeforeSeconds)) : usual;
}

std::optional<Reason> Till::faultOfClient(const Agent& agent, const Ask& ask, Instant now) const
{
    if (!ask.client) {
        return std::nullopt;
    }
    const ClientTerms& terms = *ask.client;
    if (terms.from != agent.address) {
        return Reason{"wrong_account", "the message would be paid by " + terms.from.toChecksummed() +
                                           "; this agent's account is " + agent.address.toChecksummed() +
                                           "."};
    }
    // EIP-3009: both ends are exclusive.
    const auto seconds = static_cast<std::uint64_t>(std::max<std::int64_t>(now.seconds(), 0));
    if (terms.validBefore <= seconds || terms.validAfter > seconds) {
        return Reason{"bad_validity", "the message is valid from " + std::to_string(terms.validAfter) +
                                          " to " + std::to_string(terms.validBefore) + "; it is " +
                                          std::to_string(seconds) + " now (Unix seconds)."};
    }
    // A nonce is signed for one message only, whoever asked first (invariant I6), also when two of them have
    // waited side by side. Nonces of longer ago than payments are remembered are past every validity, so the
    // token contract settles one message of them at most.
    if (m_byNonce.contains(nonceKey(toHex0x(terms.nonce)))) {
        return Reason{"nonce_reused", "this nonce was signed before, for another message."};
    }
    return std::nullopt;
}

Result<std::optional<Outcome>, DatabaseError> Till::againByNonce(const Agent& agent, const Ask& ask,
                                                                 const StoredPayment& earlier, Instant now)
{
    const auto refuseWith = [&](std::string code, std::string text) {
        return refuseRepeat(agent, ask, now, std::move(code), std::move(text));
    };
    const auto join = [&] { return joinTo(earlier, now); };
    const bool isKeyed = ask.idempotencyKey.has_value();
    if (isKeyed && (earlier.content != contentOf(ask) || earlier.interface != ask.interface)) {
        return refuseWith("idempotency_conflict",
                          "Not paid: this idempotency key was used for another request (" +
                              earlier.id.toText() + ").");
    }
    const auto before = seenOf(earlier);
    if (!before) {
        return fail(before.error());
    }
    const bool isSame = *before && isSameMessage((*before)->ask, ask);
    const bool isPastValidity = now.seconds() >= earlier.validBeforeSeconds;
    switch (earlier.status) {
    case Status::Denied:
    case Status::Lapsed:
    case Status::GivenUp:
    case Status::Void: // its nonce is known, so only another one gets through
        return std::optional<Outcome>{};
    case Status::Rejected:
        return isSame || isKeyed ? join() : std::optional<Outcome>{};
    case Status::Expired:
        return isSame || isKeyed ? join()
                                 : refuseWith("nonce_reused", "Not paid: this nonce was signed for " +
                                                                  earlier.id.toText() + ".");
    case Status::Waiting:
    case Status::Authorized:
    case Status::Unknown:
    case Status::Settled:
        break;
    }
    if (isSame || (isKeyed && isPastValidity)) {
        return join();
    }
    if (!isKeyed) {
        return refuseWith("nonce_reused", "Not paid: this nonce stands for " + earlier.id.toText() +
                                              ", another message. A new purchase needs a new nonce.");
    }
    return refuseWith("purchase_conflict",
                      "Not paid again: " + earlier.id.toText() +
                          " is this purchase, and may still be collected. A retry must carry its nonce, " +
                          (earlier.nonce.empty() ? "that of the first try." : earlier.nonce + "."));
}

} // namespace till::payment
