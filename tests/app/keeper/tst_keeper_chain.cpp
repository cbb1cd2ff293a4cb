#include "keeper_process.h"

#include <QDateTime>
#include <QTest>

#include <algorithm>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

constexpr const char* kBase = "eip155:8453";
constexpr const char* kUsdc = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
constexpr const char* kPayee = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";

BlockShape block(std::int64_t number, char fill = 'a')
{
    return {number, 1'900'000'000, "0x" + std::string(64, fill)};
}

/// A keeper with an agent, and nodes set for Base.
struct Watched : KeeperProcess {
    Watched()
    {
        token = withAgent();
        address = owner().get<AgentsAnswer>(AgentList()).agents.front().address;
        owner().get<NetworksAnswer>(NetworkSet{kBase, {"http://127.0.0.1:1"}, true, kPassphrase});
    }
    void tell(const auto& evidence) { watcher().get<Done>(evidence); }
    void disagree() { tell(NetworkHealth{kBase, false, "The two nodes disagree.", {}, true, 0}); }
    OutflowEvidence theft(const std::string& transaction)
    {
        return {kBase, kUsdc, address, transaction, block(7), {{kPayee, "5000000"}}, {}, "one node"};
    }
    std::vector<AlarmShape> alarms() { return owner().get<AlarmsAnswer>(AlarmList{}).alarms; }
    std::string token;
    std::string address;
};

} // namespace

/// What the watcher tells of chains, as the owner sees it and as payments feel it.
class TestKeeperChain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWatchListSaysWhereToLook();
    void balancesAreShownWithTheirAgeAndWhatIsNotKnown();
    void twoNodesThatDisagreeTwiceFreezeTheNetwork();
    void anOutflowFreezesTheAccountUntilTheOwnerLiftsIt_I9();
    void onlyTheOwnerLiftsAlarms_I18();
    void anAlarmOutlivesAKill();
    void aVanishedBlockPutsProofsInDoubt_I7();
    void theMarkMovesForwardOnlyAndOutlivesARestart();
    void aWrongClockIsANotice();
    void paymentsOfNetworksWithoutNodesAreNotInTheList();
};

void TestKeeperChain::theWatchListSaysWhereToLook()
{
    Watched keeper;
    keeper.gateway().get<PaymentAnswer>(payFor(keeper.token, "1000"));
    const auto list = keeper.watcher().get<WatchList>(WatchListGet());
    QCOMPARE(list.networks.size(), std::size_t{1});
    const WatchedNetwork& base = list.networks.front();
    QCOMPARE(base.finalTag, std::string("finalized"));
    QCOMPARE(base.confirmations, std::int64_t{900});
    QVERIFY(!base.mark);
    QVERIFY(std::ranges::find(base.tokens, kUsdc) != base.tokens.end());
    QVERIFY(std::ranges::find(list.accounts, keeper.address) != list.accounts.end());
    QCOMPARE(list.payments.size(), std::size_t{1});
    QVERIFY(!list.payments.front().inDoubt);
}

void TestKeeperChain::balancesAreShownWithTheirAgeAndWhatIsNotKnown()
{
    Watched keeper;
    const auto shown = [&keeper] {
        for (const BalanceShape& each : keeper.owner().get<BalancesAnswer>(BalanceList()).balances) {
            if (each.address == keeper.address && each.asset == kUsdc) {
                return each;
            }
        }
        return BalanceShape();
    };
    QCOMPARE(shown().text, std::string("not known: the nodes were not asked yet"));
    QVERIFY(shown().stale && !shown().atMs && shown().amount.empty());
    keeper.tell(NetworkHealth{kBase, false, "The node 127.0.0.1:1 cannot be reached.", {}, false, 0});
    QCOMPARE(shown().text, std::string("not known: no node answers"));
    keeper.tell(NetworkHealth{kBase, true, "ok, block 7", block(7), false, 0});
    QCOMPARE(shown().text, std::string("not known yet"));
    keeper.tell(BalanceEvidence{kBase, keeper.address, kUsdc, "12500000", block(7)});
    QVERIFY(shown().text.starts_with("12.50 USDC, ") && shown().text.ends_with(" s ago"));
    QVERIFY(!shown().stale && shown().atMs && shown().block == 7);
    keeper.tell(NetworkHealth{kBase, false, "The node 127.0.0.1:1 cannot be reached.", {}, false, 0});
    QVERIFY(shown().stale);
    QVERIFY(shown().text.starts_with("12.50 USDC as of ") && shown().text.ends_with("; no node answers now"));
    const auto networks = keeper.owner().get<NetworksAnswer>(NetworkList()).networks;
    const auto base = std::ranges::find(networks, kBase, &NetworkShape::network);
    QVERIFY2(base->reachability.find("cannot be reached. Last answer ") != std::string::npos,
             base->reachability.c_str());
    const auto notices = keeper.owner().get<StatusAnswer>(StatusGet()).notices;
    QCOMPARE(notices.front().code, std::string("no_evidence"));
    keeper.tell(BalanceEvidence{kBase, keeper.address, kUsdc, "-1", block(7)}); // no amount: nothing changes
    QCOMPARE(shown().amount, std::string("12500000"));
}

