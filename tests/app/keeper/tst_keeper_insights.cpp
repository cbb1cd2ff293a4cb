#include "keeper_process.h"

#include "core/wire/insight_messages.h"
#include "core/wire/security_messages.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

constexpr std::int64_t kDaySeconds = 24 * 3600;
constexpr std::int64_t kDayMs = kDaySeconds * 1000;

/// What the merchant answered to a payment.
SettlementReport answered(const std::string& token, const std::string& payment, std::int64_t status,
                          bool isPaid)
{
    SettlementReport report;
    report.token = token;
    report.paymentId = payment;
    report.httpStatus = status;
    if (isPaid) {
        report.receipt = ReceiptShape{true, "0x" + std::string(64, 'a'), "eip155:8453", "", "", ""};
    }
    return report;
}

/// One agent that may spend, on a clock that stands at noon (UTC) some days ago.
struct Past : KeeperProcess {
    explicit Past(std::int64_t daysAgo) : KeeperProcess(WallClock::Turned)
    {
        const std::int64_t now = QDateTime::currentSecsSinceEpoch();
        const std::int64_t noon = now / kDaySeconds * kDaySeconds + kDaySeconds / 2;
        ahead = noon - now - daysAgo * kDaySeconds;
        clock().setAhead(ahead);
        token = withAgent();
        LockRulesSet never; // whole days pass between two acts of the owner
        never.autoLockMinutes = 0;
        never.passphrase = kPassphrase;
        owner().get<SecurityAnswer>(never);
    }
    void nextDay() { clock().setAhead(ahead += kDaySeconds); }
    std::string buy(const std::string& micro, const std::string& path, std::int64_t status = 200,
                    bool isPaid = true)
    {
        const auto paid = gateway().get<PaymentAnswer>(payFor(token, micro, path));
        gateway().get<PaymentAnswer>(answered(token, paid.id, status, isPaid));
        return paid.id;
    }
    std::int64_t nowMs() const { return (QDateTime::currentSecsSinceEpoch() + ahead) * 1000; }
    Insights look(std::int64_t days, bool practice = false)
    {
        return owner().get<Insights>(InsightsGet{nowMs() - days * kDayMs, nowMs() + 1000, "UTC", practice});
    }
    std::string token;
    std::int64_t ahead = 0;
};

} // namespace

/// What the overview says beside the bars, and what the ledger says under its rows, of purchases whose sums
/// are known.
class TestKeeperInsights : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hostsDecisionsAndWasteOfKnownPurchases();
    void aForecastTakesThreeCompleteDays();
    void questionsThatAreNoneAreRefused_data();
    void questionsThatAreNoneAreRefused();
    void sumsFollowTheFilter();
    void severalStatesAreOneQuestion();
    void theOwnersNoteIsInTheSealedHistory();
    void notesNeedAnOpenWallet();
    void tagsStackEachPaymentOnce();
};

void TestKeeperInsights::hostsDecisionsAndWasteOfKnownPurchases()
{
    Past keeper(3);
    keeper.buy("100000", "/a");                                                    // 0.10
    keeper.buy("250000", "/b", 500);                                               // paid, and an error came
    keeper.buy("40000", "/c", 0, false);                                           // no answer at all
    keeper.gateway().get<PaymentAnswer>(payFor(keeper.token, "6000000", "/dear")); // 6.00 is asked for
    keeper.gateway().get<PaymentAnswer>(payFor(keeper.token, "60000000", "/worse")); // 60.00 is denied
    keeper.nextDay();
    keeper.buy("210000", "/a");
    const Insights insights = keeper.look(3);
    QCOMPARE(insights.hosts.size(), std::size_t{1});
    QCOMPARE(insights.hosts[0].host, std::string("api.shop.test"));
    QCOMPARE(insights.hosts[0].payments, std::int64_t{4});
    QCOMPARE(insights.hosts[0].sumMicro, std::string("600000"));
    // The first noon: 0.10 + 0.25 + 0.04 in three payments, 0.13 each; the second: 0.21.
    QCOMPARE(insights.hosts[0].pricesMicro, (std::vector<std::string>{"130000", "210000"}));
    QCOMPARE(insights.decisions.allowed, std::int64_t{4});
    QCOMPARE(insights.decisions.denied, std::int64_t{1});
    QCOMPARE(insights.decisions.waiting + insights.decisions.lapsed, std::int64_t{1});
    QCOMPARE(insights.undelivered, std::int64_t{1});
    QCOMPARE(insights.undeliveredMicro, std::string("250000"));
    QCOMPARE(insights.unresolved, std::int64_t{1});
    QCOMPARE(insights.unresolvedMicro, std::string("40000"));
    QVERIFY(!insights.isCut);
    const Insights practice = keeper.look(3, true);
    QVERIFY(practice.hosts.empty());
    QCOMPARE(practice.decisions.allowed, std::int64_t{0});
}

