#include "scripted_keeper.h"
#include "till_run.h"

#include "app/cli/exit_codes.h"
#include "core/wire/account_messages.h"
#include "core/wire/admin_messages.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace till;
using cli::ExitCode;

namespace {

const QByteArray kPassphrase = "a \"quoted\\\" passphrase ü";
constexpr const char* kWords = "abandon abandon about";
constexpr const char* kCode = "NK9B-5J3X-29BX-2582-M1JJ-BFNV-Y1YD";

wire::AccountShape account()
{
    return {"acc_1", "evm", "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", "Main", "derived", {}};
}
wire::AccountDetail detail()
{
    return {"acc_1",
            "evm",
            "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
            "Main",
            "active",
            "derived",
            "m/44'/60'/0'/0/0",
            {"evm"}};
}
wire::AgentShape agent()
{
    wire::AgentShape shape;
    shape.id = "agt_1";
    shape.name = "researcher";
    shape.account = "acc_1";
    shape.state = "active";
    shape.policy = "{}";
    return shape;
}
wire::PaymentRow payment(int number)
{
    wire::PaymentRow row;
    row.id = "pay_" + std::to_string(number);
    row.agent = "agt_1";
    row.agentName = "researcher";
    row.createdAtMs = 1767225600000;
    row.host = "api.example.com";
    row.network = "eip155:402402";
    row.amount = "750000";
    row.amountText = "0.75";
    row.symbol = "pUSD";
    row.status = "settled";
    row.nonce = "0x01";
    row.transaction = number % 2 == 0 ? "0xabc" : "";
    return row;
}
wire::ApprovalShape approval(const std::string& id)
{
    wire::ApprovalShape shape;
    shape.id = id;
    shape.payment = payment(1);
    shape.payment.payTo = "0x000000000000000000000000000000000000dEaD";
    shape.askedBecause = {{"over_ask", "It costs 0.75, and you are asked above 0.50."}};
    shape.expiresAtMs = 1767225660000;
    shape.shownHash = "hash-of-" + id;
    return shape;
}
wire::PaymentsPage page(const wire::PaymentsList& asked)
{
    const int first = asked.after ? std::stoi(*asked.after) : 0;
    wire::PaymentsPage answer;
    for (int i = first; i < first + asked.limit && i < 70; ++i) {
        answer.payments.push_back(payment(i));
    }
    if (first + asked.limit < 70) {
        answer.next = std::to_string(first + asked.limit);
    }
    return answer;
}
wire::NetworkShape network()
{
    return {"eip155:84532", "Base Sepolia", {"http://old.example"}, false, true, false, "no node set"};
}

/// Answers as the documented keeper does. An event lies before every answer, as it may.
std::vector<std::string> answerOf(const wire::Envelope& request)
{
    const auto with = [&request](const auto& shape) {
        return std::vector{wire::encode(0, wire::StateEvent{}), wire::encode(request.id, shape)};
    };
    if (request.type == "status") {
        wire::StatusAnswer status;
        status.vault = "locked";
        status.endpoint = "http://127.0.0.1:4402";
        return with(status);
    }
    if (request.type == "vault.create") {
        return with(wire::VaultCreated{"vlt_1", kWords, {account()}});
    }
    if (request.type == "account.list" || request.type == "account.new" || request.type == "account.import") {
        return with(wire::AccountsAnswer{{account()}});
    }
    if (request.type == "account.details" || request.type == "key.import" ||
        request.type == "account.derive" || request.type == "account.watch") {
        return with(wire::AccountDetailsAnswer{{detail()}, {}});
    }
    if (request.type == "account.edit" || request.type == "account.default" ||
        request.type == "vault.passphrase") {
        return with(wire::Done{});
    }
    if (request.type == "vault.recovery") {
        const bool isNew = request.body["action"] == "new";
        return with(wire::RecoveryCode{isNew ? kCode : ""});
    }
    if (request.type == "agent.add") {
        return with(wire::AgentAdded{agent(), "till_agt_1_secret", {}, {}});
    }
    if (request.type == "agent.list" || request.type == "agent.state") {
        return with(wire::AgentsAnswer{{agent()}, std::nullopt});
    }
    if (request.type == "approvals") {
        return with(wire::ApprovalsAnswer{{approval("pay_8"), approval("pay_9")}, std::nullopt});
    }
    if (request.type == "approval.decide") {
        wire::PaymentAnswer decided;
        decided.id = request.body["paymentId"];
        decided.status = request.body["decision"] == "approve" ? "authorized" : "rejected";
        return with(decided);
    }
    if (request.type == "payments.list") {
        return with(page(wire::fromBody<wire::PaymentsList>(request.body).value()));
    }
    if (request.type == "payments.verify") {
        wire::LedgerVerified broken;
        broken.events = 12;
        broken.firstBad = 7;
        broken.why = "the hash of row 7 does not match";
        return with(broken);
    }
    if (request.type == "network.list" || request.type == "network.set") {
        return with(wire::NetworksAnswer{{network()}});
    }
    if (request.type == "balance.list") {
        wire::BalanceShape balance;
        balance.account = "acc_1";
        balance.networkName = "Base Sepolia";
        balance.symbol = "USDC";
        balance.amount = "12500000";
        balance.amountText = "12.50";
        balance.atMs = 1767225600000;
        balance.text = "12.50 USDC as of 3 minutes ago";
        return with(wire::BalancesAnswer{{balance}, std::nullopt});
    }
    if (request.type == "alarm.list" || request.type == "alarm.lift") {
        wire::AlarmShape alarm;
        alarm.id = "alarm_1";
        alarm.kind = "outflow";
        alarm.atMs = 1767225600000;
        alarm.text = "5.00 USDC left";
        alarm.frozen = "all payments from 0xab";
        return with(wire::AlarmsAnswer{{alarm}, std::nullopt});
    }
    return with(wire::Done{});
}

} // namespace

