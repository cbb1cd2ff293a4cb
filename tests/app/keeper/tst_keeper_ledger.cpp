#include "keeper_process.h"

#include "core/ledger/database.h"

#include <QTest>

#include <set>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

/// Evidence by a block of this time.
SettledEvidence settledIn(const std::string& payment, std::int64_t seconds)
{
    return {payment, "0x" + std::string(64, 'a'), {7, seconds, "0xb"}, "node"};
}
UnusedEvidence unusedAt(const std::string& payment, std::int64_t seconds)
{
    return {payment, {7, seconds, "0xb"}, "node"};
}

std::string statusOf(KeeperProcess& keeper, const std::string& payment)
{
    const auto row = keeper.owner().get<PaymentDetail>(PaymentDetailGet{payment}).payment;
    return row.proof.empty() ? row.status : row.status + " " + row.proof;
}

/// Changes the ledger's file as somebody with the user's rights could.
void tamper(const std::string& file, const std::string& sql)
{
    auto database = ledger::Database::open(file, ledger::Access::ReadWrite);
    if (!database || !database->execute(sql.c_str())) {
        throw std::runtime_error("cannot tamper: " + sql);
    }
}

} // namespace

class TestKeeperLedger : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reportsAreClaimsAndEvidenceIsProof();
    void onlyProofOfNonUseGivesTheBudgetBack_I7();
    void evidenceOfAnImpossibleTimeIsRefused_data();
    void evidenceOfAnImpossibleTimeIsRefused();
    void thePagesOfTheLedgerJoin();
    void questionsThatAreNoneAreRefused_data();
    void questionsThatAreNoneAreRefused();
    void subscribersHearOfPayments();
    void aSubscriberThatDoesNotReadStopsNothing_I20();
    void aTamperedLedgerSignsNothing_I12_data();
    void aTamperedLedgerSignsNothing_I12();
};

void TestKeeperLedger::reportsAreClaimsAndEvidenceIsProof()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    Line& gateway = keeper.gateway();
    const auto paid = gateway.get<PaymentAnswer>(payFor(token, "1000"));
    const std::string transaction = "0x" + std::string(64, 'c');
    SettlementReport report{token, paid.id, 200, 10, {}, ""};
    report.receipt = ReceiptShape{true, transaction, "eip155:8453", "0x", "1000", ""};
    QCOMPARE(gateway.get<PaymentAnswer>(report).status, std::string("settled"));
    QCOMPARE(statusOf(keeper, paid.id), std::string("settled claimed"));
    keeper.watcher().get<Done>(settledIn(paid.id, paid.authorization->validBeforeSeconds - 10));
    QCOMPARE(statusOf(keeper, paid.id), std::string("settled proven"));
    // What is proven is not moved by a later word of anybody.
    report.httpStatus = 500;
    report.receipt.reset();
    QCOMPARE(gateway.get<PaymentAnswer>(report).status, std::string("settled"));
    keeper.watcher().get<Done>(unusedAt(paid.id, paid.authorization->validBeforeSeconds + 100));
    QCOMPARE(statusOf(keeper, paid.id), std::string("settled proven"));

    const auto failed = gateway.get<PaymentAnswer>(payFor(token, "1000", "/failed"));
    QCOMPARE(gateway.get<PaymentAnswer>(SettlementReport{token, failed.id, 0, -1, {}, ""}).status,
             std::string("unknown"));
    QCOMPARE(gateway.get<PaymentAnswer>(SettlementReport{token, failed.id, 402, -1, {}, "no"}).status,
             std::string("unknown"));
    QCOMPARE(keeper.watcher().codeOf(settledIn("pay_99", 1)), std::string());
    QCOMPARE(keeper.watcher().codeOf(settledIn("payment", 1)), std::string("no_such_payment"));
    QVERIFY(keeper.owner().get<LedgerVerified>(LedgerVerify()).ok);
}

void TestKeeperLedger::onlyProofOfNonUseGivesTheBudgetBack_I7()
{
    KeeperProcess keeper;
    const std::string token =
        keeper.withPolicy(R"({"version":1,"name":"ten cents","default":"allow","budgets":[
            {"name":"hour","limit":{"usd":"0.10"},"window":{"rollingSeconds":3600}}]})");
    Line& gateway = keeper.gateway();
    const auto paid = gateway.get<PaymentAnswer>(payFor(token, "100000", "/a"));
    QVERIFY(!paid.headers.empty());
    const auto isFull = [&](const std::string& path) {
        return gateway.get<PaymentAnswer>(payFor(token, "100000", path)).code == "budget_exceeded";
    };
    QVERIFY(isFull("/b"));
    // Not a merchant's word, and not a block before the end of its validity.
    gateway.get<PaymentAnswer>(SettlementReport{token, paid.id, 500, -1, {}, "payment failed"});
    QVERIFY(isFull("/c"));
    keeper.watcher().get<Done>(unusedAt(paid.id, paid.authorization->validBeforeSeconds - 1));
    QVERIFY(isFull("/d"));
    keeper.watcher().get<Done>(unusedAt(paid.id, paid.authorization->validBeforeSeconds));
    QCOMPARE(statusOf(keeper, paid.id), std::string("void"));
    QVERIFY(!gateway.get<PaymentAnswer>(payFor(token, "100000", "/e")).headers.empty());
    QVERIFY(isFull("/f"));
}

