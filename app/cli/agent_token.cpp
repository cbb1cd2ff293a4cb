#include "app/cli/agent_token.h"

#include "app/cli/session.h"
#include "app/posix/secret_input.h"
#include "app/posix/unique_fd.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>

namespace till::cli {

namespace {

constexpr const char* kVariable = "TILL_TOKEN";

/// The token goes into a header line: nothing in it may end the line.
Result<crypto::SecretBytes, Failure> headerSafe(crypto::SecretBytes token)
{
    const auto bytes = token.readable();
    const bool isSafe =
        std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte > 0x20 && byte < 0x7f; });
    if (!isSafe || bytes.empty()) {
        return fail(problemFailure("unauthorized"));
    }
    return token;
}

} // namespace

Result<crypto::SecretBytes, Failure> readAgentToken(const Session& session)
{
    const auto file = session.arguments().value("--agent-token-file");
    if (!file) {
        auto token = session.secret("--agent-token-fd", "agent token", "Agent token: ");
        return token ? headerSafe(std::move(*token)) : std::move(token);
    }
    if (session.arguments().has("--agent-token-fd")) {
        return fail(usageFailure("Give the token once: --agent-token-fd or --agent-token-file."));
    }
    const posix::UniqueFd opened(::open(file->c_str(), O_RDONLY | O_CLOEXEC));
    auto token = posix::readSecretLine(opened.get());
    if (!token) {
        return fail(secretFailure(token.error(), "agent token", "--agent-token-file"));
    }
    return headerSafe(std::move(*token));
}

Result<crypto::SecretBytes, Failure> readAgentTokenOfTool(const Session& session)
{
    const bool isNamed =
        session.arguments().has("--agent-token-fd") || session.arguments().has("--agent-token-file");
    char* const value = isNamed ? nullptr : std::getenv(kVariable);
    if (value == nullptr) {
        return readAgentToken(session);
    }
    // Wiped where it stands, so that it is not there for whoever reads this process's environment.
    return headerSafe(
        crypto::SecretBytes::takeFrom({reinterpret_cast<std::uint8_t*>(value), std::strlen(value)}));
}

} // namespace till::cli
