#include "app/http/http_server.h"
#include "app/watcher/node_client.h"
#include "app/watcher/node_limits.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

#include "core/support/json.h"
#include <functional>
#include <memory>

using namespace till;
using namespace till::watcher;
using Answer = std::function<void(const nlohmann::json& question, http::Responder&& responder)>;

Q_DECLARE_METATYPE(Answer)
Q_DECLARE_METATYPE(till::watcher::NodeError)

namespace {

constexpr std::chrono::milliseconds kShort{400};

/// What a raw server does with a connection once the question has arrived.
using Flood = std::function<void(QTcpSocket& socket)>;

/// A node that answers as a test says.
class TestNode {
public:
    explicit TestNode(Answer answer)
        : m_server({},
                   {[answer = std::move(answer)](http::HttpRequest&& request, http::Responder&& responder) {
                        answer(nlohmann::json::parse(request.body), std::move(responder));
                    },
                    {},
                    {}})
    {
        m_port = m_server.listenTcp(QHostAddress(QHostAddress::LocalHost), 0).value();
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/secret-key").arg(m_port)); }

private:
    http::HttpServer m_server;
    std::uint16_t m_port = 0;
};

std::string resultFor(const nlohmann::json& question, const nlohmann::json& result)
{
    return nlohmann::json{{"jsonrpc", "2.0"}, {"id", question["id"]}, {"result", result}}.dump();
}

Answer body(std::function<std::string(const nlohmann::json&)> make)
{
    return [make = std::move(make)](const nlohmann::json& question, http::Responder&& responder) {
        responder.send(http::jsonResponse(200, make(question)));
    };
}

} // namespace

class TestNodeClient : public QObject {
    Q_OBJECT

    static std::optional<Result<nlohmann::json, NodeError>> askOnce(NodeClient& client)
    {
        std::optional<Result<nlohmann::json, NodeError>> got;
        client.ask("eth_chainId", nlohmann::json::array(), [&got](const auto& answer) { got = answer; });
        [&got] { QTRY_VERIFY_WITH_TIMEOUT(got.has_value(), 10'000); }();
        return got;
    }

    void floodsAreLeftInTime(const Flood& flood)
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost), 0));
        QTimer more;
        connect(&server, &QTcpServer::newConnection, this, [&] {
            QTcpSocket* socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, &more, [&more] { more.start(1); });
            connect(&more, &QTimer::timeout, socket, [socket, &flood] {
                if (socket->bytesToWrite() < 1024 * 1024) {
                    flood(*socket);
                }
            });
        });
        NodeClient client(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort())),
                          std::chrono::milliseconds(1500));
        QElapsedTimer took;
        took.start();
        const auto got = askOnce(client);
        QVERIFY(got && !*got);
        QVERIFY2(took.elapsed() < 5'000, std::to_string(took.elapsed()).c_str());
    }

