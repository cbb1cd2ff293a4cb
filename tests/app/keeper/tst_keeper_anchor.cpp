#include "keeper_process.h"

#include "core/wire/policy_messages.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace fs = std::filesystem;

namespace {

constexpr const char* kFrozen = "ledger_rolled_back";

/// A keeper with an agent, and an anchor in another folder.
struct Anchored {
    explicit Anchored(KeeperProcess::WallClock clock = KeeperProcess::WallClock::Real) : keeper(clock)
    {
        token = keeper.withAgent();
        path = besides.path().toStdString() + "/till.anchor";
        keeper.owner().get<LedgerAnchorShape>(LedgerAnchorSet{path, "cli", kPassphrase});
    }
    /// The data directory as it is, put aside while the keeper is down.
    void backUp() { copy(keeper.folder(), besides.path().toStdString() + "/backup"); }
    void restore() { copy(besides.path().toStdString() + "/backup", keeper.folder()); }
    static void copy(const std::string& from, const std::string& to)
    {
        fs::create_directories(to);
        for (const auto& each : fs::directory_iterator(to)) {
            fs::remove_all(each.path());
        }
        for (const auto& each : fs::directory_iterator(from)) {
            if (each.is_regular_file()) {
                fs::copy_file(each.path(), fs::path(to) / each.path().filename());
            }
        }
    }
    static std::string pay(KeeperProcess& by, const std::string& token, const std::string& path)
    {
        const auto answer = by.gateway().ask(payFor(token, "1000", path));
        const std::string error = Line::errorIn(answer);
        return error.empty() ? Line::answerIn<PaymentAnswer>(answer).status : error;
    }
    std::string pay(const std::string& atPath) { return pay(keeper, token, atPath); }
    [[nodiscard]] std::string anchorText() const
    {
        std::ifstream file(path);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    [[nodiscard]] std::string integrity() { return keeper.owner().get<StatusAnswer>(StatusGet{}).integrity; }
    [[nodiscard]] bool hasNotice()
    {
        for (const Reason& each : keeper.owner().get<StatusAnswer>(StatusGet{}).notices) {
            if (each.code == "anchor_trouble") {
                return true;
            }
        }
        return false;
    }
    QTemporaryDir besides;
    KeeperProcess keeper;
    std::string token;
    std::string path;
};

} // namespace

/// An anchor where the owner wants it tells of what happened to the whole data directory.
class TestKeeperAnchor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWholeDirectoryThatWasRolledBackIsFrozen_I14();
    void whoGoesOnIsNotFrozen_I12();
    void aCopyThatRunsTooFreezesTheOther_I14();
    void aMissingAnchorIsANoticeAndNoStop();
    void anAnchorThatCannotBeWrittenIsANoticeAndNoStop();
    void somethingElseInItsPlaceFreezes_I8();
    void settingItNeedsThePassphraseAndAPlaceOutside_data();
    void settingItNeedsThePassphraseAndAPlaceOutside();
    void anotherWalletsAnchorIsLeftAlone();
    void itCanBeTakenAway();
};

void TestKeeperAnchor::aWholeDirectoryThatWasRolledBackIsFrozen_I14()
{
    Anchored wallet;
    QCOMPARE(wallet.pay("/1"), std::string("authorized"));
    QCOMPARE(wallet.keeper.stop(), 0);
    wallet.backUp();
    wallet.keeper.start();
    wallet.keeper.unlock();
    QCOMPARE(wallet.pay("/2"), std::string("authorized"));
    QCOMPARE(wallet.keeper.stop(), 0); // writes the anchor
    wallet.restore();
    for (int start = 0; start < 2; ++start) { // frozen also after another start
        wallet.keeper.start();
        wallet.keeper.unlock();
        QCOMPARE(wallet.integrity(), std::string("rolled back"));
        QCOMPARE(wallet.pay("/3"), std::string(kFrozen));
        if (start == 0) {
            QCOMPARE(wallet.keeper.stop(), 0);
        }
    }
    QCOMPARE(wallet.keeper.owner().codeOf(LedgerThaw{"cli", "not the passphrase"}),
             std::string("wrong_passphrase"));
    QCOMPARE(wallet.pay("/3"), std::string(kFrozen));
    wallet.keeper.owner().get<Done>(LedgerThaw{"cli", kPassphrase});
    QCOMPARE(wallet.pay("/3"), std::string("authorized"));
    wallet.keeper.kill();
    wallet.keeper.start();
    wallet.keeper.unlock();
    QCOMPARE(wallet.integrity(), std::string("ok"));
    QCOMPARE(wallet.pay("/4"), std::string("authorized"));
}

