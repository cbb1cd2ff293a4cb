#include "core/crypto/wipe_stack.h"

// Instead of core/crypto/wipe_stack.cpp, in a keeper that must be found out.

namespace till::crypto {

void wipeStack() noexcept {}

} // namespace till::crypto
