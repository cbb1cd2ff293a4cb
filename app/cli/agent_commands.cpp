#include "app/cli/command.h"
#include "app/cli/policy_shapes.h"
#include "app/cli/session.h"
#include "app/cli/shapes.h"
#include "app/cli/table.h"
#include "app/cli/text_file.h"
#include "app/cli/times.h"
#include "app/cli/token_options.h"
#include "core/crypto/secret_bytes.h"
#include "core/wire/admin_messages.h"
#include "core/wire/policy_messages.h"

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

constexpr std::size_t kMaxPolicyBytes = 32 * 1024;

Result<wire::AgentAdd, Failure> readAgent(const Session& session)
{
    const auto name = session.word();
    if (!name) {
        return fail(name.error());
    }
    const Arguments& arguments = session.arguments();
    if (arguments.has("--preset") == arguments.has("--policy")) {
        return fail(usageFailure("Give the agent its rules: either --preset or --policy."));
    }
    wire::AgentAdd add{*name,
                       arguments.value("--account"),
                       arguments.value("--preset"),
                       std::nullopt,
                       arguments.values("--private-host"),
                       {},
                       arguments.values("--tag")};
    if (const auto file = arguments.value("--policy")) {
        auto text = readTextFile(*file, kMaxPolicyBytes);
        if (!text) {
            return fail(std::move(text.error()));
        }
        add.policy = std::move(*text);
    }
    const auto expires = readExpiry(arguments);
    auto binding = readBinding(arguments);
    if (!expires || !binding) {
        return fail(!expires ? expires.error() : binding.error());
    }
    add.expiresAtMs = *expires;
    add.binding = std::move(*binding);
    return add;
}

Outcome runAdd(Session& session)
{
    auto add = readAgent(session);
    if (!add) {
        return fail(add.error());
    }
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    add->passphrase = secret.marker;
    auto added = session.ask<wire::AgentAdded>(*add, {&secret, 1});
    if (!added) {
        return fail(added.error());
    }
    showToken(session, *added);
    return ExitCode::Done;
}

Result<std::vector<wire::AgentShape>, Failure> allAgents(Session& session)
{
    std::vector<wire::AgentShape> all;
    wire::AgentList request;
    for (;;) {
        auto page = session.ask<wire::AgentsAnswer>(request);
        if (!page) {
            return fail(std::move(page.error()));
        }
        std::move(page->agents.begin(), page->agents.end(), std::back_inserter(all));
        if (!page->next) {
            return all;
        }
        if (page->agents.empty() || page->next == request.after) {
            return fail(badAnswerFailure()); // a list without end
        }
        request.after = std::move(page->next);
    }
}

Outcome runList(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    const auto agents = allAgents(session);
    if (!agents) {
        return fail(agents.error());
    }
    if (session.output().isForProgram()) {
        session.output().json(listJson(*agents, agentJson));
        return ExitCode::Done;
    }
    if (agents->empty()) {
        session.output().text(
            "There are no agents yet. Add one with: till agent add NAME --preset everyday\n");
        return ExitCode::Done;
    }
    Table table({{"ID"},
                 {"NAME"},
                 {"STATE"},
                 {"RULES"},
                 {"TAGS"},
                 {"TODAY", Align::Right},
                 {"LAST CALL"},
                 {"ACCOUNT"}});
    for (const wire::AgentShape& agent : *agents) {
        table.add({agent.id, agent.name, agent.state, agent.preset, tagsText(agent.tags),
                   agent.spentTodayText, agent.lastCallMs ? localText(*agent.lastCallMs) : "never",
                   agent.account});
    }
    session.output().text(table.text());
    return ExitCode::Done;
}

Outcome reportState(const Session& session, const Result<wire::AgentsAnswer, Failure>& answer)
{
    if (!answer) {
        return fail(answer.error());
    }
    if (answer->agents.size() != 1) {
        return fail(badAnswerFailure());
    }
    const wire::AgentShape& agent = answer->agents.front();
    if (session.output().isForProgram()) {
        session.output().json(agentJson(agent));
    } else {
        session.output().text(facts({{"Agent", agent.name}, {"State", agent.state}}));
    }
    return ExitCode::Done;
}

Outcome runPause(Session& session)
{
    const auto agent = session.word();
    if (!agent) {
        return fail(agent.error());
    }
    return reportState(session,
                       session.ask<wire::AgentsAnswer>(wire::AgentSetState{*agent, "paused", std::nullopt}));
}

Outcome runResume(Session& session)
{
    const auto agent = session.word();
    if (!agent) {
        return fail(agent.error());
    }
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    return reportState(session, session.ask<wire::AgentsAnswer>(
                                    wire::AgentSetState{*agent, "active", secret.marker}, {&secret, 1}));
}

Outcome runTag(Session& session)
{
    const auto& words = session.arguments().positional();
    if (words.empty() || (words.size() == 1) != session.arguments().has("--clear")) {
        return fail(usageFailure("Name the agent and all tags that it shall have, or --clear for none."));
    }
    wire::AgentSetTags set{words.front(),
                           {words.begin() + 1, words.end()},
                           "cli",
                           session.arguments().value("--reason").value_or(""),
                           std::nullopt};
    auto changed = session.ask<wire::PolicyChanged>(set);
    if (!changed && changed.error().body.code == "passphrase_needed") {
        const auto passphrase = session.passphrase();
        if (!passphrase) {
            return fail(passphrase.error());
        }
        const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
        set.passphrase = secret.marker;
        changed = session.ask<wire::PolicyChanged>(set, {&secret, 1});
    }
    return reportChange(session, changed);
}

} // namespace

std::vector<Command> agentCommands()
{
    return {
        {"agent add",
         "NAME",
         "Add an agent and show its token once.",
         {{"--preset", OptionKind::Value, "P", "Its rules: practice, careful, everyday or autopilot."},
          {"--policy", OptionKind::Value, "FILE", "Its rules as a policy document instead of a preset."},
          {"--account", OptionKind::Value, "ID", "The account it pays from; a new one without this."},
          {"--private-host", OptionKind::Repeated, "HOST",
           "A host of a private network that it may fetch from; may be repeated."},
          {"--tag", OptionKind::Repeated, "T", "A tag that rules and budgets can name; may be repeated."},
          kExpiresOption,
          kUidOption,
          kProgramOption},
         runAdd},
        {"agent tag",
         "AGENT [T…]",
         "Give an agent exactly these tags. What only tightens needs no passphrase.",
         {{"--clear", OptionKind::Switch, "", "Take all its tags."},
          {"--reason", OptionKind::Value, "TEXT", "Why, for the ledger; at most 200 bytes."}},
         runTag},
        {"agent list", "", "Show the agents, their rules and what they spent today.", {}, runList},
        {"agent pause", "AGENT", "Refuse this agent's payments. Needs no passphrase.", {}, runPause},
        {"agent resume", "AGENT", "Let this agent pay again.", {}, runResume},
    };
}

} // namespace till::cli
