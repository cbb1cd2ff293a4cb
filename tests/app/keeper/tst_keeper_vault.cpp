#include "keeper_process.h"

#include <QTest>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>
#include <sys/stat.h>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

const std::string kTestPhrase = "test test test test test test test test test test test junk";

VaultCreate creation(const std::string& passphrase = kPassphrase)
{
    VaultCreate create;
    create.passphrase = passphrase;
    create.kdfMemoryMiB = 64;
    return create;
}

AgentAdd agentAdd(const std::string& name, const std::string& preset = "everyday")
{
    AgentAdd add;
    add.name = name;
    add.preset = preset;
    add.passphrase = kPassphrase;
    return add;
}

std::string allFilesIn(const std::string& folder)
{
    std::string all;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
        if (file.is_regular_file()) {
            std::ifstream in(file.path(), std::ios::binary);
            all.append(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
        }
    }
    return all;
}

} // namespace

class TestKeeperVault : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beforeThereIsAVaultNothingIsPaid_I8();
    void aNewVaultIsOpenAndProved();
    void thePhraseIsShownOnceAndRestoresTheAccounts();
    void badCreationsAreRefused_data();
    void badCreationsAreRefused();
    void thereIsOnlyOneVault();
    void aLockedWalletSignsNothing_I8();
    void whatNarrowsNeedsNoPassphrase_I9();
    void whatWidensNeedsThePassphrase_I9_data();
    void whatWidensNeedsThePassphrase_I9();
    void proofIsBoundToItsConnection_I9();
    void lockingTakesEveryProofAway_I9();
    void wrongPassphrasesTakeLongerAndLonger();
    void guessesSentTogetherWaitToo();
    void noSecretIsInAnyFile_I15();
    void theSocketIsTheOwnersAlone();
};

void TestKeeperVault::beforeThereIsAVaultNothingIsPaid_I8()
{
    KeeperProcess keeper;
    Line owner = keeper.admin();
    const auto status = owner.get<StatusAnswer>(StatusGet());
    QCOMPARE(status.vault, std::string("none"));
    QCOMPARE(owner.codeOf(Unlock{kPassphrase}), std::string("no_vault"));
    QCOMPARE(owner.codeOf(agentAdd("bot")), std::string("no_vault"));
    QCOMPARE(owner.codeOf(ResumeAll{}), std::string("no_vault"));
    QVERIFY(owner.get<AccountsAnswer>(AccountList()).accounts.empty());
    QCOMPARE(keeper.gateway().codeOf(payFor("till_a1_" + std::string(64, '0'), "1")),
             std::string("unauthorized"));
    QVERIFY(owner.get<LedgerVerified>(LedgerVerify()).ok);
}

void TestKeeperVault::aNewVaultIsOpenAndProved()
{
    KeeperProcess keeper;
    Line owner = keeper.admin();
    const auto created = owner.get<VaultCreated>(creation());
    QCOMPARE(created.accounts.size(), std::size_t{1});
    QCOMPARE(std::ranges::count(created.phrase.view(), ' '), std::ptrdiff_t{11});
    const auto status = owner.get<StatusAnswer>(StatusGet());
    QCOMPARE(status.vault, std::string("unlocked"));
    QVERIFY(status.proved);
    QCOMPARE(status.integrity, std::string("ok"));
    QCOMPARE(status.events, std::int64_t{1});
    QVERIFY(!keeper.admin().get<StatusAnswer>(StatusGet()).proved);
}

void TestKeeperVault::thePhraseIsShownOnceAndRestoresTheAccounts()
{
    KeeperProcess first;
    Line owner = first.admin();
    const auto created = owner.get<VaultCreated>(creation());
    const auto second = owner.get<AccountsAnswer>(AccountNew{"second", kPassphrase}).accounts.front();
    KeeperProcess other;
    Line otherOwner = other.admin();
    VaultCreate restore = creation("another passphrase");
    restore.phrase = created.phrase;
    const auto restored = otherOwner.get<VaultCreated>(restore);
    QVERIFY(restored.phrase.empty());
    QCOMPARE(restored.accounts.front().address, created.accounts.front().address);
    QCOMPARE(
        otherOwner.get<AccountsAnswer>(AccountNew{"second", "another passphrase"}).accounts.front().address,
        second.address);
    // The phrase that EVM tools share, and its first account.
    KeeperProcess known;
    restore.phrase = kTestPhrase;
    QCOMPARE(known.admin().get<VaultCreated>(restore).accounts.front().address,
             std::string("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"));
}

