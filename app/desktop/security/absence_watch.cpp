#include "app/desktop/security/absence_watch.h"

#include <QEvent>

namespace till::desktop {

namespace {

constexpr qint64 kActiveEveryMs = 60'000;

struct Saver {
    const char* service;
    const char* path;
};
/// The freedesktop.org name, which KDE and others own, and GNOME's own.
constexpr Saver kSavers[] = {{"org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"},
                             {"org.freedesktop.ScreenSaver", "/ScreenSaver"},
                             {"org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"}};

} // namespace

AbsenceWatch::AbsenceWatch(QDBusConnection system, QDBusConnection session, QObject* parent) : QObject(parent)
{
    // https://www.freedesktop.org/software/systemd/man/org.freedesktop.login1.html
    system.connect(QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
                   QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("PrepareForSleep"), this,
                   SLOT(prepareForSleep(bool)));
    for (const Saver& saver : kSavers) {
        const QString service = QString::fromLatin1(saver.service);
        session.connect(service, QString::fromLatin1(saver.path), service, QStringLiteral("ActiveChanged"),
                        this, SLOT(screenSaverChanged(bool)));
    }
}

void AbsenceWatch::prepareForSleep(bool begins)
{
    if (begins) {
        Q_EMIT suspending();
    }
}

void AbsenceWatch::screenSaverChanged(bool isActive)
{
    if (isActive) {
        Q_EMIT screenLocked();
    }
}

bool AbsenceWatch::eventFilter(QObject*, QEvent* event)
{
    const bool isInput = event->type() == QEvent::KeyPress || event->type() == QEvent::MouseButtonPress ||
                         event->type() == QEvent::Wheel || event->type() == QEvent::TouchBegin;
    if (isInput && (!m_sinceActive.isValid() || m_sinceActive.elapsed() >= kActiveEveryMs)) {
        m_sinceActive.start();
        Q_EMIT ownerActive();
    }
    return false;
}

} // namespace till::desktop
