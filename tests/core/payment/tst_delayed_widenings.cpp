#include "core/payment/till.h"
#include "till_fixture.h"

#include <QTest>

using namespace till;
using namespace till::payment;
using namespace till::tests;

namespace {

const Author kOwner{"cli", "because"};

money::Amount usd(std::string_view text)
{
    return money::Amount::fromDecimal(text, policy::kUsdDecimals).value();
}

void setDelay(Desk& desk, std::int64_t seconds)
{
    must(desk.till().setDelay(seconds, kOwner, Authority::Passphrase));
    desk.commit();
}

std::int64_t rememberNew(Desk& desk, std::string path)
{
    const Outcome waiting = desk.pay(askFor("100000", std::move(path)));
    const Remember remember{RememberPayee::ThisOne, usd("1"), usd("3"), desk.till().now().plusMs(kDay)};
    const auto grant = desk.till().grantFor(desk.row(waiting.row.id), remember, kOwner).value();
    must(desk.till().addGrant(grant, Authority::Passphrase));
    desk.commit();
    return grant.id;
}

policy::Policy asking()
{
    return policyOf(R"({"version":1,"name":"t","default":"ask"})");
}

} // namespace

/// Widenings that wait while the delay itself is shortened come due out of their order, and some lose their
/// ground. None of them may stand in the way of the clock: a till that cannot tick signs nothing any more.
class TestDelayedWidenings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void grantsComeDueInAnyOrder();
    void noGrantsNumberIsUsedTwice();
    void aGrantsNumberFarAheadIsRefused();
    void aSecondAnswerToARequestTakesThePlaceOfOneThatWaits();
    void whatHasLostItsGroundIsCalledBack();
};

void TestDelayedWidenings::grantsComeDueInAnyOrder()
{
    Desk desk;
    desk.addAgent("bot", asking());
    setDelay(desk, 3600);
    setDelay(desk, 60); // waits an hour itself
    desk.clock.advance(kHour - kMinute);
    const auto slow = rememberNew(desk, "/1"); // due an hour from now
    desk.clock.advance(kMinute);
    desk.tick();
    QCOMPARE(desk.till().settings().delaySeconds, std::int64_t{60});
    const auto quick = rememberNew(desk, "/2"); // due in a minute
    QVERIFY(quick > slow);
    desk.clock.advance(kMinute);
    desk.tick();
    QVERIFY(desk.till().settings().allowances.grants.contains(quick));
    desk.clock.advance(kHour);
    desk.tick();
    QVERIFY(desk.till().settings().allowances.grants.contains(slow));
    QCOMPARE(desk.till().settings().allowances.grants.size(), std::size_t{2});
    desk.restart();
    QCOMPARE(desk.till().settings().allowances.grants.size(), std::size_t{2});
}

void TestDelayedWidenings::noGrantsNumberIsUsedTwice()
{
    Allowances allowances;
    RememberedGrant grant;
    grant.agent = "a1";
    grant.grant.host = "shop.example";
    grant.grant.until = kStart.plusMs(kDay);
    const auto add = [&](std::int64_t id) {
        grant.id = id;
        return allowances.apply({kStart, std::string(kGrantAdded), std::nullopt, "", toEventBody(grant)})
            .has_value();
    };
    QVERIFY(add(3));
    QVERIFY(!add(3));
    QVERIFY(add(1)); // promised before, due later
    QVERIFY(!add(1));
    QVERIFY(!add(0));
    QVERIFY(add(4));
    QVERIFY(add(2));
    QVERIFY(!add(2));
}

void TestDelayedWidenings::aGrantsNumberFarAheadIsRefused()
{
    Allowances allowances;
    RememberedGrant grant;
    grant.agent = "a1";
    grant.grant.host = "shop.example";
    grant.grant.until = kStart.plusMs(kDay);
    grant.id = std::int64_t{1} << 60;
    QVERIFY(!allowances.apply({kStart, std::string(kGrantAdded), std::nullopt, "", toEventBody(grant)}));
    QVERIFY(allowances.skippedGrants.empty());
}

void TestDelayedWidenings::aSecondAnswerToARequestTakesThePlaceOfOneThatWaits()
{
    Desk desk;
    desk.addAgent("bot", asking());
    setDelay(desk, 3600);
    setDelay(desk, 0);
    desk.clock.advance(kHour - kMinute);
    MoreRequest request;
    request.agent = "a1";
    request.amountMicro = usd("2");
    request.wantedUntil = desk.till().now().plusMs(kDay);
    const auto id = must(desk.till().askForMore(request)).value();
    const Instant until = desk.till().now().plusMs(kDay);
    QVERIFY(must(desk.till().grantMore(id, usd("2"), until, kOwner, Authority::Passphrase)).waiting);
    desk.commit();
    desk.clock.advance(kMinute);
    desk.tick();
    QVERIFY(!must(desk.till().grantMore(id, usd("1"), until, kOwner, Authority::Passphrase)).waiting);
    desk.commit();
    QVERIFY(desk.till().settings().pending.empty());
    desk.clock.advance(kHour);
    desk.tick();
    QCOMPARE(desk.till().settings().allowances.requests.at(id).grantedMicro, usd("1"));
}

void TestDelayedWidenings::whatHasLostItsGroundIsCalledBack()
{
    Desk desk;
    desk.addAgent("bot", asking());
    setDelay(desk, 60);
    rememberNew(desk, "/1");
    auto& pending = desk.till().settings().pending;
    QCOMPARE(pending.size(), std::size_t{1});
    pending.begin()->second.body = "{}"; // as of a version that wrote something else
    desk.clock.advance(kMinute);
    desk.tick();
    QVERIFY(pending.empty());
    QVERIFY(desk.till().settings().allowances.grants.empty());
}

QTEST_GUILESS_MAIN(TestDelayedWidenings)
#include "tst_delayed_widenings.moc"
