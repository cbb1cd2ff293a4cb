#pragma once

#include "app/watcher/network_pass.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

namespace till::watcher {

/// One network with its nodes: runs a pass after the other, with a pause between, over what the keeper wants
/// to know at that time.
class NetworkWatch : public QObject {
    Q_OBJECT

public:
    NetworkWatch(const wire::WatchedNetwork& network, EvidenceSink& sink, QObject* parent = nullptr);

    [[nodiscard]] bool isFor(const wire::WatchedNetwork& network) const;
    /// What to look at from the next pass on. A payment that was not there before brings that pass forward.
    void setWanted(const wire::WatchedNetwork& network, std::vector<wire::WatchedBalance> balances,
                   std::vector<wire::WatchedPayment> payments, std::vector<std::string> accounts);

private:
    void run();
    void ended(NetworkPass::End end);

    wire::WatchedNetwork m_network;
    EvidenceSink& m_sink;
    NodeGroup m_nodes;
    std::vector<wire::WatchedBalance> m_balances;
    std::vector<wire::WatchedPayment> m_payments;
    std::vector<std::string> m_accounts;
    std::unique_ptr<NetworkPass> m_pass;
    QTimer m_pause;
    QElapsedTimer m_sinceBalances;
    bool m_isRunning = false;
};

} // namespace till::watcher
