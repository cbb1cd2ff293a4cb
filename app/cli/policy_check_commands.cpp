#include "app/cli/command.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "app/cli/text_file.h"
#include "app/cli/times.h"
#include "core/policy/lint.h"
#include "core/policy/policy_json.h"
#include "core/policy/simulate.h"
#include "core/support/plain_text.h"
#include "core/wire/admin_messages.h"
#include "core/wire/policy_messages.h"
#include "core/wire/simulate_messages.h"

#include <chrono>
#include <filesystem>

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

constexpr std::int64_t kDefaultDays = 30;
constexpr int kSimulateMs = 60'000;

Instant now()
{
    using namespace std::chrono;
    return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

Result<policy::Policy, Failure> parsed(const std::string& document)
{
    auto policy = policy::parsePolicy(document);
    if (!policy) {
        return fail(usageFailure("This is no policy. " + policy::describe(policy.error())));
    }
    return std::move(*policy);
}

/// The agent of this id or name.
Result<wire::AgentShape, Failure> agentNamed(Session& session, const std::string& name)
{
    wire::AgentList list;
    for (;;) {
        const auto page = session.ask<wire::AgentsAnswer>(list);
        if (!page) {
            return fail(page.error());
        }
        for (const wire::AgentShape& each : page->agents) {
            if (each.id == name || each.name == name) {
                return each;
            }
        }
        if (!page->next || page->next == list.after) {
            return fail(usageFailure("There is no file and no agent of this name."));
        }
        list.after = page->next;
    }
}

bool isFile(const std::string& word)
{
    std::error_code ignored;
    return word == "-" || std::filesystem::is_regular_file(word, ignored);
}

/// What is looked at: a draft in a file, or what is in force for an agent.
struct Looked {
    policy::Policy policy;
    policy::Policy global; ///< stands above it; empty for a file, which may be meant for another wallet
    std::string agent;     ///< empty for a file
};

Result<Looked, Failure> look(Session& session, const std::string& word)
{
    std::string agent;
    policy::Policy global = policy::emptyPolicy();
    Result<std::string, Failure> document = std::string();
    if (isFile(word)) {
        document = readTextFile(word, policy::kMaxPolicyBytes);
    } else if (const auto shape = agentNamed(session, word)) {
        agent = shape->id;
        document = shape->policy;
        const auto above = session.ask<wire::PolicyShape>(wire::PolicyGet{"global", {}});
        auto read = above ? parsed(above->document) : Result<policy::Policy, Failure>(fail(above.error()));
        if (!read) {
            return fail(read.error());
        }
        global = std::move(*read);
    } else {
        return fail(shape.error());
    }
    if (!document) {
        return fail(document.error());
    }
    auto policy = parsed(*document);
    if (!policy) {
        return fail(policy.error());
    }
    return Looked{std::move(*policy), std::move(global), agent};
}

Outcome runLint(Session& session)
{
    const auto word = session.word();
    if (!word) {
        return fail(word.error());
    }
    const auto looked = look(session, *word);
    if (!looked) {
        return fail(looked.error());
    }
    const auto findings = policy::lint(looked->policy, {.layer = policy::Layer::Agent,
                                                        .global = looked->global,
                                                        .registry = money::Registry::builtIn(),
                                                        .agent = looked->agent,
                                                        .now = now()});
    if (session.output().isForProgram()) {
        nlohmann::json list = nlohmann::json::array();
        for (const policy::LintFinding& each : findings) {
            list.push_back(
                {{"path", each.path}, {"code", std::string(each.code)}, {"sentence", each.sentence}});
        }
        session.output().json({{"findings", list}});
    } else if (findings.empty()) {
        session.output().text("Nothing to find: every rule, budget and grant can have an effect.\n");
    } else {
        for (const policy::LintFinding& each : findings) {
            session.output().text(each.path + "\n  " + toVisibleText(each.sentence, 512) + "\n");
        }
    }
    return findings.empty() ? ExitCode::Done : ExitCode::CheckFailed;
}

std::string cell(std::int64_t count, const std::string& sum)
{
    return count == 0 ? "-" : std::to_string(count) + " (" + sum + ")";
}

void showSimulation(Session& session, const wire::PolicySimulated& answer)
{
    if (answer.asks == 0) {
        session.output().text("There is nothing recorded in these days, so nothing can be said.\n");
        return;
    }
    Table table({{"DAY"},
                 {"ALLOWED", Align::Right},
                 {"ASKED", Align::Right},
                 {"DENIED", Align::Right},
                 {"WAS ALLOWED", Align::Right},
                 {"WAS ASKED", Align::Right},
                 {"WAS DENIED", Align::Right},
                 {"DIFFER", Align::Right}});
    for (const wire::SimulatedDayShape& day : answer.days) {
        table.add({localText(day.startMs).substr(0, 10), cell(day.would.allowed, day.would.allowedText),
                   cell(day.would.asked, day.would.askedText), cell(day.would.denied, day.would.deniedText),
                   cell(day.was.allowed, day.was.allowedText), cell(day.was.asked, day.was.askedText),
                   cell(day.was.denied, day.was.deniedText), std::to_string(day.differ)});
    }
    session.output().text(table.text());
    session.output().text("\n" + std::to_string(answer.differ) + " of " + std::to_string(answer.asks) +
                          " asks would be decided otherwise. Sums are USD.\n");
    for (const wire::SimulatedDifferenceShape& each : answer.first) {
        session.output().text(each.paymentId + "  " + localText(each.atMs) + "  " + each.was + " -> " +
                              each.would + "\n  " + toVisibleText(each.sentence, 512) + "\n");
    }
    if (answer.isCut) {
        session.output().note(
            "There is more history than one simulation takes; only its newest part was run.");
    }
}

Outcome runSimulate(Session& session)
{
    const auto words = session.words(2);
    const auto days = session.arguments().number("--days", 1, policy::kMaxSimulatedDays, kDefaultDays);
    if (!words || !days) {
        return fail(!words ? words.error() : days.error());
    }
    auto text = readTextFile(words->back(), policy::kMaxPolicyBytes);
    if (!text) {
        return fail(std::move(text.error()));
    }
    wire::PolicySimulate simulate;
    simulate.agent = words->front();
    simulate.document = std::move(*text);
    simulate.days = *days;
    const auto answer = session.ask<wire::PolicySimulated>(simulate, {}, kSimulateMs);
    if (!answer) {
        return fail(answer.error());
    }
    if (session.output().isForProgram()) {
        session.output().json(wire::toBody(*answer));
    } else {
        showSimulation(session, *answer);
    }
    return ExitCode::Done;
}

} // namespace

std::vector<Command> policyCheckCommands()
{
    return {
        {"policy lint", "FILE|AGENT", "Find what in a policy can have no effect.", {}, runLint},
        {"policy simulate",
         "AGENT FILE",
         "Run a draft over the recorded history: what it would have allowed, asked, denied.",
         {{"--days", OptionKind::Value, "N", "How many days back (30, at most 92)."}},
         runSimulate},
    };
}

} // namespace till::cli
