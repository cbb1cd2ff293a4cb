#include "core/crypto/hash.h"
#include "core/payment/till.h"
#include "till_fixture.h"

#include <QTest>

using namespace till;
using namespace till::payment;
using namespace till::tests;
using policy::PolicyChange;

namespace {

const Author kOwner{"cli", "because"};

PolicyWish wishFor(std::string owner, policy::Policy policy)
{
    return {std::move(owner), std::move(policy), "custom", kOwner, std::nullopt};
}

ChangeAnswer set(Desk& desk, std::string owner, policy::Policy policy, Authority authority)
{
    ChangeAnswer answer =
        must(desk.till().setPolicy(wishFor(std::move(owner), std::move(policy)), authority));
    desk.commit();
    return answer;
}

ChangeAnswer setDelay(Desk& desk, std::int64_t seconds, Authority authority)
{
    ChangeAnswer answer = must(desk.till().setDelay(seconds, kOwner, authority));
    desk.commit();
    return answer;
}

std::string documentOf(Desk& desk, std::string_view owner = "a1")
{
    return policy::toJson(*desk.till().settings().documentOf(owner));
}

std::string verdictOf(Desk& desk, std::string_view atomic, std::string path)
{
    return desk.pay(askFor(atomic, std::move(path))).row.verdict;
}

} // namespace

class TestPolicies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tighteningHoldsAtOnceAndNeedsNoProof();
    void tighteningWorksWhileLocked();
    void looseningNeedsTheProof_I9();
    void whatWasSpentCountsUnderTheNewPolicyToo_I2();
    void theGlobalPolicyStandsAboveEveryAgent();
    void everyChangeIsInTheHistoryWithItsHashes();
    void anOlderVersionCanBeMadeTheNextOne();
    void settingWhatIsSetAlreadyIsNoChange();
    void anUnknownOwnerIsRefused();
    void aTooLargeDocumentIsRefused();
    void withADelayALooseningWaits();
    void aWaitingChangeCanBeCalledBack();
    void aWaitingChangeSurvivesARestartAndWaitsForTheVault();
    void tighteningTakesTheWaitingLooseningAway();
    void aShorterDelayWaitsAsLongAsTheOldOne();
    void theClockThatJumpsBackBringsNothingForward_I13();
    void anUnsealedChangeThatWidensIsNotTaken_I9();
    void aVersionOutOfOrderIsNotTaken_data();
    void aVersionOutOfOrderIsNotTaken();
    void aLifetimeBudgetByPayeeKnowsEveryOldPayment_I2();
};

void TestPolicies::tighteningHoldsAtOnceAndNeedsNoProof()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("5"));
    QCOMPARE(verdictOf(desk, "2000000", "/1"), std::string("allow"));
    const auto answer = set(desk, "a1", allowUpTo("1"), Authority::None);
    QVERIFY(answer.code.empty());
    QVERIFY(answer.effect == PolicyChange::Tightens);
    QCOMPARE(answer.version, 2);
    QCOMPARE(verdictOf(desk, "500000", "/2"), std::string("deny"));
    const std::string document = documentOf(desk);
    desk.restart();
    QCOMPARE(documentOf(desk), document);
    QCOMPARE(desk.till().settings().versionOf("a1"), 2);
    QVERIFY(desk.verifies());
}

void TestPolicies::tighteningWorksWhileLocked()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("5"));
    desk.lock();
    QVERIFY(set(desk, "a1", allowUpTo("1"), Authority::None).code.empty());
    desk.restart();
    QCOMPARE(verdictOf(desk, "1500000", "/1"), std::string("deny"));
    QVERIFY(desk.verifies());
}

void TestPolicies::looseningNeedsTheProof_I9()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    const std::string before = documentOf(desk);
    const std::int64_t events = desk.ledger().eventCount();
    QCOMPARE(set(desk, "a1", allowUpTo("5"), Authority::None).code, std::string("passphrase_needed"));
    QCOMPARE(documentOf(desk), before);
    QCOMPARE(desk.ledger().eventCount(), events);
    const auto answer = set(desk, "a1", allowUpTo("5"), Authority::Passphrase);
    QVERIFY(answer.code.empty() && answer.effect == PolicyChange::Loosens);
    QCOMPARE(verdictOf(desk, "2000000", "/1"), std::string("allow"));
}

