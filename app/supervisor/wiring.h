#pragma once

#include "app/posix/unique_fd.h"

#include <optional>

namespace till::supervisor {

/// Both ends of one SOCK_SEQPACKET connection between two programs.
struct Wire {
    posix::UniqueFd keeper; ///< the keeper's end
    posix::UniqueFd other;  ///< the gateway's, the watcher's or our own
};

/// The connections between the programs. We keep all ends open, so a connection and the frames in it survive
/// when the program at either end is started again; that program then says hello with a new bootId.
struct Wiring {
    Wire gateway;
    Wire watcher;
    Wire supervisor;

    /// Absent when the system has no more descriptors.
    [[nodiscard]] static std::optional<Wiring> make();
};

/// The same open file under a number that `spawn` takes; closed on exec.
[[nodiscard]] posix::UniqueFd asSource(posix::UniqueFd fd);

struct Pipe {
    posix::UniqueFd reader;
    posix::UniqueFd writer;
};
/// A pipe with both ends at numbers that `spawn` takes.
[[nodiscard]] std::optional<Pipe> makePipe();

} // namespace till::supervisor
