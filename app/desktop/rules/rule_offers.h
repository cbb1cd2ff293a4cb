#pragma once

#include "app/desktop/rules/policy_document.h"

namespace till::desktop {

/// Something new for a policy: what is set in its document, and the part that a person fills in before
/// anything is set at all, if it cannot have a value of its own.
struct Addition {
    std::vector<PolicyDocument::Change> changes;
    std::optional<SentencePart> toFill;
};

/// What can be added: rules ("rule:ask-above"), limits ("limit:day").
[[nodiscard]] std::vector<PartChoice> ruleOffers();
[[nodiscard]] std::vector<PartChoice> limitOffers();
/// `zone` is the person's, for what goes by the clock.
[[nodiscard]] Addition additionFor(const PolicyDocument& document, const QString& offer,
                                   const std::string& zone);
/// One more condition of the rule at `path` ("/rules/3/when"), or one more narrowing of the limit at `path`.
[[nodiscard]] Addition partFor(const QString& path, const QString& member, const std::string& zone);

} // namespace till::desktop
