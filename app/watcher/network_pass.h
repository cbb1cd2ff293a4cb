#pragma once

#include "app/watcher/node_group.h"
#include "app/watcher/node_limits.h"
#include "app/watcher/proof.h"
#include "core/wire/watcher_messages.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace till::watcher {

/// Where evidence goes: to the keeper.
class EvidenceSink {
public:
    virtual ~EvidenceSink() = default;
    virtual void settled(const wire::SettledEvidence& evidence) = 0;
    virtual void unused(const wire::UnusedEvidence& evidence) = 0;
    virtual void balance(const wire::BalanceEvidence& evidence) = 0;
    virtual void health(const wire::NetworkHealth& health) = 0;
    virtual void outflow(const wire::OutflowEvidence& evidence) = 0;
    virtual void scanned(const wire::ScannedEvidence& evidence) = 0;
    virtual void reorganised(const wire::ReorganisedEvidence& evidence) = 0;
    virtual void doubt(const wire::DoubtEvidence& evidence) = 0;
};

class OutflowScan;

/// What one pass over one network shall look at.
struct PassPlan {
    std::string network; ///< CAIP-2
    std::uint64_t chainId = 0;
    std::vector<wire::WatchedBalance> balances;
    std::vector<wire::WatchedPayment> payments;
    std::string finalTag = "finalized";
    std::uint64_t confirmations = kConfirmationsWithoutTag;
    std::optional<wire::BlockShape> mark = {};
    std::vector<std::string> tokens = {};
    std::vector<std::string> accounts = {};
};

/// One pass over one network: is it the right chain, which block is final for all its nodes, does the final
/// block of before still stand, what left our accounts since, what are the balances, and what became of each
/// payment. Each step is asked of all nodes; when they fail or
/// disagree the pass ends there, the health says why, and nothing that is not proven is reported.
class NetworkPass {
public:
    enum class End { Done, Failed };

    NetworkPass(NodeGroup& nodes, EvidenceSink& sink, PassPlan plan, std::function<void(End)> onEnd);
    ~NetworkPass();
    void start();

private:
    void askFinal();
    void askFinalByDistance();
    void agreeOn(std::uint64_t number);
    void haveFinal(const NodeBlock& block);
    void askNewest();
    void scanOutflows();
    void nextBalance();
    /// Adds what the newest block says, if it can be read; a node that fails here has said the rest.
    void askNewestBalance(const nlohmann::json& call, wire::BalanceEvidence evidence);
    void nextPayment();
    void askState(const Claim& claim);
    void askReceipts(const Claim& claim, std::deque<Hash256> transactions);
    void askLogs(const Claim& claim);
    void checkBlock(const Claim& claim, const Hash256& transaction, const NodeReceipt& receipt);
    void fail(const Trouble& trouble);
    void succeed();

    NodeGroup& m_nodes;
    EvidenceSink& m_sink;
    PassPlan m_plan;
    std::function<void(End)> m_onEnd;
    NodeBlock m_final;
    NodeBlock m_newest;    ///< that all nodes have, final or not; until it is known, the final one
    std::string m_unknown; ///< what this pass could not find out
    std::unique_ptr<OutflowScan> m_scan;
    std::size_t m_balance = 0;
    std::size_t m_payment = 0;
    bool m_hasAskedLogs = false; ///< for the payment at hand
};

} // namespace till::watcher
