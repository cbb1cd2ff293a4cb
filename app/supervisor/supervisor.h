#pragma once

#include "app/paths/places.h"
#include "app/posix/unique_fd.h"
#include "app/supervisor/backoff.h"
#include "app/supervisor/keeper_talk.h"
#include "app/supervisor/options.h"
#include "app/supervisor/ready_line.h"
#include "app/supervisor/spawn.h"
#include "app/supervisor/wiring.h"
#include "core/crypto/secret_bytes.h"

#include <array>
#include <filesystem>
#include <optional>

namespace till::supervisor {

/// Starts the keeper, the gateway, the watcher and, when asked, the practice shop; starts again what dies;
/// stops all when told to. One loop over poll(): no threads, and nothing in it waits for a program.
class Supervisor {
public:
    /// `programs` is the directory where the programs are. `passphrase` is empty for none.
    Supervisor(Options options, paths::Places places, std::filesystem::path programs, Wiring wiring,
               crypto::SecretBytes passphrase, KeeperTalk talk);

    /// Runs until SIGTERM or SIGINT, or until a program cannot be started at all. Gives the exit status.
    [[nodiscard]] int run();

private:
    enum class Kind { Keeper, Gateway, Watcher, Practice };
    struct Child {
        Kind kind = Kind::Keeper;
        const char* name = "";
        pid_t pid = 0; ///< 0 while it does not run
        std::int64_t startedMs = 0;
        std::int64_t startAtMs = 0; ///< not before this
        Backoff backoff;
        posix::UniqueFd output;
        FirstLine firstLine;
        bool wasUp = false; ///< served at least once
        bool isUp = false;  ///< has served since it was started last
    };

    [[nodiscard]] Child& child(Kind kind) { return m_children[static_cast<std::size_t>(kind)]; }
    [[nodiscard]] bool isWanted(const Child& child) const;
    [[nodiscard]] bool mayStart(const Child& child) const;
    void startDue();
    void start(Child& child);
    [[nodiscard]] std::optional<Spawn> planFor(const Child& child, posix::UniqueFd& passphrasePipe) const;
    [[nodiscard]] posix::UniqueFd passphrasePipe() const;

    void waitForEvents();
    [[nodiscard]] int untilNextMs() const;
    void takeSignals();
    void reap();
    void ended(Child& child, int status);
    void takeOutput(Child& child);
    void takeKeeperFrames();
    void sendToKeeper(const std::vector<std::string>& frames);
    void announceWhenUp();

    void beginStop(int exitStatus);
    void goOnStopping();
    [[nodiscard]] bool isRunning(Kind kind) const;
    void signalChild(Kind kind, int number);

    Options m_options;
    paths::Places m_places;
    std::filesystem::path m_programs;
    Wiring m_wiring;
    crypto::SecretBytes m_passphrase;
    KeeperTalk m_talk;
    posix::UniqueFd m_signals;
    std::array<Child, 4> m_children;
    std::optional<std::string> m_endpoint;
    std::optional<std::string> m_practiceUrl;
    bool m_isAnnounced = false;

    enum class Stage { Running, StoppingOthers, StoppingKeeper, Stopped };
    Stage m_stage = Stage::Running;
    std::int64_t m_killAtMs = 0;
    int m_exitStatus = 0;
};

} // namespace till::supervisor
