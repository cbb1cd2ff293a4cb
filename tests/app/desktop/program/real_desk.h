#pragma once

#include "app/client/keeper_connection.h"
#include "app/desktop/daemon/daemon_process.h"
#include "app/desktop/program/desk.h"
#include "app/desktop/program/window.h"

#include <QQuickItem>
#include <QTemporaryDir>

#include <memory>

/// The app as `main` builds it, on a data directory of its own, with the real tillkeeperd behind it, and
/// hands for its window: things are found by their objectName and used with mouse and key events.
class RealDesk {
public:
    RealDesk();
    ~RealDesk();

    /// Starts the programs and waits until the window shows what the keeper says.
    [[nodiscard]] bool start();
    [[nodiscard]] till::desktop::Desk& desk() { return *m_desk; }
    [[nodiscard]] QQuickWindow& window() { return *m_window->quickWindow(); }
    [[nodiscard]] QString adminSocket() const;
    [[nodiscard]] QString whyNot() const { return m_failure; }

    /// A visible item; null when there is none after a while.
    [[nodiscard]] QQuickItem* find(const char* objectName);
    /// A press and a release in its middle, scrolled to before. False when there is no such thing to click.
    [[nodiscard]] bool click(const char* objectName);
    /// The same at once: no waiting, no scrolling.
    void clickNow(const QQuickItem& item);
    /// To a corner where nothing answers to it.
    void movePointerAway();
    void type(const QByteArray& text);
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /// Down without up, and up: a key or the pointer's button that is held.
    void hold(Qt::Key key);
    void release(Qt::Key key);
    void pointTo(const QQuickItem& item);
    void pressPointer();
    void releasePointer();
    /// Two clicks as fast as hands can, in the item's middle.
    void doubleClick(const QQuickItem& item);
    /// Saves what the window shows as `screenshots/NAME.png` of the build, to be looked at.
    void picture(const QString& name);
    /// By its name, as on the command line.
    void show(const QString& page);

private:
    QTemporaryDir m_directory;
    QString m_failure;
    QPoint m_pointer; ///< where `pointTo` put it, in the window
    till::desktop::SystemDeskClock m_clock;
    std::unique_ptr<till::client::KeeperConnection> m_connection;
    std::unique_ptr<till::desktop::SettingsController> m_settings;
    std::unique_ptr<till::desktop::Desk> m_desk;
    std::unique_ptr<till::desktop::DaemonProcess> m_daemon;
    std::unique_ptr<till::desktop::Window> m_window;
};
