#pragma once

#include "core/money/registry.h"
#include "core/payment/till.h"
#include "core/wire/admin_messages.h"
#include "core/wire/agent_messages.h"
#include "core/wire/policy_messages.h"

#include <map>
#include <string>

namespace till::keeper {

/// Names, colours and tags of agents, as a copy that other threads may keep.
struct AgentFace {
    std::string name;
    std::int64_t colour = 8;
    std::vector<std::string> tags = {};
};
using AgentFaces = std::map<std::string, AgentFace>;

[[nodiscard]] AgentFaces facesOf(const payment::Agents& agents);

/// From what the core knows to what frames carry. Everything here is a copy; nothing decides.
[[nodiscard]] std::vector<wire::Reason> toWire(const std::vector<payment::Reason>& reasons);
[[nodiscard]] std::vector<wire::BudgetEffect> toWire(const std::vector<payment::BudgetLine>& budgets);
[[nodiscard]] wire::DecisionShape toWire(const payment::Judgement& judgement);
/// How the decision was made: why each other option was passed over, then what was evaluated of the chosen
/// one.
[[nodiscard]] std::vector<wire::Reason> traceOf(const payment::Seen& seen);
[[nodiscard]] wire::PolicyChanged changedShape(const payment::ChangeAnswer& answer);
[[nodiscard]] wire::PendingShape pendingShape(const payment::PendingChange& change);
[[nodiscard]] wire::ClaimsShape toWire(const payment::Claims& claims);
[[nodiscard]] wire::CallerShape toWire(const payment::Caller& caller);
[[nodiscard]] wire::AuthorizationShape toWire(const ledger::Terms& terms);
[[nodiscard]] wire::PaymentRow toWire(const ledger::StoredPayment& row, const AgentFaces& faces);
/// Absent when the row never had a readable option.
[[nodiscard]] std::optional<wire::ChosenOption> optionOf(const ledger::StoredPayment& row);
/// Everything but the payment header, which only a signature makes.
[[nodiscard]] wire::PaymentAnswer answerOf(const payment::Outcome& outcome);

/// "0.25" for a known token; the atomic digits for an unknown one.
[[nodiscard]] std::string amountText(const ledger::StoredPayment& row);

/// A published code as an error answer; `message` says more than its title when given.
[[nodiscard]] wire::ErrorBody errorBody(std::string_view code, std::string message = {});
/// `ledger_failed` of what only looks at the ledger, and so moves no money.
[[nodiscard]] wire::ErrorBody notReadBody(ledger::DatabaseError error);

/// An ask as the core takes it, from what the gateway sent. The failure is a problem code.
[[nodiscard]] Result<payment::Ask, std::string> toAsk(wire::Pay pay);

} // namespace till::keeper
