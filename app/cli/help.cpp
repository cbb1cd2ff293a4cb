#include "app/cli/help.h"

#include <algorithm>

namespace till::cli {

namespace {

constexpr std::string_view kPassphraseRule =
    "A passphrase, key or recovery phrase is asked for on the terminal, or read from an open file "
    "descriptor\n"
    "(--passphrase-fd 3 3<FILE). It is never an argument or an environment variable.\n";

std::string lineOf(std::string_view left, std::string_view right, std::size_t width)
{
    std::string line = "  " + std::string(left);
    line.append(left.size() < width ? width - left.size() : 0, ' ');
    return line + "  " + std::string(right) + "\n";
}

std::string synopsisOf(const Command& command)
{
    std::string text(command.name);
    if (!command.arguments.empty()) {
        text += " " + std::string(command.arguments);
    }
    return text;
}

std::string nameOf(const OptionSpec& option)
{
    std::string text(option.name);
    if (!option.shortName.empty()) {
        text = std::string(option.shortName) + ", " + text;
    }
    if (option.kind != OptionKind::Switch) {
        text += " " + std::string(option.value);
    }
    return text;
}

std::string optionLines(const std::vector<OptionSpec>& options)
{
    std::size_t width = 0;
    for (const OptionSpec& option : options) {
        width = std::max(width, nameOf(option).size());
    }
    std::string text;
    for (const OptionSpec& option : options) {
        text += lineOf(nameOf(option), option.help, width);
    }
    return text;
}

} // namespace

std::string overviewHelp()
{
    std::size_t width = 0;
    for (const Command& command : commands()) {
        width = std::max(width, synopsisOf(command).size());
    }
    std::string text =
        "till: Tillkeeper in a terminal\n\nUsage: till [--data-dir DIR] [--json] COMMAND …\n\nCommands\n";
    for (const Command& command : commands()) {
        text += lineOf(synopsisOf(command), command.summary, width);
    }
    text += lineOf("help [COMMAND]", "Explain a command, or exit-codes.", width);
    text += lineOf("version", "Print the version.", width);
    text += lineOf("manual", "Print the manual page, for man.", width);
    text += lineOf("completion SHELL", "Print the completion of bash, zsh or fish.", width);
    return text + "\nOptions of every command\n" + optionLines(commonOptions()) + "\n" +
           std::string(kPassphraseRule);
}

std::string commandHelp(const Command& command)
{
    std::string text = "Usage: till " + synopsisOf(command) + (command.options.empty() ? "" : " [options]") +
                       "\n\n" + std::string(command.summary) + "\n";
    if (!command.options.empty()) {
        text += "\nOptions\n" + optionLines(command.options);
    }
    return text + "\nOptions of every command\n" + optionLines(commonOptions());
}

std::string exitCodesHelp()
{
    return "What till ends with\n"
           "  0  done\n"
           "  1  the check failed: the ledger or a backup does not verify\n"
           "  2  the command line is wrong; nothing was asked\n"
           "  3  tillkeeperd is not reachable, restarting or busy\n"
           "  4  the passphrase is missing or wrong, or this is not allowed here\n"
           "  5  the wallet is not there, locked, paused, there already, or damaged\n"
           "  6  no such agent, account, payment or path\n"
           "  7  a value is not valid, or in conflict with what is there\n"
           "  8  not paid: denied, rejected, lapsed, not payable, waiting, or the merchant did not deliver\n"
           "  9  the ledger or the disk failed, or a program answered nonsense\n"
           "With --json every failure is one line on standard error:\n"
           "  {\"error\":{\"code\":…,\"message\":…,\"moneyMoved\":\"no\" or \"yes\" or "
           "\"unknown\",\"hint\":…}}\n";
}

} // namespace till::cli
