#include "app/watcher/network_watch.h"

#include "app/watcher/node_limits.h"

#include <algorithm>

namespace till::watcher {

NetworkWatch::NetworkWatch(const wire::WatchedNetwork& network, EvidenceSink& sink, QObject* parent)
    : QObject(parent), m_network(network), m_sink(sink), m_nodes(network.rpc)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &NetworkWatch::run);
    m_pause.start(0);
}

bool NetworkWatch::isFor(const wire::WatchedNetwork& network) const
{
    return network.network == m_network.network && network.chainId == m_network.chainId &&
           network.rpc == m_network.rpc;
}

void NetworkWatch::setWanted(const wire::WatchedNetwork& network, std::vector<wire::WatchedBalance> balances,
                             std::vector<wire::WatchedPayment> payments, std::vector<std::string> accounts)
{
    m_network = network; // its mark moves on
    m_accounts = std::move(accounts);
    const bool isAnyNew = std::any_of(payments.begin(), payments.end(), [this](const auto& payment) {
        return std::none_of(m_payments.begin(), m_payments.end(),
                            [&payment](const auto& known) { return known.paymentId == payment.paymentId; });
    });
    m_balances = std::move(balances);
    m_payments = std::move(payments);
    if (isAnyNew && !m_isRunning && m_nodes.isLocal()) {
        m_pause.start(0);
    }
}

void NetworkWatch::run()
{
    PassPlan plan{m_network.network, static_cast<std::uint64_t>(m_network.chainId), {}, m_payments};
    plan.finalTag = m_network.finalTag;
    plan.confirmations = static_cast<std::uint64_t>(std::max<std::int64_t>(1, m_network.confirmations));
    plan.mark = m_network.mark;
    plan.tokens = m_network.tokens;
    plan.accounts = m_accounts;
    if (m_nodes.isLocal() || !m_sinceBalances.isValid() ||
        m_sinceBalances.hasExpired(kBalancePause.count())) {
        plan.balances = m_balances;
        m_sinceBalances.start();
    }
    m_isRunning = true;
    m_pass = std::make_unique<NetworkPass>(m_nodes, m_sink, std::move(plan),
                                           [this](NetworkPass::End end) { ended(end); });
    m_pass->start();
}

void NetworkWatch::ended(NetworkPass::End end)
{
    // The pass is still on the stack; it is replaced at the next run.
    m_isRunning = false;
    if (m_nodes.isLocal()) {
        m_pause.start(kLocalPassPause);
    } else {
        m_pause.start(end == NetworkPass::End::Done ? kRemotePassPause : kFailurePause);
    }
}

} // namespace till::watcher
