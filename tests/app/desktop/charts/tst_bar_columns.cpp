#include "app/desktop/charts/bar_columns.h"

#include <QTest>

using till::charts::BarColumn;
using till::charts::columnAt;
using till::charts::columnOfBucket;
using till::charts::layoutColumns;

class BarColumnsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void coversEveryBucketOnce_data();
    void coversEveryBucketOnce();
    void leavesAGapBesideWideBars();
    void isEmptyWithoutRoomOrBuckets();
    void findsTheColumnUnderThePointer();
};

void BarColumnsTest::coversEveryBucketOnce_data()
{
    QTest::addColumn<int>("buckets");
    QTest::addColumn<int>("width");
    QTest::newRow("one bucket") << 1 << 400;
    QTest::newRow("a day") << 24 << 473;
    QTest::newRow("just fits") << 400 << 400;
    QTest::newRow("year of hours") << 8760 << 711;
    QTest::newRow("one pixel") << 31 << 1;
}

void BarColumnsTest::coversEveryBucketOnce()
{
    QFETCH(int, buckets);
    QFETCH(int, width);
    const auto columns = layoutColumns(buckets, width);
    QVERIFY(static_cast<int>(columns.size()) <= width);
    int nextBucket = 0;
    int nextPixel = 0;
    for (const BarColumn& column : columns) {
        QCOMPARE(column.firstBucket, nextBucket);
        QCOMPARE(column.slotLeft, nextPixel);
        QVERIFY(column.lastBucket >= column.firstBucket);
        QVERIFY(column.barLeft >= column.slotLeft && column.barRight <= column.slotRight);
        QVERIFY(column.barRight > column.barLeft);
        nextBucket = column.lastBucket + 1;
        nextPixel = column.slotRight;
    }
    QCOMPARE(nextBucket, buckets);
    QCOMPARE(nextPixel, width);
    for (int bucket = 0; bucket < buckets; ++bucket) {
        const BarColumn& column = columns[static_cast<size_t>(columnOfBucket(columns, bucket))];
        QVERIFY(bucket >= column.firstBucket && bucket <= column.lastBucket);
    }
    QCOMPARE(columnOfBucket(columns, -1), -1);
    QCOMPARE(columnOfBucket(columns, buckets), -1);
}

void BarColumnsTest::leavesAGapBesideWideBars()
{
    for (const BarColumn& column : layoutColumns(24, 480)) {
        QVERIFY(column.barLeft > column.slotLeft);
        QVERIFY(column.barRight < column.slotRight);
    }
}

void BarColumnsTest::isEmptyWithoutRoomOrBuckets()
{
    QVERIFY(layoutColumns(0, 100).empty());
    QVERIFY(layoutColumns(24, 0).empty());
    QVERIFY(layoutColumns(24, -5).empty());
    QCOMPARE(columnAt({}, 3), -1);
}

void BarColumnsTest::findsTheColumnUnderThePointer()
{
    const auto columns = layoutColumns(10, 100);
    QCOMPARE(columnAt(columns, 0), 0);
    QCOMPARE(columnAt(columns, 9.9), 0);
    QCOMPARE(columnAt(columns, 10), 1);
    QCOMPARE(columnAt(columns, 99.5), 9);
    QCOMPARE(columnAt(columns, -40), 0);
    QCOMPARE(columnAt(columns, 4000), 9);
}

QTEST_GUILESS_MAIN(BarColumnsTest)
#include "tst_bar_columns.moc"
