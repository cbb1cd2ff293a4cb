#include "raw_client.h"

#include "app/http/http_server.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <deque>
#include <optional>

#include <sys/stat.h>
#include <unistd.h>

using namespace till::http;
using till::test::RawClient;

namespace {

using namespace std::chrono_literals;

/// Keeps what it gets, so that a test answers when it wants to.
struct Inbox {
    std::deque<HttpRequest> requests;
    std::deque<Responder> responders;

    HttpServer::Hooks hooks()
    {
        HttpServer::Hooks hooks;
        hooks.onRequest = [this](HttpRequest&& request, Responder&& responder) {
            requests.push_back(std::move(request));
            responders.push_back(std::move(responder));
        };
        return hooks;
    }
    bool waitFor(std::size_t count)
    {
        return QTest::qWaitFor([&] { return requests.size() >= count; }, 5'000);
    }
};

HttpServer::Hooks echo()
{
    HttpServer::Hooks hooks;
    hooks.onRequest = [](HttpRequest&& request, Responder&& responder) {
        responder.send({200, {}, request.method + " " + request.path + " " + request.body});
    };
    return hooks;
}

std::uint16_t listen(HttpServer& server)
{
    return server.listenTcp(QHostAddress::LocalHost, 0).value();
}

const QByteArray kGet = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
const QByteArray kGetAndClose = "GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

} // namespace

class TestHttpServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersAndKeepsTheConnection();
    void answersPipelinedRequestsInOrder();
    void answersManyPipelinedRequestsInOneGo();
    void doesNotReadAheadWithoutBound();
    void closesWhenAsked();
    void answersOneWhoEndsItsSideFirst();
    void refusesMalformedRequestsAndCloses();
    void letsTheHeadBeRefusedBeforeItsBody();
    void invitesABodyThatWaits();
    void takesLargeBodiesUpToTheLimit();
    void boundsAllBodiesTogether();
    void timesOutSlowHeaders();
    void timesOutSlowBodies();
    void dropsIdleConnections();
    void makesRoomByDroppingTheLongestIdle();
    void turnsAwayWhenAllAreBusy();
    void survivesAClientThatLeavesBeforeItsAnswer();
    void tellsTheHandlerThatTheClientLeft();
    void answersForAHandlerThatDoesNot();
    void answersHeadWithoutABody();
    void streamsInChunks();
    void streamsToOldClientsUntilClose();
    void cutsAStreamThatIsDropped();
    void cutsASizedStreamThatIsTooShort();
    void slowsTheFeederDown();
    void dropsAClientThatTakesNothing();
    void servesTheUnixSocketAndNamesThePeer();
    void replacesADeadSocketButNoOtherFile();
    void listensOnlyOnLoopback();
};

void TestHttpServer::answersAndKeepsTheConnection()
{
    HttpServer server({}, echo());
    RawClient client(listen(server));
    client.send(kGet);
    QVERIFY(client.readUntil("GET /x ").startsWith("HTTP/1.1 200 OK\r\n"));
    client.clear();
    client.send("POST /y HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
    const QByteArray second = client.readUntil("POST /y hi");
    QVERIFY(second.contains("Content-Length: 10\r\n"));
    QVERIFY(!second.contains("Connection: close"));
    QVERIFY(!client.isClosed());
    QCOMPARE(server.connectionCount(), std::size_t{1});
}

void TestHttpServer::answersPipelinedRequestsInOrder()
{
    Inbox inbox;
    HttpServer server({}, inbox.hooks());
    RawClient client(listen(server));
    client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n"
                "GET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    for (std::size_t i = 0; i < 3; ++i) {
        QVERIFY(inbox.waitFor(i + 1));
        QTest::qWait(20);
        QCOMPARE(inbox.requests.size(), i + 1); // the next one waits for this answer
        inbox.responders[i].send({200, {}, "answer to " + inbox.requests[i].path});
    }
    const QByteArray all = client.readToEnd();
    QVERIFY(client.isClosed());
    QVERIFY(all.indexOf("answer to /1") < all.indexOf("answer to /2"));
    QVERIFY(all.indexOf("answer to /2") < all.indexOf("answer to /3"));
    QCOMPARE(all.count("HTTP/1.1 200 OK"), 3);
}

