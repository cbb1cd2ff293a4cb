#include "core/payment/ledger_check.h"

#include "decision_history.h"

#include <QTest>

using namespace till;
using namespace till::payment;
using namespace till::tests;

namespace {

LedgerReport check(const LedgerFile& file, std::uint8_t keyFill = 7)
{
    auto reader = file.reader();
    const crypto::SecretBytes key = sealKey(keyFill);
    return checkLedger(reader, key.readable(), money::Registry::builtIn());
}

/// Puts another body into a row and chains and seals the rest anew: somebody who has the key to the seals.
void rewrite(const LedgerFile& file, std::int64_t changed, const std::string& from, const std::string& to)
{
    Rows rows = rowsOf(file);
    RawFile raw(file.path());
    const crypto::SecretBytes key = sealKey();
    Hash256 head{};
    for (auto& [seq, event] : rows) {
        if (seq == changed) {
            const auto at = event.body.find(from);
            if (at == std::string::npos) {
                throw std::runtime_error("the row has no such text");
            }
            event.body.replace(at, from.size(), to);
            std::string quoted;
            for (const char each : event.body) {
                quoted += each == '\'' ? std::string("''") : std::string(1, each);
            }
            raw.forge("UPDATE events SET body = '" + quoted + "' WHERE seq = " + std::to_string(seq));
        }
        head = ledger::chainHash(head, seq, event);
        if (seq >= changed) {
            raw.setBlob("hash", seq, head);
            raw.setBlob("mac", seq, crypto::hmacSha256(key.readable(), head));
        }
    }
}

} // namespace

class TestLedgerCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_desk.emplace();
        liveThroughEverything(*m_desk);
        m_desk->lock();
    }

    void aWholeLedgerIsWhole()
    {
        const LedgerReport report = check(m_desk->file);
        QVERIFY2(report.isWhole(), describeFault(report).c_str());
        QVERIFY(describeFault(report).empty());
        QVERIFY(report.decisions.recomputed > 20);
        QCOMPARE(report.decisions.notRecomputed, std::int64_t{0});
        QVERIFY(report.payments > 20);
    }

    void anEmptyLedgerIsWhole()
    {
        const LedgerFile file;
        static_cast<void>(file.open());
        QVERIFY(check(file).isWhole());
    }

    void aDecisionForgedWithTheSealsKeyIsFoundAndNamed()
    {
        Desk desk;
        desk.addAgent("t", allowUpTo("5"));
        const auto paid = desk.pay(askFor("250000"));
        const std::int64_t row = desk.ledger().eventCount();
        desk.pay(askFor("250000", "/v1/other"));
        rewrite(desk.file, row, "\"verdict\":\"allow\"", "\"verdict\":\"ask\"");
        const LedgerReport report = check(desk.file);
        QVERIFY(report.chain.isWhole());
        QVERIFY(!report.isWhole());
        QCOMPARE(report.decisions.faulty, std::int64_t{1});
        QCOMPARE(report.decisions.first->event, row);
        const std::string fault = describeFault(report);
        QVERIFY2(fault.starts_with(paid.row.id.toText() + ": It is recorded as ask"), fault.c_str());
    }

    void withoutTheKeyTheChainShowsItFirst()
    {
        Desk desk;
        desk.addAgent("t", allowUpTo("5"));
        desk.pay(askFor("250000"));
        RawFile(desk.file.path())
            .forge("UPDATE events SET body = replace(body, '\"verdict\":\"allow\"', '\"verdict\":\"ask\"')");
        const LedgerReport report = check(desk.file);
        QVERIFY(!report.chain.isWhole());
        QCOMPARE(describeFault(report), std::string(ledger::describe(report.chain.fault)));
    }

    void aRowChangedBehindTheHistoryIsFound_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<QByteArray>("what");
        const auto row = [](const char* tag, const char* change, const char* what) {
            QTest::newRow(tag) << QByteArray(change) << QByteArray(what);
        };
        row("cheaper", "amount = '1' WHERE number = 1", "Other terms");
        row("another payee", "pay_to = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8' WHERE number = 1",
            "Other terms");
        row("another token", "asset = '0x0' WHERE number = 1", "Other terms");
        row("another nonce", "nonce = '0x00' WHERE number = 1", "Other terms");
        row("valid for less", "valid_before_seconds = 1 WHERE number = 1", "Other terms");
        row("never paid", "status = 'void' WHERE number = 1", "Its row says void; its history ends at");
        row("proven", "proof = 'proven' WHERE number = 1", "Its row says");
        row("elsewhere", "host = 'other.test' WHERE number = 1", "another host");
        row("long ago", "created_ms = created_ms - 3600000 WHERE number = 1", "at another time");
        row("untouched since", "updated_ms = updated_ms + 1 WHERE number = 1", "at another time");
    }
    void aRowChangedBehindTheHistoryIsFound()
    {
        QFETCH(QByteArray, change);
        QFETCH(QByteArray, what);
        Desk desk;
        desk.addAgent("t", allowUpTo("5"));
        desk.pay(askFor("250000"));
        desk.pay(askFor("250000", "/v1/other"));
        QCOMPARE(RawFile(desk.file.path()).run("UPDATE payments SET " + change.toStdString()), std::string());
        const LedgerReport report = check(desk.file);
        QVERIFY(report.chain.isWhole());
        QCOMPARE(report.badRows, std::int64_t{1});
        QVERIFY2(report.firstBadRow.starts_with("pay_1: "), report.firstBadRow.c_str());
        QVERIFY2(report.firstBadRow.find(what.toStdString()) != std::string::npos,
                 report.firstBadRow.c_str());
    }

    void aRowThatTheHistoryDoesNotKnowIsFound()
    {
        Desk desk;
        desk.addAgent("t", allowUpTo("5"));
        desk.pay(askFor("250000"));
        const std::string columns(ledger::kPaymentColumns);
        const std::string rest = columns.substr(columns.find(',') + 1);
        QCOMPARE(RawFile(desk.file.path())
                     .run("INSERT INTO payments (" + columns + ") SELECT 2," + rest + " FROM payments"),
                 std::string());
        const LedgerReport report = check(desk.file);
        QVERIFY(!report.isWhole());
        QCOMPARE(report.firstBadRow, std::string("pay_2: The history does not know it."));
    }

    void aSumThatIsNotThatOfItsPaymentsIsFound_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::newRow("less") << QByteArray("UPDATE spend_hours SET amount = '1'");
        QTest::newRow("fewer") << QByteArray("UPDATE spend_hours SET payments = 1");
        QTest::newRow("gone") << QByteArray("DELETE FROM spend_hours");
        QTest::newRow("of an hour without payments")
            << QByteArray("INSERT INTO spend_hours SELECT hour + 7, agent, host, network, asset, payments, "
                          "amount FROM spend_hours");
        QTest::newRow("before the first payment")
            << QByteArray("INSERT INTO spend_hours SELECT 5, agent, host, network, asset, payments, amount "
                          "FROM spend_hours");
        QTest::newRow("of another agent") << QByteArray("UPDATE spend_hours SET agent = 'a2'");
    }
    void aSumThatIsNotThatOfItsPaymentsIsFound()
    {
        QFETCH(QByteArray, change);
        Desk desk;
        desk.addAgent("t", allowUpTo("5"));
        desk.pay(askFor("250000"));
        desk.pay(askFor("250000", "/v1/other"));
        QVERIFY(check(desk.file).isWhole());
        QCOMPARE(RawFile(desk.file.path()).run(change.toStdString()), std::string());
        const LedgerReport report = check(desk.file);
        QCOMPARE(report.badRows, std::int64_t{0});
        QVERIFY(report.firstBadHour.has_value());
        QVERIFY(!report.isWhole());
        QVERIFY(!describeFault(report).empty());
    }

    void whatIsWrittenMeanwhileDoesNotDisturb()
    {
        Desk desk;
        desk.addAgent("t", allowUpTo("5"));
        for (int each = 0; each < 20; ++each) {
            desk.pay(askFor("1000", "/v1/" + std::to_string(each)));
        }
        auto reader = desk.file.reader();
        int seen = 0;
        // One payment more is committed at every payment that is read.
        must(reader.atOneMoment([&] {
            return reader.visitPayments(
                [&](const ledger::StoredPayment&) {
                    desk.pay(askFor("1000", "/v2/" + std::to_string(++seen)));
                },
                [](const ledger::PaymentEvent&) {});
        }));
        QCOMPARE(seen, 20);
        QVERIFY(check(desk.file).isWhole());
    }

private:
    std::optional<Desk> m_desk;
};

QTEST_GUILESS_MAIN(TestLedgerCheck)
#include "tst_ledger_check.moc"
