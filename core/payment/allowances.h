#pragma once

#include "core/ledger/reservation.h"
#include "core/payment/policy_log.h"
#include "core/policy/policy.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace till::payment {

// Kinds of the events that grants and requests for more are made of. What widens is sealed.
inline constexpr std::string_view kGrantAdded = "grant.added";
inline constexpr std::string_view kGrantEnded = "grant.ended";
inline constexpr std::string_view kMoreAsked = "more.asked";
inline constexpr std::string_view kMoreGranted = "more.granted";
inline constexpr std::string_view kMoreDenied = "more.denied";
inline constexpr std::string_view kMoreEnded = "more.ended";
inline constexpr std::string_view kMoreUsed = "more.used";

/// Live grants of one agent; open requests of one agent; how long either may last. An envelope must end
/// before the ledger keeps its payments only as sums (till.h, kRememberMs).
inline constexpr std::size_t kMaxGrantsOfAgent = 100;
/// Widenings that may wait at one time and have a grant's number, far more than there can be.
inline constexpr std::int64_t kMaxSkippedGrants = 100'000;
inline constexpr std::size_t kMaxOpenRequests = 5;
inline constexpr std::size_t kMaxEnvelopesOfAgent = 20;
inline constexpr std::int64_t kMaxGrantMs = std::int64_t{366} * 24 * 3600 * 1000;
inline constexpr std::int64_t kMaxEnvelopeMs = std::int64_t{31} * 24 * 3600 * 1000;
/// Answered requests that are still shown.
inline constexpr std::size_t kKeptRequests = 200;

/// "Allow, and remember": a grant that a person gave with an approval, and which approval that was.
struct RememberedGrant {
    std::int64_t id = 0;
    std::string agent;
    policy::Grant grant; ///< named "grant 3"
    ledger::PaymentId origin;
    Author author;
    Instant since;
};

/// What a person wants remembered of a payment that is approved. Host and payee are the payment's own: both
/// unless the person says otherwise.
enum class RememberPayee { ThisOne, AnyOfTheHost, OnAnyHost };
struct Remember {
    RememberPayee payee = RememberPayee::ThisOne;
    money::Amount perPaymentMicro;
    money::Amount perDayMicro;
    Instant until;
};

enum class RequestState { Open, Granted, Denied, Ended };
[[nodiscard]] std::string_view toText(RequestState state);

/// An agent's request for more, and what was answered.
struct MoreRequest {
    std::int64_t id = 0;
    std::string agent;
    money::Amount amountMicro;
    std::string host;   ///< empty: any
    std::string reason; ///< the agent's words
    Instant wantedUntil;
    Instant askedAt;
    RequestState state = RequestState::Open;
    money::Amount grantedMicro;
    Instant grantedUntil;
    std::string note; ///< of the person
};

/// Everything that is allowed beside the policy documents. Built from events; part of Settings.
struct Allowances {
    std::map<std::int64_t, RememberedGrant> grants; ///< those that were not ended
    std::int64_t lastGrant = 0;
    std::set<std::int64_t> skippedGrants;         ///< numbers below lastGrant that no grant has had
    std::map<std::int64_t, MoreRequest> requests; ///< open ones, live ones, and the last that were answered
    std::int64_t lastRequest = 0;
    std::map<std::int64_t, std::string> paidFrom; ///< payment number -> name of the envelope

    /// Takes one event in; gives the agent whose policy it changes (empty for none), or nothing when its body
    /// is not in its form.
    [[nodiscard]] std::optional<std::string> apply(const ledger::Event& event);
    /// Adds the live ones to what decides for an agent.
    void addTo(policy::Policy& policy, std::string_view agent, Instant now) const;
    [[nodiscard]] std::size_t openRequestsOf(std::string_view agent) const;

private:
    [[nodiscard]] bool takeGrantNumber(std::int64_t id);
    [[nodiscard]] std::optional<std::string> applyGrant(const ledger::Event& event);
    [[nodiscard]] std::optional<std::string> applyRequest(const ledger::Event& event);
    void forgetOldRequests();
};

/// The kinds that `Allowances::apply` takes.
[[nodiscard]] bool isAllowanceKind(std::string_view kind);

[[nodiscard]] std::string toEventBody(const RememberedGrant& grant);
[[nodiscard]] std::string toEventBody(const MoreRequest& request);
/// The answer to a request: what was granted, until when.
[[nodiscard]] std::string grantedBody(std::int64_t id, const money::Amount& micro, Instant until,
                                      const Author& author);
/// {"id", "by", "reason"}: a grant was ended, a request denied, an envelope ended.
[[nodiscard]] std::string endBody(std::int64_t id, const Author& author);
[[nodiscard]] std::string usedBody(const std::string& envelope, ledger::PaymentId payment);
[[nodiscard]] std::string envelopeName(std::int64_t request);

} // namespace till::payment
