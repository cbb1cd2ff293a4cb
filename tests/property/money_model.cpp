#include "tests/property/money_model.h"

#include <algorithm>
#include <array>

namespace till::tests {

namespace {

/// Whether a budget has this payment in its sum, whatever the window. What is paid out of an envelope is not
/// in its agent's own budgets of money.
bool isCounted(const ModelBudget& budget, ModelLayer layer, const ModelPayment& payment, std::size_t agent,
               std::size_t host)
{
    const bool isOfAgent = layer == ModelLayer::Agent;
    const bool isApart = isOfAgent && budget.measure == ModelBudget::Measure::Sum && payment.envelope != 0;
    return !isApart && (payment.agent == agent || (!isOfAgent && !budget.isPerAgent)) &&
           (!budget.isPerHost || payment.host == host);
}

bool isLiveEnvelope(const ModelRequest& request, std::int64_t nowMs)
{
    return request.state == ModelRequest::State::Granted && nowMs < request.untilMs;
}

} // namespace

const char* toText(ModelStatus status)
{
    constexpr std::array kTexts{"waiting", "rejected", "lapsed",  "given_up", "authorized",
                                "settled", "unknown",  "expired", "void"};
    return kTexts.at(static_cast<std::size_t>(status));
}

bool ModelPayment::isLive() const
{
    return status == ModelStatus::Authorized || status == ModelStatus::Settled ||
           status == ModelStatus::Unknown || status == ModelStatus::Expired;
}

std::uint64_t MoneyModel::used(const ModelBudget& budget, ModelLayer layer, std::size_t agent,
                               std::size_t host, std::int64_t nowMs) const
{
    std::uint64_t sum = 0;
    for (const auto& [number, payment] : payments) {
        if (payment.isLive() && isCounted(budget, layer, payment, agent, host) &&
            budget.isIn(payment.endMs, nowMs)) {
            sum += budget.weightOf(payment.amount);
        }
    }
    return sum;
}

std::uint64_t MoneyModel::usedOf(const ModelRequest& envelope) const
{
    std::uint64_t sum = 0;
    for (const auto& [number, payment] : payments) {
        sum += payment.isLive() && payment.envelope == envelope.id ? payment.amount : 0;
    }
    return sum;
}

std::uint64_t MoneyModel::usedOf(const ModelGrant& grant, std::int64_t nowMs) const
{
    std::uint64_t sum = 0;
    for (const auto& [number, payment] : payments) {
        if (payment.isLive() && payment.agent == grant.agent && payment.host == grant.host &&
            (!grant.payee || payment.payTo == *grant.payee) && payment.endMs > nowMs - kModelDayMs) {
            sum += payment.amount;
        }
    }
    return sum;
}

std::int64_t MoneyModel::envelopeFor(const ModelPayment& payment, std::int64_t nowMs) const
{
    const bool isNeeded = std::ranges::any_of(policies[payment.agent].budgets, [&](const auto& budget) {
        return budget.measure == ModelBudget::Measure::Sum &&
               used(budget, ModelLayer::Agent, payment.agent, payment.host, nowMs) + payment.amount >
                   budget.limit;
    });
    for (const auto& [id, request] : requests) {
        if (isNeeded && request.agent == payment.agent && isLiveEnvelope(request, nowMs) &&
            (!request.host || *request.host == payment.host) &&
            usedOf(request) + payment.amount <= request.granted) {
            return id;
        }
    }
    return 0;
}

ModelVerdict MoneyModel::verdict(const ModelPayment& payment, std::int64_t nowMs) const
{
    const ModelPolicy& own = policies[payment.agent];
    const bool hasEnvelope = envelopeFor(payment, nowMs) != 0;
    bool isDenied = false;
    bool isAsked = false;
    for (const ModelLayer layer : {ModelLayer::Global, ModelLayer::Agent}) {
        const ModelPolicy& policy = layer == ModelLayer::Global ? global : own;
        if (policy.perPayment && payment.amount > *policy.perPayment) {
            return ModelVerdict::DenyByRule;
        }
        for (const ModelBudget& budget : policy.budgets) {
            const std::uint64_t sum = used(budget, layer, payment.agent, payment.host, nowMs);
            const bool isLifted =
                hasEnvelope && layer == ModelLayer::Agent && budget.measure == ModelBudget::Measure::Sum;
            if (!isLifted && sum + budget.weightOf(payment.amount) > budget.limit) {
                isDenied = isDenied || !budget.asksWhenExceeded;
                isAsked = true;
            }
        }
    }
    if (isDenied || isAsked) {
        return isDenied ? ModelVerdict::DenyByBudget : ModelVerdict::Ask;
    }
    for (const auto& [id, grant] : grants) {
        if (grant.agent == payment.agent && grant.host == payment.host && nowMs < grant.untilMs &&
            (!grant.payee || *grant.payee == payment.payTo) && payment.amount <= grant.perPayment &&
            usedOf(grant, nowMs) + payment.amount <= grant.perDay) {
            return ModelVerdict::Allow;
        }
    }
    return own.asksByDefault ? ModelVerdict::Ask : ModelVerdict::Allow;
}

std::string MoneyModel::overspent(const ModelPayment& payment, std::int64_t nowMs) const
{
    for (const ModelLayer layer : {ModelLayer::Global, ModelLayer::Agent}) {
        const ModelPolicy& policy = layer == ModelLayer::Global ? global : policies[payment.agent];
        for (const ModelBudget& budget : policy.budgets) {
            const std::uint64_t sum = used(budget, layer, payment.agent, payment.host, nowMs);
            if (!budget.asksWhenExceeded && sum > budget.limit &&
                isCounted(budget, layer, payment, payment.agent, payment.host)) {
                return "agent " + std::to_string(payment.agent) + " used " + std::to_string(sum) + " of " +
                       std::to_string(budget.limit);
            }
        }
    }
    if (payment.envelope != 0 &&
        usedOf(requests.at(payment.envelope)) > requests.at(payment.envelope).granted) {
        return "more was paid out of an envelope than was in it";
    }
    return {};
}

bool MoneyModel::mayRelease(const ModelPayment& payment, std::int64_t nowMs) const
{
    const auto fits = [&](std::uint64_t limit, std::uint64_t weight, const auto& isOfIt) {
        std::uint64_t released = 0;
        for (const auto& [number, each] : payments) {
            released += each.status == ModelStatus::Void ? isOfIt(each) : 0;
        }
        return released == 0 || released + weight <= limit;
    };
    for (const ModelLayer layer : {ModelLayer::Global, ModelLayer::Agent}) {
        const ModelPolicy& policy = layer == ModelLayer::Global ? global : policies[payment.agent];
        for (const ModelBudget& budget : policy.budgets) {
            const auto isOfIt = [&](const ModelPayment& each) -> std::uint64_t {
                return isCounted(budget, layer, each, payment.agent, payment.host) &&
                               budget.isIn(each.provenMs, nowMs)
                           ? budget.weightOf(each.amount)
                           : 0;
            };
            if (isCounted(budget, layer, payment, payment.agent, payment.host) &&
                !fits(budget.limit, budget.weightOf(payment.amount), isOfIt)) {
                return false;
            }
        }
    }
    const auto envelope = requests.find(payment.envelope);
    return envelope == requests.end() || !isLiveEnvelope(envelope->second, nowMs) ||
           fits(envelope->second.granted, payment.amount, [&](const ModelPayment& each) -> std::uint64_t {
               return each.envelope == payment.envelope ? each.amount : 0;
           });
}

} // namespace till::tests
