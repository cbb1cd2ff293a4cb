#include "core/payment/till.h"

// Unattended signing: the owner is away, the wallet would be locked, and agents go on within a cap.

namespace till::payment {

std::string Till::awayFault(const policy::PaymentFacts& facts, Instant now) const
{
    const Security& security = m_settings.security;
    if (!security.isAway) {
        return {};
    }
    if (!security.unattended || now >= security.unattended->until) {
        return "Not paid: the wallet is locked, and the time for unattended payments is over.";
    }
    if (facts.line.isPractice) {
        return {};
    }
    const auto micro = policy::usdMicro(facts.line, facts.amount);
    if (!micro) {
        return "Not paid: the wallet is locked, and only tokens at par with the USD are paid unattended.";
    }
    return *micro > security.unattended->leftMicro()
               ? "Not paid: the wallet is locked, and this is more than what is left for unattended payments."
               : std::string();
}

Result<void, DatabaseError> Till::countAway(const StoredPayment& row, const policy::PaymentFacts& facts)
{
    if (!m_settings.security.isAway || facts.line.isPractice) {
        return {};
    }
    const auto micro = policy::usdMicro(facts.line, facts.amount);
    return micro ? change(kUnattendedUsed, unattendedUsedBody(row.id.number, *micro))
                 : Result<void, DatabaseError>();
}

} // namespace till::payment
