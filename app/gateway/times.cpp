#include "app/gateway/times.h"

#include <array>
#include <cstdio>
#include <ctime>

namespace till::gateway {

std::string isoTime(std::int64_t unixMs)
{
    std::int64_t ms = unixMs % 1000;
    std::time_t seconds = unixMs / 1000;
    if (ms < 0) {
        ms += 1000;
        --seconds;
    }
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", parts.tm_year + 1900,
                  parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                  static_cast<int>(ms));
    return text.data();
}

} // namespace till::gateway
