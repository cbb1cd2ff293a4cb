#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"
#include "core/policy/policy_json.h"
#include "core/wire/shadow_messages.h"

namespace till::keeper {

/// Answers with a shadow as it stands.
void Keeper::replyShadow(const Link& link, std::int64_t id, const std::string& owner)
{
    const payment::Agent* agent = m_till.settings().agents.byId(owner);
    wire::ShadowShape shape;
    shape.policy = owner;
    shape.name = agent == nullptr ? owner : agent->name;
    const auto& shadows = m_till.settings().shadows;
    const auto found = shadows.find(owner);
    if (found == shadows.end()) {
        return reply(link, id, shape);
    }
    const auto tally = m_till.shadowTally(owner);
    if (!tally) {
        return replyLedgerFailed(link, id, tally.error());
    }
    shape.isSet = true;
    shape.document = policy::toJson(found->second.document);
    shape.sinceMs = found->second.since.unixMs;
    shape.by = found->second.author.by;
    shape.reason = found->second.author.reason;
    for (const ledger::ShadowCount& count : tally->counts) {
        shape.counts.push_back({count.live, count.would, count.payments});
        shape.decided += count.payments;
        shape.differ += count.live == count.would ? 0 : count.payments;
    }
    for (const ledger::ShadowVerdict& each : tally->examples) {
        shape.examples.push_back(
            {each.payment.toText(), each.at.unixMs, each.live, each.would, each.sentence});
    }
    reply(link, id, shape);
}

void Keeper::getShadow(const Link& link, std::int64_t id, const wire::ShadowGet& get)
{
    const std::string owner = policyOwner(get.policy);
    if (owner.empty()) {
        return replyError(link, id, "no_such_agent");
    }
    replyShadow(link, id, owner);
}

void Keeper::setShadow(const Link& link, std::int64_t id, const wire::ShadowSet& set)
{
    const std::string owner = policyOwner(set.policy);
    if (owner.empty()) {
        return replyError(link, id, "no_such_agent");
    }
    const auto policy = policy::parsePolicy(set.document);
    if (!policy) {
        return replyError(link, id, "bad_policy", policy::describe(policy.error()));
    }
    if (set.reason.size() > payment::kMaxReasonBytes) {
        return replyError(link, id, "bad_request", "A reason has at most 200 bytes.");
    }
    const auto code = m_till.setShadow(owner, *policy, {set.by, set.reason});
    if (!code) {
        return replyLedgerFailed(link, id, code.error());
    }
    if (!code->empty()) {
        return replyError(link, id, *code);
    }
    replyShadow(link, id, owner);
}

void Keeper::clearShadow(const Link& link, std::int64_t id, const wire::ShadowClear& clear)
{
    const std::string owner = policyOwner(clear.policy);
    if (owner.empty()) {
        return replyError(link, id, "no_such_agent");
    }
    if (clear.reason.size() > payment::kMaxReasonBytes) {
        return replyError(link, id, "bad_request", "A reason has at most 200 bytes.");
    }
    if (const auto done = m_till.clearShadow(owner, {clear.by, clear.reason}); !done) {
        return replyLedgerFailed(link, id, done.error());
    }
    replyShadow(link, id, owner);
}

} // namespace till::keeper