void TestHttpServer::answersManyPipelinedRequestsInOneGo()
{
    HttpServer server({}, echo());
    RawClient client(listen(server));
    client.send(kGet.repeated(2'000) + kGetAndClose);
    QCOMPARE(client.readToEnd(20'000).count("HTTP/1.1 200 OK"), 2'001);
}

void TestHttpServer::doesNotReadAheadWithoutBound()
{
    Inbox inbox;
    HttpLimits limits;
    limits.maxAheadBytes = 4096;
    HttpServer server(limits, inbox.hooks());
    RawClient client(listen(server));
    client.send(kGet);
    QVERIFY(inbox.waitFor(1));
    client.send(kGet.repeated(10'000)); // all of it fits the kernel's buffers or waits there
    QTest::qWait(50);
    QCOMPARE(inbox.requests.size(), std::size_t{1});
    // Nothing is lost by waiting.
    for (std::size_t i = 0; i < 500; ++i) {
        QVERIFY(inbox.waitFor(i + 1));
        inbox.responders[i].send({200, {}, {}});
    }
}

void TestHttpServer::closesWhenAsked()
{
    HttpServer server({}, echo());
    RawClient client(listen(server));
    client.send(kGetAndClose);
    const QByteArray answer = client.readToEnd();
    QVERIFY(client.isClosed());
    QVERIFY(answer.contains("Connection: close\r\n"));
    QVERIFY(answer.endsWith("GET /x "));
}

void TestHttpServer::answersOneWhoEndsItsSideFirst()
{
    Inbox inbox;
    HttpServer server({}, inbox.hooks());
    RawClient client(listen(server));
    client.send(kGet);
    client.endInput();
    QVERIFY(inbox.waitFor(1));
    QTest::qWait(20);
    inbox.responders[0].send({200, {}, "late"});
    QVERIFY(client.readToEnd().endsWith("late"));
    QVERIFY(client.isClosed());
}

void TestHttpServer::refusesMalformedRequestsAndCloses()
{
    HttpServer::Hooks hooks = echo();
    hooks.onRefusal = [](Refusal refusal) { return HttpResponse{statusOf(refusal), {}, "refused"}; };
    HttpServer server({}, hooks);
    RawClient client(listen(server));
    client.send(kGet +
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n" +
                kGet);
    const QByteArray all = client.readToEnd();
    QVERIFY(client.isClosed());
    QCOMPARE(all.count("HTTP/1.1 "), 2); // what follows a malformed request is not read
    QVERIFY(all.contains("HTTP/1.1 400 Bad Request\r\n"));
    QVERIFY(all.endsWith("refused"));
}

void TestHttpServer::letsTheHeadBeRefusedBeforeItsBody()
{
    HttpServer::Hooks hooks = echo();
    hooks.onHead = [](const HttpRequest& head) -> HeadVerdict {
        if (head.path == "/no") {
            return HttpResponse{403, {}, "no"};
        }
        return TakeBody{4};
    };
    HttpServer server({}, hooks);
    const std::uint16_t port = listen(server);
    RawClient refused(port);
    refused.send("POST /no HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n" + QByteArray(500'000, 'x'));
    QVERIFY(refused.readToEnd().startsWith("HTTP/1.1 403 Forbidden\r\n"));
    RawClient tooLong(port);
    tooLong.send("POST /yes HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n");
    QVERIFY(tooLong.readToEnd().startsWith("HTTP/1.1 413 "));
}

void TestHttpServer::invitesABodyThatWaits()
{
    HttpServer server({}, echo());
    RawClient client(listen(server));
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(client.readUntil("\r\n\r\n"), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
    client.send("hi");
    QVERIFY(client.readUntil("POST /x hi").contains("HTTP/1.1 200 OK"));
}

void TestHttpServer::takesLargeBodiesUpToTheLimit()
{
    Inbox inbox;
    HttpLimits limits;
    limits.maxBodyBytes = 4 * 1024 * 1024;
    HttpServer server(limits, inbox.hooks());
    RawClient client(listen(server));
    const QByteArray body(4 * 1024 * 1024, 'b');
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(body.size()) +
                "\r\n\r\n");
    client.send(body);
    QVERIFY(inbox.waitFor(1));
    QVERIFY(inbox.requests[0].body == body.toStdString());
}

void TestHttpServer::boundsAllBodiesTogether()
{
    HttpLimits limits;
    limits.maxBufferedBodies = 100;
    HttpServer server(limits, echo());
    const std::uint16_t port = listen(server);
    RawClient first(port);
    first.send("POST /1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n" +
               QByteArray(0x50, 'a'));
    QTest::qWait(50);
    RawClient second(port);
    second.send("POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\n");
    QVERIFY(second.readToEnd().startsWith("HTTP/1.1 503 "));
    first.send("\r\n0\r\n\r\n"); // the first one is not hurt, and gives its memory back
    QVERIFY(first.readUntil("aaa").contains("HTTP/1.1 200 OK"));
    RawClient third(port);
    third.send("POST /3 HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\n" + QByteArray(50, 'c'));
    QVERIFY(third.readUntil("ccc").contains("HTTP/1.1 200 OK"));
}

void TestHttpServer::timesOutSlowHeaders()
{
    HttpLimits limits;
    limits.headerTime = 150ms;
    HttpServer server(limits, echo());
    RawClient client(listen(server));
    QElapsedTimer timer;
    timer.start();
    // A byte now and then does not buy more time.
    for (const char c : QByteArray("GET / HTTP/1.1\r\nHost: a\r\nX: ")) {
        client.send(QByteArray(1, c));
        QTest::qWait(10);
    }
    QVERIFY(client.readToEnd().startsWith("HTTP/1.1 408 "));
    QVERIFY(client.isClosed());
    QVERIFY(timer.elapsed() < 3'000);
}

void TestHttpServer::timesOutSlowBodies()
{
    HttpLimits limits;
    limits.bodyTime = 100ms;
    HttpServer server(limits, echo());
    RawClient client(listen(server));
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nh");
    QVERIFY(client.readToEnd().startsWith("HTTP/1.1 408 "));
}

void TestHttpServer::dropsIdleConnections()
{
    HttpLimits limits;
    limits.idleTime = 100ms;
    HttpServer server(limits, echo());
    RawClient client(listen(server));
    client.send(kGet);
    QVERIFY(client.readToEnd().endsWith("GET /x "));
    QVERIFY(client.isClosed());
    QCOMPARE(server.connectionCount(), std::size_t{0});
}

void TestHttpServer::makesRoomByDroppingTheLongestIdle()
{
    HttpLimits limits;
    limits.maxConnections = 2;
    HttpServer server(limits, echo());
    const std::uint16_t port = listen(server);
    RawClient oldest(port);
    oldest.send(kGet);
    oldest.readUntil("GET /x ");
    RawClient older(port);
    older.send(kGet);
    older.readUntil("GET /x ");
    RawClient fresh(port);
    fresh.send(kGet);
    QVERIFY(fresh.readUntil("GET /x ").contains("200 OK"));
    oldest.readToEnd(1'000);
    QVERIFY(oldest.isClosed());
    older.clear();
    older.send(kGet);
    QVERIFY(older.readUntil("GET /x ").contains("200 OK"));
}

void TestHttpServer::turnsAwayWhenAllAreBusy()
{
    Inbox inbox;
    HttpLimits limits;
    limits.maxConnections = 1;
    HttpServer server(limits, inbox.hooks());
    const std::uint16_t port = listen(server);
    RawClient busy(port);
    busy.send(kGet);
    QVERIFY(inbox.waitFor(1));
    RawClient turnedAway(port);
    QVERIFY(turnedAway.readToEnd().startsWith("HTTP/1.1 503 "));
    QVERIFY(turnedAway.isClosed());
    inbox.responders[0].send({200, {}, "done"});
    QVERIFY(busy.readUntil("done").contains("200 OK"));
}

void TestHttpServer::survivesAClientThatLeavesBeforeItsAnswer()
{
    Inbox inbox;
    HttpServer server({}, inbox.hooks());
    const std::uint16_t port = listen(server);
    {
        RawClient client(port);
        client.send(kGet);
        QVERIFY(inbox.waitFor(1));
        client.reset();
    }
    QVERIFY(QTest::qWaitFor([&] { return server.connectionCount() == 0; }));
    QVERIFY(!inbox.responders[0].isOpen());
    inbox.responders[0].send({200, {}, "nobody reads this"});
    ResponseStream stream = inbox.responders[0].begin(200, {}, std::nullopt);
    stream.write("nor this");
    stream.end();
    RawClient next(port);
    next.send(kGet);
    QVERIFY(inbox.waitFor(2));
}

void TestHttpServer::tellsTheHandlerThatTheClientLeft()
{
    Inbox inbox;
    HttpServer server({}, inbox.hooks());
    RawClient client(listen(server));
    client.send(kGet);
    QVERIFY(inbox.waitFor(1));
    int told = 0;
    inbox.responders[0].onClientLeft([&] {
        ++told;
        inbox.responders[0].send({202, {}, "still here?"});
    });
    client.endInput();
    QVERIFY(client.readToEnd().endsWith("still here?"));
    QCOMPARE(told, 1);
}

void TestHttpServer::answersForAHandlerThatDoesNot()
{
    HttpServer::Hooks hooks;
    hooks.onRequest = [](HttpRequest&&, Responder&&) {};
    HttpServer server({}, hooks);
    RawClient client(listen(server));
    client.send(kGet + kGetAndClose);
    QCOMPARE(client.readToEnd().count("HTTP/1.1 500 "), 2);
}

void TestHttpServer::answersHeadWithoutABody()
{
    HttpServer server({}, echo());
    RawClient client(listen(server));
    client.send("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n" + kGetAndClose);
    const QByteArray all = client.readToEnd();
    QVERIFY(all.contains("Content-Length: 8\r\n\r\nHTTP/1.1 200 OK")); // "HEAD /x " itself is not there
    QVERIFY(all.endsWith("GET /x "));
}

void TestHttpServer::streamsInChunks()
{
    Inbox inbox;
    HttpServer server({}, inbox.hooks());
    RawClient client(listen(server));
    client.send(kGet + kGetAndClose);
    QVERIFY(inbox.waitFor(1));
    ResponseStream stream =
        inbox.responders[0].begin(200, {{"Content-Type", "text/event-stream"}}, std::nullopt);
    stream.write("data: 1\n\n");
    QVERIFY(
        client.readUntil("data: 1\n\n\r\n").contains("Transfer-Encoding: chunked\r\n")); // arrives as written
    stream.write("data: 2\n\n");
    stream.end();
    QVERIFY(inbox.waitFor(2));
    inbox.responders[1].send({200, {}, "next"});
    QVERIFY(client.readToEnd().contains("9\r\ndata: 1\n\n\r\n9\r\ndata: 2\n\n\r\n0\r\n\r\nHTTP/1.1 200 OK"));
}

void TestHttpServer::streamsToOldClientsUntilClose()
{
    Inbox inbox;
    HttpServer server({}, inbox.hooks());
    RawClient client(listen(server));
    client.send("GET / HTTP/1.0\r\nHost: a\r\n\r\n");
    QVERIFY(inbox.waitFor(1));
    ResponseStream stream = inbox.responders[0].begin(200, {}, std::nullopt);
    stream.write("one");
    stream.write("two");
    stream.end();
    const QByteArray all = client.readToEnd();
    QVERIFY(client.isClosed());
    QVERIFY(all.endsWith("\r\n\r\nonetwo"));
    QVERIFY(!all.contains("chunked"));
}

void TestHttpServer::cutsAStreamThatIsDropped()
{
    Inbox inbox;
    HttpServer server({}, inbox.hooks());
    RawClient client(listen(server));
    client.send(kGet);
    QVERIFY(inbox.waitFor(1));
    {
        ResponseStream stream = inbox.responders[0].begin(200, {}, std::nullopt);
        stream.write("half");
        client.readUntil("half");
    }
    const QByteArray all = client.readToEnd();
    QVERIFY(client.isClosed());
    QVERIFY(!all.contains("\r\n0\r\n\r\n"));
}

void TestHttpServer::cutsASizedStreamThatIsTooShort()
{
    Inbox inbox;
    HttpServer server({}, inbox.hooks());
    RawClient client(listen(server));
    client.send(kGet);
    QVERIFY(inbox.waitFor(1));
    ResponseStream stream = inbox.responders[0].begin(200, {}, 10);
    stream.write("short");
    QVERIFY(client.readUntil("short").contains("Content-Length: 10\r\n"));
    stream.end();
    client.readToEnd();
    QVERIFY(client.isClosed());
}

void TestHttpServer::slowsTheFeederDown()
{
    Inbox inbox;
    HttpServer server({}, inbox.hooks());
    RawClient client(listen(server));
    client.send(kGet);
    QVERIFY(inbox.waitFor(1));
    ResponseStream stream = inbox.responders[0].begin(200, {}, std::nullopt);
    const std::string piece(64 * 1024, 's');
    std::size_t written = 0;
    while (stream.queuedBytes() < 128 * 1024 && written < 64 * 1024 * 1024) {
        stream.write(piece);
        written += piece.size();
    }
    QVERIFY(stream.queuedBytes() >= 128 * 1024); // the client reads nothing, so the kernel stopped taking
    int drained = 0;
    stream.onDrained([&] { ++drained; });
    QTest::qWait(50);
    QCOMPARE(drained, 0);
    client.readUntil("never comes", 500);
    QVERIFY(QTest::qWaitFor([&] { return drained == 1; }));
    QCOMPARE(stream.queuedBytes(), std::size_t{0});
    stream.end();
}

void TestHttpServer::dropsAClientThatTakesNothing()
{
    Inbox inbox;
    HttpLimits limits;
    limits.writeTime = 100ms;
    HttpServer server(limits, inbox.hooks());
    RawClient client(listen(server));
    client.send(kGet);
    QVERIFY(inbox.waitFor(1));
    inbox.responders[0].send({200, {}, std::string(32 * 1024 * 1024, 'x')});
    QVERIFY(QTest::qWaitFor([&] { return server.connectionCount() == 0; }));
}

void TestHttpServer::servesTheUnixSocketAndNamesThePeer()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("agent.sock"));
    Inbox inbox;
    HttpServer server({}, inbox.hooks());
    QVERIFY(server.listenLocal(path));
    struct ::stat facts {};
    QCOMPARE(::stat(qPrintable(path), &facts), 0);
    QCOMPARE(facts.st_mode & 0777, 0700u); // its owner only
    RawClient client(path);
    client.send(kGet);
    QVERIFY(inbox.waitFor(1));
    QVERIFY(inbox.requests[0].peer.isLocalSocket);
    QCOMPARE(inbox.requests[0].peer.pid, std::int64_t{::getpid()});
    QCOMPARE(inbox.requests[0].peer.uid, std::int64_t{::getuid()});
    QVERIFY(inbox.requests[0].peer.executable.ends_with("tst_http_server"));
    inbox.responders[0].send({200, {}, "local"});
    QVERIFY(client.readUntil("local").contains("200 OK"));
}

void TestHttpServer::replacesADeadSocketButNoOtherFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("agent.sock"));
    {
        HttpServer first({}, echo());
        QVERIFY(first.listenLocal(path));
        HttpServer second({}, echo());
        QCOMPARE(second.listenLocal(path).error(), ListenError::AddressInUse);
    }
    // What a killed process leaves behind.
    QFile::remove(path);
    const QByteArray name = QFile::encodeName(path);
    QCOMPARE(::mknod(name.constData(), S_IFSOCK | 0600, 0), 0);
    HttpServer third({}, echo());
    QVERIFY(third.listenLocal(path));
    const QString other = folder.filePath(QStringLiteral("precious"));
    QFile file(other);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(third.listenLocal(other).error(), ListenError::PathTaken);
    QVERIFY(QFile::exists(other));
    QCOMPARE(third.listenLocal(folder.filePath(QString(200, QLatin1Char('x')))).error(),
             ListenError::PathTooLong);
}

void TestHttpServer::listensOnlyOnLoopback()
{
    HttpServer server({}, echo());
    QCOMPARE(server.listenTcp(QHostAddress::Any, 0).error(), ListenError::NotLoopback);
    QCOMPARE(server.listenTcp(QHostAddress(QStringLiteral("192.0.2.1")), 0).error(),
             ListenError::NotLoopback);
    const std::uint16_t port = listen(server);
    QCOMPARE(server.listenTcp(QHostAddress::LocalHost, port).error(), ListenError::AddressInUse);
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_http_server.moc"
