// A TZif file. Whatever is accepted must give spans that contain their instant and follow each other.

#include "core/policy/time_zone.h"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace till;
using namespace till::policy;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto zone = TimeZone::fromTzif("fuzz", std::string(data, data + size));
    if (!zone)
        return 0;
    for (const std::int64_t seconds :
         {std::int64_t{-1}, std::int64_t{1'774'740'000}, std::int64_t{4'102'444'800}}) {
        const Instant at = Instant::fromSeconds(seconds);
        for (const CalendarUnit unit :
             {CalendarUnit::Hour, CalendarUnit::Day, CalendarUnit::Week, CalendarUnit::Month}) {
            const TimeSpan span = zone->spanAt(unit, at);
            if (span.end <= at)
                std::abort();
        }
        (void)zone->localTime(at);
    }
    return 0;
}
