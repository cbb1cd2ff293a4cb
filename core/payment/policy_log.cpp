#include "core/payment/policy_log.h"

#include "core/crypto/hash.h"
#include "core/policy/policy_json.h"

#include "core/support/json.h"

namespace till::payment {

namespace {

using nlohmann::json;

/// Reads a body with `read`, which may throw on a member that is missing or of another type.
template <class T, class Read>
std::optional<T> readBody(std::string_view body, Read read)
{
    const json parsed = json::parse(body, nullptr, false);
    try {
        return read(parsed);
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

} // namespace

Hash256 hashOfPolicy(const policy::Policy& policy)
{
    return crypto::sha256(policy::toJson(policy));
}

std::string toEventBody(const PolicyEdit& edit)
{
    json body{{"policy", edit.owner},         {"version", edit.version},   {"old", toHex0x(edit.oldHash)},
              {"new", toHex0x(edit.newHash)}, {"document", edit.document}, {"preset", edit.preset},
              {"effect", edit.effect},        {"by", edit.author.by},      {"reason", edit.author.reason}};
    if (edit.restores) {
        body["restores"] = *edit.restores;
    }
    return body.dump();
}

std::optional<PolicyEdit> policyEditFromEventBody(std::string_view body)
{
    return readBody<PolicyEdit>(body, [](const json& in) -> std::optional<PolicyEdit> {
        PolicyEdit edit;
        edit.owner = in.at("policy").get<std::string>();
        edit.version = in.at("version").get<std::int64_t>();
        edit.document = in.at("document").get<std::string>();
        edit.preset = in.at("preset").get<std::string>();
        edit.effect = in.at("effect").get<std::string>();
        edit.author = {in.at("by").get<std::string>(), in.at("reason").get<std::string>()};
        if (in.contains("restores")) {
            edit.restores = in.at("restores").get<std::int64_t>();
        }
        if (!fromHex0xInto(in.at("old").get<std::string>(), edit.oldHash) ||
            !fromHex0xInto(in.at("new").get<std::string>(), edit.newHash)) {
            return std::nullopt;
        }
        return edit;
    });
}

std::string toEventBody(const PendingChange& change)
{
    return json{{"id", change.id},        {"dueMs", change.dueAt.unixMs},  {"kind", change.kind},
                {"body", change.body},    {"policy", change.owner},        {"summary", change.summary},
                {"by", change.author.by}, {"reason", change.author.reason}}
        .dump();
}

std::optional<PendingChange> pendingFromEventBody(std::string_view body, Instant at)
{
    return readBody<PendingChange>(body, [at](const json& in) -> std::optional<PendingChange> {
        PendingChange change;
        change.id = in.at("id").get<std::int64_t>();
        change.dueAt = Instant{in.at("dueMs").get<std::int64_t>()};
        change.kind = in.at("kind").get<std::string>();
        change.body = in.at("body").get<std::string>();
        change.owner = in.at("policy").get<std::string>();
        change.summary = in.at("summary").get<std::string>();
        change.author = {in.at("by").get<std::string>(), in.at("reason").get<std::string>()};
        change.askedAt = at;
        return change;
    });
}

std::string pendingEndBody(std::int64_t id, std::string_view by)
{
    return json{{"id", id}, {"by", by}}.dump();
}

std::optional<std::int64_t> pendingIdFromBody(std::string_view body)
{
    return readBody<std::int64_t>(
        body, [](const json& in) { return std::optional(in.at("id").get<std::int64_t>()); });
}

std::string delayEventBody(std::int64_t seconds, const Author& author)
{
    return json{{"seconds", seconds}, {"by", author.by}, {"reason", author.reason}}.dump();
}

std::optional<std::int64_t> delayFromEventBody(std::string_view body)
{
    return readBody<std::int64_t>(
        body, [](const json& in) { return std::optional(in.at("seconds").get<std::int64_t>()); });
}

} // namespace till::payment
