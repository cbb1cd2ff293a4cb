#include "tests/qml/components/sample.h"

#include <QQmlEngine>
#include <QtQuickTest>

#include <memory>

namespace {

class Setup : public QObject {
    Q_OBJECT

public Q_SLOTS:
    void qmlEngineAvailable(QQmlEngine* engine)
    {
        engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
        m_sample = std::make_unique<Sample>(); // only now there is an event loop for its timers
        qmlRegisterSingletonInstance("Tillkeeper.Sample", 1, 0, "Sample", m_sample.get());
    }

private:
    std::unique_ptr<Sample> m_sample;
};

} // namespace

QUICK_TEST_MAIN_WITH_SETUP(tst_qml_components, Setup)
#include "main.moc"
