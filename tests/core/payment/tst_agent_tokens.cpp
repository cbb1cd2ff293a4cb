#include "core/payment/agent_events.h"

#include "core/support/token_text.h"

#include <QTest>

#include <array>

using namespace till;
using namespace till::payment;

namespace {

// Made with Python's hashlib and hmac, the key 32 bytes 0x0b: see tst_token_text for the token.
const std::string kToken = "till_a7_003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf10axrh";
constexpr const char* kSha256 = "c5705090b625519e4c486d31dc56259df4227d134c455578dba811f29550ff52";
constexpr const char* kHmac = "059d55b24a93946a1186abf3a1d2f59428ed76a11ecc704578101d0d3c60f49c";
const std::string kOldToken = "till_a7_" + std::string(64, 'e');

crypto::SecretBytes keyOf(std::uint8_t fill)
{
    crypto::SecretBytes key(32);
    std::ranges::fill(key.writable(), fill);
    return key;
}

std::string tokenNumber(std::uint8_t number, std::string_view agent = "a7")
{
    std::array<std::uint8_t, kTokenSecretBytes> secret{};
    secret.fill(number);
    return makeTokenText(agent, secret);
}

constexpr Instant at(std::int64_t seconds)
{
    return Instant{1'800'000'000'000 + seconds * 1000};
}

/// An agent a7 with one token.
struct Bench {
    explicit Bench(const TokenHash& hash)
    {
        Agent agent;
        agent.id = "a7";
        agent.name = "bot";
        AgentToken token;
        token.hash = hash;
        token.createdAt = at(0);
        agent.tokens.add(token, at(0));
        agents.add(std::move(agent));
    }
    Bench() : Bench(sealedHashOfToken(kToken, keyOf(11))) {}

    Agent& agent() { return *agents.byId("a7"); }
    std::string codeOf(const std::string& token, std::int64_t seconds = 1, const Caller& caller = {})
    {
        const auto key = keyOf(11);
        return std::string(agents.recognise(token, &key, caller, at(seconds)).code);
    }
    bool apply(std::string_view kind, const std::string& body, std::int64_t seconds = 0)
    {
        return applyAgentEvent(agents, {at(seconds), std::string(kind), std::nullopt, {}, body}).value();
    }
    bool rotate(const std::string& token, std::int64_t now, std::int64_t othersUntil,
                std::optional<Instant> expires = std::nullopt)
    {
        AgentToken fresh;
        fresh.number = agent().tokens.nextNumber();
        fresh.hash = sealedHashOfToken(token, keyOf(11));
        fresh.expiresAt = expires;
        return apply(kTokenAdded, tokenAddedBody("a7", fresh, at(othersUntil)), now);
    }

    Agents agents;
};

} // namespace

class TestAgentTokens : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }
    void hashesAreThePublishedFunctions();
    void aTokenIsTakenByItsOwnHashOnly_data();
    void aTokenIsTakenByItsOwnHashOnly();
    void anotherVaultsKeyTakesNothing();
    void beforeTheFirstUnlockEverybodyKnownIsToldLocked();
    void anOldHashIsReadWithoutTheVaultAndSealedLater();
    void rotationLeavesTheOlderTokenItsOverlapAndNoMore();
    void aSecondRotationDoesNotLengthenTheFirstOverlap();
    void anExpiryHoldsFromItsMoment();
    void revokingEndsEveryToken();
    void aTokenOfLongAgoIsForgotten();
    void aBindingAdmitsWhomTheKernelNames_data();
    void aBindingAdmitsWhomTheKernelNames();
    void whatNarrowsABinding_data();
    void whatNarrowsABinding();
    void anUnsealedRowCannotUnbind();
    void aRemovedAgentIsToldSoAndStaysRemoved();
    void bodiesOfOtherFormsChangeNothing_data();
    void bodiesOfOtherFormsChangeNothing();
    void whatLetsSomebodyInIsSealed();
};

