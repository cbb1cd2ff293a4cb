#include "app/desktop/ledger/ledger_totals.h"

#include "core/money/registry.h"

#include <QTest>

using namespace till;
using namespace till::desktop;

namespace {

const std::string kPractice(money::kPracticeNetwork);

/// The sums in the first six-decimals dollar token of a network.
wire::TokenTotal total(const std::string& network, const std::string& paid, const std::string& atRisk)
{
    wire::TokenTotal out;
    for (const money::Asset& each : money::Registry::builtIn().assets()) {
        if (each.network == network && each.decimals == 6 && each.isDollarPegged) {
            out.asset = each.address;
            out.symbol = each.symbol;
        }
    }
    out.network = network;
    out.isPractice = network == money::kPracticeNetwork;
    out.payments = 2;
    out.paid = paid;
    out.atRisk = atRisk;
    return out;
}

} // namespace

class LedgerTotalsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneTokenOnTwoNetworksIsOneSumAndPracticeMoneyIsKeptApart()
    {
        const wire::PaymentsTotals totals{1791,
                                          false,
                                          {total("eip155:8453", "0.10", "0.01"),
                                           total("eip155:137", "0.02", "0.00"),
                                           total(kPractice, "0.25", "0.05")}};
        QCOMPARE(totalsText(totals),
                 QStringLiteral("1,791 requests · 0.12\u00a0USDC · 0.25\u00a0pUSD practice paid"));
        QCOMPARE(atRiskText(totals), QStringLiteral("0.01\u00a0USDC · 0.05\u00a0pUSD practice at risk"));
    }

    void sumsAreExact()
    {
        const wire::PaymentsTotals totals{
            2, false, {total("eip155:8453", "0.999999", "0.00"), total("eip155:137", "0.000002", "0.00")}};
        QCOMPARE(totalsText(totals), QStringLiteral("2 requests · 1.000001\u00a0USDC paid"));
        QVERIFY(atRiskText(totals).isEmpty());
    }

    void nothingPaidIsSaid()
    {
        QCOMPARE(totalsText({1, false, {}}), QStringLiteral("1 request · nothing paid"));
    }

    void whatWasCutIsSaid()
    {
        QVERIFY(totalsText({200'000, true, {}}).startsWith(QLatin1String("the newest 200,000 requests")));
    }

    void whatCannotBeMeasuredIsCounted()
    {
        wire::TokenTotal strange = total(kPractice, "5", "0");
        strange.asset = "0x0000000000000000000000000000000000000001";
        QCOMPARE(totalsText({3, false, {strange}}), QStringLiteral("3 requests · 2 in other tokens paid"));
    }
};

QTEST_GUILESS_MAIN(LedgerTotalsTest)
#include "tst_ledger_totals.moc"
