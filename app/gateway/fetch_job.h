#pragma once

#include "app/gateway/curl_loop.h"
#include "app/gateway/fetch_receiver.h"
#include "app/gateway/fetch_request.h"
#include "app/gateway/payment_flow.h"
#include "app/gateway/problem.h"
#include "core/challenge/challenge.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace till::gateway {

/// What all fetches use.
struct FetchParts {
    client::KeeperConnection& keeper;
    PaymentFlow& flow;
    CurlLoop& curl;
    std::string practiceOrigin; ///< "http://127.0.0.1:4403", or empty
    std::vector<std::uint16_t> ownPorts;
};

/// For whom something is fetched.
struct FetchCaller {
    std::string token;
    http::Peer peer;
    wire::AgentSelfAnswer agent;
};

/// One POST /v1/fetch, request to the proxy or call of the tool: asks the merchant, pays when it answers 402
/// and the keeper allows it, asks again with the payment, and streams the answer to the agent. At most one
/// payment; it is presented to the origin it was made for and to no other.
class FetchJob {
public:
    /// `parts` outlives the job. `onFinished` is called once, at the end; the job may then be deleted, later.
    FetchJob(FetchParts& parts, FetchCaller caller, std::unique_ptr<FetchReceiver> receiver,
             FetchRequest request, std::function<void()> onFinished);
    ~FetchJob();
    FetchJob(const FetchJob&) = delete;
    FetchJob& operator=(const FetchJob&) = delete;

    void start();

private:
    enum class Step { Unpaid, Paying, Paid, Finished };
    /// What becomes of the answer that is arriving.
    enum class Plan { Collect, Follow, Stream, Refuse };

    void ask();
    [[nodiscard]] Reach reachOf(const Url& url) const;
    void onHead(const TransferHead& head);
    void planUnpaid();
    void planPaid();
    [[nodiscard]] bool isRedirect() const;
    BodyVerdict onBody(std::string_view bytes);
    void onDone(std::optional<TransferError> error);
    void onFailed(TransferError error);
    void follow();
    void pay();
    void price(const wire::Pay& pay);
    void onPayment(PaymentFlow::Outcome&& outcome);
    void onRefusedByMerchant();
    void report(const challenge::HttpAnswer& answer, std::int64_t bodyBytes);
    void beginStream();
    [[nodiscard]] challenge::HttpAnswer answer() const;
    [[nodiscard]] std::vector<http::Header> tillHeaders() const;
    void finish(Problem problem);
    void finished();

    FetchParts& m_parts;
    FetchCaller m_caller;
    std::unique_ptr<FetchReceiver> m_receiver;
    FetchRequest m_request;
    std::function<void()> m_onFinished;
    std::unique_ptr<Transfer> m_transfer;
    Step m_step = Step::Unpaid;
    Plan m_plan = Plan::Stream;
    TransferHead m_head;
    std::string m_collected;
    bool m_hasHead = false;
    bool m_hasClientLeft = false;
    int m_redirects = 0;
    wire::PaymentAnswer m_payment; ///< in step Paid
    std::string m_settlement;      ///< Till-Status
};

} // namespace till::gateway
