#include "app/supervisor/announcement.h"

#include "app/posix/unique_fd.h"

#include "core/support/json.h"
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace till::supervisor {

std::string announcementLine(const Announcement& announcement)
{
    nlohmann::ordered_json json;
    json["ready"] = true;
    json["endpoint"] = announcement.endpoint;
    json["agentSocket"] = announcement.places.agentSocket().string();
    json["adminSocket"] = announcement.places.adminSocket().string();
    json["practiceShop"] = announcement.practiceShop ? nlohmann::ordered_json(*announcement.practiceShop)
                                                     : nlohmann::ordered_json();
    json["pid"] = announcement.pid;
    // A path need not be UTF-8.
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

bool writeEndpointFile(const Announcement& announcement)
{
    const std::string path = announcement.places.endpointFile().string();
    const std::string fresh = path + ".new";
    const std::string line = announcementLine(announcement);
    {
        const posix::UniqueFd file(
            ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
        if (!file.isOpen() ||
            ::write(file.get(), line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
            return false;
        }
    }
    return std::rename(fresh.c_str(), path.c_str()) == 0;
}

} // namespace till::supervisor
