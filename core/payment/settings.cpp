#include "core/payment/settings.h"

#include "core/crypto/hash.h"
#include "core/payment/agent_events.h"
#include "core/policy/policy_json.h"
#include "core/policy/spend_book.h"
#include "core/policy/tag_change.h"

#include "core/support/json.h"

namespace till::payment {

namespace {

bool applyNetwork(Settings& settings, const ledger::Event& event)
{
    const auto json = nlohmann::json::parse(event.body, nullptr, false);
    try {
        NetworkSetting setting;
        setting.isEnabled = json.at("enabled").get<bool>();
        setting.rpc = json.at("rpc").get<std::vector<std::string>>();
        settings.networks[json.at("network").get<std::string>()] = std::move(setting);
        return true;
    } catch (const nlohmann::json::exception&) {
        return false;
    }
}

bool applyMark(Settings& settings, const ledger::Event& event)
{
    const auto json = nlohmann::json::parse(event.body, nullptr, false);
    try {
        settings.marks[json.at("network").get<std::string>()] = {json.at("number").get<std::int64_t>(),
                                                                 json.at("hash").get<std::string>(),
                                                                 json.at("timeSeconds").get<std::int64_t>()};
        return true;
    } catch (const nlohmann::json::exception&) {
        return false;
    }
}

bool applyAnchor(Settings& settings, const ledger::Event& event)
{
    const auto json = nlohmann::json::parse(event.body, nullptr, false);
    try {
        settings.anchorPath = json.at("path").get<std::string>();
        return true;
    } catch (const nlohmann::json::exception&) {
        return false;
    }
}

bool applyAgentState(Settings& settings, const ledger::Event& event, AgentState state)
{
    const auto json = nlohmann::json::parse(event.body, nullptr, false);
    try {
        Agent* agent = settings.agents.findPresent(json.at("agent").get<std::string>());
        if (agent == nullptr) {
            return false;
        }
        agent->pausedBecause = state == AgentState::Paused ? json.at("because").get<std::string>() : "";
        agent->state = state;
        return true;
    } catch (const nlohmann::json::exception&) {
        return false;
    }
}

} // namespace

template <class IsIt>
void Settings::erasePending(IsIt isIt)
{
    std::erase_if(pending, [&](const auto& each) {
        if (!isIt(each.second)) {
            return false;
        }
        pendingAgents.erase(each.first);
        return true;
    });
}

const policy::Policy* Settings::documentOf(std::string_view owner)
{
    if (owner == kGlobalName) {
        return &global;
    }
    const Agent* agent = agents.byId(owner);
    return agent == nullptr ? nullptr : &agent->document;
}

std::int64_t Settings::versionOf(std::string_view owner)
{
    const Agent* agent = agents.byId(owner);
    return owner == kGlobalName ? globalVersion : agent == nullptr ? 0 : agent->version;
}

std::string_view Settings::pendingAnswer(std::string_view token, const crypto::SecretBytes* key,
                                         Instant now) const
{
    Agents waiting;
    for (const auto& [number, agent] : pendingAgents) {
        waiting.add(agent);
        waiting.byId(agent.id)->binding.reset(); // whose it is will be asked once it works
    }
    const Recognised known = waiting.recognise(token, key, {}, now);
    return known.agent != nullptr ? "agent_pending" : known.code == "locked" ? "locked" : "";
}

void Settings::refresh(Agent& agent, Instant now)
{
    agent.policy = agent.document;
    allowances.addTo(agent.policy, agent.id, now);
    if (const auto shadow = shadows.find(agent.id); shadow != shadows.end()) {
        shadow->second.policy = shadow->second.document;
        allowances.addTo(shadow->second.policy, agent.id, now);
    }
    touched.insert(agent.id);
}

bool Settings::applyPolicy(const ledger::Event& event)
{
    const auto edit = policyEditFromEventBody(event.body);
    const policy::Policy* before = edit ? documentOf(edit->owner) : nullptr;
    if (before == nullptr || edit->version != versionOf(edit->owner) + 1 ||
        edit->oldHash != hashOfPolicy(*before) || edit->newHash != crypto::sha256(edit->document)) {
        return false;
    }
    auto after = policy::parsePolicy(edit->document);
    const bool isGlobal = edit->owner == kGlobalName;
    if (!after) {
        return false;
    }
    if (event.kind == kPolicyTightened) {
        // Written without proof, perhaps without a seal: it counts only because it cannot widen.
        const auto layer = isGlobal ? policy::Layer::Global : policy::Layer::Agent;
        if (policy::isWidening(policy::compare(layer, *before, *after))) {
            return false;
        }
    }
    erasePending([&edit](const PendingChange& each) { return each.owner == edit->owner; });
    if (isGlobal) {
        global = std::move(*after);
        globalVersion = edit->version;
        touched.insert(std::string(policy::kGlobalOwner));
        return true;
    }
    Agent& agent = *agents.byId(edit->owner);
    agent.document = std::move(*after);
    agent.version = edit->version;
    agent.preset = edit->preset;
    refresh(agent, event.at);
    return true;
}

bool Settings::applyPending(const ledger::Event& event)
{
    if (event.kind == kChangePending) {
        auto change = pendingFromEventBody(event.body, event.at);
        if (!change || change->id != lastPending + 1) {
            return false;
        }
        if (!change->owner.empty()) { // a newer wish for the same thing takes the older one's place
            erasePending([&change](const PendingChange& each) { return each.owner == change->owner; });
        }
        if (change->kind == kAgentAdded) {
            auto agent = agentFromEventBody(change->body, event.at);
            if (!agent) {
                return false;
            }
            agents.promise(agent->id);
            pendingAgents.emplace(change->id, std::move(*agent));
        }
        lastPending = change->id;
        pending.emplace(change->id, std::move(*change));
        return true;
    }
    const auto id = pendingIdFromBody(event.body);
    const auto found = id ? pending.find(*id) : pending.end();
    if (found == pending.end()) {
        return false;
    }
    const PendingChange change = std::move(found->second);
    pending.erase(found);
    pendingAgents.erase(*id);
    if (event.kind == kChangeRecalled) {
        return true;
    }
    const bool isKnown = change.kind == kPolicySet || change.kind == kDelaySet ||
                         change.kind == kGrantAdded || change.kind == kMoreGranted ||
                         change.kind == kAgentAdded || change.kind == kAgentTagged;
    return isKnown && event.at >= change.dueAt &&
           apply({event.at, change.kind, std::nullopt, event.agent, change.body});
}

bool Settings::applyDelay(const ledger::Event& event)
{
    const auto seconds = delayFromEventBody(event.body);
    if (!seconds || *seconds < 0 || *seconds > kMaxDelaySeconds ||
        (event.kind == kDelayRaised && *seconds < delaySeconds)) {
        return false;
    }
    erasePending([](const PendingChange& each) { return each.kind == kDelaySet; });
    delaySeconds = *seconds;
    return true;
}

bool Settings::applyShadow(const ledger::Event& event)
{
    auto edit = shadowEditFrom(event.kind, event.body, event.at);
    if (!edit || documentOf(edit->owner) == nullptr) {
        return false;
    }
    if (edit->shadow) {
        shadows.insert_or_assign(edit->owner, std::move(*edit->shadow));
    } else {
        shadows.erase(edit->owner);
    }
    if (Agent* agent = agents.byId(edit->owner)) {
        refresh(*agent, event.at);
    } else {
        touched.insert(std::string(policy::kGlobalOwner));
    }
    return true;
}

bool Settings::applyTags(const ledger::Event& event)
{
    auto edit = tagEditFromEventBody(event.body);
    Agent* agent = edit ? agents.byId(edit->agent) : nullptr;
    if (agent == nullptr) {
        return false;
    }
    // Written without proof, perhaps without a seal: it counts only because it cannot widen.
    if (event.kind == kAgentTagsTightened &&
        policy::isWidening(policy::compareTags(global, agent->policy, agent->tags, edit->tags))) {
        return false;
    }
    erasePending([&edit](const PendingChange& each) { return each.owner == tagsOf(edit->agent); });
    agent->tags = std::move(edit->tags);
    areLinesStale = true;
    return true;
}

bool Settings::apply(const ledger::Event& event)
{
    if (event.kind == kPaused || event.kind == kResumed) {
        isPaused = event.kind == kPaused;
        return true;
    }
    if (event.kind == kAgentAdded) {
        auto agent = agentFromEventBody(event.body, event.at);
        if (!agent) {
            return false;
        }
        touched.insert(agents.add(std::move(*agent)).id);
        return true;
    }
    if (event.kind == kAgentTagged || event.kind == kAgentTagsTightened) {
        return applyTags(event);
    }
    if (event.kind == kAgentPaused) {
        return applyAgentState(*this, event, AgentState::Paused);
    }
    if (event.kind == kAgentResumed) {
        return applyAgentState(*this, event, AgentState::Active);
    }
    if (const auto isApplied = applyAgentEvent(agents, event)) {
        return *isApplied;
    }
    if (const auto isApplied = backups.apply(event)) {
        if (event.kind == kLedgerRestored) {
            agents.pauseAll("the wallet was restored from a backup");
        }
        return *isApplied;
    }
    if (event.kind == kNetworkSet) {
        return applyNetwork(*this, event);
    }
    if (event.kind == kAlarmRaised || event.kind == kAlarmLifted) {
        return alarms.apply(event);
    }
    if (event.kind == kAnchorSet) {
        return applyAnchor(*this, event);
    }
    if (event.kind == kWatchMark) {
        return applyMark(*this, event);
    }
    if (event.kind == kPolicySet || event.kind == kPolicyTightened) {
        return applyPolicy(event);
    }
    if (event.kind == kChangePending || event.kind == kChangeApplied || event.kind == kChangeRecalled) {
        return applyPending(event);
    }
    if (event.kind == kDelaySet || event.kind == kDelayRaised) {
        return applyDelay(event);
    }
    if (event.kind == kShadowSet || event.kind == kShadowCleared) {
        return applyShadow(event);
    }
    if (isSecurityKind(event.kind)) {
        return security.apply(event);
    }
    if (isAllowanceKind(event.kind)) {
        const auto changed = allowances.apply(event);
        if (changed && (event.kind == kMoreGranted || event.kind == kMoreDenied)) {
            // Answered: an earlier answer that still waits has nothing to answer any more.
            const auto request = pendingIdFromBody(event.body);
            std::erase_if(pending, [&](const auto& each) {
                return request && each.second.owner == envelopeName(*request);
            });
        }
        Agent* agent = changed ? agents.byId(*changed) : nullptr;
        if (agent != nullptr) {
            refresh(*agent, event.at);
        }
        return changed.has_value() && (changed->empty() || agent != nullptr);
    }
    return true; // events that set nothing: created, locked, unlocked
}

std::string networkEventBody(const std::string& network, const NetworkSetting& setting)
{
    return nlohmann::json{{"network", network}, {"rpc", setting.rpc}, {"enabled", setting.isEnabled}}.dump();
}

std::string markEventBody(const std::string& network, const WatchMark& mark)
{
    return nlohmann::json{
        {"network", network}, {"number", mark.number}, {"hash", mark.hash}, {"timeSeconds", mark.timeSeconds}}
        .dump();
}

} // namespace till::payment
