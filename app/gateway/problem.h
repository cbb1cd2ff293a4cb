#pragma once

#include "app/http/http_message.h"
#include "core/wire/agent_messages.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace till::gateway {

/// Everything that an RFC 9457 problem document of ours can say. `code` decides title, status, and, where
/// they are left empty, moneyMoved and hint. What is not known stays empty and is left out of the document.
struct Problem {
    std::string code;
    std::string detail; ///< what happened this time
    std::string moneyMoved = {};
    std::string hint = {};
    std::vector<wire::Reason> reasons = {};
    std::vector<wire::BudgetEffect> budgets = {}; ///< become `remaining` and `resetAt`
    std::optional<bool> retryAllowed = {};
    std::optional<std::string> smallestChange = {};
    std::string paymentId = {};
    std::string paymentStatus = {};
    std::string merchantError = {}; ///< the merchant's own words, made visible
    std::string location = {};      ///< where a redirect points
    std::optional<int> retryAfterSeconds = {};
};

/// A plain problem with one sentence.
[[nodiscard]] Problem problemOf(std::string_view code, std::string detail);
/// What the keeper could not do.
[[nodiscard]] Problem problemOf(const wire::ErrorBody& error);
/// A payment that was not authorized, or that can be used no more.
[[nodiscard]] Problem problemOf(const wire::PaymentAnswer& answer);
/// What the HTTP server itself refuses.
[[nodiscard]] Problem problemOf(http::Refusal refusal);

/// The document, with the status of its code and the headers that belong to it.
[[nodiscard]] http::HttpResponse toResponse(const Problem& problem);

} // namespace till::gateway