void TestAgentTokens::hashesAreThePublishedFunctions()
{
    QCOMPARE(toHex(plainHashOfToken(kToken).bytes), std::string(kSha256));
    QCOMPARE(toHex(sealedHashOfToken(kToken, keyOf(11)).bytes), std::string(kHmac));
    QVERIFY(plainHashOfToken(kToken).form == TokenForm::Sha256);
    QVERIFY(sealedHashOfToken(kToken, keyOf(11)).form == TokenForm::Hmac);
}

void TestAgentTokens::aTokenIsTakenByItsOwnHashOnly_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("code");
    const QByteArray good = QByteArray::fromStdString(kToken);
    QTest::newRow("its own") << good << QByteArray();
    QTest::newRow("of another secret")
        << QByteArray::fromStdString(tokenNumber(1)) << QByteArray("unauthorized");
    QTest::newRow("of another agent")
        << QByteArray::fromStdString(tokenNumber(1, "a8")) << QByteArray("unauthorized");
    QTest::newRow("old form") << QByteArray::fromStdString(kOldToken) << QByteArray("unauthorized");
    QTest::newRow("mistyped") << good.chopped(1) + "0" << QByteArray("token_malformed");
    QTest::newRow("cut") << good.chopped(9) << QByteArray("token_malformed");
    QTest::newRow("upper case") << good.toUpper() << QByteArray("token_malformed");
    QTest::newRow("its hash") << QByteArray("till_a7_") + kHmac << QByteArray("unauthorized");
    QTest::newRow("empty") << QByteArray() << QByteArray("token_malformed");
    QTest::newRow("endless") << QByteArray("till_a7_") + QByteArray(100'000, 'f')
                             << QByteArray("token_malformed");
}

void TestAgentTokens::aTokenIsTakenByItsOwnHashOnly()
{
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, code);
    Bench bench;
    QCOMPARE(QByteArray::fromStdString(bench.codeOf(token.toStdString())), code);
}

void TestAgentTokens::anotherVaultsKeyTakesNothing()
{
    Bench bench;
    const auto other = keyOf(12);
    QCOMPARE(std::string(bench.agents.recognise(kToken, &other, {}, at(1)).code),
             std::string("unauthorized"));
}

void TestAgentTokens::beforeTheFirstUnlockEverybodyKnownIsToldLocked()
{
    Bench bench;
    const auto code = [&](const std::string& token) {
        const Recognised known = bench.agents.recognise(token, nullptr, {}, at(1));
        return known.agent == nullptr ? std::string(known.code) : "let in";
    };
    QCOMPARE(code(kToken), std::string("locked"));
    QCOMPARE(code(tokenNumber(1)), std::string("locked")); // nobody can say that it is none
    QCOMPARE(code(tokenNumber(1, "a8")), std::string("unauthorized"));
    QCOMPARE(code(kToken.substr(0, 50)), std::string("token_malformed"));
}

void TestAgentTokens::anOldHashIsReadWithoutTheVaultAndSealedLater()
{
    Bench bench(plainHashOfToken(kOldToken));
    Recognised known = bench.agents.recognise(kOldToken, nullptr, {}, at(1));
    QVERIFY(known.agent != nullptr && known.form == TokenForm::Sha256 && known.token == 1);
    QCOMPARE(std::string(bench.agents.recognise("till_a7_" + std::string(64, 'd'), nullptr, {}, at(1)).code),
             std::string("unauthorized"));
    QVERIFY(bench.apply(kTokenSealed, tokenSealedBody("a7", 1, sealedHashOfToken(kOldToken, keyOf(11)))));
    const auto key = keyOf(11);
    known = bench.agents.recognise(kOldToken, &key, {}, at(2));
    QVERIFY(known.agent != nullptr && known.form == TokenForm::Hmac && known.token == 1);
    QCOMPARE(std::string(bench.agents.recognise(kOldToken, nullptr, {}, at(2)).code), std::string("locked"));
}

