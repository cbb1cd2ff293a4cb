#include "app/cli/program.h"

#include "app/cli/help.h"
#include "app/cli/manual.h"
#include "app/cli/session.h"
#include "app/posix/closed_memory.h"
#include "core/crypto/secret_bytes.h"

#include <algorithm>
#include <optional>
#include <span>

namespace till::cli {

namespace {

using Words = std::span<const std::string>;

/// All options of all commands: the command's own words must be found before its options are known.
std::vector<OptionSpec> everyOption()
{
    std::vector<OptionSpec> all = commonOptions();
    for (const Command& command : commands()) {
        all.insert(all.end(), command.options.begin(), command.options.end());
    }
    return all;
}

/// The command that the first positional words name; the longest name wins.
const Command* findCommand(const std::vector<std::string>& positional)
{
    const std::string one = positional.empty() ? "" : positional[0];
    const std::string two = positional.size() < 2 ? one : one + " " + positional[1];
    const Command* found = nullptr;
    for (const Command& command : commands()) {
        if (command.name == two || (command.name == one && found == nullptr)) {
            found = &command;
        }
    }
    return found;
}

/// The words without those that name the command. Values of options are left alone, because only positional
/// words count: the first one or two.
std::vector<std::string> withoutName(Words words, const Command& command)
{
    std::size_t toDrop = command.name.find(' ') == std::string_view::npos ? 1 : 2;
    const auto options = everyOption();
    std::vector<std::string> rest;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        const bool isOption = word.size() > 1 && word.front() == '-';
        if (!isOption && toDrop > 0) {
            --toDrop;
            continue;
        }
        rest.push_back(word);
        const auto spec = std::find_if(options.begin(), options.end(), [&word](const OptionSpec& each) {
            return each.name == word || each.shortName == word;
        });
        if (isOption && spec != options.end() && spec->kind != OptionKind::Switch && i + 1 < words.size()) {
            rest.push_back(words[++i]);
        }
    }
    return rest;
}

Result<ExitCode, Failure> explain(const std::vector<std::string>& topic, const Output& output)
{
    if (topic.empty()) {
        output.text(overviewHelp());
        return ExitCode::Done;
    }
    if (topic == std::vector<std::string>{"exit-codes"}) {
        output.text(exitCodesHelp());
        return ExitCode::Done;
    }
    if (const Command* command = findCommand(topic)) {
        output.text(commandHelp(*command));
        return ExitCode::Done;
    }
    // "till help agent": all commands that begin so.
    std::string found;
    for (const Command& command : commands()) {
        if (command.name.starts_with(topic.front() + " ")) {
            found += commandHelp(command) + "\n";
        }
    }
    if (found.empty()) {
        return fail(usageFailure("There is no command \"" + topic.front() + "\"."));
    }
    output.text(found);
    return ExitCode::Done;
}

Result<ExitCode, Failure> runCommand(const Command& command, Words words, const Output& output)
{
    std::vector<OptionSpec> options = commonOptions();
    options.insert(options.end(), command.options.begin(), command.options.end());
    auto arguments = Arguments::parse(withoutName(words, command), options);
    if (!arguments) {
        return fail(std::move(arguments.error()));
    }
    auto places = paths::Places::find(arguments->value("--data-dir"), paths::processEnvironment);
    if (!places) {
        return fail(usageFailure(paths::describe(places.error())));
    }
    Session session(std::move(*places), std::move(*arguments), output);
    return command.run(session);
}

Result<ExitCode, Failure> dispatch(Words words, const Output& output)
{
    const auto loose = Arguments::parse(words, everyOption());
    if (!loose) {
        return fail(loose.error());
    }
    std::vector<std::string> positional = loose->positional();
    if (positional.empty() || positional.front() == "help") {
        positional.erase(positional.begin(), positional.begin() + (positional.empty() ? 0 : 1));
        return explain(positional, output);
    }
    if (positional.front() == "version") {
        output.text("till " TILL_VERSION "\n");
        return ExitCode::Done;
    }
    if (positional.front() == "manual") {
        output.text(manualPage());
        return ExitCode::Done;
    }
    if (positional.front() == "completion") {
        const auto script = completionScript(positional.size() == 2 ? positional[1] : std::string());
        if (!script) {
            return fail(usageFailure("Name a shell: till completion bash, zsh or fish."));
        }
        output.text(*script);
        return ExitCode::Done;
    }
    const Command* command = findCommand(positional);
    if (command == nullptr || loose->has("--help")) {
        return explain(positional, output);
    }
    return runCommand(*command, words, output);
}

} // namespace

int runTill(const std::vector<std::string>& words)
{
    posix::closeMemory(); // passphrases and recovery words pass through here
    crypto::initialise();
    const bool isForProgram = std::find(words.begin(), words.end(), "--json") != words.end();
    const Output output(isForProgram ? Audience::Program : Audience::Person);
    const auto ended = dispatch(words, output);
    if (!ended) {
        output.failure(ended.error());
        return static_cast<int>(ended.error().exit);
    }
    return static_cast<int>(*ended);
}

} // namespace till::cli
