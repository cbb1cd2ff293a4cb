#pragma once

namespace till::keeper {

/// seccomp: from now on every thread of this process may only make the system calls that deciding, recording
/// and signing need. New connections come from `listener` alone. A call that would start a program or a
/// thread, open a connection, or look into another process ends the keeper; any other unknown one fails with
/// ENOSYS. False when this kernel has no filters; then nothing is filtered.
[[nodiscard]] bool filterSyscalls(int listener);

} // namespace till::keeper
