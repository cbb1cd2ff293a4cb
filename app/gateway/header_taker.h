#pragma once

#include "app/gateway/bad_request.h"
#include "app/http/http_message.h"
#include "core/wire/agent_messages.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Headers of ours, in which clients that know nothing of our bodies (proxy, JSON-RPC) say what they want.
namespace till::gateway {

inline constexpr std::string_view kMaxAmountHeader = "Till-Max-Amount";
inline constexpr std::string_view kWaitHeader = "Till-Wait";
inline constexpr std::string_view kOwnKeyHeader = "Till-Idempotency-Key";
inline constexpr std::string_view kToolHeader = "Till-Tool";
inline constexpr std::string_view kTaskHeader = "Till-Task";
inline constexpr std::string_view kReasonHeader = "Till-Reason";

/// Takes our headers and remembers the first that is wrong.
class HeaderTaker {
public:
    /// `request` outlives this.
    explicit HeaderTaker(const http::HttpRequest& request) : m_request(request) {}

    /// One line of plain text, there at most once.
    [[nodiscard]] std::optional<std::string> line(std::string_view name, std::size_t maxBytes);
    /// Till-Wait in whole seconds; `usual` when absent.
    [[nodiscard]] std::int64_t wait(std::int64_t usual);
    /// Till-Max-Amount: canonical decimal digits.
    [[nodiscard]] std::optional<std::string> maxAmount();
    /// Till-Idempotency-Key, else Idempotency-Key.
    [[nodiscard]] std::optional<std::string> key();
    /// Till-Tool, Till-Task, Till-Reason.
    [[nodiscard]] wire::ClaimsShape claims();
    /// A header of ours that is none of these is a fault: a misspelt ceiling must not go unseen.
    void noteUnknown(std::span<const std::string_view> known);

    void note(std::string_view code, std::string detail);
    [[nodiscard]] std::optional<BadRequest> fault() const { return m_fault; }

private:
    const http::HttpRequest& m_request;
    std::optional<BadRequest> m_fault;
};

} // namespace till::gateway
