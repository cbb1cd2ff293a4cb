#pragma once

#include "core/policy/decide.h"
#include "core/policy/policy.h"

#include <string_view>

namespace till::policy {

/// What a change of a policy does to what may be paid. What cannot be proven tighter loosens.
enum class PolicyChange {
    Same,     ///< no decision can differ
    Tightens, ///< some payments get a stricter verdict, none a milder one
    Loosens,  ///< some payments may get a milder verdict
    Mixed     ///< both
};

/// Compares two versions of one policy, without any payment at hand: rule by rule, budget by budget. It may
/// call a harmless change a loosening, never the reverse. `layer` says whose policy it is, because the global
/// one also stands above agents whose default is to deny.
[[nodiscard]] PolicyChange compare(Layer layer, const Policy& before, const Policy& after);

/// True for Loosens and Mixed: the change needs the owner's passphrase.
[[nodiscard]] bool isWidening(PolicyChange change);
/// "same", "tightens", "loosens", "mixed".
[[nodiscard]] std::string_view toText(PolicyChange change);

} // namespace till::policy
