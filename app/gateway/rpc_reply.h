#pragma once

#include "app/gateway/exchange.h"
#include "app/gateway/json_rpc.h"
#include "app/gateway/problem.h"

#include <functional>
#include <memory>
#include <vector>

namespace till::gateway {

/// The one answer to a request to the JSON-RPC signer, sent when every call in it has its own.
class RpcReply {
public:
    RpcReply(ExchangePtr exchange, bool isBatch, std::size_t calls);

    /// Each call is answered once: with a message, or (a notification) with nothing.
    void answer(std::size_t call, nlohmann::json message);
    void skip(std::size_t call) { answer(call, nullptr); }
    /// Called when the client has left while a call still waits.
    void onLeft(std::function<void()> left);

private:
    ExchangePtr m_exchange;
    bool m_isBatch;
    std::vector<nlohmann::json> m_messages; ///< null where there is no answer
    std::size_t m_open;
    std::shared_ptr<std::vector<std::function<void()>>> m_left; ///< shared with the responder's callback
};

/// A refusal as an error of JSON-RPC: its code from EIP-1193 and EIP-1474, a text that says what happened and
/// what to do, and the whole problem document as `data`.
[[nodiscard]] RpcFault rpcFaultOf(const Problem& problem, nlohmann::json id);

} // namespace till::gateway
