#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"
#include "core/payment/agent_events.h"
#include "core/support/plain_text.h"

namespace till::keeper {

namespace {

using payment::CallerBinding;

constexpr std::size_t kMaxByBytes = 32;
constexpr std::int64_t kMsPerSecond = 1000;

std::optional<CallerBinding> fromWire(const std::optional<wire::BindingShape>& shape)
{
    return shape ? std::optional(CallerBinding{shape->uid, shape->executable}) : std::nullopt;
}

payment::Caller fromWire(const wire::CallerShape& caller)
{
    return {caller.pid, caller.uid, caller.executable};
}

} // namespace

payment::Recognised Keeper::recognise(const std::string& token, const wire::CallerShape& caller)
{
    const crypto::SecretBytes* const key = m_tokenKey ? &*m_tokenKey : nullptr;
    payment::Recognised known =
        m_till.settings().agents.recognise(token, key, fromWire(caller), m_till.now());
    if (known.code == "unauthorized") {
        const std::string_view pending = m_till.settings().pendingAnswer(token, key, m_till.now());
        known.code = pending.empty() ? known.code : pending;
    }
    return known;
}

payment::Agent* Keeper::admitted(const Link& link, std::int64_t id, const payment::Recognised& known)
{
    if (known.agent == nullptr) {
        replyError(link, id, known.code);
    }
    return known.agent;
}

payment::Agent* Keeper::authenticate(const Link& link, std::int64_t id, const std::string& token,
                                     const wire::CallerShape& caller)
{
    if (m_isLedgerDown || m_isBatchLost) {
        replyError(link, id, "ledger_failed", "Nothing was signed: the ledger could not be written.");
        return nullptr;
    }
    const payment::Recognised known = recognise(token, caller);
    const bool isOldForm = known.agent != nullptr && known.form == payment::TokenForm::Sha256;
    if (isOldForm && m_tokenKey && m_till.isOpen() && ledgerFault().empty()) {
        const auto sealed = payment::sealedHashOfToken(token, *m_tokenKey);
        const std::string body = payment::tokenSealedBody(known.agent->id, known.token, sealed);
        if (auto done = m_till.change(payment::kTokenSealed, body); !done) {
            replyLedgerFailed(link, id, done.error());
            return nullptr;
        }
    }
    return admitted(link, id, known);
}

std::size_t Keeper::awaitCount() const
{
    std::size_t count = m_lockedAwaits.size();
    for (const auto& [payment, awaits] : m_awaits) {
        count += awaits.size();
    }
    return count;
}

void Keeper::takeLockedAwaits()
{
    for (const LockedAwait& each : std::exchange(m_lockedAwaits, {})) {
        await(each.to, each.id, each.get);
    }
}

void Keeper::endAwaits()
{
    const Instant now = m_till.now();
    for (auto& [payment, awaits] : m_awaits) {
        std::erase_if(awaits, [&](const Await& each) {
            payment::Agent* agent = m_till.settings().agents.byId(each.agent);
            const auto verdict =
                agent == nullptr ? payment::TokenVerdict::Unknown : agent->tokens.verdictOn(each.token, now);
            std::string_view code;
            if (verdict == payment::TokenVerdict::Expired) {
                code = "token_expired";
            } else if (verdict != payment::TokenVerdict::Valid) {
                code = "token_revoked";
            } else if (agent->binding && !agent->binding->admits(each.caller)) {
                code = "wrong_caller";
            }
            if (!code.empty()) {
                replyError(each.to, each.id, code);
            }
            return !code.empty();
        });
    }
    std::erase_if(m_awaits, [](const auto& each) { return each.second.empty(); });
}

void Keeper::tellGateway(const std::string& agentId)
{
    const std::string frame = wire::encode(0, wire::AgentChangedEvent{agentId});
    for (const Link& link : m_links) {
        if (link->role() == Role::Gateway && link->hasSaidHello) {
            m_pending.push_back({link, 0, frame, {}, {}, {}, {}, {}});
        }
    }
}

bool Keeper::endUseOf(const Link& link, std::int64_t id, const std::string& agentId)
{
    // Earlier answers of this batch may carry signatures; they leave before this is confirmed, and nothing
    // does after it.
    if (!finishBatch()) {
        replyError(link, id, "ledger_failed", "Nothing changed: the ledger could not be written.");
        return false;
    }
    stopSignatures(agentId, "token_revoked");
    endAwaits();
    tellGateway(agentId);
    return true;
}

std::optional<std::int64_t> Keeper::expiryOf(const Link& link, std::int64_t id,
                                             const std::optional<std::int64_t>& expiresAtMs)
{
    const std::int64_t now = m_till.now().unixMs;
    if (expiresAtMs &&
        (*expiresAtMs <= now || *expiresAtMs > now + payment::kMaxExpirySeconds * kMsPerSecond)) {
        replyError(link, id, "bad_request", "The expiry must lie ahead, by ten years at most.");
        return std::nullopt;
    }
    return expiresAtMs.value_or(0);
}

void Keeper::rotateToken(const Link& link, std::int64_t id, const wire::AgentRotate& rotate)
{
    payment::Agent* found = m_till.settings().agents.findPresent(rotate.agent);
    if (found == nullptr) {
        return replyError(link, id, "no_such_agent");
    }
    if (rotate.overlapSeconds < 0 || rotate.overlapSeconds > payment::kMaxOverlapSeconds) {
        return replyError(link, id, "bad_request", "The overlap is 0 seconds to 31 days.");
    }
    if (!expiryOf(link, id, rotate.expiresAtMs)) {
        return;
    }
    withProof(link, id, rotate.passphrase, [this, link, id, rotate, agentId = found->id] {
        payment::Agent* agent = m_till.settings().agents.findPresent(agentId);
        if (agent == nullptr || !m_tokenKey) {
            return replyError(link, id, "no_such_agent");
        }
        std::string token = payment::newToken(agentId, m_entropy);
        payment::AgentToken fresh;
        fresh.number = agent->tokens.nextNumber();
        fresh.hash = payment::sealedHashOfToken(token, *m_tokenKey);
        if (rotate.expiresAtMs) {
            fresh.expiresAt = Instant{*rotate.expiresAtMs};
        }
        const Instant until{m_till.now().unixMs + rotate.overlapSeconds * kMsPerSecond};
        if (auto done = m_till.change(payment::kTokenAdded, payment::tokenAddedBody(agentId, fresh, until));
            !done) {
            return replyLedgerFailed(link, id, done.error());
        }
        if (rotate.overlapSeconds > 0 || endUseOf(link, id, agentId)) {
            wire::AgentAdded added;
            added.agent = shapeOf(*m_till.settings().agents.byId(agentId));
            added.token = token;
            reply(link, id, added);
            crypto::wipe({reinterpret_cast<std::uint8_t*>(added.token.data()), added.token.size()});
        }
        crypto::wipe({reinterpret_cast<std::uint8_t*>(token.data()), token.size()});
    });
}

void Keeper::revokeTokens(const Link& link, std::int64_t id, const wire::AgentRevoke& revoke)
{
    const payment::Agent* agent = m_till.settings().agents.findPresent(revoke.agent);
    if (agent == nullptr) {
        return replyError(link, id, "no_such_agent");
    }
    const std::string agentId = agent->id;
    const std::string body = payment::agentEndedBody(agentId, toVisibleText(revoke.by, kMaxByBytes));
    if (auto done = m_till.change(payment::kTokensRevoked, body); !done) {
        return replyLedgerFailed(link, id, done.error());
    }
    if (endUseOf(link, id, agentId)) {
        reply(link, id, wire::AgentsAnswer{{shapeOf(*m_till.settings().agents.byId(agentId))}, {}});
    }
}

void Keeper::removeAgent(const Link& link, std::int64_t id, const wire::AgentRemove& remove)
{
    const payment::Agent* agent = m_till.settings().agents.findPresent(remove.agent);
    if (agent == nullptr) {
        return replyError(link, id, "no_such_agent");
    }
    const std::string agentId = agent->id;
    const std::string by = toVisibleText(remove.by, kMaxByBytes);
    const std::map<ledger::PaymentId, payment::Waiting> waiting = m_till.waiting();
    for (const auto& [payment, each] : waiting) {
        if (each.agent != agentId) {
            continue;
        }
        const auto rejected = m_till.reject(payment, by, "the agent was removed");
        if (!rejected) {
            return replyLedgerFailed(link, id, rejected.error());
        }
        changed(rejected->row);
        pushApprovalGone(rejected->row);
    }
    if (auto done = m_till.change(payment::kAgentRemoved, payment::agentEndedBody(agentId, by)); !done) {
        return replyLedgerFailed(link, id, done.error());
    }
    if (endUseOf(link, id, agentId)) {
        reply(link, id, wire::Done{});
    }
}

void Keeper::bindAgent(const Link& link, std::int64_t id, const wire::AgentBind& bind)
{
    const payment::Agent* found = m_till.settings().agents.findPresent(bind.agent);
    if (found == nullptr) {
        return replyError(link, id, "no_such_agent");
    }
    const auto binding = fromWire(bind.binding);
    if (binding && !payment::isUsable(*binding)) {
        return replyError(link, id, "bad_request",
                          "A binding names a user id, or a program by its whole path, or both.");
    }
    const bool isNarrower = payment::isNarrower(found->binding, binding);
    const auto apply = [this, link, id, binding, isNarrower, agentId = found->id] {
        if (m_till.settings().agents.findPresent(agentId) == nullptr) {
            return replyError(link, id, "no_such_agent");
        }
        const auto kind = isNarrower ? payment::kAgentBound : payment::kAgentBindingSet;
        if (auto done = m_till.change(kind, payment::bindingBody(agentId, binding)); !done) {
            return replyLedgerFailed(link, id, done.error());
        }
        endAwaits();
        tellGateway(agentId);
        reply(link, id, wire::AgentsAnswer{{shapeOf(*m_till.settings().agents.byId(agentId))}, {}});
    };
    if (isNarrower) {
        return apply();
    }
    if (!bind.passphrase) {
        return replyError(link, id, m_vault ? "passphrase_needed" : "no_vault");
    }
    withProof(link, id, *bind.passphrase, apply);
}

void Keeper::showTokens(const payment::Agent& agent, wire::AgentShape& shape) const
{
    const Instant now = m_till.now();
    for (const payment::AgentToken& each : agent.tokens.all()) {
        static constexpr const char* kStates[] = {"active", "ending", "expired", "revoked"};
        wire::TokenShape token{each.number, kStates[static_cast<std::size_t>(stateOf(each, now))],
                               each.createdAt.unixMs, std::nullopt};
        const Instant never{INT64_MAX};
        const Instant end = std::min(each.expiresAt.value_or(never), each.replacedAt.value_or(never));
        if (end != never) {
            token.endsAtMs = end.unixMs;
        }
        shape.tokens.push_back(std::move(token));
    }
    if (agent.binding) {
        shape.binding = wire::BindingShape{agent.binding->uid, agent.binding->executable};
    }
}

} // namespace till::keeper
