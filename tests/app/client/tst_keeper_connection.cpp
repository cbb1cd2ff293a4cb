#include "keeper_end.h"

#include "app/client/keeper_call.h"
#include "core/wire/agent_messages.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <optional>
#include <set>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace till;
using client::KeeperConnection;
using test::KeeperEnd;
using wire::AgentSelf;
using wire::AgentSelfAnswer;
using wire::ErrorBody;

namespace {

using Answer = Result<AgentSelfAnswer, ErrorBody>;

/// Asks and keeps every answer that comes.
struct Asked {
    std::vector<Answer> answers;
    std::int64_t id = 0;

    void ask(KeeperConnection& connection, const std::string& token = "till_a_b")
    {
        id = client::call<AgentSelfAnswer>(connection, AgentSelf{token},
                                           [this](Answer&& answer) { answers.push_back(std::move(answer)); });
    }
    bool wait() const
    {
        return QTest::qWaitFor([&] { return !answers.empty(); });
    }
};

AgentSelfAnswer agentNamed(const std::string& name)
{
    AgentSelfAnswer answer;
    answer.name = name;
    return answer;
}

} // namespace

class TestKeeperConnection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysHelloAndHearsIt();
    void matchesAnswersToRequestsInAnyOrder();
    void handsErrorsOn();
    void treatsAnotherTypeAsAnError();
    void ignoresAnswersItDidNotAskFor();
    void neverCallsBackFromWithinSend();
    void forgetsWhatIsNoLongerWanted();
    void queuesWhatTheSocketDoesNotTake();
    void sendsAgainToARestartedKeeper();
    void sendsAgainWhenTheFirstKeeperDiedBeforeItsHello();
    void doesNotSendAgainToTheSameKeeper();
    void handsEventsOn();
    void noticesAnotherVersion();
    void refusesOtherSocketsAndLargeFrames();
    void failsWhatIsPendingWhenTheConnectionEnds();
    void reconnectsToThePath();
    void survivesBeingDeletedInACallback();
    void startsIdsAtRandom();
};

void TestKeeperConnection::saysHelloAndHearsIt()
{
    KeeperEnd keeper;
    KeeperConnection connection("till-test 1");
    QSignalSpy ready(&connection, &KeeperConnection::ready);
    QVERIFY(connection.adopt(keeper.takeOtherEnd()));
    const auto hello = wire::fromBody<wire::Hello>(keeper.next().body);
    QVERIFY(hello);
    QCOMPARE(hello->program, std::string("till-test 1"));
    QCOMPARE(hello->protocol, wire::kProtocolVersion);
    QCOMPARE(hello->bootId.size(), std::size_t{32});
    QVERIFY(!connection.isReady());
    keeper.sayHello("boot1");
    QVERIFY(QTest::qWaitFor([&] { return connection.isReady(); }));
    QCOMPARE(ready.count(), 1);
    QCOMPARE(connection.keeperBootId(), std::string("boot1"));
}

void TestKeeperConnection::matchesAnswersToRequestsInAnyOrder()
{
    KeeperEnd keeper;
    KeeperConnection connection("t");
    QVERIFY(connection.adopt(keeper.takeOtherEnd()));
    Asked first;
    Asked second;
    first.ask(connection, "till_first_x");
    second.ask(connection, "till_second_x");
    const auto a = keeper.nextRequest();
    const auto b = keeper.nextRequest();
    QCOMPARE(a.id, first.id);
    QCOMPARE(wire::fromBody<AgentSelf>(a.body)->token, std::string("till_first_x"));
    keeper.answer(b.id, agentNamed("second"));
    QVERIFY(second.wait());
    QVERIFY(first.answers.empty());
    keeper.answer(a.id, agentNamed("first"));
    QVERIFY(first.wait());
    QCOMPARE(first.answers[0]->name, std::string("first"));
    QCOMPARE(second.answers[0]->name, std::string("second"));
    QCOMPARE(connection.pendingCount(), std::size_t{0});
}

void TestKeeperConnection::handsErrorsOn()
{
    KeeperEnd keeper;
    KeeperConnection connection("t");
    QVERIFY(connection.adopt(keeper.takeOtherEnd()));
    Asked asked;
    asked.ask(connection);
    keeper.sendRaw(
        wire::encodeError(keeper.nextRequest().id, {"unauthorized", "No such agent.", "no", "Add it."}));
    QVERIFY(asked.wait());
    QCOMPARE(asked.answers[0].error().code, std::string("unauthorized"));
    QCOMPARE(asked.answers[0].error().message, std::string("No such agent."));
}

void TestKeeperConnection::treatsAnotherTypeAsAnError()
{
    KeeperEnd keeper;
    KeeperConnection connection("t");
    QVERIFY(connection.adopt(keeper.takeOtherEnd()));
    Asked asked;
    asked.ask(connection);
    keeper.answer(keeper.nextRequest().id, wire::Done{});
    QVERIFY(asked.wait());
    QCOMPARE(asked.answers[0].error().code, std::string("internal_error"));
}

