#pragma once

#include "app/client/keeper_connection.h"
#include "app/watcher/network_watch.h"

#include <QTimer>

#include <memory>
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

private:
    void askForList();
    void take(const wire::WatchList& list);
    template <class Evidence>
    void tell(const Evidence& evidence);

    client::KeeperConnection& m_keeper;
    std::vector<std::unique_ptr<NetworkWatch>> m_networks;
    QTimer m_listTimer;
    bool m_isAsking = false;
};

} // namespace till::watcher