private Q_SLOTS:
    void asksAndReads()
    {
        nlohmann::json seen;
        const TestNode node(body([&seen](const nlohmann::json& question) {
            seen = question;
            return resultFor(question, "0x2105");
        }));
        NodeClient client(node.url(), kShort);
        const auto answer = askOnce(client);
        QVERIFY(answer && *answer);
        QCOMPARE((*answer)->get<std::string>(), std::string("0x2105"));
        QCOMPARE(seen["method"].get<std::string>(), std::string("eth_chainId"));
        QVERIFY(seen["params"].is_array());
    }

    void refusesBadAnswers_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<NodeError>("error");
        const auto row = [](const char* tag, Answer answer, NodeError error) {
            QTest::newRow(tag) << std::move(answer) << error;
        };
        row("not JSON", body([](const auto&) { return "<html>"; }), NodeError::NotJson);
        row("an array", body([](const auto&) { return "[]"; }), NodeError::NotJson);
        row("another id", body([](const auto&) { return R"({"jsonrpc":"2.0","id":999,"result":1})"; }),
            NodeError::NotJson);
        row("id as text", body([](const auto&) { return R"({"jsonrpc":"2.0","id":"1","result":1})"; }),
            NodeError::NotJson);
        row("no result", body([](const auto&) { return R"({"jsonrpc":"2.0","id":1})"; }), NodeError::NotJson);
        row("a key twice",
            body([](const auto&) { return R"({"jsonrpc":"2.0","id":1,"result":1,"result":2})"; }),
            NodeError::NotJson);
        row("deep", body([](const auto& question) {
                return resultFor(question,
                                 nlohmann::json::parse(std::string(50, '[') + std::string(50, ']')));
            }),
            NodeError::NotJson);
        row("an error", body([](const auto&) {
                return R"({"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no"}})";
            }),
            NodeError::Refused);
        row("too much",
            body([](const auto& question) { return resultFor(question, std::string(kMaxAnswerBytes, 'x')); }),
            NodeError::TooLarge);
        row(
            "a redirect",
            [](const auto&, http::Responder&& responder) {
                responder.send({302, {{"Location", "http://127.0.0.1:1/"}}, {}});
            },
            NodeError::BadStatus);
        row(
            "over its limit",
            [](const auto&, http::Responder&& responder) {
                responder.send({429, {}, {}});
            },
            NodeError::BadStatus);
        row(
            "cut off",
            [](const auto&, http::Responder&& responder) {
                auto stream = responder.begin(200, {{"Content-Type", "application/json"}}, 1000);
                stream.write("{");
                stream.abort();
            },
            NodeError::Unreachable);
    }
    void refusesBadAnswers()
    {
        QFETCH(Answer, answer);
        QFETCH(NodeError, error);
        const TestNode node(answer);
        NodeClient client(node.url(), std::chrono::seconds(10));
        const auto got = askOnce(client);
        QVERIFY(got && !*got);
        QVERIFY2(got->error() == error, std::string(describe(got->error())).c_str());
    }

    void aNodeThatDripsIsLeft()
    {
        auto stream = std::make_shared<http::ResponseStream>();
        QTimer drip;
        connect(&drip, &QTimer::timeout, this, [stream] { stream->write(" "); });
        const TestNode node([&](const auto&, http::Responder&& responder) {
            *stream = responder.begin(200, {}, std::nullopt);
            drip.start(20);
        });
        NodeClient client(node.url(), kShort);
        const auto got = askOnce(client);
        QVERIFY(got && !*got && got->error() == NodeError::TimedOut);
    }

    void endlessHeadersAreLeft()
    {
        bool isBegun = false;
        floodsAreLeftInTime([&isBegun](QTcpSocket& socket) {
            socket.write(isBegun ? QByteArray() : QByteArrayLiteral("HTTP/1.1 200 OK\r\n"));
            isBegun = true;
            for (int each = 0; each < 1000; ++each) {
                socket.write("X-Flood-" + QByteArray::number(each) + ": " + QByteArray(1000, 'x') + "\r\n");
            }
        });
    }

    void anEndlessBodyWithoutLengthIsLeft()
    {
        bool isBegun = false;
        floodsAreLeftInTime([&isBegun](QTcpSocket& socket) {
            socket.write(isBegun ? QByteArray() : QByteArrayLiteral("HTTP/1.1 200 OK\r\n\r\n"));
            isBegun = true;
            socket.write(QByteArray(512 * 1024, ' '));
        });
    }

    void aLengthThatIsNotTrueIsLeft()
    {
        bool isBegun = false;
        floodsAreLeftInTime([&isBegun](QTcpSocket& socket) {
            if (!isBegun) {
                socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n{");
            }
            isBegun = true;
        });
    }

    void answersThatNobodyAskedForAreNotTaken()
    {
        // Two answers at once on one connection: the second must not become that of the next question.
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost), 0));
        connect(&server, &QTcpServer::newConnection, this, [&] {
            QTcpSocket* socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                const QByteArray text = R"({"jsonrpc":"2.0","id":1,"result":"0x1"})";
                const QByteArray answer =
                    "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(text.size()) + "\r\n\r\n" +
                    text;
                socket->readAll();
                socket->write(answer + answer);
            });
        });
        NodeClient client(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort())),
                          std::chrono::milliseconds(3000));
        const auto first = askOnce(client);
        QVERIFY(first && *first);
        const auto second = askOnce(client);
        QVERIFY(second && !*second);
    }

    void aNodeThatIsNotThereIsSaidSo()
    {
        NodeClient client(QUrl(QStringLiteral("http://127.0.0.1:1/")), std::chrono::seconds(10));
        const auto got = askOnce(client);
        QVERIFY(got && !*got && got->error() == NodeError::Unreachable);
        NodeClient nonsense(QUrl(QStringLiteral("foo:bar")), std::chrono::seconds(10));
        QVERIFY(askOnce(nonsense)->error() == NodeError::Unreachable);
    }

    void nobodyIsCalledAfterTheEnd()
    {
        bool wasCalled = false;
        const TestNode node(body([](const nlohmann::json& question) { return resultFor(question, 1); }));
        {
            NodeClient client(node.url(), kShort);
            client.ask("eth_chainId", nlohmann::json::array(),
                       [&wasCalled](const auto&) { wasCalled = true; });
        }
        QTest::qWait(100);
        QVERIFY(!wasCalled);
    }

    void theNameHasNoSecrets()
    {
        const NodeClient client(QUrl(QStringLiteral("https://user:word@node.example:8545/v3/key?token=x")),
                                kShort);
        QCOMPARE(client.name(), std::string("node.example:8545"));
        QVERIFY(!client.isLocal());
        QVERIFY(NodeClient(QUrl(QStringLiteral("http://[::1]:80/")), kShort).isLocal());
        QCOMPARE(NodeClient(QUrl(QStringLiteral("http://[::1]:80/")), kShort).name(),
                 std::string("[::1]:80"));
        QVERIFY(!NodeClient(QUrl(QStringLiteral("http://127.0.0.1.example/")), kShort).isLocal());
    }
};

QTEST_GUILESS_MAIN(TestNodeClient)
#include "tst_node_client.moc"
