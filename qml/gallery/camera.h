#pragma once

#include <QObject>
#include <QQuickWindow>
#include <QTimer>

namespace till::gallery {

/// Takes a picture of each page of the gallery, one after the other, and then quits.
class Camera : public QObject {
    Q_OBJECT

public:
    Camera(QQuickWindow& window, QString folder, QString suffix);

    void start();

private:
    void nextPage();
    void takePicture();

    QQuickWindow& m_window;
    QString m_folder;
    QString m_suffix;
    QTimer m_settled;
    int m_page = -1;
};

} // namespace till::gallery
