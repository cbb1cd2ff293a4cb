#include "app/desktop/program/rendering.h"

#include <QDir>
#include <QFile>
#include <QStringList>
#include <QtGlobal>

namespace till::desktop {

namespace {

constexpr const char* kBackend = "QT_QUICK_BACKEND";

/// A render node of the kernel is there only when a driver for real hardware is.
bool hasGraphicsHardware()
{
    const QDir nodes(QStringLiteral("/dev/dri"));
    return !nodes.entryList({QStringLiteral("renderD*")}, QDir::System | QDir::Files).isEmpty();
}

bool isForcedToSoftware()
{
    return qEnvironmentVariableIntValue("LIBGL_ALWAYS_SOFTWARE") != 0 ||
           qEnvironmentVariable("GALLIUM_DRIVER") == QLatin1String("llvmpipe");
}

} // namespace

void chooseRenderer()
{
    if (qEnvironmentVariableIsSet(kBackend)) {
        return;
    }
    if (isForcedToSoftware() || !hasGraphicsHardware()) {
        qputenv(kBackend, QByteArrayLiteral("software"));
    }
}

} // namespace till::desktop
