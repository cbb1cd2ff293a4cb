#include "core/payment/till.h"
#include "core/support/plain_text.h"

#include "core/support/json.h"

namespace till::payment {

Result<std::optional<StoredPayment>, DatabaseError> Till::note(PaymentId id, std::string_view note,
                                                               const std::vector<std::string>& tags)
{
    auto found = m_ledger.payment(id);
    if (!found || !*found) {
        return found;
    }
    StoredPayment row = std::move(**found);
    row.updatedAt = now();
    const nlohmann::json body{{"note", toVisibleText(note, kMaxNoteBytes)}, {"tags", tags}};
    if (auto done = m_ledger.changePayment(row, kNoted, body.dump()); !done) {
        return fail(done.error());
    }
    return std::optional<StoredPayment>(std::move(row));
}

} // namespace till::payment
