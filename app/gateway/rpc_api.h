#pragma once

#include "app/gateway/exchange.h"
#include "app/gateway/payment_flow.h"

#include <memory>
#include <string>

namespace till::gateway {

struct RpcCall;
struct RpcContext;
class RpcReply;

/// The route /rpc: signs payments for clients that know JSON-RPC wallets and nothing of us (viem, ethers,
/// web3.py, and those who come from Clef). Typed data is read into a payment, which goes the way of all
/// payments; everything else is refused.
class RpcApi {
public:
    /// `keeper` and `flow` outlive this.
    RpcApi(client::KeeperConnection& keeper, PaymentFlow& flow, std::string version);

    void post(const ExchangePtr& exchange);

private:
    void call(const std::shared_ptr<RpcReply>& reply, std::size_t place, const RpcCall& call,
              const RpcContext& context);
    void accounts(const std::shared_ptr<RpcReply>& reply, std::size_t place, const RpcCall& call,
                  const RpcContext& context);
    void sign(const std::shared_ptr<RpcReply>& reply, std::size_t place, const RpcCall& call,
              const RpcContext& context);

    client::KeeperConnection& m_keeper;
    PaymentFlow& m_flow;
    std::string m_version; ///< of this program
};

} // namespace till::gateway
