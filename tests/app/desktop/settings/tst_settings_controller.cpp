#include "app/desktop/settings/settings_controller.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace till::desktop;

class SettingsControllerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void choicesOutliveTheApp()
    {
        const QTemporaryDir directory;
        {
            SettingsController settings(directory.path(), QString());
            QCOMPARE(settings.appearance(), QStringLiteral("system"));
            settings.setAppearance(QStringLiteral("dark"));
            settings.setTextSize(3);
            settings.setKeepRunning(true);
            settings.setWordsUnconfirmed(true);
        }
        const SettingsController again(directory.path(), QString());
        QCOMPARE(again.themeMode(), QStringLiteral("dark"));
        QCOMPARE(again.textScale(), 2.0);
        QVERIFY(again.keepRunning());
        QVERIFY(again.wordsUnconfirmed());
        QVERIFY(!again.reduceMotion());
    }

    void theCommandLineWinsAndIsNotStored()
    {
        const QTemporaryDir directory;
        {
            const SettingsController settings(directory.path(), QStringLiteral("contrast"));
            QCOMPARE(settings.themeMode(), QStringLiteral("contrast"));
        }
        const SettingsController again(directory.path(), QString());
        QCOMPARE(again.appearance(), QStringLiteral("system"));
    }

    void aChoiceInTheAppWinsOverTheCommandLine()
    {
        const QTemporaryDir directory;
        SettingsController settings(directory.path(), QStringLiteral("contrast"));
        const QSignalSpy changed(&settings, &SettingsController::changed);
        settings.setAppearance(QStringLiteral("light"));
        QCOMPARE(settings.themeMode(), QStringLiteral("light"));
        QCOMPARE(changed.count(), 1);
    }

    void nonsenseInTheFileIsHarmless()
    {
        const QTemporaryDir directory;
        QFile file(directory.filePath(QStringLiteral("desktop.ini")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[appearance]\ntheme=plaid\ntextSize=99\n");
        file.close();
        const SettingsController settings(directory.path(), QString());
        QVERIFY(settings.themeMode() == QLatin1String("light") ||
                settings.themeMode() == QLatin1String("dark"));
        QCOMPARE(settings.textScale(), 2.0);
    }
};

QTEST_MAIN(SettingsControllerTest)
#include "tst_settings_controller.moc"
