#include "core/payment/till.h"
#include "core/policy/pattern.h"
#include "core/support/plain_text.h"

#include <algorithm>

namespace till::payment {

namespace {

using ledger::Status;

constexpr std::size_t kMaxByBytes = 32;

Author bounded(const Author& author)
{
    return {toVisibleText(author.by, kMaxByBytes), toVisibleText(author.reason, kMaxReasonBytes)};
}

ChangeAnswer refused(std::string code)
{
    ChangeAnswer answer;
    answer.code = std::move(code);
    return answer;
}

bool isWithin(Instant until, Instant now, std::int64_t mostMs)
{
    return until > now && until.unixMs <= now.unixMs + mostMs;
}

} // namespace

Result<RememberedGrant, std::string> Till::grantFor(const StoredPayment& row, const Remember& remember,
                                                    const Author& author)
{
    const policy::PaymentFacts facts = factsOf(row);
    const Agent* agent = m_settings.agents.byId(row.agent);
    const bool isPriced = facts.asset != nullptr && facts.line.isDollarPegged;
    if (row.status != Status::Waiting || agent == nullptr) {
        return fail(std::string("already_decided"));
    }
    const auto usd = policy::usdMicro(facts.line, facts.amount);
    if (!isPriced || !usd || *usd > remember.perPaymentMicro ||
        remember.perPaymentMicro > remember.perDayMicro || !isWithin(remember.until, now(), kMaxGrantMs) ||
        (remember.payee != RememberPayee::OnAnyHost && !policy::isHostPattern(row.host)) ||
        agent->policy.grants.size() >= kMaxGrantsOfAgent) {
        return fail(std::string("bad_request"));
    }
    RememberedGrant grant;
    grant.id = m_settings.allowances.lastGrant + 1;
    for (const auto& [number, waiting] : m_settings.pending) {
        if (waiting.kind == kGrantAdded) { // its number is promised already
            grant.id = std::max(grant.id, pendingIdFromBody(waiting.body).value_or(0) + 1);
        }
    }
    grant.agent = row.agent;
    grant.grant.host = remember.payee == RememberPayee::OnAnyHost ? std::string() : row.host;
    grant.grant.payTo = remember.payee == RememberPayee::AnyOfTheHost ? std::string() : row.payTo;
    grant.grant.perPaymentMicro = remember.perPaymentMicro;
    grant.grant.perDayMicro = remember.perDayMicro;
    grant.grant.until = remember.until;
    grant.origin = row.id;
    grant.author = bounded(author);
    return grant;
}

Result<ChangeAnswer, DatabaseError> Till::addGrant(const RememberedGrant& grant, Authority authority)
{
    if (authority != Authority::Passphrase) {
        return refused("passphrase_needed");
    }
    PendingChange widening;
    widening.kind = kGrantAdded;
    widening.body = toEventBody(grant);
    const std::string& merchant = grant.grant.host.empty() ? grant.grant.payTo : grant.grant.host;
    widening.summary = "Remember " + toVisibleText(merchant, kMaxReasonBytes) + " for " + grant.agent;
    widening.author = grant.author;
    auto answer = widen(std::move(widening));
    if (answer) {
        answer->effect = policy::PolicyChange::Loosens;
    }
    return answer;
}

Result<bool, DatabaseError> Till::endGrant(std::int64_t id, const Author& author)
{
    if (!m_settings.allowances.grants.contains(id)) {
        return false;
    }
    if (auto done = change(kGrantEnded, endBody(id, bounded(author))); !done) {
        return fail(done.error());
    }
    return true;
}

/// The sum that an agent's grant or envelope of this name is held against, for payments of this line.
money::Amount Till::sumIn(const Agent& agent, std::string_view tracker, policy::SpendLine line)
{
    line.agent = agent.id;
    line.agentTags = agent.tags;
    line.isDollarPegged = true;
    line.decimals = policy::kUsdDecimals;
    line.isPractice = agent.policy.money == policy::MoneyKind::PracticeOnly;
    const auto* const trackers = m_book.trackersOf(agent.id);
    for (std::size_t each = agent.policy.budgets.size(); trackers != nullptr && each < trackers->size();
         ++each) {
        if ((*trackers)[each].budget().name == tracker) {
            const auto use = (*trackers)[each].judge(line, m_book.keysOf(line), money::Amount::zero(), now());
            return use ? use->used : money::Amount::zero();
        }
    }
    return money::Amount::zero();
}

money::Amount Till::usedOf(const RememberedGrant& grant)
{
    const Agent* agent = m_settings.agents.byId(grant.agent);
    policy::SpendLine line;
    line.host = grant.grant.host;
    line.payTo = grant.grant.payTo;
    return agent == nullptr ? money::Amount::zero() : sumIn(*agent, grant.grant.name, line);
}

money::Amount Till::usedOf(const MoreRequest& request)
{
    const Agent* agent = m_settings.agents.byId(request.agent);
    policy::SpendLine line;
    line.host = request.host;
    line.envelope = envelopeName(request.id);
    return agent == nullptr ? money::Amount::zero() : sumIn(*agent, line.envelope, line);
}

Result<Result<std::int64_t, std::string>, DatabaseError> Till::askForMore(MoreRequest request)
{
    using Answer = Result<std::int64_t, std::string>;
    if (request.amountMicro.isZero() || !isWithin(request.wantedUntil, now(), kMaxEnvelopeMs) ||
        (!request.host.empty() && !policy::isHostPattern(request.host))) {
        return Answer(fail(std::string("bad_request")));
    }
    for (const auto& [id, each] : m_settings.allowances.requests) {
        // Asked again, because no answer came or nobody has looked yet: it is the same wish.
        if (each.state == RequestState::Open && each.agent == request.agent && each.host == request.host &&
            each.amountMicro == request.amountMicro &&
            each.reason == toVisibleText(request.reason, kMaxReasonBytes)) {
            return Answer(id);
        }
    }
    if (m_settings.allowances.openRequestsOf(request.agent) >= kMaxOpenRequests) {
        return Answer(fail(std::string("too_many_requests")));
    }
    request.id = m_settings.allowances.lastRequest + 1;
    request.reason = toVisibleText(request.reason, kMaxReasonBytes);
    if (auto done = change(kMoreAsked, toEventBody(request)); !done) {
        return fail(done.error());
    }
    return Answer(request.id);
}

Result<ChangeAnswer, DatabaseError> Till::grantMore(std::int64_t id, const money::Amount& micro,
                                                    Instant until, const Author& author, Authority authority)
{
    const auto found = m_settings.allowances.requests.find(id);
    if (found == m_settings.allowances.requests.end() || found->second.state != RequestState::Open) {
        return refused("no_such_request");
    }
    const Agent* agent = m_settings.agents.byId(found->second.agent);
    if (micro.isZero() || !isWithin(until, now(), kMaxEnvelopeMs) || agent == nullptr ||
        agent->policy.envelopes.size() >= kMaxEnvelopesOfAgent) {
        return refused("bad_request");
    }
    if (authority != Authority::Passphrase) {
        return refused("passphrase_needed");
    }
    PendingChange widening;
    widening.kind = kMoreGranted;
    widening.author = bounded(author);
    widening.body = grantedBody(id, micro, until, widening.author);
    widening.owner = envelopeName(id); // a newer answer to the same request takes an older one's place
    widening.summary = micro.toDecimal(policy::kUsdDecimals) + " USD more for " + agent->id;
    auto answer = widen(std::move(widening));
    if (answer) {
        answer->effect = policy::PolicyChange::Loosens;
    }
    return answer;
}

Result<bool, DatabaseError> Till::denyMore(std::int64_t id, const Author& author)
{
    const auto found = m_settings.allowances.requests.find(id);
    const bool isThere = found != m_settings.allowances.requests.end();
    const RequestState state = isThere ? found->second.state : RequestState::Ended;
    if (state != RequestState::Open && state != RequestState::Granted) {
        return false;
    }
    for (const auto& [number, waiting] : m_settings.pending) {
        if (waiting.owner == envelopeName(id)) {
            if (auto done = change(kChangeRecalled, pendingEndBody(number, author.by)); !done) {
                return fail(done.error());
            }
            break;
        }
    }
    const auto kind = state == RequestState::Open ? kMoreDenied : kMoreEnded;
    if (auto done = change(kind, endBody(id, bounded(author))); !done) {
        return fail(done.error());
    }
    return true;
}

/// An envelope whose time is over leaves the policy; so do grants, with the next change.
Result<void, DatabaseError> Till::endEnvelopes(Instant now)
{
    std::vector<std::int64_t> over;
    for (const auto& [id, request] : m_settings.allowances.requests) {
        if (request.state == RequestState::Granted && now >= request.grantedUntil) {
            over.push_back(id);
        }
    }
    for (const std::int64_t id : over) {
        if (auto done = change(kMoreEnded, endBody(id, {"time", ""})); !done) {
            return done;
        }
    }
    return {};
}

} // namespace till::payment
