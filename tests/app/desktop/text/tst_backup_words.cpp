#include "app/desktop/text/backup_words.h"

#include <QLocale>
#include <QTest>

using namespace till;
using namespace till::desktop;

class BackupWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void saysHowSafeALossWouldBe_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QString>("has");
        QTest::addColumn<QString>("hasNot");
        QTest::newRow("never") << QByteArray("never") << QStringLiteral("never") << QStringLiteral("2026");
        QTest::newRow("unverified") << QByteArray("unverified")
                                    << QStringLiteral("25 February 2026, not verified")
                                    << QStringLiteral("verified on");
        QTest::newRow("verified") << QByteArray("verified")
                                  << QStringLiteral("verified on Sunday, 1 March 2026")
                                  << QStringLiteral("not verified");
        QTest::newRow("of another version")
            << QByteArray("gold") << QStringLiteral("never") << QStringLiteral("verified");
    }
    void saysHowSafeALossWouldBe()
    {
        QFETCH(QByteArray, state);
        QFETCH(QString, has);
        QFETCH(QString, hasNot);
        wire::BackupStatusShape backup;
        backup.state = state.toStdString();
        backup.madeAtMs = 1'772'020'800'000;     // noon of 2026-02-25, UTC
        backup.verifiedAtMs = 1'772'366'400'000; // noon of 2026-03-01, UTC
        const QString line = backupLine(backup);
        QVERIFY2(line.contains(has), qPrintable(line));
        QVERIFY2(!line.contains(hasNot), qPrintable(line));
        QVERIFY(!line.contains(QLatin1Char('\n')));
    }
};

QTEST_APPLESS_MAIN(BackupWordsTest)
#include "tst_backup_words.moc"
