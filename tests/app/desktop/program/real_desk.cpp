#include "tests/app/desktop/program/real_desk.h"
#include "tests/places.h"

#include "app/paths/places.h"
#include "app/paths/private_directory.h"

#include <QDir>
#include <QGuiApplication>
#include <QImage>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace till::desktop;

namespace {

constexpr int kStartMs = 60'000;
constexpr int kFindMs = 20'000;
constexpr int kFrameMs = 60;
constexpr int kHandsMs = 10'000; ///< xdotool ends far sooner, also on a busy machine

/// Under an X server the pointer and the keyboard of the server itself are moved, so that what is tested is
/// what a person's hands do. Empty elsewhere: then Qt makes the events.
const QString& xdotool()
{
    static const QString path = QGuiApplication::platformName() == QLatin1String("xcb")
                                    ? QStandardPaths::findExecutable(QStringLiteral("xdotool"))
                                    : QString();
    return path;
}

void useHands(const QStringList& arguments)
{
    if (QProcess::execute(xdotool(), arguments) != 0) {
        QTest::qFail("xdotool failed", __FILE__, __LINE__);
    }
    QTest::qWait(kFrameMs / 2);
}

QString nameOf(Qt::Key key)
{
    switch (key) {
    case Qt::Key_Return:
        return QStringLiteral("Return");
    case Qt::Key_Enter:
        return QStringLiteral("KP_Enter");
    case Qt::Key_Escape:
        return QStringLiteral("Escape");
    case Qt::Key_Space:
        return QStringLiteral("space");
    case Qt::Key_Tab:
        return QStringLiteral("Tab");
    default:
        return QString(QChar(static_cast<char16_t>(key))).toLower();
    }
}

QQuickItem* visibleChild(QQuickItem* parent, const QString& name)
{
    if (parent == nullptr || !parent->isVisible()) {
        return nullptr;
    }
    if (parent->objectName() == name) {
        return parent;
    }
    for (QQuickItem* child : parent->childItems()) {
        if (QQuickItem* found = visibleChild(child, name)) {
            return found;
        }
    }
    return nullptr;
}

/// Scrolls every list and page around the item so that the item can be clicked.
void bringIntoView(QQuickItem& item)
{
    constexpr qreal kMargin = 8;
    for (QQuickItem* around = item.parentItem(); around != nullptr; around = around->parentItem()) {
        if (!around->inherits("QQuickFlickable")) {
            continue;
        }
        const qreal top = item.mapToItem(around, QPointF(0, 0)).y();
        const qreal below = top + item.height() - around->height();
        const qreal at = around->property("contentY").toReal();
        if (below > 0) {
            around->setProperty("contentY", at + below + kMargin);
        } else if (top < 0) {
            around->setProperty("contentY", at + top - kMargin);
        }
    }
}

} // namespace

RealDesk::RealDesk()
{
    till::crypto::initialise();
    const std::string dataDir = m_directory.filePath(QStringLiteral("data")).toStdString();
    const auto places = till::paths::Places::find(dataDir, till::paths::processEnvironment);
    for (const auto& each : {places->dataDir(), places->runDir()}) {
        if (!till::paths::makePrivateDirectory(each)) {
            qFatal("no place for the data");
        }
    }
    const QString data = QString::fromStdString(dataDir);
    m_connection = std::make_unique<till::client::KeeperConnection>("tillkeeper test");
    m_settings = std::make_unique<SettingsController>(data, QStringLiteral("light"));
    m_settings->setReduceMotion(true);
    m_desk = std::make_unique<Desk>(*m_connection, m_clock, *m_settings);
    m_daemon =
        std::make_unique<DaemonProcess>(DaemonOptions{.programDir = QStringLiteral(TILL_BINARY_DIR "/bin"),
                                                      .dataDir = data,
                                                      .logFile = data + QStringLiteral("/tillkeeperd.log"),
                                                      .practice = true});
    QObject::connect(m_daemon.get(), &DaemonProcess::failed, m_desk->session(),
                     [this](const QString& why) { m_failure = why; });
}

RealDesk::~RealDesk()
{
    m_window.reset();
    m_desk.reset();
    m_connection.reset();
    m_daemon.reset();
}

QString RealDesk::adminSocket() const
{
    const std::string dataDir = m_directory.filePath(QStringLiteral("data")).toStdString();
    return QString::fromStdString(
        till::paths::Places::find(dataDir, till::paths::processEnvironment)->adminSocket().string());
}

bool RealDesk::start()
{
    m_window = std::make_unique<Window>(*m_desk);
    if (m_window->quickWindow() == nullptr) {
        m_failure = QStringLiteral("the QML does not load");
        return false;
    }
    m_daemon->start();
    m_connection->connectTo(adminSocket());
    const bool isUp = QTest::qWaitFor(
        [this] { return m_desk->session()->endpointUp() && !m_desk->session()->practiceShop().isEmpty(); },
        kStartMs);
    m_window->bringToFront();
    return isUp && QTest::qWaitForWindowActive(m_window->quickWindow());
}

