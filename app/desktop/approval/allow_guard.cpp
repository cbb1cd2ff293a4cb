#include "app/desktop/approval/allow_guard.h"

#include <QElapsedTimer>
#include <QKeyEvent>

#include <memory>

namespace till::desktop {

namespace {

AllowGuard::Monotonic systemMonotonic()
{
    QElapsedTimer timer;
    timer.start();
    return [timer] { return timer.elapsed(); };
}

} // namespace

AllowGuard::AllowGuard(QObject* parent) : AllowGuard(systemMonotonic(), parent) {}

AllowGuard::AllowGuard(Monotonic monotonic, QObject* parent)
    : QObject(parent), m_monotonic(std::move(monotonic)), m_disturbedAt(m_monotonic())
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &AllowGuard::report);
    m_timer.start(delayMs());
}

bool AllowGuard::armed() const
{
    const bool isSeen = m_button && m_button->isVisible() && m_window && m_window->isActive();
    return isSeen && m_monotonic() - m_disturbedAt >= delayMs();
}

void AllowGuard::disturb()
{
    m_disturbedAt = m_monotonic();
    m_timer.start(delayMs());
    Q_EMIT disturbed();
    report();
}

void AllowGuard::setInDanger(bool inDanger)
{
    m_inDanger = inDanger;
    disturb();
}

void AllowGuard::report()
{
    const bool now = armed();
    if (now != m_reported) {
        m_reported = now;
        Q_EMIT armedChanged();
    }
    // A timer may fire a moment early.
    if (!now && !m_timer.isActive() && m_monotonic() - m_disturbedAt < delayMs()) {
        m_timer.start(1);
    }
}

void AllowGuard::watch(QQuickItem* button)
{
    if (m_button) {
        m_button->removeEventFilter(this);
        m_button->disconnect(this);
    }
    m_button = button;
    if (button != nullptr) {
        button->installEventFilter(this);
        connect(button, &QQuickItem::windowChanged, this, &AllowGuard::watchWindow);
        connect(button, &QQuickItem::visibleChanged, this, &AllowGuard::disturb);
        watchWindow(button->window());
    }
    disturb();
}

void AllowGuard::watchWindow(QQuickWindow* window)
{
    if (m_window) {
        m_window->disconnect(this);
    }
    m_window = window;
    if (window != nullptr) {
        connect(window, &QWindow::activeChanged, this, &AllowGuard::disturb);
        connect(window, &QWindow::xChanged, this, &AllowGuard::lookForMovement);
        connect(window, &QWindow::yChanged, this, &AllowGuard::lookForMovement);
        // Whatever moves the button is drawn; this comes before each frame, in the GUI thread.
        connect(window, &QQuickWindow::afterAnimating, this, &AllowGuard::lookForMovement);
    }
    disturb();
}

void AllowGuard::lookForMovement()
{
    if (!m_button || !m_window) {
        return;
    }
    const QRectF place(m_button->mapToGlobal(QPointF(0, 0)), m_button->size());
    if (place != m_place) {
        m_place = place;
        disturb();
    }
}

bool AllowGuard::swallows(QEvent& event) const
{
    switch (event.type()) {
    case QEvent::KeyPress:
    case QEvent::KeyRelease: {
        const auto& key = static_cast<QKeyEvent&>(event);
        const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
        const bool isPress = key.key() == Qt::Key_Space || key.key() == Qt::Key_Select;
        return isEnter || key.isAutoRepeat() || (isPress && !armed());
    }
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
    case QEvent::TouchBegin:
        return !armed();
    default:
        return false;
    }
}

bool AllowGuard::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_button) {
        return QObject::eventFilter(watched, event);
    }
    if (event->type() == QEvent::FocusIn) {
        // A click focuses as it presses; any other way to the button starts the wait.
        if (static_cast<QFocusEvent*>(event)->reason() != Qt::MouseFocusReason) {
            disturb();
        }
        return false;
    }
    if (swallows(*event)) {
        event->accept();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace till::desktop
