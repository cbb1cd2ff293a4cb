#include "app/cli/command.h"
#include "app/cli/session.h"
#include "app/cli/shapes.h"
#include "app/cli/table.h"
#include "app/cli/times.h"
#include "app/cli/token_options.h"

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

constexpr const char* kBy = "cli";

std::string bindingText(const wire::AgentShape& agent)
{
    if (!agent.binding) {
        return "whoever has it";
    }
    std::string text = "the Unix socket";
    if (agent.binding->uid) {
        text += ", user " + std::to_string(*agent.binding->uid);
    }
    return agent.binding->executable.empty() ? text : text + ", program " + agent.binding->executable;
}

Outcome reportAgent(const Session& session, const Result<wire::AgentsAnswer, Failure>& answer,
                    std::string_view sentence)
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
        session.output().text(facts({{"Agent", agent.name}, {"Token is good for", bindingText(agent)}}));
        session.output().text(std::string(sentence));
    }
    return ExitCode::Done;
}

Outcome runRotate(Session& session)
{
    const auto agent = session.word();
    if (!agent) {
        return fail(agent.error());
    }
    wire::AgentRotate rotate;
    rotate.agent = *agent;
    if (const auto overlap = session.arguments().value("--overlap")) {
        const auto seconds = readSpanSeconds(*overlap);
        if (!seconds) {
            return fail(usageFailure("--overlap takes a span, for example 10m or 24h."));
        }
        rotate.overlapSeconds = *seconds;
    }
    const auto expires = readExpiry(session.arguments());
    if (!expires) {
        return fail(expires.error());
    }
    rotate.expiresAtMs = *expires;
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    rotate.passphrase = secret.marker;
    auto added = session.ask<wire::AgentAdded>(rotate, {&secret, 1});
    if (!added) {
        return fail(added.error());
    }
    showToken(session, *added);
    if (!session.output().isForProgram()) {
        session.output().text(rotate.overlapSeconds > 0
                                  ? "The token before works for " + *session.arguments().value("--overlap") +
                                        " more.\n"
                                  : "The token before does not work any more.\n");
    }
    return ExitCode::Done;
}

Outcome runRevoke(Session& session)
{
    const auto agent = session.word();
    if (!agent) {
        return fail(agent.error());
    }
    return reportAgent(session, session.ask<wire::AgentsAnswer>(wire::AgentRevoke{*agent, kBy}),
                       "No token of this agent works any more. Give it a new one with: till agent rotate\n");
}

Outcome runRemove(Session& session)
{
    const auto agent = session.word();
    if (!agent) {
        return fail(agent.error());
    }
    wire::AgentRemove remove;
    remove.agent = *agent;
    remove.by = kBy;
    if (const auto answer = session.ask<wire::Done>(remove); !answer) {
        return fail(answer.error());
    }
    if (session.output().isForProgram()) {
        session.output().json({{"ok", true}});
    } else {
        session.output().text(
            "The agent is gone. Its payments stay in the ledger, its account in the wallet.\n");
    }
    return ExitCode::Done;
}

Outcome runBind(Session& session)
{
    const auto agent = session.word();
    if (!agent) {
        return fail(agent.error());
    }
    auto binding = readBinding(session.arguments());
    if (!binding) {
        return fail(binding.error());
    }
    if (binding->has_value() == session.arguments().has("--anybody")) {
        return fail(usageFailure("Bind with --uid, --program or both, or unbind with --anybody."));
    }
    wire::AgentBind bind{*agent, std::move(*binding), std::nullopt};
    auto answer = session.ask<wire::AgentsAnswer>(bind);
    if (!answer && answer.error().body.code == "passphrase_needed") {
        // It lets somebody in who was not let in before.
        const auto passphrase = session.passphrase();
        if (!passphrase) {
            return fail(passphrase.error());
        }
        const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
        bind.passphrase = secret.marker;
        answer = session.ask<wire::AgentsAnswer>(bind, {&secret, 1});
    }
    return reportAgent(session, answer, "");
}

} // namespace

std::vector<Command> tokenCommands()
{
    return {
        {"agent rotate",
         "AGENT",
         "Give an agent a new token. The one before ends at once, or after --overlap.",
         {{"--overlap", OptionKind::Value, "SPAN", "How long the token before still works, for example 10m."},
          kExpiresOption},
         runRotate},
        {"agent revoke",
         "AGENT",
         "Take back every token of an agent, at once. Needs no passphrase.",
         {},
         runRevoke},
        {"agent bind",
         "AGENT",
         "Say who may use an agent's tokens. To widen it needs the passphrase.",
         {kUidOption,
          kProgramOption,
          {"--anybody", OptionKind::Switch, "", "Whoever has the token, over TCP too."}},
         runBind},
        {"agent remove",
         "AGENT",
         "Remove an agent for good; what waits for it is denied. Needs no passphrase.",
         {},
         runRemove},
    };
}

} // namespace till::cli
