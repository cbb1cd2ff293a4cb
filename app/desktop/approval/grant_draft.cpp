#include "app/desktop/approval/grant_draft.h"

#include "core/support/json.h"

#include <algorithm>

namespace till::desktop {

std::optional<std::string> withGrant(std::string_view document, const GrantDraft& grant,
                                     std::string_view name)
{
    nlohmann::json policy = nlohmann::json::parse(document, nullptr, /*allow_exceptions=*/false);
    if (!policy.is_object()) {
        return std::nullopt;
    }
    nlohmann::json& grants = policy["grants"];
    if (grants.is_null()) {
        grants = nlohmann::json::array();
    }
    const auto hasName = [name](const nlohmann::json& each) {
        return each.is_object() && each.value("name", std::string()) == name;
    };
    if (!grants.is_array() || std::any_of(grants.begin(), grants.end(), hasName)) {
        return std::nullopt;
    }
    nlohmann::json one{{"name", name},
                       {"perPaymentUsd", grant.perPaymentUsd},
                       {"perDayUsd", grant.perDayUsd},
                       {"untilSeconds", grant.untilSeconds}};
    if (!grant.host.empty()) {
        one["host"] = grant.host;
    }
    if (!grant.payTo.empty()) {
        one["payTo"] = grant.payTo;
    }
    grants.push_back(std::move(one));
    return policy.dump();
}

} // namespace till::desktop
