#pragma once

#include "app/cli/arguments.h"
#include "app/cli/exit_codes.h"
#include "core/support/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace till::cli {

class Session;

/// One command: its words, its help, and what it does.
struct Command {
    std::string_view name;      ///< "agent add"
    std::string_view arguments; ///< "NAME"
    std::string_view summary;   ///< one sentence
    std::vector<OptionSpec> options;
    Result<ExitCode, Failure> (*run)(Session& session);
};

[[nodiscard]] std::vector<Command> stateCommands();
[[nodiscard]] std::vector<Command> securityCommands();
[[nodiscard]] std::vector<Command> vaultCommands();
[[nodiscard]] std::vector<Command> backupCommands();
[[nodiscard]] std::vector<Command> accountCommands();
[[nodiscard]] std::vector<Command> agentCommands();
[[nodiscard]] std::vector<Command> tokenCommands();
[[nodiscard]] std::vector<Command> agentShowCommands();
[[nodiscard]] std::vector<Command> policyCommands();
[[nodiscard]] std::vector<Command> approvalCommands();
[[nodiscard]] std::vector<Command> policyCheckCommands();
[[nodiscard]] std::vector<Command> shadowCommands();
[[nodiscard]] std::vector<Command> allowanceCommands();
[[nodiscard]] std::vector<Command> paymentCommands();
[[nodiscard]] std::vector<Command> ledgerCommands();
[[nodiscard]] std::vector<Command> networkCommands();
[[nodiscard]] std::vector<Command> alarmCommands();
[[nodiscard]] std::vector<Command> payCommands();
[[nodiscard]] std::vector<Command> mcpCommands();
[[nodiscard]] std::vector<Command> doctorCommands();

/// All of them, in the order of the help.
[[nodiscard]] const std::vector<Command>& commands();
/// Options that every command takes.
[[nodiscard]] const std::vector<OptionSpec>& commonOptions();

} // namespace till::cli
