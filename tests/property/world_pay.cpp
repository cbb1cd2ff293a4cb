#include "tests/property/world.h"

namespace till::tests {

using payment::Outcome;
using payment::Repeat;

World::Wish World::wish(Choices& choices) const
{
    Wish wish;
    wish.agent = choices.upTo(m_model.policies.size());
    wish.host = choices.upTo(kHosts);
    wish.price = choices.upTo(kPrices.size());
    wish.payee = choices.upTo(5) == 4 ? 1 : 0;
    wish.timeout = choices.upTo(kTimeouts.size());
    wish.path = "/v1/" + std::to_string(choices.upTo(3));
    wish.content = std::to_string(wish.host) + wish.path;
    const std::string who = std::to_string(wish.agent) + "|";
    if (choices.upTo(3) != 0) {
        wish.key = "key-" + std::to_string(choices.upTo(16));
        wish.purchase = who + *wish.key;
        return wish;
    }
    wish.repeat = choices.upTo(4) == 3 ? Repeat::Allow : Repeat::Join;
    wish.purchase = who + wish.content + "|" + std::to_string(wish.price) + "|" + std::to_string(wish.payee);
    return wish;
}

World::Expected World::freshOf(const Wish& wish, std::int64_t generation)
{
    using Kind = Expected::Kind;
    if (m_model.isNetworkOff || m_model.isNetworkFrozen()) {
        return {Kind::Refused, m_model.isNetworkFrozen() ? "network_frozen" : "network_disabled", 0, 0};
    }
    if (kTimeouts.at(wish.timeout) > m_model.maxValidityOf(wish.agent)) {
        return {Kind::Refused, "validity_too_long", 0, 0};
    }
    ModelPayment wanted;
    wanted.agent = wish.agent;
    wanted.amount = kPrices.at(wish.price);
    wanted.host = wish.host;
    wanted.payTo = wish.payee;
    switch (m_model.verdict(wanted, nowMs())) {
    case ModelVerdict::DenyByRule:
        return {Kind::Refused, "denied_by_rule", 0, 0};
    case ModelVerdict::DenyByBudget:
        return {Kind::Refused, "budget_exceeded", 0, 0};
    case ModelVerdict::Ask:
        if (m_model.waitingOf(wish.agent) >= payment::kMaxWaitingOfAgent) {
            return {Kind::Refused, "busy", 0, 0};
        }
        return {Kind::Waits, "", 0, generation};
    case ModelVerdict::Allow:
        break;
    }
    return {Kind::Signed, "", 0, generation};
}

/// The rules of payments.md for a purchase that may have been seen before.
World::Expected World::expectedOf(const Wish& wish)
{
    using Kind = Expected::Kind;
    if (const std::string code = gate(wish.agent); !code.empty()) {
        return {Kind::Refused, code, 0, 0};
    }
    const auto found = m_model.latest.find(wish.purchase);
    if (found == m_model.latest.end()) {
        return freshOf(wish, 0);
    }
    const ModelPayment& earlier = m_model.payments.at(found->second);
    const bool isKeyed = wish.key.has_value();
    const Expected fresh{Kind::Signed, "", 0, earlier.generation + 1};
    const Expected joined{Kind::Joined, presentedCode(earlier), earlier.number, 0};
    if (isKeyed && earlier.content != wish.content) {
        return {Kind::Refused, "idempotency_conflict", 0, 0};
    }
    if (!isKeyed && wish.repeat == Repeat::Allow) {
        return freshOf(wish, fresh.generation);
    }
    const bool isPast = nowMs() / 1000 >= earlier.validBefore;
    switch (earlier.status) {
    case ModelStatus::Lapsed:
    case ModelStatus::GivenUp:
    case ModelStatus::Void:
        return freshOf(wish, fresh.generation);
    case ModelStatus::Waiting:
        return joined;
    case ModelStatus::Rejected:
    case ModelStatus::Expired:
        return isKeyed ? joined : freshOf(wish, fresh.generation);
    case ModelStatus::Settled:
        if (!isKeyed) {
            return freshOf(wish, fresh.generation);
        }
        break;
    case ModelStatus::Authorized:
    case ModelStatus::Unknown:
        if (isPast && !isKeyed) {
            return freshOf(wish, fresh.generation);
        }
        break;
    }
    const bool isSame = earlier.amount == kPrices.at(wish.price) && earlier.payTo == wish.payee;
    if (!isPast && !isSame) {
        return {Kind::Refused, "purchase_conflict", 0, 0};
    }
    return joined;
}

std::string World::presentedCode(const ModelPayment& payment) const
{
    const bool isPast = nowMs() / 1000 >= payment.validBefore;
    switch (payment.status) {
    case ModelStatus::Waiting:
        return "";
    case ModelStatus::Rejected:
    case ModelStatus::Lapsed:
    case ModelStatus::GivenUp:
        return toText(payment.status);
    case ModelStatus::Void:
    case ModelStatus::Expired:
        return "expired_unproven";
    case ModelStatus::Settled:
    case ModelStatus::Authorized:
    case ModelStatus::Unknown:
        break;
    }
    if (isPast) {
        return payment.status == ModelStatus::Settled ? "" : "expired_unproven";
    }
    return m_model.isNetworkFrozen() ? "network_frozen" : "";
}

void World::pay(Choices& choices)
{
    const Wish wish = this->wish(choices);
    payment::Ask ask = goodAsk(wish.host, wish.payee, wish.price, wish.timeout, wish.path);
    ask.idempotencyKey = wish.key;
    ask.repeat = wish.repeat;
    const Expected expected = expectedOf(wish);
    compareOutcome(wish, expected, must(m_till->pay(agent(wish.agent), std::move(ask))));
}

void World::compareOutcome(const Wish& wish, const Expected& expected, const Outcome& outcome)
{
    using Kind = Expected::Kind;
    hold(20, !outcome.code.empty() || outcome.row.id.number != 0, "an ask without an answer");
    if (expected.kind == Kind::Joined) {
        const ModelPayment& earlier = m_model.payments.at(expected.number);
        hold(5, outcome.isJoined && outcome.row.id.number == earlier.number,
             "a repeated purchase is a new one");
        hold(5, outcome.code == expected.code, "a repeated purchase is answered otherwise");
        hold(5, toText(outcome.row.status) == toText(earlier.status), "a payment is in another state");
        const bool isSigned = earlier.isLive() && earlier.status != ModelStatus::Expired &&
                              nowMs() / 1000 < earlier.validBefore && !m_model.isNetworkFrozen();
        hold(5, outcome.reservation.has_value() == isSigned,
             "a repeated purchase is signed when it must not be");
        if (outcome.reservation) {
            m_promised.emplace_back(*outcome.reservation, earlier.number);
        }
        return;
    }
    ++m_lastNumber;
    recorded();
    hold(20, outcome.row.id.number == m_lastNumber, "an ask without a row of its own");
    if (expected.kind == Kind::Refused) {
        hold(8, !outcome.reservation && outcome.row.status == ledger::Status::Denied,
             "what is refused is signed");
        hold(expected.code == "budget_exceeded" ? 2 : 8, outcome.code == expected.code,
             (outcome.code + " instead of " + expected.code).c_str());
        hold(10, !m_model.isPaused || !outcome.reservation, "a signature after the pause");
        return;
    }
    ModelPayment payment;
    payment.number = m_lastNumber;
    payment.agent = wish.agent;
    payment.purchase = wish.purchase;
    payment.content = wish.content;
    payment.generation = expected.generation;
    payment.amount = kPrices.at(wish.price);
    payment.host = wish.host;
    payment.payTo = wish.payee;
    payment.createdMs = nowMs();
    payment.validBefore = kTimeouts.at(wish.timeout); // still without the moment it counts from
    m_model.latest[wish.purchase] = m_lastNumber;
    ModelPayment& kept = m_model.payments[m_lastNumber] = std::move(payment);
    if (expected.kind == Kind::Waits) {
        hold(8, !outcome.reservation && outcome.row.status == ledger::Status::Waiting,
             "what must wait for a person is signed");
        return;
    }
    hold(2, outcome.code.empty() && outcome.reservation.has_value(), "what fits every budget is not signed");
    authorized(kept, outcome);
}

/// The payment counts from now; the same in the model, and whatever binds it.
void World::authorized(ModelPayment& payment, const Outcome& outcome)
{
    const std::int64_t timeout = payment.validBefore;
    payment.envelope = m_model.envelopeFor(payment, nowMs());
    const auto& paidFrom = m_till->settings().allowances.paidFrom;
    const auto envelope = paidFrom.find(payment.number);
    hold(2, payment.envelope == 0 ? envelope == paidFrom.end() : envelope != paidFrom.end(),
         "it is paid out of an envelope when it must not be, or not when it must");
    if (payment.envelope != 0) {
        recorded();
        hold(2, envelope->second == payment::envelopeName(payment.envelope), "another envelope pays");
    }
    payment.status = ModelStatus::Authorized;
    payment.authorizedMs = nowMs();
    payment.validBefore = nowMs() / 1000 + timeout;
    payment.endMs = payment.validBefore * 1000;
    payment.nonce = outcome.row.nonce;
    payment.digest = outcome.row.digest;
    hold(4,
         outcome.row.validBeforeSeconds == payment.validBefore &&
             timeout <= m_model.maxValidityOf(payment.agent),
         "it is valid for too long");
    const std::string over = m_model.overspent(payment, nowMs());
    hold(2, over.empty(), over.c_str());

    const std::string purchase = payment.purchase + "#" + std::to_string(payment.generation);
    const auto owner = m_purchases.try_emplace(payment.nonce, purchase).first;
    hold(6, owner->second == purchase, "two purchases share a nonce");
    const auto nonce = m_nonces.try_emplace(purchase, payment.nonce).first;
    hold(m_wasRestored ? 14 : 5, nonce->second == payment.nonce, "a purchase got a second nonce");
    if (outcome.reservation) {
        m_promised.emplace_back(*outcome.reservation, payment.number);
    }
}

/// A signature leaves.
void World::release(const ModelPayment& payment, const ledger::Terms& terms)
{
    hold(16, toHex0x(terms.digest) == payment.digest, "what is signed is not what is recorded");
    const auto& message = terms.authorization;
    hold(17, message.value == money::Amount::fromUint64(payment.amount), "another amount is signed");
    hold(17, message.to.toChecksummed() == payeeAddress(payment.payTo), "another payee is signed");
    hold(17, message.from == addressOf(static_cast<std::uint8_t>(payment.agent + 1)), "another account pays");
    hold(17,
         terms.domain.chainId == kModelChain && terms.domain.name == "USD Coin" &&
             terms.domain.version == "2",
         "another domain is signed");
    hold(17, terms.domain.verifyingContract.toChecksummed() == kModelToken, "another token is signed");
    hold(17, terms.account == "acc_a" + std::to_string(payment.agent + 1), "another account signs");
    hold(4, static_cast<std::int64_t>(message.validBefore) == payment.validBefore,
         "another validity is signed");
    if (m_released.try_emplace(payment.nonce, payment.number).second) {
        const auto row = must(m_ledger->payment(terms.payment));
        hold(1, row && row->digest == payment.digest && row->nonce == payment.nonce,
             "it left without its row");
        hold(16, chain::signingDigest(terms.domain, message) == terms.digest,
             "the digest is of another message");
        m_chain.release(payment.nonce, {payment.agent, payment.host, payment.payTo, payment.amount,
                                        payment.validBefore, payment.number});
    }
    const auto digest = m_digests.try_emplace(payment.nonce, payment.digest).first;
    hold(5, digest->second == payment.digest, "one purchase was signed twice, differently");
}

void World::payBadly(Choices& choices)
{
    const std::size_t who = choices.upTo(m_model.policies.size());
    const BadAsk& bad = badAsk(choices.upTo(kBadAsks));
    std::string code = gate(who);
    if (code.empty()) {
        const bool isEarlier = bad.code == "unknown_network" || bad.code == "challenge_not_json";
        code = isEarlier                   ? bad.code
               : m_model.isNetworkFrozen() ? "network_frozen"
               : m_model.isNetworkOff      ? "network_disabled"
                                           : bad.code;
    }
    const auto outcome = must(m_till->pay(agent(who), bad.ask));
    ++m_lastNumber;
    recorded();
    hold(8, !outcome.reservation && outcome.code == code, (outcome.code + " instead of " + code).c_str());
    hold(8, outcome.row.status == ledger::Status::Denied, "what cannot be paid is not refused");
}

void World::look(Choices& choices)
{
    const ModelPayment* payment = anyPayment(choices);
    if (payment == nullptr) {
        return;
    }
    const std::size_t who = choices.upTo(4) == 3 ? choices.upTo(m_model.policies.size()) : payment->agent;
    const auto seen = must(m_till->look(agent(who), {payment->number}));
    hold(19, seen.has_value() == (who == payment->agent), "an agent sees another's payment");
    if (!seen) {
        return;
    }
    const bool isSigned = payment->isLive() && payment->status != ModelStatus::Expired &&
                          nowMs() / 1000 < payment->validBefore && gate(who).empty() &&
                          !m_model.isNetworkFrozen();
    hold(10, seen->reservation.has_value() == isSigned, "looking hands out a signature when it must not");
    hold(5, toText(seen->row.status) == toText(payment->status), "a payment is in another state");
    if (seen->reservation) {
        m_promised.emplace_back(*seen->reservation, payment->number);
    }
}

} // namespace till::tests
