#include "core/payment/till.h"
#include "core/policy/decide.h"

#include "core/support/json.h"

#include <algorithm>
#include <utility>

namespace till::payment {

namespace {

using ledger::Proof;
using ledger::Status;

constexpr std::int64_t kMsPerHour = 3'600'000;

/// The sums by the hour know no payee, so a budget for ever that asks for one needs every payment itself.
bool needsEveryPayment(const policy::Policy& policy)
{
    return std::ranges::any_of(policy.budgets, [](const policy::Budget& budget) {
        const bool asksForPayee = !budget.only.payTo.empty() ||
                                  std::ranges::find(budget.per, policy::Dimension::PayTo) != budget.per.end();
        return asksForPayee && std::holds_alternative<policy::LifetimeWindow>(budget.window);
    });
}

/// When the final block was that a `proven` event tells of.
std::optional<Instant> blockTimeIn(const std::string& body)
{
    const auto json = nlohmann::json::parse(body, nullptr, false);
    const auto found = json.is_object() ? json.find("blockTimeMs") : json.end();
    return found != json.end() && found->is_number_integer()
               ? std::optional(Instant{found->get<std::int64_t>()})
               : std::nullopt;
}

} // namespace

Till::Till(ledger::Ledger& ledger, const money::Registry& registry, const Clock& clock)
    : m_ledger(ledger), m_registry(registry), m_clock(clock)
{
}

Instant Till::now() const
{
    return std::max(m_clock.now(), m_ledger.newestTime());
}

policy::PaymentFacts Till::factsOf(const StoredPayment& row) const
{
    policy::PaymentFacts facts;
    const money::Network* network = m_registry.networkByCaip2(row.network);
    const money::Asset* asset = m_registry.asset(row.network, row.asset);
    if (network != nullptr && asset != nullptr) {
        facts.line = policy::makeSpendLine(*network, *asset);
    } else {
        facts.line.network = row.network;
        facts.line.asset = row.asset;
    }
    facts.asset = asset;
    facts.line.agent = row.agent;
    if (const Agent* agent = m_settings.agents.byId(row.agent); agent != nullptr) {
        facts.line.agentTags = agent->tags;
    }
    facts.line.host = row.host;
    facts.line.payTo = row.payTo;
    facts.amount = money::Amount::fromAtomic(row.amount).value_or(money::Amount::zero());
    facts.interface = row.interface;
    facts.scheme = row.scheme;
    facts.method = row.method;
    facts.path = row.path;
    return facts;
}

policy::SpendLine Till::lineOf(const StoredPayment& row) const
{
    policy::SpendLine line = factsOf(row).line;
    const auto paidFrom = m_settings.allowances.paidFrom.find(row.id.number);
    if (paidFrom != m_settings.allowances.paidFrom.end()) {
        line.envelope = paidFrom->second;
    }
    return line;
}

Instant Till::authorizedAt(const StoredPayment& row)
{
    if (row.verdict != "ask") {
        return row.createdAt;
    }
    // Without its event it counts to the end of its validity, whatever proof says: longer, never shorter.
    const auto event = m_ledger.newestOf(row.id, "authorized");
    return event && *event ? (*event)->at : Instant::fromSeconds(row.validBeforeSeconds);
}

void Till::remember(const StoredPayment& row, const std::vector<const Alarm*>& vanished)
{
    if (row.status == Status::Waiting) {
        m_waiting.emplace(row.id, Waiting{row.createdAt.plusMs(kWaitForPersonMs), row.agent});
        return;
    }
    if (!row.nonce.empty()) {
        m_byNonce.insert_or_assign(nonceKey(row.nonce), row.id);
    }
    // Asked for again is what was proven in the day before a final block vanished, and not proven since.
    const auto proven = [&](Instant at) {
        noteProof(row, at);
        if (std::ranges::any_of(vanished, [&](const Alarm* each) {
                return each->network == row.network && at <= each->at && at >= each->at.plusMs(-kDoubtMs);
            })) {
            m_inDoubt.insert_or_assign(row.id, row.network);
        }
    };
    policy::PaymentFacts facts = factsOf(row);
    facts.line = lineOf(row);
    if (row.status == Status::Void) {
        proven(row.updatedAt);
        m_book.addReleased({row.id.number, facts.line, facts.amount, row.updatedAt, row.updatedAt});
        return;
    }
    if (!ledger::isLive(row.status)) {
        return;
    }
    const Instant start = authorizedAt(row);
    const Instant end = std::max(Instant::fromSeconds(row.validBeforeSeconds), start);
    static_cast<void>(m_book.add({row.id.number, facts.line, facts.amount, start, end}));
    if (facts.asset != nullptr) {
        m_memory.note(facts);
    }
    promiseAgain(row);
    if (row.proof == Proof::Proven) {
        // Without a readable event it counts to the end of its validity: longer, never shorter.
        const auto proof = m_ledger.newestOf(row.id, "proven");
        const bool isRead = proof && *proof;
        if (const auto block = isRead ? blockTimeIn((*proof)->body) : std::nullopt) {
            static_cast<void>(m_book.shorten(row.id.number, *block));
            m_balances.setEnd(row.id, *block);
        }
        proven(isRead ? (*proof)->at : row.updatedAt);
    } else {
        m_unproven.emplace(row.id, Unproven{end, row.network});
        if (row.status == Status::Authorized || row.status == Status::Unknown) {
            m_expiring.emplace(end, row.id);
        }
    }
}

Result<void, DatabaseError> Till::rebuildPast(Instant since)
{
    return m_ledger.visitSpendBefore(since, [this](const ledger::SpendHour& hour) {
        StoredPayment row;
        row.agent = hour.agent;
        row.host = hour.host;
        row.network = hour.network;
        row.asset = hour.asset;
        // The hour is that of first sight: a person may have taken a while.
        const Instant latestEnd =
            hour.start.plusMs(kMsPerHour + kWaitForPersonMs + policy::kMaxValiditySeconds * 1000);
        m_book.addPast(factsOf(row).line, static_cast<std::uint64_t>(hour.payments), hour.amount, latestEnd);
    });
}

Result<void, DatabaseError> Till::rebuild()
{
    m_settings = {};
    bool isWhole = true;
    auto done =
        m_ledger.visitSettings([&](const ledger::Event& event) { isWhole &= m_settings.apply(event); });
    if (!done) {
        return done;
    }
    if (!isWhole) {
        return fail(DatabaseError::Corrupt);
    }
    return refill();
}

Result<void, DatabaseError> Till::refill()
{
    m_book = {};
    m_memory = {};
    m_waiting.clear();
    m_unproven.clear();
    m_held.clear();
    m_proofs.clear();
    m_inDoubt.clear();
    m_byNonce.clear();
    m_expiring.clear();
    m_balances.dropAll();
    m_settings.touched.clear();
    m_settings.areLinesStale = false;
    m_book.setPolicy(policy::kGlobalOwner, m_settings.global);
    m_hasEveryPayment = needsEveryPayment(m_settings.global);
    for (const Agent& agent : m_settings.agents.all()) {
        m_book.setPolicy(agent.id, agent.policy);
        m_hasEveryPayment = m_hasEveryPayment || needsEveryPayment(agent.policy);
    }
    for (const auto& [owner, shadow] : m_settings.shadows) {
        countShadow(owner == kGlobalName ? policy::kGlobalOwner : std::string_view(owner));
        m_hasEveryPayment = m_hasEveryPayment || needsEveryPayment(shadow.policy);
    }
    // Also those that the owner has lifted: lifting lets signatures out again and proves nothing.
    std::vector<const Alarm*> vanished;
    for (const Alarm& alarm : m_settings.alarms.all()) {
        if (alarm.kind == AlarmKind::Reorganisation) {
            vanished.push_back(&alarm);
        }
    }
    const auto rememberSince = [&](Instant since) {
        return m_ledger.visitSince(since, [&](const StoredPayment& row) { remember(row, vanished); });
    };
    if (m_hasEveryPayment) {
        return rememberSince({0});
    }
    const std::int64_t cut = std::max<std::int64_t>(0, now().unixMs - kRememberMs);
    const Instant since{cut / kMsPerHour * kMsPerHour};
    if (auto past = rebuildPast(since); !past) {
        return past;
    }
    return rememberSince(since);
}

Result<void, DatabaseError> Till::change(std::string_view kind, std::string body)
{
    ledger::Event event{now(), std::string(kind), std::nullopt, {}, std::move(body)};
    if (auto done = m_ledger.note(event); !done) {
        return done;
    }
    if (!m_settings.apply(event)) {
        return fail(DatabaseError::Constraint);
    }
    return recount();
}

/// Brings the sums of whoever's policy changed up to it.
Result<void, DatabaseError> Till::recount()
{
    if (m_settings.areLinesStale) {
        return refill(); // an agent's payments count under the tags that it has now, whenever they were made
    }
    for (const std::string& owner : std::exchange(m_settings.touched, {})) {
        const bool isGlobal = owner == policy::kGlobalOwner;
        const Agent* agent = isGlobal ? nullptr : m_settings.agents.byId(owner);
        const policy::Policy& policy = agent == nullptr ? m_settings.global : agent->policy;
        const auto shadow = m_settings.shadows.find(isGlobal ? kGlobalName : std::string_view(owner));
        const bool needsEvery = needsEveryPayment(policy) || (shadow != m_settings.shadows.end() &&
                                                              needsEveryPayment(shadow->second.policy));
        if (needsEvery && !m_hasEveryPayment) {
            return refill(); // payments of long ago are kept as sums that know no payee
        }
        m_book.setPolicy(owner, policy);
        countShadow(owner);
    }
    return {};
}

std::vector<BudgetLine> Till::standing(const Agent& agent)
{
    policy::SpendLine line;
    line.agent = agent.id;
    line.agentTags = agent.tags;
    line.isPractice = agent.policy.money == policy::MoneyKind::PracticeOnly;
    std::vector<BudgetLine> lines;
    for (const auto& effect : policy::standingBudgets(line, m_settings.global, agent.policy, m_book, now())) {
        const auto& budgets =
            effect.layer == policy::Layer::Global ? m_settings.global.budgets : agent.policy.budgets;
        lines.push_back(policy::textOf(effect, budgets[effect.index], nullptr));
    }
    return lines;
}

std::optional<money::Amount> Till::leftToday(bool isPractice)
{
    std::optional<money::Amount> sum;
    for (const Agent& agent : m_settings.agents.all()) {
        const bool paysPractice = agent.policy.money == policy::MoneyKind::PracticeOnly;
        if (agent.state == AgentState::Paused || paysPractice != isPractice) {
            continue;
        }
        policy::SpendLine line;
        line.agent = agent.id;
        line.agentTags = agent.tags;
        line.isPractice = isPractice;
        std::optional<money::Amount> tightest;
        for (const auto& effect :
             policy::standingBudgets(line, m_settings.global, agent.policy, m_book, now())) {
            const auto& budgets =
                effect.layer == policy::Layer::Global ? m_settings.global.budgets : agent.policy.budgets;
            const policy::Budget& budget = budgets[effect.index];
            const auto* window = std::get_if<policy::CalendarWindow>(&budget.window);
            if (window == nullptr || window->unit != policy::CalendarUnit::Day ||
                !std::holds_alternative<policy::UsdLimit>(budget.limit)) {
                continue;
            }
            const auto left = effect.use.limit.minus(effect.use.used).value_or(money::Amount::zero());
            tightest = tightest ? std::min(*tightest, left) : left;
        }
        if (tightest) {
            sum = policy::saturatingSum(sum.value_or(money::Amount::zero()), *tightest);
        }
    }
    return sum;
}

challenge::Echo Till::echoOf(const Seen& seen)
{
    challenge::Echo echo;
    echo.x402Version = seen.ask.challenge.x402Version;
    if (!seen.ask.challenge.options.empty()) {
        const challenge::Option& option = seen.ask.challenge.options.front();
        echo.scheme = option.scheme;
        echo.network = option.network;
        echo.acceptedRaw = option.raw;
    }
    echo.resourceRaw = seen.ask.challenge.resourceRaw;
    echo.extensionsRaw = seen.ask.challenge.extensionsRaw;
    return echo;
}

Result<std::optional<Seen>, DatabaseError> Till::seenOf(const StoredPayment& row)
{
    for (const char* kind : {"authorized", "waiting", "denied"}) {
        const auto body = m_ledger.bodyOf(row.id, kind);
        if (!body) {
            return fail(body.error());
        }
        if (*body) {
            if (auto seen = seenFromEventBody(**body)) {
                return seen;
            }
        }
    }
    return std::optional<Seen>{};
}

} // namespace till::payment
