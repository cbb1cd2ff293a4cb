#include "app/keeper/local_zone.h"

#include <climits>
#include <cstdlib>
#include <string>
#include <unistd.h>

namespace till::keeper {

policy::TimeZone localZone()
{
    std::string name;
    if (const char* set = std::getenv("TZ"); set != nullptr && *set != '\0') {
        name = *set == ':' ? set + 1 : set;
    } else {
        char target[PATH_MAX];
        const ssize_t size = ::readlink("/etc/localtime", target, sizeof(target));
        const std::string path(target, size > 0 ? static_cast<std::size_t>(size) : 0);
        constexpr std::string_view kMark = "/zoneinfo/";
        const auto at = path.find(kMark);
        name = at == std::string::npos ? std::string() : path.substr(at + kMark.size());
    }
    return policy::TimeZone::named(name).value_or(policy::TimeZone());
}

} // namespace till::keeper
