#include "app/desktop/security/absence_watch.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QKeyEvent>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace till::desktop;

/// On a real bus of its own, where this test plays logind and the screen saver.
class AbsenceWatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_bus.start(QStringLiteral("dbus-daemon"), {QStringLiteral("--session"), QStringLiteral("--nofork"),
                                                    QStringLiteral("--print-address")});
        QVERIFY2(m_bus.waitForStarted(), "dbus-daemon is there");
        QVERIFY(m_bus.waitForReadyRead());
        const QString address = QString::fromUtf8(m_bus.readLine()).trimmed();
        m_machine = QDBusConnection::connectToBus(address, QStringLiteral("machine"));
        m_app = QDBusConnection::connectToBus(address, QStringLiteral("app"));
        QVERIFY(m_machine.isConnected() && m_app.isConnected());
        QVERIFY(m_machine.registerService(QStringLiteral("org.freedesktop.login1")));
        QVERIFY(m_machine.registerService(QStringLiteral("org.freedesktop.ScreenSaver")));
        QVERIFY(m_machine.registerService(QStringLiteral("org.gnome.ScreenSaver")));
    }
    void cleanupTestCase()
    {
        QDBusConnection::disconnectFromBus(QStringLiteral("machine"));
        QDBusConnection::disconnectFromBus(QStringLiteral("app"));
        m_bus.kill();
        m_bus.waitForFinished();
    }

    void tellsBeforeTheMachineSuspendsAndNotWhenItWakes()
    {
        AbsenceWatch watch(m_app, m_app);
        const QSignalSpy told(&watch, &AbsenceWatch::suspending);
        const auto sleep = [this](bool begins) {
            say("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", begins);
        };
        sleep(true);
        QTRY_COMPARE(told.size(), 1);
        sleep(false);
        sleep(true);
        QTRY_COMPARE(told.size(), 2);
    }

    void tellsWhenTheScreenLocks_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("interface");
        QTest::newRow("freedesktop") << QByteArray("/org/freedesktop/ScreenSaver")
                                     << QByteArray("org.freedesktop.ScreenSaver");
        QTest::newRow("KDE's older path")
            << QByteArray("/ScreenSaver") << QByteArray("org.freedesktop.ScreenSaver");
        QTest::newRow("GNOME") << QByteArray("/org/gnome/ScreenSaver") << QByteArray("org.gnome.ScreenSaver");
    }
    void tellsWhenTheScreenLocks()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, interface);
        AbsenceWatch watch(m_app, m_app);
        const QSignalSpy told(&watch, &AbsenceWatch::screenLocked);
        say(path.constData(), interface.constData(), "ActiveChanged", false);
        say(path.constData(), interface.constData(), "ActiveChanged", true);
        QTRY_COMPARE(told.size(), 1);
    }

    void inputIsToldAtMostOnceAMinuteAndNeverTaken()
    {
        AbsenceWatch watch(m_app, m_app);
        const QSignalSpy told(&watch, &AbsenceWatch::ownerActive);
        QKeyEvent key(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier);
        QEvent move(QEvent::MouseMove);
        QVERIFY(!watch.eventFilter(this, &move));
        QCOMPARE(told.size(), 0);
        for (int each = 0; each < 5; ++each) {
            QVERIFY(!watch.eventFilter(this, &key));
        }
        QCOMPARE(told.size(), 1);
    }

private:
    void say(const char* path, const char* interface, const char* name, bool value)
    {
        QDBusMessage signal = QDBusMessage::createSignal(
            QString::fromLatin1(path), QString::fromLatin1(interface), QString::fromLatin1(name));
        signal << value;
        QVERIFY(m_machine.send(signal));
    }
    QProcess m_bus;
    QDBusConnection m_machine{QString()};
    QDBusConnection m_app{QString()};
};

QTEST_GUILESS_MAIN(AbsenceWatchTest)
#include "tst_absence_watch.moc"
