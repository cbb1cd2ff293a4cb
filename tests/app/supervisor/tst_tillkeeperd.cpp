#include "tests/places.h"
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace {

constexpr int kStartMs = 30'000;
constexpr int kSoonMs = 15'000;

/// Programs that `parent` has started, by their names.
QMap<QString, pid_t> childrenOf(qint64 parent)
{
    QMap<QString, pid_t> found;
    for (const QString& entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(entry));
        if (entry.toInt() == 0 || !stat.open(QIODevice::ReadOnly)) {
            continue;
        }
        const QString line = QString::fromLatin1(stat.readAll());
        const QString name = line.section(QLatin1Char('('), 1).section(QLatin1Char(')'), 0, 0);
        const QStringList rest = line.section(QStringLiteral(") "), 1).split(QLatin1Char(' '));
        if (rest.size() > 1 && rest[1].toLongLong() == parent && rest[0] != QLatin1String("Z")) {
            found[name] = entry.toInt();
        }
    }
    return found;
}

bool isAlive(pid_t pid)
{
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
    return stat.open(QIODevice::ReadOnly) && !stat.readAll().contains(") Z ");
}

mode_t modeOf(const QString& path)
{
    struct stat found = {};
    return ::stat(path.toUtf8().constData(), &found) == 0 ? found.st_mode & 0777 : 0;
}

} // namespace

/// The real tillkeeperd with the real programs.
class TestTillkeeperd : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;
    std::unique_ptr<QProcess> m_daemon;
    QJsonObject m_ready;

    QString dataDir() const { return m_directory.filePath(QStringLiteral("data")); }

    void start(const QStringList& more = {}, const QByteArray& passphrase = {})
    {
        m_daemon = std::make_unique<QProcess>();
        QFile secret(m_directory.filePath(QStringLiteral("passphrase")));
        QVERIFY(secret.open(QIODevice::ReadWrite | QIODevice::Truncate));
        secret.write(passphrase);
        secret.seek(0);
        const int source = ::fcntl(secret.handle(), F_DUPFD_CLOEXEC, 50);
        m_daemon->setChildProcessModifier([source] { ::dup2(source, 3); });
        m_daemon->start(QStringLiteral(TILL_BINARY_DIR "/bin/tillkeeperd"),
                        QStringList{QStringLiteral("--data-dir"), dataDir(), QStringLiteral("--listen"),
                                    QStringLiteral("127.0.0.1:0")} +
                            more);
        ::close(source);
        QElapsedTimer waiting;
        waiting.start();
        while (!m_daemon->canReadLine() && waiting.elapsed() < kStartMs &&
               m_daemon->state() != QProcess::NotRunning) {
            m_daemon->waitForReadyRead(200);
        }
        m_ready = QJsonDocument::fromJson(m_daemon->readLine()).object();
        QVERIFY2(m_ready[QLatin1String("ready")].toBool(), m_daemon->readAllStandardError().constData());
    }
    pid_t child(const char* name) const
    {
        return childrenOf(m_daemon->processId()).value(QString::fromLatin1(name));
    }
    QJsonObject till(const QStringList& words, const QByteArray& passphrase = {}) const
    {
        QProcess process;
        process.start(QStringLiteral(TILL_BINARY_DIR "/bin/till"),
                      QStringList{QStringLiteral("--data-dir"), dataDir(), QStringLiteral("--json")} + words);
        process.write(passphrase);
        process.closeWriteChannel();
        process.waitForFinished(kStartMs);
        return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    }
    QString vaultState() const { return till({QStringLiteral("status")})[QLatin1String("vault")].toString(); }
    void stop()
    {
        m_daemon->terminate();
        QVERIFY(m_daemon->waitForFinished(kSoonMs));
        QCOMPARE(m_daemon->exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_daemon->exitCode(), 0);
    }

