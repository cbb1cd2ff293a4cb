#include "core/policy/simulate.h"

#include "core/policy/explain.h"

#include <algorithm>

namespace till::policy {

namespace {

void add(SimulatedCounts& counts, Verdict verdict, const money::Amount& micro)
{
    switch (verdict) {
    case Verdict::Allow:
        ++counts.allowed;
        counts.allowedMicro = saturatingSum(counts.allowedMicro, micro);
        return;
    case Verdict::Ask:
        ++counts.asked;
        counts.askedMicro = saturatingSum(counts.askedMicro, micro);
        return;
    case Verdict::Deny:
        ++counts.denied;
        counts.deniedMicro = saturatingSum(counts.deniedMicro, micro);
        return;
    }
}

} // namespace

Simulation::Simulation(std::string agent, const Policy& global, const Policy& draft, TimeZone zone)
    : Simulation({{std::move(agent), draft}}, global, std::move(zone))
{
}

Simulation::Simulation(std::map<std::string, Policy> agents, const Policy& draft, TimeZone zone)
    : m_global(draft), m_agents(std::move(agents)), m_zone(std::move(zone))
{
    m_book.setPolicy(kGlobalOwner, m_global);
    for (const auto& [agent, policy] : m_agents)
        m_book.setPolicy(agent, policy);
}

void Simulation::count(const RecordedAsk& ask)
{
    const Instant end = std::max(ask.at, ask.end);
    if (!m_book.add({ask.id, ask.facts.line, ask.facts.amount, ask.at, end}))
        return; // a number that was there already counts once
    if (ask.settledAt)
        static_cast<void>(m_book.shorten(ask.id, *ask.settledAt));
    if (ask.releasedAt)
        m_releases.emplace(*ask.releasedAt, ask.id);
    m_memory.note(ask.facts);
}

void Simulation::releaseUntil(Instant now)
{
    while (!m_releases.empty() && m_releases.begin()->first <= now) {
        static_cast<void>(m_book.remove(m_releases.begin()->second));
        m_releases.erase(m_releases.begin());
    }
}

void Simulation::remember(const RecordedAsk& ask)
{
    releaseUntil(ask.at);
    if (ask.wasPaid)
        count(ask);
}

SimulatedDay& Simulation::dayOf(Instant at)
{
    const Instant start = m_zone.spanAt(CalendarUnit::Day, at).start;
    if (m_days.empty() || m_days.back().start != start)
        m_days.push_back({.start = start, .was = {}, .would = {}, .differ = 0});
    return m_days.back();
}

void Simulation::decide(const RecordedAsk& ask)
{
    releaseUntil(ask.at);
    const DecisionInput input{ask.facts, m_global, m_agents.at(ask.facts.line.agent),
                              m_book,    m_memory, ask.at};
    const Decision decision = policy::decide(input);
    SimulatedDay& day = dayOf(ask.at);
    const money::Amount micro =
        ask.facts.line.isPractice
            ? money::Amount::zero()
            : usdMicro(ask.facts.line, ask.facts.amount).value_or(money::Amount::zero());
    add(day.was, ask.verdict, micro);
    add(day.would, decision.verdict, micro);
    ++m_changes.asks.at(static_cast<std::size_t>(ask.verdict)).at(static_cast<std::size_t>(decision.verdict));
    if (decision.verdict != ask.verdict) {
        ++day.differ;
        if (m_differences.size() < kMaxSimulatedExamples)
            m_differences.push_back({.id = ask.id,
                                     .at = ask.at,
                                     .was = ask.verdict,
                                     .would = decision.verdict,
                                     .sentence = explain(input, decision).sentence});
    }
    const bool isPaid =
        decision.verdict == Verdict::Allow || (decision.verdict == Verdict::Ask && ask.wasPaid);
    if (isPaid)
        count(ask);
}

} // namespace till::policy
