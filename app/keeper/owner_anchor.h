#pragma once

#include "app/keeper/anchor_file.h"

#include <optional>
#include <string>

namespace till::keeper {

/// What one look at the owner's anchor found, and whether it was written since.
struct AnchorTurn {
    AnchorFile::Found found;
    bool isAnothers = false; ///< it holds what we neither wrote nor checked: nothing was written
    bool isWritten = false;
    ledger::Anchor written; ///< when it is
};

/// Looks at the file, and writes `head` when it is not there or holds `known`. For another thread: the file
/// may lie on a disk that is slow or gone.
[[nodiscard]] AnchorTurn takeTurn(const AnchorFile& file, const std::optional<ledger::Anchor>& known,
                                  const ledger::Anchor& head);

/// The path in its plain form: absolute, in a folder that is there, and outside of `dataDir`, since whoever
/// restores a copy of that must not restore the anchor with it. The failure is the rest of a sentence.
[[nodiscard]] Result<std::string, std::string> anchorPath(const std::string& path,
                                                          const std::string& dataDir);
inline constexpr std::size_t kMaxAnchorPathBytes = 1024;

} // namespace till::keeper
