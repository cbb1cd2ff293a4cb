#include "keeper_process.h"

#include <QTest>

#include <algorithm>
#include <cctype>
#include <set>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

constexpr std::int64_t kWaitSeconds = 600; // how long a payment waits for a person

ApprovalDecide approve(const ApprovalShape& shown)
{
    return {shown.id, "approve", shown.shownHash, "cli", "", {}};
}
ApprovalDecide reject(const std::string& payment)
{
    return {payment, "deny", "", "app", "too dear", {}};
}

} // namespace

class TestKeeperApprovals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasShownIsWhatIsSigned_I16();
    void anotherHashIsRefused_I16_data();
    void anotherHashIsRefused_I16();
    void approvingNeedsAProof_I9();
    void aDecisionIsMadeOnce_data();
    void aDecisionIsMadeOnce();
    void anAwaitedPaymentIsAnsweredWhenItIsDecided_I20();
    void whatNobodyDecidesLapses_I20();
    void anApprovalLiftsNoBudget_I2();
    void pausedNothingIsApproved_I10();
    void decisionsThatAreNoneAreRefused_data();
    void decisionsThatAreNoneAreRefused();
    void aGivenUpPaymentCannotBeApproved();
    void theListComesInPages();

private:
    ApprovalShape ask(KeeperProcess& keeper, const std::string& token, const std::string& atomic,
                      const std::string& path = "/v1/search");
};

/// Asks for a payment that waits; gives what a person is shown of it.
ApprovalShape TestKeeperApprovals::ask(KeeperProcess& keeper, const std::string& token,
                                       const std::string& atomic, const std::string& path)
{
    const auto waiting = keeper.gateway().get<PaymentAnswer>(payFor(token, atomic, path));
    ApprovalList list;
    for (;;) {
        const auto page = keeper.owner().get<ApprovalsAnswer>(list);
        for (const ApprovalShape& each : page.approvals) {
            if (each.id == waiting.id) {
                return each;
            }
        }
        if (!page.next) {
            throw std::runtime_error("it does not wait: " + toBody(waiting).dump());
        }
        list.after = page.next;
    }
}

void TestKeeperApprovals::whatWasShownIsWhatIsSigned_I16()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("careful");
    const ApprovalShape shown = ask(keeper, token, "250000");
    QCOMPARE(shown.payment.amountText, std::string("0.25"));
    const auto decided = keeper.owner().get<PaymentAnswer>(approve(shown));
    QVERIFY(decided.headers.empty()); // the header is for the agent, not for whoever approved
    const auto paid = keeper.gateway().get<PaymentAnswer>(PaymentGet{token, shown.id});
    QCOMPARE(signerOf(paid), shown.from);
    const auto message = paymentIn(paid)["payload"]["authorization"];
    QCOMPARE(message["value"].get<std::string>(), shown.payment.amount);
    QCOMPARE(message["to"].get<std::string>(), shown.payment.payTo);
    const auto detail = keeper.owner().get<PaymentDetail>(PaymentDetailGet{shown.id});
    QCOMPARE(detail.authorization->digest, paid.authorization->digest);
    QCOMPARE(detail.decidedBy, std::string("person: cli"));
    QVERIFY(paid.authorization->validBeforeSeconds * 1000 <=
            detail.payment.updatedAtMs + shown.validForSeconds * 1000);
}

void TestKeeperApprovals::anotherHashIsRefused_I16_data()
{
    QTest::addColumn<QByteArray>("change");
    for (const char* change : {"none", "flipped", "capitals", "shortened", "of the other payment"}) {
        QTest::newRow(change) << QByteArray(change);
    }
}

