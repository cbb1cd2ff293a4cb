#include "app/desktop/icons/svg_icon.h"
#include "tests/places.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

using namespace till::icons;

namespace {

int inkOf(const QImage& image, const QColor& color)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == color ? 1 : 0;
    }
    return count;
}

QStringList iconFiles(const QString& folder)
{
    return QDir(folder).entryList({QStringLiteral("*.svg")}, QDir::Files, QDir::Name);
}

} // namespace

class SvgIconTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bundlesEveryFile();
    void drawsEveryIconInsideItsSquare_data();
    void drawsEveryIconInsideItsSquare();
    void readsEveryShape_data();
    void readsEveryShape();
    void fillsDotsInTheSameColor();
    void drawsNothingForAnUnknownName();
    void bundlesTheAppsIconInEveryState_data();
    void bundlesTheAppsIconInEveryState();
};

void SvgIconTest::bundlesEveryFile()
{
    const QStringList files = iconFiles(QStringLiteral(TILL_SOURCE_DIR "/resources/icons"));
    QVERIFY(files.size() > 50);
    QCOMPARE(iconFiles(QStringLiteral(":/icons")), files);
}

void SvgIconTest::drawsEveryIconInsideItsSquare_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& file : iconFiles(QStringLiteral(":/icons")))
        QTest::newRow(qPrintable(file)) << QFileInfo(file).completeBaseName();
}

void SvgIconTest::drawsEveryIconInsideItsSquare()
{
    QFETCH(QString, name);
    const SvgIcon& icon = bundledIcon(name);
    QVERIFY(!icon.isEmpty());
    const QRectF drawn = icon.outline.boundingRect();
    QVERIFY(drawn.left() >= 0 && drawn.top() >= 0 && drawn.right() <= kIconGrid &&
            drawn.bottom() <= kIconGrid);
    QVERIFY(inkOf(iconImage(name, Qt::red, 48), Qt::red) > 20);
}

void SvgIconTest::readsEveryShape_data()
{
    QTest::addColumn<QByteArray>("element");
    QTest::addColumn<QRectF>("bounds");
    QTest::newRow("path") << QByteArray("<path d='M2 3h4v5'/>") << QRectF(2, 3, 4, 5);
    QTest::newRow("line") << QByteArray("<line x1='2' y1='3' x2='6' y2='8'/>") << QRectF(2, 3, 4, 5);
    QTest::newRow("polyline") << QByteArray("<polyline points='2 3 6 3 6 8'/>") << QRectF(2, 3, 4, 5);
    QTest::newRow("polygon") << QByteArray("<polygon points='2,3 6,3 6,8'/>") << QRectF(2, 3, 4, 5);
    QTest::newRow("rect") << QByteArray("<rect x='2' y='3' width='4' height='5' rx='1'/>")
                          << QRectF(2, 3, 4, 5);
    QTest::newRow("circle") << QByteArray("<circle cx='5' cy='5' r='2'/>") << QRectF(3, 3, 4, 4);
    QTest::newRow("ellipse") << QByteArray("<ellipse cx='5' cy='5' rx='1' ry='2'/>") << QRectF(4, 3, 2, 4);
    QTest::newRow("two") << QByteArray("<path d='M2 3h4'/><path d='M6 3v5'/>") << QRectF(2, 3, 4, 5);
    QTest::newRow("broken XML") << QByteArray("<path d='M2 3h4'") << QRectF();
}

void SvgIconTest::readsEveryShape()
{
    QFETCH(QByteArray, element);
    QFETCH(QRectF, bounds);
    QCOMPARE(iconFromSvg("<svg viewBox='0 0 24 24'>" + element + "</svg>").outline.boundingRect(), bounds);
}

void SvgIconTest::fillsDotsInTheSameColor()
{
    const SvgIcon icon = iconFromSvg("<svg><circle cx='12' cy='12' r='6' fill='currentColor'/></svg>");
    QVERIFY(!icon.dots.isEmpty());
    QVERIFY(iconFromSvg("<svg><circle cx='12' cy='12' r='6'/></svg>").dots.isEmpty());
}

void SvgIconTest::drawsNothingForAnUnknownName()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("No icon named")));
    QVERIFY(bundledIcon(QStringLiteral("no-such-icon")).isEmpty());
}

void SvgIconTest::bundlesTheAppsIconInEveryState_data()
{
    QTest::addColumn<QString>("state");
    QTest::newRow("normal") << QString();
    QTest::newRow("waiting") << QStringLiteral("-waiting");
    QTest::newRow("locked") << QStringLiteral("-locked");
    QTest::newRow("paused") << QStringLiteral("-paused");
}

void SvgIconTest::bundlesTheAppsIconInEveryState()
{
    QFETCH(QString, state);
    const QImage normal(QStringLiteral(":/app-icons/tillkeeper-64.png"));
    for (const int size : {22, 32, 64}) {
        const QImage image(QStringLiteral(":/app-icons/tillkeeper%1-%2.png").arg(state).arg(size));
        QCOMPARE(image.size(), QSize(size, size));
    }
    const QImage image(QStringLiteral(":/app-icons/tillkeeper%1-64.png").arg(state));
    QCOMPARE(image == normal, state.isEmpty());
}

QTEST_MAIN(SvgIconTest)
#include "tst_svg_icon.moc"
