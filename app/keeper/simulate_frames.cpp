#include "app/keeper/keeper.h"
#include "app/keeper/local_zone.h"
#include "app/keeper/recorded_asks.h"
#include "app/keeper/reply.h"
#include "core/policy/policy_json.h"
#include "core/policy/policy_words.h"
#include "core/policy/simulate.h"
#include "core/wire/simulate_messages.h"

namespace till::keeper {

namespace {

constexpr std::int64_t kMsPerDay = std::int64_t{24} * 3600 * 1000;
/// Longest that a budget looks back: what was paid before the first day of a simulation still counts on it.
constexpr std::int64_t kLookBackMs = policy::kMaxRollingSeconds * 1000;

wire::SimulatedCountsShape toWire(const policy::SimulatedCounts& counts)
{
    return {static_cast<std::int64_t>(counts.allowed),
            static_cast<std::int64_t>(counts.asked),
            static_cast<std::int64_t>(counts.denied),
            counts.allowedMicro.toDecimal(policy::kUsdDecimals),
            counts.askedMicro.toDecimal(policy::kUsdDecimals),
            counts.deniedMicro.toDecimal(policy::kUsdDecimals)};
}

wire::PolicySimulated toWire(const policy::Simulation& simulation)
{
    wire::PolicySimulated answer;
    for (const policy::SimulatedDay& day : simulation.days()) {
        answer.days.push_back(
            {day.start.unixMs, toWire(day.was), toWire(day.would), static_cast<std::int64_t>(day.differ)});
        answer.asks += static_cast<std::int64_t>(day.was.allowed + day.was.asked + day.was.denied);
        answer.differ += static_cast<std::int64_t>(day.differ);
    }
    for (const auto& [wasWord, was] : policy::kVerdictWords) {
        for (const auto& [wouldWord, would] : policy::kVerdictWords) {
            const std::uint64_t asks = simulation.changes()
                                           .asks.at(static_cast<std::size_t>(was))
                                           .at(static_cast<std::size_t>(would));
            if (asks > 0) {
                answer.changes.push_back(
                    {std::string(wasWord), std::string(wouldWord), static_cast<std::int64_t>(asks)});
            }
        }
    }
    for (const policy::SimulatedDifference& each : simulation.differences()) {
        answer.first.push_back({ledger::PaymentId{each.id}.toText(), each.at.unixMs,
                                std::string(policy::wordFor(policy::kVerdictWords, each.was)),
                                std::string(policy::wordFor(policy::kVerdictWords, each.would)),
                                each.sentence});
    }
    return answer;
}

} // namespace

void Keeper::simulatePolicy(const Link& link, std::int64_t id, const wire::PolicySimulate& simulate)
{
    const std::string owner = policyOwner(simulate.agent);
    if (owner.empty()) {
        return replyError(link, id, "no_such_agent");
    }
    auto draft = policy::parsePolicy(simulate.document);
    if (!draft) {
        return replyError(link, id, "bad_policy", policy::describe(draft.error()));
    }
    auto zone = simulate.timeZone ? policy::TimeZone::named(*simulate.timeZone)
                                  : Result<policy::TimeZone, policy::ZoneError>(localZone());
    if (!zone || simulate.days < 1 || simulate.days > policy::kMaxSimulatedDays) {
        return replyError(link, id, "bad_request",
                          "The days are 1 to 92, in a time zone such as Europe/Berlin.");
    }
    const Instant since = m_clock.now().plusMs(-simulate.days * kMsPerDay);
    const bool isGlobal = owner == payment::kGlobalName;
    std::map<std::string, std::vector<std::string>> tags; // past payments count under the tags of now
    std::map<std::string, policy::Policy> agents;         // those whose asks are decided again
    Claims claims = claimsNeededBy(*draft);
    for (const payment::Agent& each : m_till.settings().agents.all()) {
        tags.emplace(each.id, each.tags);
        if (isGlobal || each.id == owner) {
            const policy::Policy& policy =
                agents.emplace(each.id, isGlobal ? each.document : *draft).first->second;
            claims = claimsNeededBy(policy) == Claims::Read ? Claims::Read : claims;
        }
    }
    m_readWorker.post(
        [this, link, id, since, claims, owner, tags = std::move(tags), agents = std::move(agents),
         global = isGlobal ? std::move(*draft) : m_till.settings().global, zone = std::move(*zone)] {
            auto recorded = recordedAsks(m_reader, since.plusMs(-kLookBackMs), claims);
            if (!recorded) {
                link->send(wire::encodeError(id, notReadBody(recorded.error())));
                return;
            }
            policy::Simulation simulation(agents, global, zone);
            for (policy::RecordedAsk& ask : recorded->asks) {
                if (const auto known = tags.find(ask.facts.line.agent); known != tags.end()) {
                    ask.facts.line.agentTags = known->second;
                }
                if (ask.at < since || !simulation.isAbout(ask.facts.line.agent)) {
                    simulation.remember(ask);
                } else {
                    simulation.decide(ask);
                }
            }
            wire::PolicySimulated answer = toWire(simulation);
            answer.agent = owner;
            answer.isCut = recorded->isCut;
            link->send(fitting(id, wire::encode(id, answer)));
        });
}

} // namespace till::keeper
