#include "app/desktop/ledger/ledger_totals.h"

#include "core/money/registry.h"
#include "tests/app/desktop/stage/samples.h"

#include <QTest>

using namespace till;
using namespace till::desktop;

namespace {

/// A row in the first six-decimals dollar token of a network.
wire::PaymentRow row(const std::string& network, const std::string& amount, const std::string& status)
{
    wire::PaymentRow out = samples::payment(1);
    for (const money::Asset& each : money::Registry::builtIn().assets()) {
        if (each.network == network && each.decimals == 6 && each.isDollarPegged) {
            out.asset = each.address;
            out.symbol = each.symbol;
        }
    }
    out.network = network;
    out.isPractice = network == money::kPracticeNetwork;
    out.amount = amount;
    out.status = status;
    return out;
}

const std::string kPractice(money::kPracticeNetwork);

} // namespace

class LedgerTotalsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatWasSignedCounts_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<bool>("counts");
        for (const char* status : {"authorized", "settled", "proven", "unknown", "expired"}) {
            QTest::newRow(status) << QString::fromLatin1(status) << true;
        }
        for (const char* status : {"seen", "denied", "waiting", "rejected", "lapsed", "void"}) {
            QTest::newRow(status) << QString::fromLatin1(status) << false;
        }
    }
    void onlyWhatWasSignedCounts()
    {
        QFETCH(QString, status);
        QFETCH(bool, counts);
        const QString totals = paidTotals({row(kPractice, "250000", status.toStdString())});
        QCOMPARE(totals != QLatin1String("nothing paid"), counts);
    }

    void practiceMoneyIsKeptApart()
    {
        const QString totals =
            paidTotals({row(kPractice, "250000", "settled"), row("eip155:8453", "100000", "settled"),
                        row("eip155:8453", "20000", "settled")});
        QCOMPARE(totals, QStringLiteral("0.12\u00a0USDC · 0.25\u00a0pUSD practice paid"));
    }

    void sumsAreExact()
    {
        std::vector<wire::PaymentRow> rows(10, row(kPractice, "100000", "settled"));
        rows.push_back(row(kPractice, "1", "settled"));
        QCOMPARE(paidTotals(rows), QStringLiteral("1.000001\u00a0pUSD practice paid"));
    }

    void whatCannotBeMeasuredIsSaid()
    {
        wire::PaymentRow strange = row(kPractice, "5", "settled");
        strange.asset = "0x0000000000000000000000000000000000000001";
        QCOMPARE(paidTotals({strange}), QStringLiteral("1 in other tokens paid"));
    }
};

QTEST_GUILESS_MAIN(LedgerTotalsTest)
#include "tst_ledger_totals.moc"
