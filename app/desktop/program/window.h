#pragma once

#include "app/desktop/languages/languages.h"

#include <QQmlApplicationEngine>
#include <QQuickWindow>

namespace till::desktop {

class Desk;

/// The QML engine with the one window, which gets the desk as its typed initial property, in the language of
/// the settings.
class Window {
public:
    explicit Window(Desk& desk);

    /// Null when the QML did not load; the engine has said why on stderr.
    [[nodiscard]] QQuickWindow* quickWindow() const;
    void showPage(const QString& name);
    void bringToFront();

private:
    Languages m_languages;
    QQmlApplicationEngine m_engine;
};

} // namespace till::desktop