void TestPolicies::whatWasSpentCountsUnderTheNewPolicyToo_I2()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("5"));
    desk.pay(askFor("3000000", "/1"));
    set(desk, "a1", allowUpTo("4"), Authority::None);
    QCOMPARE(desk.used(), std::string("3.00"));
    QCOMPARE(verdictOf(desk, "1500000", "/2"), std::string("deny"));
    QCOMPARE(verdictOf(desk, "1000000", "/3"), std::string("allow"));
}

void TestPolicies::theGlobalPolicyStandsAboveEveryAgent()
{
    Desk desk;
    desk.addAgent("one", allowUpTo("5"));
    desk.addAgent("two", allowUpTo("5"));
    desk.pay(askFor("1000000", "/1"), "a1");
    const auto answer = set(desk, "global", allowUpTo("2"), Authority::None);
    QVERIFY(answer.effect == PolicyChange::Tightens);
    QCOMPARE(answer.version, 1);
    QCOMPARE(desk.pay(askFor("1000000", "/2"), "a2").row.verdict, std::string("allow"));
    QCOMPARE(desk.pay(askFor("1000000", "/3"), "a2").row.code, std::string("budget_exceeded"));
    desk.restart();
    QCOMPARE(desk.pay(askFor("1000000", "/4"), "a1").row.code, std::string("budget_exceeded"));
    QCOMPARE(set(desk, "global", policy::emptyPolicy(), Authority::None).code,
             std::string("passphrase_needed"));
}

void TestPolicies::everyChangeIsInTheHistoryWithItsHashes()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    desk.clock.advance(kHour);
    set(desk, "a1", allowUpTo("5"), Authority::Passphrase);
    desk.clock.advance(kHour);
    set(desk, "a1", allowUpTo("3"), Authority::None);
    const auto history = must(desk.till().policyHistory("a1"));
    QCOMPARE(history.size(), std::size_t{3});
    for (std::size_t each = 0; each < history.size(); ++each) {
        const PolicyEdit& edit = history[each].edit;
        QCOMPARE(edit.version, static_cast<std::int64_t>(each) + 1);
        QVERIFY(edit.newHash == crypto::sha256(edit.document));
        QVERIFY(each == 0 || edit.oldHash == history[each - 1].edit.newHash);
        QCOMPARE(history[each].at.unixMs, kStart.unixMs + static_cast<std::int64_t>(each) * kHour);
    }
    QCOMPARE(history[1].edit.effect, std::string("loosens"));
    QCOMPARE(history[2].edit.effect, std::string("tightens"));
    QCOMPARE(history[2].edit.author.by, kOwner.by);
    QCOMPARE(history[2].edit.author.reason, kOwner.reason);
    QCOMPARE(history[2].edit.document, documentOf(desk));
    QVERIFY(must(desk.till().policyHistory("global")).empty());
}

void TestPolicies::anOlderVersionCanBeMadeTheNextOne()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("5"));
    const std::string first = documentOf(desk);
    set(desk, "a1", allowUpTo("1"), Authority::None);
    auto old = must(desk.till().policyHistory("a1")).front().edit;
    PolicyWish wish = wishFor("a1", policyOf(old.document));
    wish.restores = old.version;
    QCOMPARE(must(desk.till().setPolicy(wish, Authority::None)).code, std::string("passphrase_needed"));
    const auto answer = must(desk.till().setPolicy(wish, Authority::Passphrase));
    desk.commit();
    QCOMPARE(answer.version, 3);
    QCOMPARE(documentOf(desk), first);
    QCOMPARE(must(desk.till().policyHistory("a1")).back().edit.restores.value(), 1);
}

void TestPolicies::settingWhatIsSetAlreadyIsNoChange()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("5"));
    const std::int64_t events = desk.ledger().eventCount();
    const auto answer = set(desk, "a1", allowUpTo("5"), Authority::None);
    QVERIFY(answer.code.empty() && answer.effect == PolicyChange::Same);
    QCOMPARE(answer.version, 1);
    QCOMPARE(desk.ledger().eventCount(), events);
}