QQuickItem* RealDesk::find(const char* objectName)
{
    QQuickItem* found = nullptr;
    const bool isThere = QTest::qWaitFor(
        [&] {
            found = visibleChild(window().contentItem(), QLatin1String(objectName));
            return found != nullptr && found->width() > 0;
        },
        kFindMs);
    return isThere ? found : nullptr;
}

void RealDesk::clickNow(const QQuickItem& item)
{
    const QPoint middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint();
    if (xdotool().isEmpty()) {
        QTest::mouseClick(&window(), Qt::LeftButton, {}, middle);
        return;
    }
    const QPoint at = window().mapToGlobal(middle);
    useHands({QStringLiteral("mousemove"), QString::number(at.x()), QString::number(at.y()),
              QStringLiteral("click"), QStringLiteral("1")});
}

bool RealDesk::click(const char* objectName)
{
    QQuickItem* item = find(objectName);
    if (item == nullptr) {
        return false;
    }
    const bool isEnabled = QTest::qWaitFor([item] { return item->isEnabled(); }, kFindMs);
    bringIntoView(*item);
    QTest::qWait(kFrameMs);
    clickNow(*item);
    return isEnabled;
}

void RealDesk::movePointerAway()
{
    if (xdotool().isEmpty()) {
        QTest::mouseMove(&window(), QPoint(1, 1));
        return;
    }
    const QPoint corner = window().mapToGlobal(QPoint(1, 1));
    useHands({QStringLiteral("mousemove"), QString::number(corner.x()), QString::number(corner.y())});
}

void RealDesk::type(const QByteArray& text)
{
    if (!xdotool().isEmpty()) {
        useHands({QStringLiteral("type"), QStringLiteral("--delay"), QStringLiteral("4"),
                  QString::fromLatin1(text)});
        return;
    }
    for (const char each : text) {
        QTest::keyClick(&window(), each);
    }
}

void RealDesk::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    if (!xdotool().isEmpty()) {
        const bool isControl = modifiers.testFlag(Qt::ControlModifier);
        useHands({QStringLiteral("key"), (isControl ? QStringLiteral("ctrl+") : QString()) + nameOf(key)});
        return;
    }
    QTest::keyClick(&window(), key, modifiers);
}

void RealDesk::hold(Qt::Key key)
{
    if (!xdotool().isEmpty()) {
        useHands({QStringLiteral("keydown"), nameOf(key)});
        return;
    }
    QTest::keyPress(&window(), key);
}

void RealDesk::release(Qt::Key key)
{
    if (!xdotool().isEmpty()) {
        useHands({QStringLiteral("keyup"), nameOf(key)});
        return;
    }
    QTest::keyRelease(&window(), key);
}

void RealDesk::pointTo(const QQuickItem& item)
{
    m_pointer = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint();
    if (xdotool().isEmpty()) {
        QTest::mouseMove(&window(), m_pointer);
        return;
    }
    const QPoint at = window().mapToGlobal(m_pointer);
    useHands({QStringLiteral("mousemove"), QString::number(at.x()), QString::number(at.y())});
}

void RealDesk::pressPointer()
{
    if (xdotool().isEmpty()) {
        QTest::mousePress(&window(), Qt::LeftButton, {}, m_pointer);
        return;
    }
    useHands({QStringLiteral("mousedown"), QStringLiteral("1")});
}

void RealDesk::releasePointer()
{
    if (xdotool().isEmpty()) {
        QTest::mouseRelease(&window(), Qt::LeftButton, {}, m_pointer);
        return;
    }
    useHands({QStringLiteral("mouseup"), QStringLiteral("1")});
}

void RealDesk::doubleClick(const QQuickItem& item)
{
    pointTo(item);
    if (xdotool().isEmpty()) {
        QTest::mouseDClick(&window(), Qt::LeftButton, {}, m_pointer);
        return;
    }
    useHands({QStringLiteral("click"), QStringLiteral("--repeat"), QStringLiteral("2"),
              QStringLiteral("--delay"), QStringLiteral("40"), QStringLiteral("1")});
}

void RealDesk::picture(const QString& name)
{
    const QString directory = QStringLiteral(TILL_BINARY_DIR "/screenshots");
    QDir().mkpath(directory);
    QTest::qWait(kFrameMs);
    if (!window().grabWindow().save(directory + QLatin1Char('/') + name + QStringLiteral(".png"))) {
        QTest::qFail("the picture could not be saved", __FILE__, __LINE__);
    }
}

void RealDesk::show(const QString& page)
{
    m_window->showPage(page);
    QTest::qWait(kFrameMs);
}
