#include "app/desktop/charts/axis_scale.h"

#include <QTest>

#include <limits>

using till::charts::AxisScale;

class AxisScaleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasRoundSteps_data();
    void hasRoundSteps();
    void holdsEveryBarWithFewSteps();
    void staysUsableWithoutSpend_data();
    void staysUsableWithoutSpend();
};

void AxisScaleTest::hasRoundSteps_data()
{
    QTest::addColumn<double>("largest");
    QTest::addColumn<int>("mostSteps");
    QTest::addColumn<double>("top");
    QTest::addColumn<int>("steps");
    QTest::addColumn<int>("decimals");
    QTest::newRow("whole") << 3.4 << 4 << 4.0 << 4 << 0;
    QTest::newRow("fits exactly") << 4.0 << 4 << 4.0 << 4 << 0;
    QTest::newRow("halves") << 1.8 << 4 << 2.0 << 4 << 1;
    QTest::newRow("quarters") << 0.9 << 4 << 1.0 << 4 << 2;
    QTest::newRow("cents") << 0.05 << 5 << 0.05 << 5 << 2;
    QTest::newRow("thousands") << 41'000.0 << 5 << 50'000.0 << 5 << 0;
    QTest::newRow("one step") << 7.0 << 1 << 10.0 << 1 << 0;
    QTest::newRow("sum with rounding error") << 0.1 + 0.2 << 3 << 0.3 << 3 << 1;
}

void AxisScaleTest::hasRoundSteps()
{
    QFETCH(double, largest);
    QFETCH(int, mostSteps);
    const AxisScale axis = AxisScale::holding(largest, mostSteps);
    QTEST(axis.top(), "top");
    QTEST(axis.steps, "steps");
    QTEST(axis.decimals, "decimals");
}

void AxisScaleTest::holdsEveryBarWithFewSteps()
{
    for (double largest = 1e-6; largest < 1e9; largest *= 1.37) {
        for (int mostSteps = 1; mostSteps <= 6; ++mostSteps) {
            const AxisScale axis = AxisScale::holding(largest, mostSteps);
            QVERIFY2(axis.top() >= largest * (1 - 1e-8), qPrintable(QString::number(largest)));
            QVERIFY(axis.top() - axis.step < largest);
            QVERIFY(axis.steps >= 1 && axis.steps <= mostSteps);
        }
    }
}

void AxisScaleTest::staysUsableWithoutSpend_data()
{
    QTest::addColumn<double>("largest");
    QTest::newRow("nothing") << 0.0;
    QTest::newRow("negative") << -3.0;
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN();
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity();
}

void AxisScaleTest::staysUsableWithoutSpend()
{
    QFETCH(double, largest);
    QCOMPARE(AxisScale::holding(largest, 4).top(), 1.0);
}

QTEST_GUILESS_MAIN(AxisScaleTest)
#include "tst_axis_scale.moc"
