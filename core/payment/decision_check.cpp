#include "core/payment/decision_check.h"

#include "core/ledger/terms_json.h"
#include "core/payment/asked_facts.h"
#include "core/payment/judgement_json.h"
#include "core/payment/seen.h"

#include <utility>

namespace till::payment {

namespace {

using nlohmann::json;

constexpr std::string_view kAuthorized = "authorized";
constexpr std::string_view kWaiting = "waiting";
constexpr std::string_view kDenied = "denied";

/// Ends what waits for a person, other than with an authorization.
bool endsWaiting(std::string_view kind)
{
    return kind == "rejected" || kind == "lapsed" || kind == "given_up";
}

/// Whether a refusal came from the rules; any other is a hard check's.
bool isOfRules(const Judgement& judgement)
{
    return judgement.verdict != "deny" || judgement.code == "denied_by_rule" ||
           judgement.code == "budget_exceeded";
}

std::optional<Judgement> recordedJudgement(const json& body)
{
    try {
        return judgementFrom(body.at("judgement"));
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

/// The first part that is not the same, named as the row names it; empty when all are.
std::string_view differingPart(const Judgement& a, const Judgement& b)
{
    if (a.code != b.code) {
        return "code";
    }
    if (a.sentence != b.sentence) {
        return "sentence";
    }
    if (a.reasons != b.reasons) {
        return "reasons";
    }
    if (a.budgets != b.budgets) {
        return "budgets";
    }
    if (a.trace != b.trace) {
        return "trace";
    }
    if (a.differences != b.differences || a.usual != b.usual) {
        return "differences";
    }
    if (a.smallestChange != b.smallestChange) {
        return "smallestChange";
    }
    return a.retryAllowed != b.retryAllowed ? "retryAllowed" : "";
}

/// The members of a row that hold a decision, as they must stand at its end.
std::string tailOf(const Judgement& judgement, const DecisionRecord& record)
{
    JsonText out;
    out.beginObject();
    writeDecision(out, judgement, record);
    out.endObject();
    return out.take().substr(1);
}

/// Whether a row of this kind, decided by the rules or by a person, may have this verdict.
bool fitsKind(std::string_view kind, bool isByPerson, std::string_view verdict)
{
    if (kind == kAuthorized) {
        return isByPerson ? verdict != "deny" : verdict == "allow";
    }
    return verdict == (kind == kWaiting ? "ask" : "deny");
}

/// What may be signed must be what was judged.
bool isSignedAsJudged(const json& body, const policy::PaymentFacts& facts)
{
    const auto terms = body.contains("signing") ? ledger::termsFromJson(body["signing"]) : std::nullopt;
    return terms && terms->authorization.value == facts.amount &&
           terms->authorization.to.toChecksummed() == facts.line.payTo &&
           terms->domain.verifyingContract.toChecksummed() == facts.line.asset;
}

} // namespace

DecisionCheck::DecisionCheck(const money::Registry& registry) : m_registry(registry)
{
    m_trackers.setPolicy(policy::kGlobalOwner, m_settings.global);
}

void DecisionCheck::bad(std::int64_t seq, const ledger::Event& event, std::string what)
{
    ++m_report.faulty;
    if (!m_report.first) {
        m_report.first = DecisionFault{seq, {event.payment.value_or(0)}, std::move(what)};
    }
}

void DecisionCheck::take(std::int64_t seq, const ledger::Event& event)
{
    if (!event.payment) {
        return takeSetting(seq, event);
    }
    if (endsWaiting(event.kind)) {
        m_waiting.erase(*event.payment);
    } else if (event.kind == kAuthorized || event.kind == kWaiting || event.kind == kDenied) {
        takeDecision(seq, event);
    }
}

void DecisionCheck::takeSetting(std::int64_t seq, const ledger::Event& event)
{
    if (!m_settings.apply(event)) {
        bad(seq, event, "A change of settings does not follow from what was there before it.");
    }
    for (const std::string& owner : std::exchange(m_settings.touched, {})) {
        const Agent* agent = owner == policy::kGlobalOwner ? nullptr : m_settings.agents.byId(owner);
        m_trackers.setPolicy(owner, agent == nullptr ? m_settings.global : agent->policy);
    }
}

void DecisionCheck::takeDecision(std::int64_t seq, const ledger::Event& event)
{
    const json body = json::parse(event.body, nullptr, false);
    auto seen = seenFromEventBody(event.body);
    const auto waited = m_waiting.extract(*event.payment);
    const bool isByPerson = !seen && !waited.empty() && event.kind == kAuthorized;
    const auto judgement = body.is_object() ? recordedJudgement(body) : std::nullopt;
    if (!judgement || (!seen && !isByPerson)) {
        // An approval of a version that kept no judgement with it says only who approved.
        const bool isOldApproval = isByPerson && body.is_object() && body.contains("by");
        if (isOldApproval) {
            ++m_report.notRecomputed;
        } else {
            bad(seq, event, "The decision cannot be read.");
        }
        return;
    }
    const Ask& ask = isByPerson ? waited.mapped() : seen->ask;
    const auto record = body.contains("inputs") ? decisionRecordFrom(body["inputs"]) : std::nullopt;
    const Agent* agent = m_settings.agents.byId(event.agent);
    if (!record) {
        if (body.contains("inputs")) {
            bad(seq, event, "What the decision was made of cannot be read.");
        } else {
            ++(isOfRules(*judgement) ? m_report.notRecomputed : m_report.beforeRules);
        }
    } else if (agent == nullptr) {
        bad(seq, event, "It names an agent that there was not.");
    } else if (!isComputable(*record, *agent, event.at) || !recordedFacts(event.agent, ask, m_registry)) {
        ++m_report.notRecomputed;
    } else if (std::string fault = faultOf(event, ask, *record, *judgement); !fault.empty()) {
        bad(seq, event, std::move(fault));
    } else if (!fitsKind(event.kind, isByPerson, judgement->verdict)) {
        bad(seq, event,
            "It was " + judgement->verdict + " by the rules, and recorded as " + event.kind + ".");
    } else if (event.kind == kAuthorized &&
               !isSignedAsJudged(body, *recordedFacts(event.agent, ask, m_registry))) {
        bad(seq, event, "What may be signed is not what was judged.");
    } else {
        ++m_report.recomputed;
    }
    if (event.kind == kWaiting && seen) {
        m_waiting.insert_or_assign(*event.payment, std::move(seen->ask));
    }
}

bool DecisionCheck::isComputable(const DecisionRecord& record, const Agent& agent, Instant at) const
{
    return record.engine == policy::kEngineVersion &&
           record.zones == zoneReadings(m_settings.global, agent.policy, at);
}

std::string DecisionCheck::faultOf(const ledger::Event& event, const Ask& ask, const DecisionRecord& record,
                                   const Judgement& recorded)
{
    const Agent& agent = *m_settings.agents.byId(event.agent);
    if (record.globalVersion != m_settings.globalVersion || record.agentVersion != agent.version) {
        return "It names version " + std::to_string(record.agentVersion) + " of the agent's policy and " +
               std::to_string(record.globalVersion) + " of the global one; " + std::to_string(agent.version) +
               " and " + std::to_string(m_settings.globalVersion) + " were in force.";
    }
    if (record.beside != besideDocument(agent)) {
        return "It names other grants and envelopes than were in force.";
    }
    policy::PaymentFacts facts = *recordedFacts(event.agent, ask, m_registry);
    facts.line.agentTags = record.agentTags;
    const policy::Replay replay(record.observed, m_trackers);
    const policy::Observer observer(replay, replay);
    const Judgement computed =
        judgementOf({facts, m_settings.global, agent.policy, observer, observer, event.at});
    if (replay.lacksAnswers()) {
        return "It lacks a sum or an answer about the merchant that the rules asked for.";
    }
    if (computed.verdict != recorded.verdict) {
        return "It is recorded as " + recorded.verdict + "; computed again it is " + computed.verdict + ".";
    }
    if (const auto part = differingPart(recorded, computed); !part.empty()) {
        return "Its " + std::string(part) + " is recorded otherwise than it is computed again.";
    }
    DecisionRecord again = record;
    again.observed = observer.observed();
    if (!event.body.ends_with(tailOf(computed, again))) {
        return "Its bytes are not those that its decision gives.";
    }
    return {};
}

} // namespace till::payment
