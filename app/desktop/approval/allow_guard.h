#pragma once

#include <QObject>
#include <QPointF>
#include <QPointer>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTimer>
#include <QtQmlIntegration>

#include <functional>

namespace till::desktop {

/// How long Allow stays dead after anything changed under the person's hand.
inline constexpr int kAllowDelayMs = 700;
/// The same when something is wrong with the request, such as a payee that changed.
inline constexpr int kDangerDelayMs = 3000;

/// Keeps the Allow button dead until the person can have seen what it allows: after the window or the button
/// got the focus, after the button moved, after the request changed or a neighbour closed. While dead,
/// presses and keys are swallowed, so that one that began too early never counts. Enter and repeated keys
/// never reach the button.
class AllowGuard : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the approvals")
    Q_PROPERTY(bool armed READ armed NOTIFY armedChanged)
    Q_PROPERTY(int delayMs READ delayMs NOTIFY disturbed)

public:
    /// A clock that never goes back, in milliseconds.
    using Monotonic = std::function<qint64()>;

    explicit AllowGuard(QObject* parent = nullptr);
    AllowGuard(Monotonic monotonic, QObject* parent);

    /// True when a press now would count.
    [[nodiscard]] bool armed() const;
    [[nodiscard]] int delayMs() const { return m_inDanger ? kDangerDelayMs : kAllowDelayMs; }
    /// The button to watch over.
    Q_INVOKABLE void watch(QQuickItem* button);
    /// Starts the delay anew.
    void disturb();
    void setInDanger(bool inDanger);

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void armedChanged();
    void disturbed();

private:
    void watchWindow(QQuickWindow* window);
    void lookForMovement();
    void report();
    [[nodiscard]] bool swallows(QEvent& event) const;

    Monotonic m_monotonic;
    QTimer m_timer;
    QPointer<QQuickItem> m_button;
    QPointer<QQuickWindow> m_window;
    QRectF m_place; ///< of the button, on the screen
    qint64 m_disturbedAt = 0;
    bool m_inDanger = false;
    bool m_reported = false;
};

} // namespace till::desktop
