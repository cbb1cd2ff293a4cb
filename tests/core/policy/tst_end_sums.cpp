#include "core/policy/end_sums.h"

#include "tests/core/policy/facts.h"

#include <QTest>

#include <rapidcheck.h>

#include <map>

using namespace till;
using namespace till::policy;
using namespace till::tests;

namespace {

/// The same by scanning.
struct Naive {
    std::map<std::pair<std::int64_t, std::int64_t>, std::uint64_t> entries; ///< (end, id) → amount

    [[nodiscard]] std::uint64_t sumAfter(std::int64_t cutoff) const
    {
        std::uint64_t sum = 0;
        for (const auto& [key, value] : entries)
            sum += key.first > cutoff ? value : 0;
        return sum;
    }
    [[nodiscard]] std::optional<std::int64_t> roomAfter(std::uint64_t room) const
    {
        if (sumAfter(INT64_MIN) <= room)
            return std::nullopt;
        std::optional<std::int64_t> earliest;
        for (const auto& [key, value] : entries) {
            if (sumAfter(key.first) <= room && (!earliest || key.first < *earliest))
                earliest = key.first;
        }
        return earliest;
    }
};

} // namespace

class TestEndSums : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithScanning();
    void laterAnswersDoNotDependOnEarlierQuestions();
    void cutoffIsExclusive();
    void sumsSaturate();
    void eraseOfNothingChangesNothing();
    void staysQuickWhateverTheOrder_data();
    void staysQuickWhateverTheOrder();
};

void TestEndSums::agreesWithScanning()
{
    QVERIFY(rc::check("sums and room are those of a scan", [] {
        EndSums sums;
        Naive naive;
        const auto steps = *rc::gen::inRange(1, 60);
        for (int step = 0; step < steps; ++step) {
            const std::int64_t end = *rc::gen::inRange(0, 40);
            const std::int64_t id = *rc::gen::inRange(1, 60);
            const std::uint64_t value = *rc::gen::inRange<std::uint64_t>(0, 1000);
            if (*rc::gen::inRange(0, 4) == 0) {
                RC_ASSERT(sums.erase(Instant{end}, id) == (naive.entries.erase({end, id}) == 1));
            } else if (!naive.entries.contains({end, id})) {
                sums.insert(Instant{end}, id, money::Amount::fromUint64(value));
                naive.entries[{end, id}] = value;
            }
            const std::int64_t cutoff = *rc::gen::inRange(-2, 42);
            RC_ASSERT(sums.sumAfter(Instant{cutoff}) == money::Amount::fromUint64(naive.sumAfter(cutoff)));
            const std::uint64_t room = *rc::gen::inRange<std::uint64_t>(0, 5000);
            const auto at = sums.roomAfter(money::Amount::fromUint64(room));
            const auto wanted = naive.roomAfter(room);
            RC_ASSERT(at.has_value() == wanted.has_value());
            if (at)
                RC_ASSERT(at->unixMs == *wanted);
            RC_ASSERT(sums.size() == naive.entries.size());
        }
    }));
}

void TestEndSums::laterAnswersDoNotDependOnEarlierQuestions()
{
    EndSums asked;
    EndSums quiet;
    for (std::int64_t i = 0; i < 200; ++i) {
        asked.insert(Instant{i * 7 % 200}, i, money::Amount::fromUint64(static_cast<std::uint64_t>(i)));
        quiet.insert(Instant{i * 7 % 200}, i, money::Amount::fromUint64(static_cast<std::uint64_t>(i)));
        for (const std::int64_t cutoff : {i, 200 - i, std::int64_t{0}, i / 2})
            (void)asked.sumAfter(Instant{cutoff});
    }
    for (std::int64_t cutoff = 210; cutoff >= -2; --cutoff)
        QVERIFY(asked.sumAfter(Instant{cutoff}) == quiet.sumAfter(Instant{cutoff}));
}

void TestEndSums::cutoffIsExclusive()
{
    EndSums sums;
    sums.insert(Instant{100}, 1, money::Amount::fromUint64(5));
    QVERIFY(sums.sumAfter(Instant{100}).isZero());
    QVERIFY(sums.sumAfter(Instant{99}) == money::Amount::fromUint64(5));
}

void TestEndSums::sumsSaturate()
{
    EndSums sums;
    sums.insert(Instant{1}, 1, largestAmount());
    sums.insert(Instant{2}, 2, money::Amount::fromUint64(3));
    QVERIFY(sums.total() == largestAmount());
    QVERIFY(sums.sumAfter(Instant{1}) == money::Amount::fromUint64(3));
    QVERIFY(sums.erase(Instant{1}, 1));
    QVERIFY(sums.total() == money::Amount::fromUint64(3));
}

void TestEndSums::eraseOfNothingChangesNothing()
{
    EndSums sums;
    sums.insert(Instant{1}, 1, money::Amount::fromUint64(3));
    QVERIFY(!sums.erase(Instant{1}, 2));
    QVERIFY(!sums.erase(Instant{2}, 1));
    QVERIFY(sums.total() == money::Amount::fromUint64(3));
}

void TestEndSums::staysQuickWhateverTheOrder_data()
{
    QTest::addColumn<int>("step");
    QTest::newRow("ascending") << 1;
    QTest::newRow("descending") << -1;
    QTest::newRow("scattered") << 7919;
}

void TestEndSums::staysQuickWhateverTheOrder()
{
    QFETCH(int, step);
    constexpr std::int64_t kEntries = 20'011; // a prime, so that every step visits each place once
    EndSums sums;
    std::int64_t place = 0;
    for (std::int64_t id = 0; id < kEntries; ++id) {
        place = (place + step + kEntries) % kEntries;
        sums.insert(Instant{place}, id, money::Amount::fromUint64(1));
    }
    // A tree that is a list would take minutes here.
    for (std::int64_t cutoff = 0; cutoff < kEntries; cutoff += 7)
        QVERIFY(sums.sumAfter(Instant{cutoff}) ==
                money::Amount::fromUint64(static_cast<std::uint64_t>(kEntries - 1 - cutoff)));
}

QTEST_APPLESS_MAIN(TestEndSums)
#include "tst_end_sums.moc"
