#pragma once

#include "app/cli/command.h"
#include "app/cli/session.h"
#include "core/wire/account_messages.h"

namespace till::cli {

/// The commands by which keys come and go, and accounts change; part of accountCommands().
[[nodiscard]] std::vector<Command> accountKeyCommands();
[[nodiscard]] std::vector<Command> accountChangeCommands();

[[nodiscard]] nlohmann::json detailJson(const wire::AccountDetail& account);
/// Prints accounts that were made or found: the one as an object, several as a list.
[[nodiscard]] Result<ExitCode, Failure>
reportDetails(const Session& session, const Result<wire::AccountDetailsAnswer, Failure>& answer);
/// All accounts of the vault, page by page.
[[nodiscard]] Result<std::vector<wire::AccountDetail>, Failure> allDetails(Session& session);
/// "evm" or "svm" ("solana" is taken too) from `--family`.
[[nodiscard]] Result<std::string, Failure> familyFrom(const Session& session);

inline constexpr OptionSpec kFamilyOption{"--family", OptionKind::Value, "evm|svm",
                                          "The family of the key: EVM networks (evm) or Solana (svm)."};

} // namespace till::cli
