#include "app/watcher/watcher.h"

#include "app/client/keeper_call.h"
#include "app/watcher/node_limits.h"

#include <algorithm>

namespace till::watcher {

namespace {

/// Unanswered reports; beyond this the keeper is not keeping up, and the next pass will say it all again.
constexpr std::size_t kMaxUnanswered = 500;

template <class Item>
std::vector<Item> of(const std::string& network, const std::vector<Item>& all)
{
    std::vector<Item> some;
    std::copy_if(all.begin(), all.end(), std::back_inserter(some),
                 [&network](const Item& each) { return each.network == network; });
    return some;
}

} // namespace

Watcher::Watcher(client::KeeperConnection& keeper, QObject* parent) : QObject(parent), m_keeper(keeper)
{
    connect(&m_listTimer, &QTimer::timeout, this, &Watcher::askForList);
    connect(&keeper, &client::KeeperConnection::ready, this, &Watcher::askForList);
    m_listTimer.start(kListPause);
}

void Watcher::askForList()
{
    if (m_isAsking || !m_keeper.isReady()) {
        return;
    }
    m_isAsking = true;
    client::call<wire::WatchList>(m_keeper, wire::WatchListGet{},
                                  [this](const Result<wire::WatchList, wire::ErrorBody>& list) {
                                      m_isAsking = false;
                                      if (list) {
                                          take(*list);
                                      }
                                  });
}

void Watcher::take(const wire::WatchList& list)
{
    std::erase_if(m_networks, [&list](const auto& watch) {
        return std::none_of(list.networks.begin(), list.networks.end(),
                            [&watch](const auto& network) { return watch->isFor(network); });
    });
    for (const wire::WatchedNetwork& network : list.networks) {
        auto found = std::find_if(m_networks.begin(), m_networks.end(),
                                  [&network](const auto& watch) { return watch->isFor(network); });
        if (found == m_networks.end()) {
            m_networks.push_back(std::make_unique<NetworkWatch>(network, *this));
            found = std::prev(m_networks.end());
        }
        (*found)->setWanted(network, of(network.network, list.balances), of(network.network, list.payments),
                            list.accounts);
    }
}

template <class Evidence>
bool Watcher::tell(const Evidence& evidence)
{
    if (m_keeper.pendingCount() >= kMaxUnanswered) {
        return false;
    }
    client::call<wire::Done>(m_keeper, evidence, [](const Result<wire::Done, wire::ErrorBody>&) {});
    return true;
}

void Watcher::settled(const wire::SettledEvidence& evidence)
{
    tell(evidence);
}

void Watcher::unused(const wire::UnusedEvidence& evidence)
{
    tell(evidence);
}

void Watcher::balance(const wire::BalanceEvidence& evidence)
{
    tell(evidence);
}

void Watcher::health(const wire::NetworkHealth& health)
{
    tell(health);
}

void Watcher::outflow(const wire::OutflowEvidence& evidence)
{
    if (!tell(evidence)) {
        m_untold.insert(evidence.network);
    }
}

void Watcher::scanned(const wire::ScannedEvidence& evidence)
{
    if (m_untold.erase(evidence.network) == 0) { // else the same stretch is looked at again
        tell(evidence);
    }
}

void Watcher::reorganised(const wire::ReorganisedEvidence& evidence)
{
    tell(evidence);
}

void Watcher::doubt(const wire::DoubtEvidence& evidence)
{
    tell(evidence);
}

} // namespace till::watcher
