#include "app/desktop/charts/spend_chart_painter.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace till::charts;

namespace {

constexpr QSize kSize(400, 220);

SpendChartStyle style()
{
    SpendChartStyle style;
    style.seriesColors = {Qt::red, Qt::blue};
    style.otherColor = Qt::magenta;
    style.gridColor = Qt::lightGray;
    style.textColor = Qt::black;
    style.highlightColor = Qt::cyan;
    style.gapColor = Qt::white;
    style.font.setPixelSize(11);
    return style;
}

/// One row of `heights` for each bucket.
SpendTable tableOf(const QList<QList<double>>& heights, const QList<int>& colors)
{
    SpendTable table;
    table.axisUnit = QStringLiteral("USD");
    for (const int color : colors)
        table.series.append({QStringLiteral("agent"), color, QString()});
    for (const QList<double>& row : heights) {
        table.buckets.append({0, QStringLiteral("x"), QString(), QString()});
        table.cells.append(QList<SpendCell>());
        for (const double height : row)
            table.cells.last().append({height, QString()});
    }
    return table;
}

struct Picture {
    QImage image;
    SpendChartGeometry geometry;

    /// How many pixels of `color` stand above each other in the middle of the bar of `column`.
    [[nodiscard]] int heightOf(const QColor& color, size_t column) const
    {
        const BarColumn& bar = geometry.columns.at(column);
        const int x = geometry.plot.left() + (bar.barLeft + bar.barRight - 1) / 2;
        int count = 0;
        for (int y = 0; y < image.height(); ++y)
            count += image.pixelColor(x, y) == color ? 1 : 0;
        return count;
    }
};

Picture paint(const SpendTable& table, int currentBucket)
{
    Picture picture{QImage(kSize, QImage::Format_RGB32), SpendChartGeometry::fit(table, kSize, style().font)};
    picture.image.fill(Qt::white);
    QPainter painter(&picture.image);
    paintSpendChart(painter, table, picture.geometry, style(), currentBucket);
    return picture;
}

} // namespace

class SpendChartPainterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawsBarsFromZeroInProportion();
    void stacksSeriesWithoutHidingAny();
    void showsEvenTheSmallestSpend();
    void usesOtherForUnknownColors();
    void marksTheBarThatIsRead();
    void showsTheTallestBucketOfACrowdedColumn();
    void paintsAYearOfHours();
    void paintsInAnySize_data();
    void paintsInAnySize();
};

void SpendChartPainterTest::drawsBarsFromZeroInProportion()
{
    const Picture picture = paint(tableOf({{1}, {2}, {0}}, {0}), -1);
    QCOMPARE(picture.geometry.axis.top(), 2.0);
    const int whole = picture.geometry.plot.height();
    QVERIFY(qAbs(picture.heightOf(Qt::red, 1) - whole) <= 1);
    QVERIFY(qAbs(picture.heightOf(Qt::red, 0) - whole / 2) <= 1);
    QCOMPARE(picture.heightOf(Qt::red, 2), 0);
}

void SpendChartPainterTest::stacksSeriesWithoutHidingAny()
{
    const Picture picture = paint(tableOf({{1, 3}}, {0, 1}), -1);
    const int red = picture.heightOf(Qt::red, 0);
    const int blue = picture.heightOf(Qt::blue, 0);
    QVERIFY(qAbs(blue - 3 * red) <= 4);
    QVERIFY(qAbs(red + blue - picture.geometry.plot.height()) <= 2);
}

void SpendChartPainterTest::showsEvenTheSmallestSpend()
{
    const Picture picture = paint(tableOf({{1'000'000}, {0.000'001}}, {0}), -1);
    QCOMPARE(picture.heightOf(Qt::red, 1), 1);
}

void SpendChartPainterTest::usesOtherForUnknownColors()
{
    QVERIFY(paint(tableOf({{1}}, {-1}), -1).heightOf(Qt::magenta, 0) > 0);
    QVERIFY(paint(tableOf({{1}}, {2}), -1).heightOf(Qt::magenta, 0) > 0);
}

void SpendChartPainterTest::marksTheBarThatIsRead()
{
    const SpendTable table = tableOf({{1}, {2}}, {0});
    QVERIFY(paint(table, 0).heightOf(Qt::cyan, 0) > 0);
    QCOMPARE(paint(table, 0).heightOf(Qt::cyan, 1), 0);
    QCOMPARE(paint(table, -1).heightOf(Qt::cyan, 0), 0);
}

void SpendChartPainterTest::showsTheTallestBucketOfACrowdedColumn()
{
    QList<QList<double>> heights(5000, QList<double>{1});
    heights[2501] = {8};
    const SpendTable table = tableOf(heights, {0});
    const Picture picture = paint(table, -1);
    const auto column = static_cast<size_t>(columnOfBucket(picture.geometry.columns, 2501));
    QCOMPARE(tallestBucket(table, picture.geometry.columns.at(column)), 2501);
    QVERIFY(picture.heightOf(Qt::red, column) >= 7 * picture.heightOf(Qt::red, 0));
}

void SpendChartPainterTest::paintsAYearOfHours()
{
    const SpendTable table = tableOf(QList<QList<double>>(8760, {1, 2, 3}), {0, 1, 2});
    QVERIFY(static_cast<int>(SpendChartGeometry::fit(table, kSize, style().font).columns.size()) <=
            kSize.width());
    QBENCHMARK
    {
        paint(table, 17);
    }
}

void SpendChartPainterTest::paintsInAnySize_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("nothing") << QSize(0, 0);
    QTest::newRow("one pixel") << QSize(1, 1);
    QTest::newRow("flat") << QSize(300, 4);
    QTest::newRow("narrow") << QSize(6, 300);
}

void SpendChartPainterTest::paintsInAnySize()
{
    QFETCH(QSize, size);
    const SpendTable table = tableOf({{1}, {2}}, {0});
    QImage image(16, 16, QImage::Format_RGB32);
    QPainter painter(&image);
    paintSpendChart(painter, table, SpendChartGeometry::fit(table, size, style().font), style(), 1);
    paintSpendChart(painter, SpendTable(), SpendChartGeometry::fit(SpendTable(), size, style().font), style(),
                    1);
}

QTEST_MAIN(SpendChartPainterTest)
#include "tst_spend_chart_painter.moc"