void TestKeeperInsights::aForecastTakesThreeCompleteDays()
{
    Past keeper(3);
    keeper.buy("1000000", "/a");
    keeper.nextDay();
    keeper.buy("2000000", "/a");
    keeper.nextDay();
    QVERIFY(!keeper.look(5).forecast);
    keeper.buy("3000000", "/a");
    keeper.nextDay();
    const auto forecast = keeper.look(5).forecast;
    QVERIFY(forecast);
    QCOMPARE(forecast->days, std::int64_t{3});
    const QDateTime end = QDateTime::fromMSecsSinceEpoch(forecast->untilMs, Qt::UTC);
    QCOMPARE(end.date().day(), 1);
    QCOMPARE(end.time(), QTime(0, 0));
    // Nothing was spent today, so today and every day after it is ahead, at the mean of 2.00.
    const QDate today = QDateTime::fromMSecsSinceEpoch(keeper.nowMs(), Qt::UTC).date();
    const qint64 daysAhead = today.daysTo(end.date());
    const std::int64_t likely = std::stoll(forecast->likelyMicro) - std::stoll(forecast->soFarMicro);
    QCOMPARE(likely, daysAhead * 2'000'000);
    QVERIFY(std::stoll(forecast->lowMicro) < std::stoll(forecast->likelyMicro));
    QVERIFY(std::stoll(forecast->highMicro) > std::stoll(forecast->likelyMicro));
}

void TestKeeperInsights::questionsThatAreNoneAreRefused_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("until");
    QTest::addColumn<QString>("zone");
    QTest::newRow("backward") << qint64{5} << qint64{4} << QStringLiteral("UTC");
    QTest::newRow("nothing") << qint64{5} << qint64{5} << QStringLiteral("UTC");
    QTest::newRow("before time") << qint64{-1} << qint64{5} << QStringLiteral("UTC");
    QTest::newRow("for ever") << qint64{0} << qint64{401 * kDayMs} << QStringLiteral("UTC");
    QTest::newRow("no such zone") << qint64{0} << qint64{5} << QStringLiteral("Mars/Olympus");
    QTest::newRow("a path") << qint64{0} << qint64{5} << QStringLiteral("../../etc/passwd");
}

void TestKeeperInsights::questionsThatAreNoneAreRefused()
{
    QFETCH(qint64, from);
    QFETCH(qint64, until);
    QFETCH(QString, zone);
    KeeperProcess keeper;
    Line owner = keeper.admin();
    QCOMPARE(owner.codeOf(InsightsGet{from, until, zone.toStdString(), false}), std::string("bad_request"));
}

void TestKeeperInsights::sumsFollowTheFilter()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    const auto first = keeper.gateway().get<PaymentAnswer>(payFor(token, "100000", "/maps"));
    keeper.gateway().get<PaymentAnswer>(payFor(token, "20000", "/search"));
    keeper.gateway().get<PaymentAnswer>(payFor(token, "60000000", "/worse"));
    keeper.gateway().get<PaymentAnswer>(answered(token, first.id, 200, true));
    const auto all = keeper.owner().get<PaymentsTotals>(PaymentsSum());
    QCOMPARE(all.requests, std::int64_t{3});
    QCOMPARE(all.tokens.size(), std::size_t{1});
    QCOMPARE(all.tokens[0].symbol, std::string("USDC"));
    QCOMPARE(all.tokens[0].payments, std::int64_t{2});
    QCOMPARE(all.tokens[0].paid, std::string("0.12"));
    QCOMPARE(all.tokens[0].atRisk, std::string("0.02"));
    PaymentsSum maps;
    maps.text = "maps";
    const auto some = keeper.owner().get<PaymentsTotals>(maps);
    QCOMPARE(some.requests, std::int64_t{1});
    QCOMPARE(some.tokens[0].paid, std::string("0.10"));
    QCOMPARE(some.tokens[0].atRisk, std::string("0.00"));
    PaymentsSum elsewhere;
    elsewhere.network = "eip155:137";
    QCOMPARE(keeper.owner().get<PaymentsTotals>(elsewhere).requests, std::int64_t{0});
}

