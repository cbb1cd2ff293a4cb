#include "core/payment/security.h"

#include "till_fixture.h"

#include <QTest>

using namespace till;
using namespace till::payment;
using namespace till::tests;
using ledger::Event;

namespace {

Event eventOf(std::string_view kind, std::string body = "{}", Instant at = kStart)
{
    return {at, std::string(kind), std::nullopt, "", std::move(body)};
}

money::Amount micro(std::string_view digits)
{
    return money::Amount::fromAtomic(digits).value();
}

} // namespace

class TestSecurity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tighterRulesNeedNoSealAndWiderOnesDo_data();
    void tighterRulesNeedNoSealAndWiderOnesDo();
    void rulesOutOfBoundsAreRefused_data();
    void rulesOutOfBoundsAreRefused();
    void onlyWhatNarrowsMayBeWrittenUnsealed();
    void everyWrongPassphraseDoublesTheDelayUpToFiveMinutes();
    void theCountOfWrongOnesIsWhatTheEventsSay();
    void bodiesThatAreNotInTheirFormAreRefused_data();
    void bodiesThatAreNotInTheirFormAreRefused();
    void nobodyIsAwayWithoutUnattendedPayments();
    void agentsGoOnWithinTheCapAndNotBeyond();
    void theCapHoldsAfterTheLedgerIsReadAgain();
    void whenTheTimeIsOverNothingIsPaid();
    void whileTheOwnerIsThereTheCapCountsNothing();
};

void TestSecurity::tighterRulesNeedNoSealAndWiderOnesDo_data()
{
    QTest::addColumn<LockRules>("before");
    QTest::addColumn<LockRules>("after");
    QTest::addColumn<bool>("isNoWider");
    const LockRules usual;
    const auto row = [&](const char* tag, const auto& change, bool isNoWider) {
        LockRules after = usual;
        change(after);
        QTest::newRow(tag) << usual << after << isNoWider;
    };
    row(
        "the same", [](LockRules&) {}, true);
    row(
        "locks sooner", [](LockRules& r) { r.autoLockMinutes = 1; }, true);
    row(
        "locks later", [](LockRules& r) { r.autoLockMinutes += 1; }, false);
    row(
        "never locks", [](LockRules& r) { r.autoLockMinutes = 0; }, false);
    row(
        "shorter proof", [](LockRules& r) { r.proofIdleMinutes -= 1; }, true);
    row(
        "longer proof", [](LockRules& r) { r.proofIdleMinutes += 1; }, false);
    row(
        "longer at most", [](LockRules& r) { r.proofMaxMinutes += 1; }, false);
    row(
        "open on suspend", [](LockRules& r) { r.lockOnSuspend = false; }, false);
    row(
        "open on screen lock", [](LockRules& r) { r.lockOnScreenLock = false; }, false);
    row(
        "one tighter, one wider",
        [](LockRules& r) {
            r.autoLockMinutes = 1;
            r.proofMaxMinutes += 1;
        },
        false);
    LockRules never = usual;
    never.autoLockMinutes = 0;
    QTest::newRow("from never to some") << never << usual << true;
}

void TestSecurity::tighterRulesNeedNoSealAndWiderOnesDo()
{
    QFETCH(LockRules, before);
    QFETCH(LockRules, after);
    QFETCH(bool, isNoWider);
    QCOMPARE(payment::isNoWider(before, after), isNoWider);
    Security security;
    security.rules = before;
    QCOMPARE(security.apply(eventOf(kLockRulesTightened, lockRulesBody(after))), isNoWider);
    QVERIFY(security.rules == (isNoWider ? after : before));
    QVERIFY(security.apply(eventOf(kLockRulesSet, lockRulesBody(after))));
    QVERIFY(security.rules == after);
}

void TestSecurity::rulesOutOfBoundsAreRefused_data()
{
    QTest::addColumn<LockRules>("rules");
    const auto row = [](const char* tag, const auto& change) {
        LockRules rules;
        change(rules);
        QTest::newRow(tag) << rules;
    };
    row("negative", [](LockRules& r) { r.autoLockMinutes = -1; });
    row("over a week", [](LockRules& r) { r.autoLockMinutes = kMaxAutoLockMinutes + 1; });
    row("a proof for ever", [](LockRules& r) { r.proofMaxMinutes = kMaxProofMinutes + 1; });
    row("no proof", [](LockRules& r) { r.proofIdleMinutes = 0; });
    row("wraps", [](LockRules& r) { r.proofIdleMinutes = INT64_MAX; });
}

void TestSecurity::rulesOutOfBoundsAreRefused()
{
    QFETCH(LockRules, rules);
    QVERIFY(!isInBounds(rules));
    Security security;
    QVERIFY(!security.apply(eventOf(kLockRulesSet, lockRulesBody(rules))));
    QVERIFY(security.rules == LockRules());
}

void TestSecurity::onlyWhatNarrowsMayBeWrittenUnsealed()
{
    for (const auto kind : {kLockRulesSet, kUnattendedOn, kUnattendedUsed, kAwayEnded, kPassphraseRight}) {
        QVERIFY2(isSecurityKind(kind) && ledger::needsMac(kind), std::string(kind).c_str());
    }
    for (const auto kind : {kLockRulesTightened, kUnattendedOff, kAwayBegan, kPassphraseWrong}) {
        QVERIFY2(isSecurityKind(kind) && !ledger::needsMac(kind), std::string(kind).c_str());
    }
}

