#include "core/ledger/shadow_log.h"

#include "ledger_fixture.h"

#include <QTest>

#include <algorithm>

using namespace till;
using namespace till::ledger;
using namespace till::tests;

namespace {

ShadowVerdict verdictOf(std::int64_t payment, std::string live, std::string would, std::string policy = "a1")
{
    const std::string sentence = live == would ? "" : "because of " + std::to_string(payment);
    return {std::move(policy), {payment},        kStart.plusMs(payment),
            std::move(live),   std::move(would), sentence};
}

} // namespace

class TestShadowLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPairOfVerdictsIsCountedApart()
    {
        const LedgerFile file;
        Ledger ledger = file.open();
        must(ledger.noteShadow(verdictOf(1, "allow", "allow")));
        must(ledger.noteShadow(verdictOf(2, "allow", "deny")));
        must(ledger.noteShadow(verdictOf(3, "allow", "deny")));
        must(ledger.noteShadow(verdictOf(4, "deny", "allow", "global")));
        must(ledger.commit());
        const ShadowTally tally = must(ledger.shadowTally("a1"));
        QVERIFY(tally.counts == (std::vector<ShadowCount>{{"allow", "allow", 1}, {"allow", "deny", 2}}));
        QVERIFY(must(ledger.shadowTally("global")).counts ==
                (std::vector<ShadowCount>{{"deny", "allow", 1}}));
        QVERIFY(must(ledger.shadowTally("a2")).counts.empty());
    }

    void onlyTheNewestDifferencesAreKept()
    {
        const LedgerFile file;
        Ledger ledger = file.open();
        for (std::int64_t each = 1; each <= 50; ++each) {
            must(ledger.noteShadow(verdictOf(each, "allow", each % 2 == 0 ? "ask" : "allow")));
        }
        must(ledger.noteShadow(verdictOf(7, "deny", "allow", "a2")));
        must(ledger.commit());
        const ShadowTally tally = must(ledger.shadowTally("a1"));
        QCOMPARE(std::ssize(tally.examples), std::ptrdiff_t{kMaxShadowExamples});
        QCOMPARE(tally.examples.front().payment.number, std::int64_t{50});
        QCOMPARE(tally.examples.back().payment.number, std::int64_t{12});
        QCOMPARE(tally.examples.front().sentence, std::string("because of 50"));
        QVERIFY(tally.examples.front().at == kStart.plusMs(50));
        QCOMPARE(must(ledger.shadowTally("a2")).examples.size(), std::size_t{1});
        QCOMPARE(RawFile(file.path()).text("SELECT count(*) FROM shadow_examples"), std::string("21"));
    }

    void whatWasSaidStaysAfterARestart()
    {
        const LedgerFile file;
        {
            Ledger ledger = file.open();
            must(ledger.noteShadow(verdictOf(1, "ask", "deny")));
            must(ledger.commit());
        }
        Ledger again = file.open();
        must(again.noteShadow(verdictOf(2, "ask", "deny")));
        must(again.commit());
        const ShadowTally tally = must(again.shadowTally("a1"));
        QVERIFY(tally.counts == (std::vector<ShadowCount>{{"ask", "deny", 2}}));
        QCOMPARE(tally.examples.size(), std::size_t{2});
    }

    void aBatchThatIsGivenUpSaidNothing()
    {
        const LedgerFile file;
        {
            Ledger ledger = file.open();
            must(ledger.noteShadow(verdictOf(1, "ask", "deny")));
            ledger.abandon();
        }
        Ledger again = file.open();
        QVERIFY(must(again.shadowTally("a1")).counts.empty());
        QVERIFY(must(again.shadowTally("a1")).examples.empty());
    }

    void forgettingOneLeavesTheOthers()
    {
        const LedgerFile file;
        Ledger ledger = file.open();
        must(ledger.noteShadow(verdictOf(1, "ask", "deny")));
        must(ledger.noteShadow(verdictOf(1, "ask", "deny", "global")));
        must(ledger.forgetShadow("a1"));
        must(ledger.commit());
        QVERIFY(must(ledger.shadowTally("a1")).counts.empty());
        QVERIFY(must(ledger.shadowTally("a1")).examples.empty());
        QCOMPARE(must(ledger.shadowTally("global")).examples.size(), std::size_t{1});
    }

    void itIsInNoEvent()
    {
        const LedgerFile file;
        Ledger ledger = file.open();
        must(ledger.addPayment(paymentRow(), "denied", "{}"));
        const Hash256 head = ledger.head();
        must(ledger.noteShadow(verdictOf(1, "deny", "allow")));
        must(ledger.commit());
        QVERIFY(ledger.head() == head);
        QCOMPARE(ledger.eventCount(), std::int64_t{1});
        QVERIFY(file.verify().isWhole());
    }
};

QTEST_GUILESS_MAIN(TestShadowLog)
#include "tst_shadow_log.moc"