void TestKeeperInsights::severalStatesAreOneQuestion()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    const auto settled = keeper.gateway().get<PaymentAnswer>(payFor(token, "1", "/a"));
    keeper.gateway().get<PaymentAnswer>(payFor(token, "2", "/b"));
    keeper.gateway().get<PaymentAnswer>(payFor(token, "60000000", "/c"));
    keeper.gateway().get<PaymentAnswer>(answered(token, settled.id, 200, true));
    const auto countOf = [&](const std::string& states) {
        PaymentsList list;
        list.status = states;
        return keeper.owner().get<PaymentsPage>(list).payments.size();
    };
    QCOMPARE(countOf("denied,authorized"), std::size_t{2});
    QCOMPARE(countOf("settled"), std::size_t{1});
    QCOMPARE(countOf("claimed"), std::size_t{1});
    QCOMPARE(countOf("proven"), std::size_t{0});
    QCOMPARE(countOf("proven,denied"), std::size_t{1});
    for (const char* bad : {"", ",", "settled,", "gone", "settled denied"}) {
        PaymentsList list;
        list.status = bad;
        QCOMPARE(keeper.owner().codeOf(list), std::string("bad_request"));
    }
    PaymentsFind way;
    way.interface = "mcp";
    QVERIFY(keeper.owner().get<PaymentsPage>(way).payments.empty());
    way.interface = "rest";
    QCOMPARE(keeper.owner().get<PaymentsPage>(way).payments.size(), std::size_t{3});
}

void TestKeeperInsights::theOwnersNoteIsInTheSealedHistory()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    const auto paid = keeper.gateway().get<PaymentAnswer>(payFor(token, "1000"));
    const auto margin = [&] { return keeper.owner().get<PaymentMargin>(PaymentMarginGet{paid.id}); };
    keeper.owner().get<Done>(PaymentNote{paid.id, "for the trip", {"trip", "refundable", "trip"}});
    QCOMPARE(margin().note, std::string("for the trip"));
    QCOMPARE(margin().tags, (std::vector<std::string>{"refundable", "trip"}));
    const auto detail = keeper.owner().get<PaymentDetail>(PaymentDetailGet{paid.id});
    QCOMPARE(detail.payment.status, std::string("authorized"));
    QCOMPARE(detail.timeline.back().kind, std::string("noted"));
    QCOMPARE(margin().explorer, std::string("https://basescan.org/tx/"));
    QCOMPARE(keeper.owner().codeOf(PaymentMarginGet{"pay_999"}), std::string("no_such_payment"));
    keeper.owner().get<Done>(PaymentNote{paid.id, "", {}});
    QVERIFY(margin().note.empty() && margin().tags.empty());
    QVERIFY2(keeper.owner().get<LedgerVerified>(LedgerVerify()).ok, "a note is a row like any other");
    QCOMPARE(keeper.owner().codeOf(PaymentNote{"pay_999", "x", {}}), std::string("no_such_payment"));
    QCOMPARE(keeper.owner().codeOf(PaymentNote{paid.id, std::string(501, 'x'), {}}),
             std::string("bad_request"));
    QCOMPARE(keeper.owner().codeOf(PaymentNote{paid.id, "", {std::string(33, 'x')}}),
             std::string("bad_request"));
    QCOMPARE(keeper.owner().codeOf(PaymentNote{paid.id, "", {" "}}), std::string("bad_request"));
    QCOMPARE(keeper.gateway().codeOf(PaymentNote{paid.id, "x", {}}), std::string("not_allowed_here"));
}

void TestKeeperInsights::notesNeedAnOpenWallet()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    const auto paid = keeper.gateway().get<PaymentAnswer>(payFor(token, "1000"));
    keeper.owner().get<Done>(Lock());
    QCOMPARE(keeper.owner().codeOf(PaymentNote{paid.id, "x", {}}), std::string("locked"));
    QCOMPARE(keeper.owner().get<StatusAnswer>(StatusGet()).vault, std::string("locked"));
}

void TestKeeperInsights::tagsStackEachPaymentOnce()
{
    KeeperProcess keeper;
    const std::string bot = keeper.withAgent();
    AgentAdd add;
    add.name = "tagged";
    add.preset = "autopilot";
    add.passphrase = kPassphrase;
    add.tags = {"work", "home"};
    const std::string tagged = keeper.owner().get<AgentAdded>(add).token;
    keeper.gateway().get<PaymentAnswer>(payFor(bot, "30000", "/a"));
    keeper.gateway().get<PaymentAnswer>(payFor(tagged, "500000", "/b"));
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
    const auto overview =
        keeper.owner().get<Overview>(OverviewGet{"tag", "month", now - kDayMs, now + 1000, "UTC", false});
    QCOMPARE(overview.series.size(), std::size_t{2});
    QCOMPARE(overview.series[0].label, std::string("home + work"));
    QCOMPARE(overview.series[0].values.back(), std::string("500000"));
    QCOMPARE(overview.series[1].label, std::string("no tag"));
    QCOMPARE(overview.series[1].values.back(), std::string("30000"));
}

QTEST_GUILESS_MAIN(TestKeeperInsights)
#include "tst_keeper_insights.moc"
