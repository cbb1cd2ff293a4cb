#include "qml/gallery/camera.h"
#include "qml/gallery/sample_spend.h"

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QQuickWindow>

using till::charts::SpendSeriesModel;

int main(int argc, char* argv[])
{
    QGuiApplication app(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("till-gallery"));
    QQuickStyle::setStyle(QStringLiteral("Basic"));

    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Shows each component of Tillkeeper in all its states."));
    parser.addHelpOption();
    const QCommandLineOption mode(QStringLiteral("mode"), QStringLiteral("light, dark or contrast"),
                                  QStringLiteral("mode"), QStringLiteral("light"));
    const QCommandLineOption scale(QStringLiteral("scale"), QStringLiteral("size of text, 1 to 2"),
                                   QStringLiteral("factor"), QStringLiteral("1"));
    const QCommandLineOption screenshot(QStringLiteral("screenshot"),
                                        QStringLiteral("write a picture of each page there, and quit"),
                                        QStringLiteral("folder"));
    parser.addOptions({mode, scale, screenshot});
    parser.process(app);

    SpendSeriesModel day;
    SpendSeriesModel year;
    SpendSeriesModel nothing;
    till::gallery::fillSampleSpend(day, 4, 24);
    till::gallery::fillSampleSpend(year, 9, 24 * 90);
    till::gallery::fillSampleSpend(nothing, 0, 24);

    QQmlApplicationEngine engine;
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine.setInitialProperties({{QStringLiteral("mode"), parser.value(mode)},
                                 {QStringLiteral("textScale"), parser.value(scale).toDouble()},
                                 {QStringLiteral("still"), parser.isSet(screenshot)},
                                 {QStringLiteral("day"), QVariant::fromValue(&day)},
                                 {QStringLiteral("year"), QVariant::fromValue(&year)},
                                 {QStringLiteral("nothing"), QVariant::fromValue(&nothing)}});
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Tillkeeper/Gallery/Gallery.qml")));
    if (engine.rootObjects().isEmpty())
        return 1;
    auto* window = qobject_cast<QQuickWindow*>(engine.rootObjects().constFirst());
    if (window == nullptr)
        return 1;
    till::gallery::Camera camera(*window, parser.value(screenshot),
                                 parser.value(mode) + QLatin1Char('-') + parser.value(scale));
    if (parser.isSet(screenshot))
        camera.start();
    return QGuiApplication::exec();
}
