#include "app/keeper/anchor_file.h"

#include "app/keeper/anchor_helper.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace till::keeper {

namespace {

constexpr std::size_t kMaxAnchorBytes = 256;

} // namespace

AnchorFile::Found AnchorFile::read() const
{
    if (m_helper != nullptr) {
        return m_helper->read(m_path);
    }
    const int file = ::open(m_path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return {errno == ENOENT ? State::None : State::Unreadable, {}};
    }
    std::array<char, kMaxAnchorBytes> text{};
    const ssize_t size = ::read(file, text.data(), text.size());
    ::close(file);
    if (size < 0) {
        return {State::Unreadable, {}};
    }
    const auto anchor = ledger::anchorFromText({text.data(), static_cast<std::size_t>(size)});
    return anchor ? Found{State::Read, *anchor} : Found{State::NoAnchor, {}};
}

bool AnchorFile::write(const ledger::Anchor& anchor) const
{
    if (m_helper != nullptr) {
        return m_helper->write(m_path, anchor);
    }
    const std::string fresh = m_path + ".new";
    const std::string text = ledger::toText(anchor);
    const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) {
        return false;
    }
    const bool isWritten = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                           ::fdatasync(file) == 0;
    ::close(file);
    return isWritten && std::rename(fresh.c_str(), m_path.c_str()) == 0;
}

} // namespace till::keeper