void TestAgentTokens::rotationLeavesTheOlderTokenItsOverlapAndNoMore()
{
    Bench bench;
    const std::string next = tokenNumber(2);
    QVERIFY(bench.rotate(next, 10, 610));
    QCOMPARE(bench.codeOf(kToken, 609), std::string());
    QCOMPARE(bench.codeOf(kToken, 610), std::string("token_revoked"));
    QCOMPARE(bench.codeOf(next, 11), std::string());
    QCOMPARE(bench.codeOf(next, 1'000'000), std::string());
    QVERIFY(stateOf(bench.agent().tokens.all()[0], at(11)) == TokenState::Ending);
    QVERIFY(stateOf(bench.agent().tokens.all()[1], at(11)) == TokenState::Active);
    // Without an overlap it ends in the same moment.
    const std::string third = tokenNumber(3);
    QVERIFY(bench.rotate(third, 700, 700));
    QCOMPARE(bench.codeOf(next, 700), std::string("token_revoked"));
    QCOMPARE(bench.codeOf(third, 700), std::string());
}

void TestAgentTokens::aSecondRotationDoesNotLengthenTheFirstOverlap()
{
    Bench bench;
    QVERIFY(bench.rotate(tokenNumber(2), 10, 20));
    QVERIFY(bench.rotate(tokenNumber(3), 15, 1'000));
    QCOMPARE(bench.codeOf(kToken, 20), std::string("token_revoked"));
    QCOMPARE(bench.codeOf(tokenNumber(2), 20), std::string());
}

void TestAgentTokens::anExpiryHoldsFromItsMoment()
{
    Bench bench;
    QVERIFY(bench.rotate(tokenNumber(2), 10, 10, at(100)));
    QCOMPARE(bench.codeOf(tokenNumber(2), 99), std::string());
    QCOMPARE(bench.codeOf(tokenNumber(2), 100), std::string("token_expired"));
    QVERIFY(bench.agent().tokens.verdictOn(2, at(100)) == TokenVerdict::Expired);
    QVERIFY(bench.agent().tokens.verdictOn(9, at(100)) == TokenVerdict::Unknown);
}

void TestAgentTokens::revokingEndsEveryToken()
{
    Bench bench;
    QVERIFY(bench.rotate(tokenNumber(2), 10, 1'000));
    QVERIFY(bench.apply(kTokensRevoked, agentEndedBody("a7", "cli")));
    QCOMPARE(bench.codeOf(kToken, 11), std::string("token_revoked"));
    QCOMPARE(bench.codeOf(tokenNumber(2), 11), std::string("token_revoked"));
    QVERIFY(bench.rotate(tokenNumber(3), 20, 20)); // and a new one works
    QCOMPARE(bench.codeOf(tokenNumber(3), 21), std::string());
    QCOMPARE(bench.codeOf(kToken, 21), std::string("token_revoked"));
}

void TestAgentTokens::aTokenOfLongAgoIsForgotten()
{
    Bench bench;
    for (std::uint8_t each = 1; each <= kMaxTokensKept; ++each) {
        QVERIFY(bench.rotate(tokenNumber(each), each, each));
    }
    QCOMPARE(bench.agent().tokens.all().size(), kMaxTokensKept);
    QCOMPARE(bench.codeOf(kToken, 100), std::string("unauthorized"));
    QCOMPARE(bench.codeOf(tokenNumber(1), 100), std::string("token_revoked"));
    QCOMPARE(bench.codeOf(tokenNumber(kMaxTokensKept), 100), std::string());
}

void TestAgentTokens::aBindingAdmitsWhomTheKernelNames_data()
{
    QTest::addColumn<qlonglong>("pid");
    QTest::addColumn<qlonglong>("uid");
    QTest::addColumn<QByteArray>("executable");
    QTest::addColumn<bool>("byUid");
    QTest::addColumn<bool>("byProgram");
    const QByteArray bot("/usr/bin/bot");
    QTest::newRow("both fit") << 7LL << 1000LL << bot << true << true;
    QTest::newRow("another user") << 7LL << 1001LL << bot << false << true;
    QTest::newRow("root") << 7LL << 0LL << bot << false << true;
    QTest::newRow("another program") << 7LL << 1000LL << QByteArray("/usr/bin/bot2") << true << false;
    QTest::newRow("replaced program") << 7LL << 1000LL << bot + " (deleted)" << true << false;
    QTest::newRow("program unknown") << 7LL << 1000LL << QByteArray() << true << false;
    QTest::newRow("over TCP") << 0LL << -1LL << QByteArray() << false << false;
    QTest::newRow("without a pid") << 0LL << 1000LL << bot << false << false;
}

void TestAgentTokens::aBindingAdmitsWhomTheKernelNames()
{
    QFETCH(qlonglong, pid);
    QFETCH(qlonglong, uid);
    QFETCH(QByteArray, executable);
    QFETCH(bool, byUid);
    QFETCH(bool, byProgram);
    const Caller caller{pid, uid, executable.toStdString()};
    QCOMPARE((CallerBinding{1000, ""}).admits(caller), byUid);
    QCOMPARE((CallerBinding{std::nullopt, "/usr/bin/bot"}).admits(caller), byProgram);
    QCOMPARE((CallerBinding{1000, "/usr/bin/bot"}).admits(caller), byUid && byProgram);
    Bench bench;
    bench.agent().binding = CallerBinding{1000, "/usr/bin/bot"};
    QCOMPARE(bench.codeOf(kToken, 1, caller), std::string(byUid && byProgram ? "" : "wrong_caller"));
    QCOMPARE(bench.codeOf(tokenNumber(9), 1, caller), std::string("unauthorized")); // the secret comes first
}

void TestAgentTokens::whatNarrowsABinding_data()
{
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("next");
    QTest::addColumn<bool>("narrows");
    // 0 nobody bound, 1 user, 2 program, 3 both, 4 another user, 5 another user and the program
    const bool table[6][6] = {
        {true, true, true, true, true, true},     {false, true, false, true, false, false},
        {false, false, true, true, false, true},  {false, false, false, true, false, false},
        {false, false, false, false, true, true}, {false, false, false, false, false, true},
    };
    for (int before = 0; before < 6; ++before) {
        for (int next = 0; next < 6; ++next) {
            QTest::addRow("%d to %d", before, next) << before << next << table[before][next];
        }
    }
}

void TestAgentTokens::whatNarrowsABinding()
{
    QFETCH(int, before);
    QFETCH(int, next);
    QFETCH(bool, narrows);
    const std::array<std::optional<CallerBinding>, 6> all{
        std::nullopt,
        CallerBinding{1000, ""},
        CallerBinding{std::nullopt, "/bin/bot"},
        CallerBinding{1000, "/bin/bot"},
        CallerBinding{1001, ""},
        CallerBinding{1001, "/bin/bot"},
    };
    const auto& from = all[static_cast<std::size_t>(before)];
    const auto& to = all[static_cast<std::size_t>(next)];
    QCOMPARE(isNarrower(from, to), narrows);
    // And it is what it says: whom the next one admits, the one before admitted too.
    for (const std::int64_t uid : {1000, 1001, 1002}) {
        for (const char* program : {"/bin/bot", "/bin/sh"}) {
            const Caller caller{1, uid, program};
            const bool isNew = (!to || to->admits(caller)) && from && !from->admits(caller);
            QVERIFY(!(narrows && isNew));
        }
    }
}

void TestAgentTokens::anUnsealedRowCannotUnbind()
{
    Bench bench;
    QVERIFY(bench.apply(kAgentBound, bindingBody("a7", CallerBinding{1000, ""})));
    QVERIFY(!bench.apply(kAgentBound, bindingBody("a7", std::nullopt)));
    QVERIFY(!bench.apply(kAgentBound, bindingBody("a7", CallerBinding{1001, ""})));
    QVERIFY(bench.agent().binding == (CallerBinding{1000, ""}));
    QVERIFY(bench.apply(kAgentBindingSet, bindingBody("a7", std::nullopt)));
    QVERIFY(!bench.agent().binding);
}

void TestAgentTokens::aRemovedAgentIsToldSoAndStaysRemoved()
{
    Bench bench;
    QVERIFY(bench.apply(kAgentRemoved, agentEndedBody("a7", "cli")));
    QCOMPARE(bench.codeOf(kToken), std::string("token_revoked"));
    QCOMPARE(bench.codeOf(tokenNumber(4)), std::string("unauthorized"));
    QVERIFY(!bench.rotate(tokenNumber(2), 10, 10)); // nothing brings it back
    QVERIFY(!bench.apply(kAgentRemoved, agentEndedBody("a7", "cli")));
    QVERIFY(bench.agent().state == AgentState::Removed);
}

void TestAgentTokens::bodiesOfOtherFormsChangeNothing_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("body");
    const QByteArray mac = R"("tokenMac":"0x)" + QByteArray(64, '1') + "\"";
    QTest::newRow("not JSON") << QByteArray("agent.revoked") << QByteArray("{");
    QTest::newRow("no agent") << QByteArray("agent.revoked") << QByteArray("{}");
    QTest::newRow("agent of nobody") << QByteArray("agent.revoked") << QByteArray(R"({"agent":"a8"})");
    QTest::newRow("agent as number") << QByteArray("agent.removed") << QByteArray(R"({"agent":7})");
    QTest::newRow("another number") << QByteArray("agent.token")
                                    << R"({"agent":"a7","number":3,"othersUntilMs":0,)" + mac + "}";
    QTest::newRow("no end of others")
        << QByteArray("agent.token") << R"({"agent":"a7","number":2,)" + mac + "}";
    QTest::newRow("no hash") << QByteArray("agent.token")
                             << QByteArray(R"({"agent":"a7","number":2,"othersUntilMs":0})");
    QTest::newRow("no such token") << QByteArray("agent.token.sealed")
                                   << R"({"agent":"a7","number":2,)" + mac + "}";
    QTest::newRow("binding to a relative path")
        << QByteArray("agent.binding.set") << QByteArray(R"({"agent":"a7","binding":{"executable":"bot"}})");
    QTest::newRow("binding below zero")
        << QByteArray("agent.binding.set") << QByteArray(R"({"agent":"a7","binding":{"uid":-1}})");
}

void TestAgentTokens::bodiesOfOtherFormsChangeNothing()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, body);
    Bench bench;
    QVERIFY(!bench.apply(kind.toStdString(), body.toStdString()));
    QCOMPARE(bench.codeOf(kToken), std::string());
    QVERIFY(bench.agent().state == AgentState::Active && bench.agent().tokens.all().size() == 1);
}

void TestAgentTokens::whatLetsSomebodyInIsSealed()
{
    for (const auto kind : {kTokenAdded, kTokenSealed, kAgentBindingSet}) {
        QVERIFY2(ledger::needsMac(kind), std::string(kind).c_str());
    }
    for (const auto kind : {kTokensRevoked, kAgentRemoved, kAgentBound}) { // these hold also while locked
        QVERIFY2(!ledger::needsMac(kind), std::string(kind).c_str());
    }
    Agents agents;
    QVERIFY(!applyAgentEvent(agents, {at(0), "agent.added", std::nullopt, {}, "{}"}));
}

QTEST_APPLESS_MAIN(TestAgentTokens)
#include "tst_agent_tokens.moc"