void TestKeeperApprovals::anotherHashIsRefused_I16()
{
    QFETCH(QByteArray, change);
    static KeeperProcess keeper;
    static const std::string token = keeper.withAgent("careful");
    static const ApprovalShape other = ask(keeper, token, "1000", "/other");
    const ApprovalShape shown = ask(keeper, token, "1000");
    std::string hash = shown.shownHash;
    if (change == "none") {
        hash.clear();
    } else if (change == "flipped") {
        hash.back() = hash.back() == '0' ? '1' : '0';
    } else if (change == "capitals") {
        std::transform(hash.begin(), hash.end(), hash.begin(),
                       [](char each) { return static_cast<char>(std::toupper(each)); });
    } else if (change == "shortened") {
        hash.pop_back();
    } else {
        hash = other.shownHash;
    }
    QVERIFY(hash != shown.shownHash);
    QCOMPARE(keeper.owner().codeOf(ApprovalDecide{shown.id, "approve", hash, "cli", "", {}}),
             std::string("shown_changed"));
    const auto still = keeper.gateway().get<PaymentAnswer>(PaymentGet{token, shown.id});
    QCOMPARE(still.status, std::string("waiting"));
    QVERIFY(still.headers.empty());
}

void TestKeeperApprovals::approvingNeedsAProof_I9()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("careful");
    const ApprovalShape first = ask(keeper, token, "1000");
    const ApprovalShape second = ask(keeper, token, "1000", "/second");
    Line stranger = keeper.admin();
    QCOMPARE(stranger.codeOf(approve(first)), std::string("passphrase_needed"));
    ApprovalDecide with = approve(first);
    with.passphrase = "wrong horse battery staple";
    QCOMPARE(stranger.codeOf(with), std::string("wrong_passphrase"));
    QCOMPARE(stranger.codeOf(approve(first)), std::string("passphrase_needed"));
    with.passphrase = kPassphrase;
    QCOMPARE(stranger.get<PaymentAnswer>(with).status, std::string("authorized"));
    // Now the connection has proved it.
    QCOMPARE(stranger.get<PaymentAnswer>(approve(second)).status, std::string("authorized"));
    // Locked, nothing is approved without the passphrase, on no connection.
    const ApprovalShape third = ask(keeper, token, "1000", "/third");
    keeper.owner().get<Done>(Lock());
    QCOMPARE(keeper.owner().codeOf(approve(third)), std::string("locked"));
    QCOMPARE(stranger.codeOf(approve(third)), std::string("locked"));
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(PaymentGet{token, third.id}).status, std::string("waiting"));
}

void TestKeeperApprovals::aDecisionIsMadeOnce_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    for (const char* first : {"approve", "deny"}) {
        for (const char* second : {"approve", "deny"}) {
            QTest::addRow("%s then %s", first, second) << QByteArray(first) << QByteArray(second);
        }
    }
}

void TestKeeperApprovals::aDecisionIsMadeOnce()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    static KeeperProcess keeper;
    static const std::string token = keeper.withAgent("careful");
    const ApprovalShape shown =
        ask(keeper, token, "1000", "/" + first.toStdString() + "/" + second.toStdString());
    const auto decision = [&shown](const QByteArray& word) {
        return word == "approve" ? approve(shown) : reject(shown.id);
    };
    const auto decided = keeper.owner().get<PaymentAnswer>(decision(first));
    QCOMPARE(decided.status, std::string(first == "approve" ? "authorized" : "rejected"));
    QCOMPARE(keeper.owner().codeOf(decision(second)), std::string("already_decided"));
    const auto after = keeper.gateway().get<PaymentAnswer>(PaymentGet{token, shown.id});
    QCOMPARE(after.status, decided.status);
    QCOMPARE(after.headers.size(), std::size_t(first == "approve" ? 1 : 0));
    int decisions = 0;
    for (const TimelineEntry& entry :
         keeper.owner().get<PaymentDetail>(PaymentDetailGet{shown.id}).timeline) {
        decisions += entry.kind == "authorized" || entry.kind == "rejected" ? 1 : 0;
    }
    QCOMPARE(decisions, 1);
}

