#include "scripted_keeper.h"
#include "till_run.h"

#include "app/cli/exit_codes.h"
#include "core/wire/admin_messages.h"
#include "core/wire/more_messages.h"
#include "core/wire/policy_messages.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace till;
using cli::ExitCode;

namespace {

const QByteArray kPassphrase = "correct horse";

wire::MoreShape request(const std::string& state)
{
    wire::MoreShape shape;
    shape.id = 3;
    shape.agentName = "bot";
    shape.state = state;
    shape.amountMicro = "2500000";
    shape.grantedMicro = "0";
    shape.usedMicro = "0";
    return shape;
}

/// Answers as the documented keeper does; a document that says "loose" loosens.
std::vector<std::string> answerOf(const wire::Envelope& asked)
{
    const auto with = [&asked](const auto& shape) { return std::vector{wire::encode(asked.id, shape)}; };
    if (asked.type == "policy.set") {
        const auto set = wire::fromBody<wire::PolicySet>(asked.body).value();
        const bool isLooser =
            set.restore || (set.document && set.document->find("loose") != std::string::npos);
        return with(wire::PolicyChanged{isLooser ? "loosens" : "tightens", 2, std::nullopt});
    }
    if (asked.type == "policy.get") {
        return with(wire::PolicyShape{"a1", "bot", 2, "custom", "0xabc", R"({"version":1,"name":"x"})"});
    }
    if (asked.type == "policy.history") {
        const auto get = wire::fromBody<wire::PolicyHistoryGet>(asked.body).value();
        const std::int64_t version = get.before ? *get.before - 1 : 2;
        wire::PolicyVersionShape shape;
        shape.version = version;
        return with(wire::PolicyHistory{{shape}, version > 1 ? std::optional(version) : std::nullopt});
    }
    if (asked.type == "pending" || asked.type == "pending.recall") {
        return with(wire::PendingAnswer{60, {{5, "a1", "Version 2", "cli", "", 0, 1767225600000}}});
    }
    if (asked.type == "delay.set") {
        return with(wire::PolicyChanged{"tightens", 0, std::nullopt});
    }
    if (asked.type == "more.list") {
        return with(wire::MoreAnswer{{request("open")}});
    }
    if (asked.type == "more.decide") {
        return with(wire::MoreAnswer{{request(asked.body["decision"] == "grant" ? "granted" : "denied")}});
    }
    if (asked.type == "grant.list") {
        wire::GrantShape grant;
        grant.id = 4;
        grant.perPaymentMicro = "500000";
        grant.perDayMicro = "5000000";
        grant.usedMicro = "250000";
        grant.untilMs = 1767225600000;
        return with(wire::GrantsAnswer{{grant}, std::nullopt});
    }
    if (asked.type == "approvals") {
        wire::ApprovalShape approval;
        approval.id = "pay_8";
        approval.shownHash = "hash";
        return with(wire::ApprovalsAnswer{{approval}, std::nullopt});
    }
    if (asked.type == "approval.decide") {
        wire::PaymentAnswer decided;
        decided.id = "pay_8";
        decided.status = "authorized";
        return with(decided);
    }
    return with(wire::Done{});
}

} // namespace