void TestKeeperVault::badCreationsAreRefused_data()
{
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<qint64>("words");
    QTest::addColumn<qint64>("memory");
    QTest::addColumn<QByteArray>("phrase");
    QTest::addColumn<QByteArray>("code");
    const QByteArray good = kPassphrase;
    QTest::newRow("no passphrase") << QByteArray() << qint64{12} << qint64{64} << QByteArray()
                                   << QByteArray("weak_passphrase");
    QTest::newRow("seven bytes") << QByteArray("1234567") << qint64{12} << qint64{64} << QByteArray()
                                 << QByteArray("weak_passphrase");
    QTest::newRow("thirteen words") << good << qint64{13} << qint64{64} << QByteArray()
                                    << QByteArray("bad_request");
    QTest::newRow("no words") << good << qint64{0} << qint64{64} << QByteArray() << QByteArray("bad_request");
    QTest::newRow("too little memory")
        << good << qint64{12} << qint64{63} << QByteArray() << QByteArray("bad_request");
    QTest::newRow("too much memory") << good << qint64{12} << qint64{1025} << QByteArray()
                                     << QByteArray("bad_request");
    QTest::newRow("negative memory") << good << qint64{12} << qint64{-64} << QByteArray()
                                     << QByteArray("bad_request");
    QTest::newRow("memory that wraps")
        << good << qint64{12} << qint64{(1LL << 32) + 64} << QByteArray() << QByteArray("bad_request");
    QTest::newRow("words of no list")
        << good << qint64{12} << qint64{64} << QByteArray("my own words") << QByteArray("bad_phrase");
    QTest::newRow("wrong checksum") << good << qint64{12} << qint64{64}
                                    << QByteArray(
                                           "test test test test test test test test test test test test")
                                    << QByteArray("bad_phrase");
}

void TestKeeperVault::badCreationsAreRefused()
{
    QFETCH(QByteArray, passphrase);
    QFETCH(qint64, words);
    QFETCH(qint64, memory);
    QFETCH(QByteArray, phrase);
    QFETCH(QByteArray, code);
    static KeeperProcess keeper; // for all rows: none of them makes a vault
    Line owner = keeper.admin();
    VaultCreate create;
    create.passphrase = passphrase.toStdString();
    create.words = words;
    create.kdfMemoryMiB = memory;
    if (!phrase.isEmpty()) {
        create.phrase = phrase.toStdString();
    }
    QCOMPARE(QByteArray::fromStdString(owner.codeOf(create)), code);
    QCOMPARE(owner.get<StatusAnswer>(StatusGet()).vault, std::string("none"));
    QVERIFY(!std::filesystem::exists(keeper.folder() + "/vault"));
}

void TestKeeperVault::thereIsOnlyOneVault()
{
    KeeperProcess keeper;
    keeper.withAgent();
    QCOMPARE(keeper.owner().codeOf(creation()), std::string("vault_exists"));
    keeper.kill();
    keeper.start();
    QCOMPARE(keeper.admin().codeOf(creation()), std::string("vault_exists"));
}

void TestKeeperVault::aLockedWalletSignsNothing_I8()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    const auto paid = keeper.gateway().get<PaymentAnswer>(payWithKey(token, "1000", "k"));
    QVERIFY(!paid.headers.empty());
    keeper.owner().get<Done>(Lock());
    for (const auto& pay : {payFor(token, "1000", "/new"), payWithKey(token, "1000", "k")}) {
        const auto answer = keeper.gateway().get<PaymentAnswer>(pay);
        QCOMPARE(answer.code, std::string("locked"));
        QVERIFY(answer.headers.empty());
    }
    const auto look = keeper.gateway().get<PaymentAnswer>(PaymentGet{token, paid.id});
    QVERIFY(look.headers.empty());
    QVERIFY(keeper.gateway().get<AgentSelfAnswer>(AgentSelf{token}).locked);
    keeper.owner().get<Done>(Unlock{kPassphrase});
    const auto again = keeper.gateway().get<PaymentAnswer>(payWithKey(token, "1000", "k"));
    QCOMPARE(again.headers.front().value, paid.headers.front().value);
    QVERIFY(keeper.owner().get<LedgerVerified>(LedgerVerify()).ok);
}

