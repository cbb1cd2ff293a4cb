#include "till_run.h"

#include "app/cli/exit_codes.h"
#include "app/posix/unique_fd.h"

#include <QDir>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cstring>
#include <future>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace till;
using cli::ExitCode;

namespace {

const QByteArray kToken = "till_agt_1_0123456789abcdef";

/// Takes one request on a Unix socket and answers with these very bytes.
class OneAnswer {
public:
    OneAnswer(const QString& path, QByteArray answer)
        : m_listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address = {};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.toUtf8().constData(), sizeof address.sun_path - 1);
        if (::bind(m_listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
            ::listen(m_listener.get(), 1) != 0) {
            qFatal("cannot listen");
        }
        m_request =
            std::async(std::launch::async, [this, answer = std::move(answer)] { return serve(answer); });
    }
    QByteArray request() { return m_request.get(); }

private:
    QByteArray serve(const QByteArray& answer) const
    {
        const posix::UniqueFd client(::accept(m_listener.get(), nullptr, nullptr));
        QByteArray request;
        std::array<char, 4096> chunk{};
        while (!isWhole(request)) {
            const ssize_t count = ::recv(client.get(), chunk.data(), chunk.size(), 0);
            if (count <= 0) {
                break;
            }
            request.append(chunk.data(), count);
        }
        ::send(client.get(), answer.data(), static_cast<std::size_t>(answer.size()), MSG_NOSIGNAL);
        return request;
    }
    static bool isWhole(const QByteArray& request)
    {
        const qsizetype end = request.indexOf("\r\n\r\n");
        const qsizetype length = request.indexOf("Content-Length: ");
        return end >= 0 && length >= 0 &&
               request.size() >= end + 4 + request.mid(length + 16, 10).split('\r').front().toInt();
    }

    posix::UniqueFd m_listener;
    std::future<QByteArray> m_request;
};

QByteArray answer(const QByteArray& status, const QByteArray& headers, const QByteArray& body)
{
    return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + QByteArray::number(body.size()) +
           "\r\nConnection: close\r\n\r\n" + body;
}

QJsonObject bodyOf(const QByteArray& request)
{
    return QJsonDocument::fromJson(request.mid(request.indexOf("\r\n\r\n") + 4)).object();
}

} // namespace

class TestTillPay : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;
    QString socketPath() const { return m_directory.filePath(QStringLiteral("run/agent.sock")); }
    TillRun pay(const QStringList& words) const
    {
        return runTill(QStringList{QStringLiteral("--data-dir"), m_directory.path(), QStringLiteral("pay"),
                                   QStringLiteral("--agent-token-fd"), QStringLiteral("3")} +
                           words,
                       {{3, kToken + "\n"}});
    }

