#include "app/gateway/fetch_job.h"

#include "app/client/keeper_call.h"
#include "app/gateway/agent_directory.h"
#include "app/gateway/answers.h"
#include "app/gateway/fetch_failure.h"
#include "app/gateway/limits.h"
#include "app/gateway/merchant_headers.h"
#include "app/gateway/pay_request.h"
#include "app/gateway/request_fields.h"

#include <algorithm>
#include <array>

namespace till::gateway {

namespace {

constexpr int kPaymentRequired = 402;

wire::Pay payOf(const FetchRequest& request, const FetchCaller& caller)
{
    wire::Pay pay;
    pay.token = caller.token;
    pay.interface = request.interface;
    pay.caller = callerOf(caller.peer);
    pay.request = {request.method, request.url.text(), request.url.authority, request.url.path,
                   bodyHash(*request.body)};
    pay.claims = request.claims;
    pay.idempotencyKey = request.idempotencyKey;
    pay.maxAmount = request.maxAmount;
    pay.allowRepeat = request.allowRepeat;
    return pay;
}

} // namespace

FetchJob::FetchJob(FetchParts& parts, FetchCaller caller, std::unique_ptr<FetchReceiver> receiver,
                   FetchRequest request, std::function<void()> onFinished)
    : m_parts(parts), m_caller(std::move(caller)), m_receiver(std::move(receiver)),
      m_request(std::move(request)), m_onFinished(std::move(onFinished))
{
    m_request.headers = headersForMerchant(m_request.headers, m_caller.token);
}

FetchJob::~FetchJob()
{
    if (m_transfer) {
        m_parts.curl.cancel(*m_transfer);
    }
}

void FetchJob::start()
{
    // A merchant's answer may take a while. Nobody is there any more: then nothing is paid.
    m_receiver->onLeft([this] { m_hasClientLeft = true; });
    ask();
}

Reach FetchJob::reachOf(const Url& url) const
{
    const bool isListed =
        url.origin() == m_parts.practiceOrigin || isListedHost(m_caller.agent, url.host, url.port);
    return isListed ? Reach::Listed : Reach::Public;
}

void FetchJob::ask()
{
    m_hasHead = false;
    m_collected.clear();
    TransferRequest request{m_request.url,  m_request.method,       m_request.headers,
                            m_request.body, reachOf(m_request.url), m_parts.ownPorts};
    if (m_step == Step::Paid) {
        for (const wire::HeaderField& each : m_payment.headers) {
            request.headers.push_back({each.name, each.value});
        }
    }
    m_transfer = std::make_unique<Transfer>(
        std::move(request),
        Transfer::Hooks{[this](const TransferHead& head) { onHead(head); },
                        [this](std::string_view bytes) { return onBody(bytes); },
                        [this](std::optional<TransferError> error, std::uint64_t) { onDone(error); }});
    m_parts.curl.start(*m_transfer);
}

bool FetchJob::isRedirect() const
{
    constexpr std::array kRedirects{301, 302, 303, 307, 308};
    return m_head.header("Location") != nullptr &&
           std::find(kRedirects.begin(), kRedirects.end(), m_head.status) != kRedirects.end();
}

void FetchJob::onHead(const TransferHead& head)
{
    m_head = head;
    m_hasHead = true;
    if (m_step == Step::Paid) {
        planPaid();
    } else {
        planUnpaid();
    }
    if (m_plan == Plan::Stream) {
        beginStream();
    }
}

void FetchJob::planUnpaid()
{
    if (m_head.status == kPaymentRequired) {
        m_plan = Plan::Collect;
    } else {
        m_plan = isRedirect() ? Plan::Follow : Plan::Stream;
    }
}

void FetchJob::planPaid()
{
    if (m_head.status == kPaymentRequired) {
        m_plan = Plan::Collect; // the report needs the merchant's words
        return;
    }
    const bool keepsRequest = m_head.status == 307 || m_head.status == 308;
    if (isRedirect()) {
        const auto target = resolveLocation(m_request.url, *m_head.header("Location"));
        const bool isSameOrigin = target && target->origin() == m_request.url.origin();
        m_plan =
            keepsRequest && isSameOrigin && m_redirects < kMaxPaidRedirects ? Plan::Follow : Plan::Refuse;
        if (m_plan == Plan::Follow) {
            return; // not an answer yet
        }
    } else {
        m_plan = Plan::Stream;
    }
    // Before the agent sees a byte: whoever reads the answer and then the ledger finds it there.
    report(answer(), m_head.contentLength ? static_cast<std::int64_t>(*m_head.contentLength) : -1);
}

BodyVerdict FetchJob::onBody(std::string_view bytes)
{
    if (m_plan == Plan::Stream) {
        if (!m_receiver->isTaking()) {
            return BodyVerdict::Stop;
        }
        if (m_receiver->queuedBytes() > kPauseAboveBytes) {
            m_receiver->onDrained([this] {
                if (m_transfer) {
                    m_parts.curl.resume(*m_transfer);
                }
            });
            return BodyVerdict::Wait;
        }
        m_receiver->write(bytes);
        return BodyVerdict::Taken;
    }
    if (m_plan == Plan::Collect) {
        m_collected.append(bytes);
    }
    // One byte over the limit of the reader is enough for it to see that it is too large.
    return m_collected.size() > challenge::kMaxBodyBytes ? BodyVerdict::Stop : BodyVerdict::Taken;
}

void FetchJob::onDone(std::optional<TransferError> error)
{
    m_transfer.reset();
    const bool needsBody = !m_hasHead || m_plan == Plan::Collect || m_plan == Plan::Stream;
    if (error && needsBody) {
        onFailed(*error);
        return;
    }
    switch (m_plan) {
    case Plan::Collect:
        if (m_step == Step::Paid) {
            onRefusedByMerchant();
        } else {
            pay();
        }
        break;
    case Plan::Follow:
        follow();
        break;
    case Plan::Stream:
        m_receiver->end();
        finished();
        break;
    case Plan::Refuse: {
        Problem problem =
            problemOf("redirect_refused", "The merchant answered the paid request with a redirect "
                                          "that the payment may not follow.");
        problem.location = toShownUrl(*m_head.header("Location"));
        finish(std::move(problem));
        break;
    }
    }
}

void FetchJob::onFailed(TransferError error)
{
    const bool isStreaming = m_hasHead && m_plan == Plan::Stream;
    if (m_step == Step::Paid && !isStreaming) {
        report({}, -1); // status 0: no whole answer came
    }
    if (isStreaming) {
        m_receiver->abort(); // the agent sees a cut answer
        finished();
        return;
    }
    finish(failureOf(error, m_step == Step::Paid ? Stage::Paid : Stage::Unpaid, m_request.url));
}

void FetchJob::follow()
{
    const auto target = resolveLocation(m_request.url, *m_head.header("Location"));
    const bool isDowngrade = target && m_request.url.scheme == "https" && target->scheme == "http";
    if (!target || isDowngrade || ++m_redirects > kMaxRedirects) {
        Problem problem =
            problemOf("redirect_refused", "The merchant redirects too often, to something that is no "
                                          "URL, or from https to http. Nothing was paid.");
        problem.location = toShownUrl(*m_head.header("Location"));
        if (m_step == Step::Unpaid) {
            problem.moneyMoved = "no";
        }
        finish(std::move(problem));
        return;
    }
    if (target->origin() != m_request.url.origin()) {
        m_request.headers = withoutCredentials(m_request.headers);
    }
    const bool becomesGet = (m_head.status == 303 && m_request.method != "HEAD") ||
                            ((m_head.status == 301 || m_head.status == 302) && m_request.method == "POST");
    if (becomesGet) { // RFC 9110 section 15.4
        m_request.method = "GET";
        m_request.body = std::make_shared<const std::string>();
    }
    m_request.url = *target;
    ask();
}

void FetchJob::pay()
{
    if (m_hasClientLeft || !m_receiver->isOpen()) {
        finish(problemOf("given_up",
                         "The client had left when the merchant asked for money; nothing was paid."));
        return;
    }
    m_step = Step::Paying;
    wire::Pay pay = payOf(m_request, m_caller);
    readChallenge(answer(), pay);
    if (m_request.purpose == FetchPurpose::Price) {
        price(pay);
        return;
    }
    m_parts.flow.pay(
        pay, std::chrono::seconds(m_request.waitSeconds),
        [this](std::function<void()> giveUp) {
            m_receiver->onLeft(std::move(giveUp));
            m_receiver->waitBegins();
        },
        [this, fault = pay.fault](PaymentFlow::Outcome&& outcome) {
            if (outcome && fault) {
                Problem problem = problemOf(fault->code, fault->detail);
                problem.paymentId = outcome->id;
                finish(std::move(problem));
                return;
            }
            onPayment(std::move(outcome));
        });
}

void FetchJob::price(const wire::Pay& pay)
{
    wire::Quote quote;
    static_cast<wire::Pay&>(quote) = pay;
    client::call<wire::PaymentAnswer>(
        m_parts.keeper, quote, [this, fault = pay.fault](PaymentFlow::Outcome&& outcome) {
            if (fault || !outcome) {
                finish(fault ? problemOf(fault->code, fault->detail) : problemOf(outcome.error()));
                return;
            }
            m_receiver->priced(*outcome);
            finished();
        });
}

void FetchJob::onPayment(PaymentFlow::Outcome&& outcome)
{
    if (!outcome) {
        finish(problemOf(outcome.error()));
        return;
    }
    m_payment = std::move(*outcome);
    if (isWaiting(m_payment)) {
        m_receiver->stillWaiting(m_payment);
        finished();
        return;
    }
    if (!m_payment.code.empty()) {
        finish(problemOf(m_payment));
        return;
    }
    if (m_payment.headers.empty()) {
        finish(nothingToPresent(m_payment));
        return;
    }
    m_step = Step::Paid;
    m_redirects = 0;
    ask();
}

void FetchJob::onRefusedByMerchant()
{
    const challenge::HttpAnswer said = answer();
    wire::SettlementReport claim = reportOf(said, static_cast<std::int64_t>(m_collected.size()));
    report(said, claim.bodyBytes);
    Problem problem =
        problemOf("payment_not_accepted", "The merchant answered 402 again although it was paid.");
    problem.paymentId = m_payment.id;
    problem.merchantError = claim.challengeError;
    if (problem.merchantError.empty() && claim.receipt) {
        problem.merchantError = claim.receipt->errorReason;
    }
    if (!problem.merchantError.empty()) {
        problem.detail += " It says: " + problem.merchantError;
    }
    finish(std::move(problem));
}

void FetchJob::report(const challenge::HttpAnswer& answer, std::int64_t bodyBytes)
{
    wire::SettlementReport report = reportOf(answer, bodyBytes);
    report.token = m_caller.token;
    report.caller = callerOf(m_caller.peer);
    report.paymentId = m_payment.id;
    m_settlement = report.receipt && report.receipt->success ? "settled" : "authorized";
    // The keeper's answer changes nothing for the agent; a restarted keeper gets the report again.
    client::call<wire::PaymentAnswer>(m_parts.keeper, report, [](const PaymentFlow::Outcome&) {});
}

challenge::HttpAnswer FetchJob::answer() const
{
    challenge::HttpAnswer answer;
    answer.status = m_head.status;
    answer.headers.reserve(m_head.headers.size());
    for (const http::Header& each : m_head.headers) {
        answer.headers.emplace_back(each.name, each.value);
    }
    answer.body = m_collected;
    return answer;
}

std::vector<http::Header> FetchJob::tillHeaders() const
{
    if (m_step != Step::Paid) {
        return {{"Till-Status", "unpaid"}};
    }
    std::vector<http::Header> headers{{"Till-Status", m_settlement}, {"Till-Payment-Id", m_payment.id}};
    if (m_payment.option) {
        headers.push_back({"Till-Amount", m_payment.option->amount});
        headers.push_back(
            {"Till-Amount-Text", m_payment.option->amountText + " " + m_payment.option->symbol});
    }
    return headers;
}

void FetchJob::beginStream()
{
    std::vector<http::Header> headers = headersForAgent(m_head.headers);
    for (http::Header& each : tillHeaders()) {
        headers.push_back(std::move(each));
    }
    // Content codings stay as they are, so the merchant's length stays true; but an answer to HEAD has no
    // body.
    const auto length = m_request.method == "HEAD" ? std::optional<std::uint64_t>(0) : m_head.contentLength;
    m_receiver->begin(m_head.status, headers, length);
}

void FetchJob::finish(Problem problem)
{
    if (problem.paymentId.empty() && m_step == Step::Paid) {
        problem.paymentId = m_payment.id;
    }
    m_receiver->fail(problem);
    finished();
}

void FetchJob::finished()
{
    if (m_step != Step::Finished) {
        m_step = Step::Finished;
        m_onFinished();
    }
}

} // namespace till::gateway
