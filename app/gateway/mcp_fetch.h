#pragma once

#include "app/gateway/fetch_receiver.h"
#include "app/gateway/mcp_reply.h"

#include <memory>
#include <string>

namespace till::gateway {

/// Collects the answer of a fetch into the result of the tools `fetch` and `quote`. What a model cannot hold
/// is cut at kMaxToolBodyBytes, and the result says so.
class McpFetchReceiver final : public FetchReceiver {
public:
    McpFetchReceiver(std::shared_ptr<McpReply> reply, std::string url);

    [[nodiscard]] bool isOpen() const override;
    void onLeft(std::function<void()> left) override;
    void begin(int status, const std::vector<http::Header>& headers,
               std::optional<std::uint64_t> length) override;
    [[nodiscard]] bool isTaking() const override;
    void write(std::string_view bytes) override;
    [[nodiscard]] std::size_t queuedBytes() const override;
    void onDrained(std::function<void()> drained) override;
    void end() override;
    void abort() override;
    void waitBegins() override;
    void priced(const wire::PaymentAnswer& quote) override;
    void stillWaiting(const wire::PaymentAnswer& payment) override;
    void fail(const Problem& problem) override;

private:
    [[nodiscard]] std::string header(std::string_view name) const;
    [[nodiscard]] nlohmann::json content() const;

    std::shared_ptr<McpReply>
        m_reply; ///< shared, because calls of ours that it makes may outlive the receiver's turn
    std::string m_url;
    int m_status = 0;
    std::vector<http::Header> m_headers;
    std::string m_body;
    bool m_isCut = false;
};

} // namespace till::gateway
