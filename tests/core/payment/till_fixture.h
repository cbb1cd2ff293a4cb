#pragma once

#include "core/payment/till.h"
#include "core/policy/presets.h"
#include "core/support/base64.h"
#include "tests/core/ledger/ledger_fixture.h"

#include "core/support/json.h"

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

/// A till as the keeper has it: a real ledger in a folder of its own, real policies, a clock driven by hand.
namespace till::tests {

inline constexpr std::string_view kShopPayee = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
inline constexpr std::string_view kOtherPayee = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
inline constexpr std::string_view kBase = "eip155:8453";
inline constexpr std::string_view kBaseUsdc = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
inline constexpr std::string_view kPracticeToken = "0x402402402402402402402402402402402402402A";
inline constexpr std::int64_t kSecond = 1000;
inline constexpr std::int64_t kMinute = 60 * kSecond;
inline constexpr std::int64_t kHour = 60 * kMinute;
inline constexpr std::int64_t kDay = 24 * kHour;

class HandClock : public Clock {
public:
    [[nodiscard]] Instant now() const override { return at; }
    void advance(std::int64_t ms) { at = at.plusMs(ms); }
    Instant at = kStart;
};

/// One entry of `accepts` in version 2: a price in USDC on Base.
inline nlohmann::json optionFor(std::string_view atomic, std::string_view payTo = kShopPayee)
{
    return {{"scheme", "exact"},
            {"network", kBase},
            {"amount", atomic},
            {"asset", kBaseUsdc},
            {"payTo", payTo},
            {"maxTimeoutSeconds", 60},
            {"extra", {{"name", "USD Coin"}, {"version", "2"}}}};
}

/// The same on the practice network.
inline nlohmann::json practiceOptionFor(std::string_view atomic)
{
    nlohmann::json option = optionFor(atomic);
    option["network"] = money::kPracticeNetwork;
    option["asset"] = kPracticeToken;
    option["extra"] = {{"name", "Practice Dollar"}, {"version", "1"}};
    return option;
}

/// The challenge that a merchant with these options answers, read as the gateway reads it.
inline challenge::Challenge challengeWith(const std::vector<nlohmann::json>& options)
{
    const nlohmann::json document{
        {"x402Version", 2},
        {"error", "PAYMENT-SIGNATURE header is required"},
        {"resource", {{"url", "https://api.shop.test/v1/search"}, {"description", "Search"}}},
        {"accepts", options}};
    const std::string text = document.dump();
    auto read = challenge::parseChallenge({402, {{"PAYMENT-REQUIRED", toBase64(text)}}, ""});
    if (!read) {
        throw std::runtime_error(challenge::describe(read.error()));
    }
    return *read;
}

/// The version 1 form of an offer in USDC on Base.
inline challenge::Challenge version1Challenge(std::string_view atomic)
{
    const nlohmann::json document{{"x402Version", 1},
                                  {"error", "X-PAYMENT header is required"},
                                  {"accepts",
                                   {{{"scheme", "exact"},
                                     {"network", "base"},
                                     {"maxAmountRequired", atomic},
                                     {"resource", "https://api.shop.test/v1/search"},
                                     {"description", "Search"},
                                     {"mimeType", "application/json"},
                                     {"payTo", kShopPayee},
                                     {"maxTimeoutSeconds", 60},
                                     {"asset", kBaseUsdc},
                                     {"extra", {{"name", "USD Coin"}, {"version", "2"}}}}}}};
    auto read = challenge::parseChallenge({402, {}, document.dump()});
    if (!read) {
        throw std::runtime_error(challenge::describe(read.error()));
    }
    return *read;
}

/// "Pay this": GET of one path at a price in atomic units of USDC.
inline payment::Ask askFor(std::string_view atomic, std::string path = "/v1/search")
{
    payment::Ask ask;
    ask.interface = "rest";
    ask.caller = {77, 1000, "/usr/bin/agent"};
    ask.request = {"GET", "https://api.shop.test" + path, "api.shop.test", path, ""};
    ask.claims = {"search", "find it", "because"};
    ask.challenge = challengeWith({optionFor(atomic)});
    return ask;
}

inline payment::Ask askWithKey(std::string_view atomic, std::string key, std::string path = "/v1/search")
{
    payment::Ask ask = askFor(atomic, std::move(path));
    ask.idempotencyKey = std::move(key);
    return ask;
}

inline policy::Policy presetOf(std::string_view name)
{
    return policy::presetPolicy(name, policy::TimeZone()).value();
}

inline policy::Policy policyOf(std::string_view document)
{
    const auto read = policy::parsePolicy(document);
    if (!read) {
        throw std::runtime_error(policy::describe(read.error()));
    }
    return *read;
}

/// Allows everything within one budget of `usd` a day.
inline policy::Policy allowUpTo(std::string_view usd)
{
    return policyOf(R"({"version":1,"name":"t","default":"allow","budgets":[{"name":"day","limit":{"usd":")" +
                    std::string(usd) + R"("},"window":{"calendar":"day"}}]})");
}

