#pragma once

#include <QLocalServer>
#include <QObject>

namespace till::desktop {

/// One app for each data directory: a second start wakes the first and ends. They meet at a socket in the run
/// directory, which only its owner can enter.
class SingleInstance : public QObject {
    Q_OBJECT

public:
    explicit SingleInstance(const QString& socketPath, QObject* parent = nullptr);

    /// False when another app is there; it has been woken.
    [[nodiscard]] bool claim();

Q_SIGNALS:
    void woken();

private:
    QString m_path;
    QLocalServer m_server;
};

} // namespace till::desktop
