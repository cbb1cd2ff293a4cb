#include "core/policy/merchant_memory.h"

#include "tests/core/policy/facts.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>

using namespace till;
using namespace till::policy;
using namespace till::tests;

class TestMerchantMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsKnownAtFirst();
    void notesHostAndPayee();
    void payeeThatChangedIsSeen();
    void practiceIsAWorldOfItsOwn();
    void pricesAreByMethodHostPathAndToken_data();
    void pricesAreByMethodHostPathAndToken();
    void medianIsThatOfTheLast();
    void medianAgreesWithSorting();
    void usualPricesAreLowestAndHighest();
    void memoryOfAHostIsBounded();
    void memoryOfHostsIsBounded();
};

void TestMerchantMemory::nothingIsKnownAtFirst()
{
    const MerchantMemory memory;
    const PaymentFacts facts = paymentOf("1");
    QVERIFY(memory.host(facts) == nullptr);
    QVERIFY(!memory.knowsPayTo(facts));
    QVERIFY(memory.changedFromPayTo(facts).empty());
    QVERIFY(!memory.median(facts, 20));
    QVERIFY(!memory.usualPrices(facts));
}

void TestMerchantMemory::notesHostAndPayee()
{
    MerchantMemory memory;
    const PaymentFacts facts = paymentOf("1");
    memory.note(facts);
    memory.note(facts);
    QCOMPARE(memory.host(facts)->payments, std::uint64_t{2});
    QCOMPARE(memory.host(facts)->payees.size(), std::size_t{1});
    QVERIFY(memory.knowsPayTo(facts));
    PaymentFacts elsewhere = facts;
    elsewhere.line.host = "b.test";
    elsewhere.line.agent = "agent_2";
    QVERIFY(memory.host(elsewhere) == nullptr);
    QVERIFY(memory.knowsPayTo(elsewhere)); // for the whole wallet, whoever paid it where
}

void TestMerchantMemory::payeeThatChangedIsSeen()
{
    MerchantMemory memory;
    const PaymentFacts first = paymentOf("1");
    PaymentFacts second = first;
    second.line.payTo = std::string(kOtherPayee);
    memory.note(first);
    QCOMPARE(std::string(memory.changedFromPayTo(second)), std::string(kShopPayee));
    QVERIFY(memory.changedFromPayTo(first).empty());
    memory.note(second);
    // Back to the one before is a change again.
    QCOMPARE(std::string(memory.changedFromPayTo(first)), std::string(kOtherPayee));
}

void TestMerchantMemory::practiceIsAWorldOfItsOwn()
{
    MerchantMemory memory;
    memory.note(practicePaymentOf("1"));
    QVERIFY(memory.host(paymentOf("1")) == nullptr);
    QVERIFY(!memory.knowsPayTo(paymentOf("1")));
    QVERIFY(memory.host(practicePaymentOf("1")) != nullptr);
}

void TestMerchantMemory::pricesAreByMethodHostPathAndToken_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<bool>("isKnown");
    QTest::newRow("the same") << QByteArray("") << true;
    QTest::newRow("another agent") << QByteArray("agent") << true;
    QTest::newRow("another payee") << QByteArray("payTo") << true;
    QTest::newRow("another method") << QByteArray("method") << false;
    QTest::newRow("another host") << QByteArray("host") << false;
    QTest::newRow("another path") << QByteArray("path") << false;
    QTest::newRow("another token") << QByteArray("asset") << false;
    QTest::newRow("another network") << QByteArray("network") << false;
}

void TestMerchantMemory::pricesAreByMethodHostPathAndToken()
{
    QFETCH(QByteArray, field);
    QFETCH(bool, isKnown);
    MerchantMemory memory;
    memory.note(paymentOf("1"));
    PaymentFacts facts = paymentOf("2");
    if (field == "agent")
        facts.line.agent = "agent_2";
    if (field == "payTo")
        facts.line.payTo = std::string(kOtherPayee);
    if (field == "method")
        facts.method = "POST";
    if (field == "host")
        facts.line.host = "b.test";
    if (field == "path")
        facts.path = "/v1/other";
    if (field == "asset")
        facts.line.asset = floatingAsset().address;
    if (field == "network")
        facts.line.network = "eip155:1";
    QCOMPARE(memory.median(facts, 20).has_value(), isKnown);
}

