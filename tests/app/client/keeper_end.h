#pragma once

#include "core/wire/codec.h"

#include <QString>

#include <deque>
#include <string>

namespace till::test {

/// The keeper's end of a SOCK_SEQPACKET socket pair, played by hand. Reading runs the event loop, in which
/// the connection under test lives.
class KeeperEnd {
public:
    /// Makes the pair; `takeOtherEnd` gives the end for the program under test.
    KeeperEnd();
    /// Plays on a socket that was accepted.
    explicit KeeperEnd(int fd);
    ~KeeperEnd();
    KeeperEnd(const KeeperEnd&) = delete;
    KeeperEnd& operator=(const KeeperEnd&) = delete;

    [[nodiscard]] int takeOtherEnd();
    void sayHello(const std::string& bootId);
    void sendRaw(const std::string& frame);
    template <class T>
    void answer(std::int64_t id, const T& shape)
    {
        sendRaw(wire::encode(id, shape));
    }
    /// The next frame, hellos included; an empty type when none comes in time.
    wire::Envelope next(int timeoutMs = 5'000);
    /// The next frame that is no hello.
    wire::Envelope nextRequest(int timeoutMs = 5'000);
    void close();

private:
    int m_fd = -1;
    int m_otherEnd = -1;
};

} // namespace till::test
