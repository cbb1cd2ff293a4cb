#pragma once

#include "core/wire/limits.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace till::keeper {

/// Who is at the other end; given by how the connection came to be, never by what it says.
enum class Role { Gateway, Watcher, Supervisor, Admin };

/// Frames waiting for a slow reader; a connection with more is closed (admin) or stops being read
/// (inherited).
inline constexpr std::size_t kMaxQueuedFrames = 4096;

/// One end of a SOCK_SEQPACKET socket. Frames may be sent from any thread; reading is the loop's alone.
class Connection {
public:
    Connection(int socket, Role role, std::int64_t id);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] int socket() const { return m_socket; }
    [[nodiscard]] Role role() const { return m_role; }
    [[nodiscard]] std::int64_t id() const { return m_id; }

    enum class Read { Frame, Nothing, Closed, TooLarge };
    /// One whole frame, without waiting.
    [[nodiscard]] Read readFrame(std::string& frame);

    /// Sends or queues one frame. A frame over the limit is a mistake of ours and aborts.
    void send(std::string frame);
    /// The same for the answer to `id` that carries a signature for this agent.
    void sendSigned(std::string frame, std::int64_t id, std::string agent);
    /// Whatever carries a signature and has not left yet never will; what `instead` makes of its id goes in
    /// its place. For one agent, or for all when that is empty.
    void withdrawSigned(std::string_view agent, const std::function<std::string(std::int64_t)>& instead);
    /// Sends what is queued, as far as the socket takes it. False when the other end is gone.
    bool flush();
    [[nodiscard]] bool hasQueued() const;
    [[nodiscard]] bool isOverfull() const;

    // The rest belongs to the loop's thread.
    std::optional<std::int64_t> provedAtMs; ///< when the passphrase was given here; see Keeper::isProved
    std::int64_t usedProofMs = 0;           ///< when something was last done by it
    int ownTries = 0; ///< wrong passphrases that are free here, whatever others guessed: it proved once
    bool isSubscribed = false; ///< wants events
    bool hasSaidHello = false;

private:
    struct Queued {
        std::string frame;
        std::optional<std::int64_t> signedAnswer; ///< its id
        std::string agent;
    };
    void enqueue(Queued queued);
    bool flushLocked();
    const int m_socket;
    const Role m_role;
    const std::int64_t m_id;
    mutable std::mutex m_mutex;
    std::deque<Queued> m_queue;
    std::string m_buffer;
};

} // namespace till::keeper
