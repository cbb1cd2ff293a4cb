#pragma once

#include "app/keeper/anchor_file.h"
#include "app/posix/unique_fd.h"

#include <memory>
#include <mutex>
#include <string>

namespace till::keeper {

/// Reads and writes the owner's anchor, which lies where the keeper itself does not reach once it is fenced.
/// A small process that is started before the fence and before any secret is there, knows nothing but paths
/// and anchors, and ends with the keeper.
class AnchorHelper {
public:
    /// Null when it could not be started. Before any thread is there.
    [[nodiscard]] static std::unique_ptr<AnchorHelper> start();
    AnchorHelper(const AnchorHelper&) = delete;
    AnchorHelper& operator=(const AnchorHelper&) = delete;

    /// As AnchorFile does it. Safe to call from any thread; one waits for the other.
    [[nodiscard]] AnchorFile::Found read(const std::string& path);
    [[nodiscard]] bool write(const std::string& path, const ledger::Anchor& anchor);

private:
    struct Ask;
    struct Answer;
    explicit AnchorHelper(posix::UniqueFd socket) : m_socket(std::move(socket)) {}
    [[noreturn]] static void serve(int socket);
    [[nodiscard]] bool exchange(const Ask& ask, Answer& answer);

    posix::UniqueFd m_socket;
    std::mutex m_mutex;
};

} // namespace till::keeper
