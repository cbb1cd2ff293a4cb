#pragma once

#include "core/ledger/reservation.h"
#include "core/support/clock.h"
#include "core/support/hex.h"

#include <optional>
#include <string>
#include <string_view>

namespace till::ledger {

/// Where a payment stands (design: payments.md, "States").
enum class Status {
    Denied,     ///< by a hard check, a rule or a budget
    Waiting,    ///< for a person
    Rejected,   ///< by a person
    Lapsed,     ///< nobody decided in time
    GivenUp,    ///< by the agent, while it waited
    Authorized, ///< may be signed; counts
    Settled,    ///< the merchant says so (proof: claimed) or a final block does (proof: proven); counts
    Unknown,    ///< sent, and no answer or a failure came back; counts
    Expired,    ///< past validBefore and nobody could ask the chain; counts
    Void,       ///< proven unused; does not count
};

[[nodiscard]] std::string_view toText(Status status);
[[nodiscard]] std::optional<Status> statusFromText(std::string_view text);
/// True while the authorization counts against budgets: from its commit until void.
[[nodiscard]] bool isLive(Status status);

enum class Proof { None, Claimed, Proven };
[[nodiscard]] std::string_view toText(Proof proof);
[[nodiscard]] Proof proofFromText(std::string_view text);

/// One row of `payments`. Texts of strangers are bounded where they came in.
struct StoredPayment {
    PaymentId id;
    std::string agent;
    Instant createdAt;
    Instant updatedAt;
    std::optional<Hash256> purchase;
    std::int64_t generation = 0;
    Hash256 content{};
    std::string interface;
    std::string method;
    std::string url;
    std::string host;
    std::string path;
    std::string scheme;
    std::string network;
    std::string asset;
    std::string amount; ///< canonical atomic digits, or empty when no option could be read
    std::string payTo;
    Status status = Status::Denied;
    Proof proof = Proof::None;
    std::string verdict;
    std::string code;
    std::string reasons; ///< JSON array of {code, text}
    std::string nonce;
    std::string digest;
    std::int64_t validBeforeSeconds = 0;
    std::string transaction;
};

/// Columns of StoredPayment in the order that readStoredPayment expects, for SELECT lists.
inline constexpr std::string_view kPaymentColumns =
    "number, agent, created_ms, updated_ms, purchase, generation, content, interface, method, url, host, "
    "path, "
    "scheme, network, asset, amount, pay_to, status, proof, verdict, code, reasons, nonce, digest, "
    "valid_before_seconds, tx";

class Statement;
/// Reads the row that `query` stands on.
[[nodiscard]] StoredPayment readStoredPayment(const Statement& query);

} // namespace till::ledger