void TestPolicies::anUnknownOwnerIsRefused()
{
    Desk desk;
    QCOMPARE(set(desk, "a9", allowUpTo("5"), Authority::Passphrase).code, std::string("no_such_agent"));
}

void TestPolicies::aTooLargeDocumentIsRefused()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("5"));
    policy::Policy large = allowUpTo("4");
    policy::TextTest test{policy::TextField::Path, {}};
    for (int each = 0; each < 90; ++each) {
        test.anyOf.push_back("/" + std::to_string(each) + std::string(200, 'x'));
    }
    large.rules = {{"one", policy::Verdict::Deny, {test}}, {"two", policy::Verdict::Deny, {test}}};
    QCOMPARE(set(desk, "a1", large, Authority::Passphrase).code, std::string("bad_policy"));
}

void TestPolicies::withADelayALooseningWaits()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    QVERIFY(setDelay(desk, 3600, Authority::None).effect == PolicyChange::Tightens);
    const auto answer = set(desk, "a1", allowUpTo("5"), Authority::Passphrase);
    QVERIFY(answer.waiting.has_value());
    QCOMPARE(answer.version, 1);
    QCOMPARE(answer.waiting->dueAt.unixMs, kStart.unixMs + kHour);
    desk.clock.advance(kHour - 1);
    desk.tick();
    QCOMPARE(verdictOf(desk, "2000000", "/1"), std::string("deny"));
    desk.clock.advance(1);
    desk.tick();
    QCOMPARE(verdictOf(desk, "2000000", "/2"), std::string("allow"));
    QVERIFY(desk.till().settings().pending.empty());
    const auto history = must(desk.till().policyHistory("a1"));
    QCOMPARE(history.size(), std::size_t{2});
    QCOMPARE(history.back().at.unixMs, kStart.unixMs + kHour);
    desk.restart();
    QCOMPARE(desk.till().settings().versionOf("a1"), 2);
    QVERIFY(desk.verifies());
}

void TestPolicies::aWaitingChangeCanBeCalledBack()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    setDelay(desk, 3600, Authority::None);
    const auto answer = set(desk, "a1", allowUpTo("5"), Authority::Passphrase);
    desk.lock(); // anybody at the admin socket may, also without a vault
    QVERIFY(must(desk.till().recall(answer.waiting->id, "cli")));
    QVERIFY(!must(desk.till().recall(answer.waiting->id, "cli")));
    desk.commit();
    desk.restart();
    desk.clock.advance(2 * kHour);
    desk.tick();
    QCOMPARE(verdictOf(desk, "2000000", "/1"), std::string("deny"));
    QCOMPARE(desk.till().settings().versionOf("a1"), 1);
}

void TestPolicies::aWaitingChangeSurvivesARestartAndWaitsForTheVault()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    setDelay(desk, 60, Authority::None);
    set(desk, "a1", allowUpTo("5"), Authority::Passphrase);
    desk.restart();
    QCOMPARE(desk.till().settings().pending.size(), std::size_t{1});
    desk.lock();
    desk.clock.advance(kHour);
    desk.tick();
    QCOMPARE(desk.till().settings().versionOf("a1"), 1);
    desk.unlock();
    desk.tick();
    QCOMPARE(desk.till().settings().versionOf("a1"), 2);
}

void TestPolicies::tighteningTakesTheWaitingLooseningAway()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("2"));
    setDelay(desk, 60, Authority::None);
    set(desk, "a1", allowUpTo("5"), Authority::Passphrase);
    set(desk, "a1", allowUpTo("1"), Authority::None);
    QVERIFY(desk.till().settings().pending.empty());
    desk.clock.advance(kHour);
    desk.tick();
    QCOMPARE(verdictOf(desk, "1500000", "/1"), std::string("deny"));
}

