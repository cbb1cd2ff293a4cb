#pragma once

#include "app/http/http_message.h"
#include "core/support/result.h"
#include "core/wire/agent_messages.h"

/// Answers to agents when nothing went wrong.
namespace till::gateway {

/// 200 with the payment header, 202 while a person must decide, else the problem of its code.
[[nodiscard]] http::HttpResponse paymentResponse(const wire::PaymentAnswer& answer);
/// 200 with the state only: for what was reported or given up.
[[nodiscard]] http::HttpResponse stateResponse(const wire::PaymentAnswer& answer);
/// 200 with what would be decided now.
[[nodiscard]] http::HttpResponse quoteResponse(const wire::PaymentAnswer& answer);
[[nodiscard]] http::HttpResponse pageResponse(const wire::PaymentsPage& page);
[[nodiscard]] http::HttpResponse agentResponse(const wire::AgentSelfAnswer& agent);

/// True while a person must decide.
[[nodiscard]] bool isWaiting(const wire::PaymentAnswer& answer);

} // namespace till::gateway
