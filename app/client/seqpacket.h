#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <QString>

namespace till::client {

/// What happened when a socket was asked to send or receive one message.
enum class IoResult { Done, WouldBlock, Closed };

/// Sends one message, whole or not at all.
[[nodiscard]] IoResult sendMessage(int fd, std::string_view message);
/// Room for one message and a byte more.
using MessageBuffer = std::vector<char>;
[[nodiscard]] MessageBuffer makeMessageBuffer();
/// Receives one message; `message` then looks into `buffer`. One longer than a frame may be comes back as
/// Closed: such a peer is not ours.
[[nodiscard]] IoResult receiveMessage(int fd, MessageBuffer& buffer, std::string_view& message);

/// True for a connected SOCK_SEQPACKET socket; makes it non-blocking and closed on exec.
[[nodiscard]] bool prepareSocket(int fd);
/// Connects to a Unix socket of our own user; -1 when nobody of ours listens there.
[[nodiscard]] int connectSeqpacket(const QString& path);

} // namespace till::client
