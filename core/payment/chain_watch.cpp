#include "core/payment/till.h"
#include "core/support/plain_text.h"

#include "core/support/json.h"

#include <algorithm>

namespace till::payment {

namespace {

using ledger::Proof;
using ledger::Status;
using nlohmann::json;

constexpr std::size_t kMaxReportTextBytes = 256;
/// Spreads the rounds over any number of payments.
constexpr std::uint64_t kRoundStep = 0x9E3779B97F4A7C15ULL;

std::string networkName(const money::Registry& registry, const std::string& caip2)
{
    const money::Network* network = registry.networkByCaip2(caip2);
    return network == nullptr ? caip2 : network->displayName;
}

std::string amountText(const money::Registry& registry, const Outflow& outflow, const std::string& atomic)
{
    const money::Asset* asset = registry.asset(outflow.network, outflow.asset);
    const auto amount = money::Amount::fromAtomic(atomic);
    return asset == nullptr || !amount ? atomic : amount->toDecimal(asset->decimals) + " " + asset->symbol;
}

} // namespace

Result<bool, DatabaseError> Till::raise(Alarm alarm)
{
    if (m_settings.alarms.isKnown(alarm)) {
        return false;
    }
    if (auto done = change(kAlarmRaised, raisedEventBody(alarm)); !done) {
        return fail(done.error());
    }
    return true;
}

Result<bool, DatabaseError> Till::lift(std::string_view alarmId, std::string_view note)
{
    const Alarm* alarm = m_settings.alarms.find(alarmId);
    if (alarm == nullptr || !alarm->isOpen()) {
        return false;
    }
    if (auto done = change(kAlarmLifted, liftedEventBody(*alarm, note)); !done) {
        return fail(done.error());
    }
    return true;
}

Result<std::optional<StoredPayment>, DatabaseError>
Till::paymentBehind(const Outflow& outflow, const Outflow::Move& move, std::set<std::string>& nonces)
{
    for (const std::string& nonce : nonces) {
        const auto known = m_byNonce.find(nonceKey(nonce));
        if (known == m_byNonce.end()) {
            continue;
        }
        auto row = m_ledger.payment(known->second);
        if (!row) {
            return fail(row.error());
        }
        const Agent* agent = *row ? m_settings.agents.find((*row)->agent) : nullptr;
        if (agent != nullptr && (*row)->nonce == nonce && (*row)->network == outflow.network &&
            (*row)->asset == outflow.asset && (*row)->payTo == move.to && (*row)->amount == move.amount &&
            agent->address.toChecksummed() == outflow.from) {
            nonces.erase(nonce);
            return std::move(*row);
        }
    }
    return std::optional<StoredPayment>{};
}

Result<std::vector<PaymentId>, DatabaseError> Till::sawOutflow(const Outflow& outflow)
{
    std::vector<PaymentId> revived;
    std::set<std::string> nonces(outflow.nonces.begin(), outflow.nonces.end());
    std::vector<std::string> unexplained;
    for (const Outflow::Move& move : outflow.moves) {
        auto row = paymentBehind(outflow, move, nonces);
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            unexplained.push_back(amountText(m_registry, outflow, move.amount) + " to " + move.to);
            continue;
        }
        if ((*row)->status == Status::Void) {
            if (auto done = revive(**row, outflow.evidence); !done) {
                return fail(done.error());
            }
            revived.push_back((*row)->id);
            Alarm alarm;
            alarm.kind = AlarmKind::ReleasedSettled;
            alarm.network = outflow.network;
            alarm.text = (*row)->id.toText() +
                         " was proven unused and counted no more, and was settled all the "
                         "same. It counts again. The nodes of " +
                         networkName(m_registry, outflow.network) +
                         " said something that was not so: check their URLs.";
            alarm.evidence = outflow.evidence;
            alarm.fact = "released|" + (*row)->id.toText() + "|" + outflow.transaction;
            if (auto done = raise(std::move(alarm)); !done) {
                return fail(done.error());
            }
        }
    }
    if (unexplained.empty()) {
        return revived;
    }
    Alarm alarm;
    alarm.kind = AlarmKind::Outflow;
    alarm.network = outflow.network;
    alarm.account = outflow.from;
    alarm.text = unexplained.front() +
                 (unexplained.size() > 1 ? " and " + std::to_string(unexplained.size() - 1) + " more" : "") +
                 " left this account on " + networkName(m_registry, outflow.network) +
                 ", and no payment of this wallet explains it. Somebody else may have its key: move what is "
                 "left to a new account.";
    alarm.evidence = "transaction " + outflow.transaction + ", " + outflow.evidence;
    alarm.fact =
        "outflow|" + outflow.network + "|" + outflow.transaction + "|" + outflow.asset + "|" + outflow.from;
    if (auto done = raise(std::move(alarm)); !done) {
        return fail(done.error());
    }
    return revived;
}

