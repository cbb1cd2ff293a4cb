#pragma once

#include "app/gateway/json_rpc.h"
#include "core/support/result.h"

#include <array>
#include <string>
#include <string_view>

/// JSON-RPC 2.0 as the Model Context Protocol uses it: one message a request, no batches. For .cpp files: it
/// is heavy.
namespace till::gateway {

/// Revisions of the protocol that are spoken here, newest first. What they change does not touch what we use
/// of it.
inline constexpr std::array<std::string_view, 4> kMcpVersions{"2025-11-25", "2025-06-18", "2025-03-26",
                                                              "2024-11-05"};

/// A request or a notification of a client.
struct McpMessage {
    nlohmann::json id; ///< text or whole number; null for a notification
    std::string method;
    nlohmann::json params = nlohmann::json::object();

    [[nodiscard]] bool isNotification() const { return id.is_null(); }
};

/// Reads one message. A client's answer to a request of ours, which we never make, reads as a notification
/// without a name.
[[nodiscard]] Result<McpMessage, RpcFault> readMcpMessage(std::string_view body);

[[nodiscard]] nlohmann::json mcpProgress(const nlohmann::json& token, std::int64_t progress,
                                         std::string_view message);
/// One event of a text/event-stream.
[[nodiscard]] std::string mcpEvent(const nlohmann::json& message);

} // namespace till::gateway
