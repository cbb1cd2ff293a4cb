#pragma once

#include <string>

namespace till::keeper {

/// Landlock: from now on this thread, and whatever threads it starts, reach no files but those in `dataDir`,
/// may make and remove a socket in `socketDir`, and read the zone files; no TCP, no signal to others. False
/// when this kernel has no Landlock; then nothing is fenced. Before other threads are there: it holds for the
/// calling one.
[[nodiscard]] bool fenceFiles(const std::string& dataDir, const std::string& socketDir);

} // namespace till::keeper
