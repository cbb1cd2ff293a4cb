#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>

namespace till::test {

/// A client that sends exactly the bytes it is given, over TCP on loopback or a Unix socket. Waiting runs the
/// event loop, in which the server under test lives.
class RawClient {
public:
    explicit RawClient(std::uint16_t port);
    explicit RawClient(const QString& socketPath);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    void send(const QByteArray& bytes);
    /// Ends our side; the server may still answer.
    void endInput();
    /// Drops the connection with a reset.
    void reset();
    /// All that has come, as soon as it contains `text`, or at the end of the connection or of `timeoutMs`.
    QByteArray readUntil(const QByteArray& text, int timeoutMs = 5'000);
    /// All that comes until the server closes. `isClosed` tells whether it did within the time.
    QByteArray readToEnd(int timeoutMs = 5'000);
    /// Forgets what was read so far.
    void clear() { m_read.clear(); }
    [[nodiscard]] bool isClosed() const { return m_isClosed; }

private:
    bool receive();

    int m_fd = -1;
    QByteArray m_read;
    bool m_isClosed = false;
};

} // namespace till::test
