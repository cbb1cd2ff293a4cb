#include "core/payment/asked_facts.h"
#include "core/payment/judgement_json.h"
#include "core/payment/till.h"
#include "core/support/plain_text.h"

#include <algorithm>

namespace till::payment {

namespace {

using ledger::Proof;
using ledger::Status;

constexpr std::string_view kInternalError = "internal_error";
constexpr std::size_t kMaxRowTextBytes = 160;
constexpr std::int64_t kV1BackdateSeconds = 600; // x402 version 1: validAfter is ten minutes back

std::string bounded(const std::string& text)
{
    return toVisibleText(text, kMaxRowTextBytes);
}

/// Whether what was signed for is still on offer: same network, token, price and payee, in any spelling of
/// hex.
bool isStillOffered(const StoredPayment& row, const challenge::Challenge& challenge,
                    const money::Registry& registry)
{
    return std::ranges::any_of(challenge.options, [&](const challenge::Option& option) {
        const auto payTo = chain::EvmAddress::fromText(option.payTo);
        const money::Asset* asset = registry.asset(option.caip2, option.asset);
        return option.caip2 == row.network && asset != nullptr && asset->address == row.asset &&
               option.amount == row.amount && payTo && payTo->toChecksummed() == row.payTo;
    });
}

/// Puts who decided into an event's body.
std::string decidedBy(const Seen& seen, std::string_view by)
{
    const std::string body = toEventBody(seen);
    return "{\"by\":\"" + std::string(by) + "\"," + body.substr(1);
}

} // namespace

policy::PaymentFacts Till::factsOf(const Agent& agent, const Ask& ask, const Choice& choice) const
{
    policy::PaymentFacts facts =
        payment::factsOf(agent.id, ask, ask.challenge.options[choice.index], choice.option);
    facts.line.agentTags = agent.tags;
    return facts;
}

Till::Judged Till::judge(const Agent& agent, const policy::PaymentFacts& facts, Instant now) const
{
    const policy::Observer observer(m_book, m_memory);
    Judged judged;
    judged.judgement = judgementOf({facts, m_settings.global, agent.policy, observer, observer, now});
    if (judged.judgement.code == kInternalError) {
        return judged; // a sum is not known: there is nothing to compute it again from
    }
    judged.record.emplace();
    judged.record->globalVersion = m_settings.globalVersion;
    judged.record->agentVersion = agent.version;
    judged.record->beside = besideDocument(agent);
    judged.record->agentTags = facts.line.agentTags;
    judged.record->zones = zoneReadings(m_settings.global, agent.policy, now);
    judged.record->observed = observer.observed();
    return judged;
}

StoredPayment Till::newRow(const Agent& agent, const Ask& ask, Instant now) const
{
    StoredPayment row;
    row.agent = agent.id;
    row.createdAt = now;
    row.updatedAt = now;
    row.content = contentOf(ask);
    row.interface = ask.interface;
    row.method = ask.request.method;
    row.url = ask.request.url;
    row.host = ask.request.host;
    row.path = ask.request.path;
    if (!ask.challenge.options.empty()) {
        const challenge::Option& first = ask.challenge.options.front();
        row.scheme = bounded(first.scheme);
        row.network = first.caip2.empty() ? bounded(first.network) : first.caip2;
        row.asset = bounded(first.asset);
        row.payTo = bounded(first.payTo);
        row.amount = money::Amount::fromAtomic(first.amount) ? first.amount : std::string();
    }
    return row;
}

/// A row for what is not paid. It takes no purchase, so that the same request may succeed another time.
Result<Outcome, DatabaseError> Till::refuse(const Agent& agent, Seen seen, Instant now)
{
    Outcome outcome;
    outcome.code = seen.judgement.code;
    outcome.row = newRow(agent, seen.ask, now);
    outcome.row.status = Status::Denied;
    outcome.row.verdict = "deny";
    outcome.row.code = seen.judgement.code;
    outcome.row.reasons = reasonsText(seen.judgement.reasons);
    if (seen.ask.challenge.options.size() > 1) {
        seen.ask.challenge.options.resize(1);
    }
    const auto id = m_ledger.addPayment(outcome.row, "denied", decidedBy(seen, "rules"));
    if (!id) {
        return fail(id.error());
    }
    outcome.row.id = *id;
    outcome.seen = std::move(seen);
    return outcome;
}

ledger::Terms Till::termsFor(const Agent& agent, const Ask& ask, const policy::PayableOption& option,
                             const Hash256& purchase, std::int64_t generation, Instant now) const
{
    ledger::Terms terms;
    terms.account = agent.account;
    terms.domain = option.domain;
    auto& message = terms.authorization;
    message.from = agent.address;
    message.to = option.payTo;
    message.value = option.amount;
    message.validAfter =
        ask.challenge.x402Version == 1 ? static_cast<std::uint64_t>(now.seconds() - kV1BackdateSeconds) : 0;
    message.validBefore = static_cast<std::uint64_t>(now.seconds() + option.validitySeconds);
    message.nonce =
        purchaseNonce(m_vault->nonceKey.readable(), agent.id, agent.account, purchase, generation);
    if (ask.client) { // it was read strictly, and what was judged is what it says (faultOfClient)
        message.validAfter = ask.client->validAfter;
        message.validBefore = ask.client->validBefore;
        message.nonce = ask.client->nonce;
    }
    terms.digest = chain::signingDigest(terms.domain, message);
    return terms;
}

/// One agent's questions never take the place of another's (invariant I20).
bool Till::hasRoomToWait(const Agent& agent) const
{
    const auto ofAgent = std::ranges::count_if(
        m_waiting, [&agent](const auto& each) { return each.second.agent == agent.id; });
    return m_waiting.size() < kMaxWaiting && static_cast<std::size_t>(ofAgent) < kMaxWaitingOfAgent;
}

/// An authorized payment counts from this moment in every budget, and is remembered of the merchant.
Result<void, DatabaseError> Till::count(const StoredPayment& row, policy::PaymentFacts facts,
                                        const Judgement& judgement)
{
    const Instant end = Instant::fromSeconds(row.validBeforeSeconds);
    facts.line.envelope = judgement.envelope;
    // A number that counts already cannot come again: numbers are given once.
    static_cast<void>(m_book.add({row.id.number, facts.line, facts.amount, row.createdAt, end}));
    m_memory.note(facts);
    m_unproven.emplace(row.id, Unproven{end, row.network});
    m_byNonce.insert_or_assign(nonceKey(row.nonce), row.id);
    m_expiring.emplace(end, row.id);
    if (const Agent* agent = m_settings.agents.byId(row.agent); agent != nullptr) {
        m_balances.promise(row.id, {agent->address, facts.asset}, facts.amount, end);
    }
    if (auto done = countAway(row, facts); !done) {
        return done;
    }
    return judgement.envelope.empty() ? Result<void, DatabaseError>()
                                      : change(kMoreUsed, usedBody(judgement.envelope, row.id));
}

Result<std::optional<Outcome>, DatabaseError>
Till::refuseRepeat(const Agent& agent, const Ask& ask, Instant now, std::string code, std::string text)
{
    Seen seen{ask, {}, {}};
    seen.judgement.verdict = "deny";
    seen.judgement.code = std::move(code);
    seen.judgement.sentence = std::move(text);
    seen.judgement.reasons = {{seen.judgement.code, seen.judgement.sentence}};
    auto outcome = refuse(agent, std::move(seen), now);
    if (!outcome) {
        return fail(outcome.error());
    }
    return std::optional<Outcome>(std::move(*outcome));
}

Result<std::optional<Outcome>, DatabaseError> Till::joinTo(const StoredPayment& earlier, Instant now)
{
    auto outcome = present(earlier, now);
    if (!outcome) {
        return fail(outcome.error());
    }
    outcome->isJoined = true;
    return std::optional<Outcome>(std::move(*outcome));
}

Result<std::optional<Outcome>, DatabaseError> Till::again(const Agent& agent, const Ask& ask,
                                                          const StoredPayment& earlier, Instant now)
{
    const auto refuseWith = [&](std::string code, std::string text) {
        return refuseRepeat(agent, ask, now, std::move(code), std::move(text));
    };
    const auto join = [&] { return joinTo(earlier, now); };
    const bool isKeyed = ask.idempotencyKey.has_value();
    if (isKeyed && (earlier.content != contentOf(ask) || earlier.interface == "rpc")) {
        return refuseWith("idempotency_conflict",
                          "Not paid: this idempotency key was used for another request (" +
                              earlier.id.toText() + ").");
    }
    if (!isKeyed && ask.repeat == Repeat::Allow) {
        return std::optional<Outcome>{};
    }
    const bool isPastValidity = now.seconds() >= earlier.validBeforeSeconds;
    switch (earlier.status) {
    case Status::Denied:
    case Status::Lapsed:
    case Status::GivenUp:
    case Status::Void:
        return std::optional<Outcome>{};
    case Status::Waiting:
        return join();
    case Status::Rejected:
        return isKeyed ? join() : std::optional<Outcome>{};
    case Status::Settled:
        if (!isKeyed) {
            return std::optional<Outcome>{};
        }
        break;
    case Status::Expired:
        return isKeyed ? join() : std::optional<Outcome>{};
    case Status::Authorized:
    case Status::Unknown:
        if (isPastValidity && !isKeyed) {
            return std::optional<Outcome>{};
        }
        break;
    }
    if (!isPastValidity && !isStillOffered(earlier, ask.challenge, m_registry)) {
        return refuseWith("purchase_conflict",
                          "Not paid again: " + earlier.id.toText() +
                              " was authorized for this purchase with other terms and may still "
                              "be collected.");
    }
    return join();
}

Result<Outcome, DatabaseError> Till::present(const StoredPayment& row, Instant now)
{
    Outcome outcome;
    outcome.row = row;
    auto seen = seenOf(row);
    if (!seen) {
        return fail(seen.error());
    }
    outcome.seen = std::move(*seen);
    switch (row.status) {
    case Status::Denied:
        outcome.code = row.code;
        return outcome;
    case Status::Waiting:
        return outcome;
    case Status::Rejected:
        outcome.code = "rejected";
        return outcome;
    case Status::Lapsed:
        outcome.code = "lapsed";
        return outcome;
    case Status::GivenUp:
        outcome.code = "given_up";
        return outcome;
    case Status::Void:
    case Status::Expired:
        outcome.code = "expired_unproven";
        return outcome;
    case Status::Authorized:
    case Status::Unknown:
    case Status::Settled:
        break;
    }
    if (now.seconds() >= row.validBeforeSeconds) {
        if (row.status != Status::Settled) {
            outcome.code = "expired_unproven";
        }
        return outcome;
    }
    if (m_settings.alarms.isNetworkFrozen(row.network)) {
        outcome.code = "network_frozen";
        return outcome;
    }
    auto reservation = m_ledger.requestReservation(row.id);
    if (!reservation) {
        return fail(reservation.error());
    }
    outcome.reservation = *reservation;
    return outcome;
}

Result<Outcome, DatabaseError> Till::pay(Agent& agent, Ask ask)
{
    const Hash256 purchase = purchaseOf(agent.id, ask);
    return pay(agent, std::move(ask), purchase);
}

Result<Outcome, DatabaseError> Till::pay(Agent& agent, Ask ask, const Hash256& purchase)
{
    const Instant now = this->now();
    agent.lastCall = now;
    Seen seen{std::move(ask), {}, {}};
    const auto refuseWith = [&](std::string code, std::string sentence) {
        seen.judgement.verdict = "deny";
        seen.judgement.sentence = std::move(sentence);
        seen.judgement.reasons = {{code, seen.judgement.sentence}};
        seen.judgement.trace = {{"hard_check", "Refused before any rule: " + code}};
        seen.judgement.code = std::move(code);
        seen.record.reset();
        return refuse(agent, std::move(seen), now);
    };
    if (auto code = gate(agent); !code.empty()) {
        std::string sentence = "Not paid: " + gateText(code);
        return refuseWith(std::move(code), std::move(sentence));
    }
    if (const auto& unreadable = seen.ask.unreadable) {
        return refuseWith(unreadable->code,
                          "Not paid: the merchant's challenge cannot be read. " + unreadable->detail);
    }
    if (seen.ask.client && !seen.ask.challenge.options.empty()) {
        // How long it could be collected from now on: the validity that the hard checks bound.
        seen.ask.challenge.options.front().maxTimeoutSeconds =
            static_cast<std::int64_t>(seen.ask.client->validBefore) - now.seconds();
    }
    const auto earlier = m_ledger.latestFor(purchase);
    if (!earlier) {
        return fail(earlier.error());
    }
    std::int64_t generation = 0;
    if (*earlier) {
        auto joined = seen.ask.client ? againByNonce(agent, seen.ask, **earlier, now)
                                      : again(agent, seen.ask, **earlier, now);
        if (!joined) {
            return fail(joined.error());
        }
        if (*joined) {
            return std::move(**joined);
        }
        generation = (*earlier)->generation + 1;
    }
    if (auto fault = faultOfClient(agent, seen.ask, now)) {
        return refuseWith(std::move(fault->code), "Not paid: " + fault->text);
    }
    const auto choice = choose(agent, seen.ask, seen.passedOver);
    if (!choice) {
        seen.judgement.retryAllowed = choice.error().code == kBalanceTooLow;
        return refuseWith(choice.error().code, "Not paid: " + choice.error().text);
    }
    const policy::PaymentFacts facts = factsOf(agent, seen.ask, *choice);
    Judged judged = judge(agent, facts, now);
    seen.judgement = std::move(judged.judgement);
    seen.record = std::move(judged.record);
    auto shadows = shadowsSay(agent, facts, seen.judgement.verdict, now);
    auto& options = seen.ask.challenge.options;
    std::swap(options.front(), options[choice->index]);
    options.resize(1);
    if (seen.judgement.verdict == "deny") {
        auto refused = refuse(agent, std::move(seen), now);
        if (refused) {
            if (auto done = noteShadows(std::move(shadows), refused->row.id); !done) {
                return fail(done.error());
            }
        }
        return refused;
    }
    if (seen.judgement.verdict == "allow") {
        if (auto fault = awayFault(facts, now); !fault.empty()) {
            return refuseWith("locked", std::move(fault));
        }
    }
    if (seen.judgement.verdict == "ask" && !hasRoomToWait(agent)) {
        return refuseWith("busy", "Not paid: too many payments are waiting for a person already.");
    }
    Outcome outcome;
    outcome.row = newRow(agent, seen.ask, now);
    outcome.row.network = choice->option.network->caip2;
    outcome.row.asset = choice->option.asset->address;
    outcome.row.payTo = facts.line.payTo;
    outcome.row.amount = facts.amount.toAtomic();
    outcome.row.purchase = purchase;
    outcome.row.generation = generation;
    outcome.row.verdict = seen.judgement.verdict;
    outcome.row.reasons = reasonsText(seen.judgement.reasons);
    if (seen.judgement.verdict == "ask") {
        outcome.row.status = Status::Waiting;
        if (seen.ask.client) {
            outcome.row.validBeforeSeconds = static_cast<std::int64_t>(seen.ask.client->validBefore);
        }
        const auto id = m_ledger.addPayment(outcome.row, "waiting", toEventBody(seen));
        if (!id) {
            return fail(id.error());
        }
        outcome.row.id = *id;
        if (auto done = noteShadows(std::move(shadows), *id); !done) {
            return fail(done.error());
        }
        m_waiting.emplace(*id, Waiting{waitsUntil(outcome.row), agent.id});
        outcome.seen = std::move(seen);
        return outcome;
    }
    const ledger::Terms terms = termsFor(agent, seen.ask, choice->option, purchase, generation, now);
    outcome.row.status = Status::Authorized;
    outcome.row.nonce = toHex0x(terms.authorization.nonce);
    outcome.row.digest = toHex0x(terms.digest);
    outcome.row.validBeforeSeconds = static_cast<std::int64_t>(terms.authorization.validBefore);
    const auto recorded = m_ledger.authorizeNew(outcome.row, terms, decidedBy(seen, "rules"));
    if (!recorded) {
        return fail(recorded.error());
    }
    outcome.row.id = recorded->first;
    outcome.reservation = recorded->second;
    if (auto done = noteShadows(std::move(shadows), outcome.row.id); !done) {
        return fail(done.error());
    }
    outcome.seen = std::move(seen);
    if (auto done = count(outcome.row, facts, outcome.seen->judgement); !done) {
        return fail(done.error());
    }
    return outcome;
}

} // namespace till::payment
