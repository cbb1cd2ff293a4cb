#include "app/http/request_reader.h"

#include <QTest>

#include <optional>

using namespace till::http;

namespace {

constexpr std::size_t kSmallBody = 64;

struct Outcome {
    std::vector<HttpRequest> requests;
    std::optional<Refusal> fault;
    bool isInside = false;
};

/// Feeds `bytes` in pieces of `step` and takes every request that comes out.
Outcome readAll(const QByteArray& bytes, qsizetype step, const HttpLimits& limits = {})
{
    RequestReader reader(limits);
    Outcome outcome;
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        const QByteArray piece = bytes.mid(at, step);
        reader.feed({piece.constData(), static_cast<std::size_t>(piece.size())});
        for (bool more = true; more;) {
            switch (reader.advance()) {
            case RequestReader::State::NeedMore:
                more = false;
                break;
            case RequestReader::State::Head:
                reader.takeBody(kSmallBody);
                break;
            case RequestReader::State::Complete:
                outcome.requests.push_back(reader.take());
                break;
            case RequestReader::State::Faulty:
                outcome.fault = reader.fault();
                return outcome;
            }
        }
    }
    outcome.isInside = reader.isInside();
    return outcome;
}

QByteArray get(const QByteArray& lines)
{
    return "GET / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n";
}

QByteArray post(const QByteArray& lines, const QByteArray& body)
{
    return "POST / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n" + body;
}

QByteArray chunked(const QByteArray& body)
{
    return post("Transfer-Encoding: chunked\r\n", body);
}

} // namespace

Q_DECLARE_METATYPE(till::http::Refusal)

class TestRequestReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void reads_data();
    void reads();
    void keepsTheOrderOfPipelinedRequests();
    void splitsTargetAtTheFirstQuestionMark();
    void findsHeadersInAnyCase();
    void waitsForTheRest_data();
    void waitsForTheRest();
    void takesNothingOfATrailerIntoTheHead();
    void knowsWhoClosesAfterTheAnswer_data();
    void knowsWhoClosesAfterTheAnswer();
    void asksBeforeReadingTheBody();
    void boundsWhatItKeepsOfAChunkLine();
};

