#pragma once

#include "core/payment/agents.h"
#include "core/policy/decide.h"
#include "core/policy/observed.h"
#include "core/support/json_text.h"

#include "core/support/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace till::payment {

/// What a clock showed in a time zone that a rule asks for. The world changes such rules; a decision whose
/// zone reads otherwise today cannot be computed again.
struct ZoneReading {
    std::string zone;
    std::int64_t weekday = 0; ///< 0 is Monday
    std::int64_t minute = 0;  ///< of the day
    bool operator==(const ZoneReading&) const = default;
};

/// What a decision was made of beside the ask itself and its time, which is that of the event: kept with it,
/// so that it can be computed again. The policies are the ledger's own events; their numbers are kept to be
/// compared.
struct DecisionRecord {
    std::int64_t engine = policy::kEngineVersion;
    std::int64_t globalVersion = 0;
    std::int64_t agentVersion = 0;
    std::vector<std::string> beside; ///< names of remembered grants and envelopes in force
    std::vector<std::string> agentTags;
    std::vector<ZoneReading> zones;
    policy::Observed observed;
    bool operator==(const DecisionRecord&) const = default;
};

/// The names of what decides for an agent beside its document.
[[nodiscard]] std::vector<std::string> besideDocument(const Agent& agent);
/// What clocks show in every zone that a rule of these policies asks for, each zone once.
[[nodiscard]] std::vector<ZoneReading> zoneReadings(const policy::Policy& global, const policy::Policy& agent,
                                                    Instant now);

void write(JsonText& out, const DecisionRecord& record);
/// Absent when it is not in that form.
[[nodiscard]] std::optional<DecisionRecord> decisionRecordFrom(const nlohmann::json& in);

} // namespace till::payment
