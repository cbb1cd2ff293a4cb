#pragma once

#include <QDBusConnection>
#include <QElapsedTimer>
#include <QObject>

namespace till::desktop {

/// Tells when nobody is at the machine any more, and when somebody is: logind says that it suspends, the
/// screen saver says that the screen locks, and keys and clicks in this app say that its owner is there.
/// Where there is no such service, nothing is told.
class AbsenceWatch : public QObject {
    Q_OBJECT

public:
    AbsenceWatch(QDBusConnection system, QDBusConnection session, QObject* parent = nullptr);

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void suspending();
    void screenLocked();
    /// At most once a minute.
    void ownerActive();

private Q_SLOTS:
    void prepareForSleep(bool begins);
    void screenSaverChanged(bool isActive);

private:
    QElapsedTimer m_sinceActive;
};

} // namespace till::desktop
