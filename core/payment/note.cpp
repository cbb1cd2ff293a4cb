#include "core/payment/note.h"

#include "core/support/plain_text.h"

#include "core/support/json.h"

namespace till::payment {

Result<std::optional<ledger::StoredPayment>, ledger::DatabaseError>
noteOn(ledger::Ledger& ledger, ledger::PaymentId id, Instant now, std::string_view note,
       const std::vector<std::string>& tags)
{
    auto row = ledger.payment(id);
    if (!row || !*row) {
        return row;
    }
    (*row)->updatedAt = now;
    const nlohmann::json body{{"note", toVisibleText(note, kMaxNoteBytes)}, {"tags", tags}};
    if (auto done = ledger.changePayment(**row, kNoted, body.dump()); !done) {
        return fail(done.error());
    }
    return row;
}

} // namespace till::payment
