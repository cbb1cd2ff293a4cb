#pragma once

#include "core/crypto/secret_bytes.h"
#include "core/support/result.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace till::cli {

enum class AgentHttpError { NotRunning, Failed, TimedOut, TooLarge };

/// Status and headers of an answer. Header names are in lower case; of repeated ones the last counts.
struct AnswerHead {
    long status = 0;
    std::map<std::string, std::string, std::less<>> headers;
    [[nodiscard]] std::string header(std::string_view name) const;
};

/// Takes the body as it comes; answering false ends the transfer.
using BodySink = std::function<bool(const AnswerHead& head, std::string_view bytes)>;

/// One POST of a JSON body to the agents' Unix socket, with the agent's token.
[[nodiscard]] Result<AnswerHead, AgentHttpError>
postToAgentSocket(const std::string& socketPath, std::string_view path, const std::string& body,
                  const crypto::SecretBytes& token, std::int64_t timeoutSeconds, const BodySink& sink);

/// Status of GET /healthz at the endpoint's URL; absent when nobody answers there within five seconds.
[[nodiscard]] std::optional<long> getHealth(const std::string& endpoint);

} // namespace till::cli
