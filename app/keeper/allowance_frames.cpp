#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"
#include "core/wire/more_messages.h"

#include <iterator>

namespace till::keeper {

namespace {

constexpr std::size_t kRequestsAtOnce = 50; ///< each takes some 900 bytes of a frame
constexpr std::size_t kGrantsAtOnce = 60;

} // namespace

wire::MoreShape Keeper::shapeOf(const payment::MoreRequest& request)
{
    const payment::Agent* agent = m_till.settings().agents.byId(request.agent);
    wire::MoreShape shape;
    shape.id = request.id;
    shape.agent = request.agent;
    shape.agentName = agent == nullptr ? std::string() : agent->name;
    shape.state = payment::toText(request.state);
    shape.amountMicro = request.amountMicro.toAtomic();
    shape.host = request.host;
    shape.reason = request.reason;
    shape.askedAtMs = request.askedAt.unixMs;
    shape.wantedUntilMs = request.wantedUntil.unixMs;
    shape.grantedMicro = request.grantedMicro.toAtomic();
    shape.grantedUntilMs = request.grantedUntil.unixMs;
    shape.usedMicro = m_till.usedOf(request).toAtomic();
    shape.note = request.note;
    return shape;
}

wire::GrantShape Keeper::shapeOf(const payment::RememberedGrant& grant)
{
    const payment::Agent* agent = m_till.settings().agents.byId(grant.agent);
    wire::GrantShape shape;
    shape.id = grant.id;
    shape.agent = grant.agent;
    shape.agentName = agent == nullptr ? std::string() : agent->name;
    shape.host = grant.grant.host;
    shape.payTo = grant.grant.payTo;
    shape.perPaymentMicro = grant.grant.perPaymentMicro.toAtomic();
    shape.perDayMicro = grant.grant.perDayMicro.toAtomic();
    shape.usedMicro = m_till.usedOf(grant).toAtomic();
    shape.sinceMs = grant.since.unixMs;
    shape.untilMs = grant.grant.until.unixMs;
    shape.origin = grant.origin.toText();
    shape.by = grant.author.by;
    return shape;
}

void Keeper::askForMore(const Link& link, std::int64_t id, const wire::MoreAsk& ask)
{
    const payment::Agent* agent = authenticate(link, id, ask);
    if (agent == nullptr) {
        return;
    }
    const auto amount = money::Amount::fromAtomic(ask.amountMicro);
    if (!amount) {
        return replyError(link, id, "bad_amount");
    }
    payment::MoreRequest request;
    request.agent = agent->id;
    request.amountMicro = *amount;
    request.host = ask.host;
    request.reason = ask.reason;
    request.wantedUntil = Instant{ask.untilMs};
    const auto asked = m_till.askForMore(std::move(request));
    if (!asked) {
        return replyLedgerFailed(link, id, asked.error());
    }
    if (!*asked) {
        return replyError(link, id, asked->error());
    }
    const payment::MoreRequest& now = m_till.settings().allowances.requests.at(**asked);
    reply(link, id, wire::MoreAnswer{{shapeOf(now)}});
    pushMore(now);
}

void Keeper::ownRequests(const Link& link, std::int64_t id, const wire::MoreOwn& own)
{
    const payment::Agent* agent = authenticate(link, id, own);
    if (agent == nullptr) {
        return;
    }
    wire::MoreAnswer answer;
    const auto& requests = m_till.settings().allowances.requests;
    for (auto each = requests.rbegin(); each != requests.rend(); ++each) {
        if (each->second.agent == agent->id && answer.requests.size() < kRequestsAtOnce) {
            answer.requests.push_back(shapeOf(each->second));
        }
    }
    reply(link, id, answer);
}

void Keeper::listRequests(const Link& link, std::int64_t id, const wire::MoreList& list)
{
    wire::MoreAnswer answer;
    const auto& requests = m_till.settings().allowances.requests;
    for (auto each = requests.rbegin(); each != requests.rend(); ++each) {
        const bool isOpen = each->second.state == payment::RequestState::Open;
        if ((isOpen || list.all) && answer.requests.size() < kRequestsAtOnce) {
            answer.requests.push_back(shapeOf(each->second));
        }
    }
    reply(link, id, answer);
}

void Keeper::decideRequest(const Link& link, std::int64_t id, const wire::MoreDecide& decide)
{
    const auto answer = [this, link, id, number = decide.id] {
        const payment::MoreRequest& now = m_till.settings().allowances.requests.at(number);
        reply(link, id, wire::MoreAnswer{{shapeOf(now)}});
        pushMore(now);
    };
    if (decide.decision == "deny") {
        const auto isDenied = m_till.denyMore(decide.id, {decide.by, decide.note});
        if (!isDenied) {
            return replyLedgerFailed(link, id, isDenied.error());
        }
        return *isDenied ? answer() : replyError(link, id, "no_such_request");
    }
    const auto limit = money::Amount::fromAtomic(decide.limitMicro);
    if (decide.decision != "grant" || !limit) {
        return replyError(link, id, "bad_request", "The decision is grant, with an amount, or deny.");
    }
    if (!decide.passphrase) {
        return replyError(link, id, m_vault ? "passphrase_needed" : "no_vault");
    }
    withProof(link, id, *decide.passphrase, [this, link, id, decide, limit = *limit, answer] {
        const auto granted = m_till.grantMore(decide.id, limit, Instant{decide.untilMs},
                                              {decide.by, decide.note}, payment::Authority::Passphrase);
        if (!granted) {
            return replyLedgerFailed(link, id, granted.error());
        }
        if (!granted->code.empty()) {
            return replyError(link, id, granted->code);
        }
        answer();
    });
}

void Keeper::pushMore(const payment::MoreRequest& request)
{
    if (!hasSubscribers()) {
        return;
    }
    wire::MoreEvent event;
    static_cast<wire::MoreShape&>(event) = shapeOf(request);
    const std::string frame = fitting(0, wire::encode(0, event));
    for (const Link& link : m_links) {
        if (link->isSubscribed) {
            queue(link, 0, frame);
        }
    }
}

void Keeper::listGrants(const Link& link, std::int64_t id, const wire::GrantList& list)
{
    wire::GrantsAnswer answer;
    const Instant now = m_till.now();
    for (const auto& [number, grant] : m_till.settings().allowances.grants) {
        if ((list.after && number <= *list.after) || now >= grant.grant.until) {
            continue;
        }
        if (answer.grants.size() >= kGrantsAtOnce) {
            answer.next = answer.grants.back().id;
            break;
        }
        answer.grants.push_back(shapeOf(grant));
    }
    reply(link, id, answer);
}

void Keeper::endGrant(const Link& link, std::int64_t id, const wire::GrantEnd& end)
{
    const auto isEnded = m_till.endGrant(end.id, {end.by, end.reason});
    if (!isEnded) {
        return replyLedgerFailed(link, id, isEnded.error());
    }
    if (!*isEnded) {
        return replyError(link, id, "no_such_grant");
    }
    reply(link, id, wire::Done{});
}

/// The grant that an approval asks to remember; answers itself when it cannot be.
std::optional<payment::RememberedGrant> Keeper::grantWith(const Link& link, std::int64_t id,
                                                          ledger::PaymentId payment,
                                                          const wire::ApprovalDecide& decide)
{
    const auto perPayment = money::Amount::fromAtomic(decide.remember->perPaymentMicro);
    const auto perDay = money::Amount::fromAtomic(decide.remember->perDayMicro);
    const auto row = m_ledger.payment(payment);
    if (!row) {
        replyLedgerFailed(link, id, row.error());
        return std::nullopt;
    }
    if (!*row || !perPayment || !perDay) {
        replyError(link, id, *row ? "bad_amount" : "no_such_payment");
        return std::nullopt;
    }
    if (decide.remember->anyPayee && decide.remember->anyHost) {
        replyError(link, id, "bad_request",
                   "Not approved: any payee on any host would be everybody. Name a rule for that instead.");
        return std::nullopt;
    }
    const auto payee = decide.remember->anyPayee  ? payment::RememberPayee::AnyOfTheHost
                       : decide.remember->anyHost ? payment::RememberPayee::OnAnyHost
                                                  : payment::RememberPayee::ThisOne;
    const payment::Remember remember{payee, *perPayment, *perDay, Instant{decide.remember->untilMs}};
    auto grant = m_till.grantFor(**row, remember, {decide.by, decide.note});
    if (!grant) {
        replyError(
            link, id, grant.error(),
            grant.error() == "bad_request"
                ? "Not approved: what shall be remembered must cover this payment, end within a year, and "
                  "be for a token at par with the USD."
                : std::string());
        return std::nullopt;
    }
    return std::move(*grant);
}

} // namespace till::keeper