void TestKeeperVault::whatNarrowsNeedsNoPassphrase_I9()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("careful");
    const auto waiting = keeper.gateway().get<PaymentAnswer>(payFor(token, "1000"));
    QCOMPARE(waiting.status, std::string("waiting"));
    Line anybody = keeper.admin();
    anybody.get<PaymentAnswer>(ApprovalDecide{waiting.id, "deny", "", "cli", "", {}});
    anybody.get<AgentsAnswer>(AgentSetState{"bot", "paused", {}});
    anybody.get<Done>(PauseAll());
    anybody.get<Done>(Lock());
    const auto status = anybody.get<StatusAnswer>(StatusGet());
    QVERIFY(status.paused && status.vault == "locked" && !status.proved);
}

void TestKeeperVault::whatWidensNeedsThePassphrase_I9_data()
{
    QTest::addColumn<QByteArray>("passphrase");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("wrong") << QByteArray("wrong horse battery staple");
}

void TestKeeperVault::whatWidensNeedsThePassphrase_I9()
{
    QFETCH(QByteArray, passphrase);
    const bool isGiven = !passphrase.isEmpty();
    const std::string wrong = passphrase.toStdString();
    const std::optional<std::string> maybe = isGiven ? std::optional(wrong) : std::nullopt;
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("careful");
    const auto waiting = keeper.gateway().get<PaymentAnswer>(payFor(token, "1000"));
    const auto shown = keeper.owner().get<ApprovalsAnswer>(ApprovalList()).approvals.front().shownHash;
    keeper.owner().get<Done>(PauseAll());
    keeper.owner().get<AgentsAnswer>(AgentSetState{"bot", "paused", {}});

    Line stranger = keeper.admin();
    const std::string code = isGiven ? "wrong_passphrase" : "passphrase_needed";
    QCOMPARE(stranger.codeOf(ResumeAll{maybe}), code);
    QCOMPARE(stranger.codeOf(AgentSetState{"bot", "active", maybe}), code);
    QCOMPARE(stranger.codeOf(ApprovalDecide{waiting.id, "approve", shown, "cli", "", maybe}), code);
    // Three guesses are free; the rest of this test needs its own.
    keeper.owner().get<Done>(Prove{kPassphrase});
    AgentAdd add = agentAdd("evil", "autopilot");
    add.passphrase = wrong;
    QCOMPARE(stranger.codeOf(add), std::string("wrong_passphrase"));
    QCOMPARE(stranger.codeOf(AccountNew{"evil", wrong}), std::string("wrong_passphrase"));
    keeper.owner().get<Done>(Prove{kPassphrase});
    QCOMPARE(stranger.codeOf(AccountImport{"evm", std::string(64, '1'), "evil", wrong}),
             std::string("wrong_passphrase"));
    QCOMPARE(stranger.codeOf(NetworkSet{"eip155:8453", {"http://evil.test"}, true, wrong}),
             std::string("wrong_passphrase"));

    const auto status = stranger.get<StatusAnswer>(StatusGet());
    QVERIFY(status.paused && !status.proved && status.agents == 1);
    QCOMPARE(stranger.get<AgentsAnswer>(AgentList()).agents.front().state, std::string("paused"));
    QCOMPARE(stranger.get<AccountsAnswer>(AccountList()).accounts.size(), std::size_t{2});
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(PaymentGet{token, waiting.id}).status,
             std::string("waiting"));
}

void TestKeeperVault::proofIsBoundToItsConnection_I9()
{
    KeeperProcess keeper;
    keeper.withAgent();
    keeper.owner().get<Done>(PauseAll());
    Line other = keeper.admin();
    QCOMPARE(other.codeOf(ResumeAll()), std::string("passphrase_needed"));
    other.get<Done>(Prove{kPassphrase});
    QVERIFY(other.get<StatusAnswer>(StatusGet()).proved);
    other.get<Done>(ResumeAll());
    QVERIFY(!keeper.admin().get<StatusAnswer>(StatusGet()).proved);
}

