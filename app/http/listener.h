#pragma once

#include "app/http/http_message.h"

#include <QLocalServer>
#include <QTcpServer>

#include <functional>

namespace till::http {

/// Takes a connected socket over, non-blocking and closed on exec.
using OnSocket = std::function<void(int fd, Peer peer)>;

/// QTcpServer that hands out bare descriptors, so that one connection class serves both kinds of socket.
class TcpListener : public QTcpServer {
public:
    explicit TcpListener(OnSocket onSocket);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    OnSocket m_onSocket;
};

/// The same for Unix sockets, with what the kernel says about the peer.
class LocalListener : public QLocalServer {
public:
    explicit LocalListener(OnSocket onSocket);

protected:
    void incomingConnection(quintptr descriptor) override;

private:
    OnSocket m_onSocket;
};

} // namespace till::http
