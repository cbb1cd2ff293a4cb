#include "till_fixture.h"

#include <QTest>

#include <set>

using namespace till;
using namespace till::payment;
using namespace till::tests;
using ledger::Status;

namespace {

/// A desk with one agent that may spend.
struct Buyer : Desk {
    Buyer() { addAgent("bot", presetOf("autopilot")); }
    Hash256 digestOf(const Outcome& outcome) { return reserved(outcome).digest; }
    Hash256 nonceOf(const Outcome& outcome) { return reserved(outcome).authorization.nonce; }
    void reportSettled(const Outcome& outcome)
    {
        Report report;
        report.httpStatus = 200;
        report.hasReceipt = true;
        report.isSuccess = true;
        must(till().report(agent("a1"), outcome.row.id, report));
        commit();
    }
};

} // namespace

class TestPaymentRepeat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameKeyGivesTheSameMessage_I5();
    void theSameKeyGivesTheSameMessageAfterARestart_I5();
    void theSameRequestWithoutAKeyJoinsWhileItIsLive_I5();
    void aRepeatCountsOnce_I2();
    void twoAsksInOneBatchAreOnePurchase_I5();
    void otherContentUnderTheKeyIsAConflict();
    void otherTermsWhileLiveAreAConflict_I5_data();
    void otherTermsWhileLiveAreAConflict_I5();
    void theSameTermsInAnotherSpellingAreTheSame();
    void anOfferAmongOthersIsStillOffered();
    void repeatsThatAreWantedArePurchasesOfTheirOwn_I6();
    void aKeyIsStrongerThanARepeatThatIsWanted();
    void withoutAKeyASettledPurchaseIsBoughtAnew_I6();
    void withAKeyASettledPurchaseIsNeverPaidAgain();
    void pastItsValidityAKeyedPurchaseIsNotSignedAgain();
    void pastItsValidityAnUnkeyedPurchaseIsBoughtAnew_I6();
    void anExpiredPurchaseStaysUnprovenUnderItsKey();
    void aProvenUnusedPurchaseIsBoughtAnewUnderItsKey();
    void refusalsDoNotUseAPurchaseUp();
    void aWaitingPurchaseIsJoined();
    void aRejectedKeyStaysRejected();
    void aLapsedPurchaseMayBeAskedAnew();
    void aLostLedgerGivesTheSameNonce_I5();
    void anotherVaultGivesAnotherNonce();
    void noTwoPurchasesShareANonce_I6();
    void lookingGivesTheSameMessage_I5();
};

void TestPaymentRepeat::theSameKeyGivesTheSameMessage_I5()
{
    Buyer buyer;
    const Outcome first = buyer.pay(askWithKey("10000", "k"));
    const Hash256 digest = buyer.digestOf(first);
    buyer.clock.advance(59 * kSecond);
    const Outcome again = buyer.pay(askWithKey("10000", "k"));
    QVERIFY(again.isJoined);
    QVERIFY(again.row.id == first.row.id);
    QVERIFY(buyer.digestOf(again) == digest);
    QVERIFY(again.seen.has_value());
    QCOMPARE(Till::echoOf(*again.seen).acceptedRaw, Till::echoOf(*first.seen).acceptedRaw);
    QCOMPARE(Till::echoOf(*again.seen).resourceRaw, Till::echoOf(*first.seen).resourceRaw);
}

void TestPaymentRepeat::theSameKeyGivesTheSameMessageAfterARestart_I5()
{
    Buyer buyer;
    const Outcome first = buyer.pay(askWithKey("10000", "k"));
    const Hash256 digest = buyer.digestOf(first);
    buyer.restart();
    const Outcome again = buyer.pay(askWithKey("10000", "k"));
    QVERIFY(again.isJoined && buyer.digestOf(again) == digest);
    QCOMPARE(Till::echoOf(*again.seen).acceptedRaw, Till::echoOf(*first.seen).acceptedRaw);
}

void TestPaymentRepeat::theSameRequestWithoutAKeyJoinsWhileItIsLive_I5()
{
    Buyer buyer;
    const Outcome first = buyer.pay(askFor("10000"));
    const Hash256 digest = buyer.digestOf(first);
    buyer.clock.advance(30 * kSecond);
    const Outcome again = buyer.pay(askFor("10000"));
    QVERIFY(again.isJoined && again.row.id == first.row.id);
    QVERIFY(buyer.digestOf(again) == digest);
}

void TestPaymentRepeat::aRepeatCountsOnce_I2()
{
    Buyer buyer;
    for (int each = 0; each < 5; ++each) {
        buyer.pay(askWithKey("10000", "k"));
        buyer.pay(askFor("20000"));
    }
    QCOMPARE(buyer.used(), std::string("0.03"));
    buyer.restart();
    QCOMPARE(buyer.used(), std::string("0.03"));
}

