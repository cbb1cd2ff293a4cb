#include "core/payment/shadow.h"

#include "core/policy/policy_json.h"

#include "core/support/json.h"

namespace till::payment {

std::string shadowSetBody(std::string_view owner, std::string_view document, const Author& author)
{
    return nlohmann::json{
        {"policy", owner}, {"document", document}, {"by", author.by}, {"reason", author.reason}}
        .dump();
}

std::string shadowClearedBody(std::string_view owner, const Author& author)
{
    return nlohmann::json{{"policy", owner}, {"by", author.by}, {"reason", author.reason}}.dump();
}

std::optional<ShadowEdit> shadowEditFrom(std::string_view kind, std::string_view body, Instant at)
{
    const auto in = nlohmann::json::parse(body, nullptr, false);
    try {
        ShadowEdit edit;
        edit.owner = in.at("policy").get<std::string>();
        if (kind == kShadowCleared) {
            return edit;
        }
        auto document = policy::parsePolicy(in.at("document").get<std::string>());
        if (!document) {
            return std::nullopt;
        }
        edit.shadow.emplace();
        edit.shadow->document = std::move(*document);
        edit.shadow->policy = edit.shadow->document;
        edit.shadow->author = {in.at("by").get<std::string>(), in.at("reason").get<std::string>()};
        edit.shadow->since = at;
        return edit;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

} // namespace till::payment
