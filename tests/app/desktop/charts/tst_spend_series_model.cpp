#include "app/desktop/charts/spend_readout_model.h"
#include "app/desktop/charts/spend_series_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace till::charts;

namespace {

const QList<SpendSeries> kSeries{{QStringLiteral("one"), 0, QStringLiteral("3")},
                                 {QStringLiteral("two"), 5, QStringLiteral("1")}};

QList<SpendBucket> buckets(int count)
{
    QList<SpendBucket> list;
    for (int i = 0; i < count; ++i)
        list.append(
            {i * 3'600'000, QString::number(i), QStringLiteral("hour %1").arg(i), QStringLiteral("sum")});
    return list;
}

SpendCell spent(double height)
{
    return {height, QString::number(height)};
}

void fill(SpendSeriesModel& model, double height)
{
    model.setSpend(kSeries, buckets(2), {{spent(height), spent(0)}, {spent(1), spent(1)}},
                   QStringLiteral("USD"));
}

} // namespace

class SpendSeriesModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsTheFirstTableAtOnce();
    void keepsItsPaceAndThenShowsTheNewest();
    void tellsViewsWhatChanged();
    void makesRaggedTablesWhole();
    void drawsNoImpossibleHeight_data();
    void drawsNoImpossibleHeight();
    void isEmptyWhenNothingWasSpent();
    void readsOutOneBucket();
};

void SpendSeriesModelTest::showsTheFirstTableAtOnce()
{
    SpendSeriesModel model;
    fill(model, 2);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.table().cells.at(0).at(0).height, 2.0);
    QCOMPARE(model.seriesNames(), QStringList({QStringLiteral("one"), QStringLiteral("two")}));
    QCOMPARE(model.axisUnit(), QStringLiteral("USD"));
    const QModelIndex row = model.index(1);
    QCOMPARE(row.data(SpendSeriesModel::LongLabelRole).toString(), QStringLiteral("hour 1"));
    QCOMPARE(row.data(SpendSeriesModel::TotalTextRole).toString(), QStringLiteral("sum"));
    QCOMPARE(row.data(SpendSeriesModel::CellTextsRole).toStringList(),
             QStringList({QStringLiteral("1"), QStringLiteral("1")}));
    QCOMPARE(row.data(SpendSeriesModel::StartMsRole).toLongLong(), 3'600'000LL);
}

void SpendSeriesModelTest::keepsItsPaceAndThenShowsTheNewest()
{
    SpendSeriesModel model;
    model.setPace(std::chrono::milliseconds(50));
    fill(model, 1);
    QSignalSpy changes(&model, &SpendSeriesModel::tableChanged);
    for (int i = 2; i <= 500; ++i)
        fill(model, i);
    QCOMPARE(changes.count(), 0);
    QCOMPARE(model.table().cells.at(0).at(0).height, 1.0);
    QVERIFY(changes.wait());
    QCOMPARE(changes.count(), 1);
    QCOMPARE(model.table().cells.at(0).at(0).height, 500.0);
}

void SpendSeriesModelTest::tellsViewsWhatChanged()
{
    SpendSeriesModel model;
    model.setPace(std::chrono::milliseconds(1));
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    fill(model, 1);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy updates(&model, &QAbstractItemModel::dataChanged);
    fill(model, 2);
    QVERIFY(updates.wait());
    QCOMPARE(resets.count(), 0);
    model.setSpend(kSeries, buckets(3), {}, QStringLiteral("USD"));
    QVERIFY(resets.wait());
    QCOMPARE(model.rowCount(), 3);
}

void SpendSeriesModelTest::makesRaggedTablesWhole()
{
    SpendSeriesModel model;
    model.setSpend(kSeries, buckets(3), {{spent(1)}, {spent(1), spent(2), spent(3)}}, QStringLiteral("USD"));
    QCOMPARE(model.table().cells.size(), 3);
    for (const QList<SpendCell>& row : model.table().cells)
        QCOMPARE(row.size(), kSeries.size());
}

void SpendSeriesModelTest::drawsNoImpossibleHeight_data()
{
    QTest::addColumn<double>("height");
    QTest::newRow("negative") << -1.0;
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN();
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity();
}

void SpendSeriesModelTest::drawsNoImpossibleHeight()
{
    QFETCH(double, height);
    SpendSeriesModel model;
    fill(model, height);
    QCOMPARE(model.table().cells.at(0).at(0).height, 0.0);
}

void SpendSeriesModelTest::isEmptyWhenNothingWasSpent()
{
    SpendSeriesModel untouched;
    QVERIFY(untouched.isEmpty());
    SpendSeriesModel quiet;
    quiet.setSpend(kSeries, buckets(1), {{spent(0), spent(0)}}, QStringLiteral("USD"));
    QVERIFY(quiet.isEmpty());
    SpendSeriesModel busy;
    fill(busy, 1);
    QVERIFY(!busy.isEmpty());
}

void SpendSeriesModelTest::readsOutOneBucket()
{
    SpendSeriesModel model;
    fill(model, 2);
    SpendReadoutModel readout;
    const QAbstractItemModelTester tester(&readout, QAbstractItemModelTester::FailureReportingMode::QtTest);
    readout.show(model.table(), 0);
    QCOMPARE(readout.rowCount(), 2);
    QCOMPARE(readout.index(0).data(SpendReadoutModel::ValueTextRole).toString(), QStringLiteral("2"));
    QVERIFY(readout.index(0).data(SpendReadoutModel::PresentRole).toBool());
    QVERIFY(!readout.index(1).data(SpendReadoutModel::PresentRole).toBool());
    readout.show(model.table(), -1);
    QCOMPARE(readout.index(0).data(SpendReadoutModel::ValueTextRole).toString(), QString());
    QCOMPARE(readout.index(0).data(SpendReadoutModel::TotalTextRole).toString(), QStringLiteral("3"));
    QCOMPARE(readout.index(1).data(SpendReadoutModel::ColorIndexRole).toInt(), 5);
}

QTEST_GUILESS_MAIN(SpendSeriesModelTest)
#include "tst_spend_series_model.moc"
