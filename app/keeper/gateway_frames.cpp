#include "app/keeper/dispatch.h"
#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"
#include "core/payment/till.h"
#include "core/wire/plain_frame.h"

namespace till::keeper {

using payment::Outcome;

bool Keeper::handlePlainPay(const Link& link, std::string_view frame)
{
    const auto plain = wire::plainFrame(frame);
    if (!plain) {
        return false;
    }
    auto body = wire::plainBody<wire::Pay>(*plain);
    if (!body) {
        return false;
    }
    pay(link, plain->id, std::move(*body));
    return true;
}

void Keeper::handleGateway(const Link& link, const wire::Envelope& envelope)
{
    const std::int64_t id = envelope.id;
    Dispatch(envelope, [&](std::string why) { replyError(link, id, "bad_frame", std::move(why)); })
        .on<wire::Pay>([&](const auto& body) { pay(link, id, body); })
        .on<wire::Quote>([&](const auto& body) { quote(link, id, body); })
        .on<wire::PaymentGet>([&](const auto& body) { look(link, id, body); })
        .on<wire::PaymentAwait>([&](const auto& body) { await(link, id, body); })
        .on<wire::PaymentCancel>([&](const auto& body) { cancel(link, id, body); })
        .on<wire::SettlementReport>([&](const auto& body) { report(link, id, body); })
        .on<wire::AgentSelf>([&](const auto& body) { agentSelf(link, id, body); })
        .on<wire::AgentPaymentsPage>([&](const auto& body) { agentPayments(link, id, body); })
        .on<wire::MoreAsk>([&](const auto& body) { askForMore(link, id, body); })
        .on<wire::MoreOwn>([&](const auto& body) { ownRequests(link, id, body); })
        .otherwise([&] { replyError(link, id, "not_allowed_here"); });
}

void Keeper::pay(const Link& link, std::int64_t id, wire::Pay pay)
{
    payment::Agent* agent = authenticate(link, id, pay);
    if (agent == nullptr) {
        return;
    }
    if (!ledgerFault().empty()) {
        return replyError(link, id, ledgerFault());
    }
    auto ask = toAsk(std::move(pay));
    if (!ask) {
        return replyError(link, id, ask.error());
    }
    const Hash256 purchase = payment::purchaseOf(agent->id, *ask);
    auto outcome = m_till.pay(*agent, std::move(*ask), purchase);
    if (!outcome) {
        replyLedgerFailed(link, id, outcome.error());
        m_pending.back().purchase = purchase;
        return;
    }
    if (!outcome->isJoined) {
        changed(outcome->row);
        if (outcome->row.status == ledger::Status::Waiting) {
            pushApproval(*outcome);
        }
    }
    replyOutcome(link, id, std::move(*outcome));
    m_pending.back().purchase = purchase;
}

void Keeper::quote(const Link& link, std::int64_t id, const wire::Pay& pay)
{
    payment::Agent* agent = authenticate(link, id, pay);
    if (agent == nullptr) {
        return;
    }
    const auto ask = toAsk(pay);
    if (!ask) {
        return replyError(link, id, ask.error());
    }
    reply(link, id, answerOf(m_till.quote(*agent, *ask)));
}

void Keeper::look(const Link& link, std::int64_t id, const wire::PaymentGet& get)
{
    payment::Agent* agent = authenticate(link, id, get);
    if (agent == nullptr) {
        return;
    }
    const auto payment = ledger::PaymentId::fromText(get.paymentId);
    if (!payment) {
        return replyError(link, id, "no_such_payment");
    }
    auto outcome = m_till.look(*agent, *payment);
    if (!outcome) {
        return replyPaymentFailed(link, id, outcome.error());
    }
    if (!*outcome) {
        return replyError(link, id, "no_such_payment");
    }
    replyOutcome(link, id, std::move(**outcome));
}

void Keeper::await(const Link& link, std::int64_t id, const wire::PaymentGet& get)
{
    if (m_isLedgerDown || m_isBatchLost) {
        return replyError(link, id, "ledger_failed", "Nothing was signed: the ledger could not be written.");
    }
    const payment::Recognised known = recognise(get.token, get.caller);
    if (known.code == "locked" && awaitCount() < kMaxAwaits) {
        m_lockedAwaits.push_back({link, id, get}); // who it is will be seen when the wallet is opened
        return;
    }
    payment::Agent* agent = admitted(link, id, known);
    if (agent == nullptr) {
        return;
    }
    const auto payment = ledger::PaymentId::fromText(get.paymentId);
    if (!payment || !m_till.waiting().contains(*payment)) {
        return look(link, id, get);
    }
    const auto row = m_ledger.payment(*payment);
    if (!row) {
        return replyPaymentFailed(link, id, row.error());
    }
    if (!*row || (*row)->agent != agent->id) {
        return replyError(link, id, "no_such_payment");
    }
    if (awaitCount() >= kMaxAwaits) {
        return replyError(link, id, "busy");
    }
    m_awaits[*payment].push_back(
        {link, id, agent->id, known.token, {get.caller.pid, get.caller.uid, get.caller.executable}});
}

void Keeper::resolveAwaits(ledger::PaymentId payment)
{
    const auto found = m_awaits.find(payment);
    if (found == m_awaits.end()) {
        return;
    }
    const std::vector<Await> awaits = std::move(found->second);
    m_awaits.erase(found);
    for (const Await& each : awaits) {
        payment::Agent* agent = m_till.settings().agents.find(each.agent);
        if (agent == nullptr) {
            replyError(each.to, each.id, "no_such_payment");
            continue;
        }
        auto outcome = m_till.look(*agent, payment);
        if (!outcome) {
            replyPaymentFailed(each.to, each.id, outcome.error());
        } else if (*outcome) {
            replyOutcome(each.to, each.id, std::move(**outcome));
        } else {
            replyError(each.to, each.id, "no_such_payment");
        }
    }
}

void Keeper::cancel(const Link& link, std::int64_t id, const wire::PaymentGet& get)
{
    payment::Agent* agent = authenticate(link, id, get);
    if (agent == nullptr) {
        return;
    }
    const auto payment = ledger::PaymentId::fromText(get.paymentId);
    if (!payment) {
        return replyError(link, id, "no_such_payment");
    }
    auto outcome = m_till.giveUp(*agent, *payment);
    if (!outcome) {
        return replyPaymentFailed(link, id, outcome.error());
    }
    if (!*outcome) {
        return replyError(link, id, "no_such_payment");
    }
    changed((*outcome)->row);
    if ((*outcome)->row.status == ledger::Status::GivenUp) {
        pushApprovalGone((*outcome)->row);
        resolveAwaits(*payment);
    }
    replyOutcome(link, id, std::move(**outcome));
}

void Keeper::report(const Link& link, std::int64_t id, const wire::SettlementReport& report)
{
    payment::Agent* agent = authenticate(link, id, report);
    if (agent == nullptr) {
        return;
    }
    const auto payment = ledger::PaymentId::fromText(report.paymentId);
    if (!payment) {
        return replyError(link, id, "no_such_payment");
    }
    payment::Report said;
    said.httpStatus = report.httpStatus;
    said.bodyBytes = report.bodyBytes;
    said.error = report.challengeError;
    if (report.receipt) {
        said.hasReceipt = true;
        said.isSuccess = report.receipt->success;
        said.transaction = report.receipt->transaction;
        said.payer = report.receipt->payer;
        said.amount = report.receipt->amount;
        if (said.error.empty()) {
            said.error = report.receipt->errorReason;
        }
    }
    auto outcome = m_till.report(*agent, *payment, said);
    if (!outcome) {
        return replyPaymentFailed(link, id, outcome.error());
    }
    if (!*outcome) {
        return replyError(link, id, "no_such_payment");
    }
    changed((*outcome)->row);
    replyOutcome(link, id, std::move(**outcome));
}

void Keeper::agentSelf(const Link& link, std::int64_t id, const wire::AgentSelf& self)
{
    payment::Agent* agent = authenticate(link, id, self);
    if (agent == nullptr) {
        return;
    }
    wire::AgentSelfAnswer answer;
    answer.id = agent->id;
    answer.name = agent->name;
    answer.state = agent->state == payment::AgentState::Active ? "active" : "paused";
    answer.accounts = {{"evm", agent->address.toChecksummed()}};
    answer.budgets = toWire(m_till.standing(*agent));
    answer.privateHosts = agent->policy.privateHosts;
    answer.locked = !m_till.isOpen();
    answer.paused = m_till.settings().isPaused;
    reply(link, id, answer);
}

} // namespace till::keeper