void TestPaymentRepeat::twoAsksInOneBatchAreOnePurchase_I5()
{
    Buyer buyer;
    const Outcome first = must(buyer.till().pay(buyer.agent("a1"), askFor("10000")));
    const Outcome second = must(buyer.till().pay(buyer.agent("a1"), askFor("10000")));
    buyer.commit();
    QVERIFY(second.isJoined && second.row.id == first.row.id);
    QVERIFY(buyer.digestOf(first) == buyer.digestOf(second));
    QCOMPARE(buyer.used(), std::string("0.01"));
}

void TestPaymentRepeat::otherContentUnderTheKeyIsAConflict()
{
    Buyer buyer;
    const Outcome first = buyer.pay(askWithKey("10000", "k", "/a"));
    const Outcome other = buyer.pay(askWithKey("10000", "k", "/b"));
    QCOMPARE(other.code, std::string("idempotency_conflict"));
    QVERIFY(!other.reservation && !other.isJoined);
    QVERIFY(other.row.id != first.row.id);
    QVERIFY(buyer.row(other.row.id).status == Status::Denied);
    Ask posted = askWithKey("10000", "k", "/a");
    posted.request.bodyHash = std::string(64, 'a');
    QCOMPARE(buyer.pay(posted).code, std::string("idempotency_conflict"));
    QVERIFY(buyer.pay(askWithKey("10000", "k", "/a")).isJoined); // the first is untouched
    QCOMPARE(buyer.used(), std::string("0.01"));
}

void TestPaymentRepeat::otherTermsWhileLiveAreAConflict_I5_data()
{
    QTest::addColumn<QByteArray>("amount");
    QTest::addColumn<QByteArray>("payTo");
    const QByteArray payee(kShopPayee.data(), static_cast<qsizetype>(kShopPayee.size()));
    QTest::newRow("dearer") << QByteArray("10001") << payee;
    QTest::newRow("cheaper") << QByteArray("9999") << payee;
    QTest::newRow("another payee") << QByteArray("10000")
                                   << QByteArray(kOtherPayee.data(),
                                                 static_cast<qsizetype>(kOtherPayee.size()));
}

void TestPaymentRepeat::otherTermsWhileLiveAreAConflict_I5()
{
    QFETCH(QByteArray, amount);
    QFETCH(QByteArray, payTo);
    Buyer buyer;
    buyer.pay(askWithKey("10000", "k"));
    Ask other = askWithKey("10000", "k");
    other.challenge = challengeWith({optionFor(amount.toStdString(), payTo.toStdString())});
    const Outcome outcome = buyer.pay(other);
    QCOMPARE(outcome.code, std::string("purchase_conflict"));
    QVERIFY(!outcome.reservation);
    buyer.restart();
    QCOMPARE(buyer.pay(other).code, std::string("purchase_conflict"));
    QCOMPARE(buyer.used(), std::string("0.01"));
}

void TestPaymentRepeat::theSameTermsInAnotherSpellingAreTheSame()
{
    Buyer buyer;
    const Hash256 digest = buyer.digestOf(buyer.pay(askWithKey("10000", "k")));
    Ask spelled = askWithKey("10000", "k");
    spelled.challenge.options[0].payTo = "0x209693bc6afc0c5328ba36faf03c514ef312287c";
    spelled.challenge.options[0].asset = "0x833589fcd6edb6e08f4c7c32d4f71b54bda02913";
    const Outcome again = buyer.pay(spelled);
    QVERIFY(again.isJoined && buyer.digestOf(again) == digest);
}

void TestPaymentRepeat::anOfferAmongOthersIsStillOffered()
{
    Buyer buyer;
    const Outcome first = buyer.pay(askWithKey("10000", "k"));
    Ask more = askWithKey("10000", "k");
    more.challenge = challengeWith({optionFor("5000", kOtherPayee), optionFor("10000")});
    const Outcome again = buyer.pay(more);
    QVERIFY(again.isJoined && again.row.id == first.row.id); // also when something cheaper came up since
}

void TestPaymentRepeat::repeatsThatAreWantedArePurchasesOfTheirOwn_I6()
{
    Buyer buyer;
    Ask ask = askFor("10000");
    ask.repeat = Repeat::Allow;
    std::set<Hash256> nonces;
    for (int each = 0; each < 4; ++each) {
        const Outcome outcome = buyer.pay(ask);
        QVERIFY(!outcome.isJoined);
        nonces.insert(buyer.nonceOf(outcome));
    }
    QCOMPARE(nonces.size(), std::size_t{4});
    QCOMPARE(buyer.used(), std::string("0.04"));
    // Without the wish the newest of them is joined.
    QVERIFY(buyer.pay(askFor("10000")).row.id == PaymentId{4});
}

