#include "keeper_process.h"

#include "core/crypto/hash.h"
#include "core/support/base64.h"
#include "core/wire/policy_messages.h"

#include <QTest>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

std::string fetch(Line& line, const BackupMade& made)
{
    std::string file;
    while (static_cast<std::int64_t>(file.size()) < made.bytes) {
        const auto piece = line.get<BackupPiece>(BackupRead{static_cast<std::int64_t>(file.size())});
        file += fromBase64(piece.data, 64 * 1024).value();
    }
    return file;
}

/// Hands a file over, and gives the answer to the last frame.
Envelope hand(Line& line, const std::string& file, const std::string& purpose,
              const std::string& passphrase = kPassphrase)
{
    line.get<Done>(BackupBegin{static_cast<std::int64_t>(file.size())});
    for (std::size_t from = 0; from < file.size(); from += 40'000) {
        BackupPut put;
        put.from = static_cast<std::int64_t>(from);
        put.data = toBase64(std::string_view(file).substr(from, 40'000));
        line.get<Done>(put);
    }
    return line.ask(BackupFinish{purpose, passphrase});
}

/// A keeper with an agent, one payment, and a backup of it.
struct BackedUp {
    KeeperProcess keeper;
    std::string token = keeper.withAgent();
    std::string header;
    BackupMade made;
    std::string file;

    BackedUp()
    {
        header = keeper.gateway().get<PaymentAnswer>(payWithKey(token, "1000", "k")).headers.front().value;
        made = keeper.owner().get<BackupMade>(BackupMake{});
        file = fetch(keeper.owner(), made);
    }
};

bool hasLeftovers(const KeeperProcess& keeper)
{
    return std::filesystem::exists(keeper.folder() + "/backup.work") ||
           std::filesystem::exists(keeper.folder() + "/restore.work");
}

BackupStatusShape statusOf(Line& line)
{
    return line.get<StatusAnswer>(StatusGet()).backup;
}

} // namespace

class TestKeeperBackup : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBackupIsMadeWhileItRunsAndNoted();
    void makingOneNeedsThePassphrase_I9();
    void onlyWhoMadeItMayReadIt();
    void aCheckProvesItAndIsNoted();
    void aCheckThatFailsIsNotNoted_data();
    void aCheckThatFailsIsNotNoted();
    void aBackupOfAnotherWalletIsToldApart();
    void aRestoredWalletIsFrozenWithEveryAgentPaused_I14();
    void theSamePurchaseGivesTheSameBytesAfterARestore();
    void aRestoreOverwritesNothing();
    void piecesInAnotherOrderAreRefused();
    void aKillWhileOneComesInLeavesNothing();
    void aRestoreThatWasCutOffIsDoneAgain();
    void decisionsGoOnWhileABackupIsMade();
};

void TestKeeperBackup::aBackupIsMadeWhileItRunsAndNoted()
{
    BackedUp wallet;
    Line& owner = wallet.keeper.owner();
    QCOMPARE(statusOf(owner).state, std::string("never"));
    QCOMPARE(toHex(crypto::sha256(wallet.file)), wallet.made.sha256);
    QCOMPARE(wallet.made.events, owner.get<StatusAnswer>(StatusGet()).events);
    QCOMPARE(owner.get<LedgerVerified>(LedgerVerify()).head, wallet.made.head);
    QCOMPARE(owner.codeOf(BackupStored{std::string(64, '0')}), std::string("bad_request"));
    owner.get<Done>(BackupStored{wallet.made.sha256});
    QCOMPARE(statusOf(owner).state, std::string("unverified"));
    QCOMPARE(statusOf(owner).madeAtMs, std::optional(wallet.made.madeAtMs));
    QVERIFY(QTest::qWaitFor([&] { return !hasLeftovers(wallet.keeper); }));
    QCOMPARE(owner.codeOf(BackupRead{0}), std::string("bad_request")); // and it is gone
    wallet.keeper.kill();
    wallet.keeper.start();
    Line after = wallet.keeper.admin();
    QCOMPARE(statusOf(after).state, std::string("unverified"));
}

