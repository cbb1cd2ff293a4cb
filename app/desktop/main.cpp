#include "app/client/keeper_connection.h"
#include "app/desktop/daemon/daemon_process.h"
#include "app/desktop/program/desk.h"
#include "app/desktop/program/options.h"
#include "app/desktop/program/rendering.h"
#include "app/desktop/program/single_instance.h"
#include "app/desktop/program/tour.h"
#include "app/desktop/program/tray.h"
#include "app/desktop/program/window.h"
#include "app/desktop/security/absence_watch.h"
#include "app/paths/places.h"
#include "app/paths/private_directory.h"
#include "app/posix/closed_memory.h"
#include "core/crypto/secret_bytes.h"

#include <QApplication>
#include <QTimer>

#include <cstdio>

using namespace till::desktop;

namespace {

/// How long a keeper that runs already may take to say hello before one is started.
constexpr int kRunningKeeperMs = 400;

int refuse(const QString& sentence)
{
    std::fprintf(stderr, "tillkeeper: %s\n", qUtf8Printable(sentence));
    return 1;
}

std::optional<std::string> toUtf8(const std::optional<QString>& text)
{
    return text ? std::optional<std::string>(text->toStdString()) : std::nullopt;
}

} // namespace

int main(int argc, char* argv[])
{
    chooseRenderer();
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("tillkeeper"));
    QApplication::setApplicationDisplayName(QStringLiteral("Tillkeeper"));
    QApplication::setApplicationVersion(QStringLiteral(TILL_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("tillkeeper"));
    till::posix::closeMemory(); // the passphrase is typed here
    till::crypto::initialise();

    const Options options = readOptions(QApplication::arguments());
    const auto places = till::paths::Places::find(toUtf8(options.dataDir), till::paths::processEnvironment);
    if (!places) {
        return refuse(QString::fromStdString(describe(places.error())));
    }
    for (const auto& directory : {places->dataDir(), places->runDir()}) {
        if (const auto made = till::paths::makePrivateDirectory(directory); !made) {
            return refuse(QString::fromStdString(describe(made.error(), directory)));
        }
    }
    const QString dataDir = QString::fromStdString(places->dataDir().string());
    SingleInstance instance(QString::fromStdString((places->runDir() / "desktop.sock").string()));
    if (options.screenshotsDir.isEmpty() && !instance.claim()) {
        return 0;
    }

    till::client::KeeperConnection connection("tillkeeper " TILL_VERSION);
    SystemDeskClock clock;
    SettingsController settings(dataDir, options.theme);
    if (!options.language.isEmpty()) {
        settings.overrideLanguage(options.language);
    }
    Desk desk(connection, clock, settings);
    DaemonProcess daemon({.programDir = QApplication::applicationDirPath(),
                          .dataDir = dataDir,
                          .logFile = dataDir + QStringLiteral("/tillkeeperd.log"),
                          .practice = options.practice});
    Window window(desk);
    if (window.quickWindow() == nullptr) {
        return refuse(QStringLiteral("the window could not be made"));
    }
    window.showPage(options.page);
    if (options.size.isValid()) {
        window.quickWindow()->resize(options.size);
    }

    // Whoever runs already is used; else ours is started and ends with us.
    QObject::connect(&daemon, &DaemonProcess::failed, desk.session(), &SessionController::setUnreachable);
    const auto startDaemon = [&] {
        if (!connection.isReady() && !daemon.isRunning()) {
            daemon.start();
        }
    };
    QTimer::singleShot(kRunningKeeperMs, &daemon, startDaemon);
    QObject::connect(window.quickWindow(), SIGNAL(retryRequested()), &daemon, SLOT(start()));
    connection.connectTo(QString::fromStdString(places->adminSocket().string()));

    AbsenceWatch absence(QDBusConnection::systemBus(), QDBusConnection::sessionBus());
    app.installEventFilter(&absence);
    QObject::connect(&absence, &AbsenceWatch::suspending, desk.security(), &SecurityController::suspending);
    QObject::connect(&absence, &AbsenceWatch::screenLocked, desk.security(),
                     &SecurityController::screenLocked);
    QObject::connect(&absence, &AbsenceWatch::ownerActive, desk.security(), &SecurityController::ownerActive);

    Tray tray(desk);
    const bool hasTray = options.tray && options.screenshotsDir.isEmpty() && tray.show();
    QApplication::setQuitOnLastWindowClosed(!(hasTray && settings.keepRunning()));
    QObject::connect(&settings, &SettingsController::changed, &app,
                     [&] { QApplication::setQuitOnLastWindowClosed(!(hasTray && settings.keepRunning())); });
    QObject::connect(&tray, &Tray::openRequested, &app, [&](const QString& page) {
        window.showPage(page);
        window.bringToFront();
    });
    QObject::connect(&instance, &SingleInstance::woken, &app, [&] { window.bringToFront(); });

    Tour tour(*window.quickWindow(), desk, options.screenshotsDir);
    if (!options.screenshotsDir.isEmpty()) {
        QObject::connect(&tour, &Tour::finished, &app, [](const QString& fault) {
            QApplication::exit(fault.isEmpty() ? 0 : refuse(fault));
        });
        QObject::connect(desk.session(), &SessionController::phaseChanged, &tour,
                         [&, begun = false]() mutable {
                             if (!begun && desk.session()->phase() >= SessionController::NoVault) {
                                 begun = true;
                                 QTimer::singleShot(kRunningKeeperMs, &tour, &Tour::start);
                             }
                         });
    }
    const int result = QApplication::exec();
    if (settings.keepRunning()) {
        daemon.letGo();
    }
    return result;
}
