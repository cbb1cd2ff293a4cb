#pragma once

#include "app/keeper/present.h"
#include "core/ledger/ledger_reader.h"
#include "core/payment/agents.h"
#include "core/wire/insight_messages.h"

#include <string>
#include <string_view>
#include <vector>

namespace till::keeper {

/// A list's conditions as the ledger takes them. The failure is a problem code.
[[nodiscard]] Result<ledger::PaymentFilter, std::string> filterOf(const wire::PaymentsList& list,
                                                                  payment::Agents& agents);
[[nodiscard]] Result<ledger::PaymentFilter, std::string> filterOf(const wire::PaymentsFind& find,
                                                                  payment::Agents& agents);
/// The owner's words and what a chain said, of one payment. The failure is a problem code.
[[nodiscard]] Result<wire::PaymentMargin, std::string> marginOf(ledger::LedgerReader& reader,
                                                                std::string_view paymentId);
/// What the payments of a filter add up to, token by token.
[[nodiscard]] Result<wire::PaymentsTotals, ledger::DatabaseError> totalsOf(ledger::LedgerReader& reader,
                                                                           ledger::PaymentFilter filter);
/// A page that fits a frame, with the key of the next one when there may be more.
[[nodiscard]] wire::PaymentsPage pageOf(const std::vector<ledger::StoredPayment>& rows, std::int64_t limit,
                                        const AgentFaces& faces);
/// One payment with its history in words.
[[nodiscard]] Result<wire::PaymentDetail, wire::ErrorBody>
detailOf(ledger::LedgerReader& reader, std::string_view paymentId, const AgentFaces& faces);
/// One sentence for one event of a payment's history.
[[nodiscard]] std::string sentenceFor(const ledger::PaymentEvent& event);

} // namespace till::keeper
