#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <mutex>
#include <string>
#include <sys/types.h>

/// What one run of the fault tests wants to go wrong, and where the process is on its way there.
///
///   TILL_FAULT_DIR    the folder whose files count
///   TILL_FAULT        kill | torn | eio | enospc | short | dead (everything fails from then on), a colon,
///   and the
///                     number of the call (from 1)
///   TILL_FAULT_COUNT  a file that gets a letter for each call when the process ends by itself: w for a
///   write,
///                     s for another that may find the disk full, r for the rest
class Fault {
public:
    static Fault& one();

    [[nodiscard]] bool isIn(const char* path) const;
    [[nodiscard]] bool isIn(int file) const;
    /// A path as one of the ...at calls has it.
    [[nodiscard]] bool isIn(int directory, const char* path) const;
    /// Remembers whose file a new descriptor is.
    void opened(int file, bool isOurs);

    /// Counts one call on our files. True when it is to fail, with errno set; does not return when the
    /// process is to die before it.
    [[nodiscard]] bool fails(char letter);
    /// How much of a write of `size` is to be done: all, or half, or -1 with errno set.
    [[nodiscard]] ssize_t allowed(std::size_t size);
    /// After half a write: the process may die now.
    void halfWritten() const;

private:
    Fault();
    ~Fault();
    static constexpr std::size_t kMaxDescriptors = 1024;

    std::string m_folder;
    int m_count = -1;
    std::string m_kind;
    long m_at = 0;
    std::mutex m_mutex; ///< the keeper has several threads
    long m_calls = 0;
    std::string m_letters; ///< one for each call
    bool m_isDiskFull = false;
    std::array<std::atomic<bool>, kMaxDescriptors> m_isOurs{};
};