void TestKeeperAnchor::whoGoesOnIsNotFrozen_I12()
{
    Anchored wallet;
    for (int start = 0; start < 3; ++start) {
        QCOMPARE(wallet.pay("/" + std::to_string(start)), std::string("authorized"));
        if (start == 1) {
            wallet.keeper.kill(); // the anchor is behind the ledger
        } else {
            QCOMPARE(wallet.keeper.stop(), 0);
        }
        wallet.keeper.start();
        wallet.keeper.unlock();
        QCOMPARE(wallet.integrity(), std::string("ok"));
        QVERIFY(!wallet.hasNotice());
    }
    const auto shape = wallet.keeper.owner().get<LedgerAnchorShape>(LedgerAnchorGet{});
    QCOMPARE(shape.path, wallet.path);
    QVERIFY(wallet.anchorText().starts_with("tillkeeper-anchor 1 "));
}

void TestKeeperAnchor::aCopyThatRunsTooFreezesTheOther_I14()
{
    Anchored first(KeeperProcess::WallClock::Turned);
    QCOMPARE(first.keeper.stop(), 0);
    KeeperProcess second(KeeperProcess::WallClock::Turned);
    second.kill();
    Anchored::copy(first.keeper.folder(), second.folder());
    first.keeper.start();
    first.keeper.unlock();
    second.start();
    second.unlock(); // the same ledger: nothing is wrong yet
    QCOMPARE(first.pay("/first"), std::string("authorized"));
    const std::string before = first.anchorText();
    first.keeper.clock().setAhead(30);
    QTRY_VERIFY_WITH_TIMEOUT(first.anchorText() != before, 20'000); // the first says how far it is
    QCOMPARE(Anchored::pay(second, first.token, "/second"), std::string("authorized"));
    second.clock().setAhead(30); // the second's turn
    const auto isFrozen = [&second] {
        return second.owner().get<StatusAnswer>(StatusGet{}).integrity == "rolled back";
    };
    QTRY_VERIFY_WITH_TIMEOUT(isFrozen(), 20'000);
    QCOMPARE(Anchored::pay(second, first.token, "/more"), std::string(kFrozen));
    QCOMPARE(first.pay("/on"), std::string("authorized"));
}

void TestKeeperAnchor::aMissingAnchorIsANoticeAndNoStop()
{
    Anchored wallet;
    QCOMPARE(wallet.keeper.stop(), 0);
    QVERIFY(fs::remove(wallet.path));
    wallet.keeper.start();
    wallet.keeper.unlock();
    QVERIFY(wallet.hasNotice());
    QCOMPARE(wallet.pay("/1"), std::string("authorized"));
    QTRY_VERIFY_WITH_TIMEOUT(fs::exists(wallet.path), 20'000); // written anew
    QVERIFY(wallet.hasNotice());                               // and still said
}

void TestKeeperAnchor::anAnchorThatCannotBeWrittenIsANoticeAndNoStop()
{
    Anchored wallet;
    QCOMPARE(wallet.keeper.stop(), 0);
    const QTemporaryDir gone;
    fs::rename(wallet.besides.path().toStdString(), gone.path().toStdString() + "/unplugged");
    wallet.keeper.start();
    wallet.keeper.unlock();
    QCOMPARE(wallet.pay("/1"), std::string("authorized"));
    QVERIFY(wallet.hasNotice());
    QCOMPARE(wallet.keeper.stop(), 0);
    fs::rename(gone.path().toStdString() + "/unplugged", wallet.besides.path().toStdString());
    wallet.keeper.start();
    wallet.keeper.unlock();
    QVERIFY(!wallet.hasNotice());
    QCOMPARE(wallet.integrity(), std::string("ok"));
}

void TestKeeperAnchor::somethingElseInItsPlaceFreezes_I8()
{
    Anchored wallet;
    QCOMPARE(wallet.keeper.stop(), 0);
    std::ofstream(wallet.path) << "not an anchor";
    wallet.keeper.start();
    wallet.keeper.unlock();
    QCOMPARE(wallet.pay("/1"), std::string(kFrozen));
    QCOMPARE(wallet.anchorText(), std::string("not an anchor"));
}

void TestKeeperAnchor::settingItNeedsThePassphraseAndAPlaceOutside_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("wrong passphrase")
        << QByteArray("BESIDES/a") << QByteArray("wrong one") << QByteArray("wrong_passphrase");
    QTest::newRow("relative") << QByteArray("a") << QByteArray(kPassphrase) << QByteArray("bad_anchor");
    QTest::newRow("in the data directory")
        << QByteArray("DATA/a") << QByteArray(kPassphrase) << QByteArray("bad_anchor");
    QTest::newRow("round a corner into it")
        << QByteArray("BESIDES/link/a") << QByteArray(kPassphrase) << QByteArray("bad_anchor");
    QTest::newRow("no such folder") << QByteArray("BESIDES/none/a") << QByteArray(kPassphrase)
                                    << QByteArray("bad_anchor");
    QTest::newRow("a folder") << QByteArray("BESIDES") << QByteArray(kPassphrase) << QByteArray("bad_anchor");
    QTest::newRow("a file of somebody's")
        << QByteArray("BESIDES/letter") << QByteArray(kPassphrase) << QByteArray("bad_anchor");
}

void TestKeeperAnchor::settingItNeedsThePassphraseAndAPlaceOutside()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, passphrase);
    QFETCH(QByteArray, code);
    static Anchored wallet;
    const QByteArray besides = wallet.besides.path().toUtf8();
    std::ofstream(besides.toStdString() + "/letter") << "dear all";
    if (!fs::exists(besides.toStdString() + "/link")) {
        fs::create_directory_symlink(wallet.keeper.folder(), besides.toStdString() + "/link");
    }
    path.replace("BESIDES", besides).replace("DATA", QByteArray::fromStdString(wallet.keeper.folder()));
    const LedgerAnchorSet set{path.toStdString(), "cli", passphrase.toStdString()};
    QCOMPARE(QByteArray::fromStdString(wallet.keeper.owner().codeOf(set)), code);
    QCOMPARE(wallet.keeper.gateway().codeOf(set), std::string("not_allowed_here"));
    QCOMPARE(wallet.keeper.owner().get<LedgerAnchorShape>(LedgerAnchorGet{}).path, wallet.path);
    std::ifstream letter(besides.toStdString() + "/letter");
    QCOMPARE(std::string(std::istreambuf_iterator<char>(letter), {}), std::string("dear all"));
}

void TestKeeperAnchor::anotherWalletsAnchorIsLeftAlone()
{
    Anchored one;
    Anchored other;
    const std::string before = one.anchorText();
    QCOMPARE(other.keeper.owner().codeOf(LedgerAnchorSet{one.path, "cli", kPassphrase}),
             std::string("bad_anchor"));
    QCOMPARE(one.anchorText(), before);
    QCOMPARE(other.pay("/1"), std::string("authorized"));
}

void TestKeeperAnchor::itCanBeTakenAway()
{
    Anchored wallet;
    QVERIFY(
        wallet.keeper.owner().get<LedgerAnchorShape>(LedgerAnchorSet{"", "cli", kPassphrase}).path.empty());
    const std::string before = wallet.anchorText();
    QCOMPARE(wallet.pay("/1"), std::string("authorized"));
    QCOMPARE(wallet.keeper.stop(), 0);
    QCOMPARE(wallet.anchorText(), before); // not ours any more
    wallet.keeper.start();
    wallet.keeper.unlock();
    QCOMPARE(wallet.integrity(), std::string("ok"));
}

QTEST_GUILESS_MAIN(TestKeeperAnchor)
#include "tst_keeper_anchor.moc"
