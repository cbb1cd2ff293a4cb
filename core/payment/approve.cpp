#include "core/crypto/hash.h"
#include "core/payment/judgement_json.h"
#include "core/payment/till.h"
#include "core/support/plain_text.h"

#include "core/support/json.h"

namespace till::payment {

namespace {

using ledger::Status;

constexpr std::size_t kMaxNoteBytes = 200;
constexpr std::size_t kMaxByBytes = 32;

std::string whoAndNote(std::string_view by, std::string_view note)
{
    return nlohmann::json{{"by", "person: " + toVisibleText(by, kMaxByBytes)},
                          {"note", toVisibleText(note, kMaxNoteBytes)}}
        .dump();
}

/// Who approved, and how the rules stood at that moment.
std::string approvalBody(std::string_view by, std::string_view note, const Judgement& judgement,
                         const std::optional<DecisionRecord>& record)
{
    JsonText out;
    out.beginObject();
    out.key("by");
    out.text("person: " + toVisibleText(by, kMaxByBytes));
    out.key("note");
    out.text(toVisibleText(note, kMaxNoteBytes));
    writeDecision(out, judgement, record);
    out.endObject();
    return out.take();
}

Outcome stopped(std::string code, const StoredPayment& row)
{
    Outcome outcome;
    outcome.code = std::move(code);
    outcome.row = row;
    return outcome;
}

} // namespace

std::string Till::shownHash(const StoredPayment& row, const Seen& seen)
{
    // Everything that the signature will bind, but for the moment it is made at.
    std::string all = row.id.toText() + "|" + row.agent + "|" + row.network + "|" + row.asset + "|" +
                      row.amount + "|" + row.payTo + "|" + row.host + "|" + std::to_string(row.generation);
    if (!seen.ask.challenge.options.empty()) {
        all += "|" + seen.ask.challenge.options.front().raw;
    }
    return toHex(crypto::sha256(all));
}

Result<Outcome, DatabaseError> Till::approve(PaymentId id, std::string_view shown, std::string_view by,
                                             std::string_view note)
{
    const Instant now = this->now();
    const auto found = m_ledger.payment(id);
    if (!found) {
        return fail(found.error());
    }
    if (!*found) {
        return stopped("no_such_payment", {});
    }
    StoredPayment row = **found;
    const auto waiting = m_waiting.find(id);
    if (row.status != Status::Waiting || waiting == m_waiting.end() || now >= waiting->second.until) {
        return stopped("already_decided", row);
    }
    Agent* agent = m_settings.agents.find(row.agent);
    if (agent == nullptr) {
        return stopped("no_such_agent", row);
    }
    if (auto code = gate(*agent); !code.empty()) {
        return stopped(std::move(code), row);
    }
    auto seen = seenOf(row);
    if (!seen) {
        return fail(seen.error());
    }
    if (!*seen || shownHash(row, **seen) != shown) {
        return stopped("shown_changed", row);
    }
    if (auto fault = faultOfClient(*agent, (*seen)->ask, now)) {
        Outcome outcome = stopped(std::move(fault->code), row);
        outcome.seen = std::move(*seen);
        outcome.seen->judgement.sentence = "Not paid: " + fault->text;
        return outcome;
    }
    // The world may have changed since it was asked: judge again. An approval lifts "ask", never "deny".
    std::vector<PassedOver> passedOver;
    const auto choice = choose(*agent, (*seen)->ask, passedOver);
    row.updatedAt = now;
    if (!choice) {
        Outcome outcome = stopped(choice.error().code, row);
        outcome.seen = std::move(*seen);
        outcome.seen->judgement.sentence = "Not paid: " + choice.error().text;
        return outcome;
    }
    const policy::PaymentFacts facts = factsOf(*agent, (*seen)->ask, *choice);
    const Judged judged = judge(*agent, facts, now);
    const Judgement& judgement = judged.judgement;
    if (judgement.verdict == "deny") {
        Outcome outcome = stopped(judgement.code, row);
        outcome.seen = std::move(*seen);
        outcome.seen->judgement = judgement;
        return outcome;
    }
    const ledger::Terms terms =
        termsFor(*agent, (*seen)->ask, choice->option, row.purchase.value_or(Hash256{}), row.generation, now);
    row.status = Status::Authorized;
    row.nonce = toHex0x(terms.authorization.nonce);
    row.digest = toHex0x(terms.digest);
    row.validBeforeSeconds = static_cast<std::int64_t>(terms.authorization.validBefore);
    const auto reservation =
        m_ledger.authorizeWaiting(row, terms, approvalBody(by, note, judged.judgement, judged.record));
    if (!reservation) {
        return fail(reservation.error());
    }
    m_waiting.erase(waiting);
    StoredPayment counted = row;
    counted.createdAt = now; // it counts from its authorization, not from when it was first seen
    if (auto done = count(counted, facts, judgement); !done) {
        return fail(done.error());
    }
    Outcome outcome;
    outcome.row = row;
    outcome.seen = std::move(*seen);
    outcome.reservation = *reservation;
    return outcome;
}

Result<Outcome, DatabaseError> Till::reject(PaymentId id, std::string_view by, std::string_view note)
{
    const auto found = m_ledger.payment(id);
    if (!found) {
        return fail(found.error());
    }
    if (!*found) {
        return stopped("no_such_payment", {});
    }
    StoredPayment row = **found;
    if (row.status != Status::Waiting) {
        return stopped("already_decided", row);
    }
    row.status = Status::Rejected;
    row.code = "rejected";
    row.updatedAt = now();
    if (auto done = m_ledger.changePayment(row, "rejected", whoAndNote(by, note)); !done) {
        return fail(done.error());
    }
    m_waiting.erase(id);
    Outcome outcome;
    outcome.row = row;
    return outcome;
}

Result<std::optional<Outcome>, DatabaseError> Till::giveUp(const Agent& agent, PaymentId id)
{
    const auto found = m_ledger.payment(id);
    if (!found) {
        return fail(found.error());
    }
    if (!*found || (*found)->agent != agent.id) {
        return std::optional<Outcome>{};
    }
    StoredPayment row = **found;
    if (row.status == Status::Waiting) {
        row.status = Status::GivenUp;
        row.code = "given_up";
        row.updatedAt = now();
        if (auto done = m_ledger.changePayment(row, "given_up", "{\"by\":\"agent\"}"); !done) {
            return fail(done.error());
        }
        m_waiting.erase(id);
    }
    auto outcome = present(row, now());
    if (!outcome) {
        return fail(outcome.error());
    }
    outcome->reservation.reset();
    return std::optional<Outcome>(std::move(*outcome));
}

Result<void, DatabaseError> Till::lapseWaiting(Instant now, std::vector<PaymentId>& changed)
{
    for (auto each = m_waiting.begin(); each != m_waiting.end();) {
        if (now < each->second.until) {
            ++each;
            continue;
        }
        const auto found = m_ledger.payment(each->first);
        if (!found) {
            return fail(found.error());
        }
        if (*found && (*found)->status == Status::Waiting) {
            StoredPayment row = **found;
            row.status = Status::Lapsed;
            row.code = "lapsed";
            row.updatedAt = now;
            if (auto done = m_ledger.changePayment(row, "lapsed", R"({"by":"time"})"); !done) {
                return done;
            }
            changed.push_back(row.id);
        }
        each = m_waiting.erase(each);
    }
    return {};
}

Result<std::vector<PaymentId>, DatabaseError> Till::tick()
{
    const Instant now = this->now();
    m_balances.dropOld(now);
    std::vector<PaymentId> changed;
    if (auto done = applyDue(now); !done) {
        return fail(done.error());
    }
    if (auto done = endEnvelopes(now); !done) {
        return fail(done.error());
    }
    if (auto done = lapseWaiting(now, changed); !done) {
        return fail(done.error());
    }
    if (auto done = expireUnreported(now, changed); !done) {
        return fail(done.error());
    }
    return changed;
}

} // namespace till::payment