void TestKeeperConnection::ignoresAnswersItDidNotAskFor()
{
    KeeperEnd keeper;
    KeeperConnection connection("t");
    QVERIFY(connection.adopt(keeper.takeOtherEnd()));
    Asked asked;
    asked.ask(connection);
    const auto request = keeper.nextRequest();
    keeper.answer(request.id + 1, agentNamed("stranger"));
    keeper.answer(1, agentNamed("of an earlier process"));
    keeper.answer(request.id, agentNamed("right"));
    keeper.answer(request.id, agentNamed("twice"));
    QVERIFY(asked.wait());
    QTest::qWait(20);
    QCOMPARE(asked.answers.size(), std::size_t{1});
    QCOMPARE(asked.answers[0]->name, std::string("right"));
}

void TestKeeperConnection::neverCallsBackFromWithinSend()
{
    KeeperConnection connection("t"); // connected to nothing
    Asked asked;
    asked.ask(connection);
    QVERIFY(asked.answers.empty());
    QVERIFY(asked.wait());
    QCOMPARE(asked.answers[0].error().code, std::string("keeper_unavailable"));
}

void TestKeeperConnection::forgetsWhatIsNoLongerWanted()
{
    KeeperEnd keeper;
    KeeperConnection connection("t");
    QVERIFY(connection.adopt(keeper.takeOtherEnd()));
    Asked asked;
    asked.ask(connection);
    const auto request = keeper.nextRequest();
    connection.forget(asked.id);
    connection.forget(asked.id);
    keeper.answer(request.id, agentNamed("late"));
    QTest::qWait(20);
    QVERIFY(asked.answers.empty());
}

