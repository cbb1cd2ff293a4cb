#pragma once

#include "app/keeper/shield.h"

namespace till::keeper {

/// Makes this process hard to look into before it holds any secret: no core files, not dumpable (so no ptrace
/// and no /proc/PID/mem by programs of the same user), no new privileges. Also says what can be told about
/// the build and the start.
[[nodiscard]] Shield harden();

/// From now on OpenSSL overwrites memory that it gives back, and reads no configuration file, which could
/// name code to load. Before any other use of OpenSSL.
void tameOpenSsl();

} // namespace till::keeper
