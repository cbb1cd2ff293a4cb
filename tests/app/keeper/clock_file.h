#pragma once

#include <cstdint>
#include <string>

namespace till::tests {

/// The hand on the clock of a keeper that was started with it: see clock_ahead.cpp.
class ClockFile {
public:
    explicit ClockFile(std::string path);
    ~ClockFile();
    ClockFile(const ClockFile&) = delete;
    ClockFile& operator=(const ClockFile&) = delete;

    [[nodiscard]] const std::string& path() const { return m_path; }
    /// The keeper's wall clock is this far ahead of the real one from now on; below 0 it is behind.
    void setAhead(std::int64_t seconds);
    [[nodiscard]] std::int64_t ahead() const { return *m_seconds; }

private:
    std::string m_path;
    volatile std::int64_t* m_seconds = nullptr;
};

} // namespace till::tests
