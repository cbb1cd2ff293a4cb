#include "app/cli/command.h"
#include "app/cli/policy_shapes.h"
#include "app/cli/session.h"
#include "app/cli/shapes.h"
#include "app/cli/table.h"
#include "app/cli/text_file.h"
#include "app/cli/times.h"
#include "core/wire/policy_messages.h"

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

constexpr std::size_t kMaxPolicyBytes = 32 * 1024;
constexpr std::size_t kShownHashDigits = 12;

/// The document for people: as it was written, indented.
std::string indented(const std::string& document)
{
    const auto json = nlohmann::ordered_json::parse(document, nullptr, false);
    return json.is_discarded() ? document : json.dump(2);
}

std::string shortHash(const std::string& hash)
{
    return hash.substr(0, kShownHashDigits);
}

Outcome runShow(Session& session)
{
    const auto name = session.word();
    const auto version = session.arguments().number("--version", 0, 1'000'000'000, -1);
    if (!name || !version) {
        return fail(!name ? name.error() : version.error());
    }
    const wire::PolicyGet get{*name, *version < 0 ? std::nullopt : std::optional(*version)};
    const auto policy = session.ask<wire::PolicyShape>(get);
    if (!policy) {
        return fail(policy.error());
    }
    if (session.output().isForProgram()) {
        session.output().json({{"policy", policy->policy},
                               {"name", policy->name},
                               {"version", policy->version},
                               {"preset", policy->preset},
                               {"hash", policy->hash},
                               {"document", nlohmann::json::parse(policy->document, nullptr, false)}});
        return ExitCode::Done;
    }
    session.output().text(indented(policy->document) + "\n");
    session.output().note("Version " + std::to_string(policy->version) + " of " + policy->name + ", " +
                          policy->preset + ", " + shortHash(policy->hash));
    return ExitCode::Done;
}

Outcome runHistory(Session& session)
{
    const auto name = session.word();
    if (!name) {
        return fail(name.error());
    }
    std::vector<wire::PolicyVersionShape> all;
    wire::PolicyHistoryGet get{*name, std::nullopt};
    for (;;) {
        auto page = session.ask<wire::PolicyHistory>(get);
        if (!page) {
            return fail(page.error());
        }
        std::move(page->versions.begin(), page->versions.end(), std::back_inserter(all));
        if (!page->next) {
            break;
        }
        if (page->versions.empty() || page->next == get.before) {
            return fail(badAnswerFailure()); // a list without end
        }
        get.before = page->next;
    }
    if (session.output().isForProgram()) {
        session.output().json(listJson(all, policyVersionJson));
        return ExitCode::Done;
    }
    Table table({{"VERSION", Align::Right}, {"SINCE"}, {"EFFECT"}, {"RULES"}, {"BY"}, {"HASH"}, {"REASON"}});
    for (const wire::PolicyVersionShape& each : all) {
        const std::string restored = each.restores ? "restores " + std::to_string(*each.restores) + ". " : "";
        table.add({std::to_string(each.version), localText(each.atMs), each.effect, each.preset, each.by,
                   shortHash(each.newHash), restored + each.reason});
    }
    session.output().text(all.empty() ? std::string("It was never set.\n") : table.text());
    return ExitCode::Done;
}

/// Asks what the change would do, then for the passphrase when it loosens, then makes it.
Outcome change(Session& session, wire::PolicySet set)
{
    set.by = "cli";
    set.reason = session.arguments().value("--reason").value_or("");
    set.checkOnly = true;
    const auto effect = session.ask<wire::PolicyChanged>(set);
    if (!effect) {
        return fail(effect.error());
    }
    const bool isWidening = effect->effect == "loosens" || effect->effect == "mixed";
    if (session.arguments().has("--check")) {
        if (session.output().isForProgram()) {
            session.output().json(policyChangedJson(*effect));
        } else {
            session.output().text("This " + effectWords(effect->effect) + ". Nothing was changed.\n");
        }
        return ExitCode::Done;
    }
    set.checkOnly = false;
    if (!isWidening) {
        return reportChange(session, session.ask<wire::PolicyChanged>(set));
    }
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    set.passphrase = secret.marker;
    return reportChange(session, session.ask<wire::PolicyChanged>(set, {&secret, 1}));
}

Outcome runSet(Session& session)
{
    const auto preset = session.arguments().value("--preset");
    const auto words = session.words(preset ? 1 : 2);
    if (!words) {
        return fail(words.error());
    }
    wire::PolicySet set;
    set.policy = words->front();
    set.preset = preset;
    if (!preset) {
        auto text = readTextFile(words->back(), kMaxPolicyBytes);
        if (!text) {
            return fail(std::move(text.error()));
        }
        set.document = std::move(*text);
    }
    return change(session, std::move(set));
}

Outcome runRestore(Session& session)
{
    const auto words = session.words(2);
    if (!words) {
        return fail(words.error());
    }
    const auto version = wholeNumber(words->back());
    if (!version) {
        return fail(usageFailure("The version is a number, as till policy history shows it."));
    }
    wire::PolicySet set;
    set.policy = words->front();
    set.restore = *version;
    return change(session, std::move(set));
}

Outcome runPresets(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    const auto answer = session.ask<wire::PresetsAnswer>(wire::PresetList{});
    if (!answer) {
        return fail(answer.error());
    }
    nlohmann::json all = nlohmann::json::array();
    for (const wire::PresetShape& each : answer->presets) {
        all.push_back(
            {{"name", each.name}, {"document", nlohmann::json::parse(each.document, nullptr, false)}});
        if (!session.output().isForProgram()) {
            session.output().text(each.name + "\n" + indented(each.document) + "\n");
        }
    }
    if (session.output().isForProgram()) {
        session.output().json(all);
    }
    return ExitCode::Done;
}

Outcome showPending(const Session& session, const Result<wire::PendingAnswer, Failure>& answer)
{
    if (!answer) {
        return fail(answer.error());
    }
    if (session.output().isForProgram()) {
        session.output().json(
            {{"delaySeconds", answer->delaySeconds}, {"changes", listJson(answer->changes, pendingJson)}});
        return ExitCode::Done;
    }
    if (answer->changes.empty()) {
        session.output().text("Nothing waits.\n");
    } else {
        Table table({{"ID", Align::Right}, {"POLICY"}, {"WHAT"}, {"TAKES EFFECT"}, {"BY"}, {"REASON"}});
        for (const wire::PendingShape& each : answer->changes) {
            table.add({std::to_string(each.id), each.policy, each.summary, localText(each.dueAtMs), each.by,
                       each.reason});
        }
        session.output().text(table.text());
    }
    session.output().note("What widens waits " + std::to_string(answer->delaySeconds) + " s.");
    return ExitCode::Done;
}

Outcome runPending(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    return showPending(session, session.ask<wire::PendingAnswer>(wire::PendingList{}));
}

Outcome runRecall(Session& session)
{
    const auto word = session.word();
    const auto id = word ? wholeNumber(*word) : std::nullopt;
    if (!id) {
        return fail(word ? usageFailure("The id is a number, as till pending shows it.") : word.error());
    }
    return showPending(session, session.ask<wire::PendingAnswer>(wire::PendingRecall{*id, "cli"}));
}

Outcome runDelay(Session& session)
{
    const auto word = session.word();
    const auto seconds = word ? wholeNumber(*word) : std::nullopt;
    if (!seconds) {
        return fail(word ? usageFailure("The delay is a whole number of seconds.") : word.error());
    }
    const auto now = session.ask<wire::PendingAnswer>(wire::PendingList{});
    if (!now) {
        return fail(now.error());
    }
    wire::DelaySet set{*seconds, "cli", session.arguments().value("--reason").value_or(""), std::nullopt};
    if (*seconds >= now->delaySeconds) {
        return reportChange(session, session.ask<wire::PolicyChanged>(set));
    }
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    set.passphrase = secret.marker;
    return reportChange(session, session.ask<wire::PolicyChanged>(set, {&secret, 1}));
}

const OptionSpec kReason{"--reason", OptionKind::Value, "TEXT", "Why, for the ledger; at most 200 bytes."};
const OptionSpec kCheck{"--check", OptionKind::Switch, "", "Only say whether it tightens or loosens."};

} // namespace

std::vector<Command> policyCommands()
{
    return {
        {"policy show",
         "AGENT",
         "Show a policy document. AGENT is an agent, or global for the policy above all agents.",
         {{"--version", OptionKind::Value, "N", "An older version."}},
         runShow},
        {"policy set",
         "AGENT [FILE]",
         "Change a policy. Tightening holds at once; loosening asks for the passphrase.",
         {{"--preset", OptionKind::Value, "P", "A preset instead of FILE."}, kReason, kCheck},
         runSet},
        {"policy history", "AGENT", "Show every version: when, by whom, why.", {}, runHistory},
        {"policy restore",
         "AGENT VERSION",
         "Make an older version the next one.",
         {kReason, kCheck},
         runRestore},
        {"policy presets", "", "Show the starting policies.", {}, runPresets},
        {"pending", "", "Show the changes that wait for their time.", {}, runPending},
        {"pending recall", "ID", "Call a waiting change back. Needs no passphrase.", {}, runRecall},
        {"pending delay",
         "SECONDS",
         "Let what widens wait so long before it takes effect.",
         {kReason},
         runDelay},
    };
}

} // namespace till::cli
