#include "keeper_process.h"

#include <QTest>

#include <sys/ioctl.h>
#include <sys/socket.h>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

/// Sends without waiting; false when the keeper takes no more for now.
bool sendNow(Line& line, const std::string& frame)
{
    return ::send(line.fd(), frame.data(), frame.size(), MSG_NOSIGNAL | MSG_DONTWAIT) > 0;
}

/// Asks for many payments at once and reads no answer. Gives how many the keeper took.
int flood(Line& gateway, const std::string& token, std::int64_t firstId, int most)
{
    int sent = 0;
    while (sent < most) {
        const std::int64_t id = firstId + sent;
        if (!sendNow(gateway, encode(id, payFor(token, "1", "/" + std::to_string(id))))) {
            break;
        }
        ++sent;
    }
    return sent;
}

struct Counts {
    int signedBefore = 0; ///< their header was in our socket when the pause was confirmed
    int signedAfter = 0;
    int refused = 0;
};

/// Reads as many answers as were asked for. What lies in the socket at this moment left the keeper before.
Counts readAnswers(Line& gateway, int asked)
{
    int bytesBefore = 0;
    ::ioctl(gateway.fd(), FIONREAD, &bytesBefore);
    Counts counts;
    for (int each = 0; each < asked; ++each) {
        const auto frame = gateway.receive();
        if (!frame) {
            throw std::runtime_error("an ask has no answer");
        }
        const auto envelope = *parseFrame(*frame);
        // What was signed and could not leave any more is answered with an error.
        if (!Line::errorIn(envelope).empty() || Line::answerIn<PaymentAnswer>(envelope).headers.empty()) {
            ++counts.refused;
        } else {
            ++(bytesBefore > 0 ? counts.signedBefore : counts.signedAfter);
        }
        bytesBefore -= static_cast<int>(frame->size());
    }
    return counts;
}

const std::string kNoLimits = R"({"version":1,"name":"no limits","default":"allow"})";

} // namespace

class TestKeeperPause : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void afterPauseReturnsNoSignatureLeaves_I10_data();
    void afterPauseReturnsNoSignatureLeaves_I10();
    void pausedAgentsPaymentsAreNotHandedOutAgain_I10();
};

void TestKeeperPause::afterPauseReturnsNoSignatureLeaves_I10_data()
{
    QTest::addColumn<QByteArray>("stop");
    QTest::newRow("everything is paused") << QByteArray("pause");
    QTest::newRow("the agent is paused") << QByteArray("agent");
    QTest::newRow("the wallet is locked") << QByteArray("lock");
}

void TestKeeperPause::afterPauseReturnsNoSignatureLeaves_I10()
{
    QFETCH(QByteArray, stop);
    KeeperProcess keeper;
    const std::string token = keeper.withPolicy(kNoLimits);
    Line& gateway = keeper.gateway();
    int signedBefore = 0;
    int refused = 0;
    std::int64_t id = 1000;
    // Few and many: so many that their answers do not fit into the socket and wait in the keeper.
    for (const int most : {1, 5, 30, 120, 400, 30, 400}) {
        const int sent = flood(gateway, token, id, most);
        if (stop == "agent") {
            keeper.owner().get<AgentsAnswer>(AgentSetState{"bot", "paused", {}});
        } else if (stop == "lock") {
            keeper.owner().get<Done>(Lock());
        } else {
            keeper.owner().get<Done>(PauseAll());
        }
        const Counts counts = readAnswers(gateway, sent);
        QCOMPARE(counts.signedAfter, 0);
        signedBefore += counts.signedBefore;
        refused += counts.refused;
        id += sent;
        // Nor does anything that is asked now.
        QVERIFY(gateway.get<PaymentAnswer>(payFor(token, "1", "/late")).headers.empty());
        if (stop == "agent") {
            keeper.owner().get<AgentsAnswer>(AgentSetState{"bot", "active", {}});
        } else if (stop == "lock") {
            keeper.owner().get<Done>(Unlock{kPassphrase});
        } else {
            keeper.owner().get<Done>(ResumeAll());
        }
    }
    QVERIFY2(signedBefore > 0 && refused > 0,
             (std::to_string(signedBefore) + " / " + std::to_string(refused)).c_str());
    QVERIFY(keeper.owner().get<LedgerVerified>(LedgerVerify()).ok);
}

void TestKeeperPause::pausedAgentsPaymentsAreNotHandedOutAgain_I10()
{
    KeeperProcess keeper;
    const std::string token = keeper.withPolicy(kNoLimits);
    const std::string other = keeper.addAgentWith("other", kNoLimits);
    const auto paid = keeper.gateway().get<PaymentAnswer>(payWithKey(token, "1000", "k"));
    QVERIFY(!paid.headers.empty());
    keeper.owner().get<AgentsAnswer>(AgentSetState{"bot", "paused", {}});
    QVERIFY(keeper.gateway().get<PaymentAnswer>(PaymentGet{token, paid.id}).headers.empty());
    QVERIFY(keeper.gateway().get<PaymentAnswer>(PaymentAwait{{token, paid.id}}).headers.empty());
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(payWithKey(token, "1000", "k")).code,
             std::string("agent_paused"));
    // The other one pays on (invariant I19).
    QVERIFY(!keeper.gateway().get<PaymentAnswer>(payFor(other, "1000")).headers.empty());
    keeper.kill();
    keeper.start();
    keeper.unlock();
    QVERIFY(keeper.gateway().get<PaymentAnswer>(PaymentGet{token, paid.id}).headers.empty());
    keeper.owner().get<AgentsAnswer>(AgentSetState{"bot", "active", {}});
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(PaymentGet{token, paid.id}).headers.front().value,
             paid.headers.front().value);
}

QTEST_GUILESS_MAIN(TestKeeperPause)
#include "tst_keeper_pause.moc"