inline chain::EvmAddress addressOf(std::uint8_t number)
{
    std::array<std::uint8_t, 20> bytes{};
    bytes.fill(number);
    return chain::EvmAddress(bytes);
}

class Desk {
public:
    explicit Desk(std::uint8_t keyFill = 5) : m_keyFill(keyFill)
    {
        start();
        unlock();
        must(till().change(payment::kLedgerCreated, "{}"));
        commit();
    }

    [[nodiscard]] payment::Till& till() { return *m_till; }
    [[nodiscard]] ledger::Ledger& ledger() { return *m_ledger; }
    [[nodiscard]] payment::Agent& agent(std::string_view idOrName)
    {
        return *till().settings().agents.find(idOrName);
    }

    /// Adds an agent as the keeper does; gives its id.
    std::string addAgent(std::string name, policy::Policy policy)
    {
        payment::Agents& agents = till().settings().agents;
        payment::Agent agent;
        agent.id = agents.nextId();
        agent.name = std::move(name);
        agent.account = "acc_" + agent.id;
        agent.address = addressOf(static_cast<std::uint8_t>(agents.all().size() + 1));
        agent.preset = policy.name;
        agent.policy = std::move(policy);
        agent.colour = agents.nextColour();
        payment::AgentToken token;
        token.hash = payment::plainHashOfToken("till_" + agent.id);
        agent.tokens.add(token, {});
        must(till().change(payment::kAgentAdded, payment::toEventBody(agent)));
        commit();
        unlock(); // the new account is one of our own
        return agent.id;
    }

    payment::Outcome pay(const payment::Ask& ask, std::string_view agentId = "a1")
    {
        payment::Outcome outcome = must(till().pay(agent(agentId), ask));
        commit();
        return outcome;
    }
    /// Commits the batch and keeps its reservations for `termsOf`.
    void commit() { m_reservations = must(ledger().commit()); }
    /// What the last batch lets be signed for this outcome.
    [[nodiscard]] const ledger::Terms& reserved(const payment::Outcome& outcome) const
    {
        return m_reservations.at(outcome.reservation.value()).terms();
    }
    payment::Outcome approve(const payment::Outcome& waiting)
    {
        const std::string shown = till().shownHash(waiting.row, waiting.seen.value());
        payment::Outcome outcome = must(till().approve(waiting.row.id, shown, "cli", ""));
        commit();
        return outcome;
    }
    [[nodiscard]] ledger::StoredPayment row(ledger::PaymentId id)
    {
        return must(ledger().payment(id)).value();
    }
    void tick()
    {
        must(till().tick());
        commit();
    }

    void lock()
    {
        till().close();
        ledger().clearSealKey();
    }
    void unlock()
    {
        std::vector<chain::EvmAddress> own;
        for (const payment::Agent& each : till().settings().agents.all()) {
            own.push_back(each.address);
        }
        ledger().setSealKey(sealKey());
        till().open({sealKey(m_keyFill), std::move(own)});
    }
    /// As after a crash: everything is read again from the disk.
    void restart()
    {
        m_till.reset();
        m_ledger.reset();
        start();
        unlock();
    }
    /// What the first USD budget of the agent has used up.
    [[nodiscard]] std::string used(std::string_view agentId = "a1")
    {
        return till().standing(agent(agentId)).front().used;
    }
    [[nodiscard]] bool verifies() { return ledger().verify().isWhole(); }

    HandClock clock;
    LedgerFile file;

private:
    void start()
    {
        m_ledger.emplace(must(ledger::Ledger::open(file.path())));
        m_till.emplace(*m_ledger, money::Registry::builtIn(), clock);
        must(m_till->rebuild());
    }
    std::uint8_t m_keyFill;
    std::optional<ledger::Ledger> m_ledger;
    std::optional<payment::Till> m_till;
    std::vector<ledger::Reservation> m_reservations;
};

} // namespace till::tests