void TestKeeperLedger::evidenceOfAnImpossibleTimeIsRefused_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("before the epoch") << qint64{-1};
    QTest::newRow("milliseconds") << qint64{1'700'000'000'000};
    QTest::newRow("one past the last") << qint64{100'000'000'001};
    QTest::newRow("largest") << qint64{INT64_MAX};
    QTest::newRow("smallest") << qint64{INT64_MIN};
    QTest::newRow("wraps to now") << qint64{INT64_MAX / 1000 + 1};
}

void TestKeeperLedger::evidenceOfAnImpossibleTimeIsRefused()
{
    QFETCH(qint64, seconds);
    static KeeperProcess keeper;
    static const std::string token = keeper.withAgent();
    static const auto paid = keeper.gateway().get<PaymentAnswer>(payFor(token, "1000"));
    QCOMPARE(keeper.watcher().codeOf(settledIn(paid.id, seconds)), std::string("bad_frame"));
    QCOMPARE(keeper.watcher().codeOf(unusedAt(paid.id, seconds)), std::string("bad_frame"));
    QCOMPARE(statusOf(keeper, paid.id), std::string("authorized"));
}

void TestKeeperLedger::thePagesOfTheLedgerJoin()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    const std::string other = keeper.addAgent("other", "careful");
    constexpr std::size_t kPayments = 60;
    for (std::size_t each = 0; each < kPayments; ++each) {
        const bool isOthers = each % 3 == 0;
        keeper.gateway().get<PaymentAnswer>(
            payFor(isOthers ? other : token, "1", "/" + std::to_string(each)));
    }
    std::vector<std::string> seen;
    PaymentsList list;
    list.limit = 7;
    for (;;) {
        const auto page = keeper.owner().get<PaymentsPage>(list);
        QVERIFY(page.payments.size() <= 7);
        for (const PaymentRow& row : page.payments) {
            seen.push_back(row.url);
        }
        if (!page.next) {
            break;
        }
        list.after = page.next;
    }
    QCOMPARE(seen.size(), kPayments);
    for (std::size_t each = 0; each < kPayments; ++each) {
        QCOMPARE(seen[each], "https://api.shop.test/" + std::to_string(kPayments - 1 - each)); // newest first
    }
    PaymentsList waiting;
    waiting.status = "waiting";
    QCOMPARE(keeper.owner().get<PaymentsPage>(waiting).payments.size(), std::size_t{20});
    PaymentsList byName;
    byName.agent = "other";
    for (const PaymentRow& row : keeper.owner().get<PaymentsPage>(byName).payments) {
        QCOMPARE(row.agentName, std::string("other"));
    }
    PaymentsList byText;
    byText.text = "/59";
    QCOMPARE(keeper.owner().get<PaymentsPage>(byText).payments.size(), std::size_t{1});
}

void TestKeeperLedger::questionsThatAreNoneAreRefused_data()
{
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("code");
    const QByteArray none;
    QTest::newRow("no rows") << qint64{0} << none << none << none << QByteArray("bad_request");
    QTest::newRow("too many rows") << qint64{26} << none << none << none << QByteArray("bad_request");
    QTest::newRow("negative") << qint64{-1} << none << none << none << QByteArray("bad_request");
    QTest::newRow("nobody") << qint64{5} << QByteArray("nobody") << none << none
                            << QByteArray("no_such_agent");
    QTest::newRow("no state") << qint64{5} << none << QByteArray("paid") << none << QByteArray("bad_request");
    QTest::newRow("no payment") << qint64{5} << none << none << QByteArray("1 OR 1")
                                << QByteArray("bad_request");
}

void TestKeeperLedger::questionsThatAreNoneAreRefused()
{
    QFETCH(qint64, limit);
    QFETCH(QByteArray, agent);
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, code);
    static KeeperProcess keeper;
    const auto maybe = [](const QByteArray& text) {
        return text.isEmpty() ? std::nullopt : std::optional(text.toStdString());
    };
    PaymentsList list;
    list.limit = limit;
    list.agent = maybe(agent);
    list.status = maybe(status);
    list.after = maybe(after);
    QCOMPARE(QByteArray::fromStdString(keeper.admin().codeOf(list)), code);
}