void TestKeeperBackup::makingOneNeedsThePassphrase_I9()
{
    KeeperProcess keeper;
    QCOMPARE(keeper.admin().codeOf(BackupMake{}), std::string("no_vault"));
    keeper.withAgent();
    Line stranger = keeper.admin();
    QCOMPARE(stranger.codeOf(BackupMake{}), std::string("passphrase_needed"));
    QCOMPARE(stranger.codeOf(BackupMake{"wrong horse battery"}), std::string("wrong_passphrase"));
    keeper.owner().get<Done>(Lock());
    QCOMPARE(stranger.codeOf(BackupMake{}), std::string("locked"));
    QVERIFY(stranger.get<BackupMade>(BackupMake{kPassphrase}).bytes > 0);
    QCOMPARE(keeper.gateway().codeOf(BackupMake{kPassphrase}), std::string("not_allowed_here"));
    QCOMPARE(keeper.gateway().codeOf(BackupRead{0}), std::string("not_allowed_here"));
}

void TestKeeperBackup::onlyWhoMadeItMayReadIt()
{
    BackedUp wallet;
    Line stranger = wallet.keeper.admin();
    stranger.get<Done>(Prove{kPassphrase});
    QCOMPARE(stranger.codeOf(BackupRead{0}), std::string("bad_request"));
    QCOMPARE(stranger.codeOf(BackupStored{wallet.made.sha256}), std::string("bad_request"));
    for (const std::int64_t from : {std::int64_t{-1}, wallet.made.bytes, INT64_MAX, INT64_MIN}) {
        QCOMPARE(wallet.keeper.owner().codeOf(BackupRead{from}), std::string("bad_request"));
    }
    struct stat status {};
    QCOMPARE(::stat((wallet.keeper.folder() + "/backup.work").c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777, mode_t{0700});
}

void TestKeeperBackup::aCheckProvesItAndIsNoted()
{
    BackedUp wallet;
    Line& owner = wallet.keeper.owner();
    owner.get<Done>(BackupStored{wallet.made.sha256});
    Line stranger = wallet.keeper.admin();
    const auto opened = Line::answerIn<BackupOpened>(hand(stranger, wallet.file, "check"));
    QVERIFY(opened.recorded);
    QCOMPARE(opened.sha256, wallet.made.sha256);
    QCOMPARE(opened.head, wallet.made.head);
    QCOMPARE(opened.events, wallet.made.events);
    QCOMPARE(opened.newerEvents, std::int64_t{1}); // that it was made
    std::vector<std::string> addresses;
    for (const AccountShape& each : owner.get<AccountsAnswer>(AccountList()).accounts) {
        addresses.push_back(each.address);
    }
    QVERIFY(opened.addresses == addresses);
    const auto status = statusOf(owner);
    QCOMPARE(status.state, std::string("verified"));
    QVERIFY(status.verifiedAtMs.has_value() && *status.verifiedAtMs >= wallet.made.madeAtMs);
    QVERIFY(!std::filesystem::exists(wallet.keeper.folder() + "/restore.work"));
    QVERIFY(!wallet.keeper.gateway().get<PaymentAnswer>(payFor(wallet.token, "1000", "/on")).headers.empty());
    // A newer one that nobody tried is not covered by it.
    const auto newer = owner.get<BackupMade>(BackupMake{});
    owner.get<Done>(BackupStored{newer.sha256});
    QCOMPARE(statusOf(owner).state, std::string("unverified"));
    QVERIFY(owner.get<LedgerVerified>(LedgerVerify()).ok);
}

void TestKeeperBackup::aCheckThatFailsIsNotNoted_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("cut") << QByteArray("cut") << QByteArray("backup_damaged");
    QTest::newRow("a bit") << QByteArray("bit") << QByteArray("backup_damaged");
    QTest::newRow("no backup at all") << QByteArray("other") << QByteArray("backup_damaged");
    QTest::newRow("wrong passphrase") << QByteArray("passphrase") << QByteArray("wrong_passphrase");
    QTest::newRow("unknown purpose") << QByteArray("purpose") << QByteArray("bad_request");
    QTest::newRow("a restore here") << QByteArray("restore") << QByteArray("vault_exists");
}