/// The words of the command line become the documented frames, and the answers the documented JSON.
class TestTillCommands : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;
    std::unique_ptr<ScriptedKeeper> m_keeper;

    TillRun run(const QString& words, const std::map<int, QByteArray>& onFd = {}, bool withFd4 = false)
    {
        return runTill(
            QStringList{QStringLiteral("--data-dir"), m_directory.path(), QStringLiteral("--json")} +
                words.split(QLatin1Char(' ')),
            onFd, withFd4);
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

    void vaultCreateHandsTheWordsToTheirDescriptorOnly()
    {
        const TillRun made =
            run(QStringLiteral("vault create --words 24 --kdf-memory-mib 64 --passphrase-fd 3 "
                               "--phrase-out-fd 4"),
                {{3, kPassphrase + "\n"}}, true);
        QCOMPARE(made.exit, 0);
        QCOMPARE(made.fromFd4, QByteArray(kWords) + "\n");
        QVERIFY(!made.out.contains("abandon"));
        QVERIFY(!made.err.contains("abandon"));
        const QJsonObject json = made.json().object();
        QCOMPARE(json.keys(), (QStringList{QStringLiteral("accounts"), QStringLiteral("vaultId")}));
        QCOMPARE(json[QLatin1String("accounts")][0][QLatin1String("id")].toString(), QStringLiteral("acc_1"));

        const auto sent = wire::fromBody<wire::VaultCreate>(lastRequest().body).value();
        QCOMPARE(QByteArray::fromStdString(sent.passphrase.plainCopy()), kPassphrase);
        QCOMPARE(sent.words, std::int64_t(24));
        QCOMPARE(sent.kdfMemoryMiB, std::int64_t(64));
        QVERIFY(!sent.phrase);
    }

    void vaultRestoreSendsTheWords()
    {
        const TillRun made = run(QStringLiteral("vault restore --phrase-fd 5 --passphrase-fd 3"),
                                 {{3, kPassphrase}, {5, kWords}});
        QCOMPARE(made.exit, 0);
        const auto sent = wire::fromBody<wire::VaultCreate>(lastRequest().body).value();
        QCOMPARE(sent.phrase->plainCopy(), std::string(kWords));
        QCOMPARE(QByteArray::fromStdString(sent.passphrase.plainCopy()), kPassphrase);
    }

    void withoutATerminalASecretNeedsADescriptor()
    {
        const auto before = m_keeper->requests().size();
        const TillRun refused = run(QStringLiteral("unlock"));
        QCOMPARE(refused.exit, int(ExitCode::Passphrase));
        QCOMPARE(refused.errorCode(), QByteArray("no_terminal"));
        QCOMPARE(m_keeper->requests().size(), before);
    }

    void simpleCommandsSendTheirFrame_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<bool>("carriesPassphrase");
        QTest::newRow("unlock") << QStringLiteral("unlock --passphrase-fd 3") << QByteArray("unlock") << true;
        QTest::newRow("lock") << QStringLiteral("lock") << QByteArray("lock") << false;
        QTest::newRow("pause") << QStringLiteral("pause") << QByteArray("pause") << false;
        QTest::newRow("resume") << QStringLiteral("resume --passphrase-fd 3") << QByteArray("resume") << true;
        QTest::newRow("agent pause") << QStringLiteral("agent pause researcher") << QByteArray("agent.state")
                                     << false;
        QTest::newRow("agent resume") << QStringLiteral("agent resume researcher --passphrase-fd 3")
                                      << QByteArray("agent.state") << true;
        QTest::newRow("account new") << QStringLiteral("account new --passphrase-fd 3")
                                     << QByteArray("account.new") << true;
        QTest::newRow("account new, Solana") << QStringLiteral("account new --family svm --passphrase-fd 3")
                                             << QByteArray("account.derive") << true;
        QTest::newRow("account watch")
            << QStringLiteral("account watch 0xabc --passphrase-fd 3") << QByteArray("account.watch") << true;
        QTest::newRow("account archive")
            << QStringLiteral("account archive acc_1") << QByteArray("account.edit") << false;
        QTest::newRow("account unarchive") << QStringLiteral("account unarchive acc_1 --passphrase-fd 3")
                                           << QByteArray("account.edit") << true;
        QTest::newRow("account rename") << QStringLiteral("account rename acc_1 other --passphrase-fd 3")
                                        << QByteArray("account.edit") << true;
        QTest::newRow("account default") << QStringLiteral("account default evm acc_1 --passphrase-fd 3")
                                         << QByteArray("account.default") << true;
        QTest::newRow("recovery code removed")
            << QStringLiteral("vault recovery-code remove --passphrase-fd 3") << QByteArray("vault.recovery")
            << true;
        QTest::newRow("alarms") << QStringLiteral("alarms") << QByteArray("alarm.list") << false;
        QTest::newRow("unfreeze") << QStringLiteral("unfreeze alarm_1 --note seen --passphrase-fd 3")
                                  << QByteArray("alarm.lift") << true;
    }
    void simpleCommandsSendTheirFrame()
    {
        QFETCH(QString, words);
        QFETCH(QByteArray, type);
        QFETCH(bool, carriesPassphrase);
        const TillRun done = run(words, {{3, kPassphrase}});
        QCOMPARE(done.exit, 0);
        const auto sent = lastRequest();
        QCOMPARE(QByteArray::fromStdString(sent.type), type);
        QCOMPARE(sent.body.contains("passphrase"), carriesPassphrase);
        if (carriesPassphrase) {
            QCOMPARE(QByteArray::fromStdString(sent.body["passphrase"]), kPassphrase);
        }
    }

    void statusShowsBalancesWithTheirAge()
    {
        const TillRun shown = run(QStringLiteral("status"));
        QCOMPARE(shown.exit, 0);
        const QJsonObject balance = shown.json().object()[QLatin1String("balances")][0].toObject();
        QCOMPARE(balance[QLatin1String("amountText")].toString(), QStringLiteral("12.50"));
        QCOMPARE(balance[QLatin1String("at")].toString(), QStringLiteral("2026-01-01T00:00:00.000Z"));
        QCOMPARE(balance[QLatin1String("text")].toString(), QStringLiteral("12.50 USDC as of 3 minutes ago"));
    }

    void alarmsAreShownWithWhatTheyFroze()
    {
        const TillRun all = run(QStringLiteral("alarms --all"));
        QCOMPARE(all.exit, 0);
        QVERIFY(wire::fromBody<wire::AlarmList>(lastRequest().body)->lifted);
        const QJsonObject alarm = all.json()[0].toObject();
        QCOMPARE(alarm[QLatin1String("id")].toString(), QStringLiteral("alarm_1"));
        QCOMPARE(alarm[QLatin1String("frozen")].toString(), QStringLiteral("all payments from 0xab"));
        QVERIFY(alarm[QLatin1String("liftedAt")].isNull());
    }

    void agentAddShowsTheTokenOnce()
    {
        const TillRun done =
            run(QStringLiteral("agent add researcher --account acc_1 --preset everyday "
                               "--private-host 127.0.0.1 --private-host ::1 --passphrase-fd 3"),
                {{3, kPassphrase}});
        QCOMPARE(done.exit, 0);
        QCOMPARE(done.json()[QLatin1String("id")].toString(), QStringLiteral("agt_1"));
        QCOMPARE(done.json()[QLatin1String("name")].toString(), QStringLiteral("researcher"));
        QCOMPARE(done.json()[QLatin1String("token")].toString(), QStringLiteral("till_agt_1_secret"));
        const auto sent = wire::fromBody<wire::AgentAdd>(lastRequest().body).value();
        QCOMPARE(sent.privateHosts, (std::vector<std::string>{"127.0.0.1", "::1"}));
        QCOMPARE(sent.preset.value(), std::string("everyday"));
        QVERIFY(!sent.policy);
    }

    void agentAddWantsExactlyOneSetOfRules()
    {
        QCOMPARE(run(QStringLiteral("agent add a --passphrase-fd 3"), {{3, kPassphrase}}).exit,
                 int(ExitCode::Usage));
        QCOMPARE(
            run(QStringLiteral("agent add a --preset p --policy f --passphrase-fd 3"), {{3, kPassphrase}})
                .exit,
            int(ExitCode::Usage));
    }

    void approvalsHaveTheirDocumentedKeys()
    {
        const QJsonArray list = run(QStringLiteral("approvals")).json().array();
        QCOMPARE(list.size(), 2);
        const QJsonObject first = list[0].toObject();
        for (const char* key :
             {"id", "agent", "host", "amount", "asset", "network", "payTo", "askedBecause", "expiresAt"}) {
            QVERIFY2(first.contains(QLatin1String(key)), key);
        }
        QCOMPARE(first[QLatin1String("id")].toString(), QStringLiteral("pay_8"));
        QCOMPARE(first[QLatin1String("expiresAt")].toString(), QStringLiteral("2026-01-01T00:01:00.000Z"));
        QCOMPARE(first[QLatin1String("amount")].toString(), QStringLiteral("750000"));
    }

    void approveBindsToWhatIsShown()
    {
        const TillRun done = run(QStringLiteral("approve pay_9 --passphrase-fd 3"), {{3, kPassphrase}});
        QCOMPARE(done.exit, 0);
        QCOMPARE(done.json()[QLatin1String("status")].toString(), QStringLiteral("authorized"));
        const auto sent = wire::fromBody<wire::ApprovalDecide>(lastRequest().body).value();
        QCOMPARE(sent.paymentId, std::string("pay_9"));
        QCOMPARE(sent.decision, std::string("approve"));
        QCOMPARE(sent.shownHash, std::string("hash-of-pay_9"));
        QCOMPARE(sent.by, std::string("cli"));
        QCOMPARE(QByteArray::fromStdString(sent.passphrase.value().plainCopy()), kPassphrase);
    }

    void approveRefusesWhatIsNoLongerShown()
    {
        const TillRun stale =
            run(QStringLiteral("approve pay_9 --shown other --passphrase-fd 3"), {{3, kPassphrase}});
        QCOMPARE(stale.exit, int(ExitCode::BadInput));
        QCOMPARE(stale.errorCode(), QByteArray("shown_changed"));
        const TillRun unknown = run(QStringLiteral("approve pay_1 --passphrase-fd 3"), {{3, kPassphrase}});
        QCOMPARE(unknown.errorCode(), QByteArray("already_decided"));
        QCOMPARE(QByteArray::fromStdString(lastRequest().type), QByteArray("approvals"));
    }

    void denyNeedsNoPassphrase()
    {
        QCOMPARE(run(QStringLiteral("deny pay_8")).exit, 0);
        QVERIFY(!lastRequest().body.contains("passphrase"));
    }

    void paymentsListTurnsPagesUntilItHasEnough()
    {
        const TillRun done = run(QStringLiteral("payments list --limit 60 --agent researcher"));
        QCOMPARE(done.exit, 0);
        const QJsonArray rows = done.json()[QLatin1String("payments")].toArray();
        QCOMPARE(rows.size(), 60);
        QCOMPARE(rows[59][QLatin1String("id")].toString(), QStringLiteral("pay_59"));
        QCOMPARE(done.json()[QLatin1String("next")].toString(), QStringLiteral("60"));
        const QJsonObject row = rows[0].toObject();
        for (const char* key :
             {"id",     "agent",   "createdAt", "interface", "method", "url",        "host",
              "scheme", "network", "asset",     "symbol",    "amount", "amountText", "payTo",
              "status", "verdict", "reasons",   "nonce",     "digest", "transaction"}) {
            QVERIFY2(row.contains(QLatin1String(key)), key);
        }
        QVERIFY(rows[1][QLatin1String("transaction")].isNull());

        const TillRun all = run(QStringLiteral("payments list --limit 1000"));
        QCOMPARE(all.json()[QLatin1String("payments")].toArray().size(), 70);
        QVERIFY(all.json()[QLatin1String("next")].isNull());
    }

    void aBrokenLedgerIsExitOne()
    {
        const TillRun broken = run(QStringLiteral("payments verify"));
        QCOMPARE(broken.exit, int(ExitCode::CheckFailed));
        QCOMPARE(broken.json()[QLatin1String("ok")].toBool(true), false);
        QCOMPARE(broken.json()[QLatin1String("firstBad")].toInt(), 7);
        QVERIFY(!broken.json()[QLatin1String("why")].toString().isEmpty());
    }

    void networkSetKeepsWhatIsNotNamed()
    {
        QCOMPARE(
            run(QStringLiteral("network set eip155:84532 --enable --passphrase-fd 3"), {{3, kPassphrase}})
                .exit,
            0);
        auto sent = wire::fromBody<wire::NetworkSet>(lastRequest().body).value();
        QCOMPARE(sent.rpc, (std::vector<std::string>{"http://old.example"}));
        QVERIFY(sent.enabled);

        const TillRun done = run(QStringLiteral("network set eip155:84532 --rpc http://a --rpc http://b "
                                                "--passphrase-fd 3"),
                                 {{3, kPassphrase}});
        sent = wire::fromBody<wire::NetworkSet>(lastRequest().body).value();
        QCOMPARE(sent.rpc, (std::vector<std::string>{"http://a", "http://b"}));
        for (const char* key : {"network", "rpc", "enabled"}) {
            QVERIFY2(done.json().object().contains(QLatin1String(key)), key);
        }
        QCOMPARE(run(QStringLiteral("network set eip155:1 --enable --passphrase-fd 3"), {{3, kPassphrase}})
                     .errorCode(),
                 QByteArray("bad_network"));
    }

    void wrongCommandLinesAskNothing_data()
    {
        QTest::addColumn<QString>("words");
        for (const char* words :
             {"nonsense", "status extra", "vault", "agent add", "approve", "payments list --limit 0",
              "payments list --since yesterday", "unlock --passphrase-fd 1", "unlock --passphrase secret",
              "vault create --words 13", "network set eip155:84532", "pay", "account import --family tron"}) {
            QTest::newRow(words) << QString::fromLatin1(words);
        }
    }
    void wrongCommandLinesAskNothing()
    {
        QFETCH(QString, words);
        const auto before = m_keeper->requests().size();
        const TillRun refused = run(words, {{3, kPassphrase}});
        QCOMPARE(refused.exit, words == QStringLiteral("vault") ? 0 : int(ExitCode::Usage));
        QCOMPARE(m_keeper->requests().size(), before);
    }

    void everyCommandExplainsItself()
    {
        const TillRun help = runTill({QStringLiteral("help")});
        QCOMPARE(help.exit, 0);
        QVERIFY(help.out.contains("payments verify"));
        const TillRun one =
            runTill({QStringLiteral("agent"), QStringLiteral("add"), QStringLiteral("--help")});
        QCOMPARE(one.exit, 0);
        QVERIFY(one.out.contains("--private-host"));
    }
};

QTEST_GUILESS_MAIN(TestTillCommands)
#include "tst_till_commands.moc"
