#pragma once

#include <QAction>
#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>

namespace till::desktop {

class Desk;

/// The icon in the tray: how things stand, what waits, pause and quit. Opens the window; never allows
/// anything. Without a tray on this desktop the app works all the same.
class Tray : public QObject {
    Q_OBJECT

public:
    explicit Tray(Desk& desk, QObject* parent = nullptr);

    /// False when this desktop has no tray.
    [[nodiscard]] bool show();

Q_SIGNALS:
    void openRequested(const QString& page);

private:
    void refresh();
    void announce(const QString& paymentId);

    Desk& m_desk;
    QSystemTrayIcon m_icon;
    QMenu m_menu;
    QAction* m_open;
    QAction* m_waiting;
    QAction* m_pause;
    QAction* m_lock;
};

} // namespace till::desktop
