// How long one decision takes, with rules, budgets and history as large as they get. The aim is under 5 µs
// with 200 rules and 50 budgets, whatever the history.

#include "core/money/registry.h"
#include "core/policy/decide.h"
#include "core/policy/explain.h"
#include "core/policy/observed.h"
#include "core/policy/presets.h"

#include <benchmark/benchmark.h>

#include <map>
#include <string>

using namespace till;
using namespace till::policy;

namespace {

constexpr Instant kStart{1'767'268'800'000}; // noon of 2026-01-01, UTC

PaymentFacts payment(std::int64_t micro, const std::string& host)
{
    const money::Registry& registry = money::Registry::builtIn();
    PaymentFacts facts;
    facts.asset = registry.asset("eip155:8453", "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913");
    facts.line = makeSpendLine(*registry.networkByCaip2("eip155:8453"), *facts.asset);
    facts.line.agent = "agent_1";
    facts.line.agentTags = {"research"};
    facts.line.host = host;
    facts.line.payTo = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
    facts.amount = money::Amount::fromUint64(static_cast<std::uint64_t>(micro));
    facts.interface = "rest";
    facts.dialect = "x402v2";
    facts.scheme = "exact";
    facts.method = "GET";
    facts.path = "/v1/search";
    return facts;
}

/// Rules of every kind that do not match, so that all of them are tried.
Policy largePolicy(std::int64_t rules, std::int64_t budgets)
{
    Policy policy;
    policy.name = "large";
    policy.otherwise = Verdict::Allow;
    policy.perPaymentMicro = money::Amount::fromUint64(10'000'000);
    for (std::int64_t i = 0; i < rules; ++i) {
        const std::string number = std::to_string(i);
        Rule rule;
        rule.name = "rule " + number;
        rule.verdict = i % 3 == 0 ? Verdict::Deny : i % 3 == 1 ? Verdict::Ask : Verdict::Allow;
        switch (i % 4) {
        case 0:
            rule.when = {
                TextTest{TextField::Host, {"*.host" + number + ".test", "api" + number + ".shop.test"}}};
            break;
        case 1:
            rule.when = {TextTest{TextField::Path, {"/v1/" + number + "/*"}},
                         TextTest{TextField::Method, {"POST"}}};
            break;
        case 2:
            rule.when = {
                AmountTest{.asset = {}, .above = money::Amount::fromUint64(9'000'000), .from = {}, .to = {}}};
            break;
        default:
            rule.when = {TextTest{TextField::Agent, {"agent_9" + number}}, HistoryTest{}};
        }
        policy.rules.push_back(std::move(rule));
    }
    for (std::int64_t i = 0; i < budgets; ++i) {
        Budget budget;
        budget.name = "budget " + std::to_string(i);
        if (i % 2 == 0)
            budget.limit = UsdLimit{money::Amount::fromUint64(1'000'000'000'000)};
        else
            budget.limit = CountLimit{1'000'000'000};
        if (i % 3 == 0)
            budget.window = RollingWindow{60 + 3600 * i};
        else if (i % 3 == 1)
            budget.window =
                CalendarWindow{static_cast<CalendarUnit>(i % 4), TimeZone::named("Europe/Berlin").value()};
        if (i % 5 == 0)
            budget.per = {Dimension::Agent, Dimension::Host};
        policy.budgets.push_back(std::move(budget));
    }
    return policy;
}

struct World {
    Policy global = emptyPolicy();
    Policy agent;
    SpendBook book;
    MerchantMemory memory;
    PaymentFacts facts = payment(250'000, "api.shop.test");

    World(Policy policy, std::int64_t history) : agent(std::move(policy))
    {
        for (std::int64_t i = 0; i < history; ++i) {
            const Instant at = kStart.plusMs((i - history) * 100);
            const PaymentFacts past = payment(1 + i % 1000, "host" + std::to_string(i % 50) + ".test");
            (void)book.add(
                {.id = i, .line = past.line, .amount = past.amount, .start = at, .end = at.plusMs(60'000)});
        }
        memory.note(facts);
        book.setPolicy(kGlobalOwner, global);
        book.setPolicy("agent_1", agent);
    }
    [[nodiscard]] DecisionInput input(Instant now) const
    {
        return {.facts = facts, .global = global, .agent = agent, .book = book, .memory = memory, .now = now};
    }
};

void decideOften(benchmark::State& state, const World& world)
{
    std::int64_t ms = 0;
    for (auto _ : state) {
        Decision decision = decide(world.input(kStart.plusMs(++ms)));
        benchmark::DoNotOptimize(decision);
    }
}

/// Made once: the library runs each benchmark several times to find out how often to repeat it.
const World& everydayWorld(std::int64_t history)
{
    static std::map<std::int64_t, World> worlds;
    return worlds.try_emplace(history, presetPolicy("everyday", TimeZone()).value(), history).first->second;
}

const World& largeWorld(std::int64_t history)
{
    static std::map<std::int64_t, World> worlds;
    return worlds.try_emplace(history, largePolicy(200, 50), history).first->second;
}

void decideEveryday(benchmark::State& state)
{
    decideOften(state, everydayWorld(state.range(0)));
}
BENCHMARK(decideEveryday)->Arg(0)->Arg(100'000);

void decideLarge(benchmark::State& state)
{
    decideOften(state, largeWorld(state.range(0)));
}
BENCHMARK(decideLarge)->Arg(0)->Arg(10'000)->Arg(1'000'000);

/// With what was asked kept for the row, so that it can be computed again.
void decideLargeObserved(benchmark::State& state)
{
    const World& world = largeWorld(state.range(0));
    std::int64_t ms = 0;
    for (auto _ : state) {
        const Observer observer(world.book, world.memory);
        Decision decision =
            decide({world.facts, world.global, world.agent, observer, observer, kStart.plusMs(++ms)});
        benchmark::DoNotOptimize(decision);
        benchmark::DoNotOptimize(observer.observed());
    }
}
BENCHMARK(decideLargeObserved)->Arg(10'000)->Arg(1'000'000);

/// As the keeper does it: decide, then put the payment into every sum.
void decideAndAdd(benchmark::State& state)
{
    static std::map<std::int64_t, World> worlds;
    World& world =
        worlds.try_emplace(state.range(0), presetPolicy("autopilot", TimeZone()).value(), state.range(0))
            .first->second;
    static std::int64_t id = 1'000'000'000;
    static std::int64_t ms = 0;
    for (auto _ : state) {
        const Instant now = kStart.plusMs(++ms);
        Decision decision = decide(world.input(now));
        benchmark::DoNotOptimize(decision);
        (void)world.book.add({.id = ++id,
                              .line = world.facts.line,
                              .amount = world.facts.amount,
                              .start = now,
                              .end = now.plusMs(60'000)});
        world.memory.note(world.facts);
    }
}
BENCHMARK(decideAndAdd)->Arg(0)->Arg(100'000);

void explainEveryday(benchmark::State& state)
{
    const World& world = everydayWorld(1000);
    std::int64_t ms = 0;
    for (auto _ : state) {
        const DecisionInput input = world.input(kStart.plusMs(++ms));
        Explanation explanation = explain(input, decide(input));
        benchmark::DoNotOptimize(explanation);
    }
}
BENCHMARK(explainEveryday);

} // namespace

BENCHMARK_MAIN();