void TestKeeperVault::lockingTakesEveryProofAway_I9()
{
    KeeperProcess keeper;
    keeper.withAgent();
    Line other = keeper.admin();
    other.get<Done>(Prove{kPassphrase});
    keeper.owner().get<Done>(PauseAll());
    keeper.owner().get<Done>(Lock());
    for (Line* line : {&keeper.owner(), &other}) {
        QVERIFY(!line->get<StatusAnswer>(StatusGet()).proved);
        QCOMPARE(line->codeOf(ResumeAll()), std::string("locked"));
    }
    other.get<Done>(Unlock{kPassphrase});
    QCOMPARE(keeper.owner().codeOf(ResumeAll()), std::string("passphrase_needed"));
    other.get<Done>(ResumeAll());
}

void TestKeeperVault::wrongPassphrasesTakeLongerAndLonger()
{
    KeeperProcess keeper(KeeperProcess::WallClock::Turned);
    keeper.withAgent();
    Line guesser = keeper.admin();
    for (int each = 0; each < 4; ++each) {
        QCOMPARE(guesser.codeOf(Prove{"wrong guess"}), std::string("wrong_passphrase"));
    }
    // From now on it waits, on every connection and even for the right one.
    QCOMPARE(guesser.codeOf(Prove{"wrong guess"}), std::string("too_many_tries"));
    QCOMPARE(keeper.admin().codeOf(Prove{kPassphrase}), std::string("too_many_tries"));
    keeper.clock().setAhead(3);
    QCOMPARE(keeper.admin().codeOf(Prove{kPassphrase}), std::string());
    QCOMPARE(guesser.codeOf(Prove{"wrong guess"}), std::string("wrong_passphrase")); // counted anew
}

void TestKeeperVault::guessesSentTogetherWaitToo()
{
    KeeperProcess keeper;
    keeper.withAgent();
    Line guesser = keeper.admin();
    constexpr std::int64_t kGuesses = 8;
    for (std::int64_t id = 101; id <= 100 + kGuesses; ++id) {
        guesser.send(encode(id, Prove{"guess number " + std::to_string(id)}));
    }
    int judged = 0;
    int refused = 0;
    for (std::int64_t each = 0; each < kGuesses; ++each) {
        const auto frame = guesser.receive();
        QVERIFY(frame);
        const std::string code = Line::errorIn(*parseFrame(*frame));
        judged += code == "wrong_passphrase" ? 1 : 0;
        refused += code == "too_many_tries" ? 1 : 0;
    }
    QCOMPARE(judged + refused, static_cast<int>(kGuesses));
    // The delay starts at the fourth; only as many more are judged as time went by for.
    QVERIFY2(judged <= 6, std::to_string(judged).c_str());
}

void TestKeeperVault::noSecretIsInAnyFile_I15()
{
    KeeperProcess keeper;
    Line owner = keeper.admin();
    VaultCreate create = creation();
    create.phrase = kTestPhrase;
    owner.get<VaultCreated>(create);
    const auto added = owner.get<AgentAdded>(agentAdd("bot", "autopilot"));
    const auto paid = keeper.gateway().get<PaymentAnswer>(payFor(added.token, "1000"));
    const std::string signature = paymentIn(paid)["payload"]["signature"].get<std::string>();
    QCOMPARE(owner.codeOf(Prove{"a wrong passphrase of mine"}), std::string("wrong_passphrase"));
    keeper.kill();
    const std::string files = allFilesIn(keeper.folder());
    QVERIFY(files.find("api.shop.test") != std::string::npos); // the ledger is among them
    for (const std::string& secret :
         {std::string(kPassphrase), kTestPhrase, added.token, added.token.substr(8), signature,
          signature.substr(2), paid.headers.front().value, std::string("a wrong passphrase of mine"),
          std::string("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")}) {
        QVERIFY2(files.find(secret) == std::string::npos, secret.c_str());
    }
}

void TestKeeperVault::theSocketIsTheOwnersAlone()
{
    KeeperProcess keeper;
    struct stat info {};
    QCOMPARE(::stat(keeper.socketPath().c_str(), &info), 0);
    QCOMPARE(info.st_mode & 0777U, 0600U);
    keeper.withAgent();
    for (const auto& file : std::filesystem::directory_iterator(keeper.folder())) {
        const auto permissions = file.status().permissions();
        QVERIFY2((permissions & std::filesystem::perms(077)) == std::filesystem::perms::none,
                 file.path().c_str());
    }
    QCOMPARE(keeper.stop(), 0);
    QVERIFY(!std::filesystem::exists(keeper.socketPath()));
}

QTEST_GUILESS_MAIN(TestKeeperVault)
#include "tst_keeper_vault.moc"
