#include "app/keeper/anchor_helper.h"

#include "app/keeper/owner_anchor.h"
#include "app/keeper/syscall_filter.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <sys/socket.h>
#include <type_traits>
#include <unistd.h>

namespace till::keeper {

namespace {

constexpr int kServedAt = 3; ///< the helper's only descriptor besides the standard ones

ssize_t again(ssize_t (*act)(int, void*, std::size_t), int socket, void* bytes, std::size_t size)
{
    ssize_t done = 0;
    do {
        done = act(socket, bytes, size);
    } while (done < 0 && errno == EINTR);
    return done;
}

bool sendAll(int socket, const void* bytes, std::size_t size)
{
    const auto send = [](int to, void* from, std::size_t count) {
        return ::send(to, from, count, MSG_NOSIGNAL);
    };
    return again(send, socket, const_cast<void*>(bytes), size) == static_cast<ssize_t>(size);
}

bool receiveAll(int socket, void* bytes, std::size_t size)
{
    const auto receive = [](int from, void* to, std::size_t count) { return ::recv(from, to, count, 0); };
    return again(receive, socket, bytes, size) == static_cast<ssize_t>(size);
}

} // namespace

// Both ends are this very program, so what they exchange is plain memory.
struct AnchorHelper::Ask {
    bool isWrite = false;
    std::array<char, kMaxAnchorPathBytes + 1> path{};
    ledger::Anchor anchor;
};
struct AnchorHelper::Answer {
    AnchorFile::Found found;
    bool isWritten = false;
};

std::unique_ptr<AnchorHelper> AnchorHelper::start()
{
    static_assert(std::is_trivially_copyable_v<Ask> && std::is_trivially_copyable_v<Answer>);
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return nullptr;
    }
    posix::UniqueFd ours(ends[0]);
    posix::UniqueFd theirs(ends[1]);
    const pid_t child = ::fork();
    if (child == 0) {
        serve(theirs.get());
    }
    return child < 0 ? nullptr : std::unique_ptr<AnchorHelper>(new AnchorHelper(std::move(ours)));
}

void AnchorHelper::serve(int socket)
{
    // The keeper's last word comes after the signal that ends it; then its end of the socket closes.
    for (const int each : {SIGINT, SIGTERM, SIGHUP}) {
        ::signal(each, SIG_IGN);
    }
    const bool isAlone = (socket == kServedAt || ::dup2(socket, kServedAt) == kServedAt) &&
                         ::close_range(kServedAt + 1, ~0U, 0) == 0;
    // Without a filter it goes on: the keeper says in its tier when the kernel has none.
    static_cast<void>(filterSyscalls(-1));
    Ask ask;
    while (isAlone && receiveAll(kServedAt, &ask, sizeof(ask))) {
        ask.path.back() = '\0';
        const AnchorFile file(ask.path.data());
        Answer answer;
        if (ask.isWrite) {
            answer.isWritten = file.write(ask.anchor);
        } else {
            answer.found = file.read();
        }
        if (!sendAll(kServedAt, &answer, sizeof(answer))) {
            break;
        }
    }
    ::_exit(0);
}

bool AnchorHelper::exchange(const Ask& ask, Answer& answer)
{
    const std::lock_guard lock(m_mutex);
    return sendAll(m_socket.get(), &ask, sizeof(ask)) && receiveAll(m_socket.get(), &answer, sizeof(answer));
}

AnchorFile::Found AnchorHelper::read(const std::string& path)
{
    Ask ask;
    Answer answer;
    std::copy_n(path.data(), std::min(path.size(), kMaxAnchorPathBytes), ask.path.begin());
    return exchange(ask, answer) ? answer.found : AnchorFile::Found{AnchorFile::State::Unreadable, {}};
}

bool AnchorHelper::write(const std::string& path, const ledger::Anchor& anchor)
{
    Ask ask;
    Answer answer;
    ask.isWrite = true;
    ask.anchor = anchor;
    std::copy_n(path.data(), std::min(path.size(), kMaxAnchorPathBytes), ask.path.begin());
    return exchange(ask, answer) && answer.isWritten;
}

} // namespace till::keeper
