#include "app/gateway/rate_limit.h"

#include <QTest>

using namespace till::gateway;
using namespace std::chrono_literals;

class TestRateLimit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void letsABurstThroughAndThenTheRate();
    void saysHowLongToWait();
    void keepsAgentsApart();
    void boundsItsMemory();
};

void TestRateLimit::letsABurstThroughAndThenTheRate()
{
    RateLimit limit(10, 5, 100);
    const RateLimit::Time start{};
    for (int i = 0; i < 5; ++i) {
        QVERIFY(!limit.take("a", start));
    }
    QVERIFY(limit.take("a", start).has_value());
    QVERIFY(!limit.take("a", start + 100ms)); // one more after a tenth of a second
    QVERIFY(limit.take("a", start + 100ms).has_value());
    for (int i = 0; i < 5; ++i) { // never more than the burst
        QVERIFY(!limit.take("a", start + 1h));
    }
    QVERIFY(limit.take("a", start + 1h).has_value());
}

void TestRateLimit::saysHowLongToWait()
{
    RateLimit slow(0.1, 1, 100);
    const RateLimit::Time start{};
    QVERIFY(!slow.take("a", start));
    QCOMPARE(slow.take("a", start), std::optional(10));
    QCOMPARE(slow.take("a", start + 8s), std::optional(2));
    RateLimit fast(1'000, 1, 100);
    QVERIFY(!fast.take("a", start));
    QCOMPARE(fast.take("a", start), std::optional(1)); // whole seconds, at least one
}

void TestRateLimit::keepsAgentsApart()
{
    RateLimit limit(1, 1, 100);
    const RateLimit::Time start{};
    QVERIFY(!limit.take("a", start));
    QVERIFY(limit.take("a", start).has_value());
    QVERIFY(!limit.take("b", start));
}

void TestRateLimit::boundsItsMemory()
{
    RateLimit limit(1, 1, 10);
    const RateLimit::Time start{};
    QVERIFY(!limit.take("flooder", start + 1s));
    for (int i = 0; i < 9; ++i) {
        QVERIFY(!limit.take("agent " + std::to_string(i), start));
    }
    // The eleventh takes the place of one that was quiet longest, not of the one that just asked.
    QVERIFY(!limit.take("eleventh", start + 1s));
    QVERIFY(limit.take("flooder", start + 1s).has_value());
}

QTEST_APPLESS_MAIN(TestRateLimit)
#include "tst_rate_limit.moc"
