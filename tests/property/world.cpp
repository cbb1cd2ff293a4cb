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
    m_mayRestore = choices.once(4);
    m_mayLoseBlocks = choices.once(2);
    constexpr std::array<std::int64_t, 6> kSkews{0, 0, 300'000, -300'000, 7'200'000, -7'200'000};
    m_baseSkewMs = m_skewMs = kSkews.at(choices.upTo(kSkews.size()));
    m_disk.replace({});
    start();
    must(m_till->change(payment::kLedgerCreated, "{}"));
    m_model.newestMs = nowMs();
    m_model.events = 1;
    addAgent(choices);
    addAgent(choices);
    setFirstGlobal(choices);
    commit();
}

/// Above all agents, before the first payment.
void World::setFirstGlobal(Choices& choices)
{
    m_model.global.prefix = "g";
    const std::size_t budgets = choices.upTo(3);
    for (std::size_t each = 0; each < budgets; ++each) {
        m_model.global.budgets.push_back(anyBudget(ModelLayer::Global, choices));
        m_model.global.budgets.back().name = ++m_model.global.lastName;
    }
    if (budgets > 0) {
        const payment::PolicyWish wish{std::string(payment::kGlobalName),
                                       policyOf(m_model.global.document()),
                                       "custom",
                                       {"cli", ""},
                                       std::nullopt};
        hold(9, must(m_till->setPolicy(wish, payment::Authority::None)).code.empty(),
             "a first global budget narrows");
        recorded();
    }
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
        policy.budgets.push_back(anyBudget(ModelLayer::Agent, choices));
        policy.budgets.back().name = ++policy.lastName;
    }
    policy.asksByDefault = choices.once(4);
    policy.maxValiditySeconds = choices.once(4) ? 100 : 600;
    payment::Agent added;
    added.id = "a" + std::to_string(number + 1);
    added.name = "agent " + std::to_string(number + 1);
    added.account = "acc_" + added.id;
    added.address = addressOf(static_cast<std::uint8_t>(number + 1));
    added.preset = "custom";
    added.policy = policyOf(policy.document());
    payment::AgentToken token;
    token.hash = payment::plainHashOfToken("till_" + added.id);
    added.tokens.add(token, {});
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
    if (m_model.isAccountFrozen(agentNumber)) {
        return "account_frozen";
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
    for (std::size_t each = 0; each < m_model.alarms.size(); ++each) {
        if (m_model.alarms[each].isOpen) {
            hold(9, must(m_till->lift("alarm_" + std::to_string(each + 1), "looked at it")),
                 "an open alarm cannot be lifted");
            recorded();
            m_model.alarms[each].isOpen = false;
        }
    }
}

void World::act(std::size_t what, Choices& choices)
{
    if (what < 30) {
        pay(choices);
    } else if (what < 32) {
        payBadly(choices);
    } else if (what < 37) {
        approve(choices);
    } else if (what < 38) {
        choices.upTo(2) == 0 ? reject(choices) : giveUp(choices);
    } else if (what < 43) {
        report(choices);
    } else if (what < 49) {
        collect(choices);
    } else if (what < 54) {
        proveSettled(anyPayment(choices));
    } else if (what < 59) {
        proveUnused(anyPayment(choices));
    } else if (what < 62) {
        tick();
    } else if (what < 69) {
        jumpClock(choices);
    } else if (what < 72) {
        look(choices);
    } else if (what < 74) {
        changeSettings(choices);
    } else if (what < 78) {
        changePolicy(choices);
    } else if (what < 80) {
        choices.upTo(2) == 0 ? changeDelay(choices) : recall(choices);
    } else if (what < 81) {
        askForMore(choices);
    } else if (what < 83) {
        answerRequest(choices);
    } else if (what < 84) {
        endGrant(choices);
    } else if (what < 85) {
        loseBlocks(choices);
    } else if (what < 89) {
        resolveDoubt(choices);
    } else if (what < 91) {
        sawOutflow(choices);
    } else if (what < 93) {
        choices.once(4) ? addAgent(choices) : crash();
    } else {
        choices.once(4) ? restore() : compareUse(7);
    }
}

void World::step(std::uint64_t word)
{
    Choices choices(word);
    const std::size_t what = choices.upTo(96);
    const bool isCommitted = choices.upTo(8) < 5;
    reopenSometimes(choices);
    act(what, choices);
    hold(13, m_ledger->newestTime().unixMs == m_model.newestMs,
         "the ledger's time is not the latest there was");
    hold(12, m_ledger->eventCount() == m_model.events, "an event too many or too few");
    if (isCommitted) {
        commit();
    }
}

} // namespace till::tests
