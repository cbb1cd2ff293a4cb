#pragma once

#include <QObject>
#include <QQuickWindow>
#include <QStringList>
#include <QTimer>

namespace till::desktop {

class Desk;

/// Makes a picture of every screen, light and dark, of whatever data there is, and then ends. For the README,
/// for release notes, and for looking at all of it after a change.
class Tour : public QObject {
    Q_OBJECT

public:
    Tour(QQuickWindow& window, Desk& desk, const QString& directory, QObject* parent = nullptr);

    /// Begins once the keeper has answered.
    void start();

Q_SIGNALS:
    /// Empty when all pictures were written.
    void finished(const QString& fault);

private:
    struct Stop {
        QString page;
        QString name;
        QString theme;
    };
    void planStops();
    void next();
    void arrive();
    void takePicture();

    QQuickWindow& m_window;
    Desk& m_desk;
    QString m_directory;
    QList<Stop> m_stops;
    QTimer m_settle;
    qsizetype m_at = -1;
};

} // namespace till::desktop
