#include "tests/property/world.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace till::tests {

namespace {

constexpr const char* kLedgerPath = "/ledger.db";
constexpr std::size_t kMostAgents = 4;
constexpr std::uint8_t kNonceKeyFill = 5;
constexpr std::uint8_t kSealKeyFill = 7;

ModelBudget budgetOf(Choices& choices)
{
    constexpr std::array<std::uint64_t, 4> kLimits{500'000, 1'000'000, 2'500'000, 6'000'000};
    constexpr std::array<std::int64_t, 4> kRolling{60, 600, 3600, 86'400};
    ModelBudget budget;
    budget.window = static_cast<ModelBudget::Window>(choices.upTo(3));
    budget.measure = choices.upTo(4) == 3 ? ModelBudget::Measure::Count : ModelBudget::Measure::Sum;
    budget.limit = kLimits.at(choices.upTo(4)) * (budget.window == ModelBudget::Window::Ever ? 3 : 1);
    budget.limit = budget.measure == ModelBudget::Measure::Count ? budget.limit / 200'000 : budget.limit;
    budget.rollingSeconds = kRolling.at(choices.upTo(4));
    budget.isPerHost = choices.upTo(4) == 3;
    budget.asksWhenExceeded = choices.upTo(5) == 4;
    return budget;
}

bool holdsRun(const Bytes& bytes, std::uint8_t fill)
{
    constexpr std::size_t kKeyPart = 16;
    const std::string run(kKeyPart, static_cast<char>(fill));
    return ::memmem(bytes.data(), bytes.size(), run.data(), run.size()) != nullptr;
}

} // namespace

World::World(std::uint64_t setup, Tally& tally) : m_tally(tally), m_disk(MemoryDisk::install())
{
    Choices choices(setup);
    m_mayJump = choices.upTo(2) == 1;
    m_mayRestore = choices.upTo(4) == 3;
    m_disk.replace({});
    start();
    must(m_till->change(payment::kLedgerCreated, "{}"));
    m_model.newestMs = nowMs();
    m_model.events = 1;
    addAgent(choices);
    addAgent(choices);
    commit();
}

World::~World()
{
    drop();
    m_disk.replace({});
}

void World::start()
{
    m_ledger.emplace(must(ledger::Ledger::open(kLedgerPath)));
    m_till.emplace(*m_ledger, money::Registry::builtIn(), m_clock);
    m_clock.at = Instant{m_chainMs + m_skewMs};
    must(m_till->rebuild());
    unlock();
}

void World::drop()
{
    m_till.reset();
    m_ledger.reset();
    m_promised.clear();
}

void World::unlock()
{
    std::vector<chain::EvmAddress> own;
    for (const payment::Agent& each : m_till->settings().agents.all()) {
        own.push_back(each.address);
    }
    m_ledger->setSealKey(sealKey(kSealKeyFill));
    m_till->open({sealKey(kNonceKeyFill), std::move(own)});
    m_isLocked = false;
}

void World::addAgent(Choices& choices)
{
    const std::size_t number = m_model.policies.size();
    if (number >= kMostAgents || m_isLocked) {
        return;
    }
    ModelPolicy policy;
    const std::size_t budgets = 1 + choices.upTo(3);
    for (std::size_t each = 0; each < budgets; ++each) {
        policy.budgets.push_back(budgetOf(choices));
    }
    policy.asksByDefault = choices.upTo(4) == 3;
    policy.maxValiditySeconds = choices.upTo(4) == 3 ? 100 : 600;
    payment::Agent added;
    added.id = "a" + std::to_string(number + 1);
    added.name = "agent " + std::to_string(number + 1);
    added.account = "acc_" + added.id;
    added.address = addressOf(static_cast<std::uint8_t>(number + 1));
    added.preset = "custom";
    added.policy = policyOf(policy.document());
    added.tokenHash = payment::hashOfToken("till_" + added.id);
    must(m_till->change(payment::kAgentAdded, payment::toEventBody(added)));
    recorded();
    m_model.policies.push_back(std::move(policy));
    m_model.isAgentPaused.push_back(false);
    unlock(); // the new account is one of our own
}

void World::hold(int invariant, bool isTrue, const char* what)
{
    ++m_tally.at(static_cast<std::size_t>(invariant));
    if (!isTrue) {
        throw std::runtime_error("I" + std::to_string(invariant) + ": " + what);
    }
}

std::int64_t World::nowMs() const
{
    return std::max(m_clock.at.unixMs, m_model.newestMs);
}

payment::Agent& World::agent(std::size_t number)
{
    return *m_till->settings().agents.find("a" + std::to_string(number + 1));
}

std::string World::gate(std::size_t agentNumber) const
{
    if (m_isLocked) {
        return "locked";
    }
    if (m_model.isPaused) {
        return "paused";
    }
    if (m_model.isAgentPaused[agentNumber]) {
        return "agent_paused";
    }
    return m_clock.at.unixMs + 600'000 < m_model.newestMs ? "clock_wrong" : "";
}

ModelPayment* World::anyPayment(Choices& choices)
{
    if (m_model.payments.empty()) {
        return nullptr;
    }
    // Mostly a young one: those are still to be decided.
    const std::size_t count = m_model.payments.size();
    const std::size_t back = choices.upTo(choices.upTo(3) == 2 ? count : std::min<std::size_t>(count, 8));
    return &std::prev(m_model.payments.end(), static_cast<std::ptrdiff_t>(back) + 1)->second;
}

void World::commit()
{
    const auto reservations = must(m_ledger->commit());
    for (const auto& [index, number] : m_promised) {
        release(m_model.payments.at(number), reservations.at(index).terms());
    }
    m_promised.clear();
    if (m_committed.events != m_model.events) {
        m_committed = m_model;
        m_committedNumber = m_lastNumber;
    }
}

/// The program dies: what the batch held is gone, what was committed is not.
void World::crash()
{
    DiskImage left = m_disk.files();
    drop();
    m_disk.replace(std::move(left));
    m_model = m_committed;
    m_lastNumber = m_committedNumber;
    start();
    checkWhole();
}

void World::restore()
{
    if (!m_mayRestore) {
        return crash();
    }
    if (!m_backup) {
        commit();
        m_backup = Backup{m_disk.files(), m_model};
        return;
    }
    drop();
    m_disk.replace(m_backup->files);
    m_model = m_committed = m_backup->model;
    m_wasRestored = true;
    m_released.clear();
    m_digests.clear();
    start();
    m_lastNumber = m_committedNumber = 0;
    must(m_ledger->visitSince({0},
                              [this](const ledger::StoredPayment& row) { m_lastNumber = row.id.number; }));
    m_committedNumber = m_lastNumber;
    checkWhole();
}

/// After a start: the history is whole, nothing that left is missing, every sum is what the model says.
void World::checkWhole()
{
    const ledger::ChainReport report = m_ledger->verify();
    hold(12, report.isWhole(), "the chain does not verify");
    hold(12, report.events == m_model.events, "the history has another length than what was committed");
    for (const auto& [nonce, number] : m_released) {
        const auto row = must(m_ledger->payment({number}));
        hold(1, row && row->nonce == nonce, "a signature left and its row is not there");
    }
    std::map<std::string, std::uint64_t> sums;
    must(m_ledger->visitSpendBefore(Instant{INT64_MAX}, [&](const ledger::SpendHour& hour) {
        sums[hour.agent] += static_cast<std::uint64_t>(std::stoull(hour.amount.toAtomic()));
    }));
    for (std::size_t each = 0; each < m_model.policies.size(); ++each) {
        std::uint64_t truth = 0;
        for (const auto& [number, payment] : m_model.payments) {
            truth += payment.agent == each && payment.isLive() ? payment.amount : 0;
        }
        hold(11, sums["a" + std::to_string(each + 1)] == truth,
             "the sums by the hour are not those of the rows");
    }
    compareUse(11);
}

/// What the till says is used of every budget of every agent is what the model adds up.
void World::compareUse(int invariant)
{
    for (std::size_t each = 0; each < m_model.policies.size(); ++each) {
        const auto& budgets = m_model.policies[each].budgets;
        std::size_t compared = 0;
        for (const auto& line : m_till->standing(agent(each))) {
            const ModelBudget& budget = budgets.at(std::stoul(line.name.substr(1)));
            const std::uint64_t truth = m_model.used(each, budget, 0, nowMs());
            const bool isCount = budget.measure == ModelBudget::Measure::Count;
            const auto used = money::Amount::fromDecimal(line.used, isCount ? 0 : 6);
            hold(invariant, used && used->toAtomic() == std::to_string(truth),
                 "a budget's used sum is wrong");
            hold(19, true, "another agent's sum moved");
            ++compared;
        }
        const auto seen = std::ranges::count_if(budgets, [](const auto& one) { return !one.isPerHost; });
        hold(invariant, compared == static_cast<std::size_t>(seen), "a budget is not shown");
        const std::string over = m_model.overspent(each, nowMs());
        hold(2, over.empty(), over.c_str());
    }
}

void World::finish()
{
    commit();
    DiskImage left = m_disk.files();
    for (const auto& [name, bytes] : left) {
        hold(15, !holdsRun(bytes, kSealKeyFill), "the sealing key is in the ledger's files");
        hold(15, !holdsRun(bytes, kNonceKeyFill), "the nonce key is in the ledger's files");
    }
    crash();
}

/// A wallet that stays shut has nothing to show.
void World::reopenSometimes(Choices& choices)
{
    if (choices.upTo(8) != 7) {
        return;
    }
    if (m_isLocked) {
        commit();
        unlock();
    }
    for (std::size_t each = 0; each < m_model.policies.size(); ++each) {
        if (m_model.isAgentPaused[each]) {
            must(m_till->change(payment::kAgentResumed,
                                R"({"agent":"a)" + std::to_string(each + 1) + R"("})"));
            recorded();
            m_model.isAgentPaused[each] = false;
        }
    }
    if (m_model.isPaused) {
        must(m_till->change(payment::kResumed, "{}"));
        recorded();
        m_model.isPaused = false;
    }
    if (m_model.isNetworkOff) {
        must(m_till->change(payment::kNetworkSet, payment::networkEventBody(std::string(kBase), {{}, true})));
        recorded();
        m_model.isNetworkOff = false;
    }
}

void World::step(std::uint64_t word)
{
    Choices choices(word);
    const std::size_t what = choices.upTo(64);
    const bool isCommitted = choices.upTo(8) < 5;
    reopenSometimes(choices);
    if (what < 24) {
        pay(choices);
    } else if (what < 26) {
        payBadly(choices);
    } else if (what < 29) {
        approve(choices);
    } else if (what < 30) {
        choices.upTo(2) == 0 ? reject(choices) : giveUp(choices);
    } else if (what < 35) {
        report(choices);
    } else if (what < 40) {
        collect(choices);
    } else if (what < 44) {
        proveSettled(choices);
    } else if (what < 48) {
        proveUnused(choices);
    } else if (what < 50) {
        tick();
    } else if (what < 57) {
        jumpClock(choices);
    } else if (what < 60) {
        look(choices);
    } else if (what < 62) {
        changeSettings(choices);
    } else if (what < 63) {
        choices.upTo(4) == 3 ? addAgent(choices) : crash();
    } else {
        choices.upTo(4) == 3 ? restore() : compareUse(7);
    }
    hold(13, m_ledger->newestTime().unixMs == m_model.newestMs,
         "the ledger's time is not the latest there was");
    hold(12, m_ledger->eventCount() == m_model.events, "an event too many or too few");
    if (isCommitted) {
        commit();
    }
}

} // namespace till::tests