private Q_SLOTS:
    void init()
    {
        QVERIFY(QDir().mkpath(m_directory.filePath(QStringLiteral("run"))));
        QFile::remove(socketPath());
    }

    void printsTheBodyAndSaysWhatItCost()
    {
        const QByteArray body = "a fortune\n\x00\xff and bytes";
        OneAnswer gateway(
            socketPath(),
            answer("200 OK",
                   "Till-Payment-Id: pay_1\r\nTill-Amount: 10000\r\nTill-Amount-Text: 0.01 pUSD\r\n"
                   "Till-Status: settled\r\n",
                   body));
        const TillRun run =
            pay({QStringLiteral("http://127.0.0.1:9/fortune"), QStringLiteral("-d"), QStringLiteral("x=1"),
                 QStringLiteral("-H"), QStringLiteral("Accept: text/plain"), QStringLiteral("--wait"),
                 QStringLiteral("7")});
        QCOMPARE(run.exit, 0);
        QCOMPARE(run.out, body);
        QVERIFY(run.err.contains("pay_1"));
        QVERIFY(run.err.contains("0.01 pUSD"));

        const QByteArray request = gateway.request();
        QVERIFY(request.startsWith("POST /v1/fetch HTTP/1.1\r\n"));
        QVERIFY(request.contains("Authorization: Bearer " + kToken + "\r\n"));
        const QJsonObject sent = bodyOf(request);
        QCOMPARE(sent[QLatin1String("url")].toString(), QStringLiteral("http://127.0.0.1:9/fortune"));
        QCOMPARE(sent[QLatin1String("method")].toString(), QStringLiteral("POST"));
        QCOMPARE(sent[QLatin1String("body")].toString(), QStringLiteral("x=1"));
        QCOMPARE(sent[QLatin1String("wait")].toInt(), 7);
        QCOMPARE(sent[QLatin1String("headers")][QLatin1String("Accept")].toString(),
                 QStringLiteral("text/plain"));
    }

    void printsOneObjectForAProgram()
    {
        OneAnswer gateway(
            socketPath(),
            answer("200 OK",
                   "Till-Payment-Id: pay_1\r\nTill-Amount: 10000\r\nTill-Amount-Text: 0.01 pUSD\r\n"
                   "Till-Status: settled\r\n",
                   "{\"answer\":42}"));
        const TillRun run = pay({QStringLiteral("--json"), QStringLiteral("http://127.0.0.1:9/x")});
        QCOMPARE(run.exit, 0);
        QCOMPARE(run.json()[QLatin1String("status")].toInt(), 200);
        QCOMPARE(run.json()[QLatin1String("body")].toString(), QStringLiteral("{\"answer\":42}"));
        QCOMPARE(run.json()[QLatin1String("payment")][QLatin1String("id")].toString(),
                 QStringLiteral("pay_1"));
    }

    void aProblemIsAFailureOfItsKind()
    {
        OneAnswer gateway(
            socketPath(),
            answer(
                "403 Forbidden", "Content-Type: application/problem+json\r\n",
                R"({"type":"about:blank","status":403,"title":"t","detail":"Over by 0.30.","code":"budget_exceeded"})"));
        const TillRun run = pay({QStringLiteral("--json"), QStringLiteral("http://127.0.0.1:9/x")});
        QCOMPARE(run.exit, int(ExitCode::NotPaid));
        QCOMPARE(run.errorCode(), QByteArray("budget_exceeded"));
        QVERIFY(run.err.contains("Over by 0.30."));
        QVERIFY(run.out.isEmpty());
    }

    void aMerchantsProblemIsItsAnswer()
    {
        OneAnswer gateway(socketPath(),
                          answer("404 Not Found",
                                 "Content-Type: application/problem+json\r\nTill-Status: unpaid\r\n",
                                 R"({"code":"locked"})"));
        const TillRun run = pay({QStringLiteral("http://127.0.0.1:9/x")});
        QCOMPARE(run.exit, int(ExitCode::NotPaid));
        QCOMPARE(run.out, QByteArray(R"({"code":"locked"})"));
        QVERIFY(run.err.contains("404"));
    }

    void aPaymentThatWaitsIsSaidSo()
    {
        OneAnswer gateway(socketPath(),
                          answer("202 Accepted", "Content-Type: application/json\r\nTill-Status: waiting\r\n",
                                 R"({"id":"pay_5","status":"waiting","poll":"/v1/payments/pay_5"})"));
        const TillRun run = pay({QStringLiteral("--json"), QStringLiteral("http://127.0.0.1:9/x")});
        QCOMPARE(run.exit, int(ExitCode::NotPaid));
        QCOMPARE(run.errorCode(), QByteArray("waiting"));
        QCOMPARE(run.moneyMoved(), QByteArray("no"));
        QVERIFY(run.err.contains("till approve pay_5"));
    }

    void aLostAnswerLeavesTheMoneyUnknown()
    {
        OneAnswer gateway(socketPath(),
                          "HTTP/1.1 200 OK\r\nTill-Payment-Id: pay_1\r\nContent-Length: 100\r\n\r\nhalf");
        const TillRun run = pay({QStringLiteral("--json"), QStringLiteral("http://127.0.0.1:9/x")});
        QCOMPARE(run.exit, int(ExitCode::NotRunning));
        QCOMPARE(run.moneyMoved(), QByteArray("unknown"));
    }

    void withoutAnEndpointNothingHappens()
    {
        const TillRun run = pay({QStringLiteral("--json"), QStringLiteral("http://127.0.0.1:9/x")});
        QCOMPARE(run.exit, int(ExitCode::NotRunning));
        QCOMPARE(run.moneyMoved(), QByteArray("no"));
    }

    void aTokenCannotAddAHeader()
    {
        const TillRun run =
            runTill({QStringLiteral("--data-dir"), m_directory.path(), QStringLiteral("--json"),
                     QStringLiteral("pay"), QStringLiteral("http://127.0.0.1:9/x"),
                     QStringLiteral("--agent-token-fd"), QStringLiteral("3")},
                    {{3, "till_a\rX-Evil: 1"}});
        QCOMPARE(run.errorCode(), QByteArray("unauthorized"));
    }
};

QTEST_GUILESS_MAIN(TestTillPay)
#include "tst_till_pay.moc"