void TestKeeperBackup::aCheckThatFailsIsNotNoted()
{
    QFETCH(QByteArray, change);
    QFETCH(QByteArray, code);
    static BackedUp wallet; // for all rows: none of them may change it
    std::string file = wallet.file;
    if (change == "cut") {
        file.resize(file.size() - 1);
    } else if (change == "bit") {
        file[file.size() / 2] = static_cast<char>(file[file.size() / 2] ^ 1);
    } else if (change == "other") {
        file = "SQLite format 3";
    }
    const std::string purpose = change == "purpose" ? "look" : change == "restore" ? "restore" : "check";
    const std::string passphrase = change == "passphrase" ? "wrong horse battery" : kPassphrase;
    Line line = wallet.keeper.admin();
    QCOMPARE(QByteArray::fromStdString(Line::errorIn(hand(line, file, purpose, passphrase))), code);
    QCOMPARE(statusOf(line).state, std::string("never"));
    QVERIFY(wallet.keeper.isRunning());
}

void TestKeeperBackup::aBackupOfAnotherWalletIsToldApart()
{
    BackedUp wallet;
    KeeperProcess other;
    VaultCreate create;
    create.passphrase = kPassphrase;
    create.kdfMemoryMiB = 64;
    Line owner = other.admin();
    owner.get<VaultCreated>(create);
    QCOMPARE(Line::errorIn(hand(owner, wallet.file, "check")), std::string("backup_differs"));
    QCOMPARE(statusOf(owner).state, std::string("never"));
    // Where there is no wallet it can still be said that it opens; nothing is noted.
    KeeperProcess empty;
    Line anybody = empty.admin();
    const auto opened = Line::answerIn<BackupOpened>(hand(anybody, wallet.file, "check"));
    QVERIFY(!opened.recorded);
    QCOMPARE(opened.head, wallet.made.head);
    QCOMPARE(anybody.get<StatusAnswer>(StatusGet()).vault, std::string("none"));
}

void TestKeeperBackup::aRestoredWalletIsFrozenWithEveryAgentPaused_I14()
{
    BackedUp wallet;
    // Bought after the backup: what the restored ledger does not know of.
    wallet.keeper.gateway().get<PaymentAnswer>(payFor(wallet.token, "5000", "/later"));
    wallet.keeper.kill();
    KeeperProcess fresh;
    Line owner = fresh.admin();
    const auto opened = Line::answerIn<BackupOpened>(hand(owner, wallet.file, "restore"));
    QCOMPARE(opened.head, wallet.made.head);
    for (const bool isRestarted : {false, true}) {
        if (isRestarted) {
            fresh.kill();
            fresh.start();
            owner = fresh.admin();
        }
        const auto status = owner.get<StatusAnswer>(StatusGet());
        QCOMPARE(status.vault, std::string("locked"));
        QCOMPARE(status.integrity, std::string("rolled back"));
        QCOMPARE(status.backup.state, std::string("verified"));
        const auto agent = owner.get<AgentsAnswer>(AgentList()).agents.at(0);
        QCOMPARE(agent.state, std::string("paused"));
        QCOMPARE(agent.pausedBecause, std::string("the wallet was restored from a backup"));
        QCOMPARE(fresh.gateway().codeOf(payFor(wallet.token, "1", "/a")), std::string("locked"));
    }
    QVERIFY(!hasLeftovers(fresh));
    struct stat file {};
    QCOMPARE(::stat((fresh.folder() + "/vault").c_str(), &file), 0);
    QCOMPARE(file.st_mode & 0777, mode_t{0600});
    owner.get<Done>(Unlock{kPassphrase});
    QVERIFY(owner.get<LedgerVerified>(LedgerVerify()).ok);
    QCOMPARE(fresh.gateway().codeOf(payFor(wallet.token, "1", "/b")), std::string("ledger_rolled_back"));
    owner.get<Done>(LedgerThaw{"cli", kPassphrase});
    QCOMPARE(fresh.gateway().get<PaymentAnswer>(payFor(wallet.token, "1", "/c")).code,
             std::string("agent_paused"));
    Line stranger = fresh.admin();
    QCOMPARE(stranger.codeOf(AgentSetState{"bot", "active", {}}), std::string("passphrase_needed"));
    stranger.get<AgentsAnswer>(AgentSetState{"bot", "active", kPassphrase});
    QVERIFY(!fresh.gateway().get<PaymentAnswer>(payFor(wallet.token, "1", "/d")).headers.empty());
    fresh.kill();
    fresh.start();
    fresh.unlock();
    QCOMPARE(fresh.owner().get<StatusAnswer>(StatusGet()).integrity, std::string("ok"));
    QVERIFY(!fresh.gateway().get<PaymentAnswer>(payFor(wallet.token, "1", "/e")).headers.empty());
}