void TestKeeperChain::twoNodesThatDisagreeTwiceFreezeTheNetwork()
{
    Watched keeper;
    keeper.disagree();
    keeper.tell(NetworkHealth{kBase, true, "ok, block 7", block(7), false, 0});
    keeper.disagree();
    QVERIFY(keeper.alarms().empty()); // not in a row
    keeper.disagree();
    QCOMPARE(keeper.alarms().size(), std::size_t{1});
    keeper.disagree();
    QCOMPARE(keeper.alarms().size(), std::size_t{1});
    const AlarmShape alarm = keeper.alarms().front();
    QCOMPARE(alarm.kind, std::string("disagreement"));
    QCOMPARE(alarm.frozen, std::string("all payments on Base"));
    const auto refused = keeper.gateway().get<PaymentAnswer>(payFor(keeper.token, "1000"));
    QCOMPARE(refused.code, std::string("network_frozen"));
    QVERIFY(refused.headers.empty());
    QCOMPARE(keeper.owner().get<StatusAnswer>(StatusGet()).alarms, std::int64_t{1});
    keeper.tell(NetworkHealth{kBase, true, "ok, block 7", block(7), false, 0});
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(payFor(keeper.token, "1000", "/b")).code,
             std::string("network_frozen")); // that they agree again lifts nothing
    keeper.owner().get<AlarmsAnswer>(AlarmLift{alarm.id, "", kPassphrase});
    QVERIFY(!keeper.gateway().get<PaymentAnswer>(payFor(keeper.token, "1000", "/c")).headers.empty());
}

void TestKeeperChain::anOutflowFreezesTheAccountUntilTheOwnerLiftsIt_I9()
{
    Watched keeper;
    const auto paid = keeper.gateway().get<PaymentAnswer>(payWithKey(keeper.token, "1000", "k"));
    OutflowEvidence ours{
        kBase,     kUsdc, keeper.address, "0x1", block(6), {{kPayee, "1000"}}, {paid.authorization->nonce},
        "one node"};
    keeper.tell(ours);
    QVERIFY(keeper.alarms().empty());
    keeper.tell(keeper.theft("0x2"));
    keeper.tell(keeper.theft("0x2"));
    QCOMPARE(keeper.alarms().size(), std::size_t{1});
    QCOMPARE(keeper.alarms().front().account, keeper.address);
    QVERIFY(keeper.alarms().front().text.starts_with("5.00 USDC to "));
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(payFor(keeper.token, "1")).code,
             std::string("account_frozen"));
    QVERIFY(keeper.gateway().get<PaymentAnswer>(payWithKey(keeper.token, "1000", "k")).headers.empty());
    QCOMPARE(keeper.owner().codeOf(AlarmLift{"alarm_1", "", "a wrong passphrase"}),
             std::string("wrong_passphrase"));
    QCOMPARE(keeper.owner().codeOf(AlarmLift{"alarm_2", "", kPassphrase}), std::string("no_such_alarm"));
    QCOMPARE(keeper.alarms().size(), std::size_t{1});
    const auto lifted = keeper.owner().get<AlarmsAnswer>(AlarmLift{"alarm_1", "it was me", kPassphrase});
    QVERIFY(!lifted.alarms.front().open && lifted.alarms.front().note == "it was me");
    QVERIFY(keeper.alarms().empty());
    QCOMPARE(keeper.owner().get<AlarmsAnswer>(AlarmList{true, {}}).alarms.size(), std::size_t{1});
    QVERIFY(!keeper.gateway().get<PaymentAnswer>(payFor(keeper.token, "1", "/after")).headers.empty());
    QVERIFY(keeper.owner().get<LedgerVerified>(LedgerVerify()).ok);
}

void TestKeeperChain::onlyTheOwnerLiftsAlarms_I18()
{
    Watched keeper;
    keeper.tell(keeper.theft("0x2"));
    const AlarmLift lift{"alarm_1", "", kPassphrase};
    QCOMPARE(keeper.watcher().codeOf(lift), std::string("not_allowed_here"));
    QCOMPARE(keeper.gateway().codeOf(lift), std::string("not_allowed_here"));
    QCOMPARE(keeper.gateway().codeOf(keeper.theft("0x3")), std::string("not_allowed_here"));
    QCOMPARE(keeper.owner().codeOf(keeper.theft("0x3")), std::string("bad_frame"));
    QCOMPARE(keeper.alarms().size(), std::size_t{1});
}