void TestPaymentRepeat::aKeyIsStrongerThanARepeatThatIsWanted()
{
    Buyer buyer;
    Ask ask = askWithKey("10000", "k");
    ask.repeat = Repeat::Allow;
    const Outcome first = buyer.pay(ask);
    QVERIFY(buyer.pay(ask).row.id == first.row.id);
    QCOMPARE(buyer.used(), std::string("0.01"));
}

void TestPaymentRepeat::withoutAKeyASettledPurchaseIsBoughtAnew_I6()
{
    Buyer buyer;
    const Outcome first = buyer.pay(askFor("10000"));
    const Hash256 nonce = buyer.nonceOf(first);
    buyer.reportSettled(first);
    const Outcome second = buyer.pay(askFor("10000"));
    QVERIFY(!second.isJoined && second.row.id != first.row.id);
    QVERIFY(buyer.nonceOf(second) != nonce);
    QCOMPARE(buyer.row(second.row.id).generation, std::int64_t{1});
    QCOMPARE(buyer.used(), std::string("0.02"));
}

void TestPaymentRepeat::withAKeyASettledPurchaseIsNeverPaidAgain()
{
    Buyer buyer;
    const Outcome first = buyer.pay(askWithKey("10000", "k"));
    const Hash256 digest = buyer.digestOf(first);
    buyer.reportSettled(first);
    const Outcome again = buyer.pay(askWithKey("10000", "k"));
    QVERIFY(again.isJoined && again.row.id == first.row.id);
    QVERIFY(buyer.digestOf(again) == digest); // presented once more, while it can be
    buyer.clock.advance(kDay);
    const Outcome late = buyer.pay(askWithKey("10000", "k"));
    QVERIFY(late.isJoined && !late.reservation);
    QVERIFY(late.row.status == Status::Settled);
    QVERIFY(late.code.empty());
    // Other terms for what was paid long ago are still that purchase, and not paid again.
    const Outcome dearer = buyer.pay(askWithKey("20000", "k"));
    QVERIFY(dearer.isJoined && !dearer.reservation);
}

void TestPaymentRepeat::pastItsValidityAKeyedPurchaseIsNotSignedAgain()
{
    Buyer buyer;
    buyer.pay(askWithKey("10000", "k"));
    buyer.clock.advance(60 * kSecond);
    const Outcome late = buyer.pay(askWithKey("10000", "k"));
    QCOMPARE(late.code, std::string("expired_unproven"));
    QVERIFY(late.isJoined && !late.reservation);
    QCOMPARE(buyer.used(), std::string("0.01"));
}

void TestPaymentRepeat::pastItsValidityAnUnkeyedPurchaseIsBoughtAnew_I6()
{
    Buyer buyer;
    const Hash256 nonce = buyer.nonceOf(buyer.pay(askFor("10000")));
    buyer.clock.advance(60 * kSecond);
    const Outcome next = buyer.pay(askFor("10000"));
    QVERIFY(!next.isJoined);
    QVERIFY(buyer.nonceOf(next) != nonce);
    QCOMPARE(buyer.used(), std::string("0.02"));
}

void TestPaymentRepeat::anExpiredPurchaseStaysUnprovenUnderItsKey()
{
    Buyer buyer;
    const Outcome first = buyer.pay(askWithKey("10000", "k"));
    buyer.clock.advance(5 * kMinute);
    buyer.tick();
    QVERIFY(buyer.row(first.row.id).status == Status::Expired);
    const Outcome again = buyer.pay(askWithKey("10000", "k"));
    QCOMPARE(again.code, std::string("expired_unproven"));
    QVERIFY(!again.reservation);
}

void TestPaymentRepeat::aProvenUnusedPurchaseIsBoughtAnewUnderItsKey()
{
    Buyer buyer;
    const Outcome first = buyer.pay(askWithKey("10000", "k"));
    const Hash256 nonce = buyer.nonceOf(first);
    buyer.clock.advance(2 * kMinute);
    QVERIFY(must(buyer.till().proveUnused(first.row.id, buyer.clock.now(), "block 1")));
    buyer.commit();
    const Outcome again = buyer.pay(askWithKey("10000", "k"));
    QVERIFY(again.reservation && !again.isJoined);
    QVERIFY(buyer.nonceOf(again) != nonce);
    QCOMPARE(buyer.used(), std::string("0.01"));
}

void TestPaymentRepeat::refusalsDoNotUseAPurchaseUp()
{
    Buyer buyer;
    must(buyer.till().change(kPaused, "{}"));
    QCOMPARE(buyer.pay(askWithKey("10000", "k")).code, std::string("paused"));
    must(buyer.till().change(kResumed, "{}"));
    const Outcome outcome = buyer.pay(askWithKey("10000", "k"));
    QVERIFY(outcome.reservation && !outcome.isJoined);
    QCOMPARE(outcome.row.generation, std::int64_t{0});
}

