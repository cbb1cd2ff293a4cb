#include "app/desktop/approval/allow_guard.h"

#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTest>

using namespace till::desktop;

namespace {
/// A real button, so that what the guard lets through and what it swallows is seen where it counts.
constexpr const char* kButton = R"(
import QtQuick
import QtQuick.Controls.Basic
Button {
    property int presses: 0
    width: 120; height: 40
    onClicked: ++presses
    Keys.onReturnPressed: ++presses
}
)";
} // namespace

class AllowGuardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_nowMs = 1'000'000;
        m_window = std::make_unique<QQuickWindow>();
        m_window->resize(400, 200);
        QQmlComponent component(&m_engine);
        component.setData(kButton, QUrl());
        m_button = qobject_cast<QQuickItem*>(component.create());
        QVERIFY2(m_button != nullptr, qPrintable(component.errorString()));
        m_button->setParent(m_window->contentItem());
        m_button->setParentItem(m_window->contentItem());
        m_window->show();
        m_window->requestActivate();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_guard = std::make_unique<AllowGuard>([this] { return m_nowMs; }, nullptr);
        m_guard->watch(m_button);
        settle();
    }
    void cleanup()
    {
        m_guard.reset();
        m_window.reset();
    }

    void deadAtFirstThenWorks()
    {
        click();
        QCOMPARE(presses(), 0);
        pass(kAllowDelayMs - 1);
        click();
        QCOMPARE(presses(), 0);
        pass(1);
        QVERIFY(m_guard->armed());
        click();
        QCOMPARE(presses(), 1);
    }

    void aPressThatBeganTooEarlyNeverCounts()
    {
        pass(kAllowDelayMs - 10);
        QTest::mousePress(m_window.get(), Qt::LeftButton, {}, {60, 20});
        pass(500);
        QTest::mouseRelease(m_window.get(), Qt::LeftButton, {}, {60, 20});
        QCOMPARE(presses(), 0);
    }

    void aKeyHeldFromBeforeNeverCounts()
    {
        pass(kAllowDelayMs * 2);
        m_button->forceActiveFocus(Qt::TabFocusReason);
        QTest::keyPress(m_window.get(), Qt::Key_Space); // within the delay that the focus began
        pass(kAllowDelayMs * 2);
        QTest::keyRelease(m_window.get(), Qt::Key_Space);
        QCOMPARE(presses(), 0);
    }

    void spaceWorksOnceArmed()
    {
        m_button->forceActiveFocus(Qt::TabFocusReason);
        pass(kAllowDelayMs);
        QTest::keyClick(m_window.get(), Qt::Key_Space);
        QCOMPARE(presses(), 1);
    }

    void enterNeverAllows()
    {
        m_button->forceActiveFocus(Qt::TabFocusReason);
        pass(kAllowDelayMs * 10);
        QTest::keyClick(m_window.get(), Qt::Key_Return);
        QTest::keyClick(m_window.get(), Qt::Key_Enter);
        QCOMPARE(presses(), 0);
    }

    void repeatedKeysAreIgnored()
    {
        m_button->forceActiveFocus(Qt::TabFocusReason);
        pass(kAllowDelayMs);
        QKeyEvent down(QEvent::KeyPress, Qt::Key_Space, Qt::NoModifier, QStringLiteral(" "), true);
        QKeyEvent up(QEvent::KeyRelease, Qt::Key_Space, Qt::NoModifier, QStringLiteral(" "), true);
        QCoreApplication::sendEvent(m_button, &down);
        QCoreApplication::sendEvent(m_button, &up);
        QCOMPARE(presses(), 0);
    }

    void movingStartsAnew()
    {
        pass(kAllowDelayMs);
        QVERIFY(m_guard->armed());
        m_button->setX(30);
        settle();
        QVERIFY(!m_guard->armed());
        pass(kAllowDelayMs);
        QVERIFY(m_guard->armed());
    }

    void movingTheWindowStartsAnew()
    {
        pass(kAllowDelayMs);
        m_window->setPosition(m_window->position() + QPoint(40, 25));
        settle();
        QTRY_VERIFY(!m_guard->armed());
    }

    void aChangeOrAClosedNeighbourStartsAnew()
    {
        pass(kAllowDelayMs);
        m_guard->disturb();
        click();
        QCOMPARE(presses(), 0);
    }

    void dangerTakesThreeSeconds()
    {
        m_guard->setInDanger(true);
        QCOMPARE(m_guard->delayMs(), kDangerDelayMs);
        pass(kDangerDelayMs - 1);
        click();
        QCOMPARE(presses(), 0);
        pass(1);
        click();
        QCOMPARE(presses(), 1);
    }

    void deadWithoutTheWindowsFocus()
    {
        pass(kAllowDelayMs);
        QWindow other;
        other.show();
        other.requestActivate();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        QTRY_VERIFY(!m_guard->armed());
        m_window->requestActivate();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QVERIFY(!m_guard->armed()); // the focus came back a moment ago
        pass(kAllowDelayMs);
        QVERIFY(m_guard->armed());
    }

    void aHiddenButtonIsDead()
    {
        pass(kAllowDelayMs);
        m_button->setVisible(false);
        pass(kAllowDelayMs);
        QVERIFY(!m_guard->armed());
    }

    void saysWhenItIsArmed()
    {
        const QSignalSpy changes(m_guard.get(), &AllowGuard::armedChanged);
        m_nowMs += kAllowDelayMs;
        QTRY_COMPARE(changes.count(), 1);
        QVERIFY(m_guard->armed());
    }

private:
    void pass(int ms) { m_nowMs += ms; }
    /// Lets the frame be drawn in which movement is noticed.
    void settle()
    {
        m_window->update();
        QTest::qWait(50);
    }
    void click()
    {
        QTest::mouseClick(m_window.get(), Qt::LeftButton, {}, m_button->mapToScene({60, 20}).toPoint());
    }
    int presses() const { return m_button->property("presses").toInt(); }

    QQmlEngine m_engine;
    qint64 m_nowMs = 0;
    std::unique_ptr<QQuickWindow> m_window;
    QQuickItem* m_button = nullptr;
    std::unique_ptr<AllowGuard> m_guard;
};

QTEST_MAIN(AllowGuardTest)
#include "tst_allow_guard.moc"
