#pragma once

#include "core/chain/eip3009.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace till::ledger {

/// A payment's number in the ledger: 1, 2, 3 … Its text form is "pay_1".
struct PaymentId {
    std::int64_t number = 0;
    [[nodiscard]] std::string toText() const { return "pay_" + std::to_string(number); }
    /// The reverse, strictly; absent for anything else.
    [[nodiscard]] static std::optional<PaymentId> fromText(std::string_view text);
    auto operator<=>(const PaymentId&) const = default;
};

/// The full message that may be signed, as it stands in the ledger.
struct Terms {
    PaymentId payment;
    std::string account; ///< id of the signing account in the vault
    chain::TokenDomain domain;
    chain::TransferAuthorization authorization;
    Hash256 digest{}; ///< recorded; the signer computes it anew and compares (invariant I16)
};

/// Proof that one payment is in the ledger, on disk, and counted in every budget it touches.
/// Only the Ledger makes one: when it commits, or when it reads a live payment back for a retry.
/// It moves, never copies, and signing uses it up.
class Reservation {
public:
    Reservation(Reservation&&) noexcept = default;
    Reservation& operator=(Reservation&&) noexcept = default;
    Reservation(const Reservation&) = delete;
    Reservation& operator=(const Reservation&) = delete;

    [[nodiscard]] const Terms& terms() const noexcept { return m_terms; }

private:
    friend class Ledger;
    explicit Reservation(Terms terms) : m_terms(std::move(terms)) {}
    Terms m_terms;
};

} // namespace till::ledger