void TestMerchantMemory::medianIsThatOfTheLast()
{
    MerchantMemory memory;
    for (const char* const dollars : {"9", "1", "2", "4"})
        memory.note(paymentOf(dollars));
    const PaymentFacts facts = paymentOf("1");
    QVERIFY(memory.median(facts, 1)->twice == usd("8"));
    QVERIFY(memory.median(facts, 2)->twice == usd("6"));
    QVERIFY(memory.median(facts, 3)->twice == usd("4"));
    QVERIFY(memory.median(facts, 4)->twice == usd("6"));
    QVERIFY(memory.median(facts, 20)->twice == usd("6"));
    QCOMPARE(memory.median(facts, 20)->count, std::size_t{4});
}

void TestMerchantMemory::medianAgreesWithSorting()
{
    QVERIFY(rc::check("the median of the last K is that of the sorted last K", [] {
        MerchantMemory memory;
        std::vector<std::uint64_t> amounts;
        const auto count = *rc::gen::inRange(1, 60);
        for (int i = 0; i < count; ++i) {
            amounts.push_back(*rc::gen::inRange<std::uint64_t>(0, 1000));
            PaymentFacts facts = paymentOf("1");
            facts.amount = money::Amount::fromUint64(amounts.back());
            memory.note(facts);
        }
        const auto last = *rc::gen::inRange<std::size_t>(1, 21);
        const std::size_t taken = std::min({last, amounts.size(), kRememberedAmounts});
        std::vector<std::uint64_t> tail(amounts.end() - static_cast<std::ptrdiff_t>(taken), amounts.end());
        std::sort(tail.begin(), tail.end());
        const std::uint64_t twice = tail[(taken - 1) / 2] + tail[taken / 2];
        const auto median = memory.median(paymentOf("1"), last);
        RC_ASSERT(median.has_value());
        RC_ASSERT(median->twice == money::Amount::fromUint64(twice));
        RC_ASSERT(median->count == taken);
    }));
}

void TestMerchantMemory::usualPricesAreLowestAndHighest()
{
    MerchantMemory memory;
    for (const char* const dollars : {"0.25", "0.20", "0.22"})
        memory.note(paymentOf(dollars));
    const auto usual = memory.usualPrices(paymentOf("1"));
    QVERIFY(usual->lowest == usd("0.20") && usual->highest == usd("0.25"));
}

void TestMerchantMemory::memoryOfAHostIsBounded()
{
    MerchantMemory memory;
    for (int i = 0; i < 500; ++i) {
        PaymentFacts facts = paymentOf("1");
        facts.path = "/item/" + std::to_string(i);
        facts.line.payTo = "payee " + std::to_string(i);
        memory.note(facts);
    }
    const HostMemory& host = *memory.host(paymentOf("1"));
    QCOMPARE(host.payees.size(), kMaxPayeesOfHost);
    QCOMPARE(host.prices.size(), kMaxPricesOfHost);
    for (int i = 0; i < 100; ++i)
        memory.note(paymentOf("1"));
    QCOMPARE(memory.host(paymentOf("1"))->prices.back().last.size(), kRememberedAmounts);
}

void TestMerchantMemory::memoryOfHostsIsBounded()
{
    MerchantMemory memory;
    PaymentFacts facts = paymentOf("1");
    for (std::size_t i = 0; i <= kMaxRememberedHosts; ++i) {
        facts.line.host = "h" + std::to_string(i);
        memory.note(facts);
    }
    QVERIFY(memory.host(facts) != nullptr);
    facts.line.host = "h0"; // the oldest: new again, so it asks again
    QVERIFY(memory.host(facts) == nullptr);
    facts.line.host = "h1";
    QVERIFY(memory.host(facts) != nullptr);
}

QTEST_APPLESS_MAIN(TestMerchantMemory)
#include "tst_merchant_memory.moc"
