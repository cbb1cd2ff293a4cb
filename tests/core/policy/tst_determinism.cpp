#include "core/crypto/hash.h"
#include "core/policy/observed.h"
#include "core/support/hex.h"
#include "tests/core/policy/facts.h"

#include <QTest>

#include <array>
#include <map>
#include <random>

using namespace till;
using namespace till::policy;
using namespace till::tests;

namespace {

constexpr std::size_t kPayments = 3000;
constexpr std::uint64_t kSeed = 402;

/// A rich policy beside the presets: every kind of test, budget and window.
constexpr const char* kEverything = R"({"version":1,"name":"everything","default":"ask","perPaymentUsd":"5",
 "preferNetworks":["eip155:8453"],
 "rules":[
  {"name":"no evil","verdict":"deny","when":{"hosts":["*.evil.test"]}},
  {"name":"no posts at night","verdict":"deny","when":{"methods":["POST"],
    "time":{"zone":"Europe/Berlin","from":"22:00","to":"06:00"}}},
  {"name":"dear","verdict":"ask","when":{"amount":{"above":"1"}}},
  {"name":"new payee","verdict":"ask","when":{"firstToPayTo":true}},
  {"name":"price moved","verdict":"ask","when":{"price":{"differsByPercent":40,"last":7,"direction":"either"}}},
  {"name":"tool","verdict":"ask","when":{"tools":["browser"]}},
  {"name":"known","verdict":"allow","when":{"hosts":["*.shop.test","api.shop.test"],"interfaces":["rest","mcp"]}}],
 "budgets":[
  {"name":"hour","limit":{"usd":"20"},"window":{"rollingSeconds":3600}},
  {"name":"day","limit":{"usd":"60"},"window":{"calendar":"day","zone":"America/New_York"}},
  {"name":"each host","limit":{"payments":40},"window":{"rollingSeconds":7200},"per":["agent","host"]},
  {"name":"payee","limit":{"usd":"30"},"window":{"calendar":"week","zone":"UTC"},"per":["payTo"],"whenExceeded":"ask"},
  {"name":"ever","limit":{"usd":"2500"},"window":{"lifetime":true}}],
 "grants":[{"name":"g","host":"h3.shop.test","perPaymentUsd":"2","perDayUsd":"15","untilSeconds":1767500000}]})";

/// Numbers that every standard library makes alike: the engine is fixed by the standard, distributions are
/// not.
class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : m_engine(seed) {}
    std::uint64_t below(std::uint64_t most) { return m_engine() % most; }

private:
    std::mt19937_64 m_engine;
};

struct Recorded {
    PaymentFacts facts;
    Instant at;
    std::uint64_t fate = 0; ///< what becomes of it when it is authorized
};

