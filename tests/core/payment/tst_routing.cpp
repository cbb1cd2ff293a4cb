#include "till_fixture.h"

#include <QTest>

using namespace till;
using namespace till::payment;
using namespace till::tests;

namespace {

constexpr std::string_view kPolygon = "eip155:137";
constexpr std::string_view kPolygonUsdc = "0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359";

nlohmann::json onPolygon(std::string_view atomic)
{
    nlohmann::json option = optionFor(atomic);
    option["network"] = kPolygon;
    option["asset"] = kPolygonUsdc;
    return option;
}

Ask askWith(const std::vector<nlohmann::json>& options, std::string path = "/v1/search")
{
    Ask ask = askFor("1", std::move(path));
    ask.challenge = challengeWith(options);
    return ask;
}

/// A desk whose agent may pay 100 USD a day.
struct Rich : Desk {
    Rich() { addAgent("bot", allowUpTo("100")); }
    /// The nodes say that the agent's account holds so much, in a block of this time.
    void holds(std::string_view atomic, Instant blockTime, std::int64_t block = 7,
               std::string_view network = kBase, std::string_view asset = kBaseUsdc)
    {
        till().sawBalance(network, agent("a1").address.toChecksummed(), asset,
                          {money::Amount::fromAtomic(atomic).value(), block, blockTime, clock.now()});
    }
    std::string codeFor(std::string_view atomic, std::string path)
    {
        return pay(askFor(atomic, std::move(path))).code;
    }
};

std::string codesOf(const Outcome& outcome)
{
    std::string codes;
    for (const PassedOver& each : outcome.seen->passedOver) {
        codes += std::to_string(each.option) + ":" + each.code + " ";
    }
    return codes;
}

} // namespace

class TestRouting : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOptionThatItsAccountCannotPayIsPassedOver();
    void whatIsNotKnownIsNoReason();
    void allTooLowHasItsOwnCodeAndSaysHowMuch();
    void thePolicysOrderBreaksTies();
    void liveAuthorizationsAreTakenOff();
    void whatTheBlockShowsIsNotTakenOffTwice_data();
    void whatTheBlockShowsIsNotTakenOffTwice();
    void promisesOutliveARestart();
    void oldBalancesSayNothing();
    void anOlderBlockChangesNothing();
    void anotherAgentsAccountIsAnother_I19();
    void anApprovalIsHeldAgainstTheBalanceToo();
    void aClockBehindARealChainStops_I8();
    void testChainsAndSilentNodesSayNothingAboutTheClock();
};

void TestRouting::anOptionThatItsAccountCannotPayIsPassedOver()
{
    Rich desk;
    desk.holds("199999", desk.clock.now());
    const Outcome paid = desk.pay(askWith({optionFor("200000"), onPolygon("300000"), onPolygon("400000")}));
    QVERIFY(paid.reservation);
    QCOMPARE(paid.row.network, std::string(kPolygon));
    QCOMPARE(paid.row.amount, std::string("300000"));
    QCOMPARE(codesOf(paid), std::string("0:balance_too_low 2:not_preferred "));
    QCOMPARE(paid.seen->passedOver[1].text, std::string("0.40 USDC on Polygon: another option costs less"));
    desk.restart(); // it is in the row
    const auto seen = must(desk.till().seenOf(desk.row(paid.row.id)));
    QCOMPARE(codesOf(Outcome{"", {}, *seen, {}, false}), std::string("0:balance_too_low 2:not_preferred "));
    QVERIFY(seen->passedOver[0].text.find("holds 0.199999 USDC") != std::string::npos);
}

void TestRouting::whatIsNotKnownIsNoReason()
{
    Rich desk;
    const Outcome paid = desk.pay(askWith({optionFor("200000"), onPolygon("300000")}));
    QCOMPARE(paid.row.network, std::string(kBase));
    desk.holds("0", desk.clock.now());
    desk.till().forgetNetwork(kBase);
    QVERIFY(desk.pay(askFor("1", "/b")).reservation);
    desk.till().sawBalance("eip155:999999", "0x1", "0x2", {}); // nothing that we know
}

void TestRouting::allTooLowHasItsOwnCodeAndSaysHowMuch()
{
    Rich desk;
    desk.holds("100000", desk.clock.now());
    desk.holds("0", desk.clock.now(), 9, kPolygon, kPolygonUsdc);
    desk.clock.advance(40 * kSecond);
    const Outcome refused = desk.pay(askWith({optionFor("250000"), onPolygon("250000")}));
    QCOMPARE(refused.code, std::string("balance_too_low"));
    QVERIFY(!refused.reservation);
    QCOMPARE(codesOf(refused), std::string("0:balance_too_low 1:balance_too_low "));
    const std::string account = desk.agent("a1").address.toChecksummed();
    QCOMPARE(
        refused.seen->judgement.sentence,
        "Not paid: " + account +
            " holds 0.10 USDC (block 7, told 40 s ago); this costs 0.25 USDC on Base. Put money into that "
            "account, then ask again.");
    QVERIFY(refused.seen->judgement.retryAllowed);
    desk.holds("250000", desk.clock.now(), 8);
    QVERIFY(desk.pay(askWith({optionFor("250000"), onPolygon("250000")})).reservation); // and it did
    QCOMPARE(desk.till().quote(desk.agent("a1"), askFor("1", "/q")).code, std::string("balance_too_low"));
}

