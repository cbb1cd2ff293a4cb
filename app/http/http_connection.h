#pragma once

#include "app/http/http_server.h"
#include "app/http/request_reader.h"
#include "app/http/response_head.h"

#include <QObject>
#include <QSocketNotifier>

#include <chrono>
#include <ctime>

namespace till::http {

using SteadyTime = std::chrono::steady_clock::time_point;

/// What all connections of one server share.
struct ServerState {
    HttpLimits limits;
    HttpServer::Hooks hooks;
    std::size_t bufferedBodies = 0;              ///< bytes of bodies that are held now
    std::function<void(std::uint64_t)> onClosed; ///< told the id of a connection that is done
    std::time_t dateSecond = -1;
    std::string dateText;

    /// The Date header's value for now.
    [[nodiscard]] std::string_view date();
};

/// One client: reads its requests, hands each to the handler, writes the answer, then reads the next.
/// Owns the socket. It lives in one thread and is deleted by its server.
class HttpConnection : public QObject {
public:
    HttpConnection(std::uint64_t id, int fd, Peer peer, ServerState& state);
    ~HttpConnection() override;

    /// Looks at the clock; called by the server now and then.
    void checkTime(SteadyTime now);
    /// True between two requests: may be closed to make room.
    [[nodiscard]] bool isIdle() const;
    [[nodiscard]] SteadyTime since() const { return m_since; }
    /// Gives the socket up at once.
    void close();

    // For Responder and ResponseStream; `exchange` names the request that they may answer.
    [[nodiscard]] bool isAnswering(std::uint64_t exchange) const;
    [[nodiscard]] bool isStreaming(std::uint64_t exchange) const;
    void sendWhole(const HttpResponse& response);
    void sendUnanswered();
    void beginStream(int status, const std::vector<Header>& headers,
                     std::optional<std::uint64_t> contentLength);
    void writeStream(std::string_view bytes);
    void endStream();
    void breakOff();
    [[nodiscard]] std::size_t queuedBytes() const { return m_out.size() - m_outOffset; }
    void setOnClientLeft(std::function<void()> left);
    void setOnDrained(std::function<void()> drained);

private:
    enum class Phase { Reading, Answering, Streaming, Finishing, Lingering, Closed };

    void onReadable();
    void onInput(std::string_view bytes);
    void onEndOfInput();
    void onWritable();
    void processInput();
    void onHead();
    void refuse(Refusal refusal);
    void send(const HttpResponse& response);
    void flush();
    void afterFlush();
    void finishExchange();
    void linger();
    void accountBody();
    void tellClientLeft();
    void tellDrained();
    void enter(Phase phase);

    std::uint64_t m_id;
    int m_fd;
    ServerState& m_state; // outlives its connections
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
    RequestReader m_reader;
    Phase m_phase = Phase::Reading;
    SteadyTime m_since;        ///< of the phase, or of the last progress in it
    SteadyTime m_requestSince; ///< first byte of the request being read, or its head
    std::uint64_t m_exchange = 0;
    std::string m_out;
    std::size_t m_outOffset = 0;
    std::size_t m_heldBody = 0;
    std::size_t m_lingered = 0;
    std::function<void()> m_onClientLeft;
    std::function<void()> m_onDrained;
    BodyForm m_streamForm = BodyForm::None;
    std::uint64_t m_streamLeft = 0; ///< bytes that a sized stream still owes
    bool m_isInHead = true;         ///< while Reading: the head is not complete
    bool m_isProcessing = false;
    bool m_isHeadMethod = false;
    bool m_closesAfter = false;
    bool m_isVersion10 = false;
    bool m_hasPeerEnded = false;
};

} // namespace till::http
