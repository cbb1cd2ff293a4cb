#pragma once

#include "app/cli/failure.h"
#include "app/posix/unique_fd.h"
#include "core/support/result.h"
#include "core/wire/codec.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace till::cli {

/// How long the keeper may take. Key derivation takes about a second; a whole ledger takes as long as it
/// takes.
inline constexpr int kConnectMs = 10'000;
inline constexpr int kAnswerMs = 120'000;
inline constexpr int kVerifyMs = 3'600'000;

/// The CLI's connection to the keeper: one question after the other, each waiting for its answer. What comes
/// back is read strictly; whatever is not the awaited answer or an event ends the connection. Include in .cpp
/// files only, as codec.h.
class KeeperLink {
public:
    /// Connects to admin.sock and exchanges the hellos.
    [[nodiscard]] static Result<KeeperLink, Failure> open(const std::string& adminSocket);

    /// A fresh request id.
    [[nodiscard]] std::int64_t nextId() { return ++m_lastId; }
    /// Sends frame `id` and waits for its answer; an answer of type `error` becomes a Failure.
    [[nodiscard]] Result<wire::Envelope, Failure>
    exchange(std::int64_t id, std::span<const std::uint8_t> frame, int timeoutMs);

private:
    explicit KeeperLink(posix::UniqueFd fd);
    [[nodiscard]] Result<wire::Envelope, Failure> receive(int timeoutMs);
    [[nodiscard]] Result<void, Failure> greet();

    posix::UniqueFd m_fd;
    std::vector<std::uint8_t> m_buffer; ///< wiped after each frame: it may have held recovery words
    std::int64_t m_lastId = 0;
};

} // namespace till::cli
