#pragma once

#include "app/gateway/bad_request.h"
#include "app/gateway/fetch_request.h"
#include "app/http/http_message.h"

namespace till::gateway {

/// Reads ANY /proxy/{http|https}/HOST[:PORT]/PATH?QUERY: the request that the agent means for that merchant,
/// as it came. How it may be paid stands in headers of ours, none of which travels on: Till-Max-Amount
/// (atomic units), Till-Wait (seconds), Till-Idempotency-Key, Till-Allow-Repeat (true or false), Till-Tool,
/// Till-Task, Till-Reason (claims). A Till header that does not exist is an error, so that a mistyped ceiling
/// is never passed over. Without Till-Idempotency-Key an Idempotency-Key counts, which travels on too. Takes
/// the body out of `request`.
[[nodiscard]] Read<FetchRequest> readProxyRequest(http::HttpRequest& request);

} // namespace till::gateway
