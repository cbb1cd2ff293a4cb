#include "tests/property/world.h"

namespace till::tests {

void World::approve(Choices& choices)
{
    ModelPayment* payment = anyPayment(choices);
    // One that waits, if there is one: those are the few that matter.
    for (auto& [number, each] : m_model.payments) {
        if (each.status == ModelStatus::Waiting && choices.upTo(4) != 3) {
            payment = &each;
            break;
        }
    }
    if (payment == nullptr) {
        return;
    }
    const auto row = must(m_ledger->payment({payment->number})).value();
    const auto seen = must(m_till->seenOf(row)).value();
    const bool isChanged = choices.once(8);
    const std::string shown = isChanged ? std::string(64, '0') : m_till->shownHash(row, seen);
    std::optional<payment::RememberedGrant> grant;
    payment::Remember wish;
    if (choices.once(4)) {
        wish.payee =
            choices.upTo(2) == 0 ? payment::RememberPayee::ThisOne : payment::RememberPayee::AnyOfTheHost;
        wish.perPaymentMicro = money::Amount::fromUint64(payment->amount * (1 + choices.upTo(2)));
        wish.perDayMicro = money::Amount::fromUint64(payment->amount * (2 + choices.upTo(4)));
        wish.until = Instant{nowMs() + (choices.upTo(2) == 0 ? kHour : 10 * kDay)};
        const auto made = m_till->grantFor(row, wish, {"cli", "test"});
        hold(9, made.has_value() == (payment->status == ModelStatus::Waiting),
             "what is decided is remembered, or what waits is not");
        grant = made ? std::optional(*made) : std::nullopt;
    }
    const std::string code = codeOfApproval(*payment, isChanged);
    const auto outcome = must(m_till->approve({payment->number}, shown, "cli", "yes"));
    const int why = isChanged ? 16 : 8;
    hold(why, outcome.code == code, (outcome.code + " instead of " + code).c_str());
    hold(why, outcome.reservation.has_value() == code.empty(), "an approval signs when it must not");
    if (code.empty()) {
        recorded();
        authorized(*payment, outcome);
        if (grant) {
            remember(*payment, *grant, wish, choices);
        }
    }
}

std::string World::codeOfApproval(const ModelPayment& payment, bool isChanged) const
{
    if (payment.status != ModelStatus::Waiting || nowMs() >= payment.createdMs + kModelWaitMs) {
        return "already_decided";
    }
    if (const std::string code = gate(payment.agent); !code.empty()) {
        return code;
    }
    if (isChanged) {
        return "shown_changed";
    }
    if (m_model.isNetworkFrozen()) {
        return "network_frozen";
    }
    if (m_model.isNetworkOff) {
        return "network_disabled";
    }
    if (payment.validBefore > m_model.maxValidityOf(payment.agent)) {
        return "validity_too_long"; // what waits keeps its timeout there
    }
    const ModelVerdict verdict = m_model.verdict(payment, nowMs());
    return verdict == ModelVerdict::DenyByRule     ? "denied_by_rule"
           : verdict == ModelVerdict::DenyByBudget ? "budget_exceeded"
                                                   : "";
}

void World::reject(Choices& choices)
{
    ModelPayment* payment = anyPayment(choices);
    if (payment == nullptr) {
        return;
    }
    const auto outcome = must(m_till->reject({payment->number}, "cli", "no"));
    if (payment->status != ModelStatus::Waiting) {
        hold(7, outcome.code == "already_decided", "a decided payment was decided again");
        return;
    }
    payment->status = ModelStatus::Rejected;
    recorded();
}

void World::giveUp(Choices& choices)
{
    ModelPayment* payment = anyPayment(choices);
    if (payment == nullptr) {
        return;
    }
    const std::size_t who = choices.upTo(4) == 3 ? choices.upTo(m_model.policies.size()) : payment->agent;
    const auto outcome = must(m_till->giveUp(agent(who), {payment->number}));
    hold(19, outcome.has_value() == (who == payment->agent), "an agent gave up another's payment");
    if (!outcome) {
        return;
    }
    hold(10, !outcome->reservation, "giving up hands out a signature");
    if (payment->status == ModelStatus::Waiting) {
        payment->status = ModelStatus::GivenUp;
        recorded();
    }
    hold(7, toText(outcome->row.status) == toText(payment->status), "giving up released what was authorized");
}

void World::report(Choices& choices)
{
    ModelPayment* payment = anyPayment(choices);
    if (payment == nullptr) {
        return;
    }
    const std::size_t who = choices.upTo(4) == 3 ? choices.upTo(m_model.policies.size()) : payment->agent;
    payment::Report report;
    constexpr std::array<std::int64_t, 4> kStatuses{200, 402, 500, 0};
    report.httpStatus = kStatuses.at(choices.upTo(4));
    report.hasReceipt = choices.upTo(2) == 1;
    report.isSuccess = choices.upTo(2) == 0;
    report.transaction = "0xclaimed";
    const auto outcome = must(m_till->report(agent(who), {payment->number}, report));
    hold(19, outcome.has_value() == (who == payment->agent), "an agent reported on another's payment");
    if (!outcome || !payment->isLive()) {
        return;
    }
    recorded();
    const bool isPaid = report.hasReceipt ? report.isSuccess : report.httpStatus == 200;
    if (!payment->isProven && isPaid) {
        payment->status = ModelStatus::Settled;
    } else if (!payment->isProven && payment->status == ModelStatus::Authorized) {
        payment->status = ModelStatus::Unknown;
    }
    hold(7, toText(outcome->row.status) == toText(payment->status), "a merchant's word changed what counts");
}

void World::tick()
{
    const std::int64_t now = nowMs();
    const auto pending = m_model.pending;
    for (const auto& [id, change] : pending) {
        // What widens is sealed, so it waits for the vault too. An earlier one may have taken its place.
        if (!m_isLocked && now >= change.dueMs && m_model.pending.erase(id) > 0) {
            m_model.apply(change);
            ++m_model.events;
        }
    }
    for (auto& [id, request] : m_model.requests) {
        if (request.state == ModelRequest::State::Granted && now >= request.untilMs) {
            request.state = ModelRequest::State::Ended;
            ++m_model.events;
        }
    }
    std::size_t changes = 0;
    for (auto& [number, payment] : m_model.payments) {
        if (payment.status == ModelStatus::Waiting && now >= payment.createdMs + kModelWaitMs) {
            payment.status = ModelStatus::Lapsed;
            ++changes;
        } else if ((payment.status == ModelStatus::Authorized || payment.status == ModelStatus::Unknown) &&
                   now >= payment.validBefore * 1000 + kModelGraceMs) {
            payment.status = ModelStatus::Expired;
            ++changes;
        }
    }
    const std::int64_t before = m_ledger->eventCount();
    const auto changed = must(m_till->tick());
    m_model.events += static_cast<std::int64_t>(changes);
    if (m_ledger->eventCount() > before) {
        m_model.newestMs = now;
    }
    hold(20, changed.size() == changes, "somebody still waits, or does no longer, at the wrong time");
    for (const auto id : changed) {
        const auto row = must(m_ledger->payment(id)).value();
        hold(7, toText(row.status) == toText(m_model.payments.at(id.number).status),
             "time alone freed money");
    }
}

void World::jumpClock(Choices& choices)
{
    constexpr std::array<std::int64_t, 6> kSteps{1'000, 20'000, 90'000, 900'000, 7'200'000, 80'000'000};
    const std::size_t kind = choices.upTo(8);
    const std::int64_t by = kSteps.at(choices.upTo(kSteps.size()));
    if (kind >= 6 && m_mayJump) {
        m_skewMs += kind == 6 ? by : -by;
    } else if (kind == 5) {
        m_chainMs += by;
    } else if (kind == 3 && isClockApart()) {
        m_chainMs += by; // blocks come late, and then with a time of their own
        m_skewMs -= by;
    } else {
        m_chainMs += kSteps.at(choices.upTo(3));
    }
    if (kind == 4) {
        m_skewMs = m_baseSkewMs;
    }
    m_clock.at = Instant{m_chainMs + m_skewMs};
    if (by > 1'000'000) {
        compareUse(13);
    }
}

} // namespace till::tests
