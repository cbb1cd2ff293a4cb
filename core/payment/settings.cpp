#include "core/payment/settings.h"

#include <nlohmann/json.hpp>

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

bool applyAgentState(Settings& settings, const ledger::Event& event, AgentState state)
{
    const auto json = nlohmann::json::parse(event.body, nullptr, false);
    try {
        Agent* agent = settings.agents.find(json.at("agent").get<std::string>());
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
        agents.add(std::move(*agent));
        return true;
    }
    if (event.kind == kAgentPaused) {
        return applyAgentState(*this, event, AgentState::Paused);
    }
    if (event.kind == kAgentResumed) {
        return applyAgentState(*this, event, AgentState::Active);
    }
    if (event.kind == kNetworkSet) {
        return applyNetwork(*this, event);
    }
    if (event.kind == kAlarmRaised || event.kind == kAlarmLifted) {
        return alarms.apply(event);
    }
    if (event.kind == kWatchMark) {
        return applyMark(*this, event);
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
