#pragma once

#include <QObject>
#include <QTimer>

namespace till::desktop {

/// The app's time: what "5 min ago" counts from, and when it is looked at again. Tests drive one by hand.
class DeskClock : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    [[nodiscard]] virtual qint64 nowMs() const = 0;

Q_SIGNALS:
    /// About once a second.
    void ticked();
};

/// The machine's clock.
class SystemDeskClock : public DeskClock {
    Q_OBJECT

public:
    explicit SystemDeskClock(QObject* parent = nullptr);
    [[nodiscard]] qint64 nowMs() const override;

private:
    QTimer m_timer;
};

} // namespace till::desktop
