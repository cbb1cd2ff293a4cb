#pragma once

#include "app/gateway/transfer.h"

#include <memory>

namespace till::gateway {

/// Runs transfers with libcurl's multi interface in the event loop of its thread. Nothing blocks; names are
/// resolved in libcurl's own threads.
///
/// Connections are kept and used again. Those to private addresses are kept apart from the others, so that an
/// agent that may not dial such an address is never handed a connection that another agent opened.
class CurlLoop {
public:
    CurlLoop();
    ~CurlLoop();
    CurlLoop(const CurlLoop&) = delete;
    CurlLoop& operator=(const CurlLoop&) = delete;

    /// Begins `transfer`, which must live until its onDone or until `cancel`.
    void start(Transfer& transfer);
    /// Goes on after BodyVerdict::Wait.
    void resume(Transfer& transfer);
    /// Ends it without onDone. Not from within its own hooks.
    void cancel(Transfer& transfer);

private:
    struct Pool;
    [[nodiscard]] Pool& poolOf(const Transfer& transfer) const;

    std::unique_ptr<Pool> m_public;
    std::unique_ptr<Pool> m_listed;
};

} // namespace till::gateway