void TestPolicies::aShorterDelayWaitsAsLongAsTheOldOne()
{
    Desk desk;
    setDelay(desk, 3600, Authority::None);
    QCOMPARE(setDelay(desk, 0, Authority::None).code, std::string("passphrase_needed"));
    QVERIFY(setDelay(desk, 0, Authority::Passphrase).waiting.has_value());
    QCOMPARE(desk.till().settings().delaySeconds, 3600);
    desk.clock.advance(kHour);
    desk.tick();
    QCOMPARE(desk.till().settings().delaySeconds, 0);
    QCOMPARE(setDelay(desk, kMaxDelaySeconds + 1, Authority::Passphrase).code, std::string("bad_request"));
}

void TestPolicies::theClockThatJumpsBackBringsNothingForward_I13()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    setDelay(desk, 3600, Authority::None);
    desk.clock.advance(-kDay);
    const auto answer = set(desk, "a1", allowUpTo("5"), Authority::Passphrase);
    QCOMPARE(answer.waiting->dueAt.unixMs, kStart.unixMs + kHour);
    desk.tick();
    QCOMPARE(desk.till().settings().versionOf("a1"), 1);
}

void TestPolicies::anUnsealedChangeThatWidensIsNotTaken_I9()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1"));
    PolicyEdit edit;
    edit.owner = "a1";
    edit.version = 2;
    edit.oldHash = hashOfPolicy(*desk.till().settings().documentOf("a1"));
    edit.document = policy::toJson(allowUpTo("5"));
    edit.newHash = crypto::sha256(edit.document);
    edit.effect = "tightens"; // says who forged it
    Settings copy = desk.till().settings();
    const ledger::Event forged{kStart, std::string(kPolicyTightened), std::nullopt, "", toEventBody(edit)};
    QVERIFY(!copy.apply(forged));
    const ledger::Event shorter{kStart, std::string(kDelayRaised), std::nullopt, "",
                                delayEventBody(0, kOwner)};
    copy.delaySeconds = 60;
    QVERIFY(!copy.apply(shorter));
}

void TestPolicies::aVersionOutOfOrderIsNotTaken_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("version") << 0;
    QTest::newRow("old hash") << 1;
    QTest::newRow("new hash") << 2;
    QTest::newRow("owner") << 3;
    QTest::newRow("document") << 4;
}

void TestPolicies::aVersionOutOfOrderIsNotTaken()
{
    QFETCH(int, what);
    Desk desk;
    desk.addAgent("bot", allowUpTo("5"));
    PolicyEdit edit;
    edit.owner = what == 3 ? "a7" : "a1";
    edit.version = what == 0 ? 3 : 2;
    edit.oldHash = what == 1 ? Hash256{} : hashOfPolicy(*desk.till().settings().documentOf("a1"));
    edit.document = what == 4 ? "{}" : policy::toJson(allowUpTo("1"));
    edit.newHash = what == 2 ? Hash256{} : crypto::sha256(edit.document);
    Settings copy = desk.till().settings();
    QVERIFY(!copy.apply({kStart, std::string(kPolicySet), std::nullopt, "", toEventBody(edit)}));
    QVERIFY(!copy.apply({kStart, std::string(kPolicySet), std::nullopt, "", "{}"}));
}

void TestPolicies::aLifetimeBudgetByPayeeKnowsEveryOldPayment_I2()
{
    Desk desk;
    desk.addAgent("bot", policyOf(R"({"version":1,"name":"t","default":"allow"})"));
    desk.pay(askFor("3000000", "/1"));
    desk.clock.advance(100 * kDay);
    desk.pay(askFor("1000000", "/2"));
    desk.restart(); // the old payment is a sum by the hour now
    set(desk, "a1",
        policyOf(
            R"({"version":1,"name":"t","default":"allow","budgets":[{"name":"payee","limit":{"usd":"5"},)"
            R"("window":{"lifetime":true},"per":["payTo"]}]})"),
        Authority::None);
    QCOMPARE(verdictOf(desk, "1500000", "/3"), std::string("deny"));
    QCOMPARE(verdictOf(desk, "1000000", "/4"), std::string("allow"));
}

QTEST_GUILESS_MAIN(TestPolicies)
#include "tst_policies.moc"
