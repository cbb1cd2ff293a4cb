#include "app/posix/closed_memory.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace till::posix {

bool closeMemory()
{
    const rlimit none{0, 0};
    const bool noCores = ::setrlimit(RLIMIT_CORE, &none) == 0;
    return ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && noCores;
}

} // namespace till::posix
