#include "core/ledger/ledger_reader.h"

#include "ledger_fixture.h"

#include <QTest>

using namespace till;
using namespace till::ledger;
using namespace till::tests;

namespace {

constexpr std::int64_t kHourMs = 3'600'000;

std::string reported(int httpStatus)
{
    return R"({"httpStatus":)" + std::to_string(httpStatus) + "}";
}

/// Six payments, an hour apart from kStart; the second was answered 500 and then 200, the third 502.
void writeRow(const LedgerFile& file)
{
    Ledger ledger = file.open();
    for (int each = 0; each < 6; ++each) {
        StoredPayment row = paymentRow("a1", kStart.plusMs(each * kHourMs));
        row.amount = std::to_string(each + 1);
        row.status = each == 4 ? Status::Denied : Status::Settled;
        row.verdict = each == 4 ? "deny" : each == 5 ? "ask" : "allow";
        row.id = must(ledger.addPayment(row, "denied", "{}"));
        if (each == 1) {
            must(ledger.changePayment(row, "reported", reported(500)));
            must(ledger.changePayment(row, "reported", reported(200)));
        }
        if (each == 2) {
            must(ledger.changePayment(row, "reported", reported(502)));
        }
    }
    must(ledger.commit());
}

std::vector<PaymentSum> outcomes(const LedgerFile& file, Instant from, Instant until,
                                 std::int64_t limit = 100)
{
    std::vector<PaymentSum> found;
    must(file.reader().visitOutcomes(from, until, limit,
                                     [&](const PaymentSum& each) { found.push_back(each); }));
    return found;
}

std::string amounts(const std::vector<PaymentSum>& sums)
{
    std::string text;
    for (const PaymentSum& each : sums) {
        text += each.amount + " ";
    }
    return text;
}

} // namespace

class TestLedgerSums : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStretchOfTimeHasItsFirstAndNotItsEnd()
    {
        const LedgerFile file;
        writeRow(file);
        QCOMPARE(amounts(outcomes(file, kStart, kStart.plusMs(6 * kHourMs))), std::string("6 5 4 3 2 1 "));
        QCOMPARE(amounts(outcomes(file, kStart.plusMs(kHourMs), kStart.plusMs(3 * kHourMs))),
                 std::string("3 2 "));
        QCOMPARE(amounts(outcomes(file, kStart.plusMs(kHourMs + 1), kStart.plusMs(3 * kHourMs + 1))),
                 std::string("4 3 "));
        QCOMPARE(amounts(outcomes(file, kStart.plusMs(7 * kHourMs), kStart.plusMs(9 * kHourMs))),
                 std::string());
        QCOMPARE(amounts(outcomes(file, Instant{0}, kStart)), std::string());
    }

    void theNewestComeFirstWhenThereAreTooMany()
    {
        const LedgerFile file;
        writeRow(file);
        QCOMPARE(amounts(outcomes(file, kStart, kStart.plusMs(6 * kHourMs), 2)), std::string("6 5 "));
    }

    void theLastAnswerOfTheMerchantCounts()
    {
        const LedgerFile file;
        writeRow(file);
        const auto found = outcomes(file, kStart, kStart.plusMs(6 * kHourMs));
        QVERIFY(found[3].httpStatus == 502); // the third
        QVERIFY(found[4].httpStatus == 200); // the second: 500 at first
        QVERIFY(!found[5].httpStatus);       // the first: never reported
        QCOMPARE(found[0].verdict, std::string("ask"));
        QVERIFY(found[1].status == Status::Denied);
    }

    void anEmptyLedgerHasNothing()
    {
        const LedgerFile file;
        {
            const Ledger made = file.open();
        }
        QVERIFY(outcomes(file, Instant{0}, kStart).empty());
    }

    void sumsFollowTheFilter()
    {
        const LedgerFile file;
        writeRow(file);
        PaymentFilter filter;
        filter.states = *statesFromText("settled");
        filter.since = kStart.plusMs(2 * kHourMs);
        std::string found;
        must(file.reader().visitSums(filter, [&](const PaymentSum& each) { found += each.amount + " "; }));
        QCOMPARE(found, std::string("6 4 3 "));
    }
};

QTEST_GUILESS_MAIN(TestLedgerSums)
#include "tst_ledger_sums.moc"
