#include "core/payment/till.h"

namespace till::payment {

Outcome Till::quote(Agent& agent, const Ask& ask)
{
    const Instant now = this->now();
    agent.lastCall = now;
    Outcome outcome;
    outcome.row = newRow(agent, ask, now);
    Seen seen{ask, {}, {}};
    const auto refused = [&](std::string code, std::string sentence) {
        seen.judgement.verdict = "deny";
        seen.judgement.code = code;
        seen.judgement.sentence = std::move(sentence);
        seen.judgement.reasons = {{code, seen.judgement.sentence}};
        outcome.row.verdict = "deny";
        outcome.row.code = code;
        outcome.code = std::move(code);
        outcome.seen = std::move(seen);
        return outcome;
    };
    if (auto code = gate(agent); !code.empty()) {
        std::string sentence = "This would not be paid: " + gateText(code);
        return refused(std::move(code), std::move(sentence));
    }
    if (ask.unreadable) {
        return refused(ask.unreadable->code,
                       "This could not be paid: the challenge cannot be read. " + ask.unreadable->detail);
    }
    const auto choice = choose(agent, ask, seen.passedOver);
    if (!choice) {
        return refused(choice.error().code, "This would not be paid: " + choice.error().text);
    }
    const policy::PaymentFacts facts = factsOf(agent, ask, *choice);
    seen.judgement = judge(agent, facts, now).judgement;
    seen.ask.challenge.options = {ask.challenge.options[choice->index]};
    outcome.code = seen.judgement.code;
    outcome.row.verdict = seen.judgement.verdict;
    outcome.row.network = choice->option.network->caip2;
    outcome.row.asset = choice->option.asset->address;
    outcome.row.payTo = facts.line.payTo;
    outcome.row.amount = facts.amount.toAtomic();
    outcome.seen = std::move(seen);
    return outcome;
}

Result<std::optional<Outcome>, DatabaseError> Till::look(const Agent& agent, PaymentId id)
{
    const auto row = m_ledger.payment(id);
    if (!row) {
        return fail(row.error());
    }
    if (!*row || (*row)->agent != agent.id) {
        return std::optional<Outcome>{};
    }
    StoredPayment shown = **row;
    auto outcome = present(shown, now());
    if (!outcome) {
        return fail(outcome.error());
    }
    if (outcome->code == "network_frozen") {
        outcome->code.clear(); // nothing is handed out, and how it stands may be seen
    }
    // Looking hands the header out again, so it stops where paying stops (invariant I10).
    if (outcome->reservation && !gate(agent).empty()) {
        outcome->reservation.reset();
    }
    return std::optional<Outcome>(std::move(*outcome));
}

} // namespace till::payment
