#pragma once

#include "app/client/keeper_connection.h"
#include "app/watcher/network_watch.h"

#include <QTimer>

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace till::watcher {

/// Asks the keeper every two seconds what it wants to know, has each network watched, and brings the keeper
/// the evidence. What that proves is the keeper's to decide.
class Watcher : public QObject, public EvidenceSink {
    Q_OBJECT

public:
    explicit Watcher(client::KeeperConnection& keeper, QObject* parent = nullptr);

    void settled(const wire::SettledEvidence& evidence) override;
    void unused(const wire::UnusedEvidence& evidence) override;
    void balance(const wire::BalanceEvidence& evidence) override;
    void health(const wire::NetworkHealth& health) override;
    void outflow(const wire::OutflowEvidence& evidence) override;
    void scanned(const wire::ScannedEvidence& evidence) override;
    void reorganised(const wire::ReorganisedEvidence& evidence) override;
    void doubt(const wire::DoubtEvidence& evidence) override;

private:
    void askForList();
    void take(const wire::WatchList& list);
    /// False: the keeper does not keep up, and nothing was sent.
    template <class Evidence>
    bool tell(const Evidence& evidence);

    client::KeeperConnection& m_keeper;
    std::vector<std::unique_ptr<NetworkWatch>> m_networks;
    QTimer m_listTimer;
    std::set<std::string> m_untold; ///< networks with an outflow that could not be told
    bool m_isAsking = false;
};

} // namespace till::watcher