void TestKeeperApprovals::anAwaitedPaymentIsAnsweredWhenItIsDecided_I20()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("careful");
    const ApprovalShape yes = ask(keeper, token, "1000", "/yes");
    const ApprovalShape no = ask(keeper, token, "1000", "/no");
    Line& gateway = keeper.gateway();
    gateway.send(encode(501, PaymentAwait{{token, yes.id}}));
    gateway.send(encode(502, PaymentAwait{{token, yes.id}}));
    gateway.send(encode(503, PaymentAwait{{token, no.id}}));
    QVERIFY(!gateway.receive(100));
    keeper.owner().get<PaymentAnswer>(approve(yes));
    std::set<std::int64_t> answered;
    for (int each = 0; each < 2; ++each) {
        const auto envelope = parseFrame(*gateway.receive());
        answered.insert(envelope->id);
        QVERIFY(!signerOf(Line::answerIn<PaymentAnswer>(*envelope)).empty());
    }
    QVERIFY(answered == (std::set<std::int64_t>{501, 502}));
    QVERIFY(!gateway.receive(50));
    keeper.owner().get<PaymentAnswer>(reject(no.id));
    const auto refused = parseFrame(*gateway.receive());
    QCOMPARE(refused->id, std::int64_t{503});
    QCOMPARE(Line::answerIn<PaymentAnswer>(*refused).code, std::string("rejected"));
}

void TestKeeperApprovals::whatNobodyDecidesLapses_I20()
{
    KeeperProcess keeper(KeeperProcess::WallClock::Turned);
    const std::string token = keeper.withAgent("careful");
    keeper.owner().get<Done>(Subscribe());
    const ApprovalShape shown = ask(keeper, token, "1000");
    keeper.gateway().send(encode(501, PaymentAwait{{token, shown.id}}));
    keeper.clock().setAhead(kWaitSeconds - 30);
    QCOMPARE(keeper.owner().get<StatusAnswer>(StatusGet()).waiting, std::int64_t{1});
    keeper.clock().setAhead(kWaitSeconds + 1);
    const auto answer = parseFrame(*keeper.gateway().receive());
    QCOMPARE(answer->id, std::int64_t{501});
    QCOMPARE(Line::answerIn<PaymentAnswer>(*answer).code, std::string("lapsed"));
    QCOMPARE(keeper.owner().event<ApprovalGoneEvent>().status, std::string("lapsed"));
    QCOMPARE(keeper.owner().codeOf(approve(shown)), std::string("already_decided"));
    QCOMPARE(keeper.owner().codeOf(reject(shown.id)), std::string("already_decided"));
    QVERIFY(keeper.owner().get<ApprovalsAnswer>(ApprovalList()).approvals.empty());
    // The clock going back brings it back for nobody (invariant I13).
    keeper.clock().setAhead(0);
    QCOMPARE(keeper.owner().codeOf(approve(shown)), std::string("already_decided"));
    QVERIFY(keeper.gateway().get<PaymentAnswer>(PaymentGet{token, shown.id}).headers.empty());
}

void TestKeeperApprovals::anApprovalLiftsNoBudget_I2()
{
    KeeperProcess keeper;
    const std::string token = keeper.withPolicy(R"({"version":1,"name":"ask","default":"ask","budgets":[
            {"name":"day","limit":{"usd":"1.00"},"window":{"calendar":"day","zone":"UTC"}}]})");
    // Each fits by itself; both together do not.
    const ApprovalShape first = ask(keeper, token, "600000", "/first");
    const ApprovalShape second = ask(keeper, token, "600000", "/second");
    keeper.owner().get<PaymentAnswer>(approve(first));
    QCOMPARE(keeper.owner().codeOf(approve(second)), std::string("budget_exceeded"));
    QVERIFY(keeper.gateway().get<PaymentAnswer>(PaymentGet{token, second.id}).headers.empty());
}

