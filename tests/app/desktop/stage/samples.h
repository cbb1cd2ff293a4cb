#pragma once

#include "core/wire/admin_messages.h"

/// Plausible shapes for tests of what shows them; each test changes what it is about.
namespace samples {

/// The vault is open and this connection has proved.
[[nodiscard]] till::wire::StatusAnswer openStatus();
[[nodiscard]] till::wire::AgentShape agent(const std::string& id, const std::string& name, int colour);
/// Newer ones have larger numbers.
[[nodiscard]] till::wire::PaymentRow payment(int number);
[[nodiscard]] till::wire::ApprovalShape approval(int number);
[[nodiscard]] till::wire::BudgetEffect dayBudget();
[[nodiscard]] till::wire::ErrorBody wrongPassphrase();

} // namespace samples