void TestRouting::thePolicysOrderBreaksTies()
{
    const std::vector<nlohmann::json> options{optionFor("200000"), onPolygon("200000")};
    const auto networkUnder = [&](const std::string& prefer) {
        Desk desk;
        desk.addAgent("bot", policyOf(R"({"version":1,"name":"t","default":"allow")" + prefer + "}"));
        const Outcome paid = desk.pay(askWith(options));
        return paid.row.network + ": " + paid.seen->passedOver.front().text;
    };
    QCOMPARE(networkUnder(""),
             std::string("eip155:8453: 0.20 USDC on Polygon: the same price was offered before it"));
    QCOMPARE(networkUnder(R"(,"preferNetworks":["eip155:137"])"),
             std::string("eip155:137: 0.20 USDC on Base: the policy prefers another network"));
    QCOMPARE(networkUnder(R"(,"preferAssets":["eip155:137/0x3c499c542cef5e3811e1192ce70d8cc03d5c3359"])"),
             std::string("eip155:137: 0.20 USDC on Base: the policy prefers another token"));
    QCOMPARE(networkUnder(R"(,"preferNetworks":["eip155:8453"],)"
                          R"("preferAssets":["eip155:137/0x3c499c542cef5e3811e1192ce70d8cc03d5c3359"])"),
             std::string("eip155:8453: 0.20 USDC on Polygon: the policy prefers another network"));
}

void TestRouting::liveAuthorizationsAreTakenOff()
{
    Rich desk;
    desk.holds("1000000", desk.clock.now());
    QVERIFY(desk.pay(askFor("600000", "/a")).reservation);
    QCOMPARE(desk.codeFor("400001", "/b"), std::string("balance_too_low"));
    QVERIFY(desk.pay(askFor("400000", "/c")).reservation);
    QCOMPARE(desk.codeFor("1", "/d"), std::string("balance_too_low"));
}

