#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace till::desktop {

/// What the command line said.
struct Options {
    std::optional<QString> dataDir;
    bool practice = false;
    QString theme;          ///< light, dark, contrast, or empty
    QString language;       ///< one of Languages::codes(), or empty
    QString screenshotsDir; ///< make pictures of every screen there, then end
    QSize size;             ///< of the window, or empty
    QString page;           ///< the first screen shown, or empty
    bool tray = true;
};

/// Reads the command line of `tillkeeper`. Prints help or the fault and ends the program itself.
[[nodiscard]] Options readOptions(const QStringList& arguments);

} // namespace till::desktop
