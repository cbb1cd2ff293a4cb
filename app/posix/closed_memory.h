#pragma once

namespace till::posix {

/// No core file of this program, and no look into its memory for other programs of the same user (ptrace,
/// /proc/PID/mem): before a secret is typed or read. False when the system does not let it.
bool closeMemory();

} // namespace till::posix
