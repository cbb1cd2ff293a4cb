#pragma once

#include "core/wire/tier_messages.h"

#include <string>

namespace till::keeper {

/// What this system let the keeper put between its keys and other programs.
struct Shield {
    bool isMemoryClosed = false; ///< no core files, not dumpable, no new privileges
    bool isFenced = false;       ///< Landlock: no file but the data directory's, no TCP
    bool isFiltered = false;     ///< seccomp: no system call but those it needs
    bool isTestBuild = false;    ///< built with a sanitizer, which needs what the fence and the filter forbid
    bool isSetgid = false;       ///< started with a group of its own, as the package installs it
    bool isTraced = false;       ///< a debugger was attached at the start
};

/// The same for the owner: what it is called, what it stops, and what it does not.
[[nodiscard]] wire::TierShape tierOf(const Shield& shield);

} // namespace till::keeper