void TestSecurity::everyWrongPassphraseDoublesTheDelayUpToFiveMinutes()
{
    for (int wrong = 0; wrong <= kFreeTries; ++wrong) {
        QCOMPARE(tryDelayMs(wrong), std::int64_t{0});
    }
    QCOMPARE(tryDelayMs(kFreeTries + 1), 2 * kSecond);
    QCOMPARE(tryDelayMs(kFreeTries + 2), 4 * kSecond);
    QCOMPARE(tryDelayMs(kFreeTries + 8), 256 * kSecond);
    for (const int wrong : {kFreeTries + 9, 1000, INT_MAX}) {
        QCOMPARE(tryDelayMs(wrong), 5 * kMinute); // never longer: nobody locks the owner out for ever
    }
}

void TestSecurity::theCountOfWrongOnesIsWhatTheEventsSay()
{
    Security security;
    QVERIFY(security.apply(eventOf(kPassphraseWrong, "{}", kStart)));
    QVERIFY(security.apply(eventOf(kPassphraseWrong, "{}", kStart.plusMs(7))));
    QCOMPARE(security.wrongPassphrases, 2);
    QCOMPARE(security.lastWrong.unixMs, kStart.unixMs + 7);
    QVERIFY(security.apply(eventOf(kPassphraseRight)));
    QCOMPARE(security.wrongPassphrases, 0);
}

void TestSecurity::bodiesThatAreNotInTheirFormAreRefused_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char* tag, std::string_view kind, const char* body) {
        QTest::newRow(tag) << QByteArray(kind.data(), static_cast<qsizetype>(kind.size()))
                           << QByteArray(body);
    };
    row("rules: no JSON", kLockRulesSet, "x");
    row("rules: empty", kLockRulesSet, "{}");
    row("rules: text", kLockRulesTightened,
        R"({"autoLockMinutes":"1","proofIdleMinutes":1,"proofMaxMinutes":1,"lockOnSuspend":true,"lockOnScreenLock":true})");
    row("on: no cap", kUnattendedOn, R"({"untilMs":1})");
    row("on: negative cap", kUnattendedOn, R"({"capMicro":"-1","untilMs":1})");
    row("on: no end", kUnattendedOn, R"({"capMicro":"1"})");
    row("used: while off", kUnattendedUsed, R"({"payment":1,"micro":"5"})");
}

void TestSecurity::bodiesThatAreNotInTheirFormAreRefused()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, body);
    Security security;
    QVERIFY(!security.apply(eventOf(kind.toStdString(), body.toStdString())));
    QVERIFY(security.rules == LockRules() && !security.unattended && !security.isAway);
}

void TestSecurity::nobodyIsAwayWithoutUnattendedPayments()
{
    Security security;
    QVERIFY(security.apply(eventOf(kAwayBegan)));
    QVERIFY(!security.isAway);
    QVERIFY(security.apply(eventOf(kUnattendedOn, unattendedBody(micro("5"), kStart))));
    QVERIFY(security.apply(eventOf(kAwayBegan)));
    QVERIFY(security.isAway);
    QVERIFY(security.apply(eventOf(kUnattendedOff)));
    QVERIFY(!security.isAway);
}

namespace {

/// An agent with much room of its own, the owner away, and a cap of one USD until an hour from now.
void goAway(Desk& desk)
{
    desk.addAgent("bot", allowUpTo("100"));
    must(
        desk.till().change(kUnattendedOn, unattendedBody(micro("1000000"), desk.till().now().plusMs(kHour))));
    must(desk.till().change(kAwayBegan, becauseBody("screen")));
    desk.commit();
}

} // namespace

void TestSecurity::agentsGoOnWithinTheCapAndNotBeyond()
{
    Desk desk;
    goAway(desk);
    QVERIFY(desk.pay(askWithKey("600000", "one")).reservation);
    const auto over = desk.pay(askWithKey("400001", "two"));
    QVERIFY(!over.reservation);
    QCOMPARE(over.row.code, std::string("locked"));
    QVERIFY(desk.pay(askWithKey("400000", "three")).reservation); // to the last cent
    QCOMPARE(desk.till().settings().security.unattended->leftMicro().toAtomic(), std::string("0"));
    QVERIFY(!desk.pay(askWithKey("1", "four")).reservation);
    // What was paid is presented again without counting again.
    const auto again = desk.pay(askWithKey("600000", "one"));
    QVERIFY(again.isJoined && again.reservation);
}

void TestSecurity::theCapHoldsAfterTheLedgerIsReadAgain()
{
    Desk desk;
    goAway(desk);
    QVERIFY(desk.pay(askWithKey("900000", "one")).reservation);
    must(desk.till().rebuild());
    QVERIFY(desk.till().settings().security.isAway);
    QCOMPARE(desk.till().settings().security.unattended->usedMicro.toAtomic(), std::string("900000"));
    QVERIFY(!desk.pay(askWithKey("100001", "two")).reservation);
}

void TestSecurity::whenTheTimeIsOverNothingIsPaid()
{
    Desk desk;
    goAway(desk);
    desk.clock.advance(kHour - kSecond);
    QVERIFY(desk.pay(askWithKey("1", "one")).reservation);
    desk.clock.advance(kSecond);
    const auto late = desk.pay(askWithKey("1", "two"));
    QVERIFY(!late.reservation);
    QCOMPARE(late.row.code, std::string("locked"));
}

void TestSecurity::whileTheOwnerIsThereTheCapCountsNothing()
{
    Desk desk;
    goAway(desk);
    must(desk.till().change(kAwayEnded, "{}"));
    QVERIFY(desk.pay(askWithKey("5000000", "one")).reservation);
    QCOMPARE(desk.till().settings().security.unattended->usedMicro.toAtomic(), std::string("0"));
}

QTEST_GUILESS_MAIN(TestSecurity)
#include "tst_security.moc"
