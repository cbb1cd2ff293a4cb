#include "inbox.h"
#include "raw_client.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <sys/stat.h>
#include <unistd.h>

using namespace till::http;
using namespace till::test;

class TestHttpLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void doesNotReadAheadWithoutBound();
    void refusesMalformedRequestsAndCloses();
    void letsTheHeadBeRefusedBeforeItsBody();
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
    void slowsTheFeederDown();
    void dropsAClientThatTakesNothing();
};

void TestHttpLimits::doesNotReadAheadWithoutBound()
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

void TestHttpLimits::refusesMalformedRequestsAndCloses()
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

void TestHttpLimits::letsTheHeadBeRefusedBeforeItsBody()
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

void TestHttpLimits::takesLargeBodiesUpToTheLimit()
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

void TestHttpLimits::boundsAllBodiesTogether()
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

void TestHttpLimits::timesOutSlowHeaders()
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

void TestHttpLimits::timesOutSlowBodies()
{
    HttpLimits limits;
    limits.bodyTime = 100ms;
    HttpServer server(limits, echo());
    RawClient client(listen(server));
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nh");
    QVERIFY(client.readToEnd().startsWith("HTTP/1.1 408 "));
}

void TestHttpLimits::dropsIdleConnections()
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

void TestHttpLimits::makesRoomByDroppingTheLongestIdle()
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

void TestHttpLimits::turnsAwayWhenAllAreBusy()
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

void TestHttpLimits::survivesAClientThatLeavesBeforeItsAnswer()
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

void TestHttpLimits::tellsTheHandlerThatTheClientLeft()
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

void TestHttpLimits::answersForAHandlerThatDoesNot()
{
    HttpServer::Hooks hooks;
    hooks.onRequest = [](HttpRequest&&, Responder&&) {};
    HttpServer server({}, hooks);
    RawClient client(listen(server));
    client.send(kGet + kGetAndClose);
    QCOMPARE(client.readToEnd().count("HTTP/1.1 500 "), 2);
}

void TestHttpLimits::slowsTheFeederDown()
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

void TestHttpLimits::dropsAClientThatTakesNothing()
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

QTEST_GUILESS_MAIN(TestHttpLimits)
#include "tst_http_limits.moc"