void TestKeeperApprovals::pausedNothingIsApproved_I10()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("careful");
    const ApprovalShape shown = ask(keeper, token, "1000");
    keeper.owner().get<Done>(PauseAll());
    QCOMPARE(keeper.owner().codeOf(approve(shown)), std::string("paused"));
    keeper.owner().get<Done>(ResumeAll());
    keeper.owner().get<AgentsAnswer>(AgentSetState{"bot", "paused", {}});
    QCOMPARE(keeper.owner().codeOf(approve(shown)), std::string("agent_paused"));
    keeper.owner().get<AgentsAnswer>(AgentSetState{"bot", "active", {}});
    QCOMPARE(keeper.owner().get<PaymentAnswer>(approve(shown)).status, std::string("authorized"));
}

void TestKeeperApprovals::decisionsThatAreNoneAreRefused_data()
{
    QTest::addColumn<QByteArray>("payment");
    QTest::addColumn<QByteArray>("decision");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("no such payment") << QByteArray("pay_999") << QByteArray("approve")
                                     << QByteArray("no_such_payment");
    QTest::newRow("no such payment to deny")
        << QByteArray("pay_999") << QByteArray("deny") << QByteArray("no_such_payment");
    QTest::newRow("no id") << QByteArray("all") << QByteArray("approve") << QByteArray("no_such_payment");
    QTest::newRow("negative id") << QByteArray("pay_-1") << QByteArray("approve")
                                 << QByteArray("no_such_payment");
    QTest::newRow("no decision") << QByteArray("pay_1") << QByteArray() << QByteArray("bad_request");
    QTest::newRow("both") << QByteArray("pay_1") << QByteArray("approve deny") << QByteArray("bad_request");
    QTest::newRow("in capitals") << QByteArray("pay_1") << QByteArray("APPROVE") << QByteArray("bad_request");
}

void TestKeeperApprovals::decisionsThatAreNoneAreRefused()
{
    QFETCH(QByteArray, payment);
    QFETCH(QByteArray, decision);
    QFETCH(QByteArray, code);
    static KeeperProcess keeper;
    static const std::string token = keeper.withAgent("careful");
    static const ApprovalShape shown = ask(keeper, token, "1000");
    QCOMPARE(QByteArray::fromStdString(keeper.owner().codeOf(ApprovalDecide{
                 payment.toStdString(), decision.toStdString(), shown.shownHash, "cli", "", {}})),
             code);
    QCOMPARE(keeper.owner().get<StatusAnswer>(StatusGet()).waiting, std::int64_t{1});
}

void TestKeeperApprovals::aGivenUpPaymentCannotBeApproved()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("careful");
    const ApprovalShape shown = ask(keeper, token, "1000");
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(PaymentCancel{{token, shown.id}}).code,
             std::string("given_up"));
    QCOMPARE(keeper.owner().codeOf(approve(shown)), std::string("already_decided"));
    QVERIFY(keeper.owner().get<ApprovalsAnswer>(ApprovalList()).approvals.empty());
    // Asked for again it is a new question, and giving up what is paid gives nothing up.
    const ApprovalShape again = ask(keeper, token, "1000");
    QVERIFY(again.id != shown.id);
    keeper.owner().get<PaymentAnswer>(approve(again));
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(PaymentCancel{{token, again.id}}).status,
             std::string("authorized"));
}

void TestKeeperApprovals::theListComesInPages()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("careful");
    std::vector<std::string> asked;
    for (int each = 0; each < 10; ++each) {
        asked.push_back(
            keeper.gateway().get<PaymentAnswer>(payFor(token, "1", "/" + std::to_string(each))).id);
    }
    std::vector<std::string> listed;
    std::set<std::string> hashes;
    ApprovalList list;
    do {
        const auto page = keeper.owner().get<ApprovalsAnswer>(list);
        for (const ApprovalShape& each : page.approvals) {
            listed.push_back(each.id);
            hashes.insert(each.shownHash);
        }
        list.after = page.next;
    } while (list.after);
    QVERIFY(listed == asked);
    QCOMPARE(hashes.size(), asked.size());
}

QTEST_GUILESS_MAIN(TestKeeperApprovals)
#include "tst_keeper_approvals.moc"
