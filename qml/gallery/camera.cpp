#include "qml/gallery/camera.h"

#include <QCoreApplication>
#include <QDir>
#include <QImage>

#include <chrono>
#include <utility>

namespace till::gallery {
namespace {

/// Long enough for layouts, fonts and the longest transition of the theme.
constexpr std::chrono::milliseconds kSettleTime{700};

} // namespace

Camera::Camera(QQuickWindow& window, QString folder, QString suffix)
    : m_window(window), m_folder(std::move(folder)), m_suffix(std::move(suffix))
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(kSettleTime);
    connect(&m_settled, &QTimer::timeout, this, &Camera::takePicture);
}

void Camera::start()
{
    QDir().mkpath(m_folder);
    nextPage();
}

void Camera::nextPage()
{
    ++m_page;
    if (m_page >= m_window.property("pageCount").toInt())
        return QCoreApplication::quit();
    m_window.setProperty("page", m_page);
    m_settled.start();
}

void Camera::takePicture()
{
    const QString name = m_window.property("pageName").toString().toLower();
    const QString path = QDir(m_folder).filePath(QStringLiteral("%1-%2.png").arg(name, m_suffix));
    if (!m_window.grabWindow().save(path)) {
        qCritical("Cannot write %s", qUtf8Printable(path));
        return QCoreApplication::exit(1);
    }
    nextPage();
}

} // namespace till::gallery