void TestPaymentRepeat::aWaitingPurchaseIsJoined()
{
    Buyer buyer;
    const Outcome first = buyer.pay(askFor("6000000"));
    QVERIFY(first.row.status == Status::Waiting && !first.reservation);
    const Outcome again = buyer.pay(askFor("6000000"));
    QVERIFY(again.isJoined && again.row.id == first.row.id);
    QVERIFY(!again.reservation && again.code.empty());
    QCOMPARE(buyer.till().waiting().size(), std::size_t{1});
}

void TestPaymentRepeat::aRejectedKeyStaysRejected()
{
    Buyer buyer;
    const Outcome keyed = buyer.pay(askWithKey("6000000", "k"));
    must(buyer.till().reject(keyed.row.id, "cli", "no"));
    const Outcome again = buyer.pay(askWithKey("6000000", "k"));
    QCOMPARE(again.code, std::string("rejected"));
    QVERIFY(again.isJoined && !again.reservation);
    const Outcome unkeyed = buyer.pay(askFor("6000000"));
    must(buyer.till().reject(unkeyed.row.id, "cli", ""));
    QVERIFY(buyer.pay(askFor("6000000")).row.status == Status::Waiting);
}

void TestPaymentRepeat::aLapsedPurchaseMayBeAskedAnew()
{
    Buyer buyer;
    const Outcome first = buyer.pay(askWithKey("6000000", "k"));
    buyer.clock.advance(kWaitForPersonMs);
    buyer.tick();
    QVERIFY(buyer.row(first.row.id).status == Status::Lapsed);
    const Outcome again = buyer.pay(askWithKey("6000000", "k"));
    QVERIFY(again.row.status == Status::Waiting && again.row.id != first.row.id);
    QCOMPARE(again.row.generation, std::int64_t{1});
}

void TestPaymentRepeat::aLostLedgerGivesTheSameNonce_I5()
{
    Buyer before;
    Buyer after; // the same vault, and a ledger that knows nothing
    const Hash256 keyed = before.nonceOf(before.pay(askWithKey("10000", "k")));
    const Hash256 unkeyed = before.nonceOf(before.pay(askFor("10000")));
    after.clock.advance(kHour);
    QVERIFY(after.nonceOf(after.pay(askWithKey("10000", "k"))) == keyed);
    QVERIFY(after.nonceOf(after.pay(askFor("10000"))) == unkeyed);
    // Also for other terms: the token settles one of the two at most.
    Buyer dearer;
    QVERIFY(dearer.nonceOf(dearer.pay(askWithKey("20000", "k"))) == keyed);
}

void TestPaymentRepeat::anotherVaultGivesAnotherNonce()
{
    Desk one(5);
    Desk other(6);
    one.addAgent("bot", presetOf("autopilot"));
    other.addAgent("bot", presetOf("autopilot"));
    const Outcome a = one.pay(askWithKey("10000", "k"));
    const Outcome b = other.pay(askWithKey("10000", "k"));
    QVERIFY(one.reserved(a).authorization.nonce != other.reserved(b).authorization.nonce);
}

void TestPaymentRepeat::noTwoPurchasesShareANonce_I6()
{
    Buyer buyer;
    buyer.addAgent("other", presetOf("autopilot"));
    std::set<Hash256> nonces;
    std::size_t purchases = 0;
    for (const char* agent : {"a1", "a2"}) {
        for (int each = 0; each < 20; ++each) {
            const std::string number = std::to_string(each);
            for (const Ask& ask : {askWithKey("10", number), askFor("10", "/" + number)}) {
                const Outcome outcome = must(buyer.till().pay(buyer.agent(agent), ask));
                buyer.commit();
                nonces.insert(buyer.nonceOf(outcome));
                ++purchases;
            }
        }
    }
    QCOMPARE(nonces.size(), purchases);
}

void TestPaymentRepeat::lookingGivesTheSameMessage_I5()
{
    Buyer buyer;
    const Outcome first = buyer.pay(askFor("10000"));
    const Hash256 digest = buyer.digestOf(first);
    const Outcome look = must(buyer.till().look(buyer.agent("a1"), first.row.id)).value();
    buyer.commit();
    QVERIFY(buyer.digestOf(look) == digest);
    buyer.clock.advance(60 * kSecond);
    const Outcome late = must(buyer.till().look(buyer.agent("a1"), first.row.id)).value();
    QVERIFY(!late.reservation);
    QCOMPARE(late.code, std::string("expired_unproven"));
    QVERIFY(!must(buyer.till().look(buyer.agent("a1"), {99})));
}

QTEST_APPLESS_MAIN(TestPaymentRepeat)
#include "tst_payment_repeat.moc"
