#include "app/desktop/ledger/ledger_export.h"
#include "app/desktop/ledger/payment_text.h"
#include "tests/app/desktop/stage/keeper_stage.h"
#include "tests/app/desktop/stage/samples.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace till;
using namespace till::desktop;

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class LedgerExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<KeeperStage>();
        m_stage->answer<wire::PaymentsFind>([](const wire::PaymentsFind& list) {
            return list.after ? wire::PaymentsPage{{samples::payment(1)}, {}}
                              : wire::PaymentsPage{{samples::payment(3), samples::payment(2)}, "pay_2"};
        });
        m_export = std::make_unique<LedgerExport>(m_stage->keeper());
        QVERIFY(m_stage->open());
        m_file = m_folder.filePath(QStringLiteral("out-%1").arg(++m_files));
    }

    void everyPageIsInTheFileOnce()
    {
        m_export->start({}, m_file, false);
        QTRY_VERIFY(!m_export->doneText().isEmpty());
        const QList<QByteArray> lines = contents(m_file).trimmed().split('\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY(lines[0].startsWith("time,payment,agent,state,amount,token,"));
        QVERIFY(lines[1].contains(",pay_3,") && lines[2].contains(",pay_2,") && lines[3].contains(",pay_1,"));
        QCOMPARE(m_stage->requests<wire::PaymentsFind>().size(), 2U);
        QCOMPARE(m_export->written(), 3);
        QCOMPARE(QFile::permissions(m_file) & (QFileDevice::ReadOther | QFileDevice::ReadGroup),
                 QFileDevice::Permissions());
    }

    void jsonIsAnArrayOfObjects()
    {
        m_export->start({}, m_file, true);
        QTRY_VERIFY(!m_export->doneText().isEmpty());
        const QJsonArray rows = QJsonDocument::fromJson(contents(m_file)).array();
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows[0].toObject()[QStringLiteral("payment")].toString(), QStringLiteral("pay_3"));
        QCOMPARE(rows[0].toObject()[QStringLiteral("amount")].toString(), QStringLiteral("0.25"));
    }

    void theFilterIsTheKeepers()
    {
        wire::PaymentsFind filter;
        filter.status = "denied";
        m_export->start(filter, m_file, false);
        QTRY_VERIFY(!m_export->doneText().isEmpty());
        QCOMPARE(m_stage->requests<wire::PaymentsFind>().front().status,
                 std::optional<std::string>("denied"));
    }

    void aFailureLeavesNoFile()
    {
        m_stage->refuse<wire::PaymentsFind>(
            {"ledger_failed", "The ledger could not be read", "no", "Check it."});
        m_export->start({}, m_file, false);
        QTRY_VERIFY(m_export->errorText().startsWith(QLatin1String("No file was written.")));
        QVERIFY(!QFile::exists(m_file));
        QVERIFY(!m_export->busy());
    }

    void whatIsThereStaysWhenItIsCancelled()
    {
        QFile before(m_file);
        QVERIFY(before.open(QIODevice::WriteOnly));
        before.write("mine");
        before.close();
        m_stage->hold<wire::PaymentsFind>();
        m_export->start({}, m_file, false);
        QVERIFY(m_export->busy());
        m_export->cancel();
        QCOMPARE(contents(m_file), QByteArray("mine"));
        QVERIFY(!m_export->busy());
    }

    void aPlaceThatCannotBeWrittenIsSaid()
    {
        m_export->start({}, QStringLiteral("/proc/nowhere/payments.csv"), false);
        QVERIFY(!m_export->errorText().isEmpty());
        m_export->start({}, QStringLiteral("relative.csv"), false);
        QVERIFY(m_export->errorText().contains(QLatin1String("must begin with /")));
        QVERIFY(!QFile::exists(QStringLiteral("relative.csv")));
    }

    // OWASP, "CSV Injection": cells that begin with = + - @ or a tab are run by spreadsheets.
    void strangersWordsAreNoFormulas_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("formula") << QByteArray("=cmd|x") << QByteArray("'=cmd|x");
        QTest::newRow("at") << QByteArray("@SUM(1)") << QByteArray("'@SUM(1)");
        QTest::newRow("comma and quote") << QByteArray("a,\"b") << QByteArray("\"a,\"\"b\"");
        QTest::newRow("line break") << QByteArray("a\nb") << QByteArray("\"a\nb\"");
        QTest::newRow("plain") << QByteArray("a b") << QByteArray("a b");
    }
    void strangersWordsAreNoFormulas()
    {
        QFETCH(QByteArray, host);
        QFETCH(QByteArray, field);
        wire::PaymentRow row = samples::payment(1);
        row.url = host.toStdString();
        QVERIFY2(csvOf(row).contains("," + field + ","), csvOf(row).constData());
    }

    void theClipboardHasALineEach()
    {
        const QStringList lines =
            tabbedOf({samples::payment(2), samples::payment(1)}).split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0].split(QLatin1Char('\t')).size(), 7);
        QVERIFY(lines[0].endsWith(QLatin1String("pay_2")));
    }

private:
    QTemporaryDir m_folder;
    QString m_file;
    int m_files = 0;
    std::unique_ptr<KeeperStage> m_stage;
    std::unique_ptr<LedgerExport> m_export;
};

QTEST_GUILESS_MAIN(LedgerExportTest)
#include "tst_ledger_export.moc"
