#include "tests/property/world.h"

#include "core/support/json.h"

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
    const bool isChanged = choices.upTo(8) == 7;
    const std::string shown = isChanged ? std::string(64, '0') : m_till->shownHash(row, seen);
    std::string code = gate(payment->agent);
    if (payment->status != ModelStatus::Waiting || nowMs() >= payment->createdMs + kModelWaitMs) {
        code = "already_decided";
    } else if (code.empty() && isChanged) {
        code = "shown_changed";
    } else if (code.empty() && m_model.isNetworkOff) {
        code = "network_disabled";
    } else if (code.empty() && m_model.verdict(payment->agent, payment->amount, payment->host, nowMs()) ==
                                   ModelVerdict::Deny) {
        code = "budget_exceeded";
    }
    const auto outcome = must(m_till->approve({payment->number}, shown, "cli", "yes"));
    const int why = isChanged ? 16 : 8;
    hold(why, outcome.code == code, (outcome.code + " instead of " + code).c_str());
    hold(why, outcome.reservation.has_value() == code.empty(), "an approval signs when it must not");
    if (code.empty()) {
        recorded();
        authorized(*payment, outcome);
    }
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

void World::collect(Choices& choices)
{
    switch (choices.upTo(8)) {
    case 0:
        return m_chain.reorganise(1 + choices.upTo(3));
    case 1:
        return m_chain.finalise();
    default:
        break;
    }
    const ModelPayment* payment = anyPayment(choices);
    if (payment != nullptr && !payment->nonce.empty() && m_chain.collect(payment->nonce, m_chainMs)) {
        checkChain(m_chain.transfers().back());
    }
}

/// I3 on the chain's own numbers: whatever merchants collected, in the chain's time. Where our clock was
/// moved, only what no clock can change: budgets for ever.
void World::checkChain(const ChainModel::Transfer& newest)
{
    if (m_wasRestored) {
        return; // what was signed after the backup is not known to it
    }
    for (const ModelBudget& budget : m_model.policies[newest.terms.agent].budgets) {
        const bool needsClock = budget.window != ModelBudget::Window::Ever;
        if (budget.asksWhenExceeded || (needsClock && m_mayJump)) {
            continue;
        }
        std::uint64_t sum = 0;
        for (const ChainModel::Transfer& each : m_chain.transfers()) {
            const bool isIn = budget.window == ModelBudget::Window::Ever ||
                              (budget.window == ModelBudget::Window::Rolling
                                   ? each.atMs > newest.atMs - budget.rollingSeconds * 1000
                                   : each.atMs / kModelDayMs == newest.atMs / kModelDayMs);
            if (isIn && each.terms.agent == newest.terms.agent &&
                (!budget.isPerHost || each.terms.host == newest.terms.host)) {
                sum += budget.measure == ModelBudget::Measure::Count ? 1 : each.terms.value;
            }
        }
        hold(3, sum <= budget.limit, "more was collected on the chain than a budget allows");
    }
}

void World::proveSettled(Choices& choices)
{
    ModelPayment* payment = anyPayment(choices);
    if (payment == nullptr || !m_chain.isFinal(payment->nonce)) {
        return;
    }
    const std::int64_t block = m_chain.transferOf(payment->nonce)->atMs;
    const bool isTaken = payment->isLive() && !payment->isProven && !m_isLocked;
    const bool isProven =
        must(m_till->proveSettled({payment->number}, "0xfinal", Instant{block}, "a final block"));
    hold(7, isProven == isTaken, "proof of settlement was taken when it must not be");
    if (!isProven) {
        return;
    }
    recorded();
    payment->status = ModelStatus::Settled;
    payment->isProven = true;
    payment->endMs = std::max(payment->authorizedMs, std::min(payment->endMs, block));
    compareUse(7);
}

void World::proveUnused(Choices& choices)
{
    ModelPayment* payment = anyPayment(choices);
    m_chain.finalise();
    if (payment == nullptr || (!payment->nonce.empty() && m_chain.transferOf(payment->nonce) != nullptr)) {
        return;
    }
    const std::int64_t now = nowMs();
    const bool isTaken = payment->isLive() && !payment->isProven && !m_isLocked &&
                         m_chainMs / 1000 >= payment->validBefore && m_model.mayRelease(*payment, now);
    const bool isVoid = must(m_till->proveUnused({payment->number}, Instant{m_chainMs}, "a final block"));
    hold(7, isVoid == isTaken, "a budget grew back without proof, or by more than evidence may give back");
    if (isVoid) {
        recorded();
        payment->status = ModelStatus::Void;
        payment->releasedMs = now;
        compareUse(7);
    }
}

void World::tick()
{
    const std::int64_t now = nowMs();
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
    const auto changed = must(m_till->tick());
    for (std::size_t each = 0; each < changes; ++each) {
        recorded();
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
    } else {
        m_chainMs += kSteps.at(choices.upTo(3));
    }
    if (kind == 4) {
        m_skewMs = 0;
    }
    m_clock.at = Instant{m_chainMs + m_skewMs};
    if (by > 1'000'000) {
        compareUse(13);
    }
}

void World::changeSettings(Choices& choices)
{
    const std::size_t kind = choices.upTo(6);
    const std::size_t who = choices.upTo(m_model.policies.size());
    const std::string agentText = R"({"agent":"a)" + std::to_string(who + 1) + "\"";
    commit();
    if (kind == 0) { // lock, or unlock
        if (!m_isLocked) {
            m_till->close();
            m_ledger->clearSealKey();
            m_isLocked = true;
        } else {
            unlock();
        }
        return;
    }
    std::string change;
    std::string body = "{}";
    bool needsKey = false;
    if (kind <= 2) {
        needsKey = m_model.isPaused;
        change = needsKey ? payment::kResumed : payment::kPaused;
    } else if (kind <= 4) {
        needsKey = m_model.isAgentPaused[who];
        change = needsKey ? payment::kAgentResumed : payment::kAgentPaused;
        body = agentText + (needsKey ? "}" : R"(,"because":"test"})");
    } else {
        needsKey = true;
        change = payment::kNetworkSet;
        body = payment::networkEventBody(std::string(kBase), {{}, m_model.isNetworkOff});
    }
    const auto done = m_till->change(change, std::move(body));
    if (needsKey && m_isLocked) {
        hold(9, !done, "what widens was recorded without the key that only the passphrase opens");
        return crash(); // the batch is lost with it
    }
    must(Result<void, ledger::DatabaseError>(done));
    recorded();
    if (kind <= 2) {
        m_model.isPaused = !m_model.isPaused;
    } else if (kind <= 4) {
        m_model.isAgentPaused[who] = !m_model.isAgentPaused[who];
    } else {
        m_model.isNetworkOff = !m_model.isNetworkOff;
    }
    commit();
}

} // namespace till::tests