void TestRequestReader::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Refusal>("refusal");
    const auto row = [](const char* tag, const QByteArray& bytes, Refusal refusal = Refusal::Malformed) {
        QTest::newRow(tag) << bytes << refusal;
    };
    row("two content lengths", post("Content-Length: 2\r\nContent-Length: 2\r\n", "ab"));
    row("two different content lengths", post("Content-Length: 2\r\nContent-Length: 3\r\n", "abc"));
    row("list of content lengths", post("Content-Length: 2, 2\r\n", "ab"));
    row("negative content length", post("Content-Length: -1\r\n", ""));
    row("content length with plus", post("Content-Length: +2\r\n", "ab"));
    row("hexadecimal content length", post("Content-Length: 0x2\r\n", "ab"));
    row("content length 2^64", post("Content-Length: 18446744073709551616\r\n", ""));
    row("content length with a point", post("Content-Length: 2.0\r\n", "ab"));
    row("empty content length", post("Content-Length:\r\n", ""));
    row("length and coding", post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"));
    row("coding and length", post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n"));
    row("two codings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"));
    row("chunked in 1.0", "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    row("coding gzip", post("Transfer-Encoding: gzip\r\n", ""), Refusal::UnknownCoding);
    row("coding gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", ""), Refusal::UnknownCoding);
    row("coding identity", post("Transfer-Encoding: identity\r\n", ""), Refusal::UnknownCoding);
    row("coding xchunked", post("Transfer-Encoding: xchunked\r\n", ""), Refusal::UnknownCoding);
    row("coding with a vertical tab", post("Transfer-Encoding: \vchunked\r\n", ""));
    row("content length over the limit", post("Content-Length: 65\r\n", ""), Refusal::BodyTooLarge);
    row("content length 2^64-1", post("Content-Length: 18446744073709551615\r\n", ""), Refusal::BodyTooLarge);
    row("no host", "GET / HTTP/1.1\r\nA: b\r\n\r\n");
    row("no host in 1.0", "GET / HTTP/1.0\r\nA: b\r\n\r\n");
    row("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n");
    row("empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n");
    row("absolute form", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n");
    row("authority form", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n");
    row("asterisk form", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
    row("fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n");
    row("backslash target", "GET \\a HTTP/1.1\r\nHost: a\r\n\r\n");
    row("blank in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", Refusal::BadVersion);
    row("two blanks", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n");
    row("no method", " / HTTP/1.1\r\nHost: a\r\n\r\n");
    row("method with a colon", "GE:T / HTTP/1.1\r\nHost: a\r\n\r\n");
    row("no target", "GET HTTP/1.1\r\nHost: a\r\n\r\n");
    row("HTTP/0.9", "GET /\r\n\r\n");
    row("HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", Refusal::BadVersion);
    row("HTTP/9.7", "GET / HTTP/9.7\r\nHost: a\r\n\r\n", Refusal::BadVersion);
    row("lower-case http", "GET / http/1.1\r\nHost: a\r\n\r\n", Refusal::BadVersion);
    row("HTTP/1.10", "GET / HTTP/1.10\r\nHost: a\r\n\r\n", Refusal::BadVersion);
    row("preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", Refusal::BadVersion);
    row("TLS hello", QByteArray::fromHex("16030100f8010000f40303") + "\r\n\r\n");
    row("leading empty line", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
    row("only an empty line", "\r\n\r\n");
    row("bare LF all over", "GET / HTTP/1.1\nHost: a\n\n");
    row("bare LF after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n");
    row("bare LF at the end", "GET / HTTP/1.1\r\nHost: a\r\n\n\r\n\r\n");
    row("bare CR in a value", get("A: b\rc\r\n"));
    row("folded line", get("A: b\r\n c\r\n"));
    row("line folded with a tab", get("A: b\r\n\tc\r\n"));
    row("folded first line", "GET / HTTP/1.1\r\n Host: a\r\n\r\n");
    row("blank before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n");
    row("no colon", get("A\r\n"));
    row("empty name", get(": b\r\n"));
    row("bracket in a name", get("A[1]: b\r\n"));
    row("NUL in a value", get(QByteArray("A: b\0c\r\n", 8)));
    row("NUL in a name", get(QByteArray("A\0: b\r\n", 7)));
    row("NUL in the target", QByteArray("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 28));
    row("escape in a value", get("A: \x1b[2J\r\n"));
    row("DEL in a value", get("A: \x7f\r\n"));
    row("header over 16 KiB", get("A: " + QByteArray(16 * 1024, 'x') + "\r\n"), Refusal::HeaderTooLarge);
    row("request line over 16 KiB", "GET /" + QByteArray(16 * 1024, 'x'), Refusal::HeaderTooLarge);
    row("65 lines and Host", get(QByteArray("A: b\r\n").repeated(65)), Refusal::HeaderTooLarge);
    row("expectation that is unknown", post("Expect: 200-ok\r\n", ""), Refusal::UnknownExpectation);
    row("chunk size not hexadecimal", chunked("g\r\nabc\r\n0\r\n\r\n"));
    row("chunk size negative", chunked("-1\r\nabc\r\n0\r\n\r\n"));
    row("chunk size with 0x", chunked("0x3\r\nabc\r\n0\r\n\r\n"));
    row("chunk size empty", chunked("\r\nabc\r\n0\r\n\r\n"));
    row("chunk size over 64 bit", chunked("11111111111111111\r\nabc\r\n0\r\n\r\n"));
    row("chunk longer than it says", chunked("2\r\nabc\r\n0\r\n\r\n"));
    row("chunk with a bad line end", chunked("3\r\nabcXX0\r\n\r\n"));
    row("chunk line with a bare LF", chunked("3\nabc\r\n0\r\n\r\n"));
    row("chunks over the limit",
        chunked("30\r\n" + QByteArray(0x30, 'a') + "\r\n30\r\n" + QByteArray(0x30, 'a')),
        Refusal::BodyTooLarge);
    row("one chunk over the limit", chunked("ffffffff\r\n"), Refusal::BodyTooLarge);
    row("trailer with a bare LF", chunked("0\r\nA: b\nC: d\r\n\r\n"));
    row("second request malformed", get("") + "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
}

void TestRequestReader::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Refusal, refusal);
    for (const qsizetype step : {qsizetype{1}, qsizetype{7}, bytes.size()}) {
        const Outcome outcome = readAll(bytes, step);
        QVERIFY2(outcome.fault.has_value(), qPrintable(QStringLiteral("in steps of %1").arg(step)));
        QCOMPARE(statusOf(*outcome.fault), statusOf(refusal));
    }
}

void TestRequestReader::reads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char* tag, const QByteArray& bytes, const char* method,
                        const QByteArray& body) {
        QTest::newRow(tag) << bytes << QByteArray(method) << body;
    };
    row("get", get(""), "GET", "");
    row("get in 1.0", "GET / HTTP/1.0\r\nHost: a\r\n\r\n", "GET", "");
    row("own method", "PURGE / HTTP/1.1\r\nHost: a\r\n\r\n", "PURGE", "");
    row("no body by length 0", post("Content-Length: 0\r\n", ""), "POST", "");
    row("body by length", post("Content-Length: 5\r\n", "hello"), "POST", "hello");
    row("length with leading zeros", post("Content-Length: 005\r\n", "hello"), "POST", "hello");
    row("body with NUL and line ends", post("Content-Length: 5\r\n", QByteArray("\0\r\n\r\n", 5)), "POST",
        QByteArray("\0\r\n\r\n", 5));
    row("body of the limit", post("Content-Length: 64\r\n", QByteArray(64, 'x')), "POST",
        QByteArray(64, 'x'));
    row("one chunk", chunked("5\r\nhello\r\n0\r\n\r\n"), "POST", "hello");
    row("chunks", chunked("2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"), "POST", "hello");
    row("upper-case chunk size", chunked("A\r\n0123456789\r\n0\r\n\r\n"), "POST", "0123456789");
    row("chunk extension", chunked("5;a=b;c=\"d\"\r\nhello\r\n0;e\r\n\r\n"), "POST", "hello");
    row("no chunk at all", chunked("0\r\n\r\n"), "POST", "");
    row("trailer", chunked("5\r\nhello\r\n0\r\nA: b\r\n\r\n"), "POST", "hello");
    row("coding in capitals", post("Transfer-Encoding: Chunked\r\n", "1\r\nx\r\n0\r\n\r\n"), "POST", "x");
    row("expects continue", post("Expect: 100-continue\r\nContent-Length: 1\r\n", "x"), "POST", "x");
    row("64 lines", "GET / HTTP/1.1\r\nHost: a\r\n" + QByteArray("A: b\r\n").repeated(63) + "\r\n", "GET",
        "");
    row("chunk line of exactly the limit", chunked("0;" + QByteArray(1022, 'x') + "\r\n\r\n"), "POST", "");
    row("value with bytes above 127", get("A: \xc3\xa4\r\n"), "GET", "");
}

void TestRequestReader::reads()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    for (const qsizetype step : {qsizetype{1}, qsizetype{7}, bytes.size()}) {
        const Outcome outcome = readAll(bytes, step);
        QVERIFY(!outcome.fault);
        QCOMPARE(outcome.requests.size(), std::size_t{1});
        QCOMPARE(QByteArray::fromStdString(outcome.requests[0].method), method);
        QCOMPARE(QByteArray::fromStdString(outcome.requests[0].body), body);
        QVERIFY(!outcome.isInside);
    }
}

void TestRequestReader::keepsTheOrderOfPipelinedRequests()
{
    const QByteArray bytes =
        "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx"
        "POST /2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\ny\r\n0\r\n\r\n"
        "GET /3 HTTP/1.1\r\nHost: a\r\n\r\n";
    for (const qsizetype step : {qsizetype{1}, qsizetype{50}, bytes.size()}) {
        const Outcome outcome = readAll(bytes, step);
        QCOMPARE(outcome.requests.size(), std::size_t{3});
        QCOMPARE(outcome.requests[0].path + outcome.requests[0].body, std::string("/1x"));
        QCOMPARE(outcome.requests[1].path + outcome.requests[1].body, std::string("/2y"));
        QCOMPARE(outcome.requests[2].path, std::string("/3"));
    }
}

void TestRequestReader::splitsTargetAtTheFirstQuestionMark()
{
    const Outcome outcome = readAll("GET /a?b=c?d HTTP/1.1\r\nHost: a\r\n\r\n", 100);
    QCOMPARE(outcome.requests.at(0).path, std::string("/a"));
    QCOMPARE(outcome.requests.at(0).query, std::string("b=c?d"));
}

void TestRequestReader::findsHeadersInAnyCase()
{
    const Outcome outcome = readAll(get("X-a: 1\r\nx-A: 2\r\n"), 100);
    QCOMPARE(*outcome.requests.at(0).header("X-A"), std::string("1"));
    QCOMPARE(outcome.requests.at(0).count("x-a"), std::size_t{2});
    QVERIFY(outcome.requests.at(0).header("x") == nullptr);
}

void TestRequestReader::waitsForTheRest_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("half a line") << QByteArray("GET / HT");
    QTest::newRow("no empty line") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n");
    QTest::newRow("half a body") << post("Content-Length: 5\r\n", "hel");
    QTest::newRow("half a chunk") << chunked("5\r\nhel");
    QTest::newRow("no last chunk") << chunked("5\r\nhello\r\n");
    QTest::newRow("no end of the trailer") << chunked("0\r\nA: b\r\n");
}

void TestRequestReader::waitsForTheRest()
{
    QFETCH(QByteArray, bytes);
    for (const qsizetype step : {qsizetype{1}, bytes.size()}) {
        const Outcome outcome = readAll(bytes, step);
        QVERIFY(outcome.requests.empty());
        QVERIFY(!outcome.fault);
        QVERIFY(outcome.isInside);
    }
}

void TestRequestReader::takesNothingOfATrailerIntoTheHead()
{
    const Outcome outcome = readAll(chunked("0\r\nAuthorization: Bearer x\r\nHost: b\r\n\r\n"), 1000);
    QCOMPARE(outcome.requests.size(), std::size_t{1});
    QVERIFY(outcome.requests[0].header("Authorization") == nullptr);
    QCOMPARE(outcome.requests[0].count("Host"), std::size_t{1});
}

void TestRequestReader::knowsWhoClosesAfterTheAnswer_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("closes");
    QTest::newRow("1.1") << get("") << false;
    QTest::newRow("1.1 close") << get("Connection: close\r\n") << true;
    QTest::newRow("1.1 list with Close") << get("Connection: x , Close\r\n") << true;
    QTest::newRow("1.1 closed") << get("Connection: closed\r\n") << false;
    QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\nHost: a\r\n\r\n") << true;
}

void TestRequestReader::knowsWhoClosesAfterTheAnswer()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, closes);
    QCOMPARE(readAll(bytes, 1000).requests.at(0).wantsClose, closes);
}

void TestRequestReader::asksBeforeReadingTheBody()
{
    RequestReader reader({});
    reader.feed("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 70\r\nExpect: 100-continue\r\n\r\n");
    QVERIFY(reader.advance() == RequestReader::State::Head);
    QCOMPARE(reader.head().path, std::string("/x"));
    QCOMPARE(reader.announcedBytes(), std::uint64_t{70});
    QVERIFY(reader.expectsContinue());
    QVERIFY(reader.advance() == RequestReader::State::Head); // nothing moves until somebody decides
    reader.takeBody(69);
    QVERIFY(reader.advance() == RequestReader::State::Faulty);
    QCOMPARE(reader.fault(), Refusal::BodyTooLarge);
}

void TestRequestReader::boundsWhatItKeepsOfAChunkLine()
{
    const Outcome outcome = readAll(chunked("1;a=" + QByteArray(4096, 'x')), 100);
    QCOMPARE(outcome.fault, std::optional(Refusal::Malformed));
}

QTEST_GUILESS_MAIN(TestRequestReader)
#include "tst_request_reader.moc"
