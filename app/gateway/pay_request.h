#pragma once

#include "app/gateway/bad_request.h"
#include "app/http/http_message.h"
#include "core/challenge/challenge.h"
#include "core/challenge/receipt.h"
#include "core/wire/agent_messages.h"

namespace till::gateway {

/// What POST /v1/payments and POST /v1/quote ask.
struct PayRequest {
    wire::Pay pay;
    std::int64_t waitSeconds = 0;
};

/// Reads the body. A challenge that cannot be read is no BadRequest: it travels on as `pay.fault`, since
/// every 402 that the endpoint sees has a row in the ledger.
[[nodiscard]] Read<PayRequest> readPayRequest(const http::HttpRequest& request, std::string token);

/// What POST /v1/payments/ID/settlement reports.
[[nodiscard]] Read<wire::SettlementReport> readSettlement(const http::HttpRequest& request, std::string token,
                                                          std::string paymentId);

/// Reads a 402 answer into `pay.challenge`, or into `pay.fault` when it cannot be read.
void readChallenge(const challenge::HttpAnswer& answer, wire::Pay& pay);
/// The report of an answer to a paid request; `bodyBytes` is -1 when not known.
[[nodiscard]] wire::SettlementReport reportOf(const challenge::HttpAnswer& answer, std::int64_t bodyBytes);

} // namespace till::gateway
