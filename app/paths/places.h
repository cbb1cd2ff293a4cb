#pragma once

#include "core/support/result.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace till::paths {

enum class PlacesError {
    NoHome,           ///< no data directory was named, and neither XDG_DATA_HOME nor HOME is set
    SocketPathTooLong ///< the sockets' addresses would not fit what the kernel takes
};

/// A socket address of the kernel (sun_path) takes 107 bytes and a closing zero.
inline constexpr std::size_t kMaxSocketPathBytes = 107;

/// Reads one environment variable; absent when it is not set or empty.
using EnvironmentLookup = std::function<std::optional<std::string>(const char* name)>;
/// The environment of this process.
[[nodiscard]] std::optional<std::string> processEnvironment(const char* name);

/// Where one Tillkeeper keeps its files and where its programs meet. All programs find each other by this one
/// rule: the data directory is the one named, else `$XDG_DATA_HOME/tillkeeper`, else
/// `~/.local/share/tillkeeper`. Sockets live in `$XDG_RUNTIME_DIR/tillkeeper` for the default data directory,
/// else in its subdirectory `run`, so that two data directories never share a socket.
class Places {
public:
    [[nodiscard]] static Result<Places, PlacesError> find(const std::optional<std::string>& namedDataDir,
                                                          const EnvironmentLookup& environment);

    [[nodiscard]] const std::filesystem::path& dataDir() const { return m_dataDir; }
    [[nodiscard]] const std::filesystem::path& runDir() const { return m_runDir; }
    /// Where the app and the CLI talk to the keeper.
    [[nodiscard]] std::filesystem::path adminSocket() const { return m_runDir / "admin.sock"; }
    /// Where agents ask over a Unix socket.
    [[nodiscard]] std::filesystem::path agentSocket() const { return m_runDir / "agent.sock"; }
    /// Tells programs where the endpoint listens.
    [[nodiscard]] std::filesystem::path endpointFile() const { return m_runDir / "endpoint.json"; }
    /// Held by the one running tillkeeperd.
    [[nodiscard]] std::filesystem::path lockFile() const { return m_dataDir / "tillkeeperd.lock"; }
    /// The practice shop's own chain.
    [[nodiscard]] std::filesystem::path practiceState() const { return m_dataDir / "practice-chain.jsonl"; }

private:
    Places(std::filesystem::path dataDir, std::filesystem::path runDir);
    std::filesystem::path m_dataDir;
    std::filesystem::path m_runDir;
};

/// What happened and what to do now, in words for a person.
[[nodiscard]] std::string describe(PlacesError error);

} // namespace till::paths