void TestKeeperConnection::queuesWhatTheSocketDoesNotTake()
{
    KeeperEnd keeper;
    KeeperConnection connection("t");
    QVERIFY(connection.adopt(keeper.takeOtherEnd()));
    const std::string token(30'000, 'x'); // far more in sum than the socket's buffer
    std::vector<Asked> asked(100);
    for (Asked& each : asked) {
        each.ask(connection, token);
    }
    for (const Asked& each : asked) { // all of them, once, in order
        QCOMPARE(keeper.nextRequest().id, each.id);
    }
    QCOMPARE(keeper.next(50).type, std::string());
}

void TestKeeperConnection::sendsAgainToARestartedKeeper()
{
    KeeperEnd keeper;
    KeeperConnection connection("t");
    QVERIFY(connection.adopt(keeper.takeOtherEnd()));
    keeper.sayHello("first");
    QVERIFY(QTest::qWaitFor([&] { return connection.isReady(); }));
    Asked answered;
    Asked open;
    answered.ask(connection);
    open.ask(connection);
    keeper.answer(keeper.nextRequest().id, agentNamed("before"));
    QCOMPARE(keeper.nextRequest().id, open.id);
    QVERIFY(answered.wait());
    // The keeper dies here; the socket stays.
    QSignalSpy ready(&connection, &KeeperConnection::ready);
    keeper.sayHello("second");
    QCOMPARE(keeper.next().type, std::string(wire::Hello::kType));
    const auto again = keeper.next();
    QCOMPARE(again.id, open.id);
    QCOMPARE(ready.count(), 1);
    keeper.answer(again.id, agentNamed("after"));
    QVERIFY(open.wait());
    QCOMPARE(open.answers[0]->name, std::string("after"));
    QCOMPARE(keeper.next(50).type, std::string()); // what was answered is not sent again
}

void TestKeeperConnection::sendsAgainWhenTheFirstKeeperDiedBeforeItsHello()
{
    KeeperEnd keeper;
    KeeperConnection connection("t");
    QVERIFY(connection.adopt(keeper.takeOtherEnd()));
    Asked asked;
    asked.ask(connection);
    QCOMPARE(keeper.nextRequest().id, asked.id); // read, and lost
    keeper.sayHello("second");
    QCOMPARE(keeper.nextRequest().id, asked.id);
}

void TestKeeperConnection::doesNotSendAgainToTheSameKeeper()
{
    KeeperEnd keeper;
    KeeperConnection connection("t");
    QVERIFY(connection.adopt(keeper.takeOtherEnd()));
    keeper.sayHello("one");
    QVERIFY(QTest::qWaitFor([&] { return connection.isReady(); }));
    Asked asked;
    asked.ask(connection);
    QCOMPARE(keeper.nextRequest().id, asked.id);
    keeper.sayHello("one");
    QCOMPARE(keeper.next(50).type, std::string());
}

void TestKeeperConnection::handsEventsOn()
{
    KeeperEnd keeper;
    KeeperConnection connection("t");
    std::vector<std::string> types;
    connection.setEventHandler([&](const wire::Envelope& event) { types.push_back(event.type); });
    QVERIFY(connection.adopt(keeper.takeOtherEnd()));
    keeper.sendRaw(wire::makeFrame(0, "event.state", nlohmann::json::object()));
    QVERIFY(QTest::qWaitFor([&] { return !types.empty(); }));
    QCOMPARE(types, std::vector<std::string>{"event.state"});
}

void TestKeeperConnection::noticesAnotherVersion()
{
    KeeperEnd keeper;
    KeeperConnection connection("t");
    QSignalSpy incompatible(&connection, &KeeperConnection::incompatible);
    QVERIFY(connection.adopt(keeper.takeOtherEnd()));
    keeper.sendRaw(wire::encode(0, wire::Hello{wire::kProtocolVersion + 1, "newer", "boot"}));
    QVERIFY(QTest::qWaitFor([&] { return incompatible.count() == 1; }));
    QVERIFY(!connection.isReady());
    keeper.sendRaw(R"({"v":99,"id":0,"type":"hello","body":{}})");
    QVERIFY(QTest::qWaitFor([&] { return incompatible.count() == 2; }));
}

void TestKeeperConnection::refusesOtherSocketsAndLargeFrames()
{
    KeeperConnection connection("t");
    QVERIFY(!connection.adopt(-1));
    const int stream = ::socket(AF_UNIX, SOCK_STREAM, 0);
    QVERIFY(!connection.adopt(stream));
    ::close(stream);
    KeeperEnd keeper;
    QVERIFY(connection.adopt(keeper.takeOtherEnd()));
    Asked asked;
    asked.ask(connection, std::string(wire::kMaxFrameBytes, 'x'));
    QVERIFY(asked.wait());
    QCOMPARE(asked.answers[0].error().code, std::string("body_too_large"));
    QCOMPARE(connection.pendingCount(), std::size_t{0});
}

void TestKeeperConnection::failsWhatIsPendingWhenTheConnectionEnds()
{
    KeeperEnd keeper;
    KeeperConnection connection("t");
    QSignalSpy lost(&connection, &KeeperConnection::lost);
    QVERIFY(connection.adopt(keeper.takeOtherEnd()));
    Asked asked;
    asked.ask(connection);
    QCOMPARE(keeper.nextRequest().id, asked.id);
    keeper.close();
    QVERIFY(asked.wait());
    QCOMPARE(asked.answers[0].error().code, std::string("keeper_unavailable"));
    QCOMPARE(lost.count(), 1);
    QVERIFY(!connection.isReady());
}

void TestKeeperConnection::reconnectsToThePath()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("admin.sock"));
    KeeperConnection connection("t");
    QSignalSpy lost(&connection, &KeeperConnection::lost);
    connection.connectTo(path); // nobody is there yet

    const int listener = ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const QByteArray name = QFile::encodeName(path);
    ::sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::copy(name.begin(), name.end(), address.sun_path);
    QCOMPARE(::bind(listener, reinterpret_cast<const ::sockaddr*>(&address), sizeof address), 0);
    QCOMPARE(::listen(listener, 5), 0);
    const auto accept = [&] {
        int fd = -1;
        return QTest::qWaitFor([&] { return (fd = ::accept(listener, nullptr, nullptr)) >= 0; }) ? fd : -1;
    };
    KeeperEnd first(accept());
    first.sayHello("one");
    QVERIFY(QTest::qWaitFor([&] { return connection.isReady(); }));
    Asked asked;
    asked.ask(connection);
    QCOMPARE(first.nextRequest().id, asked.id);
    first.close();
    QVERIFY(asked.wait());
    QCOMPARE(asked.answers[0].error().code, std::string("keeper_unavailable"));
    QCOMPARE(lost.count(), 1);

    KeeperEnd second(accept());
    second.sayHello("two");
    QVERIFY(QTest::qWaitFor([&] { return connection.isReady(); }));
    QCOMPARE(second.next().type, std::string(wire::Hello::kType));
    QCOMPARE(second.next(50).type, std::string()); // what failed is not sent again behind the caller's back
    Asked again;
    again.ask(connection);
    QCOMPARE(second.nextRequest().id, again.id);
    ::close(listener);
}

void TestKeeperConnection::survivesBeingDeletedInACallback()
{
    KeeperEnd keeper;
    auto connection = std::make_unique<KeeperConnection>("t");
    QVERIFY(connection->adopt(keeper.takeOtherEnd()));
    bool isAnswered = false;
    const auto id = client::call<AgentSelfAnswer>(*connection, AgentSelf{"till_a_b"}, [&](Answer&&) {
        isAnswered = true;
        connection.reset();
    });
    QCOMPARE(keeper.nextRequest().id, id);
    keeper.answer(id, agentNamed("a"));
    keeper.answer(id + 1, agentNamed("b"));
    QVERIFY(QTest::qWaitFor([&] { return isAnswered; }));
    QVERIFY(!connection);
}

void TestKeeperConnection::startsIdsAtRandom()
{
    std::set<std::int64_t> ids;
    for (int i = 0; i < 20; ++i) {
        KeeperConnection connection("t");
        const std::int64_t id = connection.nextId();
        QVERIFY(id > 0);
        QVERIFY(id <= (std::int64_t{1} << 48) + 1);
        QCOMPARE(connection.nextId(), id + 1);
        ids.insert(id);
    }
    QCOMPARE(ids.size(), std::size_t{20});
}

QTEST_GUILESS_MAIN(TestKeeperConnection)
#include "tst_keeper_connection.moc"