private Q_SLOTS:
    void cleanup()
    {
        if (m_daemon && m_daemon->state() != QProcess::NotRunning) {
            m_daemon->kill();
            m_daemon->waitForFinished(kSoonMs);
        }
        QDir(dataDir()).removeRecursively();
    }

    void saysWhereEverythingIsAndStopsInOrder()
    {
        start({QStringLiteral("--practice")});
        QVERIFY(m_ready[QLatin1String("endpoint")].toString().startsWith(QLatin1String("http://127.0.0.1:")));
        QVERIFY(
            m_ready[QLatin1String("practiceShop")].toString().startsWith(QLatin1String("http://127.0.0.1:")));
        QVERIFY(QFile::exists(m_ready[QLatin1String("adminSocket")].toString()));
        QVERIFY(QFile::exists(m_ready[QLatin1String("agentSocket")].toString()));
        QCOMPARE(modeOf(dataDir()), mode_t(0700));
        QCOMPARE(modeOf(dataDir() + QStringLiteral("/run")), mode_t(0700));
        QCOMPARE(modeOf(dataDir() + QStringLiteral("/run/endpoint.json")), mode_t(0600));

        const auto children = childrenOf(m_daemon->processId());
        QCOMPARE(children.size(), 4);
        const QJsonObject status = till({QStringLiteral("status")});
        QCOMPARE(status[QLatin1String("endpoint")], m_ready[QLatin1String("endpoint")]);
        QCOMPARE(status[QLatin1String("practiceShop")], m_ready[QLatin1String("practiceShop")]);
        stop();
        for (const pid_t pid : children) {
            QVERIFY(!isAlive(pid));
        }
        QVERIFY(!QFile::exists(dataDir() + QStringLiteral("/run/endpoint.json")));
    }

    void withoutPracticeThereIsNoShop()
    {
        start();
        QVERIFY(m_ready.contains(QLatin1String("practiceShop")));
        QVERIFY(m_ready[QLatin1String("practiceShop")].isNull());
        QCOMPARE(childrenOf(m_daemon->processId()).size(), 3);
        stop();
    }

    void whatDiesComesBackWhereItWas_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char* name : {"till-keeper", "till-gateway", "till-watcher", "till-practice"}) {
            QTest::newRow(name) << QByteArray(name);
        }
    }
    void whatDiesComesBackWhereItWas()
    {
        QFETCH(QByteArray, name);
        start({QStringLiteral("--practice")});
        const auto before = childrenOf(m_daemon->processId());
        const pid_t victim = child(name.constData());
        QVERIFY(victim > 0);
        QCOMPARE(::kill(victim, SIGKILL), 0);
        QTRY_VERIFY_WITH_TIMEOUT(child(name.constData()) > 0 && child(name.constData()) != victim, kSoonMs);
        // A new keeper is told again, and the others are still who they were.
        QTRY_COMPARE_WITH_TIMEOUT(till({QStringLiteral("status")})[QLatin1String("endpoint")],
                                  m_ready[QLatin1String("endpoint")], kSoonMs);
        QCOMPARE(till({QStringLiteral("status")})[QLatin1String("practiceShop")],
                 m_ready[QLatin1String("practiceShop")]);
        auto after = childrenOf(m_daemon->processId());
        QCOMPARE(after.size(), before.size());
        for (auto each = before.begin(); each != before.end(); ++each) {
            QVERIFY(each.key().toLatin1() == name || after[each.key()] == each.value());
        }
        QVERIFY(m_daemon->readAllStandardOutput().isEmpty()); // one line only
        stop();
    }

    void unlocksAgainAfterTheKeeperDied()
    {
        const QByteArray passphrase = "correct horse battery\n";
        start();
        QVERIFY(till({QStringLiteral("vault"), QStringLiteral("create"), QStringLiteral("--kdf-memory-mib"),
                      QStringLiteral("64"), QStringLiteral("--passphrase-fd"), QStringLiteral("0")},
                     passphrase)
                    .contains(QLatin1String("vaultId")));
        stop();

        start({QStringLiteral("--passphrase-fd"), QStringLiteral("3")}, passphrase);
        QCOMPARE(vaultState(), QStringLiteral("unlocked"));
        QCOMPARE(::kill(child("till-keeper"), SIGKILL), 0);
        QTRY_COMPARE_WITH_TIMEOUT(vaultState(), QStringLiteral("unlocked"), kSoonMs);
        stop();
    }

    void aWrongPassphraseStopsTheStart()
    {
        start();
        QVERIFY(till({QStringLiteral("vault"), QStringLiteral("create"), QStringLiteral("--kdf-memory-mib"),
                      QStringLiteral("64"), QStringLiteral("--passphrase-fd"), QStringLiteral("0")},
                     "correct horse battery\n")
                    .contains(QLatin1String("vaultId")));
        stop();
        QProcess second;
        second.start(QStringLiteral(TILL_BINARY_DIR "/bin/tillkeeperd"),
                     {QStringLiteral("--data-dir"), dataDir(), QStringLiteral("--listen"),
                      QStringLiteral("127.0.0.1:0"), QStringLiteral("--passphrase-fd"), QStringLiteral("0")});
        second.write("wrong\n");
        second.closeWriteChannel();
        QVERIFY(second.waitForFinished(kStartMs));
        QCOMPARE(second.exitCode(), 1);
        QVERIFY(second.readAllStandardOutput().isEmpty());
        QVERIFY(!second.readAllStandardError().isEmpty());
    }

    void aSecondOneIsRefused()
    {
        start();
        QProcess second;
        second.start(QStringLiteral(TILL_BINARY_DIR "/bin/tillkeeperd"),
                     {QStringLiteral("--data-dir"), dataDir()});
        QVERIFY(second.waitForFinished(kStartMs));
        QCOMPARE(second.exitCode(), 3);
        QVERIFY(second.readAllStandardError().contains("already runs"));
        QCOMPARE(till({QStringLiteral("status")})[QLatin1String("endpoint")],
                 m_ready[QLatin1String("endpoint")]);
        stop();
    }

    void nothingIsLeftWhenItIsKilled()
    {
        start({QStringLiteral("--practice")});
        const auto children = childrenOf(m_daemon->processId());
        QCOMPARE(children.size(), 4);
        m_daemon->kill();
        QVERIFY(m_daemon->waitForFinished(kSoonMs));
        for (const pid_t pid : children) {
            QTRY_VERIFY_WITH_TIMEOUT(!isAlive(pid), kSoonMs);
        }
        start(); // and the lock is free
        stop();
    }

    void aTakenPortIsSaidAndStopsTheStart()
    {
        start();
        const QString taken = m_ready[QLatin1String("endpoint")].toString().mid(7);
        const QTemporaryDir other;
        QProcess second;
        second.start(QStringLiteral(TILL_BINARY_DIR "/bin/tillkeeperd"),
                     {QStringLiteral("--data-dir"), other.path(), QStringLiteral("--listen"), taken});
        QVERIFY(second.waitForFinished(kStartMs));
        QCOMPARE(second.exitCode(), 1);
        QVERIFY(second.readAllStandardError().contains("till-gateway"));
        stop();
    }
};

QTEST_GUILESS_MAIN(TestTillkeeperd)
#include "tst_tillkeeperd.moc"
