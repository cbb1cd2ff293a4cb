#include "app/cli/manual.h"

#include "app/cli/help.h"

namespace till::cli {

namespace {

/// Text as troff takes it: nothing of it is a request or an escape.
std::string troff(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\\') {
            out += "\\e";
        } else if (c == '-') {
            out += "\\-";
        } else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) {
            out += "\\&";
            out += c;
        } else {
            out += c;
        }
    }
    return out;
}

void addOptions(std::string& page, const std::vector<OptionSpec>& options)
{
    for (const OptionSpec& each : options) {
        page += ".TP\n";
        if (!each.shortName.empty()) {
            page += "\\fB" + troff(each.shortName) + "\\fR, ";
        }
        page += "\\fB" + troff(each.name) + "\\fR";
        if (each.kind != OptionKind::Switch) {
            page += " \\fI" + troff(each.value) + "\\fR";
        }
        page += "\n" + troff(each.help) + "\n";
    }
}

/// The lines of the exit codes' help that begin with a number.
void addExitCodes(std::string& page)
{
    const std::string help = exitCodesHelp();
    for (std::size_t at = 0; at < help.size();) {
        const std::size_t end = std::min(help.find('\n', at), help.size());
        const std::string_view line = std::string_view(help).substr(at, end - at);
        if (line.size() > 5 && line.starts_with("  ") && line[2] >= '0' && line[2] <= '9') {
            page += ".TP\n\\fB" + std::string(1, line[2]) + "\\fR\n" + troff(line.substr(5)) + "\n";
        }
        at = end + 1;
    }
}

/// Words that stand alone on the command line, and the options after them.
std::string wordsOf(const std::vector<OptionSpec>& options)
{
    std::string words;
    for (const OptionSpec& each : options) {
        words.append(words.empty() ? "" : " ").append(each.name);
    }
    return words;
}

std::string bashScript()
{
    std::string script =
        "# bash completion of till; made by: till completion bash\n"
        "_till() {\n"
        "    local current=${COMP_WORDS[COMP_CWORD]} word name= first= firsts seconds= options\n"
        "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
        "        [[ $word == -* ]] && continue\n"
        "        if [[ -z $first ]]; then first=$word; name=$word\n"
        "        else name=\"$first $word\"; break; fi\n"
        "    done\n"
        "    options='" +
        wordsOf(commonOptions()) + "'\n    case $name in\n";
    std::string firsts = "help version manual completion";
    for (const Command& each : commands()) {
        script += "    '" + std::string(each.name) + "') options+=' " + wordsOf(each.options) + "' ;;\n";
        const std::string first(each.name.substr(0, each.name.find(' ')));
        if ((" " + firsts + " ").find(" " + first + " ") == std::string::npos) {
            firsts += " " + first;
        }
    }
    script += "    esac\n    case $first in\n";
    for (std::size_t at = 0; at < firsts.size();) {
        const std::size_t end = std::min(firsts.find(' ', at), firsts.size());
        const std::string first = firsts.substr(at, end - at);
        std::string seconds;
        for (const Command& each : commands()) {
            if (each.name.starts_with(first + " ")) {
                seconds.append(seconds.empty() ? "" : " ").append(each.name.substr(first.size() + 1));
            }
        }
        if (!seconds.empty()) {
            script += "    '" + first + "') seconds='" + seconds + "' ;;\n";
        }
        at = end + 1;
    }
    return script + "    esac\n    firsts='" + firsts +
           "'\n"
           "    if [[ $current == -* ]]; then\n"
           "        COMPREPLY=($(compgen -W \"$options\" -- \"$current\"))\n"
           "    elif [[ -z $first ]]; then\n"
           "        COMPREPLY=($(compgen -W \"$firsts\" -- \"$current\"))\n"
           "    elif [[ $name == \"$first\" && -n $seconds ]]; then\n"
           "        COMPREPLY=($(compgen -W \"$seconds\" -- \"$current\"))\n"
           "    else\n"
           "        COMPREPLY=($(compgen -f -- \"$current\"))\n"
           "    fi\n"
           "}\n"
           "complete -F _till till\n";
}

