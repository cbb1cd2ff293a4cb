#include "core/payment/purchase.h"

#include "till_fixture.h"

#include <QTest>

#include <rapidcheck.h>

#include <set>

using namespace till;
using namespace till::payment;
using namespace till::tests;

namespace {

Hash256 nonceOf(std::uint8_t key, std::string_view agent, std::string_view account, std::string_view purchase,
                std::int64_t generation)
{
    const crypto::SecretBytes secret = sealKey(key);
    return purchaseNonce(secret.readable(), agent, account, crypto::sha256(purchase), generation);
}

using Change = std::function<void(Ask&)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class TestPurchase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theKeyAloneNamesAPurchase_data();
    void theKeyAloneNamesAPurchase();
    void withoutAKeyTheWholeRequestNamesIt_data();
    void withoutAKeyTheWholeRequestNamesIt();
    void otherAgentsBuyOtherThings_I19();
    void aKeyIsNeverTakenForContent();
    void contentIsMethodUrlAndBody();
    void partsCannotBeMovedIntoEachOther();
    void theNonceDependsOnEverythingThatNamesIt_I6();
    void theNonceIsTheSameForTheSamePurchase_I5();
};

void TestPurchase::theKeyAloneNamesAPurchase_data()
{
    QTest::addColumn<Change>("change");
    QTest::newRow("other price") << Change(
        [](Ask& ask) { ask.challenge = challengeWith({optionFor("20000")}); });
    QTest::newRow("other url") << Change([](Ask& ask) { ask.request.url += "?x"; });
    QTest::newRow("other body") << Change([](Ask& ask) { ask.request.bodyHash = "00"; });
    QTest::newRow("repeat allowed") << Change([](Ask& ask) { ask.repeat = Repeat::Allow; });
    QTest::newRow("other interface") << Change([](Ask& ask) { ask.interface = "mcp"; });
    QTest::newRow("other claims") << Change([](Ask& ask) { ask.claims = {}; });
}

void TestPurchase::theKeyAloneNamesAPurchase()
{
    QFETCH(Change, change);
    const Ask ask = askWithKey("10000", "k1");
    Ask changed = ask;
    change(changed);
    QVERIFY(purchaseOf("a1", changed) == purchaseOf("a1", ask));
    changed.idempotencyKey = "k2";
    QVERIFY(purchaseOf("a1", changed) != purchaseOf("a1", ask));
}

void TestPurchase::withoutAKeyTheWholeRequestNamesIt_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<bool>("isSame");
    const auto row = [](const char* tag, bool isSame, Change change) {
        QTest::newRow(tag) << std::move(change) << isSame;
    };
    row("method", false, [](Ask& ask) { ask.request.method = "POST"; });
    row("url", false, [](Ask& ask) { ask.request.url += "&y=1"; });
    row("body", false, [](Ask& ask) { ask.request.bodyHash = std::string(64, '0'); });
    row("price", false, [](Ask& ask) { ask.challenge.options[0].amount = "10001"; });
    row("payee", false, [](Ask& ask) { ask.challenge.options[0].payTo = kOtherPayee; });
    row("token", false, [](Ask& ask) { ask.challenge.options[0].asset = kPracticeToken; });
    row("network", false, [](Ask& ask) { ask.challenge.options[0].network = "eip155:84532"; });
    row("scheme", false, [](Ask& ask) { ask.challenge.options[0].scheme = "upto"; });
    row("one more option", false,
        [](Ask& ask) { ask.challenge.options.push_back(ask.challenge.options[0]); });
    row("claims", true, [](Ask& ask) { ask.claims.reason = "another"; });
    row("caller", true, [](Ask& ask) { ask.caller.pid = 1; });
    row("interface", true, [](Ask& ask) { ask.interface = "fetch"; });
    row("ceiling", true, [](Ask& ask) { ask.maxAmount = money::Amount::fromUint64(1); });
    row("seller's words", true, [](Ask& ask) { ask.challenge.description = "changed"; });
    row("timeout", true, [](Ask& ask) { ask.challenge.options[0].maxTimeoutSeconds = 61; });
}