void TestKeeperBackup::theSamePurchaseGivesTheSameBytesAfterARestore()
{
    BackedUp wallet;
    wallet.keeper.kill();
    KeeperProcess fresh;
    Line owner = fresh.admin();
    static_cast<void>(Line::answerIn<BackupOpened>(hand(owner, wallet.file, "restore")));
    owner.get<Done>(Unlock{kPassphrase});
    owner.get<Done>(LedgerThaw{"cli", kPassphrase});
    owner.get<AgentsAnswer>(AgentSetState{"bot", "active", kPassphrase});
    const auto again = fresh.gateway().get<PaymentAnswer>(payWithKey(wallet.token, "1000", "k"));
    QVERIFY(again.joined);
    QCOMPARE(again.headers.front().value, wallet.header);
}

void TestKeeperBackup::aRestoreOverwritesNothing()
{
    BackedUp wallet;
    KeeperProcess used;
    Line owner = used.admin();
    owner.get<Done>(PauseAll()); // no wallet yet, and already a history
    QCOMPARE(Line::errorIn(hand(owner, wallet.file, "restore")), std::string("vault_exists"));
    QVERIFY(!std::filesystem::exists(used.folder() + "/vault"));
    QVERIFY(owner.get<StatusAnswer>(StatusGet()).paused);
    QVERIFY(!hasLeftovers(used));
    KeeperProcess empty;
    Line anybody = empty.admin();
    QCOMPARE(Line::errorIn(hand(anybody, wallet.file, "restore", "wrong horse battery")),
             std::string("wrong_passphrase"));
    QCOMPARE(Line::errorIn(hand(anybody, wallet.file.substr(0, 1000), "restore")),
             std::string("backup_damaged"));
    QCOMPARE(anybody.get<StatusAnswer>(StatusGet()).vault, std::string("none"));
    QCOMPARE(anybody.get<StatusAnswer>(StatusGet()).events, std::int64_t{0});
    static_cast<void>(Line::answerIn<BackupOpened>(hand(anybody, wallet.file, "restore")));
    QCOMPARE(Line::errorIn(hand(anybody, wallet.file, "restore")), std::string("vault_exists"));
}