std::vector<Recorded> history()
{
    Numbers numbers(kSeed);
    std::vector<Recorded> all;
    Instant at = kNoon;
    for (std::size_t each = 0; each < kPayments; ++each) {
        at = at.plusMs(static_cast<std::int64_t>(numbers.below(90'000)));
        const std::uint64_t kind = numbers.below(20);
        // One draw a statement: the order of operands is the compiler's own.
        const std::string dollars = std::to_string(numbers.below(3));
        const std::string price = dollars + "." + std::to_string(10 + numbers.below(90));
        PaymentFacts facts = kind == 0   ? floatingPaymentOf("0.00" + std::to_string(1 + numbers.below(9)))
                             : kind == 1 ? practicePaymentOf(price)
                                         : paymentOf(price);
        const std::uint64_t host = numbers.below(12);
        facts.line.host = host == 0 ? "x.evil.test" : "h" + std::to_string(host) + ".shop.test";
        facts.line.payTo = std::string(numbers.below(9) == 0 ? kOtherPayee : kShopPayee);
        facts.line.agentTags = numbers.below(2) == 0 ? std::vector<std::string>{"research"}
                                                     : std::vector<std::string>{"research", "night"};
        facts.method = numbers.below(4) == 0 ? "POST" : "GET";
        facts.path = "/v1/" + std::to_string(numbers.below(3));
        facts.interface = numbers.below(3) == 0 ? "mcp" : "rest";
        facts.claimedTool = numbers.below(6) == 0 ? "browser" : "";
        all.push_back({facts, at, numbers.below(10)});
    }
    return all;
}

/// All of a decision as text, so that a digest of it changes with every byte.
std::string textOf(const Decision& decision, const Explanation& words)
{
    std::string text = std::to_string(static_cast<int>(decision.verdict)) + "|" + std::string(decision.code) +
                       "|" + std::to_string(decision.retryAllowed ? 1 : 0) +
                       std::to_string(decision.retryAt ? decision.retryAt->unixMs : -1);
    for (const Finding& each : decision.findings)
        text += "|" + std::to_string(static_cast<int>(each.step)) + "." +
                std::to_string(static_cast<int>(each.layer)) + "." + std::to_string(each.index);
    for (const BudgetEffect& each : decision.budgets)
        text += "|" + each.use.used.toAtomic() + "+" + each.use.thisOne.toAtomic() + "/" +
                each.use.limit.toAtomic() + "@" +
                std::to_string(each.use.resetAt ? each.use.resetAt->unixMs : -1);
    text += "|" + words.sentence + "|" + words.smallestChange.value_or("");
    for (const Reason& each : words.reasons)
        text += "|" + each.code + ":" + each.text;
    for (const Reason& each : words.trace)
        text += "|" + each.code + ":" + each.text;
    return text + "\n";
}

struct Outcome {
    std::string digest;
    std::string replayedDigest;    ///< of the decisions computed again from what was observed
    bool isObservedAgain = true;   ///< computing again asked for exactly what was recorded
    std::array<int, 3> verdicts{}; ///< allow, ask, deny
};

/// Runs the history through a policy: what is allowed counts, and settles, lapses or is given back as fate
/// has it.
Outcome run(const Policy& policy)
{
    Till till(policy);
    const Till withoutHistory(policy);
    std::string all;
    std::string allReplayed;
    Outcome outcome;
    for (const Recorded& each : history()) {
        till.now = each.at;
        const Observer observer(till.book, till.memory);
        const DecisionInput input{each.facts, till.global, till.agent, observer, observer, each.at};
        const Decision decision = policy::decide(input);
        all += textOf(decision, explain(input, decision));

        const Replay replay(observer.observed(), withoutHistory.book);
        const Observer again(replay, replay);
        const DecisionInput recorded{each.facts, till.global, till.agent, again, again, each.at};
        const Decision replayed = policy::decide(recorded);
        allReplayed += textOf(replayed, explain(recorded, replayed));
        outcome.isObservedAgain =
            outcome.isObservedAgain && !replay.lacksAnswers() && again.observed() == observer.observed();
        ++outcome.verdicts[static_cast<std::size_t>(decision.verdict)];
        const bool isPaid =
            decision.verdict == Verdict::Allow || (decision.verdict == Verdict::Ask && each.fate > 6);
        if (!isPaid)
            continue;
        const std::int64_t id = till.pay(each.facts);
        if (each.fate == 0)
            (void)till.book.remove(id);
        else if (each.fate < 5)
            (void)till.book.shorten(id, each.at.plusMs(5000));
    }
    outcome.digest = toHex(crypto::sha256(all));
    outcome.replayedDigest = toHex(crypto::sha256(allReplayed));
    return outcome;
}

Policy policyNamed(const QByteArray& name)
{
    return name == "everything"
               ? policyFrom(kEverything)
               : presetPolicy(name.toStdString(), TimeZone::named("Europe/Berlin").value()).value();
}

/// One run of each policy's history serves all that is claimed of it.
const Outcome& outcomeOf(const QByteArray& name)
{
    static std::map<QByteArray, Outcome> outcomes;
    const auto found = outcomes.find(name);
    return found != outcomes.end() ? found->second
                                   : outcomes.emplace(name, run(policyNamed(name))).first->second;
}

} // namespace

class TestDeterminism : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameHistoryIsDecidedTheSameToTheByte_data();
    void theSameHistoryIsDecidedTheSameToTheByte();
    void computedAgainFromWhatWasObservedItIsTheSame_data();
    void computedAgainFromWhatWasObservedItIsTheSame();
    void theHistoryReachesEveryVerdict();
};

// The digests were taken once, with GCC 12 in a Debug build. Clang 14, optimized and sanitized builds give
// the same; a change of the engine or of its words changes them, and whoever changes those takes them anew,
// says why, and raises kEngineVersion, so that decisions of before are not taken for forged.
void TestDeterminism::theSameHistoryIsDecidedTheSameToTheByte_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<QByteArray>("digest");
    QTest::newRow("practice") << QByteArray("practice")
                              << QByteArray(
                                     "461d77e8489eefd2eb783e80f41e93190a2f02fb68721662cf4a0f01f2bae93b");
    QTest::newRow("careful") << QByteArray("careful")
                             << QByteArray(
                                    "4bdcae59054566cafc189237728770c820b446c21fd97e0dd0d5ad95c7297622");
    QTest::newRow("everyday") << QByteArray("everyday")
                              << QByteArray(
                                     "d46980151448f28e138982f2f158d1f63bc5ffda5b3876454bb9414b1a12e5b9");
    QTest::newRow("autopilot") << QByteArray("autopilot")
                               << QByteArray(
                                      "55fd90075915c8623740a2ca8e0265eabd2fbec192fd9f75e20e2ef26107f936");
    QTest::newRow("everything") << QByteArray("everything")
                                << QByteArray(
                                       "2b39c3ce40581424501e1a76e949661d333d144cc117ab63344db89f097fd706");
}

void TestDeterminism::theSameHistoryIsDecidedTheSameToTheByte()
{
    QFETCH(QByteArray, policy);
    QFETCH(QByteArray, digest);
    QCOMPARE(kEngineVersion, std::int64_t{1}); // the engine whose digests these are
    const Policy parsed = policyNamed(policy);
    const Outcome& first = outcomeOf(policy);
    QCOMPARE(QByteArray::fromStdString(first.digest), digest);
    // Through its document and back, it is the same policy.
    QCOMPARE(run(policyFrom(toJson(parsed))).digest, first.digest);
}

void TestDeterminism::computedAgainFromWhatWasObservedItIsTheSame_data()
{
    theSameHistoryIsDecidedTheSameToTheByte_data();
}

void TestDeterminism::computedAgainFromWhatWasObservedItIsTheSame()
{
    QFETCH(QByteArray, policy);
    QFETCH(QByteArray, digest);
    const Outcome& outcome = outcomeOf(policy);
    QCOMPARE(QByteArray::fromStdString(outcome.replayedDigest), digest);
    QVERIFY(outcome.isObservedAgain);
}

void TestDeterminism::theHistoryReachesEveryVerdict()
{
    const Outcome& outcome = outcomeOf("everything");
    for (const int count : outcome.verdicts)
        QVERIFY2(count > 20, std::to_string(count).c_str());
}

QTEST_APPLESS_MAIN(TestDeterminism)
#include "tst_determinism.moc"