void TestKeeperLedger::subscribersHearOfPayments()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("careful");
    Line listener = keeper.admin();
    listener.get<Done>(Subscribe());
    const auto waiting = keeper.gateway().get<PaymentAnswer>(payFor(token, "1000"));
    const auto approval = listener.event<ApprovalEvent>();
    QCOMPARE(approval.id, waiting.id);
    QCOMPARE(approval.payment.amountText, std::string("0.001"));
    const auto payments = listener.event<PaymentsEvent>();
    QCOMPARE(payments.payments.front().id, waiting.id);
    QCOMPARE(payments.payments.front().status, std::string("waiting"));
    keeper.owner().get<PaymentAnswer>(ApprovalDecide{waiting.id, "deny", "", "cli", "", {}});
    const auto gone = listener.event<ApprovalGoneEvent>();
    QCOMPARE(gone.paymentId, waiting.id);
    QCOMPARE(gone.status, std::string("rejected"));
    QCOMPARE(listener.event<PaymentsEvent>().payments.front().status, std::string("rejected"));
    keeper.owner().get<Done>(PauseAll());
    StateEvent state;
    do {
        state = listener.event<StateEvent>();
    } while (!state.paused);
    QVERIFY(!state.proved);
    // Who did not subscribe hears nothing.
    QVERIFY(!keeper.owner().receive(100));
}

void TestKeeperLedger::aSubscriberThatDoesNotReadStopsNothing_I20()
{
    KeeperProcess keeper;
    const std::string token = keeper.withPolicy(R"({"version":1,"name":"t","default":"allow"})");
    Line deaf = keeper.admin();
    deaf.get<Done>(Subscribe());
    Line listener = keeper.admin();
    listener.get<Done>(Subscribe());
    // More events than the deaf one's socket holds: each carries up to twenty rows of long addresses.
    for (int burst = 0; burst < 12; ++burst) {
        for (int each = 0; each < 20; ++each) {
            keeper.gateway().send(
                encode(1000 + each,
                       payFor(token, "1", "/" + std::to_string(burst * 20 + each) + std::string(900, 'x'))));
        }
        for (int each = 0; each < 20; ++each) {
            const auto frame = keeper.gateway().receive();
            QVERIFY(frame && frame->find("PAYMENT-SIGNATURE") != std::string::npos);
        }
        QTest::qWait(60); // the events of this burst go out by themselves
    }
    const auto last = keeper.gateway().get<PaymentAnswer>(payFor(token, "1", "/last"));
    bool hasHeard = false;
    while (!hasHeard) {
        for (const PaymentRow& row : listener.event<PaymentsEvent>().payments) {
            hasHeard = hasHeard || row.id == last.id;
        }
    }
    QVERIFY(keeper.owner().codeOf(StatusGet()).empty());
}

void TestKeeperLedger::aTamperedLedgerSignsNothing_I12_data()
{
    QTest::addColumn<QByteArray>("sql");
    const QByteArray unlock("DROP TRIGGER events_no_update; DROP TRIGGER events_no_delete; ");
    QTest::newRow("an edited row") << unlock +
                                          "UPDATE events SET body = replace(body, '\"1000\"', '\"1001\"') "
                                          "WHERE kind = 'authorized'";
    QTest::newRow("a removed row") << unlock + "DELETE FROM events WHERE seq = 2";
    QTest::newRow("the end cut off") << unlock +
                                            "DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)";
    QTest::newRow("two rows swapped")
        << unlock + "UPDATE events SET seq = -1 WHERE seq = 2; UPDATE events SET seq = 2 WHERE seq = 3; "
                    "UPDATE events SET seq = 3 WHERE seq = -1";
    QTest::newRow("a seal taken off") << unlock + "UPDATE events SET mac = NULL WHERE kind = 'authorized'";
    QTest::newRow("a row made up") << QByteArray(
        "INSERT INTO events SELECT max(seq) + 1, at_ms, 'resumed', NULL, NULL, '{}', hash, mac "
        "FROM events");
}

void TestKeeperLedger::aTamperedLedgerSignsNothing_I12()
{
    QFETCH(QByteArray, sql);
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    const auto paid = keeper.gateway().get<PaymentAnswer>(payFor(token, "1000"));
    QVERIFY(!paid.headers.empty());
    QCOMPARE(keeper.stop(), 0);
    tamper(keeper.ledgerPath(), sql.toStdString());
    keeper.start();
    Line owner = keeper.admin();
    const std::string opening = owner.codeOf(Unlock{kPassphrase});
    const auto status = owner.get<StatusAnswer>(StatusGet());
    QVERIFY2(!opening.empty() || status.integrity == "broken", status.integrity.c_str());
    // Without the row that added the agent, there is none.
    const std::string code = keeper.gateway().codeOf(payFor(token, "1000", "/other"));
    QVERIFY2(code == "ledger_broken" || code == "unauthorized", code.c_str());
    QVERIFY(keeper.gateway().ask(PaymentGet{token, paid.id}).body.dump().find("PAYMENT-SIGNATURE") ==
            std::string::npos);
    QVERIFY(!owner.get<LedgerVerified>(LedgerVerify()).ok);
}

QTEST_GUILESS_MAIN(TestKeeperLedger)
#include "tst_keeper_ledger.moc"
