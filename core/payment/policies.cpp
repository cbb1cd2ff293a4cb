#include "core/crypto/hash.h"
#include "core/payment/till.h"
#include "core/policy/policy_json.h"
#include "core/support/plain_text.h"

namespace till::payment {

namespace {

constexpr std::size_t kMaxByBytes = 32;

Author bounded(const Author& author)
{
    return {toVisibleText(author.by, kMaxByBytes), toVisibleText(author.reason, kMaxReasonBytes)};
}

policy::Layer layerOf(std::string_view owner)
{
    return owner == kGlobalName ? policy::Layer::Global : policy::Layer::Agent;
}

ChangeAnswer refused(std::string code)
{
    ChangeAnswer answer;
    answer.code = std::move(code);
    return answer;
}

/// The first version of an agent's policy is what it was added with.
PolicyVersion firstVersion(const Agent& agent)
{
    PolicyVersion first;
    first.at = agent.createdAt;
    first.edit.owner = agent.id;
    first.edit.version = 1;
    first.edit.document = policy::toJson(agent.document);
    first.edit.newHash = crypto::sha256(first.edit.document);
    first.edit.preset = agent.preset;
    first.edit.effect = toText(policy::PolicyChange::Loosens);
    first.edit.author = {"owner", "the agent was added"};
    return first;
}

} // namespace

std::optional<policy::PolicyChange> Till::effectOf(std::string_view owner, const policy::Policy& next)
{
    const policy::Policy* before = m_settings.documentOf(owner);
    if (before == nullptr) {
        return std::nullopt;
    }
    return policy::compare(layerOf(owner), *before, next);
}

Result<ChangeAnswer, DatabaseError> Till::setPolicy(const PolicyWish& wish, Authority authority)
{
    const policy::Policy* before = m_settings.documentOf(wish.owner);
    if (before == nullptr) {
        return refused("no_such_agent");
    }
    PolicyEdit edit;
    edit.owner = wish.owner;
    edit.version = m_settings.versionOf(wish.owner) + 1;
    edit.oldHash = hashOfPolicy(*before);
    edit.document = policy::toJson(wish.policy);
    edit.newHash = crypto::sha256(edit.document);
    edit.preset = wish.preset;
    edit.author = bounded(wish.author);
    edit.restores = wish.restores;
    ChangeAnswer answer;
    answer.version = edit.version;
    if (edit.newHash == edit.oldHash) {
        --answer.version; // it is so already
        return answer;
    }
    // What cannot be read back after a restart is not taken now.
    if (edit.document.size() > kMaxDocumentBytes || !policy::parsePolicy(edit.document)) {
        return refused("bad_policy");
    }
    answer.effect = policy::compare(layerOf(wish.owner), *before, wish.policy);
    edit.effect = toText(answer.effect);
    if (!policy::isWidening(answer.effect)) {
        if (auto done = change(kPolicyTightened, toEventBody(edit)); !done) {
            return fail(done.error());
        }
        return answer;
    }
    if (authority != Authority::Passphrase) {
        return refused("passphrase_needed");
    }
    PendingChange widening;
    widening.kind = kPolicySet;
    widening.body = toEventBody(edit);
    widening.owner = wish.owner;
    widening.summary = "Version " + std::to_string(edit.version) + " of the policy";
    widening.author = edit.author;
    auto done = widen(std::move(widening));
    if (!done) {
        return fail(done.error());
    }
    done->effect = answer.effect;
    done->version = done->waiting ? edit.version - 1 : edit.version;
    return done;
}

/// At once, or later when the owner has set a delay.
Result<ChangeAnswer, DatabaseError> Till::widen(PendingChange wanted)
{
    ChangeAnswer answer;
    if (m_settings.delaySeconds == 0) {
        if (auto done = change(wanted.kind, std::move(wanted.body)); !done) {
            return fail(done.error());
        }
        return answer;
    }
    wanted.id = m_settings.lastPending + 1;
    wanted.askedAt = now();
    wanted.dueAt = wanted.askedAt.plusMs(m_settings.delaySeconds * 1000);
    if (auto done = change(kChangePending, toEventBody(wanted)); !done) {
        return fail(done.error());
    }
    answer.waiting = std::move(wanted);
    return answer;
}

Result<ChangeAnswer, DatabaseError> Till::setDelay(std::int64_t seconds, const Author& author,
                                                   Authority authority)
{
    if (seconds < 0 || seconds > kMaxDelaySeconds) {
        return refused("bad_request");
    }
    ChangeAnswer answer;
    if (seconds >= m_settings.delaySeconds) {
        answer.effect =
            seconds == m_settings.delaySeconds ? policy::PolicyChange::Same : policy::PolicyChange::Tightens;
        if (auto done = change(kDelayRaised, delayEventBody(seconds, bounded(author))); !done) {
            return fail(done.error());
        }
        return answer;
    }
    if (authority != Authority::Passphrase) {
        return refused("passphrase_needed");
    }
    PendingChange shorter;
    shorter.kind = kDelaySet;
    shorter.author = bounded(author);
    shorter.body = delayEventBody(seconds, shorter.author);
    shorter.summary = "Widenings wait " + std::to_string(seconds) + " s";
    auto done = widen(std::move(shorter));
    if (!done) {
        return fail(done.error());
    }
    done->effect = policy::PolicyChange::Loosens;
    return done;
}

Result<bool, DatabaseError> Till::recall(std::int64_t id, std::string_view by)
{
    if (!m_settings.pending.contains(id)) {
        return false;
    }
    if (auto done = change(kChangeRecalled, pendingEndBody(id, toVisibleText(by, kMaxByBytes))); !done) {
        return fail(done.error());
    }
    return true;
}

/// What widens must be sealed, so it waits for the vault too.
Result<void, DatabaseError> Till::applyDue(Instant now)
{
    if (!m_ledger.canSeal()) {
        return {};
    }
    std::vector<std::int64_t> due;
    for (const auto& [id, waiting] : m_settings.pending) {
        if (now >= waiting.dueAt) {
            due.push_back(id);
        }
    }
    for (const std::int64_t id : due) {
        if (!m_settings.pending.contains(id)) {
            continue; // an earlier one took its place
        }
        // What has lost its ground while it waited is called back instead: it must never stand in the way of
        // the clock.
        Settings tried = m_settings;
        const std::string body = pendingEndBody(id, "time");
        const bool isPossible = tried.apply({now, std::string(kChangeApplied), std::nullopt, {}, body});
        if (auto done = change(isPossible ? kChangeApplied : kChangeRecalled, body); !done) {
            return done;
        }
    }
    return {};
}

Result<std::vector<PolicyVersion>, DatabaseError> Till::policyHistory(std::string_view owner)
{
    std::vector<PolicyVersion> versions;
    std::map<std::int64_t, std::string> waiting; // bodies of changes that waited, by their number
    std::map<std::int64_t, std::string> waitingAgents;
    const auto takeFirst = [&](const std::string& body, Instant at) {
        const auto agent = agentFromEventBody(body, at);
        if (agent && agent->id == owner) {
            versions.push_back(firstVersion(*agent));
        }
    };
    const auto take = [&](const std::string& body, Instant at) {
        auto edit = policyEditFromEventBody(body);
        if (edit && edit->owner == owner) {
            versions.push_back({at, std::move(*edit)});
        }
    };
    const auto done = m_ledger.visitSettings([&](const ledger::Event& event) {
        if (event.kind == kPolicySet || event.kind == kPolicyTightened) {
            take(event.body, event.at);
        } else if (event.kind == kAgentAdded && owner != kGlobalName) {
            takeFirst(event.body, event.at);
        } else if (event.kind == kChangePending) {
            auto change = pendingFromEventBody(event.body, event.at);
            if (change && change->kind == kPolicySet && change->owner == owner) {
                waiting.emplace(change->id, std::move(change->body));
            } else if (change && change->kind == kAgentAdded) {
                waitingAgents.emplace(change->id, std::move(change->body));
            }
        } else if (event.kind == kChangeApplied) {
            const auto id = pendingIdFromBody(event.body);
            if (const auto found = id ? waiting.find(*id) : waiting.end(); found != waiting.end()) {
                take(found->second, event.at);
            } else if (const auto agent = id ? waitingAgents.find(*id) : waitingAgents.end();
                       agent != waitingAgents.end()) {
                takeFirst(agent->second, event.at);
            }
        }
    });
    if (!done) {
        return fail(done.error());
    }
    return versions;
}

} // namespace till::payment
