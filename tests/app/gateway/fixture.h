#pragma once

#include "tests/app/client/keeper_end.h"
#include "tests/app/http/raw_client.h"

#include "app/gateway/gateway.h"
#include "core/wire/agent_messages.h"

#include "core/support/json.h"

#include <QTemporaryDir>

#include <memory>

namespace till::test {

/// The agent's token in every request.
inline constexpr const char* kToken = "till_a1_003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf1KYvhf";

/// An answer of the gateway, read.
struct Reply {
    int status = 0;
    QByteArray head;
    QByteArray body;
    nlohmann::json json; ///< null when the body is none

    [[nodiscard]] QByteArray header(const QByteArray& name) const;
    [[nodiscard]] std::string text(const char* name) const { return json.value(name, std::string()); }
};

/// Waits for one whole answer with Content-Length.
Reply readReply(RawClient& client, int timeoutMs = 5'000);

/// A real gateway on loopback, and the keeper's end of its socket, played by hand.
class Fixture {
public:
    explicit Fixture(const gateway::GatewayOptions& options = {{}, 1'000'000});

    KeeperEnd keeper;
    client::KeeperConnection connection{"till-gateway test"};
    std::unique_ptr<gateway::Gateway> gateway;
    std::uint16_t port = 0;
    QTemporaryDir folder;

    [[nodiscard]] QByteArray host() const { return "127.0.0.1:" + QByteArray::number(port); }
    [[nodiscard]] QString socketPath() const { return folder.filePath(QStringLiteral("agent.sock")); }
    /// A request with Host, token and, when there is one, body.
    [[nodiscard]] QByteArray request(const QByteArray& method, const QByteArray& path,
                                     const QByteArray& body = {}, const QByteArray& moreHeaders = {}) const;
    /// One whole exchange that the keeper takes no part in.
    Reply ask(const QByteArray& bytes);
};

/// A version 2 challenge as JSON, the price 10000.
nlohmann::json challengeJson();
/// The body of POST /v1/payments around a challenge as JSON.
QByteArray payBody(const nlohmann::json& challenge, const nlohmann::json& more = nlohmann::json::object());
/// PAYMENT-REQUIRED of a challenge.
std::string challengeHeader(const nlohmann::json& challenge);

wire::PaymentAnswer authorizedAnswer(const std::string& id);
wire::PaymentAnswer waitingAnswer(const std::string& id);
wire::PaymentAnswer deniedAnswer(const std::string& id, const std::string& code);

} // namespace till::test
