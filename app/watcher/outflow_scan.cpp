#include "app/watcher/outflow_scan.h"

#include "app/evm/words.h"
#include "app/watcher/node_limits.h"

#include "core/support/json.h"
#include <algorithm>

namespace till::watcher {

namespace {

std::vector<chain::EvmAddress> addressesIn(const std::vector<std::string>& texts)
{
    std::vector<chain::EvmAddress> addresses;
    for (const std::string& text : texts) {
        if (const auto address = chain::EvmAddress::fromText(text)) {
            addresses.push_back(*address);
        }
    }
    return addresses;
}

} // namespace

OutflowScan::OutflowScan(NodeGroup& nodes, EvidenceSink& sink, OutflowPlan plan, const NodeBlock& finalBlock,
                         std::function<void(const std::optional<Trouble>&)> done)
    : m_nodes(nodes), m_sink(sink), m_plan(std::move(plan)), m_final(finalBlock),
      m_tokens(addressesIn(m_plan.tokens)), m_accounts(addressesIn(m_plan.accounts)), m_done(std::move(done))
{
}

void OutflowScan::start()
{
    if (m_tokens.empty() || m_accounts.empty()) {
        return m_done(std::nullopt);
    }
    if (!m_plan.mark) {
        m_sink.scanned({m_plan.network, shapeOf(m_final)}); // what was before is not ours to explain
        return m_done(std::nullopt);
    }
    if (m_plan.mark->number > static_cast<std::int64_t>(m_final.number)) {
        return m_done(std::nullopt); // a node is behind what it said before; it will catch up, or show
    }
    checkMark(*m_plan.mark);
}

void OutflowScan::checkMark(const wire::BlockShape& mark)
{
    const auto number = static_cast<std::uint64_t>(mark.number);
    m_nodes.ask("eth_getBlockByNumber", {evm::quantity(number), false}, readBlock,
                [this, mark, number](const Result<NodeBlock, Trouble>& block) {
                    if (!block) {
                        return m_done(block.error());
                    }
                    if (block->number != number || toHex0x(block->hash) != mark.hash) {
                        return tellReorganised(mark, *block);
                    }
                    if (number == m_final.number) {
                        return m_done(std::nullopt);
                    }
                    ask(number + 1, std::min(m_final.number, number + kLogRangeBlocks));
                });
}

void OutflowScan::tellReorganised(const wire::BlockShape& mark, const NodeBlock& now)
{
    const auto number = static_cast<std::uint64_t>(mark.number);
    const std::uint64_t from = number - std::min(number, kRescanBlocks);
    m_nodes.ask(
        "eth_getBlockByNumber", {evm::quantity(from), false}, readBlock,
        [this, mark, now](const Result<NodeBlock, Trouble>& block) {
            if (!block) {
                return m_done(block.error());
            }
            m_sink.reorganised({m_plan.network, mark, shapeOf(now), shapeOf(*block), m_nodes.names()});
            m_done(std::nullopt);
        });
}

void OutflowScan::ask(std::uint64_t from, std::uint64_t until)
{
    nlohmann::json tokens = nlohmann::json::array();
    for (const auto& each : m_tokens) {
        tokens.push_back(each.toChecksummed());
    }
    nlohmann::json accounts = nlohmann::json::array();
    for (const auto& each : m_accounts) {
        accounts.push_back(evm::wordOf(each));
    }
    // The account is the first indexed argument of both events.
    const nlohmann::json filter{
        {"address", std::move(tokens)},
        {"topics",
         nlohmann::json::array(
             {nlohmann::json::array({evm::kTransferTopic, evm::kAuthorizationUsedTopic}), accounts})},
        {"fromBlock", evm::quantity(from)},
        {"toBlock", evm::quantity(until)}};
    m_nodes.ask("eth_getLogs", nlohmann::json::array({filter}), readEvents,
                [this, from, until](const Result<std::vector<NodeEvent>, Trouble>& events) {
                    if (events) {
                        return tell(*events, until);
                    }
                    const auto kind = events.error().kind;
                    const bool isTooMuch = kind != Trouble::Kind::NoAnswer && kind != Trouble::Kind::Disagree;
                    if (isTooMuch && until > from) {
                        return ask(from, from + (until - from) / 2);
                    }
                    m_done(events.error());
                });
}

void OutflowScan::tell(const std::vector<NodeEvent>& events, std::uint64_t until)
{
    for (wire::OutflowEvidence& each : outflowsIn(events, m_tokens, m_accounts)) {
        each.network = m_plan.network;
        each.nodes = m_nodes.names();
        m_sink.outflow(each);
    }
    if (until == m_final.number) {
        m_sink.scanned({m_plan.network, shapeOf(m_final)});
        return m_done(std::nullopt);
    }
    m_nodes.ask("eth_getBlockByNumber", {evm::quantity(until), false}, readBlock,
                [this, until](const Result<NodeBlock, Trouble>& block) {
                    if (!block || block->number != until) {
                        return m_done(block ? std::nullopt : std::optional(block.error()));
                    }
                    m_sink.scanned({m_plan.network, shapeOf(*block)});
                    m_done(std::nullopt);
                });
}

} // namespace till::watcher
