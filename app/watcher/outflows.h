#pragma once

#include "app/watcher/node_answers.h"
#include "core/wire/watcher_messages.h"

#include <string>
#include <vector>

namespace till::watcher {

[[nodiscard]] wire::BlockShape shapeOf(const NodeBlock& block);

/// What these events say of money that left our accounts: one piece of evidence for each transaction, token
/// and account, with the authorizations of that account that the token logged as used beside it.
///
/// A transfer of nothing is none: anybody can have the usual tokens log one from any account. Nor is one from
/// an account to itself.
[[nodiscard]] std::vector<wire::OutflowEvidence> outflowsIn(const std::vector<NodeEvent>& events,
                                                            const std::vector<chain::EvmAddress>& tokens,
                                                            const std::vector<chain::EvmAddress>& accounts);

} // namespace till::watcher