/// The commands about rules: which frames they send, and when they ask for the passphrase.
class TestTillRules : public QObject {
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
    QString fileWith(const char* text)
    {
        const QString path = m_directory.filePath(QStringLiteral("policy.json"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0) {
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

    void tighteningNeedsNoPassphrase()
    {
        const TillRun done = run(QStringLiteral("policy set bot %1 --reason calmer").arg(fileWith("tight")));
        QCOMPARE(done.exit, 0);
        QCOMPARE(done.json()[QLatin1String("effect")].toString(), QStringLiteral("tightens"));
        const auto sent = wire::fromBody<wire::PolicySet>(lastRequest().body).value();
        QCOMPARE(sent.policy, std::string("bot"));
        QCOMPARE(sent.document.value(), std::string("tight"));
        QCOMPARE(sent.reason, std::string("calmer"));
        QVERIFY(!sent.checkOnly && !sent.passphrase);
    }

    void looseningAsksForIt()
    {
        const QString words = QStringLiteral("policy set bot %1").arg(fileWith("loose"));
        QCOMPARE(run(words).errorCode(), QByteArray("no_terminal"));
        QVERIFY(wire::fromBody<wire::PolicySet>(lastRequest().body).value().checkOnly); // nothing was changed
        QCOMPARE(run(words + QStringLiteral(" --passphrase-fd 3"), {{3, kPassphrase}}).exit, 0);
        QCOMPARE(QByteArray::fromStdString(lastRequest().body["passphrase"]), kPassphrase);
    }

    void checkOnlyAsks()
    {
        const TillRun done = run(QStringLiteral("policy set bot %1 --check").arg(fileWith("loose")));
        QCOMPARE(done.exit, 0);
        QCOMPARE(done.json()[QLatin1String("effect")].toString(), QStringLiteral("loosens"));
        QVERIFY(wire::fromBody<wire::PolicySet>(lastRequest().body).value().checkOnly);
    }

    void presetAndRestoreAreTheirOwn()
    {
        QCOMPARE(run(QStringLiteral("policy set bot --preset careful")).exit, 0);
        QVERIFY(lastRequest().body["preset"] == nlohmann::json("careful"));
        QCOMPARE(run(QStringLiteral("policy restore bot 1 --passphrase-fd 3"), {{3, kPassphrase}}).exit, 0);
        QVERIFY(lastRequest().body["restore"] == nlohmann::json(1));
        QCOMPARE(run(QStringLiteral("policy restore bot one")).exit, int(ExitCode::Usage));
    }

    void showAndHistoryAreJson()
    {
        const TillRun shown = run(QStringLiteral("policy show bot --version 2"));
        QCOMPARE(shown.json()[QLatin1String("document")][QLatin1String("version")].toInt(), 1);
        QVERIFY(lastRequest().body["version"] == nlohmann::json(2));
        const QJsonArray history = run(QStringLiteral("policy history bot")).json().array();
        QCOMPARE(history.size(), 2); // two pages
        QCOMPARE(history[0][QLatin1String("version")].toInt(), 2);
    }

    void pendingIsShownAndCalledBack()
    {
        const TillRun shown = run(QStringLiteral("pending"));
        QCOMPARE(shown.json()[QLatin1String("delaySeconds")].toInt(), 60);
        QCOMPARE(run(QStringLiteral("pending recall 5")).exit, 0);
        QVERIFY(lastRequest().body["id"] == nlohmann::json(5));
        QVERIFY(!lastRequest().body.contains("passphrase"));
        QCOMPARE(run(QStringLiteral("pending delay 3600")).exit, 0);
        QVERIFY(lastRequest().body["seconds"] == nlohmann::json(3600));
        QCOMPARE(run(QStringLiteral("pending delay 10")).errorCode(), QByteArray("no_terminal")); // shorter
    }

    void requestsAreAnsweredWithExactNumbers()
    {
        const QJsonArray open = run(QStringLiteral("requests")).json().array();
        QCOMPARE(open[0][QLatin1String("id")].toInt(), 3);
        const TillRun granted =
            run(QStringLiteral("requests grant 3 --limit 2.00 --until 2036-01-01 --passphrase-fd 3"),
                {{3, kPassphrase}});
        QCOMPARE(granted.exit, 0);
        const auto sent = wire::fromBody<wire::MoreDecide>(lastRequest().body).value();
        QCOMPARE(sent.limitMicro, std::string("2000000"));
        QCOMPARE(sent.untilMs, std::int64_t{2'082'758'400'000});
        QCOMPARE(run(QStringLiteral("requests deny 3 --note no")).exit, 0);
        QVERIFY(!lastRequest().body.contains("passphrase"));
        QCOMPARE(run(QStringLiteral("requests grant 3 --until 1d")).exit, int(ExitCode::Usage));
        QCOMPARE(run(QStringLiteral("requests grant 3 --limit 1,5 --until 1d")).exit, int(ExitCode::Usage));
    }

    void grantsAreShownAndEnded()
    {
        const QJsonArray grants = run(QStringLiteral("grants")).json().array();
        QVERIFY(grants[0][QLatin1String("payTo")].isNull());
        QVERIFY(grants[0][QLatin1String("perDayUsd")].toString().startsWith(QLatin1Char('5')));
        QCOMPARE(run(QStringLiteral("grants end 4")).exit, 0);
        QVERIFY(lastRequest().body["id"] == nlohmann::json(4));
    }

    void anApprovalCanBeRemembered()
    {
        const TillRun done =
            run(QStringLiteral("approve pay_8 --remember-until 2036-01-01 --remember-payment 0.50 "
                               "--remember-day 5 --passphrase-fd 3"),
                {{3, kPassphrase}});
        QCOMPARE(done.exit, 0);
        const auto sent = wire::fromBody<wire::ApprovalDecide>(lastRequest().body).value();
        QCOMPARE(sent.remember.value().perPaymentMicro, std::string("500000"));
        QCOMPARE(sent.remember.value().perDayMicro, std::string("5000000"));
        QVERIFY(!sent.remember.value().anyPayee);
        QCOMPARE(
            run(QStringLiteral("approve pay_8 --remember-day 5 --passphrase-fd 3"), {{3, kPassphrase}}).exit,
            int(ExitCode::Usage));
    }
};

QTEST_GUILESS_MAIN(TestTillRules)
#include "tst_till_rules.moc"
