#include "scripted_keeper.h"
#include "till_run.h"

#include "app/cli/exit_codes.h"
#include "core/wire/account_messages.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace till;
using cli::ExitCode;

namespace {

const QByteArray kPassphrase = "a \"quoted\\\" passphrase";
constexpr const char* kWords = "abandon abandon about";

std::vector<std::string> answerOf(const wire::Envelope& request)
{
    if (request.type == "account.export") {
        return {wire::encode(request.id, wire::AccountExported{"{\"version\":3}"})};
    }
    const wire::AccountDetail account{"acc_1",
                                      "evm",
                                      "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
                                      "Main",
                                      "active",
                                      "derived",
                                      "m/44'/60'/0'/0/0",
                                      {"evm"}};
    return {wire::encode(request.id, wire::AccountDetailsAnswer{{account}, {}})};
}

} // namespace

/// How keys come in and go out on the command line.
class TestTillAccounts : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;
    std::unique_ptr<ScriptedKeeper> m_keeper;

    TillRun run(const QString& words, const std::map<int, QByteArray>& onFd = {})
    {
        return runTill(
            QStringList{QStringLiteral("--data-dir"), m_directory.path(), QStringLiteral("--json")} +
                words.split(QLatin1Char(' ')),
            onFd, false);
    }
    wire::Envelope lastRequest() { return m_keeper->requests().back(); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QDir().mkpath(m_directory.filePath(QStringLiteral("run"))));
        m_keeper = std::make_unique<ScriptedKeeper>(
            m_directory.filePath(QStringLiteral("run/admin.sock")).toStdString(),
            ScriptedKeeper::honestHello(), answerOf);
    }
    void cleanupTestCase() { m_keeper.reset(); }

    void accountImportReadsBothSecretsApart()
    {
        const TillRun done =
            run(QStringLiteral("account import --family evm --private-key-fd 4 --passphrase-fd 3"),
                {{3, kPassphrase}, {4, QByteArray(64, 'a')}});
        QCOMPARE(done.exit, 0);
        for (const char* key : {"id", "family", "address", "label"}) {
            QVERIFY2(done.json().object().contains(QLatin1String(key)), key);
        }
        const auto sent = wire::fromBody<wire::KeyImport>(lastRequest().body).value();
        QCOMPARE(sent.material.plainCopy(), std::string(64, 'a'));
        QCOMPARE(sent.family, std::string("evm"));
        QCOMPARE(sent.form, std::string("key"));
        QCOMPARE(QByteArray::fromStdString(sent.passphrase.value().plainCopy()), kPassphrase);
    }

    void aDryRunNeedsNoPassphrase()
    {
        const TillRun done = run(QStringLiteral("account import --phrase-fd 4 --extra-word-fd 5 --index 7 "
                                                "--family solana --dry-run"),
                                 {{4, kWords}, {5, "extra"}});
        QCOMPARE(done.exit, 0);
        const auto sent = wire::fromBody<wire::KeyImport>(lastRequest().body).value();
        QVERIFY(sent.dryRun && !sent.passphrase);
        QCOMPARE(sent.form, std::string("phrase"));
        QCOMPARE(sent.family, std::string("svm"));
        QCOMPARE(sent.index, std::int64_t{7});
        QCOMPARE(sent.extraWord.value().plainCopy(), std::string("extra"));
    }

    void keyFilesAreSentWholeWithTheirPassphrase()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("key.json"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\n \"version\": 3\n}\n") > 0);
        file.close();
        const TillRun done = run(QStringLiteral("account import --keystore %1 --keystore-passphrase-fd 4 "
                                                "--passphrase-fd 3")
                                     .arg(path),
                                 {{3, kPassphrase}, {4, "of the file"}});
        QCOMPARE(done.exit, 0);
        const auto sent = wire::fromBody<wire::KeyImport>(lastRequest().body).value();
        QCOMPARE(sent.material.plainCopy(), std::string("{\n \"version\": 3\n}\n"));
        QCOMPARE(sent.filePassphrase.value().plainCopy(), std::string("of the file"));
        QCOMPARE(run(QStringLiteral("account import --keystore %1 --phrase-fd 4").arg(path)).exit,
                 int(ExitCode::Usage));
    }

    void anExportGoesToANewPrivateFileOnly()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("out.json"));
        const QString words = QStringLiteral("account export acc_1 --out %1 --keystore-passphrase-fd 4 "
                                             "--passphrase-fd 3")
                                  .arg(path);
        const TillRun done = run(words, {{3, kPassphrase}, {4, "of the file"}});
        QCOMPARE(done.exit, 0);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("{\"version\":3}\n"));
        QCOMPARE(file.permissions() &
                     (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
                 QFile::Permissions());
        // Neither over a file that is there nor, by itself, to the standard output.
        QVERIFY(run(words, {{3, kPassphrase}, {4, "of the file"}}).exit != 0);
        QCOMPARE(run(QStringLiteral("account export acc_1 --passphrase-fd 3"), {{3, kPassphrase}}).exit,
                 int(ExitCode::Usage));
        QVERIFY(run(QStringLiteral("account export acc_9 --out %1.2 --passphrase-fd 3").arg(path),
                    {{3, kPassphrase}})
                    .exit != 0);
        QVERIFY(!QFile::exists(path + QStringLiteral(".2")));
    }
};

QTEST_GUILESS_MAIN(TestTillAccounts)
#include "tst_till_accounts.moc"
