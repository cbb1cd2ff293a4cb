#include "app/keeper/owner_anchor.h"

#include "core/support/plain_text.h"

#include <algorithm>
#include <filesystem>

namespace till::keeper {

namespace fs = std::filesystem;

AnchorTurn takeTurn(const AnchorFile& file, const std::optional<ledger::Anchor>& known,
                    const ledger::Anchor& head)
{
    AnchorTurn turn;
    turn.found = file.read();
    const bool isKnown = turn.found.state == AnchorFile::State::Read && known == turn.found.anchor;
    turn.isAnothers = turn.found.state == AnchorFile::State::NoAnchor ||
                      (turn.found.state == AnchorFile::State::Read && !isKnown);
    if (turn.isAnothers) {
        return turn;
    }
    turn.written = head;
    turn.isWritten = (isKnown && turn.found.anchor == head) || file.write(head);
    return turn;
}

Result<std::string, std::string> anchorPath(const std::string& path, const std::string& dataDir)
{
    std::error_code error;
    if (!isPlainLine(path, kMaxAnchorPathBytes) || !fs::path(path).is_absolute()) {
        return fail(std::string("its path must be absolute and of at most 1024 bytes."));
    }
    const fs::path folder = fs::canonical(fs::path(path).parent_path(), error);
    if (error || !fs::is_directory(folder, error) || !fs::path(path).has_filename()) {
        return fail(std::string("its folder is not there."));
    }
    const fs::path plain = folder / fs::path(path).filename();
    if (fs::is_directory(plain, error)) {
        return fail(std::string("it is a folder; name a file."));
    }
    const fs::path data = fs::canonical(dataDir, error);
    const auto [inData, inPlain] = std::ranges::mismatch(data, plain);
    if (error || inData == data.end()) {
        return fail(std::string("it lies in the data directory, and would be rolled back with it."));
    }
    return plain.string();
}

} // namespace till::keeper
