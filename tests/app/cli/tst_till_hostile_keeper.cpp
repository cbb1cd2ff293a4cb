#include "scripted_keeper.h"
#include "till_run.h"

#include "app/cli/exit_codes.h"
#include "core/wire/admin_messages.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace till;
using cli::ExitCode;
using Script = ScriptedKeeper::Script;

namespace {

std::string statusFrame(std::int64_t id, const std::function<void(nlohmann::json&)>& change)
{
    nlohmann::json body = wire::toBody(wire::StatusAnswer{});
    change(body);
    return wire::makeFrame(id, "status.answer", std::move(body));
}

} // namespace

Q_DECLARE_METATYPE(Script)

/// Whatever sits behind admin.sock, `till` ends in time with a documented code and prints no rubbish.
class TestTillHostileKeeper : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;
    QString m_dataDir;

    std::string socketPath() const { return m_dataDir.toStdString() + "/run/admin.sock"; }
    QStringList status() const
    {
        return {QStringLiteral("--data-dir"), m_dataDir, QStringLiteral("--json"), QStringLiteral("status")};
    }

private Q_SLOTS:
    void init()
    {
        m_dataDir = m_directory.filePath(QStringLiteral("d%1").arg(qHash(QTest::currentDataTag())));
        QDir(m_dataDir).removeRecursively();
        QVERIFY(QDir().mkpath(m_dataDir + QStringLiteral("/run")));
    }

    void saysThatNothingRuns()
    {
        const TillRun run = runTill(status());
        QCOMPARE(run.exit, int(ExitCode::NotRunning));
        QCOMPARE(run.errorCode(), QByteArray("not_running"));
        QCOMPARE(run.moneyMoved(), QByteArray("no"));
        QVERIFY(run.out.isEmpty());
    }

    void refusesAForeignHello_data()
    {
        QTest::addColumn<QByteArray>("hello");
        QTest::newRow("another version")
            << QByteArray::fromStdString(wire::encode(0, wire::Hello{wire::kProtocolVersion + 1, "x", "b"}));
        QTest::newRow("another frame") << QByteArray::fromStdString(wire::encode(0, wire::StatusAnswer{}));
        QTest::newRow("not JSON") << QByteArray("220 smtp.example ESMTP");
        QTest::newRow("binary") << QByteArray("\0\x01\xff", 3);
    }
    void refusesAForeignHello()
    {
        QFETCH(QByteArray, hello);
        const ScriptedKeeper keeper(socketPath(), hello.toStdString(), [](const wire::Envelope& request) {
            return std::vector{statusFrame(request.id, [](nlohmann::json&) {})};
        });
        const TillRun run = runTill(status());
        QCOMPARE(run.exit, int(ExitCode::Internal));
        QCOMPARE(run.errorCode(), QByteArray("bad_answer"));
        QCOMPARE(run.moneyMoved(), QByteArray("no"));
    }

    void refusesAForeignAnswer_data()
    {
        QTest::addColumn<Script>("script");
        const auto row = [](const char* tag, Script script) { QTest::newRow(tag) << std::move(script); };
        row("not JSON",
            [](const wire::Envelope&) { return std::vector<std::string>{"HTTP/1.1 200 OK\r\n\r\n"}; });
        row("unknown field", [](const wire::Envelope& request) {
            return std::vector{statusFrame(request.id, [](nlohmann::json& body) { body["more"] = 1; })};
        });
        row("missing field", [](const wire::Envelope& request) {
            return std::vector{statusFrame(request.id, [](nlohmann::json& body) { body.erase("tier"); })};
        });
        row("wrong type", [](const wire::Envelope& request) {
            return std::vector{statusFrame(request.id, [](nlohmann::json& body) { body["waiting"] = 1.5; })};
        });
        row("another id", [](const wire::Envelope& request) {
            return std::vector{statusFrame(request.id + 1, [](nlohmann::json&) {})};
        });
        row("another type", [](const wire::Envelope& request) {
            return std::vector{wire::encode(request.id, wire::Done{})};
        });
        row("larger than a frame", [](const wire::Envelope&) {
            return std::vector<std::string>{std::string(wire::kMaxFrameBytes + 1, ' ')};
        });
        row("deep", [](const wire::Envelope& request) {
            nlohmann::json deep;
            for (int i = 0; i < 100; ++i) {
                deep = nlohmann::json::array({deep});
            }
            return std::vector{
                statusFrame(request.id, [&deep](nlohmann::json& body) { body["tier"] = deep; })};
        });
        row("an error that is none", [](const wire::Envelope& request) {
            return std::vector{wire::makeFrame(request.id, "error", {{"code", 5}})};
        });
    }
    void refusesAForeignAnswer()
    {
        QFETCH(Script, script);
        const ScriptedKeeper keeper(socketPath(), ScriptedKeeper::honestHello(), script);
        const TillRun run = runTill(status());
        QCOMPARE(run.exit, int(ExitCode::Internal));
        QVERIFY(run.out.isEmpty());
        QVERIFY(!run.errorCode().isEmpty());
    }

    void aKeeperThatLeavesIsSaidSo()
    {
        const ScriptedKeeper keeper(socketPath(), ScriptedKeeper::honestHello(),
                                    [](const wire::Envelope&) { return std::vector<std::string>{}; });
        const TillRun run = runTill(status());
        QCOMPARE(run.exit, int(ExitCode::NotRunning));
        QCOMPARE(run.errorCode(), QByteArray("connection_lost"));
        QCOMPARE(run.moneyMoved(), QByteArray("unknown"));
    }

    void aListWithoutEndIsRefused()
    {
        const ScriptedKeeper keeper(socketPath(), ScriptedKeeper::honestHello(),
                                    [](const wire::Envelope& request) {
                                        wire::AgentsAnswer answer;
                                        answer.agents.resize(1);
                                        answer.next = "again";
                                        return std::vector{wire::encode(request.id, answer)};
                                    });
        const TillRun run = runTill({QStringLiteral("--data-dir"), m_dataDir, QStringLiteral("--json"),
                                     QStringLiteral("agent"), QStringLiteral("list")});
        QCOMPARE(run.exit, int(ExitCode::Internal));
        QCOMPARE(run.errorCode(), QByteArray("bad_answer"));
    }

    void strangersTextStaysText()
    {
        const ScriptedKeeper keeper(socketPath(), ScriptedKeeper::honestHello(),
                                    [](const wire::Envelope& request) {
                                        wire::ErrorBody error{"internal_error", "\x1b]0;pwned\x07\x1b[31mred",
                                                              "no", "\xe2\x80\xaehint"};
                                        return std::vector{wire::encodeError(request.id, error)};
                                    });
        const TillRun run = runTill({QStringLiteral("--data-dir"), m_dataDir, QStringLiteral("status")});
        QCOMPARE(run.exit, int(ExitCode::Internal));
        QVERIFY(!run.err.contains('\x1b'));
        QVERIFY(!run.err.contains('\x07'));
        QVERIFY(!run.err.contains("\xe2\x80\xae"));
    }
};

QTEST_GUILESS_MAIN(TestTillHostileKeeper)
#include "tst_till_hostile_keeper.moc"
