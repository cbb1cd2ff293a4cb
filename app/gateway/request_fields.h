#pragma once

#include "app/gateway/bad_request.h"
#include "app/gateway/field_taker.h"
#include "app/http/http_message.h"
#include "core/wire/agent_messages.h"

/// Members that several requests of agents share. For .cpp files.
namespace till::gateway {

/// The body as strict JSON within the limits of this border.
[[nodiscard]] Read<nlohmann::json> readJsonBody(const http::HttpRequest& request, std::size_t maxBytes);

/// `context`: what the agent claims about why. Empty when absent.
[[nodiscard]] wire::ClaimsShape takeClaims(FieldTaker& body);
/// `idempotencyKey`, or the Idempotency-Key header; both must be the same.
[[nodiscard]] std::optional<std::string> takeKey(FieldTaker& body, const http::HttpRequest& request);
/// `maxAmount`: canonical decimal digits in a string.
[[nodiscard]] std::optional<std::string> takeMaxAmount(FieldTaker& body);
/// `wait` in seconds, 0 when absent.
[[nodiscard]] std::int64_t takeWait(FieldTaker& body);
/// `headers`: an object of strings, or of arrays of strings for repeated ones.
[[nodiscard]] std::vector<http::Header> takeHeaders(FieldTaker& body);
/// An upper-case method; `usual` when absent.
[[nodiscard]] std::string takeMethod(FieldTaker& body, std::string_view usual);

/// A random key for a purchase that may repeat another one: should its frame have to be sent twice because
/// the keeper was restarted, it is still bought once.
[[nodiscard]] std::string freshKey();

/// SHA-256 of a body in hex; empty for an empty body.
[[nodiscard]] std::string bodyHash(std::string_view body);
[[nodiscard]] wire::CallerShape callerOf(const http::Peer& peer);

} // namespace till::gateway
