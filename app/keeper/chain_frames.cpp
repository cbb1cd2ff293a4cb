#include "app/keeper/ages.h"
#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"

namespace till::keeper {

namespace {

constexpr std::size_t kMaxHealthTextBytes = 300;
/// In a row: then the network is frozen. One alone may be two nodes that are not quite in step.
constexpr int kDisagreementsToFreeze = 2;
/// Year 5138: beyond it milliseconds and seconds would be mistaken for each other.
constexpr std::int64_t kMaxBlockSeconds = 100'000'000'000;
/// A mark is written so often; in between it is in memory only, and a restart looks at a little again.
constexpr std::int64_t kMarkEveryMs = std::int64_t{6} * 3600 * 1000;

std::string whereText(const wire::BlockShape& block, const std::string& nodes)
{
    return "block " + std::to_string(block.number) + " " + block.hash + " by " + nodes;
}

payment::WatchMark markOf(const wire::BlockShape& block)
{
    return {block.number, block.hash, block.timeSeconds};
}

} // namespace

std::optional<payment::WatchMark> Keeper::markOf(const std::string& network)
{
    if (const auto found = m_marks.find(network); found != m_marks.end()) {
        return found->second;
    }
    const auto& stored = m_till.settings().marks;
    const auto found = stored.find(network);
    return found == stored.end() ? std::nullopt : std::optional(found->second);
}

void Keeper::networkHealth(const Link& link, std::int64_t id, wire::NetworkHealth health)
{
    const money::Network* network = money::Registry::builtIn().networkByCaip2(health.network);
    if (network == nullptr) {
        return reply(link, id, wire::Done{});
    }
    health.text = health.text.substr(0, kMaxHealthTextBytes);
    NodeState& state = m_health[health.network];
    state.at = m_clock.now();
    if (health.reachable) {
        state.answeredAt = state.at;
        state.disagreements = 0;
        state.clockLagMs = health.newestSeconds > 0 && health.newestSeconds <= kMaxBlockSeconds
                               ? std::optional(health.newestSeconds * 1000 - state.at.unixMs)
                               : std::nullopt;
    }
    m_till.sawNewestBlock(health.network, health.reachable && state.clockLagMs
                                              ? std::optional(Instant::fromSeconds(health.newestSeconds))
                                              : std::nullopt);
    if (health.disagree && ++state.disagreements >= kDisagreementsToFreeze) {
        payment::Alarm alarm;
        alarm.kind = payment::AlarmKind::Disagreement;
        alarm.network = health.network;
        alarm.text = network->displayName + ": " + health.text;
        alarm.evidence = "seen " + std::to_string(state.disagreements) + " times in a row";
        if (auto done = m_till.raise(std::move(alarm)); !done) {
            return replyLedgerFailed(link, id, done.error());
        }
    }
    state.last = std::move(health);
    reply(link, id, wire::Done{});
}

void Keeper::outflow(const Link& link, std::int64_t id, const wire::OutflowEvidence& evidence)
{
    payment::Outflow outflow;
    outflow.network = evidence.network;
    const money::Asset* asset = money::Registry::builtIn().asset(evidence.network, evidence.asset);
    outflow.asset = asset == nullptr ? evidence.asset : asset->address; // as rows spell it
    outflow.from = evidence.from;
    outflow.transaction = evidence.transaction;
    for (const wire::MoveShape& move : evidence.moves) {
        outflow.moves.push_back({move.to, move.amount});
    }
    outflow.nonces = evidence.nonces;
    outflow.evidence = whereText(evidence.block, evidence.nodes);
    const auto revived = m_till.sawOutflow(outflow);
    if (!revived) {
        m_marks.erase(evidence.network); // it is looked at again
        return replyLedgerFailed(link, id, revived.error());
    }
    for (const ledger::PaymentId payment : *revived) {
        if (const auto row = m_ledger.payment(payment); row && *row) {
            changed(**row);
        }
    }
    reply(link, id, wire::Done{});
}

void Keeper::scanned(const Link& link, std::int64_t id, const wire::ScannedEvidence& evidence)
{
    const money::Network* network = money::Registry::builtIn().networkByCaip2(evidence.network);
    const auto mark = markOf(evidence.network);
    if (network == nullptr || (mark && evidence.block.number < mark->number)) {
        return reply(link, id, wire::Done{});
    }
    m_marks[evidence.network] = keeper::markOf(evidence.block);
    // The practice chain is this machine's own: nothing of it needs to outlive a restart.
    const auto written = m_markWritten.find(evidence.network);
    const std::int64_t nowMs = m_clock.now().unixMs;
    const bool isDue = written == m_markWritten.end() ? !m_till.settings().marks.contains(evidence.network)
                                                      : nowMs >= written->second + kMarkEveryMs;
    if (written == m_markWritten.end()) {
        m_markWritten[evidence.network] = nowMs;
    }
    if (isDue && !network->isPractice && m_ledger.canSeal()) {
        const std::string body = payment::markEventBody(evidence.network, keeper::markOf(evidence.block));
        if (auto done = m_till.change(payment::kWatchMark, body); !done) {
            return replyLedgerFailed(link, id, done.error());
        }
        m_markWritten[evidence.network] = nowMs;
    }
    reply(link, id, wire::Done{});
}

void Keeper::reorganised(const Link& link, std::int64_t id, const wire::ReorganisedEvidence& evidence)
{
    const auto mark = markOf(evidence.network);
    if (money::Registry::builtIn().networkByCaip2(evidence.network) == nullptr || !mark ||
        mark->hash != evidence.gone.hash) {
        return reply(link, id, wire::Done{}); // told already
    }
    const std::string text = "block " + std::to_string(evidence.gone.number) + " was " + evidence.gone.hash +
                             ", now " + evidence.now.hash + ", by " + evidence.nodes;
    const auto done = m_till.sawReorganisation(evidence.network, text);
    if (!done) {
        return replyLedgerFailed(link, id, done.error());
    }
    const payment::WatchMark from = keeper::markOf(evidence.from);
    if (auto written = m_till.change(payment::kWatchMark, payment::markEventBody(evidence.network, from));
        !written) {
        return replyLedgerFailed(link, id, written.error());
    }
    m_marks[evidence.network] = from;
    m_till.forgetNetwork(evidence.network);
    std::erase_if(m_balances,
                  [&evidence](const auto& each) { return each.first.starts_with(evidence.network + "|"); });
    reply(link, id, wire::Done{});
}

void Keeper::doubt(const Link& link, std::int64_t id, const wire::DoubtEvidence& evidence)
{
    const auto payment = ledger::PaymentId::fromText(evidence.paymentId);
    if (!payment) {
        return replyError(link, id, "no_such_payment");
    }
    const auto done = m_till.doubt(*payment, whereText(evidence.block, evidence.nodes));
    if (!done) {
        return replyLedgerFailed(link, id, done.error());
    }
    if (const auto row = m_ledger.payment(*payment); *done && row && *row) {
        changed(**row);
    }
    reply(link, id, wire::Done{});
}

} // namespace till::keeper
