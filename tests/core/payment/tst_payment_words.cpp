#include "chain_buyer.h"

#include "core/payment/balances.h"

#include <QTest>

#include <algorithm>

using namespace till;
using namespace till::payment;
using namespace till::tests;

namespace {

const Author kOwner{"cli", "because"};

money::Amount usd(std::string_view text)
{
    return money::Amount::fromDecimal(text, policy::kUsdDecimals).value();
}

const char* const kAsking = R"({"version":1,"name":"t","default":"ask"})";

} // namespace

/// What a row, a quote, an alarm and a change that waits say of themselves, and who may still change them.
class TestPaymentWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasAskedComesBackWithItsRow()
    {
        Desk desk;
        desk.addAgent("bot", allowUpTo("1.00"));
        const Ask ask = askFor("100000");
        const auto row = desk.row(desk.pay(ask).row.id);
        const auto seen = must(desk.till().seenOf(row)).value();
        QCOMPARE(seen.ask.interface, ask.interface);
        QCOMPARE(seen.ask.caller.pid, ask.caller.pid);
        QCOMPARE(seen.ask.caller.uid, ask.caller.uid);
        QCOMPARE(seen.ask.caller.executable, ask.caller.executable);
        QCOMPARE(seen.ask.request.method, ask.request.method);
        QCOMPARE(seen.ask.request.url, ask.request.url);
        QCOMPARE(seen.ask.request.host, ask.request.host);
        QCOMPARE(seen.ask.request.path, ask.request.path);
        QCOMPARE(seen.ask.claims.tool, ask.claims.tool);
        QCOMPARE(seen.ask.claims.task, ask.claims.task);
        QCOMPARE(seen.ask.claims.reason, ask.claims.reason);

        const policy::PaymentFacts facts = desk.till().factsOf(row);
        QCOMPARE(facts.line.agent, std::string("a1"));
        QCOMPARE(facts.line.host, ask.request.host);
        QCOMPARE(facts.line.payTo, std::string(kShopPayee));
        QCOMPARE(facts.line.network, std::string(kBase));
        QCOMPARE(facts.amount.toAtomic(), std::string("100000"));
        QCOMPARE(facts.interface, ask.interface);
        QCOMPARE(facts.scheme, std::string("exact"));
        QCOMPARE(facts.method, ask.request.method);
        QCOMPARE(facts.path, ask.request.path);
    }

    void aQuoteSaysWhatAPaymentWouldAndLeavesNoRow()
    {
        Desk desk;
        desk.addAgent("bot", allowUpTo("1.00"));
        const std::int64_t before = desk.ledger().eventCount();
        const Outcome quoted = desk.till().quote(desk.agent("a1"), askFor("100000"));
        QCOMPARE(desk.ledger().eventCount(), before);
        QVERIFY(!quoted.reservation);
        const Outcome paid = desk.pay(askFor("100000"));
        QCOMPARE(quoted.row.verdict, paid.row.verdict);
        QCOMPARE(quoted.row.network, paid.row.network);
        QCOMPARE(quoted.row.asset, paid.row.asset);
        QCOMPARE(quoted.row.payTo, paid.row.payTo);
        QCOMPARE(quoted.row.amount, paid.row.amount);
        QCOMPARE(quoted.row.host, paid.row.host);

        desk.lock();
        const Outcome shut = desk.till().quote(desk.agent("a1"), askFor("100000"));
        QCOMPARE(shut.code, std::string("locked"));
        QCOMPARE(shut.row.verdict, std::string("deny"));
        QCOMPARE(shut.seen->judgement.verdict, std::string("deny"));
        QCOMPARE(shut.seen->judgement.code, std::string("locked"));
        QVERIFY(!shut.seen->judgement.sentence.empty());
        QCOMPARE(shut.seen->judgement.reasons.front().code, std::string("locked"));
    }

    void aRefusalBeforeAnyRuleSaysSoInItsTrace()
    {
        Desk desk;
        desk.addAgent("bot", allowUpTo("1.00"));
        must(desk.till().change(kPaused, "{}"));
        desk.commit();
        const Outcome refused = desk.pay(askFor("100000"));
        QCOMPARE(refused.code, std::string("paused"));
        QCOMPARE(refused.row.code, std::string("paused"));
        QVERIFY(refused.row.status == ledger::Status::Denied);
        QCOMPARE(refused.row.verdict, std::string("deny"));
        const auto& judgement = refused.seen->judgement;
        QCOMPARE(judgement.trace.size(), std::size_t{1});
        QCOMPARE(judgement.trace.front().code, std::string("hard_check"));
        QVERIFY(judgement.trace.front().text.ends_with("paused"));
    }

    void aClaimedTaskCanBeDenied()
    {
        for (const char* const when : {R"({"tools":["search"]})", R"({"tasks":["find it"]})"}) {
            Desk desk;
            desk.addAgent("bot", policyOf(std::string(R"({"version":1,"name":"t","default":"allow",)") +
                                          R"("rules":[{"name":"r","verdict":"deny","when":)" + when + "}]}"));
            QCOMPARE(desk.pay(askFor("100000")).code, std::string("denied_by_rule"));
            Ask other = askFor("100000", "/other");
            other.claims = {"another", "another", ""};
            QVERIFY(desk.pay(other).reservation);
        }
    }

    void anApprovalAfterItsTimeIsTooLate()
    {
        Desk desk;
        desk.addAgent("bot", policyOf(kAsking));
        const Outcome waiting = desk.pay(askFor("100000"));
        const Instant until = desk.till().waiting().at(waiting.row.id).until;
        desk.clock.at = until;
        const Outcome late = desk.approve(waiting);
        QCOMPARE(late.code, std::string("already_decided"));
        QVERIFY(!late.reservation);
        QCOMPARE(desk.row(waiting.row.id).nonce, std::string());
    }

    void whatWasRejectedWaitsNoLonger()
    {
        Desk desk;
        desk.addAgent("bot", policyOf(kAsking));
        const Outcome waiting = desk.pay(askFor("100000"));
        QVERIFY(desk.till().waiting().contains(waiting.row.id));
        must(desk.till().reject(waiting.row.id, "cli", "no"));
        desk.commit();
        QVERIFY(desk.till().waiting().empty());
        QCOMPARE(desk.approve(waiting).code, std::string("already_decided"));
    }

    void eachAgentMayLeaveSoManyQuestions_I20()
    {
        Desk desk;
        desk.addAgent("bot", policyOf(kAsking));
        desk.addAgent("other", policyOf(kAsking));
        for (std::size_t each = 0; each < kMaxWaitingOfAgent; ++each) {
            QVERIFY(desk.pay(askFor("1", "/" + std::to_string(each))).row.status == ledger::Status::Waiting);
        }
        QCOMPARE(desk.pay(askFor("1", "/more")).code, std::string("busy"));
        QVERIFY(desk.pay(askFor("1", "/more"), "a2").row.status == ledger::Status::Waiting);
    }

    void aPromiseSaidAgainCountsOnce()
    {
        Balances balances;
        const Purse purse{addressOf(1), money::Registry::builtIn().asset(kBase, kBaseUsdc)};
        balances.saw(purse, {usd("10"), 7, kStart, kStart});
        balances.promise({1}, purse, usd("1"), kStart.plusMs(kMinute));
        balances.promise({1}, purse, usd("2"), kStart.plusMs(kMinute));
        QCOMPARE(balances.roomIn(purse, kStart)->promised.toAtomic(), std::string("2000000"));
        balances.drop({1});
        QVERIFY(balances.roomIn(purse, kStart)->promised.isZero());
    }

    void anAlarmNamesItsPlaceAndItsEvidence()
    {
        ChainBuyer buyer;
        Outflow outflow;
        outflow.network = kBase;
        outflow.asset = kBaseUsdc;
        outflow.from = buyer.agent("a1").address.toChecksummed();
        outflow.transaction = kTransaction;
        outflow.moves = {{std::string(kOtherPayee), "5"}};
        outflow.evidence = "block 7 0x77 by one node";
        must(buyer.till().sawOutflow(outflow));
        buyer.commit();
        buyer.reorganise("block 7 was 0x77, now 0x78");
        const auto& alarms = buyer.till().settings().alarms.all();
        QCOMPARE(alarms.size(), std::size_t{2});
        QVERIFY(alarms[0].kind == AlarmKind::Outflow);
        QCOMPARE(alarms[0].network, std::string(kBase));
        QCOMPARE(alarms[0].account, outflow.from);
        QVERIFY(!alarms[0].text.empty());
        QVERIFY2(alarms[0].evidence.find(outflow.evidence) != std::string::npos, alarms[0].evidence.c_str());
        QVERIFY(alarms[1].kind == AlarmKind::Reorganisation);
        QCOMPARE(alarms[1].network, std::string(kBase));
        QVERIFY(alarms[1].account.empty());
        QCOMPARE(alarms[1].evidence, std::string("block 7 was 0x77, now 0x78"));
    }

    void anEventThatIsNoAlarmIsRefused()
    {
        Alarms alarms;
        Alarm alarm;
        alarm.network = kBase;
        ledger::Event event{kStart, "alarm.raised", std::nullopt, "", raisedEventBody(alarm)};
        QVERIFY(alarms.apply(event));
        QCOMPARE(alarms.openCount(), std::size_t{1});
        auto body = nlohmann::json::parse(event.body);
        body["kind"] = "of no kind";
        event.body = body.dump();
        QVERIFY(!alarms.apply(event));
        QCOMPARE(alarms.all().size(), std::size_t{1});
    }

    void aChangeThatWaitsTellsWhatItIsAlsoAfterARestart()
    {
        Desk desk;
        desk.addAgent("bot", allowUpTo("1.00"));
        must(desk.till().setDelay(3600, kOwner, Authority::Passphrase));
        desk.commit();
        desk.clock.advance(kMinute);
        const Instant asked = desk.till().now();
        must(desk.till().setDelay(60, {"app", "too long"}, Authority::Passphrase));
        desk.commit();
        for (int each = 0; each < 2; ++each) {
            QCOMPARE(desk.till().settings().pending.size(), std::size_t{1});
            const PendingChange& shorter = desk.till().settings().pending.begin()->second;
            QCOMPARE(shorter.kind, std::string(kDelaySet));
            QVERIFY2(shorter.summary.find("60 s") != std::string::npos, shorter.summary.c_str());
            QCOMPARE(shorter.author.by, std::string("app"));
            QCOMPARE(shorter.author.reason, std::string("too long"));
            QCOMPARE(shorter.askedAt.unixMs, asked.unixMs);
            QCOMPARE(shorter.dueAt.unixMs, asked.plusMs(3600 * kSecond).unixMs);
            desk.restart();
        }
    }

    void whatIsLeftTodayIsOfOneKindOfMoney()
    {
        Desk desk;
        desk.addAgent("bot", allowUpTo("5.00"));
        policy::Policy toy = allowUpTo("5.00");
        toy.money = policy::MoneyKind::PracticeOnly;
        desk.addAgent("toy", toy);
        Ask play = askFor("1000000");
        play.challenge = challengeWith({practiceOptionFor("1000000")});
        QVERIFY(desk.pay(play, "a2").reservation);
        QCOMPARE(desk.till().leftToday(false)->toAtomic(), std::string("5000000"));
        QCOMPARE(desk.till().leftToday(true)->toAtomic(), std::string("4000000"));
    }

    void aGrantForExactlyThePriceAndTheDayCanBeRemembered()
    {
        Desk desk;
        desk.addAgent("bot", policyOf(kAsking));
        const Outcome waiting = desk.pay(askFor("500000"));
        const auto row = desk.row(waiting.row.id);
        const auto wish = [&](std::string_view payment, std::string_view day) {
            return desk.till().grantFor(
                row, {RememberPayee::ThisOne, usd(payment), usd(day), kStart.plusMs(kDay)}, kOwner);
        };
        QVERIFY(wish("0.50", "0.50").has_value());
        QVERIFY(!wish("0.499999", "5").has_value());
        QVERIFY(!wish("0.50", "0.499999").has_value());
        must(desk.till().setDelay(3600, kOwner, Authority::Passphrase));
        must(desk.till().addGrant(wish("0.50", "3").value(), Authority::Passphrase));
        desk.commit();
        const PendingChange& change = desk.till().settings().pending.begin()->second;
        QCOMPARE(change.author.by, kOwner.by);
        QCOMPARE(change.author.reason, kOwner.reason);
        QVERIFY2(change.summary.find("api.shop.test") != std::string::npos, change.summary.c_str());
    }

    void anAgentHasAtMostSoManyTags()
    {
        std::vector<std::string> tags;
        for (std::size_t each = 0; each < kMaxAgentTags; ++each) {
            tags.push_back("tag " + std::to_string(each));
        }
        QVERIFY(areGoodTags(tags));
        tags.push_back("tag 9");
        QVERIFY(!areGoodTags(tags));
        QVERIFY(areGoodTags({std::string(kMaxTagBytes, 't')}));
        QVERIFY(!areGoodTags({std::string(kMaxTagBytes + 1, 't')}));
    }

    void anEnvelopeBeyondTheMostIsRefused()
    {
        Desk desk;
        desk.addAgent("bot", allowUpTo("1.00"));
        for (std::size_t each = 0; each <= kMaxEnvelopesOfAgent; ++each) {
            MoreRequest request;
            request.agent = "a1";
            request.amountMicro = usd("1");
            request.reason = "more";
            request.wantedUntil = desk.till().now().plusMs(kDay);
            const auto id = must(desk.till().askForMore(request));
            QVERIFY(id.has_value());
            const auto answer = must(desk.till().grantMore(*id, usd("1"), desk.till().now().plusMs(kDay),
                                                           kOwner, Authority::Passphrase));
            desk.commit();
            QCOMPARE(answer.code, std::string(each < kMaxEnvelopesOfAgent ? "" : "bad_request"));
        }
    }

    void aTransactionMayBeAsLongAsTheBound()
    {
        ChainBuyer buyer;
        const auto id = buyer.pay(askFor("1")).row.id;
        const std::string longest = "0x" + std::string(126, 'a');
        QVERIFY(!buyer.settle(id, buyer.clock.now(), longest + "a"));
        QVERIFY(buyer.settle(id, buyer.clock.now(), longest));
        QCOMPARE(buyer.row(id).transaction, longest);
    }
};

QTEST_APPLESS_MAIN(TestPaymentWords)
#include "tst_payment_words.moc"
