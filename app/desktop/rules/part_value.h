#pragma once

#include "app/desktop/rules/sentence.h"
#include "core/policy/policy_json.h"

#include <optional>
#include <string>

namespace till::desktop {

/// What a part's value is in a document, as JSON text. None when the text is not of the part's form at all;
/// whether the document may have it is for parsePolicy to say.
[[nodiscard]] std::optional<std::string> toDocument(const SentencePart& part, const QString& value);

/// What is wrong with a value that a person typed, and what would be right.
[[nodiscard]] QString valueFault(const SentencePart& part);
/// A fault of a whole document, in words, with its place.
[[nodiscard]] QString documentFault(const policy::PolicyFault& fault);

} // namespace till::desktop
