#include "inbox.h"
#include "raw_client.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <sys/stat.h>
#include <unistd.h>

using namespace till::http;
using namespace till::test;

class TestHttpServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersAndKeepsTheConnection();
    void answersPipelinedRequestsInOrder();
    void answersManyPipelinedRequestsInOneGo();
    void closesWhenAsked();
    void answersOneWhoEndsItsSideFirst();
    void invitesABodyThatWaits();
    void answersHeadWithoutABody();
    void streamsInChunks();
    void streamsToOldClientsUntilClose();
    void cutsAStreamThatIsDropped();
    void cutsASizedStreamThatIsTooShort();
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

void TestHttpServer::invitesABodyThatWaits()
{
    HttpServer server({}, echo());
    RawClient client(listen(server));
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(client.readUntil("\r\n\r\n"), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
    client.send("hi");
    QVERIFY(client.readUntil("POST /x hi").contains("HTTP/1.1 200 OK"));
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
