#include "app/keeper/ages.h"
#include "app/keeper/keeper.h"
#include "app/keeper/local_zone.h"
#include "app/keeper/reply.h"
#include "core/policy/presets.h"
#include "core/support/plain_text.h"

#include "core/support/json.h"

#include <algorithm>

namespace till::keeper {

namespace {

constexpr std::size_t kAgentsPageBytes = 44 * 1024;
constexpr std::size_t kMaxPrivateHosts = 32;
constexpr std::size_t kMaxHostBytes = 255;
constexpr const char* kTagRule = "An agent has at most 8 tags, each a word or a few, of at most 32 bytes.";

} // namespace

wire::AgentShape Keeper::shapeOf(const payment::Agent& agent)
{
    wire::AgentShape shape;
    shape.id = agent.id;
    shape.name = agent.name;
    shape.account = agent.account;
    shape.address = agent.address.toChecksummed();
    shape.preset = agent.preset;
    shape.state = agent.state == payment::AgentState::Active ? "active" : "paused";
    shape.pausedBecause = agent.pausedBecause;
    shape.colour = agent.colour;
    shape.privateHosts = agent.policy.privateHosts;
    shape.tags = agent.tags;
    shape.createdAtMs = agent.createdAt.unixMs;
    if (agent.lastCall) {
        shape.lastCallMs = agent.lastCall->unixMs;
    }
    shape.budgets = toWire(m_till.standing(agent));
    for (const wire::BudgetEffect& each : shape.budgets) {
        if (each.unit == "USD" && shape.spentTodayText.empty()) {
            shape.spentTodayText = each.used + " of " + each.limit + " USD " + each.window;
        }
    }
    const std::string policy = policy::toJson(agent.document);
    shape.policy = policy.size() <= 16 * 1024 ? policy : std::string();
    showTokens(agent, shape);
    return shape;
}

/// An agent that was added and waits: it is shown, and may do nothing.
wire::AgentShape Keeper::shapeOf(const payment::Agent& agent, Instant dueAt)
{
    wire::AgentShape shape = shapeOf(agent);
    shape.state = "pending";
    shape.pausedBecause =
        "new agents wait, this one for another " + spanText(dueAt.unixMs - m_till.now().unixMs);
    return shape;
}

void Keeper::listAgents(const Link& link, std::int64_t id, const wire::AgentList& list)
{
    wire::AgentsAnswer answer;
    std::size_t size = 0;
    bool isPast = !list.after.has_value();
    for (const payment::Agent& each : m_till.settings().agents.all()) {
        if (!isPast) {
            isPast = each.id == *list.after;
            continue;
        }
        if (each.state == payment::AgentState::Removed) {
            continue;
        }
        wire::AgentShape shape = shapeOf(each);
        size += 1024 + shape.tokens.size() * 120 + shape.policy.size() * 2 + shape.budgets.size() * 400;
        if (size > kAgentsPageBytes && !answer.agents.empty()) {
            answer.next = answer.agents.back().id;
            break;
        }
        answer.agents.push_back(std::move(shape));
    }
    // Those that wait stand at the end of the last page.
    if (!answer.next) {
        for (const auto& [number, agent] : m_till.settings().pendingAgents) {
            wire::AgentShape shape = shapeOf(agent, m_till.settings().pending.at(number).dueAt);
            size += 1024 + shape.policy.size() * 2;
            if (size > kAgentsPageBytes) {
                shape.policy.clear();
            }
            answer.agents.push_back(std::move(shape));
        }
    }
    reply(link, id, answer);
}

void Keeper::addAgent(const Link& link, std::int64_t id, const wire::AgentAdd& add)
{
    if (m_till.nameFault(add.name)) {
        return replyError(link, id, "bad_name");
    }
    const auto tags = payment::tagSet(add.tags);
    if (!payment::areGoodTags(tags)) {
        return replyError(link, id, "bad_request", kTagRule);
    }
    if (add.preset.has_value() == add.policy.has_value()) {
        return replyError(link, id, "bad_policy", "Give a preset or a policy document, not both.");
    }
    payment::Agent agent;
    agent.name = add.name;
    agent.tags = tags;
    agent.preset = add.preset.value_or("custom");
    if (add.preset) {
        auto policy = policy::presetPolicy(*add.preset, localZone());
        if (!policy) {
            return replyError(link, id, "bad_policy",
                              "There is no preset of this name. Presets: practice, careful, "
                              "everyday, autopilot.");
        }
        agent.policy = std::move(*policy);
    } else {
        auto policy = policy::parsePolicy(*add.policy);
        if (!policy) {
            return replyError(link, id, "bad_policy", policy::describe(policy.error()));
        }
        agent.policy = std::move(*policy);
    }
    if (add.privateHosts.size() > kMaxPrivateHosts) {
        return replyError(link, id, "bad_request", "At most 32 private hosts.");
    }
    for (const std::string& host : add.privateHosts) {
        if (!isPlainLine(host, kMaxHostBytes)) {
            return replyError(link, id, "bad_request",
                              "A private host is a name or an address without a scheme.");
        }
        if (std::ranges::find(agent.policy.privateHosts, host) == agent.policy.privateHosts.end()) {
            agent.policy.privateHosts.push_back(host);
        }
    }
    // What cannot be read back after a restart is not taken now.
    if (const auto readable = policy::parsePolicy(policy::toJson(agent.policy)); !readable) {
        return replyError(link, id, "bad_request", policy::describe(readable.error()));
    }
    const auto expires = expiryOf(link, id, add.expiresAtMs);
    if (!expires) {
        return;
    }
    if (add.binding) {
        agent.binding = {add.binding->uid, add.binding->executable};
        if (!payment::isUsable(*agent.binding)) {
            return replyError(link, id, "bad_request",
                              "A binding names a user id, or a program by its whole path, or both.");
        }
    }
    withProof(link, id, add.passphrase, [this, link, id, agent, expires, account = add.account]() mutable {
        if (m_till.nameFault(agent.name)) {
            return replyError(link, id, "bad_name");
        }
        if (account == "default") {
            const vault::Account* standing = m_vault->defaultAccount("evm");
            account = standing != nullptr ? standing->id() : std::string();
        }
        if (!account) {
            const auto made = m_vault->newAccount(agent.name);
            if (!made) {
                return replyError(link, id, "vault_failed", std::string(vault::describe(made.error())));
            }
            account = made->id();
            lendVault();
        }
        const vault::Account* found = m_vault->account(*account);
        if (found == nullptr) {
            return replyError(link, id, "no_such_account");
        }
        if (found->address.evm() == nullptr) {
            return replyError(link, id, "cannot_pay_yet");
        }
        if (!found->hasKey()) {
            return replyError(link, id, "watch_only");
        }
        agent.account = found->id();
        agent.address = *found->address.evm();
        agent.id = m_till.settings().agents.nextId();
        agent.colour = m_till.settings().agents.nextColour();
        if (!m_tokenKey) { // an open vault has lent it
            return replyError(link, id, "locked");
        }
        std::string token = payment::newToken(agent.id, m_entropy);
        payment::AgentToken first;
        first.hash = payment::sealedHashOfToken(token, *m_tokenKey);
        if (*expires > 0) {
            first.expiresAt = Instant{*expires};
        }
        agent.tokens.add(std::move(first), {});
        const auto done = m_till.addAgent(agent, {"owner", ""}, payment::Authority::Passphrase);
        if (!done) {
            return replyLedgerFailed(link, id, done.error());
        }
        if (!done->code.empty()) {
            return replyError(link, id, done->code);
        }
        wire::AgentAdded added;
        added.token = token;
        if (done->waiting) {
            added.agent = shapeOf(agent, done->waiting->dueAt);
            added.waitsAs = done->waiting->id;
            added.dueAtMs = done->waiting->dueAt.unixMs;
        } else {
            added.agent = shapeOf(*m_till.settings().agents.find(agent.id));
        }
        reply(link, id, added);
        crypto::wipe({reinterpret_cast<std::uint8_t*>(added.token.data()), added.token.size()});
        crypto::wipe({reinterpret_cast<std::uint8_t*>(token.data()), token.size()});
    });
}

void Keeper::setAgentState(const Link& link, std::int64_t id, const wire::AgentSetState& set)
{
    const payment::Agent* agent = m_till.settings().agents.findPresent(set.agent);
    if (agent == nullptr) {
        return replyError(link, id, "no_such_agent");
    }
    if (set.state != "active" && set.state != "paused") {
        return replyError(link, id, "bad_request", "The state is active or paused.");
    }
    const auto apply = [this, link, id, agentId = agent->id, state = set.state] {
        if (m_till.settings().agents.findPresent(agentId) == nullptr) { // removed while the proof was made
            return replyError(link, id, "no_such_agent");
        }
        const std::string body = nlohmann::json{{"agent", agentId}, {"because", "the owner"}}.dump();
        const auto kind = state == "paused" ? payment::kAgentPaused : payment::kAgentResumed;
        if (auto done = m_till.change(kind, body); !done) {
            return replyLedgerFailed(link, id, done.error());
        }
        if (state == "paused") {
            if (!finishBatch()) {
                const payment::Agent* now = m_till.settings().agents.byId(agentId);
                const bool isPaused = now != nullptr && now->state == payment::AgentState::Paused;
                if (isPaused) {
                    stopSignatures(agentId, "agent_paused");
                }
                return replyError(link, id, "ledger_failed", pauseFailedText(isPaused));
            }
            stopSignatures(agentId, "agent_paused");
        }
        reply(link, id, wire::AgentsAnswer{{shapeOf(*m_till.settings().agents.find(agentId))}, {}});
    };
    if (set.state == "paused") {
        return apply();
    }
    whenProved(link, id, set.passphrase, apply);
}

void Keeper::setTags(const Link& link, std::int64_t id, const wire::AgentSetTags& set)
{
    const payment::Agent* agent = m_till.settings().agents.findPresent(set.agent);
    if (agent == nullptr) {
        return replyError(link, id, "no_such_agent");
    }
    const auto tags = payment::tagSet(set.tags);
    if (!payment::areGoodTags(tags) || set.reason.size() > payment::kMaxReasonBytes) {
        return replyError(link, id, "bad_request", kTagRule);
    }
    const auto apply = [this, link, id, set, tags, agentId = agent->id](payment::Authority authority) {
        const auto answer = m_till.setTags(agentId, tags, {set.by, set.reason}, authority);
        if (!answer) {
            return replyLedgerFailed(link, id, answer.error());
        }
        if (!answer->code.empty()) {
            return replyError(link, id, answer->code);
        }
        reply(link, id, changedShape(*answer));
    };
    if (!policy::isWidening(*m_till.effectOfTags(agent->id, tags))) {
        return apply(payment::Authority::None);
    }
    if (!set.passphrase) {
        return replyError(link, id, m_vault ? "passphrase_needed" : "no_vault");
    }
    withProof(link, id, *set.passphrase, [apply] { apply(payment::Authority::Passphrase); });
}

} // namespace till::keeper
