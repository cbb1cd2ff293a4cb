#include "tests/property/world.h"

#include <QTest>
#include <rapidcheck.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>

using namespace till::tests;

namespace {

constexpr std::size_t kStepsOfHistory = 400;
constexpr std::uint64_t kOperations = 1'000'000;

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise)
{
    const char* text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

} // namespace

/// Random histories of a whole wallet against the model; README.md beside this file says how to run the long
/// form.
class TestInvariants : public QObject {
    Q_OBJECT

private:
    Tally m_tally{};
    std::uint64_t m_operations = 0;

private Q_SLOTS:
    void initTestCase();
    void everyInvariantHoldsInRandomHistories();
    void wasPutToTheTest_data();
    void wasPutToTheTest();
};

void TestInvariants::initTestCase()
{
    const std::uint64_t wanted = fromEnvironment("TILL_PROPERTY_OPERATIONS", kOperations);
    const std::uint64_t seed = fromEnvironment("TILL_PROPERTY_SEED", std::random_device()());
    const std::uint64_t histories = (wanted + kStepsOfHistory - 1) / kStepsOfHistory;
    if (!qEnvironmentVariableIsSet("RC_PARAMS")) { // set by hand to reproduce one history
        qputenv("RC_PARAMS", QByteArray("seed=") + QByteArray::number(seed) +
                                 " max_success=" + QByteArray::number(histories) + " max_size=100" +
                                 (qEnvironmentVariableIsSet("TILL_PROPERTY_AS_FOUND") ? " noshrink=1" : ""));
    }
    std::printf("seed %llu (again: TILL_PROPERTY_SEED=%llu), %llu histories of %zu operations\n",
                static_cast<unsigned long long>(seed), static_cast<unsigned long long>(seed),
                static_cast<unsigned long long>(histories), kStepsOfHistory);
    std::fflush(stdout);
}

void TestInvariants::everyInvariantHoldsInRandomHistories()
{
    const auto words = rc::gen::container<std::vector<std::uint64_t>>(
        kStepsOfHistory, rc::gen::resize(100, rc::gen::arbitrary<std::uint64_t>()));
    const auto started = std::chrono::steady_clock::now();
    const bool isHeld = rc::check("I1 to I20 hold in every random history", [&] {
        const auto setup = *rc::gen::resize(100, rc::gen::arbitrary<std::uint64_t>());
        const std::vector<std::uint64_t> steps = *words;
        World world(setup, m_tally);
        for (const std::uint64_t step : steps) {
            world.step(step);
            ++m_operations;
        }
        world.finish();
    });
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    std::printf("%llu operations in %.1f s, %.0f a second\n", static_cast<unsigned long long>(m_operations),
                took.count(), static_cast<double>(m_operations) / took.count());
    QVERIFY(isHeld);
}

void TestInvariants::wasPutToTheTest_data()
{
    QTest::addColumn<int>("invariant");
    const char* const kNames[] = {"I1 write-ahead: what left has its row",
                                  "I2 budget: no sum over its limit",
                                  "I3 chain: collected within every budget",
                                  "I4 lifetime: never valid for too long",
                                  "I5 one purchase: one nonce, one signature",
                                  "I6 nonces: no two purchases share one",
                                  "I7 release: only by proof or time",
                                  "I8 default deny: bad asks sign nothing",
                                  "I9 authority: what widens needs the key",
                                  "I10 stop: nothing leaves after a pause",
                                  "I11 sums: cached ones are those of the rows",
                                  "I12 history: whole after every crash",
                                  "I13 time: never runs back",
                                  "I14 restore: the same purchase, the same nonce",
                                  "I15 no secrets at rest: no key in the files",
                                  "I16 shown is signed: digests agree",
                                  "I17 bound: amount, payee, account, domain",
                                  "",
                                  "I19 agents: apart from each other",
                                  "I20 answer: every ask ends"};
    for (int each = 1; each <= kInvariants; ++each) {
        if (*kNames[each - 1] != '\0') { // I18 is about roles of processes: tests/app/keeper
            QTest::newRow(kNames[each - 1]) << each;
        }
    }
}

/// An invariant that no history ever touched would hold of itself.
void TestInvariants::wasPutToTheTest()
{
    QFETCH(int, invariant);
    const std::uint64_t checks = m_tally.at(static_cast<std::size_t>(invariant));
    std::printf("I%d was put to the test %llu times\n", invariant, static_cast<unsigned long long>(checks));
    QVERIFY(checks * 20'000 >= m_operations);
    QVERIFY(checks > 0);
}

int main(int count, char** words)
{
    qputenv("QTEST_FUNCTION_TIMEOUT",
            "2147483647"); // the long form takes hours; ctest has a time limit of its own
    TestInvariants test;
    return QTest::qExec(&test, count, words);
}

#include "tst_invariants.moc"
