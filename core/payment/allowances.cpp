#include "core/payment/allowances.h"

#include "core/support/json.h"

#include <algorithm>

namespace till::payment {

namespace {

using nlohmann::json;

money::Amount amountIn(const json& in, const char* name)
{
    const auto amount = money::Amount::fromAtomic(in.at(name).get<std::string>());
    if (!amount) {
        throw json::other_error::create(501, "not an amount", &in);
    }
    return *amount;
}

Instant instantIn(const json& in, const char* name)
{
    return Instant{in.at(name).get<std::int64_t>()};
}

Author authorIn(const json& in)
{
    return {in.at("by").get<std::string>(), in.at("reason").get<std::string>()};
}

RememberedGrant grantIn(const json& in, Instant at)
{
    RememberedGrant record;
    record.id = in.at("id").get<std::int64_t>();
    record.agent = in.at("agent").get<std::string>();
    record.grant.name = "grant " + std::to_string(record.id);
    record.grant.host = in.at("host").get<std::string>();
    record.grant.payTo = in.at("payTo").get<std::string>();
    record.grant.perPaymentMicro = amountIn(in, "perPaymentMicro");
    record.grant.perDayMicro = amountIn(in, "perDayMicro");
    record.grant.until = instantIn(in, "untilMs");
    record.origin = {in.at("payment").get<std::int64_t>()};
    record.author = authorIn(in);
    record.since = at;
    if (record.grant.host.empty() && record.grant.payTo.empty()) {
        throw json::other_error::create(501, "neither a host nor a payee", &in);
    }
    return record;
}

MoreRequest requestIn(const json& in, Instant at)
{
    MoreRequest request;
    request.id = in.at("id").get<std::int64_t>();
    request.agent = in.at("agent").get<std::string>();
    request.amountMicro = amountIn(in, "amountMicro");
    request.host = in.at("host").get<std::string>();
    request.reason = in.at("reason").get<std::string>();
    request.wantedUntil = instantIn(in, "untilMs");
    request.askedAt = at;
    return request;
}

} // namespace

std::string_view toText(RequestState state)
{
    switch (state) {
    case RequestState::Open:
        return "open";
    case RequestState::Granted:
        return "granted";
    case RequestState::Denied:
        return "denied";
    case RequestState::Ended:
        return "ended";
    }
    return "ended";
}

bool isAllowanceKind(std::string_view kind)
{
    return kind == kGrantAdded || kind == kGrantEnded || kind.starts_with("more.");
}

std::optional<std::string> Allowances::apply(const ledger::Event& event)
{
    try {
        return event.kind == kGrantAdded || event.kind == kGrantEnded ? applyGrant(event)
                                                                      : applyRequest(event);
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

std::optional<std::string> Allowances::applyGrant(const ledger::Event& event)
{
    const json in = json::parse(event.body);
    if (event.kind == kGrantAdded) {
        RememberedGrant record = grantIn(in, event.at);
        if (record.grant.until.unixMs > event.at.unixMs + kMaxGrantMs || !takeGrantNumber(record.id)) {
            return std::nullopt;
        }
        std::string agent = record.agent;
        grants.emplace(record.id, std::move(record));
        return agent;
    }
    const auto found = grants.find(in.at("id").get<std::int64_t>());
    if (found == grants.end()) {
        return std::nullopt;
    }
    std::string agent = std::move(found->second.agent);
    grants.erase(found);
    return agent;
}

/// A number is used once. Those that were promised to widenings that wait come in any order, because a delay
/// may have been shortened between two of them.
bool Allowances::takeGrantNumber(std::int64_t id)
{
    if (id <= lastGrant) {
        return skippedGrants.erase(id) > 0;
    }
    if (id - lastGrant > kMaxSkippedGrants) {
        return false;
    }
    while (++lastGrant < id) {
        skippedGrants.insert(lastGrant);
    }
    return true;
}

std::optional<std::string> Allowances::applyRequest(const ledger::Event& event)
{
    const json in = json::parse(event.body);
    if (event.kind == kMoreUsed) {
        paidFrom.emplace(in.at("payment").get<std::int64_t>(), in.at("envelope").get<std::string>());
        return std::string();
    }
    if (event.kind == kMoreAsked) {
        MoreRequest request = requestIn(in, event.at);
        if (request.id != lastRequest + 1) {
            return std::nullopt;
        }
        lastRequest = request.id;
        requests.emplace(request.id, std::move(request));
        forgetOldRequests();
        return std::string();
    }
    const auto found = requests.find(in.at("id").get<std::int64_t>());
    if (found == requests.end()) {
        return std::nullopt;
    }
    MoreRequest& request = found->second;
    if (event.kind == kMoreEnded) {
        request.state = RequestState::Ended;
        return request.agent;
    }
    if (request.state != RequestState::Open) {
        return std::nullopt;
    }
    request.note = in.at("reason").get<std::string>();
    if (event.kind == kMoreDenied) {
        request.state = RequestState::Denied;
        return std::string();
    }
    request.grantedMicro = amountIn(in, "amountMicro");
    request.grantedUntil = instantIn(in, "untilMs");
    request.state = RequestState::Granted;
    if (event.kind != kMoreGranted || request.grantedUntil.unixMs > event.at.unixMs + kMaxEnvelopeMs) {
        return std::nullopt;
    }
    return request.agent;
}

/// Open requests and live envelopes stay; of the others the newest do.
void Allowances::forgetOldRequests()
{
    for (auto each = requests.begin(); each != requests.end() && requests.size() > kKeptRequests;) {
        const bool isOver =
            each->second.state == RequestState::Denied || each->second.state == RequestState::Ended;
        each = isOver ? requests.erase(each) : std::next(each);
    }
}

void Allowances::addTo(policy::Policy& policy, std::string_view agent, Instant now) const
{
    for (const auto& [id, record] : grants) {
        if (record.agent == agent && now < record.grant.until) {
            policy.grants.push_back(record.grant);
        }
    }
    for (const auto& [id, request] : requests) {
        if (request.agent == agent && request.state == RequestState::Granted && now < request.grantedUntil) {
            policy.envelopes.push_back(
                {envelopeName(id), request.host, request.grantedMicro, request.grantedUntil});
        }
    }
}

std::size_t Allowances::openRequestsOf(std::string_view agent) const
{
    return static_cast<std::size_t>(std::ranges::count_if(requests, [agent](const auto& each) {
        return each.second.agent == agent && each.second.state == RequestState::Open;
    }));
}

std::string envelopeName(std::int64_t request)
{
    return "more " + std::to_string(request);
}

std::string toEventBody(const RememberedGrant& record)
{
    return json{{"id", record.id},
                {"agent", record.agent},
                {"host", record.grant.host},
                {"payTo", record.grant.payTo},
                {"perPaymentMicro", record.grant.perPaymentMicro.toAtomic()},
                {"perDayMicro", record.grant.perDayMicro.toAtomic()},
                {"untilMs", record.grant.until.unixMs},
                {"payment", record.origin.number},
                {"by", record.author.by},
                {"reason", record.author.reason}}
        .dump();
}

std::string toEventBody(const MoreRequest& request)
{
    return json{
        {"id", request.id},     {"agent", request.agent},   {"amountMicro", request.amountMicro.toAtomic()},
        {"host", request.host}, {"reason", request.reason}, {"untilMs", request.wantedUntil.unixMs}}
        .dump();
}

std::string grantedBody(std::int64_t id, const money::Amount& micro, Instant until, const Author& author)
{
    return json{{"id", id},
                {"amountMicro", micro.toAtomic()},
                {"untilMs", until.unixMs},
                {"by", author.by},
                {"reason", author.reason}}
        .dump();
}

std::string endBody(std::int64_t id, const Author& author)
{
    return json{{"id", id}, {"by", author.by}, {"reason", author.reason}}.dump();
}

std::string usedBody(const std::string& envelope, ledger::PaymentId payment)
{
    return json{{"envelope", envelope}, {"payment", payment.number}}.dump();
}

} // namespace till::payment
