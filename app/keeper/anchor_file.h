#pragma once

#include "core/ledger/anchor.h"

#include <string>

namespace till::keeper {

class AnchorHelper;

/// The file that holds the ledger's anchor. Written to a new file first and renamed, so that there is always
/// a whole one.
class AnchorFile {
public:
    /// With a helper that one reads and writes, where this process does not reach.
    explicit AnchorFile(std::string path, AnchorHelper* helper = nullptr)
        : m_path(std::move(path)), m_helper(helper)
    {
    }

    enum class State {
        None,       ///< there is no file
        Read,       ///< it holds an anchor
        NoAnchor,   ///< it holds something else
        Unreadable, ///< the disk does not say
    };
    struct Found {
        State state = State::None;
        ledger::Anchor anchor;
    };
    [[nodiscard]] Found read() const;
    /// False when the disk would not take it: then the older one stays.
    [[nodiscard]] bool write(const ledger::Anchor& anchor) const;

private:
    std::string m_path;
    AnchorHelper* m_helper;
};

} // namespace till::keeper
