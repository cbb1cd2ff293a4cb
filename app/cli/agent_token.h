#pragma once

#include "app/cli/failure.h"
#include "core/crypto/secret_bytes.h"
#include "core/support/result.h"

namespace till::cli {

class Session;

/// The agent's token, for commands that ask as an agent: from --agent-token-fd or --agent-token-file, else
/// typed. Of a form that fits a header line.
[[nodiscard]] Result<crypto::SecretBytes, Failure> readAgentToken(const Session& session);

/// The same, and before it is typed the environment variable TILL_TOKEN: where programs that start a tool put
/// its token.
[[nodiscard]] Result<crypto::SecretBytes, Failure> readAgentTokenOfTool(const Session& session);

} // namespace till::cli