void TestKeeperChain::anAlarmOutlivesAKill()
{
    Watched keeper;
    keeper.tell(keeper.theft("0x2"));
    keeper.kill();
    keeper.start();
    keeper.unlock();
    QCOMPARE(keeper.alarms().size(), std::size_t{1});
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(payFor(keeper.token, "1")).code,
             std::string("account_frozen"));
}

void TestKeeperChain::aVanishedBlockPutsProofsInDoubt_I7()
{
    Watched keeper;
    const auto paid = keeper.gateway().get<PaymentAnswer>(payFor(keeper.token, "1000"));
    keeper.tell(ScannedEvidence{kBase, block(7)});
    keeper.tell(SettledEvidence{paid.id, "0xabc", {6, 1, "0x66"}, "one node"});
    QVERIFY(keeper.watcher().get<WatchList>(WatchListGet()).payments.empty());
    // A block that was never its mark says nothing.
    keeper.tell(ReorganisedEvidence{kBase, block(7, 'b'), block(7, 'c'), block(0), "one node"});
    QVERIFY(keeper.alarms().empty());
    keeper.tell(ReorganisedEvidence{kBase, block(7), block(7, 'c'), block(0), "one node"});
    QCOMPARE(keeper.alarms().front().kind, std::string("reorganisation"));
    const auto list = keeper.watcher().get<WatchList>(WatchListGet());
    QCOMPARE(list.payments.size(), std::size_t{1});
    QVERIFY(list.payments.front().inDoubt);
    QCOMPARE(list.networks.front().mark->number, std::int64_t{0});
    keeper.tell(DoubtEvidence{{paid.id, block(8), "one node"}});
    const auto detail = keeper.owner().get<PaymentDetail>(PaymentDetailGet{paid.id});
    QCOMPARE(detail.payment.status, std::string("authorized"));
    QCOMPARE(detail.timeline.back().kind, std::string("doubted"));
}

void TestKeeperChain::theMarkMovesForwardOnlyAndOutlivesARestart()
{
    Watched keeper;
    const auto mark = [&keeper] {
        return keeper.watcher().get<WatchList>(WatchListGet()).networks.front().mark;
    };
    keeper.tell(ScannedEvidence{kBase, block(7)});
    QCOMPARE(mark()->number, std::int64_t{7});
    keeper.tell(ScannedEvidence{kBase, block(5)});
    QCOMPARE(mark()->number, std::int64_t{7});
    keeper.tell(ScannedEvidence{"eip155:999999999", block(9)});
    keeper.tell(ScannedEvidence{kBase, block(9)}); // in memory for now
    QCOMPARE(mark()->number, std::int64_t{9});
    keeper.kill();
    keeper.start();
    keeper.unlock();
    QCOMPARE(mark()->number, std::int64_t{7});
    QCOMPARE(mark()->hash, block(7).hash);
}

void TestKeeperChain::aWrongClockIsANotice()
{
    Watched keeper;
    const auto noticeFor = [&keeper](std::int64_t newestSeconds) {
        keeper.tell(NetworkHealth{kBase, true, "ok", block(7), false, newestSeconds});
        const auto notices = keeper.owner().get<StatusAnswer>(StatusGet()).notices;
        return notices.empty() ? std::string() : notices.front().code;
    };
    const std::int64_t now = QDateTime::currentSecsSinceEpoch();
    QCOMPARE(noticeFor(now), std::string());
    QCOMPARE(noticeFor(now + 60), std::string());
    QCOMPARE(noticeFor(now + 7200), std::string("clock_behind"));
    QCOMPARE(noticeFor(now - 600), std::string());
    QCOMPARE(noticeFor(now - 7200), std::string("chain_behind"));
    QCOMPARE(noticeFor(INT64_MAX), std::string()); // no time that can be
    QCOMPARE(noticeFor(0), std::string());
}

void TestKeeperChain::paymentsOfNetworksWithoutNodesAreNotInTheList()
{
    Watched keeper;
    keeper.owner().get<NetworksAnswer>(NetworkSet{kBase, {}, true, kPassphrase});
    keeper.gateway().get<PaymentAnswer>(payFor(keeper.token, "1000"));
    QVERIFY(keeper.watcher().get<WatchList>(WatchListGet()).payments.empty());
    keeper.owner().get<NetworksAnswer>(NetworkSet{kBase, {"http://127.0.0.1:1"}, true, kPassphrase});
    QCOMPARE(keeper.watcher().get<WatchList>(WatchListGet()).payments.size(), std::size_t{1});
}

QTEST_GUILESS_MAIN(TestKeeperChain)
#include "tst_keeper_chain.moc"
