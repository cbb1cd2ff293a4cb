#include "core/payment/till.h"
#include "core/policy/tag_change.h"
#include "core/support/plain_text.h"

#include <algorithm>

namespace till::payment {

namespace {

ChangeAnswer refused(std::string code)
{
    ChangeAnswer answer;
    answer.code = std::move(code);
    return answer;
}

Author bounded(const Author& author)
{
    constexpr std::size_t kMaxByBytes = 32;
    return {toVisibleText(author.by, kMaxByBytes), toVisibleText(author.reason, kMaxReasonBytes)};
}

std::string listText(const std::vector<std::string>& tags)
{
    std::string text;
    for (const std::string& tag : tags) {
        text += (text.empty() ? "" : ", ") + tag;
    }
    return text.empty() ? "none" : text;
}

} // namespace

std::optional<AgentError> Till::nameFault(std::string_view name) const
{
    const auto isWaiting = [name](const auto& each) { return each.second.name == name; };
    if (std::ranges::any_of(m_settings.pendingAgents, isWaiting)) {
        return AgentError::NameTaken;
    }
    if (m_settings.agents.presentCount() + m_settings.pendingAgents.size() >= kMaxAgents) {
        return AgentError::TooMany;
    }
    return m_settings.agents.nameFault(name);
}

Result<ChangeAnswer, DatabaseError> Till::addAgent(const Agent& agent, const Author& author,
                                                   Authority authority)
{
    if (nameFault(agent.name) || !areGoodTags(agent.tags)) {
        return refused(nameFault(agent.name) ? "bad_name" : "bad_request");
    }
    if (authority != Authority::Passphrase) {
        return refused("passphrase_needed");
    }
    PendingChange widening;
    widening.kind = kAgentAdded;
    widening.body = toEventBody(agent);
    widening.summary = "The agent " + toVisibleText(agent.name, kMaxReasonBytes) + " (" + agent.id + ")";
    widening.author = bounded(author);
    auto answer = widen(std::move(widening));
    if (answer) {
        answer->effect = policy::PolicyChange::Loosens;
        answer->version = answer->waiting ? 0 : 1;
    }
    return answer;
}

std::optional<policy::PolicyChange> Till::effectOfTags(std::string_view agentId,
                                                       const std::vector<std::string>& tags)
{
    const Agent* agent = m_settings.agents.byId(agentId);
    return agent == nullptr ? std::nullopt
                            : std::optional(policy::compareTags(m_settings.global, agent->policy, agent->tags,
                                                                tagSet(tags)));
}

Result<ChangeAnswer, DatabaseError> Till::setTags(std::string_view agentId, std::vector<std::string> tags,
                                                  const Author& author, Authority authority)
{
    const Agent* agent = m_settings.agents.findPresent(agentId);
    if (agent == nullptr) {
        return refused("no_such_agent");
    }
    tags = tagSet(std::move(tags));
    if (!areGoodTags(tags)) {
        return refused("bad_request");
    }
    ChangeAnswer answer;
    answer.effect = *effectOfTags(agentId, tags);
    answer.version = agent->version;
    if (answer.effect == policy::PolicyChange::Same) {
        return answer;
    }
    const TagEdit edit{agent->id, std::move(tags), bounded(author)};
    if (!policy::isWidening(answer.effect)) {
        if (auto done = change(kAgentTagsTightened, toEventBody(edit)); !done) {
            return fail(done.error());
        }
        return answer;
    }
    if (authority != Authority::Passphrase) {
        answer.code = "passphrase_needed";
        return answer;
    }
    PendingChange widening;
    widening.kind = kAgentTagged;
    widening.body = toEventBody(edit);
    widening.owner = tagsOf(edit.agent); // a newer wish for its tags takes an older one's place
    widening.summary = "Tags of " + edit.agent + ": " + listText(edit.tags);
    widening.author = edit.author;
    auto done = widen(std::move(widening));
    if (done) {
        done->effect = answer.effect;
        done->version = answer.version;
    }
    return done;
}

} // namespace till::payment
