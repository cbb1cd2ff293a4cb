#include "app/desktop/program/window.h"

#include "app/desktop/program/desk.h"

#include <QQuickStyle>

namespace till::desktop {

Window::Window(Desk& desk)
{
    m_languages.apply(desk.settings()->language());
    QObject::connect(desk.settings(), &SettingsController::languageChanged, &m_languages, [this, &desk] {
        m_languages.apply(desk.settings()->language());
        m_engine.retranslate();
    });
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    m_engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    m_engine.setInitialProperties({{QStringLiteral("desk"), QVariant::fromValue(&desk)}});
    m_engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Tillkeeper/Shell/Main.qml")));
}

QQuickWindow* Window::quickWindow() const
{
    return m_engine.rootObjects().isEmpty()
               ? nullptr
               : qobject_cast<QQuickWindow*>(m_engine.rootObjects().constFirst());
}

void Window::showPage(const QString& name)
{
    if (QQuickWindow* window = quickWindow(); window != nullptr && !name.isEmpty()) {
        window->setProperty("page", name);
    }
}

void Window::bringToFront()
{
    if (QQuickWindow* window = quickWindow()) {
        window->show();
        window->raise();
        window->requestActivate();
    }
}

} // namespace till::desktop
