#include "app/gateway/rpc_api.h"

#include "app/client/keeper_call.h"
#include "app/gateway/answer_json.h"
#include "app/gateway/answers.h"
#include "app/gateway/rpc_message.h"
#include "app/gateway/rpc_reply.h"
#include "app/gateway/rpc_request.h"

#include <algorithm>
#include <array>

namespace till::gateway {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 3> kAccounts{"eth_accounts", "eth_requestAccounts", "account_list"};
constexpr std::array<std::string_view, 4> kSigning{"eth_signTypedData_v4", "eth_signTypedData_v3",
                                                   "eth_signTypedData", "account_signTypedData"};
// What a wallet could be asked for that would be signed blindly. Named, so that the refusal says so.
constexpr std::array<std::string_view, 9> kBlind{"eth_sign",
                                                 "personal_sign",
                                                 "eth_signTransaction",
                                                 "eth_sendTransaction",
                                                 "eth_sendRawTransaction",
                                                 "account_signTransaction",
                                                 "account_signData",
                                                 "account_signGnosisSafeTx",
                                                 "wallet_sendCalls"};
constexpr const char* kClefVersion = "6.1.0"; // of Clef's external API, whose forms account_* follow

template <std::size_t N>
bool isOneOf(const std::array<std::string_view, N>& all, std::string_view name)
{
    return std::find(all.begin(), all.end(), name) != all.end();
}

std::string quantity(std::uint64_t number)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    do {
        text.insert(text.begin(), kDigits[number % kDigits.size()]);
        number /= kDigits.size();
    } while (number > 0);
    return "0x" + text;
}

/// What became of a payment, for a client that wants a signature and nothing else.
json answerOf(const Result<wire::PaymentAnswer, wire::ErrorBody>& outcome,
              const std::optional<wire::FaultShape>& fault, const json& id)
{
    if (!outcome) {
        return rpcError(rpcFaultOf(problemOf(outcome.error()), id));
    }
    const auto refuse = [&](Problem problem) {
        problem.paymentId = outcome->id;
        return rpcError(rpcFaultOf(problem, id));
    };
    if (fault) {
        return refuse(problemOf(fault->code, fault->detail));
    }
    if (isWaiting(*outcome)) {
        return refuse(problemOf("waiting_for_person", "Not signed yet: a person has to decide. Send the very "
                                                      "same message again while it is valid."));
    }
    if (!outcome->code.empty()) {
        return refuse(problemOf(*outcome));
    }
    if (!outcome->signature) {
        return refuse(problemOf("already_paid", "This purchase was paid before."));
    }
    return rpcResult(id, *outcome->signature);
}

} // namespace

RpcApi::RpcApi(client::KeeperConnection& keeper, PaymentFlow& flow, std::string version)
    : m_keeper(keeper), m_flow(flow), m_version(std::move(version))
{
}

void RpcApi::post(const ExchangePtr& exchange)
{
    const auto context = readRpcContext(exchange->request, exchange->token);
    if (!context) {
        exchange->responder.send(toResponse(problemOf(context.error().code, context.error().detail)));
        return;
    }
    const auto calls = readRpcCalls(exchange->request.body);
    exchange->request.body = {};
    if (!calls) {
        exchange->responder.send(http::jsonResponse(200, dump(rpcError(calls.error()))));
        return;
    }
    const auto reply = std::make_shared<RpcReply>(exchange, calls->isBatch, calls->calls.size());
    for (std::size_t place = 0; place < calls->calls.size(); ++place) {
        const auto& each = calls->calls[place];
        if (!each) {
            reply->answer(place, rpcError(each.error()));
        } else if (each->id.is_null()) {
            reply->skip(place); // nobody would learn of a signature
        } else {
            call(reply, place, *each, *context);
        }
    }
}

void RpcApi::call(const std::shared_ptr<RpcReply>& reply, std::size_t place, const RpcCall& call,
                  const RpcContext& context)
{
    const auto answer = [&](json result) { reply->answer(place, rpcResult(call.id, std::move(result))); };
    if (isOneOf(kSigning, call.method)) {
        sign(reply, place, call, context);
    } else if (isOneOf(kAccounts, call.method)) {
        accounts(reply, place, call, context);
    } else if (call.method == "eth_chainId") {
        answer(quantity(context.chainId));
    } else if (call.method == "net_version") {
        answer(std::to_string(context.chainId));
    } else if (call.method == "web3_clientVersion") {
        answer("Tillkeeper/" + m_version);
    } else if (call.method == "account_version") {
        answer(kClefVersion);
    } else if (call.method == "wallet_getCapabilities") {
        answer(json::object()); // EIP-5792: none of them
    } else if (isOneOf(kBlind, call.method)) {
        const Problem problem = problemOf(
            "typed_data_refused",
            call.method + " is not served: it would sign what nobody can read or hold to a budget.");
        reply->answer(place, rpcError(rpcFaultOf(problem, call.id)));
    } else {
        reply->answer(place, rpcError({kMethodNotFound,
                                       "There is no such method. This is a signer of payments, not a node: "
                                       "read chains elsewhere.",
                                       call.id}));
    }
}

void RpcApi::accounts(const std::shared_ptr<RpcReply>& reply, std::size_t place, const RpcCall& call,
                      const RpcContext& context)
{
    client::call<wire::AgentSelfAnswer>(
        m_keeper, wire::AgentSelf{context.pay.token, context.pay.caller},
        [reply, place, id = call.id](Result<wire::AgentSelfAnswer, wire::ErrorBody>&& self) {
            if (!self) {
                reply->answer(place, rpcError(rpcFaultOf(problemOf(self.error()), id)));
                return;
            }
            json addresses = json::array();
            for (const wire::AgentAccount& each : self->accounts) {
                if (each.family == "evm") {
                    addresses.push_back(each.address);
                }
            }
            reply->answer(place, rpcResult(id, std::move(addresses)));
        });
}

void RpcApi::sign(const std::shared_ptr<RpcReply>& reply, std::size_t place, const RpcCall& call,
                  const RpcContext& context)
{
    wire::Pay pay = context.pay;
    if (const auto read = readSigning(call.params, pay); !read) {
        reply->answer(place,
                      rpcError(rpcFaultOf(problemOf(read.error().code, read.error().detail), call.id)));
        return;
    }
    m_flow.pay(
        pay, std::chrono::seconds(context.waitSeconds),
        [reply](std::function<void()> giveUp) { reply->onLeft(std::move(giveUp)); },
        [reply, place, id = call.id, fault = pay.fault](PaymentFlow::Outcome&& outcome) {
            reply->answer(place, answerOf(outcome, fault, id));
        });
}

} // namespace till::gateway
