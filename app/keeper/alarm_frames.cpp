#include "app/keeper/ages.h"
#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"
#include "core/policy/explain_texts.h"
#include "core/support/plain_text.h"

#include <algorithm>

namespace till::keeper {

namespace {

constexpr std::size_t kAlarmsAtOnce = 25;
constexpr std::size_t kBalancesAtOnce = 60;
constexpr std::size_t kMaxNotices = 20;
constexpr std::size_t kMaxNoteBytes = 200;
/// A balance that is older is marked: nodes are asked at least twice a minute.
constexpr std::int64_t kStaleMs = 3 * 60 * 1000;
/// The chain's newest block is not later than our clock, but for the network's own inaccuracy.
constexpr std::int64_t kClockBehindMs = 90 * 1000;
/// Chains that stand still are usual for minutes, not for longer.
constexpr std::int64_t kClockAheadMs = 20 * 60 * 1000;

std::string nameOf(const std::string& caip2)
{
    const money::Network* network = money::Registry::builtIn().networkByCaip2(caip2);
    return network == nullptr ? caip2 : network->displayName;
}

std::string frozenText(const payment::Alarm& alarm)
{
    return alarm.account.empty() ? "all payments on " + nameOf(alarm.network)
                                 : "all payments from " + alarm.account;
}

wire::AlarmShape shapeOf(const payment::Alarm& alarm)
{
    wire::AlarmShape shape;
    shape.id = alarm.id();
    shape.kind = payment::toText(alarm.kind);
    shape.atMs = alarm.at.unixMs;
    shape.network = alarm.network;
    shape.networkName = nameOf(alarm.network);
    shape.account = alarm.account;
    shape.frozen = alarm.isOpen() ? frozenText(alarm) : std::string();
    shape.text = alarm.text;
    shape.evidence = alarm.evidence;
    shape.open = alarm.isOpen();
    if (alarm.liftedAt) {
        shape.liftedAtMs = alarm.liftedAt->unixMs;
    }
    shape.note = alarm.note;
    return shape;
}

} // namespace

std::string Keeper::nodeText(const money::Network& network) const
{
    const auto found = m_health.find(network.caip2);
    if (nodesOf(network).empty()) {
        return "no node set";
    }
    if (found == m_health.end()) {
        return "not asked yet";
    }
    const NodeState& state = found->second;
    const Instant now = m_clock.now();
    if (state.last.reachable) {
        return state.last.text + ", " + agoText(state.at, now);
    }
    return state.last.text + (state.answeredAt ? " Last answer " + agoText(*state.answeredAt, now) + "."
                                               : " No answer since this program started.");
}

wire::BalanceShape Keeper::balanceOf(const vault::Account& account, const money::Network& network,
                                     const money::Asset& asset) const
{
    wire::BalanceShape shape;
    shape.account = account.id();
    shape.address = account.address.toText();
    shape.network = network.caip2;
    shape.networkName = network.displayName;
    shape.asset = asset.address;
    shape.symbol = asset.symbol;
    const auto health = m_health.find(network.caip2);
    const bool isSilent = health != m_health.end() && !health->second.last.reachable;
    const auto found = m_balances.find(network.caip2 + "|" + shape.address + "|" + asset.address);
    const auto amount = found == m_balances.end()
                            ? std::nullopt
                            : std::optional(money::Amount::fromAtomic(found->second.amount));
    if (!amount || !*amount) {
        shape.stale = true;
        shape.text = health == m_health.end() ? "not known: the nodes were not asked yet"
                     : isSilent               ? "not known: no node answers"
                                              : "not known yet";
        return shape;
    }
    const Balance& balance = found->second;
    shape.amount = balance.amount;
    shape.amountText = (*amount)->toDecimal(asset.decimals);
    shape.atMs = balance.at.unixMs;
    shape.block = balance.block;
    shape.blockTimeMs = balance.blockTimeMs;
    shape.stale = isSilent || m_clock.now().unixMs - balance.at.unixMs > kStaleMs;
    shape.text = shape.amountText + " " + asset.symbol + (shape.stale ? " as of " : ", ") +
                 agoText(balance.at, m_clock.now()) + (isSilent ? "; no node answers now" : "");
    return shape;
}

void Keeper::listBalances(const Link& link, std::int64_t id, const wire::BalanceList& list)
{
    wire::BalancesAnswer answer;
    std::int64_t place = 0;
    const auto& registry = money::Registry::builtIn();
    const auto accounts = m_vault ? m_vault->accounts() : std::vector<vault::Account>();
    for (const money::Network& network : registry.networks()) {
        if (network.family != money::Family::Evm || nodesOf(network).empty()) {
            continue;
        }
        for (const vault::Account& account : accounts) {
            if (account.address.evm() == nullptr) {
                continue;
            }
            for (const money::Asset& asset : registry.assets()) {
                if (asset.network != network.caip2 || ++place <= list.after) {
                    continue;
                }
                if (answer.balances.size() == kBalancesAtOnce) {
                    answer.next = place - 1;
                    return reply(link, id, answer);
                }
                answer.balances.push_back(balanceOf(account, network, asset));
            }
        }
    }
    reply(link, id, answer);
}

void Keeper::listAlarms(const Link& link, std::int64_t id, const wire::AlarmList& list)
{
    wire::AlarmsAnswer answer;
    const auto& all = m_till.settings().alarms.all();
    bool isPast = !list.after.has_value();
    for (auto alarm = all.rbegin(); alarm != all.rend(); ++alarm) {
        if (!isPast) {
            isPast = alarm->id() == *list.after;
            continue;
        }
        if (!alarm->isOpen() && !list.lifted) {
            continue;
        }
        if (answer.alarms.size() == kAlarmsAtOnce) {
            answer.next = answer.alarms.back().id;
            break;
        }
        answer.alarms.push_back(keeper::shapeOf(*alarm));
    }
    reply(link, id, answer);
}

void Keeper::liftAlarm(const Link& link, std::int64_t id, const wire::AlarmLift& lift)
{
    const payment::Alarm* alarm = m_till.settings().alarms.find(lift.alarm);
    if (alarm == nullptr || !alarm->isOpen()) {
        return replyError(link, id, "no_such_alarm");
    }
    if (!lift.note.empty() && !isPlainLine(lift.note, kMaxNoteBytes)) {
        return replyError(link, id, "bad_request", "The note is one line of at most 200 bytes.");
    }
    withProof(link, id, lift.passphrase, [this, link, id, alarmId = lift.alarm, note = lift.note] {
        const auto done = m_till.lift(alarmId, note);
        if (!done) {
            return replyLedgerFailed(link, id, done.error());
        }
        if (!*done) {
            return replyError(link, id, "no_such_alarm");
        }
        if (const payment::Alarm* lifted = m_till.settings().alarms.find(alarmId); lifted != nullptr) {
            if (const auto health = m_health.find(lifted->network); health != m_health.end()) {
                health->second.disagreements = 0;
            }
            reply(link, id, wire::AlarmsAnswer{{keeper::shapeOf(*lifted)}, {}});
        }
    });
}

/// Coarse texts: a notice that changed every second would be an event every second.
std::vector<wire::Reason> Keeper::notices() const
{
    std::vector<wire::Reason> found;
    for (const payment::Alarm& alarm : const_cast<payment::Till&>(m_till).settings().alarms.all()) {
        if (alarm.isOpen() && found.size() < kMaxNotices) {
            found.push_back({"frozen", "Frozen: " + frozenText(alarm) + " (" + alarm.id() + ")."});
        }
    }
    if (!m_ownerAnchorTrouble.empty()) {
        found.push_back(
            {"anchor_trouble", "The anchor file " + ownerAnchorShape().path + " " + m_ownerAnchorTrouble});
    }
    if (const payment::Security& security = m_till.settings().security; security.unattended) {
        found.push_back({"unattended", std::string("Unattended payments are on") +
                                           (isAway() ? ", and nobody is there: " : ": ") +
                                           policy::usdText(security.unattended->usedMicro) + " of " +
                                           policy::usdText(security.unattended->capMicro) + " USD used."});
    }
    for (const auto& [caip2, state] : m_health) {
        if (found.size() >= kMaxNotices) {
            break;
        }
        if (!state.last.reachable) {
            found.push_back({"no_evidence", nameOf(caip2) + ": " + state.last.text +
                                                " Until then payments there count as spent, and balances are "
                                                "as old as they say."});
        } else if (state.clockLagMs && *state.clockLagMs > kClockBehindMs) {
            found.push_back({"clock_behind", "This machine's clock is " +
                                                 spanText(*state.clockLagMs / 60'000 * 60'000) + " behind " +
                                                 nameOf(caip2) +
                                                 ". Set it: what is signed with it may be "
                                                 "refused as expired."});
        } else if (state.clockLagMs && *state.clockLagMs < -kClockAheadMs) {
            found.push_back({"chain_behind", nameOf(caip2) + " had no block for " +
                                                 spanText(*state.clockLagMs / 600'000 * 600'000) +
                                                 ": it stands still, its node lags, or this machine's clock "
                                                 "is ahead."});
        }
    }
    if (const std::size_t held = m_till.heldReleases(); held > 0) {
        found.push_back({"release_held", std::to_string(held) +
                                             " unused payments count on for now: proofs have given back a "
                                             "whole limit in this window already."});
    }
    return found;
}

} // namespace till::keeper
