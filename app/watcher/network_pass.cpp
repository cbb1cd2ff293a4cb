#include "app/watcher/network_pass.h"

#include "app/evm/words.h"
#include "app/watcher/outflow_scan.h"

#include "core/support/json.h"
#include <algorithm>

namespace till::watcher {

namespace {

nlohmann::json callOf(const chain::EvmAddress& contract, std::string data, const NodeBlock& block)
{
    return {{{"to", contract.toChecksummed()}, {"data", std::move(data)}}, evm::quantity(block.number)};
}

/// Whether the pass has to end. Else only this one question has no answer here: a token without EIP-3009, a
/// node without logs.
bool endsPass(const Trouble& trouble)
{
    return trouble.kind == Trouble::Kind::NoAnswer || trouble.kind == Trouble::Kind::Disagree;
}

} // namespace

NetworkPass::NetworkPass(NodeGroup& nodes, EvidenceSink& sink, PassPlan plan, std::function<void(End)> onEnd)
    : m_nodes(nodes), m_sink(sink), m_plan(std::move(plan)), m_onEnd(std::move(onEnd))
{
}

NetworkPass::~NetworkPass() = default;

void NetworkPass::start()
{
    m_nodes.ask("eth_chainId", nlohmann::json::array(), readNumber,
                [this](const Result<std::uint64_t, Trouble>& id) {
                    if (!id) {
                        return fail(id.error());
                    }
                    if (*id != m_plan.chainId) {
                        return fail({Trouble::Kind::BadAnswer, "The node is of another chain (" +
                                                                   std::to_string(*id) + "), not of " +
                                                                   m_plan.network + ". Set the right URL."});
                    }
                    askFinal();
                });
}

void NetworkPass::askFinal()
{
    m_nodes.askEach("eth_getBlockByNumber", {m_plan.finalTag, false}, readBlock,
                    [this](const Result<std::vector<NodeBlock>, Trouble>& blocks) {
                        if (blocks) {
                            // One node may be a little behind: the older block is final for both.
                            const auto oldest = std::min_element(
                                blocks->begin(), blocks->end(),
                                [](const NodeBlock& a, const NodeBlock& b) { return a.number < b.number; });
                            return agreeOn(oldest->number);
                        }
                        if (blocks.error().kind == Trouble::Kind::NoAnswer) {
                            return fail(blocks.error());
                        }
                        askFinalByDistance(); // null or an error: the node does not have the tag
                    });
}

void NetworkPass::askFinalByDistance()
{
    m_nodes.askEach("eth_blockNumber", nlohmann::json::array(), readNumber,
                    [this](const Result<std::vector<std::uint64_t>, Trouble>& heads) {
                        if (!heads) {
                            return fail(heads.error());
                        }
                        const std::uint64_t lowest = *std::min_element(heads->begin(), heads->end());
                        agreeOn(lowest - std::min(lowest, m_plan.confirmations));
                    });
}

void NetworkPass::agreeOn(std::uint64_t number)
{
    m_nodes.ask("eth_getBlockByNumber", {evm::quantity(number), false}, readBlock,
                [this, number](const Result<NodeBlock, Trouble>& block) {
                    if (!block) {
                        return fail(block.error());
                    }
                    if (block->number != number) {
                        return fail({Trouble::Kind::BadAnswer,
                                     "The node answers with another block than asked for."});
                    }
                    haveFinal(*block);
                });
}

void NetworkPass::haveFinal(const NodeBlock& block)
{
    m_final = block;
    askNewest();
}

/// The newest block is no proof of anything; its time shows whether our clock and the chain's agree.
void NetworkPass::askNewest()
{
    m_nodes.askEach("eth_getBlockByNumber", {"latest", false}, readBlock,
                    [this](const Result<std::vector<NodeBlock>, Trouble>& blocks) {
                        if (!blocks && endsPass(blocks.error())) {
                            return fail(blocks.error());
                        }
                        m_newest = m_final;
                        if (blocks) {
                            const auto least = std::ranges::min_element(*blocks, {}, &NodeBlock::number);
                            m_newest = least->number > m_final.number ? *least : m_final;
                        }
                        scanOutflows();
                    });
}

void NetworkPass::scanOutflows()
{
    m_scan = std::make_unique<OutflowScan>(
        m_nodes, m_sink, OutflowPlan{m_plan.network, m_plan.mark, m_plan.tokens, m_plan.accounts}, m_final,
        [this](const std::optional<Trouble>& trouble) {
            if (trouble && endsPass(*trouble)) {
                return fail(*trouble);
            }
            if (trouble) {
                m_unknown = ", but what left the accounts is not known: " + trouble->text;
            }
            nextBalance();
        });
    m_scan->start();
}

void NetworkPass::nextBalance()
{
    if (m_balance == m_plan.balances.size()) {
        return nextPayment();
    }
    const wire::WatchedBalance& watched = m_plan.balances[m_balance++];
    const auto token = chain::EvmAddress::fromText(watched.asset);
    const auto owner = chain::EvmAddress::fromText(watched.address);
    if (!token || !owner) {
        return nextBalance();
    }
    m_nodes.ask("eth_call", callOf(*token, evm::balanceOfCall(*owner), m_final), readAmount,
                [this, &watched, newest = callOf(*token, evm::balanceOfCall(*owner), m_newest)](
                    const Result<money::Amount, Trouble>& amount) {
                    if (amount) {
                        return askNewestBalance(newest, {watched.network, watched.address, watched.asset,
                                                         amount->toAtomic(), shapeOf(m_final)});
                    }
                    if (endsPass(amount.error())) {
                        return fail(amount.error());
                    }
                    nextBalance();
                });
}

void NetworkPass::askNewestBalance(const nlohmann::json& call, wire::BalanceEvidence evidence)
{
    if (m_newest.number == m_final.number) {
        m_sink.balance(evidence);
        return nextBalance();
    }
    m_nodes.askEach(
        "eth_call", call, readAmount,
        [this, evidence = std::move(evidence)](const Result<std::vector<money::Amount>, Trouble>& amounts) {
            wire::BalanceEvidence known = evidence;
            if (amounts) {
                known.newest = {std::ranges::max(*amounts).toAtomic(), shapeOf(m_newest)};
            }
            m_sink.balance(known);
            nextBalance();
        });
}

void NetworkPass::nextPayment()
{
    while (m_payment < m_plan.payments.size()) {
        m_hasAskedLogs = false;
        if (const auto claim = Claim::read(m_plan.payments[m_payment++])) {
            return askState(*claim);
        }
    }
    succeed();
}

void NetworkPass::askState(const Claim& claim)
{
    m_nodes.ask("eth_call",
                callOf(claim.token, evm::authorizationStateCall(claim.from, claim.nonce), m_final), readFlag,
                [this, claim](const Result<bool, Trouble>& isUsed) {
                    if (!isUsed) {
                        return endsPass(isUsed.error()) ? fail(isUsed.error()) : nextPayment();
                    }
                    if (*isUsed) {
                        return claim.transaction ? askReceipts(claim, {*claim.transaction}) : askLogs(claim);
                    }
                    if (showsUnused(m_final, *isUsed, claim)) {
                        m_sink.unused({claim.paymentId, shapeOf(m_final), m_nodes.names()});
                    }
                    if (claim.inDoubt) {
                        m_sink.doubt({{claim.paymentId, shapeOf(m_final), m_nodes.names()}});
                    }
                    nextPayment();
                });
}

void NetworkPass::askReceipts(const Claim& claim, std::deque<Hash256> transactions)
{
    if (transactions.empty()) {
        // The merchant named another transaction than the one that used the authorization.
        return m_hasAskedLogs ? nextPayment() : askLogs(claim);
    }
    const Hash256 transaction = transactions.front();
    transactions.pop_front();
    m_nodes.ask(
        "eth_getTransactionReceipt", nlohmann::json::array({toHex0x(transaction)}), readReceipt,
        [this, claim, transaction, transactions](const Result<std::optional<NodeReceipt>, Trouble>& receipt) {
            if (!receipt) {
                return endsPass(receipt.error()) ? fail(receipt.error()) : nextPayment();
            }
            if (!*receipt || (*receipt)->blockNumber > m_final.number || !showsSettlement(**receipt, claim)) {
                return askReceipts(claim, transactions);
            }
            checkBlock(claim, transaction, **receipt);
        });
}

void NetworkPass::askLogs(const Claim& claim)
{
    m_hasAskedLogs = true;
    const nlohmann::json filter{
        {"address", claim.token.toChecksummed()},
        {"topics", {evm::kAuthorizationUsedTopic, evm::wordOf(claim.from), toHex0x(claim.nonce)}},
        {"fromBlock", evm::quantity(m_final.number - std::min(m_final.number, kLogRangeBlocks))},
        {"toBlock", evm::quantity(m_final.number)}};
    m_nodes.ask("eth_getLogs", nlohmann::json::array({filter}), readLogTransactions,
                [this, claim](const Result<std::vector<Hash256>, Trouble>& transactions) {
                    if (!transactions) {
                        return endsPass(transactions.error()) ? fail(transactions.error()) : nextPayment();
                    }
                    askReceipts(claim, {transactions->begin(), transactions->end()});
                });
}

void NetworkPass::checkBlock(const Claim& claim, const Hash256& transaction, const NodeReceipt& receipt)
{
    m_nodes.ask("eth_getBlockByNumber", {evm::quantity(receipt.blockNumber), false}, readBlock,
                [this, claim, transaction, receipt](const Result<NodeBlock, Trouble>& block) {
                    if (!block) {
                        return fail(block.error());
                    }
                    if (block->number != receipt.blockNumber || block->hash != receipt.blockHash) {
                        return fail(
                            {Trouble::Kind::Disagree,
                             "The node's receipt and its chain do not fit together; nothing is proven."});
                    }
                    m_sink.settled({claim.paymentId, toHex0x(transaction), shapeOf(*block), m_nodes.names()});
                    nextPayment();
                });
}

void NetworkPass::fail(const Trouble& trouble)
{
    m_sink.health(
        {m_plan.network, false, trouble.text, std::nullopt, trouble.kind == Trouble::Kind::Disagree, 0});
    m_onEnd(End::Failed);
}

void NetworkPass::succeed()
{
    // Only now: a pass that ends in a disagreement was not well before it.
    m_sink.health({m_plan.network, true, "ok, block " + std::to_string(m_final.number) + m_unknown,
                   shapeOf(m_final), false, m_newest.timeSeconds});
    m_onEnd(End::Done);
}

} // namespace till::watcher
