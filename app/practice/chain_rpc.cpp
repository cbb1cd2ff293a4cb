#include "app/practice/chain_rpc.h"

#include "app/evm/words.h"
#include "app/practice/rpc_values.h"
#include "core/support/strict_json.h"

namespace till::practice {

namespace {

using evm::quantity;
using evm::wordOf;

constexpr JsonLimits kLimits{.maxBytes = kMaxRpcBytes, .maxDepth = 8, .maxValues = 500};

// Codes of JSON-RPC 2.0, and Ethereum's for a request over a limit.
constexpr int kParseError = -32700;
constexpr int kInvalidRequest = -32600;
constexpr int kMethodNotFound = -32601;
constexpr int kInvalidParams = -32602;
constexpr int kLimitExceeded = -32005;

struct RpcError {
    int code = kInvalidParams;
    std::string message;
};
using Answer = Result<nlohmann::json, RpcError>;

tl::unexpected<RpcError> badParams(std::string message)
{
    return fail(RpcError{kInvalidParams, std::move(message)});
}

/// What a call works with.
struct Call {
    PracticeChain& chain;
    const ShopTerms& terms;
    const nlohmann::json& params;

    [[nodiscard]] const nlohmann::json& param(std::size_t place) const
    {
        static const nlohmann::json kNone;
        return params.is_array() && place < params.size() ? params[place] : kNone;
    }
};

/// A block by its tag or number. All blocks of this chain are final.
std::optional<Block> blockOf(PracticeChain& chain, const nlohmann::json& tag)
{
    const std::string text = tag.is_null()     ? "latest"
                             : tag.is_string() ? tag.get<std::string>()
                                               : std::string{};
    if (text == "latest" || text == "finalized" || text == "safe" || text == "pending") {
        return chain.head();
    }
    const auto number = text == "earliest" ? std::optional<std::uint64_t>(0) : evm::readQuantity(text);
    return number ? chain.blockAt(*number) : std::nullopt;
}

nlohmann::json blockJson(const PracticeChain& chain, const Block& block)
{
    nlohmann::json transactions = nlohmann::json::array();
    if (block.transfer) {
        transactions.push_back(toHex0x(chain.transfers()[*block.transfer].transaction));
    }
    return {{"number", quantity(block.number)},
            {"hash", toHex0x(block.hash)},
            {"parentHash", toHex0x(block.parentHash)},
            {"timestamp", quantity(static_cast<std::uint64_t>(block.timeSeconds))},
            {"gasLimit", quantity(30'000'000)},
            {"gasUsed", quantity(0)},
            {"baseFeePerGas", quantity(0)},
            {"transactions", std::move(transactions)}};
}

nlohmann::json logJson(const Call& call, const Transfer& transfer, const Block& block, unsigned place)
{
    const auto& authorization = transfer.authorization;
    const bool isUse = place == 0; // AuthorizationUsed comes before Transfer
    nlohmann::json topics =
        isUse ? nlohmann::json{evm::kAuthorizationUsedTopic, wordOf(authorization.from),
                               toHex0x(authorization.nonce)}
              : nlohmann::json{evm::kTransferTopic, wordOf(authorization.from), wordOf(authorization.to)};
    return {{"address", call.terms.asset.address},
            {"topics", std::move(topics)},
            {"data", isUse ? std::string("0x") : toHex0x(authorization.value.toBigEndian())},
            {"blockNumber", quantity(block.number)},
            {"blockHash", toHex0x(block.hash)},
            {"transactionHash", toHex0x(transfer.transaction)},
            {"transactionIndex", quantity(0)},
            {"logIndex", quantity(place)},
            {"removed", false}};
}

Answer getBlock(const Call& call)
{
    const auto block = blockOf(call.chain, call.param(0));
    return block ? blockJson(call.chain, *block) : nlohmann::json();
}

Answer ethCall(const Call& call)
{
    const nlohmann::json& request = call.param(0);
    const auto block = blockOf(call.chain, call.param(1));
    if (!request.is_object() || !block) {
        return badParams("eth_call takes {to, data} and a block that exists");
    }
    const auto to = chain::EvmAddress::fromText(textMember(request, "to"));
    if (!to || *to != call.terms.domain().verifyingContract) {
        return nlohmann::json("0x"); // no contract there
    }
    const std::string input = textMember(request, request.contains("input") ? "input" : "data");
    const auto data = fromHex0x(input);
    if (!data) {
        return badParams("data is not hexadecimal");
    }
    if (const auto owner = readBalanceOfCall(*data)) {
        return nlohmann::json(toHex0x(call.chain.balanceAt(*owner, block->number).toBigEndian()));
    }
    if (const auto state = readAuthorizationStateCall(*data)) {
        const bool isUsed = call.chain.isUsedAt(state->from, state->nonce, block->number);
        return nlohmann::json(toHex0x(money::Amount::fromUint64(isUsed ? 1 : 0).toBigEndian()));
    }
    return fail(RpcError{3, "execution reverted"});
}

Answer getReceipt(const Call& call)
{
    const nlohmann::json& hash = call.param(0);
    Hash256 transaction{};
    if (!hash.is_string() || !fromHex0xInto(hash.get<std::string>(), transaction)) {
        return badParams("eth_getTransactionReceipt takes a transaction hash");
    }
    const Transfer* transfer = call.chain.transferOf(transaction);
    const auto block = transfer == nullptr ? std::nullopt : call.chain.blockAt(transfer->block);
    if (!block) {
        return nlohmann::json();
    }
    return nlohmann::json{{"transactionHash", toHex0x(transfer->transaction)},
                          {"transactionIndex", quantity(0)},
                          {"blockNumber", quantity(block->number)},
                          {"blockHash", toHex0x(block->hash)},
                          {"status", quantity(1)},
                          {"type", quantity(2)},
                          {"from", call.terms.payTo.toChecksummed()},
                          {"to", call.terms.asset.address},
                          {"contractAddress", nullptr},
                          {"gasUsed", quantity(0)},
                          {"cumulativeGasUsed", quantity(0)},
                          {"effectiveGasPrice", quantity(0)},
                          {"logs", nlohmann::json::array({logJson(call, *transfer, *block, 0),
                                                          logJson(call, *transfer, *block, 1)})}};
}

Answer getLogs(const Call& call)
{
    const nlohmann::json& filter = call.param(0);
    if (!filter.is_object()) {
        return badParams("eth_getLogs takes a filter");
    }
    const auto first = blockOf(call.chain, filter.value("fromBlock", nlohmann::json()));
    const auto last = blockOf(call.chain, filter.value("toBlock", nlohmann::json()));
    if (!first || !last) {
        return badParams("fromBlock and toBlock must exist");
    }
    nlohmann::json logs = nlohmann::json::array();
    for (const Transfer& transfer : call.chain.transfers()) {
        if (transfer.block < first->number || transfer.block > last->number) {
            continue;
        }
        const auto block = call.chain.blockAt(transfer.block);
        for (unsigned place = 0; block && place < 2; ++place) {
            auto log = logJson(call, transfer, *block, place);
            if (matchesFilter(log, filter)) {
                logs.push_back(std::move(log));
            }
        }
        if (logs.size() > kMaxLogs) {
            return fail(RpcError{kLimitExceeded, "more than 1000 logs; ask for fewer blocks"});
        }
    }
    return logs;
}

Answer dispatch(const std::string& method, const Call& call)
{
    if (method == "eth_chainId") {
        return nlohmann::json(quantity(call.terms.network.chainId));
    }
    if (method == "net_version") {
        return nlohmann::json(std::to_string(call.terms.network.chainId));
    }
    if (method == "eth_blockNumber") {
        return nlohmann::json(quantity(call.chain.head().number));
    }
    if (method == "eth_getBlockByNumber") {
        return getBlock(call);
    }
    if (method == "eth_call") {
        return ethCall(call);
    }
    if (method == "eth_getTransactionReceipt") {
        return getReceipt(call);
    }
    if (method == "eth_getLogs") {
        return getLogs(call);
    }
    return fail(RpcError{kMethodNotFound, "the practice chain does not have this method"});
}

std::string answerOf(const nlohmann::json& id, const Answer& answer)
{
    nlohmann::json json{{"jsonrpc", "2.0"}, {"id", id}};
    if (answer) {
        json["result"] = *answer;
    } else {
        json["error"] = {{"code", answer.error().code}, {"message", answer.error().message}};
    }
    return json.dump();
}

} // namespace

std::string answerRpc(PracticeChain& chain, const ShopTerms& terms, std::string_view body)
{
    const auto request = parseStrictJson(body, kLimits);
    if (!request) {
        return answerOf(nullptr, fail(RpcError{kParseError, "the body is not strict JSON"}));
    }
    if (!request->is_object() || textMember(*request, "jsonrpc") != "2.0" ||
        textMember(*request, "method").empty()) {
        return answerOf(nullptr, fail(RpcError{kInvalidRequest, "one JSON-RPC 2.0 call, no batch"}));
    }
    const nlohmann::json params = request->value("params", nlohmann::json::array());
    return answerOf(request->value("id", nlohmann::json()),
                    dispatch(textMember(*request, "method"), {chain, terms, params}));
}

} // namespace till::practice
