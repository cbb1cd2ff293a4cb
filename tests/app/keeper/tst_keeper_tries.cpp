#include "keeper_process.h"

#include <QTest>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

constexpr int kFree = 3;

void guess(Line& line, int times)
{
    for (int each = 0; each < times; ++each) {
        QCOMPARE(line.codeOf(Prove{"wrong guess"}), std::string("wrong_passphrase"));
    }
}

} // namespace

/// Wrong passphrases slow whoever guesses down, and never shut the owner out for ever.
class TestKeeperTries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theDelaySurvivesAKillAndARestart();
    void theRightOneEndsTheDelayAcrossARestart();
    void anOpenAppOfTheOwnerIsNotShutOutByGuesses();
    void aClockSetBackDoesNotLengthenTheDelay();
    void guessesThatWaitTakeNoMemoryWithoutEnd();
};

void TestKeeperTries::theDelaySurvivesAKillAndARestart()
{
    KeeperProcess keeper(KeeperProcess::WallClock::Turned);
    keeper.withAgent();
    std::int64_t ahead = 0;
    for (int wrong = 1; wrong <= kFree + 4; ++wrong) {
        Line guesser = keeper.admin();
        guess(guesser, 1);
        keeper.kill(); // at the worst moment for the count: right after the answer
        keeper.start();
        const auto security = keeper.admin().get<SecurityAnswer>(SecurityGet());
        QCOMPARE(security.wrongPassphrases, std::int64_t{wrong});
        const std::int64_t delay = wrong <= kFree ? 0 : std::int64_t{1000} << (wrong - kFree);
        QVERIFY2(security.tryAgainMs <= delay, std::to_string(security.tryAgainMs).c_str());
        if (wrong >= kFree + 3) { // the delays before are shorter than a restart may take
            QVERIFY(security.tryAgainMs > 0);
            QCOMPARE(keeper.admin().codeOf(Unlock{kPassphrase}), std::string("too_many_tries"));
        }
        ahead += delay / 1000 + 1;
        keeper.clock().setAhead(ahead);
    }
    QCOMPARE(keeper.admin().codeOf(Unlock{kPassphrase}), std::string());
}

void TestKeeperTries::theRightOneEndsTheDelayAcrossARestart()
{
    KeeperProcess keeper(KeeperProcess::WallClock::Turned);
    keeper.withAgent();
    {
        Line guesser = keeper.admin();
        guess(guesser, kFree + 1);
    }
    QVERIFY(keeper.admin().get<SecurityAnswer>(SecurityGet()).tryAgainMs > 0);
    keeper.clock().setAhead(3);
    keeper.admin().get<Done>(Unlock{kPassphrase});
    keeper.kill();
    keeper.start();
    const auto security = keeper.admin().get<SecurityAnswer>(SecurityGet());
    QCOMPARE(security.wrongPassphrases, std::int64_t{0});
    QCOMPARE(security.tryAgainMs, std::int64_t{0});
}

void TestKeeperTries::anOpenAppOfTheOwnerIsNotShutOutByGuesses()
{
    KeeperProcess keeper;
    keeper.withAgent(); // the owner's connection has proved
    Line guesser = keeper.admin();
    guess(guesser, kFree + 1);
    QCOMPARE(guesser.codeOf(Prove{kPassphrase}), std::string("too_many_tries"));
    // The owner mistypes once, and is heard all the same.
    QCOMPARE(keeper.owner().codeOf(Prove{"a slip of the finger"}), std::string("wrong_passphrase"));
    QCOMPARE(keeper.owner().codeOf(Prove{kPassphrase}), std::string());
    // But has not more free tries than anybody.
    guess(keeper.owner(), kFree);
    QCOMPARE(keeper.owner().codeOf(Prove{"wrong guess"}),
             std::string("wrong_passphrase")); // the fourth of all
    QCOMPARE(keeper.owner().codeOf(Prove{kPassphrase}), std::string("too_many_tries"));
}

void TestKeeperTries::aClockSetBackDoesNotLengthenTheDelay()
{
    KeeperProcess keeper(KeeperProcess::WallClock::Turned);
    keeper.withAgent();
    keeper.clock().setAhead(365 * 24 * 3600);
    {
        Line guesser = keeper.admin();
        guess(guesser, kFree + 1);
    }
    keeper.clock().setAhead(0); // the year was a mistake
    keeper.kill();
    keeper.start();
    QVERIFY(keeper.admin().get<SecurityAnswer>(SecurityGet()).tryAgainMs <= 2000);
    QTRY_COMPARE_WITH_TIMEOUT(keeper.admin().codeOf(Unlock{kPassphrase}), std::string(), 10'000);
}

void TestKeeperTries::guessesThatWaitTakeNoMemoryWithoutEnd()
{
    KeeperProcess keeper;
    keeper.withAgent();
    // The largest texts that fit a frame, many at once: each would be a page and more of locked memory.
    const std::string large(60'000, 'x');
    std::vector<Line> lines;
    for (int each = 0; each < 20; ++each) {
        lines.push_back(keeper.admin());
    }
    for (std::int64_t id = 1; id <= 10; ++id) {
        for (Line& line : lines) {
            line.send(encode(id, Prove{id % 2 == 0 ? large : std::string("guess ") + std::to_string(id)}));
        }
    }
    for (Line& line : lines) {
        for (int each = 0; each < 10; ++each) {
            const auto frame = line.receive();
            QVERIFY(frame);
            const std::string code = Line::errorIn(*parseFrame(*frame));
            QVERIFY2(code == "wrong_passphrase" || code == "too_many_tries" || code == "busy" ||
                         code == "weak_passphrase",
                     code.c_str());
        }
    }
    QVERIFY(keeper.isRunning());
    QCOMPARE(keeper.owner().codeOf(Prove{kPassphrase}), std::string());
}

QTEST_GUILESS_MAIN(TestKeeperTries)
#include "tst_keeper_tries.moc"