void TestRouting::whatTheBlockShowsIsNotTakenOffTwice_data()
{
    QTest::addColumn<QByteArray>("how");
    QTest::addColumn<qint64>("blockAfterMs");
    QTest::addColumn<bool>("isTakenOff");
    QTest::newRow("authorized, in its validity") << QByteArray("") << qint64{59'999} << true;
    QTest::newRow("authorized, past its validity") << QByteArray("") << qint64{60'000} << false;
    QTest::newRow("reported settled, an older block") << QByteArray("reported") << qint64{9'999} << true;
    QTest::newRow("reported settled, a newer block") << QByteArray("reported") << qint64{10'000} << false;
    QTest::newRow("reported failed") << QByteArray("failed") << qint64{30'000} << true;
    QTest::newRow("proven in a later block") << QByteArray("proven") << qint64{19'999} << true;
    QTest::newRow("proven in that block") << QByteArray("proven") << qint64{20'000} << false;
    QTest::newRow("proven unused") << QByteArray("unused") << qint64{0} << false;
}

void TestRouting::whatTheBlockShowsIsNotTakenOffTwice()
{
    QFETCH(QByteArray, how);
    QFETCH(qint64, blockAfterMs);
    QFETCH(bool, isTakenOff);
    Rich desk;
    const Outcome paid = desk.pay(askFor("600000", "/a")); // valid for 60 s
    desk.clock.advance(10 * kSecond);
    Report report;
    report.httpStatus = how == "reported" ? 200 : 500;
    if (how == "reported" || how == "failed") {
        must(desk.till().report(desk.agent("a1"), paid.row.id, report));
    } else if (how == "proven") {
        QVERIFY(must(desk.till().proveSettled(paid.row.id, "0xab", kStart.plusMs(20 * kSecond), "block")));
    } else if (how == "unused") {
        QVERIFY(must(desk.till().proveUnused(paid.row.id, kStart.plusMs(60 * kSecond), "block")));
    }
    desk.commit();
    desk.clock.advance(2 * kMinute);
    desk.holds("1000000", kStart.plusMs(blockAfterMs));
    const auto promised = desk.till().roomIn(
        {desk.agent("a1").address, paid.seen ? money::Registry::builtIn().asset(kBase, kBaseUsdc) : nullptr});
    QVERIFY(promised);
    QCOMPARE(promised->free.toAtomic(), std::string(isTakenOff ? "400000" : "1000000"));
}

void TestRouting::promisesOutliveARestart()
{
    Rich desk;
    QVERIFY(desk.pay(askFor("600000", "/a")).reservation);
    desk.restart();
    QVERIFY(desk.pay(askFor("1", "/unknown")).reservation); // after a start no balance is known
    desk.holds("1000000", desk.clock.now());
    QCOMPARE(desk.codeFor("400000", "/b"), std::string("balance_too_low"));
    QVERIFY(desk.pay(askFor("399999", "/c")).reservation);
}

void TestRouting::oldBalancesSayNothing()
{
    Rich desk;
    desk.holds("0", desk.clock.now());
    QCOMPARE(desk.codeFor("1", "/a"), std::string("balance_too_low"));
    desk.clock.advance(kBalanceKnownMs);
    QCOMPARE(desk.codeFor("1", "/b"), std::string("balance_too_low"));
    desk.clock.advance(1);
    QVERIFY(desk.pay(askFor("1", "/c")).reservation);
    desk.holds("0", desk.clock.now().plusMs(-kBalanceBlockAgeMs - 1), 8); // told now, of a block of long ago
    QVERIFY(desk.pay(askFor("1", "/d")).reservation);
    desk.clock.advance(3 * kHour);
    desk.tick(); // promises that old are forgotten, and the payments still count
    desk.holds("1000000", desk.clock.now(), 9);
    QCOMPARE(desk.till()
                 .roomIn({desk.agent("a1").address, money::Registry::builtIn().asset(kBase, kBaseUsdc)})
                 ->promised.toAtomic(),
             std::string("0"));
}

void TestRouting::anOlderBlockChangesNothing()
{
    Rich desk;
    desk.holds("0", desk.clock.now(), 8);
    desk.holds("1000000", desk.clock.now(), 7);
    QCOMPARE(desk.codeFor("1", "/a"), std::string("balance_too_low"));
}

void TestRouting::anotherAgentsAccountIsAnother_I19()
{
    Rich desk;
    desk.addAgent("other", allowUpTo("100"));
    desk.holds("1000000", desk.clock.now());
    QVERIFY(desk.pay(askFor("1000000", "/a"), "a2").reservation);
    QVERIFY(desk.pay(askFor("1000000", "/a"), "a1").reservation);
    QCOMPARE(desk.codeFor("1", "/b"), std::string("balance_too_low"));
    QVERIFY(desk.pay(askFor("1", "/b"), "a2").reservation);
}

void TestRouting::anApprovalIsHeldAgainstTheBalanceToo()
{
    Desk desk;
    desk.addAgent("bot", presetOf("careful"));
    const Outcome waiting = desk.pay(askFor("500000"));
    desk.till().sawBalance(kBase, desk.agent("a1").address.toChecksummed(), kBaseUsdc,
                           {money::Amount::fromUint64(1), 7, desk.clock.now(), desk.clock.now()});
    const Outcome refused = desk.approve(waiting);
    QCOMPARE(refused.code, std::string("balance_too_low"));
    QVERIFY(refused.seen->judgement.sentence.find("holds 0.000001 USDC") != std::string::npos);
    QVERIFY(desk.row(waiting.row.id).status ==
            ledger::Status::Waiting); // it can be approved once money is there
}

void TestRouting::aClockBehindARealChainStops_I8()
{
    Rich desk;
    desk.till().sawNewestBlock(kBase, desk.clock.now().plusMs(kMaxBehindChainMs));
    QVERIFY(desk.pay(askFor("1", "/a")).reservation);
    desk.till().sawNewestBlock(kBase, desk.clock.now().plusMs(kMaxBehindChainMs + 1));
    const Outcome refused = desk.pay(askFor("1", "/b"));
    QCOMPARE(refused.code, std::string("clock_wrong"));
    QCOMPARE(refused.seen->judgement.sentence,
             std::string("Not paid: this machine's clock is at least 2 minutes behind Base. Set it, then ask "
                         "again."));
    desk.clock.advance(1); // the block stays where it is; our clock goes on, or was set
    QVERIFY(desk.pay(askFor("1", "/c")).reservation);
    desk.clock.advance(-2 * kSecond); // and back again
    QCOMPARE(desk.codeFor("1", "/d"), std::string("clock_wrong"));
    desk.till().sawNewestBlock(kBase, std::nullopt); // its nodes are silent: nobody knows
    QVERIFY(desk.pay(askFor("1", "/e")).reservation);
    desk.till().sawNewestBlock(kBase, desk.clock.now().plusMs(-kDay)); // a chain that stands still
    QVERIFY(desk.pay(askFor("1", "/f")).reservation);
}

void TestRouting::testChainsAndSilentNodesSayNothingAboutTheClock()
{
    Rich desk;
    for (const std::string_view network :
         {std::string_view("eip155:84532"), money::kPracticeNetwork, std::string_view("eip155:999999")}) {
        desk.till().sawNewestBlock(network, desk.clock.now().plusMs(kDay));
    }
    QVERIFY(desk.pay(askFor("1", "/a")).reservation);
}

QTEST_APPLESS_MAIN(TestRouting)
#include "tst_routing.moc"
