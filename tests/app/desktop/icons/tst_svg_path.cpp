#include "app/desktop/icons/svg_path.h"

#include <QTest>

using till::icons::pathFromSvg;

class SvgPathTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawsEveryCommand_data();
    void drawsEveryCommand();
    void drawsRoundArcs();
    void refusesWhatIsNoPath_data();
    void refusesWhatIsNoPath();
};

void SvgPathTest::drawsEveryCommand_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QRectF>("bounds");
    QTest::addColumn<QPointF>("end");
    const auto row = [](const char* tag, const char* text, QRectF bounds, QPointF end) {
        QTest::newRow(tag) << QString::fromLatin1(text) << bounds << end;
    };
    row("lines", "M1 2L5 2L5 8", {1, 2, 4, 6}, {5, 8});
    row("relative", "m1 2l4 0l0 6", {1, 2, 4, 6}, {5, 8});
    row("horizontal and vertical", "M1 2H5V8h-1v-2", {1, 2, 4, 6}, {4, 6});
    row("more points after a move are lines", "M0 0 4 0 4 4", {0, 0, 4, 4}, {4, 4});
    row("more points after a relative move", "m1 1 4 0 0 4", {1, 1, 4, 4}, {5, 5});
    row("no separators", "M.5.5-1-1", {-1, -1, 1.5, 1.5}, {-1, -1});
    row("commas and exponents", "M1e1,2E0L0.1e2,-2", {10, -2, 0, 4}, {10, -2});
    row("close returns to the start", "M1 1h4v4zl-1 0", {0, 1, 5, 4}, {0, 1});
    row("cubic", "M0 0C0 4 4 4 4 0", {0, 0, 4, 3}, {4, 0});
    row("smooth cubic mirrors", "M0 0C0 4 4 4 4 0S8-4 8 0", {0, -3, 8, 6}, {8, 0});
    row("quadratic", "M0 0Q2 4 4 0", {0, 0, 4, 2}, {4, 0});
    row("smooth quadratic mirrors", "M0 0Q2 4 4 0T8 0", {0, -2, 8, 4}, {8, 0});
    row("half circle", "M0 5a5 5 0 0 1 10 0", {0, 0, 10, 5}, {10, 5});
    row("half circle the other way", "M0 5a5 5 0 0 0 10 0", {0, 5, 10, 5}, {10, 5});
    row("flags without separators", "M0 5a5 5 0 0110 0", {0, 0, 10, 5}, {10, 5});
    row("large arc", "M5 0A5 5 0 1 0 10 5", {0, 0, 10, 10}, {10, 5});
    row("radius too small is grown", "M0 5a1 1 0 0 1 10 0", {0, 0, 10, 5}, {10, 5});
    row("arc without radius is a line", "M0 0A0 5 0 0 1 4 4", {0, 0, 4, 4}, {4, 4});
}

void SvgPathTest::drawsEveryCommand()
{
    QFETCH(QString, text);
    QFETCH(QRectF, bounds);
    QFETCH(QPointF, end);
    const auto path = pathFromSvg(text);
    QVERIFY(path.has_value());
    const QRectF drawn = path->boundingRect();
    const auto near = [](qreal a, qreal b) { return qAbs(a - b) < 0.01; };
    QVERIFY2(near(drawn.left(), bounds.left()) && near(drawn.top(), bounds.top()) &&
                 near(drawn.right(), bounds.right()) && near(drawn.bottom(), bounds.bottom()),
             qPrintable(QStringLiteral("%1 %2 %3 %4")
                            .arg(drawn.left())
                            .arg(drawn.top())
                            .arg(drawn.right())
                            .arg(drawn.bottom())));
    QVERIFY(near(path->currentPosition().x(), end.x()) && near(path->currentPosition().y(), end.y()));
}

void SvgPathTest::drawsRoundArcs()
{
    const auto path = pathFromSvg(u"M12 2a10 10 0 1 1 0 20a10 10 0 1 1 0-20");
    QVERIFY(path.has_value());
    for (int percent = 0; percent <= 100; percent += 5) {
        const QPointF point = path->pointAtPercent(percent / 100.0) - QPointF(12, 12);
        QVERIFY(qAbs(std::hypot(point.x(), point.y()) - 10) < 0.01);
    }
}

void SvgPathTest::refusesWhatIsNoPath_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("does not start with a move") << QStringLiteral("L1 1");
    QTest::newRow("number missing") << QStringLiteral("M1");
    QTest::newRow("number missing at the end") << QStringLiteral("M1 1L2");
    QTest::newRow("unknown command") << QStringLiteral("M1 1X2 2");
    QTest::newRow("numbers after close") << QStringLiteral("M1 1h1z2 2");
    QTest::newRow("numbers alone") << QStringLiteral("1 1");
    QTest::newRow("flag is not 0 or 1") << QStringLiteral("M0 0a1 1 0 2 0 1 1");
    QTest::newRow("two signs") << QStringLiteral("M--1 1");
    QTest::newRow("lone point") << QStringLiteral("M. 1");
}

void SvgPathTest::refusesWhatIsNoPath()
{
    QFETCH(QString, text);
    QVERIFY(!pathFromSvg(text).has_value());
}

QTEST_GUILESS_MAIN(SvgPathTest)
#include "tst_svg_path.moc"