void TestPurchase::withoutAKeyTheWholeRequestNamesIt()
{
    QFETCH(Change, change);
    QFETCH(bool, isSame);
    const Ask ask = askFor("10000");
    Ask changed = ask;
    change(changed);
    QCOMPARE(purchaseOf("a1", changed) == purchaseOf("a1", ask), isSame);
}

void TestPurchase::otherAgentsBuyOtherThings_I19()
{
    QVERIFY(purchaseOf("a1", askFor("1")) != purchaseOf("a2", askFor("1")));
    QVERIFY(purchaseOf("a1", askWithKey("1", "k")) != purchaseOf("a2", askWithKey("1", "k")));
    // An agent whose id and key join to the same text as another's.
    QVERIFY(purchaseOf("a1", askWithKey("1", "1k")) != purchaseOf("a11", askWithKey("1", "k")));
}

void TestPurchase::aKeyIsNeverTakenForContent()
{
    const Ask ask = askFor("1");
    const Hash256 content = contentOf(ask);
    Ask keyed = ask;
    keyed.idempotencyKey = std::string(content.begin(), content.end());
    QVERIFY(purchaseOf("a1", keyed) != purchaseOf("a1", ask));
    keyed.idempotencyKey = "";
    QVERIFY(purchaseOf("a1", keyed) != purchaseOf("a1", ask));
}

void TestPurchase::contentIsMethodUrlAndBody()
{
    const Ask ask = askFor("1");
    Ask other = askFor("2");
    other.claims = {};
    QVERIFY(contentOf(ask) == contentOf(other));
    other.request.method = "PUT";
    QVERIFY(contentOf(ask) != contentOf(other));
}

void TestPurchase::partsCannotBeMovedIntoEachOther()
{
    const bool holds = rc::check("different requests have different contents", [] {
        const auto any = [] {
            Ask ask;
            ask.request.method = *rc::gen::element<std::string>("", "1", "1:", "11:");
            ask.request.url = *rc::gen::element<std::string>("", "1", "1:", ":1:1");
            ask.request.bodyHash = *rc::gen::element<std::string>("", "1", "0:");
            return ask;
        };
        const Ask a = any();
        const Ask b = any();
        const bool isSame = a.request.method == b.request.method && a.request.url == b.request.url &&
                            a.request.bodyHash == b.request.bodyHash;
        RC_ASSERT((contentOf(a) == contentOf(b)) == isSame);
    });
    QVERIFY(holds);
}

void TestPurchase::theNonceDependsOnEverythingThatNamesIt_I6()
{
    std::set<Hash256> nonces;
    int count = 0;
    for (const std::uint8_t key : {std::uint8_t{1}, std::uint8_t{2}}) {
        for (const char* agent : {"a1", "a11", "a"}) {
            for (const char* account : {"acc_1", "1acc_1", "1"}) {
                for (const char* purchase : {"p", "q"}) {
                    for (const std::int64_t generation : {0, 1, 11}) {
                        nonces.insert(nonceOf(key, agent, account, purchase, generation));
                        ++count;
                    }
                }
            }
        }
    }
    QCOMPARE(nonces.size(), static_cast<std::size_t>(count));
}

void TestPurchase::theNonceIsTheSameForTheSamePurchase_I5()
{
    QVERIFY(nonceOf(1, "a1", "acc_1", "p", 0) == nonceOf(1, "a1", "acc_1", "p", 0));
    // A change of the derivation would let a purchase of yesterday's ledger be paid twice.
    QCOMPARE(toHex(nonceOf(1, "a1", "acc_1", "p", 0)),
             std::string("2b04c49ac3a9a067995a2282746818021e020682adaa8e227b908e466857ae4c"));
}

QTEST_APPLESS_MAIN(TestPurchase)
#include "tst_purchase.moc"