Result<bool, DatabaseError> Till::sawReorganisation(const std::string& network, std::string_view evidence)
{
    const Instant since = now().plusMs(-kDoubtMs);
    for (const auto& proof : m_proofs) {
        // What was doubted before and not proven since is asked about anyway.
        if (proof.at >= since && proof.network == network && !m_unproven.contains(proof.id)) {
            m_inDoubt.insert_or_assign(proof.id, network);
        }
    }
    Alarm alarm;
    alarm.kind = AlarmKind::Reorganisation;
    alarm.network = network;
    alarm.text = "A block of " + networkName(m_registry, network) +
                 " that was final is gone, so what it proved is asked for again. Until it is proven, those "
                 "payments count as they did before. Check the nodes of this network.";
    alarm.evidence = evidence;
    alarm.fact = "reorganisation|" + network + "|" + std::string(evidence);
    return raise(std::move(alarm));
}

/// Void no more: it counts to the end of its validity, as if it had never been released.
Result<void, DatabaseError> Till::revive(StoredPayment row, std::string_view evidence)
{
    row.status = Status::Expired;
    row.updatedAt = now();
    const json body{{"was", "void"}, {"evidence", toVisibleText(evidence, kMaxReportTextBytes)}};
    if (auto done = m_ledger.changePayment(row, "revived", body.dump()); !done) {
        return done;
    }
    const Instant start = authorizedAt(row);
    const Instant end = std::max(Instant::fromSeconds(row.validBeforeSeconds), start);
    m_book.takeBack(row.id.number, {row.id.number, lineOf(row), {}, start, end});
    m_unproven.insert_or_assign(row.id, Unproven{end, row.network});
    m_inDoubt.erase(row.id);
    promiseAgain(row);
    return {};
}

Result<bool, DatabaseError> Till::doubt(PaymentId id, std::string_view evidence)
{
    if (!m_inDoubt.contains(id)) {
        return false;
    }
    const auto found = m_ledger.payment(id);
    if (!found) {
        return fail(found.error());
    }
    m_inDoubt.erase(id);
    if (!*found) {
        return false;
    }
    StoredPayment row = **found;
    if (row.status == Status::Void) {
        if (auto done = revive(row, evidence); !done) {
            return fail(done.error());
        }
        return true;
    }
    if (row.proof != Proof::Proven) {
        return false;
    }
    row.status = Status::Authorized;
    row.proof = Proof::None;
    row.updatedAt = now();
    const json body{{"was", "proven"},
                    {"transaction", row.transaction},
                    {"evidence", toVisibleText(evidence, kMaxReportTextBytes)}};
    if (auto done = m_ledger.changePayment(row, "doubted", body.dump()); !done) {
        return fail(done.error());
    }
    const Instant end = Instant::fromSeconds(row.validBeforeSeconds);
    static_cast<void>(m_book.lengthen(id.number, end));
    promiseAgain(row);
    m_unproven.insert_or_assign(id, Unproven{end, row.network});
    m_expiring.emplace(end, id);
    return true;
}

void Till::noteProof(const StoredPayment& row, Instant provenAt)
{
    const Instant since = now().plusMs(-kDoubtMs);
    while (!m_proofs.empty() && m_proofs.front().at < since) {
        m_proofs.pop_front();
    }
    if (provenAt >= since) {
        m_proofs.push_back({provenAt, row.id, row.network});
    }
}

std::vector<PaymentId> Till::toProve(std::size_t limit, std::uint64_t round,
                                     const std::function<bool(const std::string& network)>& canAsk) const
{
    std::vector<PaymentId> ids;
    for (const auto& [id, network] : m_inDoubt) {
        if (ids.size() < limit && canAsk(network)) {
            ids.push_back(id);
        }
    }
    std::vector<PaymentId> rest;
    for (const auto& [id, unproven] : m_unproven) {
        if (canAsk(unproven.network)) {
            rest.push_back(id);
        }
    }
    const std::size_t room = std::min(limit - ids.size(), rest.size());
    // All at once while they fit; else another stretch each round, so that none that never resolves keeps
    // the others from being asked about.
    const std::size_t start = room < rest.size() ? (round * kRoundStep) % rest.size() : 0;
    for (std::size_t each = 0; each < room; ++each) {
        ids.push_back(rest[(start + each) % rest.size()]);
    }
    return ids;
}

} // namespace till::payment
