#include "app/http/response_head.h"

#include <QTest>

using namespace till::http;

class TestResponseHead : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesSizedAnswers();
    void leavesOutWhatCouldBreakTheHeadApart_data();
    void leavesOutWhatCouldBreakTheHeadApart();
    void keepsADateThatTheHandlerGave();
    void writesDatesAsRfc9110Does_data();
    void writesDatesAsRfc9110Does();
};

void TestResponseHead::writesSizedAnswers()
{
    std::string out;
    appendHead(out, 200, {{"Content-Type", "text/plain"}}, {BodyForm::Sized, 5, true, "now"});
    QCOMPARE(out,
             std::string("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nDate: now\r\nContent-Length: 5\r\n"
                         "Connection: close\r\n\r\n"));
}

void TestResponseHead::leavesOutWhatCouldBreakTheHeadApart_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("line end in the value") << QByteArray("X-A") << QByteArray("1\r\nX-B: 2");
    QTest::newRow("bare LF in the value") << QByteArray("X-A") << QByteArray("1\nX-B: 2");
    QTest::newRow("NUL in the value") << QByteArray("X-A") << QByteArray("1\0002", 3);
    QTest::newRow("line end in the name") << QByteArray("X-A\r\nX-B") << QByteArray("1");
    QTest::newRow("colon in the name") << QByteArray("X-A:") << QByteArray("1");
    QTest::newRow("blank in the name") << QByteArray("X A") << QByteArray("1");
    QTest::newRow("empty name") << QByteArray() << QByteArray("1");
    QTest::newRow("framing by length") << QByteArray("content-length") << QByteArray("99");
    QTest::newRow("framing by coding") << QByteArray("Transfer-Encoding") << QByteArray("chunked");
    QTest::newRow("connection") << QByteArray("Connection") << QByteArray("upgrade");
}

void TestResponseHead::leavesOutWhatCouldBreakTheHeadApart()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    std::string out;
    appendHead(out, 200, {{name.toStdString(), value.toStdString()}}, {BodyForm::Sized, 0, false, "now"});
    QCOMPARE(out, std::string("HTTP/1.1 200 OK\r\nDate: now\r\nContent-Length: 0\r\n\r\n"));
}

void TestResponseHead::keepsADateThatTheHandlerGave()
{
    std::string out;
    appendHead(out, 204, {{"date", "then"}}, {BodyForm::None, 0, false, "now"});
    QCOMPARE(out, std::string("HTTP/1.1 204 No Content\r\ndate: then\r\n\r\n"));
}

void TestResponseHead::writesDatesAsRfc9110Does_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QByteArray>("text");
    // The first is the example of RFC 9110 section 5.6.7.
    QTest::newRow("rfc example") << qint64{784111777} << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT");
    QTest::newRow("epoch") << qint64{0} << QByteArray("Thu, 01 Jan 1970 00:00:00 GMT");
    QTest::newRow("leap day") << qint64{1709164800} << QByteArray("Thu, 29 Feb 2024 00:00:00 GMT");
}

void TestResponseHead::writesDatesAsRfc9110Does()
{
    QFETCH(qint64, seconds);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(httpDate(seconds)), text);
}

QTEST_GUILESS_MAIN(TestResponseHead)
#include "tst_response_head.moc"
