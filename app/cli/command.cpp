#include "app/cli/command.h"

#include <iterator>

namespace till::cli {

namespace {

std::vector<Command> allCommands()
{
    std::vector<Command> all;
    for (auto part : {stateCommands(),     securityCommands(),    vaultCommands(),     backupCommands(),
                      accountCommands(),   agentCommands(),       agentShowCommands(), tokenCommands(),
                      policyCommands(),    policyCheckCommands(), shadowCommands(),    approvalCommands(),
                      allowanceCommands(), paymentCommands(),     payCommands(),       mcpCommands(),
                      networkCommands(),   alarmCommands(),       ledgerCommands(),    doctorCommands()}) {
        std::move(part.begin(), part.end(), std::back_inserter(all));
    }
    return all;
}

} // namespace

const std::vector<Command>& commands()
{
    static const std::vector<Command> all = allCommands();
    return all;
}

const std::vector<OptionSpec>& commonOptions()
{
    static const std::vector<OptionSpec> all{
        {"--data-dir", OptionKind::Value, "DIR", "The data directory of the running Tillkeeper."},
        {"--json", OptionKind::Switch, "", "Print JSON for programs, errors too."},
        {"--passphrase-fd", OptionKind::Value, "N", "Read the passphrase from this open file descriptor."},
        {"--help", OptionKind::Switch, "", "Explain the command.", "-h"},
    };
    return all;
}

} // namespace till::cli
