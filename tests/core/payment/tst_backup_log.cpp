#include "core/payment/backup_log.h"
#include "core/payment/settings.h"

#include "till_fixture.h"

#include <QTest>

using namespace till;
using namespace till::payment;
using namespace till::tests;

namespace {

BackupNote noteOf(std::uint8_t number, std::int64_t events)
{
    BackupNote note;
    note.sha256.fill(number);
    note.madeAt = Instant{1'000 + number};
    note.anchor.events = events;
    note.anchor.head.fill(number);
    return note;
}

ledger::Event eventOf(std::string_view kind, const BackupNote& note, std::int64_t at = 5'000)
{
    return {Instant{at}, std::string(kind), std::nullopt, {}, backupBody(note)};
}

} // namespace

class TestBackupLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBackupIsUnverifiedUntilItWasTried();
    void aNewerBackupHasToBeTriedItself();
    void aCheckOfAFileThatWasNotNotedCounts();
    void aRestoredLedgerIsFrozenUntilItIsThawed_I14();
    void aRestorePausesEveryAgentUntilEachIsResumed();
    void otherBodiesAreRefused_data();
    void otherBodiesAreRefused();
    void onlyTheOpenWalletSaysSo();
};

void TestBackupLog::aBackupIsUnverifiedUntilItWasTried()
{
    BackupLog log;
    QVERIFY(log.state() == BackupState::Never);
    QVERIFY(log.apply(eventOf(kBackupMade, noteOf(1, 10))) == std::optional(true));
    QVERIFY(log.state() == BackupState::Unverified);
    QVERIFY(log.made == noteOf(1, 10)); // all of it comes back from the body
    QVERIFY(log.apply(eventOf(kBackupVerified, noteOf(1, 10), 9'000)) == std::optional(true));
    QVERIFY(log.state() == BackupState::Verified);
    QVERIFY(log.verifiedAt == Instant{9'000});
}

void TestBackupLog::aNewerBackupHasToBeTriedItself()
{
    BackupLog log;
    static_cast<void>(log.apply(eventOf(kBackupMade, noteOf(1, 10))));
    static_cast<void>(log.apply(eventOf(kBackupVerified, noteOf(1, 10))));
    static_cast<void>(log.apply(eventOf(kBackupMade, noteOf(2, 20))));
    QVERIFY(log.state() == BackupState::Unverified);
    static_cast<void>(log.apply(eventOf(kBackupVerified, noteOf(1, 10)))); // the older one again
    QVERIFY(log.state() == BackupState::Unverified);
    static_cast<void>(log.apply(eventOf(kBackupVerified, noteOf(2, 20))));
    QVERIFY(log.state() == BackupState::Verified);
}

void TestBackupLog::aCheckOfAFileThatWasNotNotedCounts()
{
    BackupLog log;
    static_cast<void>(log.apply(eventOf(kBackupVerified, noteOf(3, 30))));
    QVERIFY(log.state() == BackupState::Verified);
    static_cast<void>(log.apply(eventOf(kBackupMade, noteOf(1, 10)))); // noted late, but it holds less
    QVERIFY(log.state() == BackupState::Verified);
}

void TestBackupLog::aRestoredLedgerIsFrozenUntilItIsThawed_I14()
{
    BackupLog log;
    static_cast<void>(log.apply(eventOf(kLedgerRestored, noteOf(1, 10))));
    QVERIFY(log.isRestoredFrozen);
    QVERIFY(log.state() == BackupState::Verified); // it has just proved itself
    static_cast<void>(log.apply(eventOf(kBackupMade, noteOf(2, 20))));
    QVERIFY(log.isRestoredFrozen);
    QVERIFY(log.apply({Instant{6'000}, std::string(kLedgerThawed), std::nullopt, {}, "{}"}) ==
            std::optional(true));
    QVERIFY(!log.isRestoredFrozen);
}

void TestBackupLog::aRestorePausesEveryAgentUntilEachIsResumed()
{
    Desk desk;
    desk.addAgent("one", presetOf("autopilot"));
    desk.addAgent("two", presetOf("autopilot"));
    must(desk.till().change(kLedgerRestored, backupBody(noteOf(1, 10))));
    desk.commit();
    for (const char* agent : {"a1", "a2"}) {
        QCOMPARE(desk.pay(askFor("1"), agent).code, std::string("agent_paused"));
        QCOMPARE(desk.agent(agent).pausedBecause, std::string("the wallet was restored from a backup"));
    }
    must(desk.till().change(kAgentResumed, R"({"agent":"a1","because":"the owner"})"));
    desk.commit();
    QVERIFY(desk.pay(askFor("1"), "a1").code.empty());
    QCOMPARE(desk.pay(askFor("2"), "a2").code, std::string("agent_paused"));
    must(desk.till().rebuild());
    QVERIFY(desk.agent("a2").state == AgentState::Paused && desk.agent("a1").state == AgentState::Active);
    QVERIFY(desk.till().settings().backups.isRestoredFrozen);
}

void TestBackupLog::otherBodiesAreRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("not JSON") << QByteArray("{") << QByteArray("");
    QTest::newRow("no hash") << QByteArray("sha256") << QByteArray("sha1");
    QTest::newRow("short hash") << QByteArray("\"sha256\":\"0x01") << QByteArray("\"sha256\":\"0x");
    QTest::newRow("head without 0x") << QByteArray("\"head\":\"0x") << QByteArray("\"head\":\"");
    QTest::newRow("events as text") << QByteArray("\"events\":10") << QByteArray("\"events\":\"10\"");
}

void TestBackupLog::otherBodiesAreRefused()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QByteArray body = QByteArray::fromStdString(backupBody(noteOf(1, 10)));
    QVERIFY(body.contains(from));
    body.replace(from, to);
    for (const auto kind : {kBackupMade, kBackupVerified, kLedgerRestored}) {
        BackupLog log;
        QVERIFY(log.apply({Instant{1}, std::string(kind), std::nullopt, {}, body.toStdString()}) ==
                std::optional(false));
        QVERIFY(log.state() == BackupState::Never);
    }
}

void TestBackupLog::onlyTheOpenWalletSaysSo()
{
    for (const auto kind : {kBackupMade, kBackupVerified, kLedgerRestored, kLedgerThawed}) {
        QVERIFY2(ledger::needsMac(kind), std::string(kind).c_str());
    }
    QVERIFY(!BackupLog().apply({Instant{1}, "paused", std::nullopt, {}, "{}"}));
}

QTEST_APPLESS_MAIN(TestBackupLog)
#include "tst_backup_log.moc"
