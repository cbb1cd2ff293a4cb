#include "app/gateway/payments_api.h"

#include "app/client/keeper_call.h"
#include "app/gateway/answers.h"
#include "app/gateway/limits.h"
#include "app/gateway/pay_request.h"
#include "app/gateway/problem.h"
#include "app/gateway/query.h"
#include "app/gateway/request_fields.h"

namespace till::gateway {

namespace {

using Outcome = PaymentFlow::Outcome;

void refuse(const ExchangePtr& exchange, const BadRequest& bad)
{
    exchange->responder.send(toResponse(problemOf(bad.code, bad.detail)));
}

/// A problem when the keeper could not do it, else what `make` makes of its answer.
template <class T, class Make>
void answer(const ExchangePtr& exchange, const Result<T, wire::ErrorBody>& outcome, Make make)
{
    exchange->responder.send(outcome ? make(*outcome) : toResponse(problemOf(outcome.error())));
}

/// Ends the wait when the client ends its side.
PaymentFlow::OnWaiting whenClientLeaves(const ExchangePtr& exchange)
{
    return [exchange](std::function<void()> giveUp) { exchange->responder.onClientLeft(std::move(giveUp)); };
}

/// The words of a challenge that could not be read, whatever state its row got.
http::HttpResponse faultResponse(const wire::FaultShape& fault, const wire::PaymentAnswer& row)
{
    Problem problem = problemOf(fault.code, fault.detail);
    problem.paymentId = row.id;
    return toResponse(problem);
}

wire::PaymentGet getOf(const Exchange& exchange)
{
    wire::PaymentGet get;
    get.token = exchange.token;
    get.paymentId = exchange.paymentId;
    get.caller = callerOf(exchange.request.peer);
    return get;
}

} // namespace

PaymentsApi::PaymentsApi(client::KeeperConnection& keeper, PaymentFlow& flow) : m_keeper(keeper), m_flow(flow)
{
}

void PaymentsApi::create(const ExchangePtr& exchange)
{
    const auto read = readPayRequest(exchange->request, exchange->token);
    if (!read) {
        refuse(exchange, read.error());
        return;
    }
    m_flow.pay(read->pay, std::chrono::seconds(read->waitSeconds), whenClientLeaves(exchange),
               [exchange, fault = read->pay.fault](Outcome&& outcome) {
                   answer(exchange, outcome, [&](const wire::PaymentAnswer& payment) {
                       return fault ? faultResponse(*fault, payment) : paymentResponse(payment);
                   });
               });
}

void PaymentsApi::get(const ExchangePtr& exchange)
{
    const auto query = readQuery(exchange->request.query, {"wait"});
    if (!query) {
        refuse(exchange, query.error());
        return;
    }
    std::chrono::seconds wait{0};
    if (const auto given = query->find("wait"); given != query->end()) {
        const auto seconds = readWhole("wait", given->second, 0, kMaxWaitSeconds);
        if (!seconds) {
            refuse(exchange, seconds.error());
            return;
        }
        wait = std::chrono::seconds(*seconds);
    }
    m_flow.get(getOf(*exchange), wait, whenClientLeaves(exchange),
               [exchange](Outcome&& outcome) { answer(exchange, outcome, paymentResponse); });
}

void PaymentsApi::cancel(const ExchangePtr& exchange)
{
    wire::PaymentCancel cancel;
    static_cast<wire::PaymentGet&>(cancel) = getOf(*exchange);
    client::call<wire::PaymentAnswer>(m_keeper, cancel, [exchange](Outcome&& outcome) {
        answer(exchange, outcome, [](const wire::PaymentAnswer& payment) {
            if (payment.code == "given_up") {
                return stateResponse(payment);
            }
            Problem problem = problemOf("already_decided",
                                        "This payment did not wait any more; it is " + payment.status + ".");
            problem.paymentId = payment.id;
            problem.paymentStatus = payment.status;
            return toResponse(problem);
        });
    });
}

void PaymentsApi::settlement(const ExchangePtr& exchange)
{
    auto report = readSettlement(exchange->request, exchange->token, exchange->paymentId);
    if (!report) {
        refuse(exchange, report.error());
        return;
    }
    report->caller = callerOf(exchange->request.peer);
    client::call<wire::PaymentAnswer>(
        m_keeper, *report, [exchange](Outcome&& outcome) { answer(exchange, outcome, stateResponse); });
}

void PaymentsApi::list(const ExchangePtr& exchange)
{
    const auto query = readQuery(exchange->request.query, {"after", "limit"});
    if (!query) {
        refuse(exchange, query.error());
        return;
    }
    wire::AgentPaymentsPage page;
    page.token = exchange->token;
    page.caller = callerOf(exchange->request.peer);
    page.limit = wire::kMaxPageRows;
    if (const auto given = query->find("limit"); given != query->end()) {
        const auto limit = readWhole("limit", given->second, 1, wire::kMaxPageRows);
        if (!limit) {
            refuse(exchange, limit.error());
            return;
        }
        page.limit = *limit;
    }
    if (const auto given = query->find("after"); given != query->end()) {
        if (given->second.empty() || given->second.size() > kMaxCursorBytes) {
            refuse(exchange, {"bad_request", "\"after\" must be the \"next\" of the page before."});
            return;
        }
        page.after = given->second;
    }
    client::call<wire::PaymentsPage>(m_keeper, page,
                                     [exchange](Result<wire::PaymentsPage, wire::ErrorBody>&& got) {
                                         answer(exchange, got, pageResponse);
                                     });
}

void PaymentsApi::quote(const ExchangePtr& exchange)
{
    const auto read = readPayRequest(exchange->request, exchange->token);
    if (!read) {
        refuse(exchange, read.error());
        return;
    }
    wire::Quote quote;
    static_cast<wire::Pay&>(quote) = read->pay;
    client::call<wire::PaymentAnswer>(
        m_keeper, quote, [exchange, fault = read->pay.fault](Outcome&& outcome) {
            answer(exchange, outcome, [&](const wire::PaymentAnswer& payment) {
                return fault ? faultResponse(*fault, payment) : quoteResponse(payment);
            });
        });
}

void PaymentsApi::agent(const ExchangePtr& exchange)
{
    client::call<wire::AgentSelfAnswer>(m_keeper,
                                        wire::AgentSelf{exchange->token, callerOf(exchange->request.peer)},
                                        [exchange](Result<wire::AgentSelfAnswer, wire::ErrorBody>&& self) {
                                            answer(exchange, self, agentResponse);
                                        });
}

} // namespace till::gateway
