#include "app/paths/places.h"

#include <cstdlib>

namespace till::paths {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFolder = "tillkeeper";

fs::path absoluteOf(const std::string& text)
{
    std::error_code failed;
    fs::path path = fs::absolute(text, failed);
    if (failed) {
        path = text;
    }
    path = path.lexically_normal();
    // "/a/b/" and "/a/b" are one directory.
    return path.has_filename() || path == path.root_path() ? path : path.parent_path();
}

/// The XDG rules ignore relative paths in these variables.
std::optional<fs::path> absoluteVariable(const EnvironmentLookup& environment, const char* name)
{
    const auto text = environment(name);
    if (!text || !fs::path(*text).is_absolute()) {
        return std::nullopt;
    }
    return absoluteOf(*text);
}

std::optional<fs::path> defaultDataDir(const EnvironmentLookup& environment)
{
    if (const auto dataHome = absoluteVariable(environment, "XDG_DATA_HOME")) {
        return *dataHome / kFolder;
    }
    if (const auto home = absoluteVariable(environment, "HOME")) {
        return *home / ".local" / "share" / kFolder;
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> processEnvironment(const char* name)
{
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') {
        return std::nullopt;
    }
    return std::string(value);
}

Places::Places(fs::path dataDir, fs::path runDir) : m_dataDir(std::move(dataDir)), m_runDir(std::move(runDir))
{
}

Result<Places, PlacesError> Places::find(const std::optional<std::string>& namedDataDir,
                                         const EnvironmentLookup& environment)
{
    const auto standard = defaultDataDir(environment);
    if (!namedDataDir && !standard) {
        return fail(PlacesError::NoHome);
    }
    const fs::path dataDir = namedDataDir ? absoluteOf(*namedDataDir) : *standard;
    const auto runtime = absoluteVariable(environment, "XDG_RUNTIME_DIR");
    const fs::path runDir =
        runtime && standard && dataDir == *standard ? *runtime / kFolder : dataDir / "run";
    Places places(dataDir, runDir);
    if (places.adminSocket().native().size() > kMaxSocketPathBytes ||
        places.agentSocket().native().size() > kMaxSocketPathBytes) {
        return fail(PlacesError::SocketPathTooLong);
    }
    return places;
}

std::string describe(PlacesError error)
{
    switch (error) {
    case PlacesError::NoHome:
        return "There is no place for the data: neither XDG_DATA_HOME nor HOME is set. Name a directory with "
               "--data-dir.";
    case PlacesError::SocketPathTooLong:
        return "The path of the data directory is too long for the sockets in it (at most 107 bytes with "
               "/run/admin.sock). Choose a shorter --data-dir.";
    }
    return {};
}

} // namespace till::paths
