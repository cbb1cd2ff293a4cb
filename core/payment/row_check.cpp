#include "core/payment/row_check.h"

#include "core/ledger/terms_json.h"
#include "core/support/hex.h"

#include "core/support/json.h"

#include <limits>

namespace till::payment {

namespace {

using ledger::DatabaseError;
using ledger::Proof;
using ledger::Status;
using nlohmann::json;

constexpr std::int64_t kMsPerHour = 3'600'000;

/// The state that an event of this kind brings a payment to. Absent for kinds that say it themselves, or
/// change nothing.
std::optional<Status> statusAfter(std::string_view kind)
{
    constexpr std::pair<std::string_view, Status> kStates[]{
        {"denied", Status::Denied},         {"waiting", Status::Waiting},  {"rejected", Status::Rejected},
        {"lapsed", Status::Lapsed},         {"given_up", Status::GivenUp}, {"proven", Status::Settled},
        {"authorized", Status::Authorized}, {"void", Status::Void},        {"doubted", Status::Authorized},
        {"revived", Status::Expired},       {"expired", Status::Expired}};
    for (const auto& [name, status] : kStates) {
        if (name == kind) {
            return status;
        }
    }
    return std::nullopt;
}

/// The text at a path of members; empty when there is none.
std::string textAt(const json& in, const json::json_pointer& path)
{
    return in.contains(path) && in.at(path).is_string() ? in.at(path).get<std::string>() : std::string();
}

} // namespace

void RowCheck::take(const ledger::PaymentEvent& event)
{
    if (++m_events == 1) {
        takeFirst(event);
    }
    m_last = event.at;
    if (event.kind == "authorized") {
        takeTerms(event);
    }
    m_status = statusAfter(event.kind).value_or(m_status);
    if (event.kind == "proven") {
        m_proof = Proof::Proven;
    } else if (event.kind == "doubted") {
        m_proof = Proof::None;
    } else if (event.kind == "reported" && m_proof != Proof::Proven) {
        const json body = json::parse(event.body, nullptr, false);
        m_status = ledger::statusFromText(textAt(body, json::json_pointer("/status"))).value_or(m_status);
        m_proof = m_status == Status::Settled ? Proof::Claimed : m_proof;
    }
}

void RowCheck::takeFirst(const ledger::PaymentEvent& event)
{
    const json body = json::parse(event.body, nullptr, false);
    if (m_row.createdAt != event.at) {
        m_fault = "It was first seen at another time than its row says.";
    } else if (textAt(body, json::json_pointer("/ask/request/host")) != m_row.host) {
        m_fault = "It went to another host than its row says.";
    }
}

void RowCheck::takeTerms(const ledger::PaymentEvent& event)
{
    const json body = json::parse(event.body, nullptr, false);
    const auto terms = body.contains("signing") ? ledger::termsFromJson(body.at("signing")) : std::nullopt;
    const bool isSame =
        terms && terms->authorization.value.toAtomic() == m_row.amount &&
        terms->authorization.to.toChecksummed() == m_row.payTo &&
        terms->domain.verifyingContract.toChecksummed() == m_row.asset &&
        "eip155:" + std::to_string(terms->domain.chainId) == m_row.network &&
        toHex0x(terms->authorization.nonce) == m_row.nonce && toHex0x(terms->digest) == m_row.digest &&
        terms->authorization.validBefore == static_cast<std::uint64_t>(m_row.validBeforeSeconds);
    if (!isSame && m_fault.empty()) {
        m_fault = "Other terms were authorized than its row says.";
    }
}

std::string RowCheck::fault() const
{
    if (m_events == 0) {
        return "The history does not know it.";
    }
    if (!m_fault.empty()) {
        return m_fault;
    }
    if (m_status != m_row.status || m_proof != m_row.proof) {
        return "Its row says " + std::string(toText(m_row.status)) + "; its history ends at " +
               std::string(toText(m_status)) + ".";
    }
    return m_last == m_row.updatedAt ? std::string() : "It last changed at another time than its row says.";
}

void SumCheck::bad(std::int64_t hour)
{
    if (!m_firstBad) {
        m_firstBad = Instant{hour * kMsPerHour};
    }
}

Result<void, DatabaseError> SumCheck::take(const ledger::StoredPayment& row)
{
    const std::int64_t hour = row.createdAt.unixMs / kMsPerHour;
    if (hour < m_hour) {
        bad(hour); // times in the ledger never run backward
        return {};
    }
    if (hour > m_hour) {
        if (auto done = close(Instant{hour * kMsPerHour}); !done) {
            return done;
        }
        m_hour = hour;
    }
    if (!ledger::isLive(row.status)) {
        return {};
    }
    const auto amount = money::Amount::fromAtomic(row.amount);
    if (!amount) {
        bad(hour);
        return {};
    }
    Sum& sum = m_sums[Key{hour, row.agent, row.host, row.network, row.asset}];
    ++sum.payments;
    sum.amount = sum.amount.plus(*amount).value_or(sum.amount); // as the stored sum does it
    return {};
}

Result<void, DatabaseError> SumCheck::close(Instant until)
{
    auto done =
        m_reader.visitSpend(Instant{m_hour * kMsPerHour}, until, [this](const ledger::SpendHour& stored) {
            const std::int64_t hour = stored.start.unixMs / kMsPerHour;
            const auto found =
                m_sums.find(Key{hour, stored.agent, stored.host, stored.network, stored.asset});
            const Sum sum = found == m_sums.end() ? Sum() : found->second;
            if (sum != Sum{stored.payments, stored.amount}) {
                bad(hour);
            }
            if (found != m_sums.end()) {
                m_sums.erase(found);
            }
        });
    if (!m_sums.empty()) {
        bad(m_hour);
    }
    m_sums.clear();
    return done;
}

Result<void, DatabaseError> SumCheck::finish()
{
    return close(Instant{std::numeric_limits<std::int64_t>::max()});
}

} // namespace till::payment
