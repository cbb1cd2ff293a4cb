#include "app/keeper/dispatch.h"
#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"

#include <algorithm>

namespace till::keeper {

namespace {

constexpr std::size_t kMaxWatchedPayments = 60;
constexpr std::size_t kMaxWatchedBalances = 200;
/// Looked at for outflows; each is a topic of one question.
constexpr std::size_t kMaxWatchedAccounts = 300;

/// Year 5138: beyond it milliseconds and seconds would be mistaken for each other.
constexpr std::int64_t kMaxBlockSeconds = 100'000'000'000;

bool isBlockTime(const wire::BlockShape& block)
{
    return block.timeSeconds >= 0 && block.timeSeconds <= kMaxBlockSeconds;
}

std::string evidenceText(const wire::BlockShape& block, const std::string& nodes)
{
    return "block " + std::to_string(block.number) + " " + block.hash + " by " + nodes;
}

} // namespace

std::vector<std::string> Keeper::nodesOf(const money::Network& network) const
{
    if (network.isPractice) {
        return m_practiceShop.empty() ? std::vector<std::string>{}
                                      : std::vector<std::string>{m_practiceShop + "/rpc"};
    }
    const auto& networks = const_cast<payment::Till&>(m_till).settings().networks;
    const auto found = networks.find(network.caip2);
    return found == networks.end() || !found->second.isEnabled ? std::vector<std::string>{}
                                                               : found->second.rpc;
}

void Keeper::handleWatcher(const Link& link, const wire::Envelope& envelope)
{
    const std::int64_t id = envelope.id;
    if (isRefusedWhileDown(link, id)) {
        return;
    }
    Dispatch(envelope, [&](std::string why) { replyError(link, id, "bad_frame", std::move(why)); })
        .on<wire::WatchListGet>([&](auto&) { watchList(link, id); })
        .on<wire::SettledEvidence>([&](auto& body) { settled(link, id, body); })
        .on<wire::UnusedEvidence>([&](auto& body) { unused(link, id, body); })
        .on<wire::BalanceEvidence>([&](auto& body) {
            const std::string key = body.network + "|" + body.address + "|" + body.asset;
            const auto known = m_balances.find(key);
            const bool isOlder = known != m_balances.end() && body.block.number < known->second.block;
            if (money::Amount::fromAtomic(body.amount) && isBlockTime(body.block) && !isOlder &&
                (known != m_balances.end() || m_balances.size() < kMaxWatchedBalances)) {
                m_balances[key] = {body.amount, m_clock.now(), body.block.number,
                                   body.block.timeSeconds * 1000};
                sawBalance(body);
            }
            reply(link, id, wire::Done{});
        })
        .on<wire::NetworkHealth>([&](auto& body) { networkHealth(link, id, std::move(body)); })
        .on<wire::OutflowEvidence>([&](auto& body) { outflow(link, id, body); })
        .on<wire::ScannedEvidence>([&](auto& body) { scanned(link, id, body); })
        .on<wire::ReorganisedEvidence>([&](auto& body) { reorganised(link, id, body); })
        .on<wire::DoubtEvidence>([&](auto& body) { doubt(link, id, body); })
        .otherwise([&] { replyError(link, id, "not_allowed_here"); });
}

/// What the newest block says is what may be spent now; a final one may be a quarter of an hour old.
void Keeper::sawBalance(const wire::BalanceEvidence& body)
{
    const bool hasNewest = body.newest && isBlockTime(body.newest->block);
    const wire::BlockShape& block = hasNewest ? body.newest->block : body.block;
    if (const auto amount = money::Amount::fromAtomic(hasNewest ? body.newest->amount : body.amount)) {
        m_till.sawBalance(body.network, body.address, body.asset,
                          {*amount, block.number, Instant::fromSeconds(block.timeSeconds), m_clock.now()});
    }
}

void Keeper::watchList(const Link& link, std::int64_t id)
{
    wire::WatchList list;
    const auto& registry = money::Registry::builtIn();
    for (const money::Network& each : registry.networks()) {
        auto nodes = nodesOf(each);
        if (each.family != money::Family::Evm || nodes.empty()) {
            continue;
        }
        wire::WatchedNetwork watched{each.caip2, static_cast<std::int64_t>(each.chainId), std::move(nodes)};
        watched.finalTag = each.finalTag;
        watched.confirmations = static_cast<std::int64_t>(each.confirmations);
        if (const auto mark = markOf(each.caip2)) {
            watched.mark = {mark->number, mark->timeSeconds, mark->hash};
        }
        for (const money::Asset& asset : registry.assets()) {
            if (asset.network == each.caip2) {
                watched.tokens.push_back(asset.address);
            }
        }
        list.networks.push_back(std::move(watched));
        if (!m_vault) {
            continue;
        }
        for (const vault::Account& account : m_vault->accounts()) {
            if (account.address.evm() == nullptr) {
                continue;
            }
            for (const money::Asset& asset : registry.assets()) {
                if (asset.network == each.caip2 && list.balances.size() < kMaxWatchedBalances) {
                    list.balances.push_back({each.caip2, account.address.toText(), asset.address});
                }
            }
        }
    }
    if (m_vault) {
        for (const vault::Account& account : m_vault->accounts()) {
            // What leaves a watched account is not ours to explain.
            if (account.hasKey() && account.address.evm() != nullptr &&
                list.accounts.size() < kMaxWatchedAccounts) {
                list.accounts.push_back(account.address.toText());
            }
        }
    }
    const auto isAsked = [&list](const std::string& caip2) {
        return std::ranges::find(list.networks, caip2, &wire::WatchedNetwork::network) != list.networks.end();
    };
    for (const ledger::PaymentId payment : m_till.toProve(kMaxWatchedPayments, ++m_watchRound, isAsked)) {
        const auto row = m_ledger.payment(payment);
        if (!row) {
            return replyLedgerFailed(link, id, row.error());
        }
        const payment::Agent* agent = *row ? m_till.settings().agents.find((*row)->agent) : nullptr;
        if (agent == nullptr) {
            continue;
        }
        const ledger::StoredPayment& found = **row;
        list.payments.push_back({found.id.toText(), found.network, found.asset,
                                 agent->address.toChecksummed(), found.payTo, found.amount, found.nonce,
                                 found.transaction, found.validBeforeSeconds, m_till.isInDoubt(found.id)});
    }
    // Balances can be asked for again at any time, and payments come in turn.
    while (wire::encode(id, list).size() > wire::kMaxFrameBytes) {
        if (!list.balances.empty()) {
            list.balances.resize(list.balances.size() / 2);
        } else if (!list.payments.empty()) {
            list.payments.resize(list.payments.size() / 2);
        } else if (!list.accounts.empty()) {
            list.accounts.resize(list.accounts.size() / 2);
        } else {
            break;
        }
    }
    reply(link, id, list);
}

void Keeper::settled(const Link& link, std::int64_t id, const wire::SettledEvidence& evidence)
{
    const auto payment = ledger::PaymentId::fromText(evidence.paymentId);
    if (!payment) {
        return replyError(link, id, "no_such_payment");
    }
    if (!isBlockTime(evidence.block)) {
        return replyError(link, id, "bad_frame", "The block has no time that can be.");
    }
    const auto done =
        m_till.proveSettled(*payment, evidence.transaction, Instant::fromSeconds(evidence.block.timeSeconds),
                            evidenceText(evidence.block, evidence.nodes));
    if (!done) {
        return replyLedgerFailed(link, id, done.error());
    }
    if (const auto row = m_ledger.payment(*payment); *done && row && *row) {
        changed(**row);
    }
    reply(link, id, wire::Done{});
}

void Keeper::unused(const Link& link, std::int64_t id, const wire::UnusedEvidence& evidence)
{
    const auto payment = ledger::PaymentId::fromText(evidence.paymentId);
    if (!payment) {
        return replyError(link, id, "no_such_payment");
    }
    if (!isBlockTime(evidence.block)) {
        return replyError(link, id, "bad_frame", "The block has no time that can be.");
    }
    const auto done = m_till.proveUnused(*payment, Instant::fromSeconds(evidence.block.timeSeconds),
                                         evidenceText(evidence.block, evidence.nodes));
    if (!done) {
        return replyLedgerFailed(link, id, done.error());
    }
    if (const auto row = m_ledger.payment(*payment); *done && row && *row) {
        changed(**row);
    }
    reply(link, id, wire::Done{});
}

} // namespace till::keeper
