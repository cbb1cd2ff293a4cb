#include "app/cli/command.h"
#include "app/cli/session.h"
#include "app/cli/shapes.h"
#include "app/cli/snippets.h"
#include "app/cli/table.h"
#include "app/cli/times.h"
#include "core/wire/admin_messages.h"

#include <algorithm>

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

constexpr const char* kUsualEndpoint = "http://127.0.0.1:4402"; ///< while the endpoint is not up
constexpr const char* kUsualUrl = "https://api.example.com/v1/search?q=x";
constexpr const char* kUsualBaseUrl = "https://api.example.com/v1";
constexpr std::int64_t kUsualChain = 8453; // Base
constexpr std::int64_t kMaxChain = std::int64_t{1} << 53;

/// A URL that goes into scripts in quotes: nothing that would end the quotes, or start something.
bool isPlainUrl(std::string_view url)
{
    static constexpr std::string_view kMarks = "-._~:/?#[]@!&()*+,;=%";
    return (url.starts_with("https://") || url.starts_with("http://")) && url.size() <= 2'000 &&
           std::all_of(url.begin(), url.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      kMarks.find(c) != std::string_view::npos;
           });
}

Result<wire::AgentShape, Failure> findAgent(Session& session, const std::string& idOrName)
{
    wire::AgentList request;
    for (;;) {
        auto page = session.ask<wire::AgentsAnswer>(request);
        if (!page) {
            return fail(std::move(page.error()));
        }
        for (wire::AgentShape& each : page->agents) {
            if (each.id == idOrName || each.name == idOrName) {
                return std::move(each);
            }
        }
        if (!page->next || page->agents.empty() || page->next == request.after) {
            return fail(problemFailure("no_such_agent", "There is no agent \"" + idOrName + "\"."));
        }
        request.after = std::move(page->next);
    }
}

Outcome showSnippet(Session& session, const wire::AgentShape& agent, const std::string& name)
{
    const Arguments& arguments = session.arguments();
    const auto chain = arguments.number("--chain", 1, kMaxChain, kUsualChain);
    if (!chain) {
        return fail(chain.error());
    }
    const std::string url = arguments.value("--url").value_or(name == "openai" ? kUsualBaseUrl : kUsualUrl);
    if (!isPlainUrl(url)) {
        return fail(usageFailure("--url takes an http or https URL in its percent-encoded form."));
    }
    const auto status = session.ask<wire::StatusAnswer>(wire::StatusGet{});
    if (!status) {
        return fail(status.error());
    }
    const auto text =
        snippetText(name, {status->endpoint.empty() ? std::string(kUsualEndpoint) : status->endpoint, url,
                           session.places().dataDir().string(), std::to_string(*chain)});
    if (!text) {
        return fail(usageFailure("There is no snippet \"" + name + "\". There are " + snippetNames() + "."));
    }
    const auto known = std::ranges::find(snippets(), name, &Snippet::name);
    if (session.output().isForProgram()) {
        session.output().json(
            {{"agent", agent.id}, {"snippet", name}, {"goesTo", known->goesTo}, {"text", *text}});
        return ExitCode::Done;
    }
    session.output().note("For " + std::string(known->goesTo) + ":");
    session.output().text(*text);
    return ExitCode::Done;
}

Outcome runShow(Session& session)
{
    const auto word = session.word();
    if (!word) {
        return fail(word.error());
    }
    const auto agent = findAgent(session, *word);
    if (!agent) {
        return fail(agent.error());
    }
    if (const auto name = session.arguments().value("--snippet")) {
        return showSnippet(session, *agent, *name);
    }
    if (session.output().isForProgram()) {
        session.output().json(agentJson(*agent));
        return ExitCode::Done;
    }
    std::string hosts;
    for (const std::string& host : agent->privateHosts) {
        hosts += (hosts.empty() ? "" : ", ") + host;
    }
    session.output().text(
        facts({{"Agent", agent->name + " (" + agent->id + ")"},
               {"State", agent->state},
               {"Because", agent->pausedBecause},
               {"Rules", agent->preset},
               {"Pays from", agent->account + " " + agent->address},
               {"Today", agent->spentTodayText},
               {"Private hosts", hosts},
               {"Last call", agent->lastCallMs ? localText(*agent->lastCallMs) : "never"}}));
    session.output().note("How to connect it: till agent show " + agent->name + " --snippet NAME, of " +
                          snippetNames() + ".");
    return ExitCode::Done;
}

} // namespace

std::vector<Command> agentShowCommands()
{
    return {{"agent show",
             "AGENT",
             "Show one agent, or a ready text that connects it.",
             {{"--snippet", OptionKind::Value, "NAME",
               "curl, typescript, typescript-v1, python, ethers, viem, claude-code, cursor, mcp or openai."},
              {"--url", OptionKind::Value, "URL", "What the snippet buys; for openai the API's base URL."},
              {"--chain", OptionKind::Value, "ID", "EIP-155 number of the chain, 8453 (Base) without this."}},
             runShow}};
}

} // namespace till::cli
