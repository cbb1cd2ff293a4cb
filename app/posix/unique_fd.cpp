#include "app/posix/unique_fd.h"

#include <unistd.h>

namespace till::posix {

UniqueFd& UniqueFd::operator=(UniqueFd&& other) noexcept
{
    if (this != &other) {
        close();
        m_fd = std::exchange(other.m_fd, -1);
    }
    return *this;
}

UniqueFd::~UniqueFd()
{
    close();
}

void UniqueFd::close()
{
    if (m_fd >= 0) {
        ::close(m_fd); // on Linux the descriptor is gone whatever close() answers
        m_fd = -1;
    }
}

} // namespace till::posix
