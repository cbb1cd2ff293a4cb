#include "app/desktop/agents/agent_snippets.h"
#include "tests/app/desktop/program/real_agent.h"
#include "tests/app/desktop/program/real_desk.h"

#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace till::desktop;

namespace {

constexpr int kRunMs = 60'000;

struct Run {
    int exitCode = -1;
    QByteArray out;
    QByteArray errors;
};

/// Runs without blocking the event loop that the window lives in.
Run run(const QString& program, const QString& file)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("NO_PROXY"), QStringLiteral("127.0.0.1"));
    process.setProcessEnvironment(environment);
    process.start(program, {file});
    Run result;
    if (QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, kRunMs)) {
        result.exitCode = process.exitCode();
    }
    result.out = process.readAllStandardOutput();
    result.errors = process.readAllStandardError();
    return result;
}

/// Node 20 and 22 do not read types; these are all that the snippet has.
QString withoutTypes(QString code)
{
    return code.remove(QRegularExpression(QStringLiteral(": (string|Promise<Response>)")));
}

} // namespace

/// What people paste must work as it stands: each snippet is run against the real endpoint and the practice
/// shop.
class SnippetsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_real = std::make_unique<RealDesk>();
        QVERIFY2(m_real->start(), qPrintable(m_real->whyNot()));
        RealOwner owner(m_real->adminSocket());
        QVERIFY(owner.makeVault());
        const QString token = owner.addAgent(QStringLiteral("snippets"), QStringLiteral("practice"));
        QVERIFY(!token.isEmpty());
        SessionController& session = *m_real->desk().session();
        m_snippets =
            snippetsFor(session.endpoint(), token, session.practiceShop() + QStringLiteral("/fortune"));
    }
    void cleanupTestCase() { m_real.reset(); }

    void each_data()
    {
        QTest::addColumn<int>("place");
        QTest::addColumn<QString>("program");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("curl: pay and fetch") << 0 << QStringLiteral("bash") << QByteArray(".");
        QTest::newRow("curl: sign only") << 1 << QStringLiteral("bash") << QByteArray("PAYMENT-SIGNATURE");
        QTest::newRow("TypeScript") << 3 << QStringLiteral("node") << QByteArray("200 settled");
        QTest::newRow("Python") << 4 << QStringLiteral("python3") << QByteArray("200 settled");
    }
    void each()
    {
        QFETCH(int, place);
        QFETCH(QString, program);
        QFETCH(QByteArray, says);
        const QString path = QStandardPaths::findExecutable(program);
        if (path.isEmpty()) {
            QSKIP("this interpreter is not installed");
        }
        const Snippet& snippet = m_snippets.at(static_cast<std::size_t>(place));
        const QTemporaryDir directory;
        const QString file = directory.filePath(
            QStringLiteral("snippet.%1")
                .arg(program == QLatin1String("node") ? QStringLiteral("mjs") : snippet.language));
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(withoutTypes(snippet.code).toUtf8());
        out.close();
        const Run result = run(path, file);
        QVERIFY2(result.exitCode == 0, (result.errors + result.out).constData());
        QVERIFY2(result.out.contains(says), (result.out + result.errors).constData());
    }

    void theEnvironmentIsJson()
    {
        const QJsonObject all = QJsonDocument::fromJson(m_snippets.at(2).code.toUtf8()).object();
        const QJsonObject env = all.value(QLatin1String("env")).toObject();
        QCOMPARE(env.value(QLatin1String("TILL_ENDPOINT")).toString(), m_real->desk().session()->endpoint());
        QVERIFY(env.value(QLatin1String("TILL_TOKEN")).toString().startsWith(QLatin1String("till_")));
    }

private:
    std::unique_ptr<RealDesk> m_real;
    std::vector<Snippet> m_snippets;
};

QTEST_MAIN(SnippetsTest)
#include "tst_snippets.moc"
