#include "app/cli/command.h"
#include "app/cli/session.h"
#include "app/cli/shapes.h"
#include "app/cli/table.h"
#include "app/cli/text_file.h"
#include "app/cli/times.h"
#include "core/policy/policy.h"
#include "core/support/plain_text.h"
#include "core/wire/shadow_messages.h"

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

constexpr std::size_t kMaxShownBytes = 512;

nlohmann::json countJson(const wire::ShadowCountShape& count)
{
    return {{"live", count.live}, {"would", count.would}, {"payments", count.payments}};
}

nlohmann::json exampleJson(const wire::ShadowExampleShape& example)
{
    return {{"paymentId", example.paymentId},
            {"atMs", example.atMs},
            {"live", example.live},
            {"would", example.would},
            {"sentence", example.sentence}};
}

nlohmann::json shadowJson(const wire::ShadowShape& shadow)
{
    nlohmann::json json{{"policy", shadow.policy}, {"name", shadow.name}, {"isSet", shadow.isSet}};
    if (shadow.isSet) {
        json["document"] = nlohmann::json::parse(shadow.document, nullptr, false);
        json["sinceMs"] = shadow.sinceMs;
        json["by"] = shadow.by;
        json["reason"] = shadow.reason;
        json["decided"] = shadow.decided;
        json["differ"] = shadow.differ;
        json["counts"] = listJson(shadow.counts, countJson);
        json["examples"] = listJson(shadow.examples, exampleJson);
    }
    return json;
}

void showShadow(const Session& session, const wire::ShadowShape& shadow)
{
    const std::string name = toVisibleText(shadow.name, kMaxShownBytes);
    if (!shadow.isSet) {
        session.output().text("No shadow runs beside the policy of " + name + ".\n");
        return;
    }
    session.output().text("Beside the policy of " + name + " since " + localText(shadow.sinceMs) + ": " +
                          std::to_string(shadow.decided) + " decided by both, " +
                          std::to_string(shadow.differ) + " otherwise. It decides nothing.\n");
    if (!shadow.counts.empty()) {
        Table table({{"LIVE"}, {"SHADOW"}, {"PAYMENTS", Align::Right}});
        for (const wire::ShadowCountShape& each : shadow.counts) {
            table.add({each.live, each.would, std::to_string(each.payments)});
        }
        session.output().text(table.text());
    }
    for (const wire::ShadowExampleShape& each : shadow.examples) {
        session.output().text(toVisibleText(each.paymentId, kMaxShownBytes) + "  " + localText(each.atMs) +
                              "  " + each.live + " -> " + each.would + "\n  " +
                              toVisibleText(each.sentence, kMaxShownBytes) + "\n");
    }
}

Outcome report(const Session& session, const Result<wire::ShadowShape, Failure>& shadow)
{
    if (!shadow) {
        return fail(shadow.error());
    }
    if (session.output().isForProgram()) {
        session.output().json(shadowJson(*shadow));
    } else {
        showShadow(session, *shadow);
    }
    return ExitCode::Done;
}

Outcome set(Session& session, const std::string& policy, const std::string& file, const std::string& reason)
{
    auto document = readTextFile(file, policy::kMaxPolicyBytes);
    if (!document) {
        return fail(std::move(document.error()));
    }
    return report(session, session.ask<wire::ShadowShape>(
                               wire::ShadowSet{policy, std::move(*document), "cli", reason}));
}

Outcome runShadow(Session& session)
{
    const auto& words = session.arguments().positional();
    const std::string verb = words.size() > 1 ? words[1] : std::string();
    if (const auto counted = session.words(verb == "set" ? 3 : 2); !counted) {
        return fail(counted.error());
    }
    const std::string& policy = words.front();
    const std::string reason = session.arguments().value("--reason").value_or("");
    if (verb == "set") {
        return set(session, policy, words[2], reason);
    }
    if (verb == "show") {
        return report(session, session.ask<wire::ShadowShape>(wire::ShadowGet{policy}));
    }
    if (verb == "clear") {
        return report(session, session.ask<wire::ShadowShape>(wire::ShadowClear{policy, "cli", reason}));
    }
    return fail(usageFailure("After the agent comes set FILE, show, or clear."));
}

} // namespace

std::vector<Command> shadowCommands()
{
    return {
        {"policy shadow",
         "AGENT set FILE|show|clear",
         "Run a policy beside the live one: it decides nothing, and says where it differs.",
         {{"--reason", OptionKind::Value, "TEXT", "Why, for the ledger; at most 200 bytes."}},
         runShadow},
    };
}

} // namespace till::cli
