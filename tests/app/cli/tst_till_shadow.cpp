#include "scripted_keeper.h"
#include "till_run.h"

#include "app/cli/exit_codes.h"
#include "core/wire/shadow_messages.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace till;
using cli::ExitCode;

namespace {

std::vector<std::string> answerOf(const wire::Envelope& asked)
{
    wire::ShadowShape shape;
    shape.policy = "a1";
    shape.name = "bot";
    if (asked.type != "shadow.clear") {
        shape.isSet = true;
        shape.document = R"({"version":1,"name":"strict","default":"ask"})";
        shape.sinceMs = 1767225600000;
        shape.decided = 42;
        shape.differ = 2;
        shape.counts = {{"allow", "allow", 40}, {"allow", "deny", 2}};
        shape.examples = {{"pay_7", 1767225600000, "allow", "deny", "Not paid: rule \"dear\"\x1b[2J."}};
    }
    return {wire::encode(asked.id, shape)};
}

} // namespace

/// `till policy shadow`: which frames it sends, and what people and programs read.
class TestTillShadow : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;
    std::unique_ptr<ScriptedKeeper> m_keeper;

    TillRun run(const QString& words)
    {
        return runTill(QStringList{QStringLiteral("--data-dir"), m_directory.path()} +
                       words.split(QLatin1Char(' ')));
    }
    wire::Envelope lastRequest() { return m_keeper->requests().back(); }
    QString file()
    {
        const QString path = m_directory.filePath(QStringLiteral("draft.json"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write("the draft") < 0) {
            qFatal("the file cannot be written");
        }
        return path;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QDir().mkpath(m_directory.filePath(QStringLiteral("run"))));
        m_keeper = std::make_unique<ScriptedKeeper>(
            m_directory.filePath(QStringLiteral("run/admin.sock")).toStdString(),
            ScriptedKeeper::honestHello(), answerOf);
    }
    void cleanupTestCase() { m_keeper.reset(); }

    void setSendsTheFileAndNoPassphrase()
    {
        const TillRun done =
            run(QStringLiteral("policy shadow bot set %1 --reason trying --json").arg(file()));
        QCOMPARE(done.exit, 0);
        const auto sent = wire::fromBody<wire::ShadowSet>(lastRequest().body).value();
        QCOMPARE(sent.policy, std::string("bot"));
        QCOMPARE(sent.document, std::string("the draft"));
        QCOMPARE(sent.by, std::string("cli"));
        QCOMPARE(sent.reason, std::string("trying"));
        QVERIFY(done.json().object().value(QLatin1String("isSet")).toBool());
    }

    void showSaysHowOftenAndWhy()
    {
        const TillRun person = run(QStringLiteral("policy shadow bot show"));
        QCOMPARE(person.exit, 0);
        QVERIFY2(person.out.contains("42 decided by both, 2 otherwise. It decides nothing."),
                 person.out.constData());
        QVERIFY(person.out.contains("pay_7"));
        QVERIFY(person.out.contains("allow -> deny"));
        QVERIFY(!person.out.contains('\x1b'));
        const QJsonObject json = run(QStringLiteral("policy shadow bot show --json")).json().object();
        QCOMPARE(json.value(QLatin1String("differ")).toInt(), 2);
        QCOMPARE(json.value(QLatin1String("counts")).toArray().size(), 2);
        QCOMPARE(json.value(QLatin1String("document")).toObject().value(QLatin1String("name")).toString(),
                 QStringLiteral("strict"));
        QCOMPARE(lastRequest().type, std::string("shadow.get"));
    }

    void clearEndsIt()
    {
        const TillRun person = run(QStringLiteral("policy shadow bot clear"));
        QCOMPARE(person.exit, 0);
        QCOMPARE(lastRequest().type, std::string("shadow.clear"));
        QVERIFY2(person.out.contains("No shadow runs beside the policy of bot."), person.out.constData());
        QCOMPARE(run(QStringLiteral("policy shadow bot clear --json")).json().object().size(), 3);
    }

    void wrongCommandLinesAskNothing_data()
    {
        QTest::addColumn<QString>("words");
        for (const char* words :
             {"policy shadow", "policy shadow bot", "policy shadow bot set", "policy shadow bot what",
              "policy shadow bot show more", "policy shadow bot clear now", "policy shadow bot set a b"}) {
            QTest::newRow(words) << QString::fromLatin1(words);
        }
    }
    void wrongCommandLinesAskNothing()
    {
        QFETCH(QString, words);
        const auto before = m_keeper->requests().size();
        QCOMPARE(run(words).exit, int(ExitCode::Usage));
        QCOMPARE(m_keeper->requests().size(), before);
    }

    void itIsInTheHelp()
    {
        QVERIFY(runTill({QStringLiteral("help")}).out.contains("policy shadow AGENT set FILE|show|clear"));
    }
};

QTEST_GUILESS_MAIN(TestTillShadow)
#include "tst_till_shadow.moc"
