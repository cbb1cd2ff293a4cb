#include "clock_file.h"

#include <fcntl.h>
#include <stdexcept>
#include <sys/mman.h>
#include <unistd.h>

namespace till::tests {

ClockFile::ClockFile(std::string path) : m_path(std::move(path))
{
    const int file = ::open(m_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0 || ::ftruncate(file, sizeof(std::int64_t)) != 0) {
        throw std::runtime_error("no clock file");
    }
    void* const page = ::mmap(nullptr, sizeof(std::int64_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    ::close(file);
    if (page == MAP_FAILED) {
        throw std::runtime_error("no page for the clock");
    }
    m_seconds = static_cast<volatile std::int64_t*>(page);
}

ClockFile::~ClockFile()
{
    ::munmap(const_cast<std::int64_t*>(m_seconds), sizeof(std::int64_t));
}

void ClockFile::setAhead(std::int64_t seconds)
{
    *m_seconds = seconds;
}

} // namespace till::tests
