#include "core/support/ensure.h"

#include <cstdio>
#include <cstdlib>

namespace till {

void ensure(bool holds, const char* promise)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

} // namespace till