std::string quotedForFish(std::string_view text)
{
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return out + "'";
}

std::string fishScript()
{
    std::string script = "# fish completion of till; made by: till completion fish\ncomplete -c till -f\n";
    const auto add = [&script](const std::string& condition, const OptionSpec& option) {
        script += "complete -c till" + condition + " -l " + std::string(option.name.substr(2)) +
                  (option.kind == OptionKind::Switch ? "" : " -r") + " -d " + quotedForFish(option.help) +
                  "\n";
    };
    for (const OptionSpec& each : commonOptions()) {
        add("", each);
    }
    for (const Command& each : commands()) {
        const std::size_t space = each.name.find(' ');
        const std::string first(each.name.substr(0, space));
        const bool isPair = space != std::string_view::npos;
        const std::string second(isPair ? each.name.substr(space + 1) : std::string_view());
        const std::string isFirst = "__fish_seen_subcommand_from " + first;
        script += "complete -c till -n '__fish_use_subcommand' -a " + first + "\n";
        if (isPair) {
            script += "complete -c till -n '" + isFirst + "' -a " + second + " -d " +
                      quotedForFish(each.summary) + "\n";
        }
        const std::string condition =
            isPair ? isFirst + "; and __fish_seen_subcommand_from " + second : isFirst;
        for (const OptionSpec& option : each.options) {
            add(" -n '" + condition + "'", option);
        }
    }
    return script;
}

} // namespace

std::string manualPage()
{
    std::string page =
        ".TH TILL 1 \"\" \"Tillkeeper " TILL_VERSION "\" \"User Commands\"\n"
        ".SH NAME\ntill \\- the owner's terminal of Tillkeeper, a wallet for agents that pay\n"
        ".SH SYNOPSIS\n\\fBtill\\fR [\\fB\\-\\-data\\-dir\\fR \\fIDIR\\fR] [\\fB\\-\\-json\\fR] "
        "\\fICOMMAND\\fR \\fR...\n"
        ".SH DESCRIPTION\nTillkeeper pays HTTP 402 challenges for agents within rules that its owner "
        "sets. Everything that its window can do, \\fBtill\\fR can do. It talks to a running "
        "\\fBtillkeeperd\\fR over a socket that only the same user can open.\n.PP\n"
        "A passphrase, key or recovery phrase is asked for on the terminal, or read from an open file "
        "descriptor (\\fB\\-\\-passphrase\\-fd\\fR). It is never an argument or an environment "
        "variable.\n"
        ".SH COMMANDS\n";
    for (const Command& each : commands()) {
        page += ".SS \"" + troff(each.name) + (each.arguments.empty() ? "" : " " + troff(each.arguments)) +
                "\"\n" + troff(each.summary) + "\n";
        addOptions(page, each.options);
    }
    page += ".SH OPTIONS\nOf every command:\n";
    addOptions(page, commonOptions());
    page += ".SH EXIT STATUS\n";
    addExitCodes(page);
    return page + ".SH FILES\n.TP\n\\fI$XDG_RUNTIME_DIR/tillkeeper/endpoint.json\\fR\nWhere agents ask.\n"
                  ".TP\n\\fI$XDG_DATA_HOME/tillkeeper\\fR\nThe wallet: its vault and its ledger.\n";
}

std::optional<std::string> completionScript(std::string_view shell)
{
    if (shell == "bash") {
        return bashScript();
    }
    if (shell == "zsh") {
        return "#compdef till\n# zsh completion of till, by way of bash's; made by: till completion zsh\n"
               "autoload -Uz bashcompinit && bashcompinit\n" +
               bashScript();
    }
    return shell == "fish" ? std::optional(fishScript()) : std::nullopt;
}

} // namespace till::cli
