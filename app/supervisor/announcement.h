#pragma once

#include "app/paths/places.h"

#include <optional>
#include <string>

namespace till::supervisor {

/// Where everything is, once it is up: for the one line on standard output and for endpoint.json.
struct Announcement {
    std::string endpoint;
    std::optional<std::string> practiceShop;
    paths::Places places;
    int pid = 0;
};

/// `{"ready":true,"endpoint":…,"agentSocket":…,"adminSocket":…,"practiceShop":…,"pid":…}` with a line end.
[[nodiscard]] std::string announcementLine(const Announcement& announcement);

/// Writes endpoint.json (mode 0600) so that a reader sees the old file or the new one, never half of it.
[[nodiscard]] bool writeEndpointFile(const Announcement& announcement);

} // namespace till::supervisor
