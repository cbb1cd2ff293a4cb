#pragma once

#include "app/watcher/network_pass.h"
#include "app/watcher/outflows.h"

#include <functional>
#include <optional>

namespace till::watcher {

/// What to look for, and from where on.
struct OutflowPlan {
    std::string network;
    std::optional<wire::BlockShape> mark; ///< looked at up to here
    std::vector<std::string> tokens;
    std::vector<std::string> accounts;
};

/// The part of a pass that looks at what left our accounts since the mark. The mark's block must still stand:
/// it was final, so when it is gone, that is told before anything else. A stretch that a node will not answer
/// for (too many logs, too many blocks) is halved until it does.
class OutflowScan {
public:
    /// `done` is called once, with what kept the scan from ending, or nothing.
    OutflowScan(NodeGroup& nodes, EvidenceSink& sink, OutflowPlan plan, const NodeBlock& finalBlock,
                std::function<void(const std::optional<Trouble>&)> done);
    void start();

private:
    void checkMark(const wire::BlockShape& mark);
    void tellReorganised(const wire::BlockShape& mark, const NodeBlock& now);
    void ask(std::uint64_t from, std::uint64_t until);
    void tell(const std::vector<NodeEvent>& events, std::uint64_t until);

    NodeGroup& m_nodes;
    EvidenceSink& m_sink;
    OutflowPlan m_plan;
    NodeBlock m_final;
    std::vector<chain::EvmAddress> m_tokens;
    std::vector<chain::EvmAddress> m_accounts;
    std::function<void(const std::optional<Trouble>&)> m_done;
};

} // namespace till::watcher