void TestKeeperBackup::piecesInAnotherOrderAreRefused()
{
    KeeperProcess keeper;
    Line line = keeper.admin();
    BackupPut put;
    put.data = toBase64("some bytes");
    QCOMPARE(line.codeOf(put), std::string("bad_request")); // none was begun
    for (const std::int64_t bytes : {std::int64_t{0}, std::int64_t{-1}, INT64_MAX}) {
        QCOMPARE(line.codeOf(BackupBegin{bytes}), std::string("backup_damaged"));
    }
    line.get<Done>(BackupBegin{20});
    QCOMPARE(line.codeOf(BackupFinish{"check", kPassphrase}), std::string("bad_request")); // not whole
    put.from = 5;
    QCOMPARE(line.codeOf(put), std::string("bad_request"));
    put.from = 0;
    line.get<Done>(put);
    QCOMPARE(line.codeOf(put), std::string("bad_request")); // twice
    put.from = 10;
    for (const std::string& data : {std::string(), std::string("?"), toBase64("eleven bytes and more")}) {
        BackupPut bad = put;
        bad.data = data;
        QCOMPARE(line.codeOf(bad), std::string("bad_request"));
    }
    Line other = keeper.admin();
    QCOMPARE(other.codeOf(put), std::string("bad_request"));
    QCOMPARE(other.codeOf(BackupBegin{5}), std::string("busy"));
    line.get<Done>(put);
    QCOMPARE(line.codeOf(BackupFinish{"check", kPassphrase}), std::string("backup_damaged"));
    other.get<Done>(BackupBegin{5});
}

void TestKeeperBackup::aKillWhileOneComesInLeavesNothing()
{
    BackedUp wallet;
    KeeperProcess fresh;
    Line line = fresh.admin();
    line.get<Done>(BackupBegin{static_cast<std::int64_t>(wallet.file.size())});
    BackupPut put;
    put.data = toBase64(std::string_view(wallet.file).substr(0, 40'000));
    line.get<Done>(put);
    QVERIFY(hasLeftovers(fresh));
    fresh.kill();
    fresh.start();
    QVERIFY(!hasLeftovers(fresh));
    QVERIFY(!std::filesystem::exists(fresh.folder() + "/vault"));
    line = fresh.admin();
    static_cast<void>(Line::answerIn<BackupOpened>(hand(line, wallet.file, "restore")));
}

void TestKeeperBackup::aRestoreThatWasCutOffIsDoneAgain()
{
    BackedUp wallet;
    KeeperProcess fresh;
    Line line = fresh.admin();
    static_cast<void>(Line::answerIn<BackupOpened>(hand(line, wallet.file, "restore")));
    fresh.kill();
    // As a crash between its two files leaves it.
    std::filesystem::remove(fresh.folder() + "/vault");
    fresh.start();
    line = fresh.admin();
    QCOMPARE(line.get<StatusAnswer>(StatusGet()).vault, std::string("none"));
    QCOMPARE(line.get<StatusAnswer>(StatusGet()).integrity, std::string("rolled back"));
    static_cast<void>(Line::answerIn<BackupOpened>(hand(line, wallet.file, "restore")));
    line.get<Done>(Unlock{kPassphrase});
    QVERIFY(line.get<LedgerVerified>(LedgerVerify()).ok);
}

void TestKeeperBackup::decisionsGoOnWhileABackupIsMade()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    keeper.owner().send(encode(900, BackupMake{}));
    int paid = 0;
    for (;;) {
        QVERIFY(
            !keeper.gateway().get<PaymentAnswer>(payFor(token, "1", "/" + std::to_string(paid))).id.empty());
        ++paid;
        if (const auto frame = keeper.owner().receive(0)) {
            const auto made = Line::answerIn<BackupMade>(*parseFrame(*frame));
            QVERIFY(made.events <= keeper.owner().get<StatusAnswer>(StatusGet()).events);
            const std::string file = fetch(keeper.owner(), made);
            QCOMPARE(Line::answerIn<BackupOpened>(hand(keeper.owner(), file, "check")).events, made.events);
            return;
        }
    }
}

QTEST_GUILESS_MAIN(TestKeeperBackup)
#include "tst_keeper_backup.moc"
