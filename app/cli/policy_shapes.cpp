#include "app/cli/policy_shapes.h"

#include "app/cli/times.h"

#include <charconv>

namespace till::cli {

nlohmann::json policyVersionJson(const wire::PolicyVersionShape& version)
{
    nlohmann::json json{{"version", version.version}, {"at", utcText(version.atMs)},
                        {"effect", version.effect},   {"preset", version.preset},
                        {"by", version.by},           {"reason", version.reason},
                        {"oldHash", version.oldHash}, {"newHash", version.newHash}};
    json["restores"] = version.restores ? nlohmann::json(*version.restores) : nlohmann::json();
    return json;
}

nlohmann::json pendingJson(const wire::PendingShape& change)
{
    return {{"id", change.id},
            {"policy", change.policy},
            {"summary", change.summary},
            {"by", change.by},
            {"reason", change.reason},
            {"askedAt", utcText(change.askedAtMs)},
            {"takesEffectAt", utcText(change.dueAtMs)}};
}

nlohmann::json policyChangedJson(const wire::PolicyChanged& changed)
{
    return {{"effect", changed.effect},
            {"version", changed.version},
            {"waiting", changed.waiting ? pendingJson(*changed.waiting) : nlohmann::json()}};
}

std::string effectWords(const std::string& effect)
{
    if (effect == "same") {
        return "changes nothing that may be paid";
    }
    if (effect == "tightens") {
        return "tightens what may be paid";
    }
    return effect == "loosens" ? "loosens what may be paid"
                               : "tightens some and loosens some of what may be paid";
}

Result<ExitCode, Failure> reportChange(const Session& session,
                                       const Result<wire::PolicyChanged, Failure>& changed)
{
    if (!changed) {
        return fail(changed.error());
    }
    if (session.output().isForProgram()) {
        session.output().json(policyChangedJson(*changed));
    } else if (changed->waiting) {
        session.output().text("It " + effectWords(changed->effect) + ", so it takes effect at " +
                              localText(changed->waiting->dueAtMs) +
                              ". Call it back with: till pending recall " +
                              std::to_string(changed->waiting->id) + "\n");
    } else {
        session.output().text("Done. It " + effectWords(changed->effect) + ".\n");
    }
    return ExitCode::Done;
}

std::optional<std::int64_t> wholeNumber(const std::string& text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0) {
        return std::nullopt;
    }
    return number;
}

} // namespace till::cli
