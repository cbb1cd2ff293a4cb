#include "app/desktop/charts/sparkline_item.h"

#include <QTest>

#include <algorithm>

using till::charts::sparklinePoints;

class SparklineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsAtZero();
    void staysInsideItsBox();
    void keepsThePeakOfCrowdedColumns();
    void isNothingWithoutValuesOrRoom();
};

void SparklineTest::startsAtZero()
{
    const auto points = sparklinePoints({10, 5, 0}, QSizeF(100, 25));
    QCOMPARE(points.size(), 3);
    QCOMPARE(points.at(1).y(), (points.at(0).y() + points.at(2).y()) / 2);
    QVERIFY(points.at(0).y() < points.at(2).y());
}

void SparklineTest::staysInsideItsBox()
{
    const QSizeF size(64, 20);
    for (const QPointF point : sparklinePoints({-4, 1e12, 3, 0, 7}, size))
        QVERIFY(QRectF(QPointF(), size).contains(point));
}

void SparklineTest::keepsThePeakOfCrowdedColumns()
{
    QList<qreal> values(10'000, 1);
    values[6001] = 50;
    const auto points = sparklinePoints(values, QSizeF(100, 25));
    QVERIFY(points.size() <= 200);
    const auto highest =
        std::min_element(points.begin(), points.end(), [](QPointF a, QPointF b) { return a.y() < b.y(); });
    QVERIFY(qAbs(highest->x() - 60) < 3);
    QVERIFY(highest->y() < 5);
}

void SparklineTest::isNothingWithoutValuesOrRoom()
{
    QVERIFY(sparklinePoints({}, QSizeF(100, 25)).isEmpty());
    QVERIFY(sparklinePoints({1, 2}, QSizeF(2, 2)).isEmpty());
}

QTEST_GUILESS_MAIN(SparklineTest)
#include "tst_sparkline.moc"
